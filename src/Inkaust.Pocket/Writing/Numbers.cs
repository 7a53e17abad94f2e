using System.Globalization;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>Numbers as people type and read them.</summary>
internal static class Numbers
{
    private const string NoBreak = "\u00A0";

    private static readonly NumberFormatInfo Polish = new() { NumberGroupSeparator = NoBreak, NumberDecimalSeparator = "," };

    /// <summary>A number that was typed or pasted: <c>2 400,50</c>, <c>2,400.50</c>, <c>95.5 zł</c>; null: it is none.</summary>
    public static decimal? Read(string text)
    {
        var bare = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace("zł", "", StringComparison.OrdinalIgnoreCase)
            .Replace("PLN", "", StringComparison.OrdinalIgnoreCase).TrimEnd('%');
        var (comma, dot) = (bare.LastIndexOf(','), bare.LastIndexOf('.'));
        if (comma >= 0 && dot >= 0) bare = comma > dot ? bare.Replace(".", "").Replace(',', '.') : bare.Replace(",", "");
        else if (comma >= 0) bare = bare.Replace(',', '.');
        return decimal.TryParse(bare, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    /// <summary>The JSON of what was typed where a number belongs: what is none is kept as it was typed.</summary>
    public static JsonNode? Typed(string text) =>
        text.Trim().Length == 0 ? null : Read(text) is { } number ? JsonValue.Create(number) : JsonValue.Create(text);

    /// <summary>2 400,00: an amount.</summary>
    public static string Money(decimal amount, string currency, Language language) =>
        Amount(amount, language) + NoBreak + (currency == "PLN" && language == Language.Polish ? "zł" : currency);

    public static string Amount(decimal amount, Language language) => amount.ToString("N2", FormatOf(language));

    /// <summary>A price: two places at least, and as many as it has.</summary>
    public static string Price(decimal price, Language language) => price.ToString("#,##0.00######", FormatOf(language));

    /// <summary>A quantity: as many places as it has.</summary>
    public static string Quantity(decimal quantity, Language language) => quantity.ToString("#,##0.########", FormatOf(language));

    private static NumberFormatInfo FormatOf(Language language) => language == Language.Polish ? Polish : NumberFormatInfo.InvariantInfo;
}
