using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Away;

/// <summary>
/// What is known of the clock of this device: the date of an invoice and its deadline hang on it, and nobody but the office can tell that it is wrong.
/// </summary>
/// <param name="Off">By how much it was ahead of the office at the last contact.</param>
/// <param name="ComparedAt">When that was, by this clock.</param>
/// <param name="Latest">The latest moment that it has shown since.</param>
internal sealed record DeviceClock(TimeSpan Off, DateTimeOffset ComparedAt, DateTimeOffset Latest)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    /// <summary>What was seen at a contact.</summary>
    /// <param name="asked">When the contact began, by this clock.</param>
    /// <param name="answered">When the answer was here.</param>
    /// <param name="office">The time of the office in between.</param>
    public static DeviceClock Compared(DateTimeOffset asked, DateTimeOffset answered, DateTimeOffset office) =>
        new(asked + (answered - asked) / 2 - office, answered, answered);

    /// <summary>The clock was seen to show this moment.</summary>
    public DeviceClock Seen(DateTimeOffset now) => now > Latest ? this with { Latest = now } : this;

    /// <summary>Why nothing may be dated by this clock now; null: it may.</summary>
    public Finding? Refusal(DateTimeOffset now) => Off.Duration() > Most ? AwayFindings.ClockIsOff(Off) : now < Latest - Most ? AwayFindings.ClockWentBack(Latest) : null;

    public JsonObject Json() => new()
    {
        ["off"] = (long)Off.TotalMilliseconds,
        ["comparedAt"] = AwayJson.Text(ComparedAt),
        ["latest"] = AwayJson.Text(Latest),
    };

    public static DeviceClock? Read(JsonNode? json) => AwayJson.Moment(json?["comparedAt"]) is { } compared && AwayJson.Moment(json?["latest"]) is { } latest
        ? new DeviceClock(TimeSpan.FromMilliseconds((long)json!["off"]!), compared, latest) : null;
}
