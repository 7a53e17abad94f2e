using Dapper;
using Microsoft.Data.Sqlite;

namespace Inkaust.Office;

/// <summary>Many rows for a file: each at once.</summary>
internal sealed class SqliteRows : ManyRows
{
    private const int UsualCache = 2_000, LargeCache = 8_000; // kilobytes

    private readonly SqliteConnection connection;
    private readonly List<SqliteStatement> statements = [];

    /// <param name="connection">Where, in a transaction that is open.</param>
    public SqliteRows(SqliteConnection connection)
    {
        this.connection = connection;
        // Else its pages go out and come in again before the transaction ends.
        connection.Execute($"PRAGMA cache_size = -{LargeCache}");
    }

    public override PreparedStatement Statement(string sql, params ReadOnlySpan<string> names)
    {
        var statement = new SqliteStatement(connection, sql, names);
        statements.Add(statement);
        return statement;
    }

    public override void Finish() { }

    public override void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        // Others get the connection.
        connection.Execute($"PRAGMA cache_size = -{UsualCache}");
    }
}
