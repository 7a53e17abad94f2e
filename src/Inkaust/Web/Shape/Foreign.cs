using System.Text;

namespace Inkaust.Web.Shape;

/// <summary>The doors through which what others wrote leaves the program into other media (DESIGN 6.7). Pages escape by themselves.</summary>
internal static class Foreign
{
    /// <summary>Tables for spreadsheets.</summary>
    internal static class Csv
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
}
