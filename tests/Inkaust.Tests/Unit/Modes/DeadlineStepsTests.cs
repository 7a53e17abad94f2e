using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using static Inkaust.Tests.Unit.Modes.WorkedDeadlines;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>What a deadline says of itself: its reasoning word by word, its target, and what lifted it.</summary>
public sealed class DeadlineStepsTests
{
    private const string Later = "2030-01-01T12:00";

    private static readonly Announcement OneFailure = Event(1, AnnouncementCategory.Failure, "2026-12-08T14:00", "2026-12-09T11:00");

    /// <summary>A deadline by its facts, and what it says of itself.</summary>
    public sealed record Told(string Facts, Deadline Deadline, string[] Pl, string[] En);

    private static readonly Told[] All =
    [
        new("offline24 over Christmas", Offline("2026-12-23"),
            ["Data wystawienia (P_1): środa 23.12.2026.",
             "offline24: przesłać najpóźniej w następnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).",
             "Dzień wolny: czwartek 24.12.2026 (Wigilia).", "Dzień wolny: piątek 25.12.2026 (Boże Narodzenie).",
             "Dzień wolny: sobota 26.12.2026 (drugi dzień świąt).", "Dzień wolny: niedziela 27.12.2026 (niedziela).",
             "Termin: poniedziałek 28.12.2026, do końca dnia w Polsce."],
            ["Date of issue (P_1): Wednesday 2026-12-23.",
             "offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2).",
             "Day off: Thursday 2026-12-24 (Christmas Eve).", "Day off: Friday 2026-12-25 (Christmas Day).",
             "Day off: Saturday 2026-12-26 (the second day of Christmas).", "Day off: Sunday 2026-12-27 (Sunday).",
             "Deadline: Monday 2026-12-28, until the end of the day in Poland."]),
        new("online", Of(IssuingMode.Online, "2026-12-08"),
            ["Data wystawienia (P_1): wtorek 08.12.2026.",
             "Wysłana później niż tego dnia jest fakturą offline24 (art. 106nda ust. 16); bezpiecznie liczy się jej ten sam termin.",
             "offline24: przesłać najpóźniej w następnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).",
             "Termin: środa 09.12.2026, do końca dnia w Polsce."],
            ["Date of issue (P_1): Tuesday 2026-12-08.",
             "Sent later than on that day it is an offline24 invoice (art. 106nda ust. 16); to be safe the same term is counted.",
             "offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2).",
             "Deadline: Wednesday 2026-12-09, until the end of the day in Poland."]),
        new("a total failure", Of(IssuingMode.TotalFailure, "2026-12-08"),
            ["Faktury z okresu awarii całkowitej nie przesyła się do KSeF (art. 106ng)."], ["An invoice of a total failure is not sent to KSeF (art. 106ng)."]),
        new("a failure", Of(IssuingMode.Failure, "2026-12-08", OneFailure), SevenDays("środa 09.12.2026", ""), SevenDays("", "Wednesday 2026-12-09")),
        new("a failure whose announcement came after the issue is the cause and no news",
            Of(new IssueFacts(IssuingMode.Failure, new(2026, 12, 8), Clock("2026-12-08T13:30"), 1), OneFailure), SevenDays("środa 09.12.2026", ""), SevenDays("", "Wednesday 2026-12-09")),
        new("a failure that goes on", Of(IssuingMode.Failure, "2026-12-08", OneFailure with { EndAt = null }),
            ["Zdarzenie jeszcze trwa, więc terminu nie można podać."], ["The event still goes on, so the date cannot be told yet."]),
        new("unavailability", Of(IssuingMode.Unavailability, "2026-11-24", Event(3, AnnouncementCategory.Maintenance, "2026-11-24T22:00", "2026-11-25T02:00")),
            ["Zdarzenie skończyło się środa 25.11.2026; tego dnia się nie liczy.", "Termin to następny dzień roboczy.", "Termin: czwartek 26.11.2026, do końca dnia w Polsce."],
            ["The event ended on Wednesday 2026-11-25; that day is not counted.", "The deadline is the next working day.",
             "Deadline: Thursday 2026-11-26, until the end of the day in Poland."]),
        new("a failure that nobody announced", Of(IssuingMode.Failure, "2026-12-08"),
            ["Żaden komunikat nie obejmuje chwili wystawienia wtorek 08.12.2026; bez niego nie ma podstawy art. 106nf.", "Bezpiecznie jest przesłać ją jak offline24: do środa 09.12.2026."],
            ["No announcement covers the moment of issue Tuesday 2026-12-08; without one there is no basis in art. 106nf.", "It is safe to send it as an offline24 one: by Wednesday 2026-12-09."]),
        new("unavailability that nobody announced", Of(IssuingMode.Unavailability, "2026-12-11"),
            ["Żaden komunikat nie obejmuje chwili wystawienia piątek 11.12.2026; bez niego nie ma podstawy art. 106nh.", "Bezpiecznie jest przesłać ją jak offline24: do poniedziałek 14.12.2026."],
            ["No announcement covers the moment of issue Friday 2026-12-11; without one there is no basis in art. 106nh.", "It is safe to send it as an offline24 one: by Monday 2026-12-14."]),
        new("a day that a statute makes worked",
            Deadlines.Of(new IssueFacts(IssuingMode.Offline24, new(2027, 5, 7)), [], Clock(Later), WorkingDays.With([new(new(2027, 5, 8), false, "Dz.U. 2027 poz. 2")])),
            ["Data wystawienia (P_1): piątek 07.05.2027.", "offline24: przesłać najpóźniej w następnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).",
             "Dzień roboczy: sobota 08.05.2027 (Dz.U. 2027 poz. 2).", "Termin: sobota 08.05.2027, do końca dnia w Polsce."],
            ["Date of issue (P_1): Friday 2027-05-07.", "offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2).",
             "Working day: Saturday 2027-05-08 (Dz.U. 2027 poz. 2).", "Deadline: Saturday 2027-05-08, until the end of the day in Poland."]),

        // What news adds to the three steps of an offline24 invoice of Monday 7 December.
        Monday("no news", []),
        Monday("a failure within the term", [OneFailure],
            ["wtorek 08.12.2026 ogłoszono awarię, zanim minął termin: liczy się na nowo od jej końca (art. 106nha, 106nf ust. 5).", .. SevenDays("środa 09.12.2026", "")],
            ["A failure was announced on Tuesday 2026-12-08 within the term: it is counted anew from its end (art. 106nha, 106nf ust. 5).", .. SevenDays("", "Wednesday 2026-12-09")]),
        Monday("a failure after the term", [Event(1, AnnouncementCategory.Failure, "2026-12-09T08:00", "2026-12-09T11:00")],
            ["Komunikat z środa 09.12.2026 ogłoszono po terminie, więc niczego nie zmienia."], ["The announcement of Wednesday 2026-12-09 came after the deadline, so it changes nothing."]),
        Monday("a total failure after the term", [Event(1, AnnouncementCategory.TotalFailure, "2026-12-09T08:00", null)],
            ["Komunikat z środa 09.12.2026 ogłoszono po terminie, więc niczego nie zmienia."], ["The announcement of Wednesday 2026-12-09 came after the deadline, so it changes nothing."]),
        Monday("a failure announced for a time after the term", [Event(1, AnnouncementCategory.Failure, "2026-12-09T08:00", "2026-12-09T11:00") with { PublishedAt = Clock("2026-12-08T12:00") }],
            ["Komunikat z wtorek 08.12.2026 dotyczy czasu po terminie, więc niczego nie zmienia."], ["The announcement of Tuesday 2026-12-08 is about a time after the deadline, so it changes nothing."]),
        Monday("a total failure within the term", [Event(1, AnnouncementCategory.TotalFailure, "2026-12-08T08:00", null)],
            ["wtorek 08.12.2026 ogłoszono awarię całkowitą, zanim minął termin: faktury nie przesyła się (art. 106ng, 106nha)."],
            ["A total failure was announced on Tuesday 2026-12-08 within the term: the invoice is not sent (art. 106ng, 106nha)."]),
        Monday("a failure on the day of issue, whose time nobody knows", [Event(1, AnnouncementCategory.Failure, "2026-12-07T14:00", "2026-12-07T16:00")],
            ["poniedziałek 07.12.2026 ogłoszono awarię; bez godziny wystawienia nie wiadomo, czy już po nim, więc zostaje termin wcześniejszy."],
            ["A failure was announced on Monday 2026-12-07; without the time of issue it is not known whether after it, so the earlier term stays."]),
        Monday("a failure on the day before the issue", [Event(1, AnnouncementCategory.Failure, "2026-12-06T14:00", "2026-12-06T16:00")]),
        Monday("a total failure announced on the day of issue for another one", [Event(1, AnnouncementCategory.TotalFailure, "2026-12-08T14:00", null) with { PublishedAt = Clock("2026-12-07T14:00") }]),
        Monday("maintenance", [Event(1, AnnouncementCategory.Maintenance, "2026-12-08T08:00", "2026-12-08T16:00")]),
        new("a failure on the day of issue, earlier than it", Of(new IssueFacts(IssuingMode.Offline24, new(2026, 12, 7), Clock("2026-12-07T15:00")),
            Event(1, AnnouncementCategory.Failure, "2026-12-07T14:00", "2026-12-07T16:00")), Base.Pl, Base.En),
    ];

