using System.Data.Common;

namespace Inkaust.Office;

/// <summary>A statement that is made once and carried out for many rows.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand command;

    /// <param name="connection">Where.</param>
    /// <param name="transaction">In which transaction.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Its parameters, in the order in which their values come.</param>
    public PreparedStatement(DbConnection connection, DbTransaction transaction, string sql, params ReadOnlySpan<string> names)
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

    public int Execute(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    public void Dispose() => command.Dispose();
}
