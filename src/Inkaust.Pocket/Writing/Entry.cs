using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>Between the JSON of a field and the text that stands in its control.</summary>
internal static class Entry
{
    private const string Minute = "yyyy-MM-dd'T'HH:mm";

    // As Blazor hands over what was chosen.
    private const string Second = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>As people read it; what cannot be read stays as it was typed.</summary>
    public static string Shown(JsonNode? node, ControlKind kind, Language language)
    {
        if (node is not JsonValue value) return "";
        var text = value.TryGetValue(out string? written) ? written : value.ToJsonString();
        return kind switch
        {
            ControlKind.Amount => Number(value, number => Numbers.Price(number, language)) ?? text,
            ControlKind.Price => Number(value, number => Numbers.Price(number, language)) ?? text,
            ControlKind.Number => Number(value, number => Numbers.Quantity(number, language)) ?? text,
            ControlKind.Moment => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? PolishTime.At(at).ToString(Minute, CultureInfo.InvariantCulture) : text,
            _ => text,
        };
    }

    /// <summary>What a field becomes by what was typed; null: nothing.</summary>
    public static JsonNode? Typed(string text, ControlKind kind) => kind switch
    {
        _ when text.Length == 0 => null,
        ControlKind.Amount or ControlKind.Price or ControlKind.Number or ControlKind.Whole => Numbers.Typed(text),
        ControlKind.Country or ControlKind.Currency => JsonValue.Create(text.Trim().ToUpperInvariant()),
        ControlKind.Moment => DateTime.TryParseExact(text, [Minute, Second], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? JsonValue.Create(new DateTimeOffset(local, PolishTime.Zone.GetUtcOffset(local)).ToString(Second + "zzz", CultureInfo.InvariantCulture))
            : JsonValue.Create(text),
        _ => JsonValue.Create(text),
    };

    private static string? Number(JsonValue value, Func<decimal, string> shown) =>
        value.GetValueKind() == JsonValueKind.Number && Numbers.Read(value.ToJsonString()) is { } number ? shown(number) : null;
}
