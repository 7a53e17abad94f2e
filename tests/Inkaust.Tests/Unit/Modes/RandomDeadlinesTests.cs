using Inkaust.Ksef.Modes;
using static Inkaust.Tests.SlowDeadline;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>The program against the slow calculation, on invoices and announcements that nobody thought of.</summary>
public sealed class RandomDeadlinesTests
{
    private static readonly string[] Modes = ["online", "offline24", "unavailability", "failure", "total-failure"];
    private static readonly string[] Categories = ["FAILURE", "FAILURE", "FAILURE", "MAINTENANCE", "MAINTENANCE", "TOTAL_FAILURE", "SOLAR_STORM"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Deadlines_equal_an_independent_slow_calculation(int seed)
    {
        var random = new Random(seed);
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < 5000; i++)
        {
            var day = new DateOnly(2024, 1, 1).AddDays(random.Next(2900));
            var issuedAt = random.Next(4) == 0 ? null : (DateTimeOffset?)Moment(random, day, 0, 0);
            var messages = Enumerable.Range(1, random.Next(5)).SelectMany(eventId => Event(random, random.Next(6) == 0 ? 1 : eventId, day)).ToArray();
            random.Shuffle(messages);
            var asOf = Moment(random, day, -1, 40);
            var mode = Modes[random.Next(Modes.Length)];
            var eventId = random.Next(3) == 0 ? random.Next(1, 4) : (long?)null;
            var changes = Enumerable.Range(0, random.Next(4)).Select(_ => new CalendarChange(day.AddDays(random.Next(30)), random.Next(2) == 0, "a statute")).ToList();

            var fast = Deadlines.Of(new IssueFacts(IssuingModes.Parse(mode), day, issuedAt, eventId), Announcement.Of(DeadlinesTests.ReadBack(messages), asOf), asOf, WorkingDays.With(changes));
            var slow = Of(mode, day, issuedAt, messages, asOf, eventId, changes.GroupBy(one => one.Date).ToDictionary(one => one.Key, one => one.Last().Free));

            Assert.True((slow.Duty, slow.Date, slow.Late, slow.Basis) == (fast.Duty.ToString().ToLowerInvariant(), fast.Date, fast.IsLate(asOf), fast.Basis),
                $"seed {seed}, case {i}: {mode} {day:yyyy-MM-dd} {issuedAt:u} as of {asOf:u}, event {eventId}\n{string.Join('\n', messages.AsEnumerable())}\nslow {slow}\nfast {fast}");
            var kind = $"{slow.Duty} {slow.Basis} {(slow.Date is null ? "open" : "dated")} {mode}";
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
        }
        // The cases that matter were among them, each many times.
        foreach (var kind in new[] { "send 106nda dated offline24", "send 106nf dated offline24", "send 106nf open failure", "send 106nf dated unavailability", "none 106ng open failure", "unknown 106nh open unavailability" })
            Assert.True(seen.GetValueOrDefault(kind) > 20, $"{kind}: {seen.GetValueOrDefault(kind)}");
    }

    [Fact]
    public void A_deadline_never_falls_on_a_day_off_and_its_target_is_earlier()
    {
        for (var day = new DateOnly(2024, 1, 1); day.Year < 2034; day = day.AddDays(1))
        {
            var deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, day), [], Clock(day.AddDays(30)));
            Assert.True(IsWorked(deadline.Date!.Value) && deadline.Date > day, $"{day}");
            Assert.True(deadline.Target < deadline.Date && deadline.Target >= day, $"{day}");
        }
    }

    private static IEnumerable<Message> Event(Random random, long eventId, DateOnly day)
    {
        var category = Categories[random.Next(Categories.Length)];
        var start = Moment(random, day, -3, 12);
        var end = start + TimeSpan.FromMinutes(random.Next(1, 4000));
        var published = random.Next(3) == 0 ? start + TimeSpan.FromMinutes(random.Next(-2000, 2000)) : start;
        if (category == "MAINTENANCE")
        {
            yield return new(eventId, category, "MAINTENANCE_ANNOUNCEMENT", start, end, published);
            if (random.Next(4) == 0) yield return new(eventId, category, "MAINTENANCE_ANNOUNCEMENT", start, end + TimeSpan.FromHours(random.Next(-10, 40)), published + TimeSpan.FromHours(1), 2);
            yield break;
        }
        if (random.Next(8) != 0) yield return new(eventId, category, "FAILURE_START", start, null, published);
        if (random.Next(4) == 0) yield break; // it goes on
        yield return new(eventId, category, "FAILURE_END", random.Next(2) == 0 ? start : end, random.Next(3) == 0 ? null : end, end + TimeSpan.FromMinutes(random.Next(0, 600)));
    }

    // Many moments lie close to midnight, where dates are decided.
    private static DateTimeOffset Moment(Random random, DateOnly day, int from, int to)
    {
        var minutes = random.Next(3) == 0 ? random.Next(-3, 4) : random.Next(0, 1440);
        return Clock(day.AddDays(random.Next(from, to + 1))) + TimeSpan.FromMinutes(minutes < 0 ? minutes + 1440 : minutes);
    }

    private static DateTimeOffset Clock(DateOnly day) => WorkedDeadlines.Clock($"{day:yyyy-MM-dd}T00:00");
}
