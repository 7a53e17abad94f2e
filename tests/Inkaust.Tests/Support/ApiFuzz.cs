using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkaust.Tests;

/// <summary>How one operation did.</summary>
/// <param name="Name">Method and path.</param>
/// <param name="Taken">Requests that were answered with 2xx.</param>
/// <param name="Refused">Requests that were refused with a code of ours.</param>
/// <param name="Faults">What must not be: a 500, or a refusal without a code of ours; at most a few of them.</param>
internal sealed record FuzzedOperation(string Name, int Taken, int Refused, IReadOnlyList<string> Faults);

/// <summary>Sends every operation of an OpenAPI document requests made after its schemas: half of them right, half of them wrong.</summary>
/// <param name="document">The document.</param>
/// <param name="address">The app.</param>
/// <param name="key">A key that may do everything.</param>
/// <param name="values">Values of path parameters that lead somewhere, by name.</param>
internal sealed class ApiFuzz(JsonNode document, Uri address, string key, IReadOnlyDictionary<string, string[]> values)
{
    private const int Most = 5, Deep = 60;

    private static readonly string[] OddTexts =
    [
        "", " ", "-1", "0", "99999999999999999999", "1e400", "null", "undefined", "ą'\"<>&;--", "..%2F..%2Fetc", "%0d%0aX: y", new('x', 2_000),
        "\u202e\u0000", "INK",
    ];

    private readonly JsonNode schemas = document["components"]!["schemas"]!;

