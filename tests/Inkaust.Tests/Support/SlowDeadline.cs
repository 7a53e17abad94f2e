using System.Globalization;
using System.Text.Json;

namespace Inkaust.Tests;

/// <summary>
/// Deadlines found as a careful person with a wall calendar finds them, day by day, from the words of LAW 1.9 alone. It shares no line
/// with the program: not the calendar, not the time zone, not the reading of messages. Slow on purpose.
/// </summary>
internal static class SlowDeadline
{
    /// <summary>One message of Latarnia; the words are the official ones.</summary>
    public sealed record Message(
        long EventId, string Category, string Type, DateTimeOffset Start, DateTimeOffset? End, DateTimeOffset Published, int Version = 1);

    /// <summary>The duty (<c>send</c>, <c>none</c>, <c>unknown</c>), the last day, whether it has passed, and the article.</summary>
    public sealed record Answer(string Duty, DateOnly? Date, bool Late, string Basis);

    /// <param name="mode">online, offline24, unavailability, failure or total-failure.</param>
    /// <param name="issueDate">P_1.</param>
    /// <param name="issuedAt">The moment of issue; null when nobody knows it.</param>
    /// <param name="messages">All messages, in any order.</param>
    /// <param name="asOf">What was published later is not known.</param>
    /// <param name="eventId">The event that the mode was chosen by; null when the moment alone decides.</param>
    /// <param name="calendar">Days that statutes made free (true) or working (false) beyond the yearly ones.</param>
    /// <param name="confirmed">Total failures that a person has confirmed; null: all of them.</param>
    public static Answer Of(
        string mode, DateOnly issueDate, DateTimeOffset? issuedAt, IEnumerable<Message> messages, DateTimeOffset asOf, long? eventId = null,
        IReadOnlyDictionary<DateOnly, bool>? calendar = null, IReadOnlyCollection<long>? confirmed = null)
    {
        if (mode == "total-failure") return new("none", null, false, "106ng");
        var basis = mode switch { "failure" => "106nf", "unavailability" => "106nh", _ => "106nda" };
        var events = Events(messages.Where(one => one.Published <= asOf));
        var next = Count(issueDate, 1, calendar);

        // The term that the mode itself gives. "within" is the day by which news must have come; null = any day.
        DateOnly? due = next, within = next;
        var duty = "send";
        DateTimeOffset? countedFrom = null;
        var causes = new List<Event>();
        if (basis != "106nda")
        {
            var category = basis == "106nf" ? "FAILURE" : "MAINTENANCE";
            causes = [.. events.Where(one => one.Category == category && (eventId is { } bound ? one.EventId == bound : Covers(one, issueDate, issuedAt)))];
            if (causes.Count == 0) (duty, due) = ("unknown", null); // at best it is an offline24 invoice, so news is measured by that term
            else
            {
                countedFrom = Latest(causes);
                due = within = Ended(countedFrom.Value, asOf) ? Count(Warsaw(countedFrom.Value), basis == "106nf" ? 7 : 1, calendar) : null;
                if (basis == "106nh") countedFrom = null; // Failures are counted from failures only.
            }
        }

        foreach (var news in events.Where(one => one.Category != "MAINTENANCE" && !causes.Contains(one)).OrderBy(one => one.Published))
        {
            var total = news.Category == "TOTAL_FAILURE";
            if (total && confirmed is not null && !confirmed.Contains(news.EventId)) continue;
            // A failure must be announced after the issue; a total failure also counts when it goes on while the invoice is issued.
            var comesAfter = issuedAt is { } at ? news.Published > at : Warsaw(news.Published) > issueDate;
            if (!comesAfter && !(total && Covers(news, issueDate, issuedAt))) continue;
            if (within is { } last && (Warsaw(news.Published) > last || Warsaw(news.Start) > last)) continue;
            if (total) return new("none", null, false, "106ng");
            (duty, basis) = ("send", "106nf");
            if (countedFrom is null || (news.End ?? DateTimeOffset.MaxValue) > countedFrom) countedFrom = news.End ?? DateTimeOffset.MaxValue;
            due = within = Ended(countedFrom.Value, asOf) ? Count(Warsaw(countedFrom.Value), 7, calendar) : null;
        }
        return new(duty, due, due is { } day && Warsaw(asOf) > day, basis);
    }

