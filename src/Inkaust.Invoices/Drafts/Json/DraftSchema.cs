using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>The JSON Schema of a draft record, so that editors can complete and check what people write.</summary>
internal static class DraftSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Type type)
    {
        var definitions = new JsonObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Inkaust invoice draft",
            ["$ref"] = Reference(type, definitions),
            ["$defs"] = definitions,
        };
        return Encoding.UTF8.GetBytes(schema.ToJsonString(Indented) + "\n");
    }

    private static string Reference(Type type, JsonObject definitions)
    {
        if (!definitions.ContainsKey(type.Name))
        {
            // Its place is taken first: records may refer to one another.
            definitions[type.Name] = new JsonObject();
            definitions[type.Name] = Definition(type, definitions);
        }
        return "#/$defs/" + type.Name;
    }

    private static JsonObject Definition(Type type, JsonObject definitions)
    {
        var properties = new JsonObject();
        foreach (var field in DraftShape.Of(type).Fields) properties[field.Name] = Described(Value(field.Type, definitions), DraftWords.Of(field));
        var definition = Described(new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false },
            DraftWords.Of(type));
        if (DraftShape.Of(type).Fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name).ToArray() is { Length: > 0 } required)
            definition["required"] = new JsonArray(required);
        return definition;
    }

    // Editors show one text: Polish first, as the people are whose invoices these are.
    private static JsonObject Described(JsonObject schema, DraftWords.Entry? words)
    {
        if (words is null) return schema;
        schema.Insert(0, "description", $"{words.Means.Pl}\n\n{words.Means.En}");
        schema["examples"] = new JsonArray(words.Sample);
        return schema;
    }

    private static JsonObject Value(Type type, JsonObject definitions)
    {
        if (DraftShape.ItemType(type) is { } item) return new JsonObject { ["type"] = "array", ["items"] = Value(item, definitions) };
        if (type.IsEnum) return Choice(type);
        if (type == typeof(string)) return new JsonObject { ["type"] = "string" };
        if (type == typeof(decimal)) return new JsonObject { ["type"] = "number" };
        if (type == typeof(int) || type == typeof(long)) return new JsonObject { ["type"] = "integer" };
        if (type == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(DateOnly)) return new JsonObject { ["type"] = "string", ["format"] = "date" };
        if (type == typeof(DateTimeOffset)) return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (type == typeof(VatRate)) return Rate();
        if (!DraftShape.IsRecord(type)) return new JsonObject { ["type"] = "string" };
        var reference = new JsonObject { ["$ref"] = Reference(type, definitions) };
        return DraftShape.ParserOf(type) is not null
            ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, reference) } : reference;
    }

    // "enumDescriptions" is no word of JSON Schema; editors that know it show it beside each choice, others pass over it.
    private static JsonObject Choice(Type type) => new()
    {
        ["enum"] = new JsonArray([.. DraftShape.Choices(type).Keys.Select(name => (JsonNode)name)]),
        ["enumDescriptions"] = new JsonArray([.. DraftShape.Choices(type).Select(one =>
            (JsonNode)(ChoiceWords.Of(type, one.Key, one.Value) is { } words ? $"{words.Pl}\n\n{words.En}" : one.Key))]),
    };

    private static JsonObject Rate() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray([.. VatRate.Names.Select(name => (JsonNode)name)]) },
            new JsonObject { ["type"] = "string", ["pattern"] = "^oss [0-9.]+$" },
            new JsonObject { ["enum"] = new JsonArray(23, 22, 8, 7, 5, 4, 3, 0) }),
    };
}
