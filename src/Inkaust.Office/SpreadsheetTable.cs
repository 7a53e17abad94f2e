using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The one door through which what others wrote leaves into tables for spreadsheets (DESIGN 6.7).</summary>
public static class SpreadsheetTable
{
    /// <summary>
    /// A table in UTF-8 with a mark, so that a spreadsheet reads Polish letters, and semicolons, as the Polish settings expect.
    /// </summary>
    public static byte[] Write(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder().Append('\uFEFF').AppendJoin(';', heads.Select(Untrusted.ForCsv)).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(';', row.Select(Untrusted.ForCsv)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