    /// <summary>Sends so many requests to each operation.</summary>
    public async Task<IReadOnlyList<FuzzedOperation>> RunAsync(int each, int seed, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
        var done = new List<FuzzedOperation>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
                done.Add(await RunAsync(http, method.ToUpperInvariant(), path, operation!, each, HashCode.Combine(seed, done.Count), stop));
        }
        return done;
    }

    private async Task<FuzzedOperation> RunAsync(HttpClient http, string method, string path, JsonNode operation, int each, int seed, CancellationToken stop)
    {
        var (taken, refused, faults) = (0, 0, new List<string>());
        var random = new Random(seed);
        for (var i = 0; i < each; i++)
        {
            using var request = RequestOf(method, path, operation, random, isWrong: i % 2 == 1);
            var what = $"{method} {request.RequestUri} {(request.Content is null ? "" : Start(await request.Content.ReadAsStringAsync(stop)))}";
            using var answer = await http.SendAsync(request, stop);
            var said = await answer.Content.ReadAsStringAsync(stop);
            if ((int)answer.StatusCode < 400) taken++;
            else if (IsOurs(answer, said)) refused++;
            else if (faults.Count < Most) faults.Add($"{(int)answer.StatusCode} to {what}: {Start(said)}");
        }
        return new FuzzedOperation($"{method} {path}", taken, refused, faults);
    }

    private static bool IsOurs(HttpResponseMessage answer, string said) => answer.StatusCode != HttpStatusCode.InternalServerError
        && answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
        && JsonNode.Parse(said) is { } problem && $"{problem["code"]}".StartsWith("INK-", StringComparison.Ordinal)
        && (int?)problem["status"] == (int)answer.StatusCode && problem["errors"] is JsonArray { Count: > 0 };

    private HttpRequestMessage RequestOf(string method, string path, JsonNode operation, Random random, bool isWrong)
    {
        var (query, headers) = (new List<string>(), new List<(string, string)>());
        foreach (var parameter in (operation["parameters"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            var (name, place) = ($"{parameter["name"]}", $"{parameter["in"]}");
            var value = isWrong && random.Next(3) == 0 ? OddTexts[random.Next(OddTexts.Length)] : TextOf(name, parameter["schema"], random);
            if (place == "path") path = path.Replace($"{{{name}}}", value.Length == 0 ? "-" : Uri.EscapeDataString(value.Replace("\0", "")));
            // A stream ends at once, and nobody waits.
            else if (name == "seconds") query.Add(isWrong && random.Next(2) == 0 ? "seconds=soon" : "seconds=0");
            else if (place == "query" && random.Next(2) == 0) query.Add($"{name}={Uri.EscapeDataString(value)}");
            else if (place == "header" && name != "Prefer" && random.Next(2) == 0)
                headers.Add((name, new string([.. value.Where(char.IsAscii).Where(c => !char.IsControl(c))])));
        }
        var request = new HttpRequestMessage(new HttpMethod(method), path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", isWrong && random.Next(20) == 0 ? "ink_test_0" : key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (operation["requestBody"]?["content"]?["application/json"] is { } content) request.Content = BodyOf(content, random, isWrong);
        return request;
    }

    private ByteArrayContent BodyOf(JsonNode content, Random random, bool isWrong)
    {
        var right = content["example"] is { } example && random.Next(3) > 0 ? Varied(example.DeepClone(), random) : ValueOf(content["schema"], random, 0);
        var bytes = Encoding.UTF8.GetBytes(right?.ToJsonString() ?? "null");
        var type = "application/json";
        if (isWrong)
        {
            switch (random.Next(8))
            {
                case 0: bytes = bytes[..random.Next(bytes.Length)]; break;
                case 1: random.NextBytes(bytes); break;
                case 2: bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"draft\":[", Deep))); break;
                case 3: type = random.Next(2) == 0 ? "text/plain" : "application/xml"; break;
                case 4: bytes = []; break;
                default: bytes = Encoding.UTF8.GetBytes(Spoiled(right, random)); break;
            }
        }
        return new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
    }

    // One place of it becomes something that does not belong there.
    private static string Spoiled(JsonNode? right, Random random)
    {
        var places = Places(right).ToList();
        if (places.Count == 0) return "[7]";
        var (parent, name) = places[random.Next(places.Count)];
        JsonNode? odd = random.Next(9) switch
        {
            0 => null,
            1 => JsonValue.Create(-1),
            2 => JsonValue.Create(OddTexts[random.Next(OddTexts.Length)]),
            3 => new JsonArray(new JsonArray(new JsonArray())),
            4 => new JsonObject { ["$ref"] = "#", ["__proto__"] = 1 },
            5 => JsonValue.Create(true),
            6 => JsonValue.Create(long.MaxValue),
            7 => JsonValue.Create(new string('ż', 100_000)),
            _ => JsonValue.Create("\ud800 marker"),
        };
        if (random.Next(4) == 0) Remove(parent, name);
        else if (parent is JsonObject record) record[(string)name] = odd;
        else ((JsonArray)parent)[(int)name] = odd;
        // A number that no type holds, and half a pair of surrogates, which only text can write.
        var number = random.Next(2) == 0 ? "1e400" : "123456789012345678901234567890";
        return right!.ToJsonString().Replace("9223372036854775807", number).Replace("\\uFFFD", "\\ud800");
    }

    private static void Remove(JsonNode parent, object name)
    {
        if (parent is JsonObject record) record.Remove((string)name);
        else ((JsonArray)parent).RemoveAt((int)name);
    }

    private static IEnumerable<(JsonNode Parent, object Name)> Places(JsonNode? node) => node switch
    {
        JsonObject one => one.ToList().SelectMany(member => Places(member.Value).Prepend((one, member.Key))),
        JsonArray all => all.ToList().SelectMany((item, i) => Places(item).Prepend((all, i))),
        _ => [],
    };

    // The example with other values of the same kinds.
    private static JsonNode Varied(JsonNode example, Random random)
    {
        foreach (var (parent, name) in Places(example).ToList())
        {
            if (parent is not JsonObject record || random.Next(4) > 0) continue;
            record[(string)name] = record[(string)name] switch
            {
                JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(random.Next(1, 100_000) / 100m),
                JsonValue value when value.GetValueKind() == JsonValueKind.String && name is "number" or "externalId" or "name" or "note" or "because"
                    => JsonValue.Create($"X/{random.Next(1_000_000)}"),
                { } same => same.DeepClone(),
                null => null,
            };
        }
        return example;
    }

    private JsonNode? ValueOf(JsonNode? schema, Random random, int depth)
    {
        if (schema is null || depth > 6) return null;
        if (schema["$ref"] is { } named) return ValueOf(schemas[$"{named}".Split('/')[^1]], random, depth + 1);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray either) return ValueOf(either[random.Next(either.Count)], random, depth + 1);
        if (schema["enum"] is JsonArray words) return words[random.Next(words.Count)]?.DeepClone();
        var types = schema["type"] is JsonArray several ? [.. several.Select(one => $"{one}")] : schema["type"] is { } only ? new[] { $"{only}" } : [];
        return (types.Length == 0 ? "any" : types[random.Next(types.Length)]) switch
        {
            "object" => new JsonObject((schema["properties"]?.AsObject() ?? []).Where(_ => random.Next(4) > 0)
                .Select(one => KeyValuePair.Create(one.Key, ValueOf(one.Value, random, depth + 1)))),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => ValueOf(schema["items"], random, depth + 1))]),
            "integer" => JsonValue.Create(random.Next(-2, 200)),
            "number" => JsonValue.Create(random.Next(-200, 100_000) / 100m),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            "null" => null,
            "string" => JsonValue.Create(TextOf("", schema, random)),
            _ => new JsonObject { ["number"] = $"Y/{random.Next(1_000_000)}" },
        };
    }

    private string TextOf(string name, JsonNode? schema, Random random)
    {
        if (values.TryGetValue(name, out var known) && random.Next(4) > 0) return known[random.Next(known.Length)];
        var type = schema?["type"] is JsonArray several ? $"{several[0]}" : $"{schema?["type"]}";
        return (type, $"{schema?["format"]}") switch
        {
            (_, "date") => $"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
            (_, "date-time") => $"2026-12-{random.Next(1, 29):00}T12:00:00Z",
            (_, "byte") => Convert.ToBase64String(Encoding.ASCII.GetBytes($"<Faktura>{random.Next()}</Faktura>")),
            ("integer", _) => random.Next(1, 50).ToString(CultureInfo.InvariantCulture),
            _ => random.Next(3) switch { 0 => "offline24", 1 => $"{random.Next(1, 20)}", _ => $"tekst {random.Next(100)} ąę" },
        };
    }

    private static string Start(string text) => text.Length > 300 ? text[..300] : text;
}
