using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Inkaust.Office;

/// <summary>Many rows for a server: what needs no answer goes to it together with the next that does.</summary>
internal sealed partial class PostgresRows : ManyRows
{
    // Beyond so many it is sent, even if no answer is needed.
    private const int MostWaiting = 500;

    private readonly NpgsqlBatch waiting;

    public PostgresRows(NpgsqlConnection connection, NpgsqlTransaction transaction) => waiting = new NpgsqlBatch(connection, transaction);

    public override PreparedStatement Statement(string sql, params ReadOnlySpan<string> names) => new InBatch(this, sql, names);

    public override void Finish() => Send([]);

    public override void Dispose() => waiting.Dispose();

    // The last of what waits are those that answer.
    private void Send(Span<object?> answers)
    {
        if (waiting.BatchCommands.Count == 0) return;
        waiting.Prepare();
        using (var reader = waiting.ExecuteReader())
        {
            foreach (ref var answer in answers)
            {
                answer = reader.Read() && reader.GetValue(0) is var value and not DBNull ? value : null;
                reader.NextResult();
            }
        }
        waiting.BatchCommands.Clear();
    }

    private sealed class InBatch : PreparedStatement
    {
        private readonly PostgresRows rows;
        private readonly string sql;

        public InBatch(PostgresRows rows, string sql, ReadOnlySpan<string> names)
        {
            this.rows = rows;
            var places = new Dictionary<string, int>();
            foreach (var name in names) places.Add(name, places.Count + 1);
            this.sql = Parameter().Replace(sql, name => $"${places[name.Value]}");
        }

        public override void Execute(params ReadOnlySpan<object?> values)
        {
            Wait(values);
            if (rows.waiting.BatchCommands.Count >= MostWaiting) rows.Finish();
        }

        public override IReadOnlyList<object?> Answers(IReadOnlyList<object?[]> rows)
        {
            if (rows.Count == 0) return [];
            foreach (var values in rows) Wait(values);
            var answers = new object?[rows.Count];
            this.rows.Send(answers);
            return answers;
        }

        private void Wait(ReadOnlySpan<object?> values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(Value(value));
            rows.waiting.BatchCommands.Add(command);
        }

        // What has no value is a text that is not there: a statement of unknown types would be made anew.
        private static NpgsqlParameter Value(object? value) => value switch
        {
            null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            string text => new NpgsqlParameter<string> { TypedValue = text },
            long number => new NpgsqlParameter<long> { TypedValue = number },
            ReadOnlyMemory<byte> bytes => new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
            _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a row.", nameof(value)),
        };
    }

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex Parameter();
}
