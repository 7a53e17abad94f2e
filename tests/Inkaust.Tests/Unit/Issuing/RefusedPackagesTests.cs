using Inkaust.Office;
using Inkaust.Tests.Unit.Modes;

namespace Inkaust.Tests.Unit.Issuing;

public sealed class RefusedPackagesTests
{
    [Theory]
    [InlineData(1, 0)] // may be chance
    [InlineData(2, 5)]
    [InlineData(3, 10)]
    [InlineData(4, 20)]
    [InlineData(5, 40)]
    [InlineData(6, 60)]
    [InlineData(200, 60)]
    public void The_pause_after_refused_packages_grows_to_an_hour(int inARow, int minutes)
    {
        var refused = Refused(inARow, "2026-12-09T12:00");
        Assert.Equal(TimeSpan.FromMinutes(minutes), refused.AgainAt(null) - refused.LastAt);
    }

    [Theory]
    [InlineData("2026-12-10T12:00", 60)]
    [InlineData("2026-12-10T23:00", 30)] // half of what is left
    [InlineData("2026-12-10T23:55", 5)] // and no more often than every five minutes
    [InlineData("2026-12-11T00:10", 60)] // it is late already, and KSeF does not take it sooner for that
    public void A_refused_package_is_tried_again_before_the_nearest_deadline(string lastAt, int minutes)
    {
        var refused = Refused(9, lastAt);
        var pause = refused.AgainAt(new DateOnly(2026, 12, 10)) - refused.LastAt;
        Assert.Equal(minutes, pause.TotalMinutes, tolerance: 0.1);
    }

    [Fact]
    public void A_refusal_from_before_the_clock_was_set_back_keeps_nobody_waiting()
    {
        var refused = Refused(9, "2026-12-09T12:00");
        Assert.True(refused.KeepsWaiting([], refused.LastAt.AddMinutes(59)));
        Assert.False(refused.KeepsWaiting([], refused.LastAt.AddMinutes(60)));
        Assert.False(refused.KeepsWaiting([], refused.LastAt.AddMinutes(-1)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Once_may_be_chance(int inARow, bool everyTime)
    {
        var refused = Refused(inARow, "2026-12-09T12:00");
        Assert.Equal(everyTime, refused.IsEveryTime);
        Assert.Equal(everyTime, refused.KeepsWaiting([], refused.LastAt)); // in the very moment of the refusal
    }

    [Fact]
    public void The_nearest_deadline_of_what_waits_counts_and_one_without_any_is_no_hurry()
    {
        using var house = new House();
        var (far, near, open) = (house.Add(due: new DateOnly(2026, 12, 20)), house.Add(due: new DateOnly(2026, 12, 9)), house.Add(change: one => one with { Deadline = one.Deadline with { Date = null } }));
        var refused = Refused(9, "2026-12-09T23:19:59"); // 40 minutes are left of the day
        Assert.True(refused.KeepsWaiting([far, near, open], refused.LastAt.AddMinutes(19)));
        Assert.False(refused.KeepsWaiting([far, near, open], refused.LastAt.AddMinutes(20)));
        Assert.True(refused.KeepsWaiting([far, open], refused.LastAt.AddMinutes(59)));
        Assert.True(refused.KeepsWaiting([open], refused.LastAt.AddMinutes(59)));
    }

    [Fact]
    public void The_alarm_says_how_often_since_when_and_when_the_next_one_goes()
    {
        using var house = new House();
        var refused = Refused(2, "2026-12-09T12:00") with { Words = "405 źle" };
        var alarm = refused.Alarm([house.Add(), house.Add()]);
        Assert.Equal(("INK-SEND-014", Inkaust.Invoices.Severity.Wrong), (alarm.Code, alarm.Severity));
        Assert.StartsWith("KSeF refuses whole packages: 2 times in a row, last 2026-12-09 12:00 (405 źle). Invoices waiting for a package: 2; the next one goes 2026-12-09 12:05,", alarm.Text.En);
        Assert.DoesNotContain("session", alarm.Hint!.En);
        Assert.Contains("name session s1", (refused with { Session = "s1" }).Alarm([]).Hint!.En);
    }

    private static RefusedPackages Refused(int inARow, string at) => new(inARow, WorkedDeadlines.Clock(at), null, "430");
}
