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

/// <summary>What would come of a draft.</summary>
internal sealed record Outlook(
    string Number, DateOnly IssueDate, string? Mode, Wording? ModeReason, DateOnly? Deadline, IReadOnlyList<Wording> DeadlineSteps,
    Wording? HandOver, IReadOnlyList<Finding> Stops, IReadOnlyList<Finding> Findings)
{
    /// <summary>A correction that waits for the number of its original, and why; null: it is issued.</summary>
    public Wording? WaitsBecause { get; init; }
}

/// <summary>The API of the company, as the editor asks it.</summary>
internal sealed class Office(HttpClient http, Start start)
{
    public async Task<KeptDraft> DraftAsync(string id) => KeptDraft.Read(await AskAsync(HttpMethod.Get, $"/drafts/{id}"));

    /// <summary>Saves a draft over a version; null: it is new.</summary>
    public async Task<(long Version, DateTimeOffset At)> SaveAsync(string id, long? over, JsonObject content, string? series)
    {
        var body = new JsonObject { ["draft"] = content.DeepClone(), ["id"] = id, ["series"] = series };
        var saved = over is { } version
            ? await AskAsync(HttpMethod.Put, $"/drafts/{id}", body, version)
            : await AskAsync(HttpMethod.Post, "/drafts", body);
        return ((long)saved["version"]!, (DateTimeOffset)saved["savedAt"]!);
    }

    public Task RemoveAsync(string id) => AskAsync(HttpMethod.Delete, $"/drafts/{id}");

    public async Task<IReadOnlyList<JsonObject>> BuyersAsync(string text) =>
        [.. (await AskAsync(HttpMethod.Get, $"/buyers?q={Uri.EscapeDataString(text)}"))["buyers"]!.AsArray()
            .Select(one => (JsonObject)one!["party"]!.DeepClone())];

    public async Task<Outlook> OutlookAsync(string id, long version, string mode, IEnumerable<string> accept)
    {
        var answer = await AskAsync(HttpMethod.Post, $"/drafts/{id}/preview-issue", Terms(version, mode, accept));
        var preview = answer["preview"]!;
        return new Outlook((string)answer["number"]!, DayOf(answer["issueDate"])!.Value, (string?)preview["mode"], WordingOf(preview["modeReason"]),
            DayOf(preview["deadline"]), [.. preview["deadlineSteps"]!.AsArray().Select(one => WordingOf(one)!)], WordingOf(preview["handOver"]),
            FindingsOf(preview["stops"]), FindingsOf(preview["findings"]))
        { WaitsBecause = WordingOf(answer["waitsBecause"]) };
    }

    /// <summary>Issues it, or leaves a correction to wait.</summary>
    /// <returns>The page of what it became.</returns>
    public async Task<string> IssueAsync(string id, long version, string mode, IEnumerable<string> accept)
    {
        var answer = await AskAsync(HttpMethod.Post, $"/drafts/{id}/issue", Terms(version, mode, accept));
        return answer["held"] is { } held
            ? $"{start.Pages}/tasks/corrections/{(long)held["id"]!}"
            : $"{start.Pages}/invoices/{(long)answer["invoice"]!["id"]!}";
    }

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonObject? body = null, long? over = null)
    {
        using var request = new HttpRequestMessage(method, start.Api + path);
        if (method != HttpMethod.Get) request.Headers.Add("X-Inkaust-Token", start.Token);
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

    private static JsonObject Terms(long version, string mode, IEnumerable<string> accept) =>
        new() { ["version"] = version, ["mode"] = mode, ["accept"] = new JsonArray([.. accept.Select(code => (JsonNode)code)]) };

    private static IReadOnlyList<Finding> FindingsOf(JsonNode? list) => list is JsonArray all ? [.. all.Select(one => new Finding(
        (string)one!["code"]!,
        (string?)one["severity"] switch { "wrong" => Severity.Wrong, "advice" => Severity.Advice, _ => Severity.Rejected },
        new Wording((string)one["pl"]!, (string)one["en"]!))
    {
        Path = (string?)one["path"],
        Hint = one["hintPl"] is { } hint ? new Wording((string)hint!, (string?)one["hintEn"] ?? "") : null,
    })] : [];

    private static Wording? WordingOf(JsonNode? node) => node is null ? null : new Wording((string?)node["pl"] ?? "", (string?)node["en"] ?? "");

    private static DateOnly? DayOf(JsonNode? node) =>
        DateOnly.TryParseExact((string?)node, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
