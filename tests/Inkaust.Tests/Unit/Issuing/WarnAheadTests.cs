using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Modes;

namespace Inkaust.Tests.Unit.Issuing;

public sealed class WarnAheadTests
{
    private static readonly Company Company = new(Nip.Parse("5260001246"), "Atrament", "ul. Piękna 7", KsefEnvironment.Test);

    [Theory]
    [InlineData("2026-12-09T12:00", "2026-12-14", false)] // Wednesday for Monday: three working days
    [InlineData("2026-12-10T00:00", "2026-12-14", true)] // Thursday for Monday: the weekend is no working time
    [InlineData("2026-12-09T22:59:59Z", "2026-12-14", false)] // still Wednesday in Poland
    [InlineData("2026-12-09T23:00:00Z", "2026-12-14", true)]
    [InlineData("2026-12-22T12:00", "2026-12-28", true)] // 24 to 27 December are free
    [InlineData("2026-12-21T12:00", "2026-12-28", false)]
    [InlineData("2026-12-14T23:59", "2026-12-14", true)]
    public void Two_working_days_before_a_deadline_a_warning_is_said(string now, string due, bool warned)
    {
        var findings = Warnings(now, [new Due(DateOnly.Parse(due), 3)]);
        Assert.Equal(warned ? ["INK-SEND-016"] : [], findings.Select(one => one.Code));
        if (warned) Assert.Contains($"comes near: 3; until the first, {due}", findings[0].Text.En);
    }

    [Fact]
    public void What_is_late_is_said_apart_from_what_is_near()
    {
        var findings = Warnings("2026-12-10T12:00", [new Due(new(2026, 12, 8), 2), new Due(new(2026, 12, 9), 1), new Due(new(2026, 12, 10), 4), new Due(new(2026, 12, 22), 8)]);
        Assert.Equal(["INK-SEND-015", "INK-SEND-016"], findings.Select(one => one.Code));
        Assert.Contains("past their deadline: 3; the first was due 2026-12-08, 36 h ago", findings[0].Text.En);
        Assert.Contains("comes near: 4; until the first, 2026-12-10, 11 h are left", findings[1].Text.En);
        Assert.Equal([Severity.Wrong, Severity.Advice], findings.Select(one => one.Severity));
    }

