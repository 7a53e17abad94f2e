namespace Inkaust.Print.Description;

/// <summary>A part of a document, said once and drawn by each backend in its own way.</summary>
internal abstract record Block;

/// <summary>A heading and what belongs to it.</summary>
internal sealed record Section(string Title, IReadOnlyList<Block> Blocks) : Block
{
    /// <summary>2 for the parts of a document, 3 for parts of those.</summary>
    public int Level { get; init; } = 2;
}

/// <summary>White space, in points.</summary>
internal sealed record Space(double Height) : Block;

/// <summary>Columns of equal width.</summary>
internal sealed record SideBySide(IReadOnlyList<IReadOnlyList<Block>> Columns) : Block;

/// <summary>Labels with their values.</summary>
internal sealed record Fields(IReadOnlyList<Field> Items) : Block
{
    public int Columns { get; init; } = 1;
}

/// <summary>A label with its value.</summary>
internal sealed record Field(string Label, string Value)
{
    public bool Strong { get; init; }

    /// <summary>Somebody types it off: on one line, drawn smaller where the column is narrow.</summary>
    public bool OnOneLine { get; init; }
}

internal enum Emphasis
{
    Plain,
    Strong,
    Quiet,
}

internal sealed record Paragraph(string Text, Emphasis Emphasis = Emphasis.Plain) : Block;

/// <summary>A table whose head is repeated on each page.</summary>
internal sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows) : Block
{
    /// <summary>Carries the sum of a column over the end of a page.</summary>
    public Carried? Carried { get; init; }
}

internal sealed record Column(string Title, bool Numeric = false)
{
    /// <summary>Says what a row is about: the heading of a card where there is no room for a table.</summary>
    public bool Names { get; init; }
}

/// <summary>The sum of a column up to the end of a page.</summary>
/// <param name="Column">Its index.</param>
/// <param name="Forward">The words before it at the foot of a page.</param>
/// <param name="Brought">The words before it at the top of the next.</param>
/// <param name="Write">How a sum is written.</param>
internal sealed record Carried(int Column, string Forward, string Brought, Func<decimal, string> Write);

internal sealed record Row(IReadOnlyList<Cell> Cells)
{
    public Emphasis Emphasis { get; init; } = Emphasis.Plain;

    /// <summary>What the row adds to the carried sum.</summary>
    public decimal Amount { get; init; }
}

/// <summary>A cell, with smaller print under its text.</summary>
internal sealed record Cell(string Text, string? Detail = null);

/// <summary>The amount that matters most.</summary>
internal sealed record GrandTotal(string Label, string Amount) : Block;

/// <summary>What stands at the top of the first page: the kind and number on one side, the codes on the other.</summary>
internal sealed record Masthead(string Kind, string Number, IReadOnlyList<Block> Blocks, IReadOnlyList<Code> Codes);

/// <summary>A code with the words above and directly under it.</summary>
internal sealed record Code(string Caption, string Label, Uri Link);

/// <summary>A whole document.</summary>
internal sealed record Visualisation(string Title, Masthead Masthead, IReadOnlyList<Block> Blocks)
{
    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>What the foot of each page says, beside its number.</summary>
    public required string Footer { get; init; }

    /// <summary>What is written across the whole of it; null: nothing.</summary>
    public string? Stamp { get; init; }

    /// <summary>The words between the number of a page and the number of pages: <c>Strona {0} z {1}</c>.</summary>
    public required string PageOf { get; init; }
}
