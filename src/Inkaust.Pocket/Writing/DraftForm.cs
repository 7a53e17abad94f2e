using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>A field of a draft as its schema describes it: what a form needs to be drawn for it, whatever it is.</summary>
/// <param name="Name">Its name in the draft.</param>
/// <param name="Means">What it means.</param>
/// <param name="Schema">Its schema.</param>
public sealed record FormField(string Name, Wording Means, JsonObject Schema)
{
    /// <summary>In a few words.</summary>
    public Wording Label => new(Short(Means.Pl), Short(Means.En));

    // "P_1M: miejsce wystawienia." is called "miejsce wystawienia".
    private string Short(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon is > 0 and < 40) text = text[(colon + 2)..];
        var end = text.AsSpan().IndexOfAny(";,.(");
        if (end > 2) text = text[..end];
        return text.Length == 0 ? Name : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd();
    }
}

/// <summary>Every field that a draft may have, from the JSON Schema of the engine.</summary>
internal static class DraftForm
{
    private static readonly JsonObject Root = (JsonObject)JsonNode.Parse(InvoiceDraft.JsonSchema())!;

    /// <summary>The fields of the draft itself.</summary>
    public static IReadOnlyList<FormField> Fields { get; } = FieldsOf(Resolved(Root));

    /// <summary>The fields of a record.</summary>
    public static IReadOnlyList<FormField> FieldsOf(JsonObject record) => record["properties"] is JsonObject properties
        ? [.. properties.Select(one => new FormField(one.Key, Means(one.Key, (JsonObject)one.Value!), (JsonObject)one.Value!))] : [];

    /// <summary>The schema itself, where it is only referred to; of several forms the one with fields.</summary>
    public static JsonObject Resolved(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference) return (JsonObject)Root["$defs"]![reference["#/$defs/".Length..]]!;
        if (schema["anyOf"] is JsonArray forms && forms.OfType<JsonObject>().FirstOrDefault(one => one.ContainsKey("$ref")) is { } record)
            return Resolved(record);
        return schema;
    }

    /// <summary>What a field begins with when somebody adds it.</summary>
    public static JsonNode Empty(JsonObject schema)
    {
        var form = Resolved(schema);
        return (string?)form["type"] switch
        {
            "object" => new JsonObject(),
            "array" => new JsonArray(),
            "boolean" => JsonValue.Create(true),
            _ => form["enum"] is JsonArray choices ? choices[0]!.DeepClone() : JsonValue.Create(""),
        };
    }

    private static Wording Means(string name, JsonObject schema)
    {
        var text = (string?)schema["description"] ?? name;
        var both = text.Split("\n\n");
        return new Wording(both[0], both.Length > 1 ? both[1] : both[0]);
    }
}
