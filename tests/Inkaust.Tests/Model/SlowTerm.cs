using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Model;

/// <summary>
/// The deadline of an invoice found slowly: from the messages of Latarnia as they came, day by day with a calendar written out by
/// hand. It shares no line with the program (LAW 1.9, 20-33, 87).
/// </summary>
internal static class SlowTerm
{
    private sealed record Happening(int Id, string Category, DateTimeOffset Published, DateTimeOffset Start, DateTimeOffset? End);

    private static readonly string[] Free =
    [
        "01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-24", "12-25", "12-26",
        // Easter Monday and Corpus Christi of the years of the stories.
        "2026-04-06", "2026-06-04", "2027-03-29", "2027-05-27", "2028-04-17", "2028-06-15", "2029-04-02", "2029-05-31", "2030-04-22", "2030-06-20",
        "2031-04-14", "2031-06-12", "2032-03-29", "2032-05-27",
    ];

    /// <summary>The day as <c>yyyy-MM-dd</c>, <c>unknown</c> while it cannot be told, or <c>none</c> without a duty to send.</summary>
    public static string Of(IssuingMode mode, DateOnly issueDate, DateTimeOffset issuedAt, long? eventId, IEnumerable<string> messages, DateTimeOffset asOf)
    {
        var all = Happenings(messages).Where(one => one.Published <= asOf).OrderBy(one => one.Published).ToList();
        if (mode == IssuingMode.TotalFailure) return "none";
        DateOnly? due;
        if (mode is IssuingMode.Failure or IssuingMode.Unavailability)
        {
            // A clock that went back may stand before the message.
            var own = all.LastOrDefault(one => one.Id == eventId && one.Category == (mode == IssuingMode.Failure ? "FAILURE" : "MAINTENANCE"));
            due = own is null ? null : After(own, mode == IssuingMode.Failure ? 7 : 1, asOf);
        }
        else
        {
            due = Working(issueDate, 1);
        }
        foreach (var news in all.Where(one => one.Published > issuedAt && one.Category != "MAINTENANCE"))
        {
            if (due is { } known && PolishTime.DateOf(news.Published) > known) continue;
            if (news.Category == "TOTAL_FAILURE") return "none";
            due = After(news, 7, asOf);
        }
        return due is { } day ? $"{day:yyyy-MM-dd}" : "unknown";
    }

    private static DateOnly? After(Happening one, int days, DateTimeOffset asOf) => one.End is { } end && end <= asOf ? Working(PolishTime.DateOf(end), days) : null;

    private static DateOnly Working(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            if (!weekend && !Free.Contains($"{day:MM-dd}") && !Free.Contains($"{day:yyyy-MM-dd}")) days--;
        }
        return day;
    }

    private static IEnumerable<Happening> Happenings(IEnumerable<string> messages) =>
        from message in messages.Select(raw => JsonDocument.Parse(raw).RootElement.Clone())
        group message by (Id: message.GetProperty("eventId").GetInt32(), Category: message.GetProperty("category").GetString()!) into one
        let begins = one.Where(message => message.GetProperty("type").GetString() != "FAILURE_END").ToList()
        let ends = one.Where(message => message.GetProperty("type").GetString() == "FAILURE_END").ToList()
        where begins.Count > 0
        let first = begins.MaxBy(message => message.GetProperty("version").GetInt32())
        let last = ends.Count > 0 ? ends.MaxBy(message => message.GetProperty("version").GetInt32()) : one.Key.Category == "MAINTENANCE" ? first : default
        select new Happening(one.Key.Id, one.Key.Category, begins.Min(message => message.GetProperty("published").GetDateTimeOffset()),
            first.GetProperty("start").GetDateTimeOffset(), EndOf(last));

    private static DateTimeOffset? EndOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("end", out var end) && end.ValueKind == JsonValueKind.String ? end.GetDateTimeOffset() : null;
}