    public static TheoryData<string> Facts { get; } = [.. All.Select(one => one.Facts)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_reasoning_is_told_step_by_step_in_both_languages(string facts)
    {
        var told = Assert.Single(All, one => one.Facts == facts);
        Assert.Equal(told.Pl, told.Deadline.Steps.Select(step => step.Pl));
        Assert.Equal(told.En, told.Deadline.Steps.Select(step => step.En));
    }

    // LAW 32: a working day earlier; never before the issue; and never after the deadline itself, which the end of an event alone decides.
    [Theory]
    [InlineData("a week ahead", "2026-12-08", "2026-12-09T11:00", "2026-12-18", "2026-12-17")]
    [InlineData("a weekend before the last day", "2026-12-08", "2026-12-10T11:00", "2026-12-21", "2026-12-18")]
    [InlineData("issued on the working day before", "2026-12-17", "2026-12-09T11:00", "2026-12-18", "2026-12-17")]
    [InlineData("issued on a day off between both", "2026-12-19", "2026-12-10T11:00", "2026-12-21", "2026-12-19")]
    [InlineData("issued on the last day", "2026-12-18", "2026-12-09T11:00", "2026-12-18", "2026-12-18")]
    [InlineData("P_1 lies after the last day", "2026-12-22", "2026-12-09T11:00", "2026-12-18", "2026-12-18")]
    public void The_target_lies_before_the_deadline_where_it_can_and_never_after_it(string what, string issued, string end, string due, string target)
    {
        var deadline = Of(new IssueFacts(IssuingMode.Failure, DateOnly.Parse(issued), EventId: 1), OneFailure with { EndAt = Clock(end) });
        Assert.True((due, target) == ($"{deadline.Date:yyyy-MM-dd}", $"{deadline.Target:yyyy-MM-dd}"), $"{what}: {deadline.Date} {deadline.Target}");
    }

    [Fact]
    public void Without_a_date_there_is_no_target_and_nothing_is_late()
    {
        var deadline = Of(IssuingMode.Failure, "2026-12-08", OneFailure with { EndAt = null });
        Assert.Null(deadline.Target);
        Assert.False(deadline.IsLate(Clock(Later)));
    }

    [Theory]
    [InlineData("2026-12-08T12:00", false)]
    [InlineData("2026-12-09T00:00", false)] // the last day itself
    [InlineData("2026-12-09T23:59", false)]
    [InlineData("2026-12-10T00:00", true)]
    public void A_deadline_is_late_from_the_day_after_it_on(string now, bool late) => Assert.Equal(late, Offline("2026-12-08").IsLate(Clock(now)));

    [Fact]
    public void The_total_failure_that_lifts_the_duty_is_named()
    {
        Announcement Total(long eventId, string published) => Event(eventId, AnnouncementCategory.TotalFailure, published, null);
        // Of two the first, in whatever order they are listed.
        var lifted = Of(IssuingMode.Offline24, "2026-12-07", Total(3, "2026-12-08T10:00"), Total(2, "2026-12-08T09:00"));
        Assert.Equal((SendingDuty.None, null, "106ng", 2L), (lifted.Duty, lifted.Date, lifted.Basis, lifted.LiftedBy));
        // What comes after it gives no duty back.
        var stays = Of(IssuingMode.Offline24, "2026-12-07", Total(2, "2026-12-08T09:00"), Event(4, AnnouncementCategory.Failure, "2026-12-08T10:00", "2026-12-08T11:00"));
        Assert.Equal((SendingDuty.None, null, "106ng", 2L), (stays.Duty, stays.Date, stays.Basis, stays.LiftedBy));
        Assert.Equal(9, Of(new IssueFacts(IssuingMode.TotalFailure, new(2026, 12, 7), EventId: 9)).LiftedBy);
        Assert.Null(Of(IssuingMode.TotalFailure, "2026-12-07").LiftedBy);
        Assert.Null(Offline("2026-12-07").LiftedBy);
    }

    [Fact]
    public void News_is_heard_in_the_order_of_its_publication()
    {
        // The second failure comes after the first term, and within the one that the first failure gave.
        var second = Event(2, AnnouncementCategory.Failure, "2026-12-16T08:00", "2026-12-17T10:00");
        Assert.Equal(new DateOnly(2026, 12, 30), Of(IssuingMode.Offline24, "2026-12-07", second, OneFailure).Date);
        Assert.Equal(new DateOnly(2026, 12, 8), Of(IssuingMode.Offline24, "2026-12-07", second).Date);
    }

    private static (string[] Pl, string[] En) Base => (
        ["Data wystawienia (P_1): poniedziałek 07.12.2026.", "offline24: przesłać najpóźniej w następnym dniu roboczym po dniu wystawienia (art. 106nda ust. 2).",
         "Termin: wtorek 08.12.2026, do końca dnia w Polsce."],
        ["Date of issue (P_1): Monday 2026-12-07.", "offline24: to be sent at the latest on the next working day after the day of issue (art. 106nda ust. 2).",
         "Deadline: Tuesday 2026-12-08, until the end of the day in Poland."]);

    private static Told Monday(string facts, Announcement[] news, string[]? pl = null, string[]? en = null) =>
        new(facts, Of(IssuingMode.Offline24, "2026-12-07", news), [.. Base.Pl, .. pl ?? []], [.. Base.En, .. en ?? []]);

    // Seven working days after Wednesday 9 December.
    private static string[] SevenDays(string pl, string en) => pl.Length > 0
        ? [$"Zdarzenie skończyło się {pl}; tego dnia się nie liczy.", "Termin to 7. dzień roboczy po nim.", "Dzień wolny: sobota 12.12.2026 (sobota).",
           "Dzień wolny: niedziela 13.12.2026 (niedziela).", "Termin: piątek 18.12.2026, do końca dnia w Polsce."]
        : [$"The event ended on {en}; that day is not counted.", "The deadline is the 7th working day after it.", "Day off: Saturday 2026-12-12 (Saturday).",
           "Day off: Sunday 2026-12-13 (Sunday).", "Deadline: Friday 2026-12-18, until the end of the day in Poland."];

    private static Deadline Offline(string issued) => Of(IssuingMode.Offline24, issued);

    private static Deadline Of(IssuingMode mode, string issued, params Announcement[] known) => Of(new IssueFacts(mode, DateOnly.Parse(issued)), known);

    private static Deadline Of(IssueFacts facts, params Announcement[] known) => Deadlines.Of(facts, known, Clock(Later));

    private static Announcement Event(long eventId, AnnouncementCategory category, string start, string? end) =>
        new(eventId, category, Clock(start), Clock(start), end is null ? null : Clock(end));
}
