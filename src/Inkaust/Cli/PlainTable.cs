using Inkaust.Invoices;

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

/// <summary>A table for programs and spreadsheets: a line for each row, of cells that hold no line breaks any more.</summary>
internal static class PlainTable
{
    public static void Write(TextWriter output, TableForm form, IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
            output.WriteLine(form == TableForm.Csv ? string.Join(';', row.Select(Untrusted.ForCsv)) : string.Join('\t', row));
    }
}
