using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Inkaust.Tests.Support;

/// <summary>The official OpenAPI file with what came after it, for holding the server's answers against it. Absent where the references are absent.</summary>
internal sealed class LocalKsefOpenApi
{
    private static readonly Lazy<LocalKsefOpenApi?> Loaded = new(Load);
    private readonly JsonObject document;
    private readonly List<(string Method, string Path, Regex Pattern, JsonObject Operation)> operations = [];

    private LocalKsefOpenApi(JsonObject document)
    {
        this.document = document;
        foreach (var (path, verbs) in document["paths"]!.AsObject())
            foreach (var (verb, operation) in verbs!.AsObject())
                if (operation is JsonObject details && details.ContainsKey("responses"))
                    operations.Add((verb.ToUpperInvariant(), path, new Regex("^/v2" + Regex.Replace(path, @"\{[^}]+\}", "[^/]+") + "$"), details));
        // A fixed segment goes before a parameter.
        operations.Sort((one, other) => one.Path.Count(c => c == '{').CompareTo(other.Path.Count(c => c == '{')));
    }

    public static LocalKsefOpenApi? Official => Loaded.Value;

    public IEnumerable<(string Method, string Path, JsonObject Operation)> Operations => operations.Select(operation => (operation.Method, operation.Path, operation.Operation));

    /// <summary>What an answer has that the file doesn't allow; empty when it fits.</summary>
    public IReadOnlyList<string> Faults(string method, string path, int status, string? contentType, byte[] body)
    {
        var operation = operations.FirstOrDefault(candidate => candidate.Method == method && candidate.Pattern.IsMatch(path)).Operation;
        if (operation is null || status is 404 or 405 or 408 or 413 or >= 500 or 307) return [];
        if (operation["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not JsonObject response) return [$"{status} is not an answer of {method} {path}"];
        if (response["content"] is not JsonObject contents || contents.Count == 0) return body.Length == 0 ? [] : ["the body should be empty"];
        if (contentType is null || contents[contentType] is not JsonObject content) return [$"{contentType} is not a content type of {method} {path} {status}"];
        var faults = new List<string>();
        if (contentType.EndsWith("json", StringComparison.Ordinal)) Compare(content["schema"]!.AsObject(), JsonNode.Parse(body), "$", faults);
        return faults;
    }

    private void Compare(JsonObject schema, JsonNode? value, string at, List<string> faults)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            Compare(document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject(), value, at, faults);
            return;
        }
        if (value is null)
        {
            if (schema["nullable"]?.GetValue<bool>() != true) faults.Add($"{at} is null");
            return;
        }
        if (schema["allOf"] is JsonArray all)
        {
            foreach (var part in all) Compare(part!.AsObject(), value, at, faults);
            return;
        }
        switch (schema["type"]?.GetValue<string>())
        {
            case "object":
                CompareObject(schema, value as JsonObject, at, faults);
                break;
            case "array":
                if (value is not JsonArray array) faults.Add($"{at} is no array");
                else for (var i = 0; i < array.Count; i++) Compare(schema["items"]!.AsObject(), array[i], $"{at}[{i}]", faults);
                break;
            case "string":
                CompareText(schema, value, at, faults);
                break;
            case "integer" or "number":
                if (value.GetValueKind() != System.Text.Json.JsonValueKind.Number) faults.Add($"{at} is no number");
                break;
            case "boolean":
                if (value.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)) faults.Add($"{at} is no boolean");
                break;
        }
    }

    private void CompareObject(JsonObject schema, JsonObject? value, string at, List<string> faults)
    {
        if (value is null)
        {
            faults.Add($"{at} is no object");
            return;
        }
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var required in schema["required"] as JsonArray ?? [])
            if (!value.ContainsKey(required!.GetValue<string>())) faults.Add($"{at}.{required} is missing");
        foreach (var (name, part) in value)
            if (properties[name] is JsonObject known) Compare(known, part, $"{at}.{name}", faults);
            else if (!schema.ContainsKey("additionalProperties")) faults.Add($"{at}.{name} is unknown");
    }

    private static void CompareText(JsonObject schema, JsonNode value, string at, List<string> faults)
    {
        if (value.GetValueKind() != System.Text.Json.JsonValueKind.String)
        {
            faults.Add($"{at} is no text");
            return;
        }
        var text = value.GetValue<string>();
        if (schema["enum"] is JsonArray allowed && allowed.All(one => one!.GetValue<string>() != text)) faults.Add($"{at} = {text} is not in the enumeration");
        if (schema["minLength"]?.GetValue<int>() > text.Length || schema["maxLength"]?.GetValue<int>() < text.Length) faults.Add($"{at} = {text} has a wrong length");
        if (schema["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch(text, pattern)) faults.Add($"{at} = {text} does not match {pattern}");
        if (schema["format"]?.GetValue<string>() == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)) faults.Add($"{at} = {text} is no time");
    }

    private static LocalKsefOpenApi? Load()
    {
        if (Checkout.ReferenceIfThere("open-api-2.7.0.json") is not { } file) return null;
        var document = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        LocalKsefNewerApi.PutInto(document);
        return new LocalKsefOpenApi(document);
    }
}
