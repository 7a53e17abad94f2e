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
        Assert.Contains(steps, step => step is { Pl: "czwartek 24.12.2026 jest wolny: Wigilia.", En: "Thursday 2026-12-24 is free: Christmas Eve." });
        Assert.Equal("Termin: poniedziałek 28.12.2026, do końca dnia w Polsce.", steps[^1].Pl);
    }

    [Fact]
    public void The_internal_target_is_a_working_day_earlier_but_not_before_the_issue()
    {
        var issued = new DateOnly(2026, 12, 8);
        Assert.Equal(new DateOnly(2026, 12, 21),
            Of(IssuingMode.Failure, "2026-12-11", Failure("2026-12-11T10:00+01:00", "2026-12-12T20:00+01:00")).TargetFor(issued));
        Assert.Equal(new DateOnly(2026, 12, 9), Of(IssuingMode.Offline24, "2026-12-08").TargetFor(issued));
    }

    private static Deadline Of(IssuingMode mode, string issued, params Announcement[] announcements) =>
        Deadlines.Of(new IssueFacts(mode, DateOnly.Parse(issued)), announcements, Later);

    private static Announcement Failure(string start, string? end) =>
        new(1, AnnouncementCategory.Failure, At(start), At(start), end is null ? null : At(end));

    private static Announcement Maintenance(string start, string end) =>
        new(3, AnnouncementCategory.Maintenance, At("2026-11-20T12:00+01:00"), At(start), At(end));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
