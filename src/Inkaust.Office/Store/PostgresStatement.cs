using System.Data.Common;

namespace Inkaust.Office;

/// <summary>A statement that a server carries out for many rows.</summary>
internal sealed class PostgresStatement : PreparedStatement
{
    private readonly DbCommand command;
    private bool tellsId;

    /// <param name="connection">Where.</param>
    /// <param name="transaction">In which transaction.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Its parameters, in the order in which their values come.</param>
    public PostgresStatement(DbConnection connection, DbTransaction transaction, string sql, ReadOnlySpan<string> names)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    public override int Execute(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return command.ExecuteNonQuery();
    }

    public override long? Add(params ReadOnlySpan<object?> values)
    {
        if (!tellsId) (command.CommandText, tellsId) = ($"{command.CommandText} RETURNING id", true);
        return (long?)Scalar(values);
    }

    public override object? Scalar(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    public override void Dispose() => command.Dispose();
}
