using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>What the coded values of FA(3) mean on paper: as the schema has it (<see cref="Fa3Field"/>), but for the exceptions below.</summary>
internal static class Words
{
    public static readonly Wording Yes = new("tak", "yes");

    public static readonly Wording No = new("nie", "no");

    // A column of rates is narrow, and the letters of the schema are what Polish bookkeepers look for in it.
    private static readonly Dictionary<string, Wording> Rates = new(StringComparer.Ordinal)
    {
        ["zw"] = new("zw", "exempt"),
        ["oo"] = new("oo", "reverse charge"),
        ["np I"] = new("np I", "outside PL (I)"),
        ["np II"] = new("np II", "outside PL (II)"),
    };

    /// <summary>The meaning of a coded value, or null when the element is not coded or the code is unknown.</summary>
    public static Wording? For(string element, string value) => element == "KodKraju" ? CountryNames.Of(value.Trim())
        : Fa3Field.Named(element) is not { } field ? null
        : field.Kind == Fa3Kind.VatRate && Rates.GetValueOrDefault(value.Trim()) is { } rate ? rate
        : field.Meaning(value);
}
