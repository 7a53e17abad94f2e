using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Pocket.Desk;

namespace Inkaust.Pocket.Away;

/// <summary>Buyers and products that the device knows: those of the pack, and what was written here since.</summary>
internal sealed class Memory(Device device) : IBuyerMemory
{
    private const int MostBuyers = 8, MostProducts = 12;

    private static readonly string[] OfALine = ["name", "unit", "price", "grossPrice", "rate", "gtu", "pkwiu", "gtin"];

    public Task<IReadOnlyList<JsonObject>> BuyersAsync(string text) => Task.FromResult<IReadOnlyList<JsonObject>>(
        [.. Buyers().Where(one => Says(one, text, "name", "nip", "euVat")).DistinctBy(KeyOf).Take(MostBuyers).Select(one => (JsonObject)one.DeepClone())]);

    /// <summary>What is sold, the latest first; an empty text asks for whatever is sold most.</summary>
    public IReadOnlyList<JsonObject> Products(string text) =>
        [.. Lines().Where(one => Says(one, text, "name")).DistinctBy(one => (string?)one["name"]).Take(MostProducts).Select(Bare)];

    private IEnumerable<JsonObject> Buyers() => device.Invoices.Select(one => one.Written["buyer"]).OfType<JsonObject>()
        .Concat(device.Pack?.Buyers.Select(one => one["party"] as JsonObject ?? one) ?? []);

    private IEnumerable<JsonObject> Lines() => device.Invoices.SelectMany(one => AwayJson.Records(one.Written["lines"]))
        .Concat(device.Pack?.Products ?? []).Where(one => (string?)one["name"] is { Length: > 0 });

    private static JsonObject Bare(JsonObject line)
    {
        var bare = new JsonObject();
        foreach (var field in OfALine) if (line[field] is { } value) bare[field] = value.DeepClone();
        return bare;
    }

    private static string KeyOf(JsonObject buyer) => Text(buyer, "nip") is { Length: > 0 } nip ? nip : $"{Text(buyer, "name")} {Text(buyer, "euVat")}";

    private static bool Says(JsonObject record, string text, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (PlainLetters.Of(Text(record, field)).Contains(PlainLetters.Of(text.Trim()), StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    private static string Text(JsonObject record, string field) => record[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
