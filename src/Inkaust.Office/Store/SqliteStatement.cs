using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inkaust.Office;

/// <summary>
/// A statement that a file carries out for many rows, without what a command of ADO.NET does for each: it would look up every parameter by its name and
/// make a reader.
/// </summary>
internal sealed class SqliteStatement : PreparedStatement, IDisposable
{
    private readonly sqlite3 file;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;
    private readonly object?[] bound;
    private byte[] text = new byte[1024];

    /// <param name="connection">Where, in a transaction that is open.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Its parameters, in the order in which their values come.</param>
    /// <exception cref="SqliteException">It is no statement.</exception>
    public SqliteStatement(SqliteConnection connection, string sql, ReadOnlySpan<string> names)
    {
        file = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(file, sql, out statement));
        (places, bound) = (new int[names.Length], new object?[names.Length]);
        for (var i = 0; i < names.Length; i++) places[i] = raw.sqlite3_bind_parameter_index(statement, names[i]);
    }

    public override void Execute(params ReadOnlySpan<object?> values)
    {
        Set(values);
        try
        {
            while (Step()) { }
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public override IReadOnlyList<object?> Answers(IReadOnlyList<object?[]> rows)
    {
        var answers = new object?[rows.Count];
        for (var i = 0; i < answers.Length; i++) answers[i] = Answer(rows[i]);
        return answers;
    }

    private object? Answer(ReadOnlySpan<object?> values)
    {
        Set(values);
        try
        {
            var answer = Step() ? Value() : null;
            while (answer is not null && Step()) { }
            return answer;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    private object? Value() => raw.sqlite3_column_type(statement, 0) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, 0),
        _ => raw.sqlite3_column_text(statement, 0).utf8_to_string(),
    };

    // What is the same as for the row before is still there; and what never was set is null.
    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (ReferenceEquals(values[i], bound[i])) continue;
            Check(Set(places[i], values[i]));
            bound[i] = values[i];
        }
    }

    // What is empty has no address, and what has none would be null.
    private int Set(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        "" => raw.sqlite3_bind_text(statement, place, ""),
        string words => raw.sqlite3_bind_text(statement, place, Utf8(words)),
        ReadOnlyMemory<byte> { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        ReadOnlyMemory<byte> bytes => raw.sqlite3_bind_blob(statement, place, bytes.Span),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a row.", nameof(value)),
    };

    private ReadOnlySpan<byte> Utf8(string words)
    {
        if (text.Length < 3 * words.Length) text = new byte[3 * words.Length];
        return text.AsSpan(0, Encoding.UTF8.GetBytes(words, text));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, file);

    public void Dispose() => statement.Dispose();
}