    /// <summary>Reads the answer of Latarnia's <c>/messages</c>.</summary>
    public static IReadOnlyList<Message> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(one => new Message(
            one.GetProperty("eventId").GetInt64(), one.GetProperty("category").GetString()!, one.GetProperty("type").GetString()!,
            Time(one.GetProperty("start"))!.Value, one.TryGetProperty("end", out var end) ? Time(end) : null,
            Time(one.GetProperty("published"))!.Value, one.TryGetProperty("version", out var version) ? version.GetInt32() : 0))];
    }

    /// <summary>Somebody works in Poland on this day.</summary>
    public static bool IsWorked(DateOnly day, IReadOnlyDictionary<DateOnly, bool>? calendar = null)
    {
        if (calendar is not null && calendar.TryGetValue(day, out var free)) return !free;
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || day == new DateOnly(2018, 11, 12)) return false;
        var fixedDay = day.ToString("MM-dd", CultureInfo.InvariantCulture);
        if (fixedDay is "01-01" or "05-01" or "05-03" or "08-15" or "11-01" or "11-11" or "12-25" or "12-26") return false;
        if (fixedDay == "01-06" && day.Year >= 2011) return false;
        if (fixedDay == "12-24" && day.Year >= 2025) return false;
        var afterEaster = day.DayNumber - Easter(day.Year).DayNumber;
        return afterEaster is not (0 or 1 or 49 or 60);
    }

    private sealed record Event(long EventId, string Category, DateTimeOffset Published, DateTimeOffset Start, DateTimeOffset? End);

    // LAW 104: keyed by event and category, highest version wins; the end is that of FAILURE_END, else its start, else its publication.
    private static List<Event> Events(IEnumerable<Message> messages)
    {
        var events = new List<Event>();
        foreach (var one in messages.Where(one => one.Category is "MAINTENANCE" or "FAILURE" or "TOTAL_FAILURE").GroupBy(one => (one.EventId, one.Category)))
        {
            Message? start = null, end = null;
            foreach (var message in one.OrderBy(message => message.Version).ThenBy(message => message.Published))
            {
                if (message.Type == (one.Key.Category == "MAINTENANCE" ? "MAINTENANCE_ANNOUNCEMENT" : "FAILURE_START")) start = message;
                if (message.Type == "FAILURE_END" && one.Key.Category != "MAINTENANCE") end = message;
            }
            if ((start ?? end) is not { } any) continue;
            var published = one.Where(message => message.Type == any.Type).Select(message => message.Published).Min();
            DateTimeOffset? until = end is null ? null : end.End ?? (start is not null && end.Start <= start.Start ? end.Published : end.Start);
            events.Add(new Event(one.Key.EventId, one.Key.Category, published, any.Start, one.Key.Category == "MAINTENANCE" ? any.End : until));
        }
        return events;
    }

    private static bool Covers(Event one, DateOnly issueDate, DateTimeOffset? issuedAt) => issuedAt is { } at
        ? one.Start <= at && (one.End is null || at < one.End)
        : Warsaw(one.Start) <= issueDate && (one.End is null || Warsaw(one.End.Value) >= issueDate);

    private static DateTimeOffset Latest(List<Event> events)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var one in events)
            if ((one.End ?? DateTimeOffset.MaxValue) > latest) latest = one.End ?? DateTimeOffset.MaxValue;
        return latest;
    }

    private static bool Ended(DateTimeOffset end, DateTimeOffset asOf) => end <= asOf;

    private static DateOnly Count(DateOnly day, int workingDays, IReadOnlyDictionary<DateOnly, bool>? calendar)
    {
        for (var counted = 0; counted < workingDays;)
        {
            day = day.AddDays(1);
            if (IsWorked(day, calendar)) counted++;
        }
        return day;
    }

    // One hour ahead of UTC, two between the last Sundays of March and October, 01:00 UTC (Directive 2000/84/EC).
    private static DateOnly Warsaw(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        var summer = LastSunday(utc.Year, 3).AddHours(1) <= utc && utc < LastSunday(utc.Year, 10).AddHours(1);
        return DateOnly.FromDateTime(utc.AddHours(summer ? 2 : 1));
    }

    private static DateTime LastSunday(int year, int month)
    {
        var day = new DateTime(year, month, 31);
        while (day.DayOfWeek != DayOfWeek.Sunday) day = day.AddDays(-1);
        return day;
    }

    // Gauss's rule with its two exceptions; the program uses another one.
    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year % 4, c = year % 7, k = year / 100;
        int p = (13 + 8 * k) / 25, q = k / 4, m = (15 - p + k - q) % 30, n = (4 + k - q) % 7;
        int d = (19 * a + m) % 30, e = (2 * b + 4 * c + 6 * d + n) % 7;
        if (d == 29 && e == 6) return new DateOnly(year, 4, 19);
        if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19) return new DateOnly(year, 4, 18);
        return new DateOnly(year, 3, 22).AddDays(d + e);
    }

    private static DateTimeOffset? Time(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
