using Spectre.Console;

namespace Inkaust.Cli;

/// <summary>A table in text. A number or a date is never broken: a row that does not fit becomes a block with a line for each column.</summary>
internal static class TextTable
{
    // The last column may be a sentence; it wraps while at least this much of it fits.
    private const int LeastOfASentence = 30;

    /// <param name="output">Where to.</param>
    /// <param name="heads">What the columns hold.</param>
    /// <param name="rows">As many cells as heads.</param>
    /// <param name="width">Columns of the screen; null: as many as it takes.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int? width)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column]).Prepend(head).Max(WidthOf)).ToList();
        var whole = widths.Sum(one => one + 3) + 1;
        if (width is not { } screen || whole <= screen) WriteTable(output, heads, rows, whole);
        else if (whole - widths[^1] + LeastOfASentence <= screen) WriteTable(output, heads, rows, screen);
        else WriteBlocks(output, heads, rows);
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var table = new Table { Border = TableBorder.Rounded };
        for (var column = 0; column < heads.Count; column++)
            table.AddColumn(new TableColumn(Markup.Escape(heads[column])) { NoWrap = column < heads.Count - 1 });
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        console.Write(table);
    }

    private static void WriteBlocks(TextWriter output, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var longest = heads.Max(WidthOf) + 1;
        foreach (var row in rows)
        {
            for (var column = 0; column < heads.Count; column++) output.WriteLine($"{(heads[column] + ":").PadRight(longest)} {row[column]}");
            output.WriteLine();
        }
    }

    private static int WidthOf(string text) => text.Split('\n').Max(line => line.Length);
}
