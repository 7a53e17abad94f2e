using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Modes;

public sealed class MidnightTests
{
    [Theory]
    [InlineData("2026-12-09T23:50", "2026-12-09", "2026-12-10")]
    [InlineData("2026-12-10T00:05", "2026-12-10", "2026-12-11")]
    [InlineData("2026-12-09T22:50Z", "2026-12-09", "2026-12-10")] // 23:50 in Poland
    [InlineData("2026-12-09T23:05Z", "2026-12-10", "2026-12-11")] // 00:05 in Poland, while UTC still has the 9th
    [InlineData("2026-06-09T21:50Z", "2026-06-09", "2026-06-10")] // in summer midnight is at 22:00 UTC
    [InlineData("2026-10-25T22:50Z", "2026-10-25", "2026-10-26")] // after the night to winter time
    [InlineData("2026-10-24T22:05Z", "2026-10-25", "2026-10-26")] // in it; 00:05 on Sunday
    [InlineData("2027-03-27T22:50Z", "2027-03-27", "2027-03-30")] // before the night to summer time: Easter
    [InlineData("2027-03-28T21:50Z", "2027-03-28", "2027-03-30")] // after it
    public void Near_midnight_the_date_and_what_follows_are_said(string now, string date, string due)
    {
        foreach (var wish in new[] { ModeWish.Auto, ModeWish.Offline })
        {
            var midnight = Midnight.Near(WorkedDeadlines.Clock(now), wish, WorkingDays.InPoland);
            Assert.Equal(date, $"{midnight!.Date:yyyy-MM-dd}");
            Assert.Contains($"dated {date}", midnight.Text.En);
            Assert.Contains(due, midnight.Text.En);
        }
    }

    [Theory]
    [InlineData("2026-12-09T23:29")]
    [InlineData("2026-12-09T00:30")]
    [InlineData("2026-12-09T12:00")]
    public void Far_from_midnight_nothing_is_said(string now) => Assert.Null(Midnight.Near(WorkedDeadlines.Clock(now), ModeWish.Auto, WorkingDays.InPoland));

    [Fact]
    public void What_follows_depends_on_the_mode()
    {
        var evening = WorkedDeadlines.Clock("2026-12-09T23:50");
        Assert.Contains("marks it offline", Midnight.Near(evening, ModeWish.Online, WorkingDays.InPoland)!.Text.En);
        Assert.Contains("issued after midnight by 2026-12-11", Midnight.Near(evening, ModeWish.Offline, WorkingDays.InPoland)!.Text.En);
        foreach (var wish in new[] { ModeWish.Failure, ModeWish.Unavailability })
            Assert.Contains("from the end of the announced event", Midnight.Near(evening, wish, WorkingDays.InPoland)!.Text.En);
    }
}
