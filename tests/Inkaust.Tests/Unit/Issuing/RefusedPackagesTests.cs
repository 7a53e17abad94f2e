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

    private static RefusedPackages Refused(int inARow, string at) => new(inARow, WorkedDeadlines.Clock(at), null, "430");
}
