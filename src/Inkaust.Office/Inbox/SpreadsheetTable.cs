using System.Text;

namespace Inkaust.Office;

/// <summary>The one door through which what others wrote leaves into tables for spreadsheets (DESIGN 6.7).</summary>
public static class SpreadsheetTable
{
    /// <summary>
    /// A table in UTF-8 with a mark, so that a spreadsheet reads Polish letters, and semicolons, as the Polish settings expect.
    /// </summary>
    public static byte[] Write(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder().Append('\uFEFF').AppendJoin(';', heads.Select(Cell)).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(';', row.Select(Cell)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A cell that begins like a formula would be reckoned by the spreadsheet of whoever opens it.
    private static string Cell(string value)
    {
        var safe = value.Length > 0 && (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r') && !decimal.TryParse(value, out _)
            ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