    [Theory]
    [InlineData("2026-12-15T08:00", "2026-12-15T16:00", "and after its end 7 h are left", Severity.Advice, "before it begins")]
    [InlineData("2026-12-15T18:00", "2026-12-16T02:00", "and after its end nothing is left", Severity.Wrong, "before it begins")]
    [InlineData("2026-12-15T08:00", null, "and after its end nothing is left", Severity.Wrong, "before it begins")]
    [InlineData("2026-12-09T10:00", "2026-12-09T14:00", "and after its end 6 days are left", Severity.Advice, "Keep sending on")]
    [InlineData("2026-12-09T10:00", "2026-12-16T14:00", "and after its end nothing is left", Severity.Wrong, "Keep sending on")]
    public void Maintenance_that_lies_before_a_deadline_is_said_with_what_is_left_after_it(string start, string? end, string said, Severity severity, string next)
    {
        var finding = Assert.Single(Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 15), 5)], Maintenance(start, end)));
        Assert.Equal(("INK-SEND-017", severity), (finding.Code, finding.Severity));
        Assert.Contains("Invoices waiting: 5; the first is due 2026-12-15", finding.Text.En);
        Assert.Contains(said, finding.Text.En);
        Assert.Contains(next, finding.WhatNext!.En);
    }

    [Theory]
    [InlineData("2026-12-09T08:00", "2026-12-09T11:00")] // over
    [InlineData("2026-12-16T00:00", "2026-12-16T08:00")] // after the deadline
    public void Maintenance_that_does_not_lie_before_a_deadline_is_not_said(string start, string end) =>
        Assert.Empty(Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 15), 5)], Maintenance(start, end)));

    [Fact]
    public void Only_what_has_its_deadline_after_the_beginning_is_counted_and_a_failure_is_no_maintenance()
    {
        var findings = Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 14), 1), new Due(new(2026, 12, 21), 2)],
            Maintenance("2026-12-15T08:00", "2026-12-15T16:00"), Maintenance("2026-12-15T08:00", "2026-12-15T16:00") with { Category = AnnouncementCategory.Failure });
        Assert.Contains("Invoices waiting: 2; the first is due 2026-12-21", Assert.Single(findings).Text.En);
    }

    [Theory]
    [InlineData("2026-12-09T12:00", "2026-12-09T12:00", false)] // over this very moment
    [InlineData("2026-12-09T12:00", "2026-12-09T12:00:01", true)]
    [InlineData("2026-12-15T23:59:58", "2026-12-16T01:00", true)] // begins in the last second before the deadline
    [InlineData("2026-12-15T23:59:59", "2026-12-16T01:00", false)]
    public void A_window_counts_while_it_is_not_over_and_begins_before_the_end_of_the_deadline(string start, string end, bool said) =>
        Assert.Equal(said, Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 15), 5)], Maintenance(start, end)).Count == 1);

    [Theory]
    [InlineData("2026-12-15T23:59:59", Severity.Wrong)] // it ends with the deadline
    [InlineData("2026-12-15T23:58:59", Severity.Advice)]
    public void A_window_that_leaves_nothing_of_the_last_day_is_graver(string end, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 15), 5)], Maintenance("2026-12-15T08:00", end))).Severity);

    [Fact]
    public void Windows_come_in_their_order_and_before_the_first_second_of_one_it_is_time_to_send()
    {
        var findings = Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 15), 5)], Maintenance("2026-12-11T08:00", "2026-12-11T10:00"), Maintenance("2026-12-09T12:00", "2026-12-09T13:00"));
        Assert.Equal(["from 2026-12-09 12:00 to 2026-12-09 13:00", "from 2026-12-11 08:00 to 2026-12-11 10:00"], findings.Select(one => one.Text.En.Split("unavailability ")[1].Split(',')[0]));
        Assert.Equal(["Keep sending on: inkaust send --watch", "Send before it begins: inkaust send --company 5260001246"], findings.Select(one => one.WhatNext!.En));
    }

    [Fact]
    public void What_is_late_already_does_not_wait_for_a_window()
    {
        var findings = Warnings("2026-12-09T12:00", [new Due(new(2026, 12, 8), 3)], Maintenance("2026-12-07T08:00", "2026-12-15T10:00"));
        Assert.Equal(["INK-SEND-015"], findings.Select(one => one.Code));
        Assert.Equal("Send now: inkaust send --company 5260001246", findings[0].WhatNext!.En);
    }

    [Fact]
    public async Task Of_a_company_for_which_nothing_waits_nothing_is_said()
    {
        using var house = new House();
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T20:00", "2026-12-09T22:00", published: "2026-12-01T10:00");
        await house.HearAsync();
        Assert.Empty(house.WarnAhead.Of(house.Company));
        house.Add(of: house.Other(), due: new DateOnly(2026, 12, 9));
        Assert.Empty(house.WarnAhead.Of(house.Company));
        house.Add(due: new DateOnly(2026, 12, 10));
        Assert.Equal(["INK-SEND-016", "INK-SEND-017"], house.WarnAhead.Of(house.Company).Select(one => one.Code));
    }

    private static IReadOnlyList<Finding> Warnings(string now, IReadOnlyList<Due> dues, params Announcement[] announced) =>
        WarnAhead.Of(Company, dues, announced, WorkingDays.InPoland, WorkedDeadlines.Clock(now));

    private static Announcement Maintenance(string start, string? end) => new(
        1, AnnouncementCategory.Maintenance, WorkedDeadlines.Clock("2026-12-01T12:00"), WorkedDeadlines.Clock(start), end is null ? null : WorkedDeadlines.Clock(end));
}
