namespace Inkaust.Invoices.Schema;

/// <summary>What an element may hold: a value or other elements.</summary>
internal abstract class ContentType;

/// <summary>A piece of the order in which elements stand.</summary>
internal abstract record Part
{
    /// <summary>The whole piece may be absent.</summary>
    public bool IsOptional { get; init; }

    public abstract IEnumerable<Element> Elements { get; }
}

/// <summary>Pieces that stand one after another.</summary>
internal sealed record Sequence(IReadOnlyList<Part> Parts) : Part
{
    public override IEnumerable<Element> Elements => Parts.SelectMany(part => part.Elements);
}

/// <summary>Pieces of which exactly one stands.</summary>
internal sealed record Choice(IReadOnlyList<Part> Parts) : Part
{
    public override IEnumerable<Element> Elements => Parts.SelectMany(part => part.Elements);
}

/// <summary>An element: its name in FA(3), what it holds, and what people call it.</summary>
internal sealed record Element(string Name, ContentType Type, Wording Label) : Part
{
    /// <summary>Interned, so that names can be compared by reference.</summary>
    public string Name { get; } = string.Intern(Name);

    /// <summary>How many may stand in a row.</summary>
    public int Most { get; init; } = 1;

    public bool IsRepeated => Most > 1;

    /// <summary>The only allowed value; an empty element has it too.</summary>
    public string? Fixed { get; init; }

    public Attribute[] Attributes { get; init; } = [];

    /// <summary>What its text must be; null when it holds elements.</summary>
    public Value? Value { get; } = Type as Value;

    /// <summary>The elements that it holds; null when it has a value.</summary>
    public Children? Children { get; } = Type as Children;

    /// <summary>A tax, register, account or KSeF number, which rules look for wherever it stands.</summary>
    public bool IsIdentifier { get; } = Type is Value &&
        Name is ("NIP" or "IDWew" or "KodUE" or "NrVatUE" or "NrID" or "NrRB" or "SWIFT" or "KRS" or "REGON"
            or "NrKSeFFaKorygowanej" or "NrKSeFFaZaliczkowej");

    public override IEnumerable<Element> Elements => [this];

    // Declarations are few and known by reference; comparing their whole trees would serve nobody.
    public bool Equals(Element? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <summary>A required attribute and the values that it may have.</summary>
internal sealed record Attribute(string Name, params IReadOnlyList<string> Values);

/// <summary>The words in which the structure of FA(3) is written down.</summary>
internal static class Grammar
{
    /// <summary>Exactly one element with a value.</summary>
    public static Element One(string name, ContentType type, string pl, string en) => new(name, type, new Wording(pl, en));

    /// <summary>Exactly one element with these children in this order.</summary>
    public static Element One(string name, string pl, string en, params IReadOnlyList<Part> children) =>
        One(name, new Children(new Sequence(children)), pl, en);

    /// <summary>None or one.</summary>
    public static Element Maybe(string name, ContentType type, string pl, string en) => One(name, type, pl, en) with { IsOptional = true };

    public static Element Maybe(string name, string pl, string en, params IReadOnlyList<Part> children) =>
        One(name, pl, en, children) with { IsOptional = true };

    /// <summary>None or up to <paramref name="most"/>.</summary>
    public static Element Many(int most, string name, ContentType type, string pl, string en) => Maybe(name, type, pl, en) with { Most = most };

    public static Element Many(int most, string name, string pl, string en, params IReadOnlyList<Part> children) =>
        Maybe(name, pl, en, children) with { Most = most };

    /// <summary>At least one and up to <paramref name="most"/>.</summary>
    public static Element Some(int most, string name, ContentType type, string pl, string en) => One(name, type, pl, en) with { Most = most };

    public static Element Some(int most, string name, string pl, string en, params IReadOnlyList<Part> children) =>
        One(name, pl, en, children) with { Most = most };

    public static Part Either(params IReadOnlyList<Part> parts) => new Choice(parts);

    public static Part Together(params IReadOnlyList<Part> parts) => new Sequence(parts);

    public static Part Optional(Part part) => part with { IsOptional = true };
}
