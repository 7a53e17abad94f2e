namespace Inkaust.Tests.Scenarios.Web;

// The same pages with PostgreSQL under the program.

[OnPostgres]
public sealed class TaskPagesOnPostgresTests : TaskPagesTests;

[OnPostgres]
public sealed class ConsultationPagesOnPostgresTests : ConsultationPagesTests;

[OnPostgres]
public sealed class RequestPagesOnPostgresTests : RequestPagesTests;

[OnPostgres]
public sealed class EventPagesOnPostgresTests : EventPagesTests;
