using System.Text.Json;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>The worked deadlines of LAW 8; times are given as clocks in Poland show them.</summary>
public sealed class DeadlinesTests
{
    private static readonly DateTimeOffset Later = At("2028-01-01T12:00:00+01:00");

    [Theory]
    [InlineData("2027-04-30", "2027-05-04")] // 1: Saturday, Sunday, 3 May
    [InlineData("2026-12-23", "2026-12-28")] // 2: 24 December is free since 2025
    [InlineData("2026-12-31", "2027-01-04")] // 3
    [InlineData("2027-01-05", "2027-01-07")] // 3
    [InlineData("2026-11-22", "2026-11-23")] // issued on a Sunday
    [InlineData("2026-11-20", "2026-11-23")] // Saturday is not a working day; LAW 86
    public void An_offline24_invoice_is_due_on_the_next_working_day(string issued, string due) =>
        Assert.Equal(DateOnly.Parse(due), Of(IssuingMode.Offline24, issued).Date);

    [Fact]
    public void A_failure_announced_within_the_term_counts_it_anew()
    {
        var deadline = Of(IssuingMode.Offline24, "2026-12-07", Failure("2026-12-08T14:00+01:00", "2026-12-09T11:00+01:00"));
        Assert.Equal(new DateOnly(2026, 12, 18), deadline.Date);
        Assert.Equal("106nf", deadline.Basis);
    }

    [Fact]
    public void A_failure_announced_after_the_deadline_cures_nothing()
    {
        var deadline = Of(IssuingMode.Offline24, "2026-12-07", Failure("2026-12-09T08:00+01:00", "2026-12-09T11:00+01:00"));
        Assert.Equal(new DateOnly(2026, 12, 8), deadline.Date);
        Assert.True(deadline.IsLate(At("2026-12-09T08:00+01:00")));
    }

    [Theory]
    [InlineData("2026-12-11T10:00+01:00", "2026-12-12T20:00+01:00", "2026-12-11", "2026-12-22")] // 6
    [InlineData("2025-07-11T10:00+02:00", "2025-07-12T20:00+02:00", "2025-07-11", "2025-07-22")] // 20: the ministry's own example
    public void A_failure_invoice_is_due_on_the_seventh_working_day(string start, string end, string issued, string due) =>
        Assert.Equal(DateOnly.Parse(due), Of(IssuingMode.Failure, issued, Failure(start, end)).Date);

    [Fact]
    public void The_day_on_which_an_event_ends_is_the_Polish_one() =>
        Assert.Equal(new DateOnly(2026, 12, 23), // ended on Monday 14 December 00:30 in Poland
            Of(IssuingMode.Failure, "2026-12-13", Failure("2026-12-13T08:00+00:00", "2026-12-13T23:30+00:00")).Date);

    [Fact]
    public void An_unavailability_invoice_is_due_on_the_next_working_day_after_its_end() =>
        Assert.Equal(new DateOnly(2026, 11, 26), Deadlines.Of(
            new IssueFacts(IssuingMode.Unavailability, new DateOnly(2026, 11, 24), At("2026-11-24T23:00+01:00")),
            [Maintenance("2026-11-24T22:00+01:00", "2026-11-25T02:00+01:00")], Later).Date);

    [Fact]
    public void Maintenance_never_moves_an_offline24_deadline() =>
        Assert.Equal(new DateOnly(2026, 11, 25),
            Of(IssuingMode.Offline24, "2026-11-24", Maintenance("2026-11-25T08:00+01:00", "2026-11-25T16:00+01:00")).Date);

    [Fact]
    public void A_total_failure_lifts_the_duty()
    {
        var failure = Failure("2026-12-07T08:00+01:00", null);
        var total = new Announcement(2, AnnouncementCategory.TotalFailure, At("2026-12-09T08:00+01:00"), At("2026-12-09T08:00+01:00"), null);
        Assert.Equal(SendingDuty.None, Of(IssuingMode.Failure, "2026-12-08", failure, total).Duty);
    }

    [Fact]
    public void While_a_failure_goes_on_there_is_a_duty_and_no_date_yet()
    {
        var deadline = Of(IssuingMode.Failure, "2026-12-08", Failure("2026-12-07T08:00+01:00", null));
        Assert.Equal(SendingDuty.Send, deadline.Duty);
        Assert.Null(deadline.Date);
    }

    [Fact]
    public void Without_an_announcement_a_failure_invoice_has_no_basis() =>
        Assert.Equal(SendingDuty.Unknown, Of(IssuingMode.Failure, "2026-12-08").Duty);

    [Fact]
    public void Every_free_day_on_the_way_is_named_in_both_languages()
    {
        var steps = Of(IssuingMode.Offline24, "2026-12-23").Steps;
        Assert.Contains(steps, step => step is { Pl: "Dzień wolny: czwartek 24.12.2026 (Wigilia).", En: "Day off: Thursday 2026-12-24 (Christmas Eve)." });
        Assert.Equal("Termin: poniedziałek 28.12.2026, do końca dnia w Polsce.", steps[^1].Pl);
    }

