using System.Text.Json.Nodes;
using Inkaust.Invoices;
using static Inkaust.Pocket.Desk.OfficeLine;

namespace Inkaust.Pocket.Desk;

/// <summary>What would come of a draft.</summary>
internal sealed record Outlook(
    string Number, DateOnly IssueDate, string? Mode, Wording? ModeReason, DateOnly? Deadline, IReadOnlyList<Wording> DeadlineSteps,
    Wording? HandOver, IReadOnlyList<Finding> Stops, IReadOnlyList<Finding> Findings)
{
    /// <summary>A correction that waits for the number of its original, and why; null: it is issued.</summary>
    public Wording? WaitsBecause { get; init; }
}

/// <summary>Who is known as a buyer while one types his name or his NIP.</summary>
internal interface IBuyerMemory
{
    /// <returns>Parties of a draft.</returns>
    /// <exception cref="OfficeIsAway">Whoever remembers them does not answer.</exception>
    Task<IReadOnlyList<JsonObject>> BuyersAsync(string text);
}

/// <summary>The API of the company, as the editor asks it.</summary>
internal sealed class Office(OfficeLine line, Start start) : IBuyerMemory
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

    private Task<JsonNode> AskAsync(HttpMethod method, string path, JsonObject? body = null, long? over = null) =>
        line.AskAsync(method, start.Api + path, body, over);

    private static JsonObject Terms(long version, string mode, IEnumerable<string> accept) =>
        new() { ["version"] = version, ["mode"] = mode, ["accept"] = new JsonArray([.. accept.Select(code => (JsonNode)code)]) };
}
