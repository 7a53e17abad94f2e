using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Desk;

/// <summary>The office said no, and why.</summary>
internal sealed class RefusedByOffice(HttpStatusCode status, IReadOnlyList<Finding> findings)
    : Exception(findings.Count > 0 ? findings[0].Text.En : $"{status}")
{
    public HttpStatusCode Status => status;

    public IReadOnlyList<Finding> Findings => findings;
}

/// <summary>The office did not answer: the line is cut, or it is away for the moment.</summary>
internal sealed class OfficeIsAway(Exception? cause = null) : Exception("The office does not answer.", cause);

/// <summary>The line to the office: JSON there and back, and why it was refused.</summary>
/// <param name="http">Over which.</param>
/// <param name="token">Proves that a request comes from our page.</param>
internal sealed class OfficeLine(HttpClient http, Func<string> token)
{
    /// <summary>Asks the office something.</summary>
    /// <param name="method">How.</param>
    /// <param name="address">Where.</param>
    /// <param name="body">With what.</param>
    /// <param name="over">The version that a change follows.</param>
    /// <returns>Its answer; an empty record where it says nothing.</returns>
    /// <exception cref="OfficeIsAway">There is none.</exception>
    /// <exception cref="RefusedByOffice">It refuses.</exception>
    public async Task<JsonNode> AskAsync(HttpMethod method, string address, JsonObject? body = null, long? over = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (method != HttpMethod.Get) request.Headers.Add("X-Inkaust-Token", token());
        if (over is { } version) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        string text;
        HttpStatusCode status;
        try
        {
            using var answer = await http.SendAsync(request);
            (status, text) = (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            throw new OfficeIsAway(fault);
        }
        if (status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout && !text.StartsWith('{'))
            throw new OfficeIsAway();
        try
        {
            var json = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
            return (int)status < 400 ? json : throw new RefusedByOffice(status, FindingsOf(json["errors"]));
        }
        catch (JsonException)
        {
            throw new OfficeIsAway(); // Something between us and the office has answered.
        }
    }

    public static IReadOnlyList<Finding> FindingsOf(JsonNode? list) => list is JsonArray all ? [.. all.Select(one => new Finding(
        (string)one!["code"]!,
        (string?)one["severity"] switch { "wrong" => Severity.Wrong, "advice" => Severity.Advice, _ => Severity.Rejected },
        new Wording((string)one["pl"]!, (string)one["en"]!))
    {
        Path = (string?)one["path"],
        Hint = one["hintPl"] is { } hint ? new Wording((string)hint!, (string?)one["hintEn"] ?? "") : null,
    })] : [];

    public static Wording? WordingOf(JsonNode? node) => node is null ? null : new Wording((string?)node["pl"] ?? "", (string?)node["en"] ?? "");

    public static DateOnly? DayOf(JsonNode? node) =>
        DateOnly.TryParseExact((string?)node, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