    public static TheoryData<string> Facts { get; } = [.. WorkedDeadlines.All.Select(one => one.Facts)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_deadline_is_what_was_worked_out_by_hand(string facts)
    {
        var worked = Assert.Single(WorkedDeadlines.All, one => one.Facts == facts);
        var issuedAt = worked.IssuedAt is { } at ? WorkedDeadlines.Clock(at) : (DateTimeOffset?)null;
        var (issued, asOf) = (DateOnly.Parse(worked.IssueDate), WorkedDeadlines.Clock(worked.AsOf));

        var deadline = Deadlines.Of(new IssueFacts(IssuingModes.Parse(worked.Mode), issued, issuedAt, worked.EventId), Announcement.Of(ReadBack(worked.Messages), asOf), asOf);

        Assert.Equal((worked.Duty, worked.Date, worked.Basis), (deadline.Duty.ToString().ToLowerInvariant(), deadline.Date?.ToString("yyyy-MM-dd"), deadline.Basis));
        if (worked.Late is { } late) Assert.Equal(late, deadline.IsLate(asOf));
        var slow = SlowDeadline.Of(worked.Mode, issued, issuedAt, worked.Messages, asOf, worked.EventId);
        Assert.Equal((worked.Duty, worked.Date, worked.Basis), (slow.Duty, slow.Date?.ToString("yyyy-MM-dd"), slow.Basis));
        Assert.NotEmpty(deadline.Steps);
    }

    [Fact]
    public void There_are_sixty_worked_deadlines_at_least_and_no_facts_stand_twice()
    {
        Assert.True(WorkedDeadlines.All.Length >= 60, $"{WorkedDeadlines.All.Length}");
        Assert.Equal(WorkedDeadlines.All.Length, WorkedDeadlines.All.DistinctBy(one => one.Facts).Count());
    }

    [Fact]
    public void A_day_that_a_statute_makes_free_or_working_moves_the_deadline()
    {
        var calendar = WorkingDays.With([new(new DateOnly(2027, 5, 4), true, "Dz.U. 2027 poz. 1"), new(new DateOnly(2027, 5, 8), false, "Dz.U. 2027 poz. 2")]);
        var facts = new IssueFacts(IssuingMode.Offline24, new DateOnly(2027, 4, 30));
        var deadline = Deadlines.Of(facts, [], Later, calendar);
        Assert.Equal(new DateOnly(2027, 5, 5), deadline.Date);
        Assert.Contains(deadline.Steps, step => step.En == "Day off: Tuesday 2027-05-04 (Dz.U. 2027 poz. 1).");
        Assert.Equal(new DateOnly(2027, 5, 8), Deadlines.Of(facts with { IssueDate = new DateOnly(2027, 5, 7) }, [], Later, calendar).Date); // a Saturday
    }

    [Fact]
    public void The_internal_target_is_a_working_day_earlier_but_not_before_the_issue()
    {
        Assert.Equal(new DateOnly(2026, 12, 21), Of(IssuingMode.Failure, "2026-12-11", Failure("2026-12-11T10:00+01:00", "2026-12-12T20:00+01:00")).Target);
        Assert.Equal(new DateOnly(2026, 12, 8), Of(IssuingMode.Offline24, "2026-12-08").Target); // at once; due on the 9th
        Assert.Equal(new DateOnly(2026, 12, 12), Of(IssuingMode.Offline24, "2026-12-12").Target); // a Saturday; due on Monday
        Assert.Null(Of(IssuingMode.Failure, "2026-12-08", Failure("2026-12-07T08:00+01:00", null)).Target);
    }

    private static Deadline Of(IssuingMode mode, string issued, params Announcement[] announcements) =>
        Deadlines.Of(new IssueFacts(mode, DateOnly.Parse(issued)), announcements, Later);

    private static Announcement Failure(string start, string? end) =>
        new(1, AnnouncementCategory.Failure, At(start), At(start), end is null ? null : At(end));

    private static Announcement Maintenance(string start, string end) =>
        new(3, AnnouncementCategory.Maintenance, At("2026-11-20T12:00+01:00"), At(start), At(end));

    // Through JSON, as the program reads them.
    internal static IReadOnlyList<LatarniaMessage> ReadBack(IEnumerable<SlowDeadline.Message> messages) =>
        LatarniaMessage.ReadJson(JsonSerializer.SerializeToUtf8Bytes(messages.Select(one => new
        {
            id = $"K/{one.EventId}/{one.Version}",
            eventId = one.EventId,
            category = one.Category,
            type = one.Type,
            start = one.Start,
            end = one.End,
            version = one.Version,
            published = one.Published,
        })));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
