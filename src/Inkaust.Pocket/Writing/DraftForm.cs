using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Writing;

/// <summary>A field of a draft as its schema describes it.</summary>
/// <param name="Name">Its name in the draft.</param>
/// <param name="Means">What it means.</param>
/// <param name="Schema">Its schema.</param>
internal sealed partial record DraftField(string Name, Wording Means, JsonObject Schema)
{
    /// <summary>The elements of FA(3) that it becomes, where its description begins with their names.</summary>
    public IReadOnlySet<string> Elements { get; } = Begins().Match(Means.Pl) is { Success: true } names
        ? names.Groups["name"].Captures.Select(one => one.Value).ToHashSet(StringComparer.Ordinal) : [];

    public bool IsList => (string?)Schema["type"] == "array";

    /// <summary>The record that it is, or that each of its list is; null: it is none.</summary>
    public string? Record => DraftForm.RecordOf(IsList ? (JsonObject)Schema["items"]! : Schema);

    /// <summary>The words that it may be, each with what it means; none: it may be anything of its kind.</summary>
    public IReadOnlyList<(string Word, Wording Means)> Choices => Schema["enum"] is not JsonArray words ? []
        : [.. words.Select((word, i) => (word!.ToString(), DraftForm.Both((string?)Schema["enumDescriptions"]?[i] ?? word.ToString())))];

    // "KodUE i NrVatUE: numer VAT UE".
    [GeneratedRegex("^(?<name>[A-Z][A-Za-z0-9_]+)( i (?<name>[A-Z][A-Za-z0-9_]+))*")]
    private static partial Regex Begins();
}

/// <summary>Every field that a draft may have, from the JSON Schema of the engine.</summary>
internal static class DraftForm
{
    private static readonly JsonObject Definitions = (JsonObject)JsonNode.Parse(InvoiceDraft.JsonSchema())!["$defs"]!;

    private static readonly Dictionary<string, IReadOnlyList<DraftField>> ByRecord = Definitions.ToDictionary(
        one => one.Key, one => (IReadOnlyList<DraftField>)[.. ((JsonObject)one.Value!["properties"]!).Select(field =>
            new DraftField(field.Key, Both((string?)field.Value!["description"] ?? field.Key), (JsonObject)field.Value!))]);

    /// <summary>The records.</summary>
    public static IReadOnlyCollection<string> Records => ByRecord.Keys;

    public static IReadOnlyList<DraftField> FieldsOf(string record) => ByRecord[record];

    public static DraftField Field(string record, string name) => ByRecord[record].First(one => one.Name == name);

    /// <summary>The field of a record that a place names; null: it is not there.</summary>
    public static (string Record, DraftField Field)? At(string place)
    {
        var record = "InvoiceDraft";
        (string, DraftField)? found = null;
        foreach (var name in place.Split('.').Select(step => step.Split('[')[0]))
        {
            if (ByRecord.GetValueOrDefault(record)?.FirstOrDefault(one => one.Name == name) is not { } field) return null;
            found = (record, field);
            record = field.Record ?? "";
        }
        return found;
    }

    /// <summary>The name of the record that a schema refers to; null: it is something else. A record that may be one text counts as a record.</summary>
    public static string? RecordOf(JsonObject schema) => (string?)schema["$ref"] is { } reference ? reference["#/$defs/".Length..]
        : schema["anyOf"] is JsonArray forms ? forms.OfType<JsonObject>().Select(RecordOf).FirstOrDefault(one => one is not null) : null;

    /// <summary>A text in both languages, as the schema has it.</summary>
    public static Wording Both(string text)
    {
        var both = text.Split("\n\n");
        return new Wording(both[0], both.Length > 1 ? both[1] : both[0]);
    }
}
