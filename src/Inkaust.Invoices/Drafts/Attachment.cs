namespace Inkaust.Invoices;

/// <summary>Zalacznik.</summary>
public sealed record Attachment
{
    /// <summary>BlokDanych.</summary>
    public required IReadOnlyList<AttachmentBlock> Blocks { get; init; }
}

/// <summary>BlokDanych.</summary>
public sealed record AttachmentBlock
{
    /// <summary>ZNaglowek.</summary>
    public string? Heading { get; init; }

    /// <summary>MetaDane, at least one.</summary>
    public required IReadOnlyList<AttachmentFact> Facts { get; init; }

    /// <summary>Akapit, ten at most.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<AttachmentTable> Tables { get; init; } = [];
}

/// <summary>A fact by its name.</summary>
public sealed record AttachmentFact
{
    public required string Name { get; init; }

    public required string Text { get; init; }
}

/// <summary>Tabela: twenty columns and a thousand rows at most; a cell may be empty.</summary>
public sealed record AttachmentTable
{
    /// <summary>TMetaDane.</summary>
    public IReadOnlyList<AttachmentFact> Facts { get; init; } = [];

    /// <summary>Opis.</summary>
    public string? Caption { get; init; }

    public required IReadOnlyList<AttachmentColumn> Columns { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>Suma.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];
}

/// <summary>Kol.</summary>
public sealed record AttachmentColumn
{
    public required string Name { get; init; }

    /// <summary>Typ: what the cells hold.</summary>
    public ColumnType Type { get; init; } = ColumnType.Txt;
}

/// <summary>Typ of a column: text, date, date with time, time, decimal or whole number.</summary>
public enum ColumnType
{
    Txt,
    Date,
    Datetime,
    Time,
    Dec,
    Int,
}
