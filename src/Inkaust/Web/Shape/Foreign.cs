using Inkaust.Office;

namespace Inkaust.Web.Shape;

/// <summary>The doors through which what others wrote leaves the program into other media (DESIGN 6.7). Pages escape by themselves.</summary>
internal static class Foreign
{
    /// <summary>Tables for spreadsheets.</summary>
    internal static class Csv
    {
        /// <inheritdoc cref="SpreadsheetTable.Write"/>
        public static byte[] Write(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) => SpreadsheetTable.Write(heads, rows);
    }
}
