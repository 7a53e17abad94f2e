using System.Globalization;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Away;

/// <summary>Values as they stand in the format between device and office: moments in UTC, days, words in both languages.</summary>
internal static class AwayJson
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString(Seconds, CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Day(JsonNode? node) =>
        DateOnly.TryParseExact((string?)node, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static DateTimeOffset? Moment(JsonNode? node) =>
        DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at : null;

    public static Wording Words(JsonNode? node) => new((string?)node?["pl"] ?? "", (string?)node?["en"] ?? "");

    public static JsonObject Words(Wording words) => new() { ["pl"] = words.Pl, ["en"] = words.En };

    public static IEnumerable<string> Texts(JsonNode? list) => list is JsonArray all ? all.Select(one => (string?)one).OfType<string>() : [];

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(one => (JsonNode)JsonValue.Create(one))]);

    /// <summary>A field of a node that may be missing or something else.</summary>
    public static IEnumerable<JsonObject> Records(JsonNode? list) => list is JsonArray all ? all.OfType<JsonObject>() : [];
}
