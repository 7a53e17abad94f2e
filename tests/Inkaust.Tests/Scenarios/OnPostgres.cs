namespace Inkaust.Tests.Scenarios;

// The same stories with PostgreSQL under the program.

[OnPostgres]
public sealed class SendingOnPostgresTests : SendingTests;

[OnPostgres]
public sealed class ModeOnPostgresTests : ModeTests;

[OnPostgres]
public sealed class CorrectionOnPostgresTests : CorrectionTests;

[OnPostgres]
public sealed class RepairOnPostgresTests : RepairTests;

[OnPostgres]
public sealed class CertificateLifeOnPostgresTests : CertificateLifeTests;

[OnPostgres]
public sealed class RefusedPackageOnPostgresTests : RefusedPackageTests;
