using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>Rates of VAT as people choose and type them.</summary>
internal static class RateWords
{
    /// <summary>The choices; what stands there already is among them, whatever it is.</summary>
    public static IEnumerable<(string Value, string Text)> Of(string present, Language language)
    {
        if (present.Length == 0) yield return ("", "");
        else if (!VatRate.Names.Contains(present)) yield return (present, present);
        foreach (var name in VatRate.Names)
            yield return (name, decimal.TryParse(name, out _) ? name + "%" : name == "margin" ? language == Language.Polish ? "marża" : "margin" : name);
    }

    /// <summary>A rate as a draft has it: 23, "zw", "oss 19".</summary>
    public static JsonNode Typed(string text) => text.TrimEnd('%', ' ') is var bare && int.TryParse(bare, out var percent)
        ? JsonValue.Create(percent) : JsonValue.Create(bare);
}
