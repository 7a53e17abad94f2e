using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>
/// Looks through a body that could not be read for the field that is missing, unknown, or has a word that nobody knows, so that a refusal
/// names it and what would be right.
/// </summary>
internal static class BodyFault
{
    /// <summary>The first such fault; null when it is another one.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="type">What it should have been.</param>
    /// <param name="options">How it was read; whether unknown fields are faults stands there.</param>
    public static Wording? Of(ReadOnlyMemory<byte> body, Type type, JsonSerializerOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
            return In(document.RootElement, type, "$", options);
        }
        // Half of a character can stand in JSON, and be read by nobody.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Wording? In(JsonElement value, Type type, string at, JsonSerializerOptions options)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) return value.ValueKind == JsonValueKind.Null ? null : OfWord(value, type, at, options);
        var form = options.GetTypeInfo(type);
        return (form.Kind, value.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => OfFields(value, form, at, options),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) =>
                First(value.EnumerateArray().Select((item, index) => In(item, form.ElementType!, $"{at}[{index}]", options))),
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) =>
                First(value.EnumerateObject().Select(item => In(item.Value, form.ElementType!, $"{at}.{item.Name}", options))),
            _ => null,
        };
    }

    private static Wording? OfFields(JsonElement value, JsonTypeInfo form, string at, JsonSerializerOptions options)
    {
        JsonPropertyInfo? Known(string name) => form.Properties.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var given = value.EnumerateObject().Select(field => (field.Name, field.Value, Known: Known(field.Name))).ToList();
        if (options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow
            && given.Where(field => field.Known is null).Select(field => field.Name).FirstOrDefault() is { } unknown)
            return Unknown("Nieznane pole", "An unknown field", $"{at}.{unknown}", form.Properties.Select(known => known.Name));
        if (form.Properties.FirstOrDefault(known => known.IsRequired && !given.Exists(field => field.Known == known)) is { } missing)
            return Missing($"{at}.{missing.Name}", WordsOf(missing.PropertyType, options));
        return First(given.Where(field => field.Known is not null)
            .Select(field => In(field.Value, field.Known!.PropertyType, $"{at}.{field.Known.Name}", options)));
    }

    private static Wording? First(IEnumerable<Wording?> faults) => faults.FirstOrDefault(fault => fault is not null);

    private static Wording? OfWord(JsonElement value, Type type, string at, JsonSerializerOptions options)
    {
        try
        {
            value.Deserialize(type, options);
            return null;
        }
        catch (JsonException)
        {
            return Unknown("Nieznana wartość", "An unknown value", $"{at} = {value.GetRawText()}", WordsOf(type, options));
        }
    }

    private static IReadOnlyList<string> WordsOf(Type type, JsonSerializerOptions options)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum && options.GetJsonSchemaAsNode(type)["enum"] is JsonArray words ? [.. words.Select(word => word!.GetValue<string>())] : [];
    }

    private static Wording Missing(string at, IReadOnlyList<string> words)
    {
        var known = string.Join(", ", words);
        return words.Count == 0 ? new($"Brak wymaganego pola: {at}.", $"A required field is missing: {at}.")
            : new($"Brak wymaganego pola: {at}. Znane wartości: {known}.", $"A required field is missing: {at}. Known values: {known}.");
    }

    private static Wording Unknown(string pl, string en, string at, IEnumerable<string> words)
    {
        var known = string.Join(", ", words);
        // What stands there may be as long as the body.
        var shown = at.Length <= 200 ? at : at[..200] + "...";
        return new($"{pl}: {shown}. Znane: {known}.", $"{en}: {shown}. Known: {known}.");
    }
}
