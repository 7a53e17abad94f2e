namespace Inkaust.Cli;

/// <summary>How a table is written.</summary>
internal enum TableForm
{
    /// <summary>Drawn, for eyes.</summary>
    Table,

    /// <summary>Tabs between cells.</summary>
    Tsv,

    /// <summary>RFC 4180 with semicolons, which is what spreadsheets read where the comma is in numbers.</summary>
    Csv,
}

/// <summary>A table for programs and spreadsheets: a line for each row.</summary>
internal static class PlainTable
{
    private static readonly char[] Breaks = ['\t', '\r', '\n'];

    public static void Write(TextWriter output, TableForm form, IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
            output.WriteLine(form == TableForm.Csv ? string.Join(';', row.Select(InCsv)) : string.Join('\t', row.Select(OnOneLine)));
    }

    private static string OnOneLine(string cell) => string.Join(' ', cell.Split(Breaks, StringSplitOptions.RemoveEmptyEntries));

    private static string InCsv(string cell)
    {
        // What a spreadsheet would take for a formula is text; a negative number is none.
        if (cell.Length > 1 && (cell[0] is '=' or '@' || (cell[0] is '+' or '-' && !char.IsDigit(cell[1])))) cell = "'" + cell;
        return cell.AsSpan().IndexOfAny(";\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
    }
}
