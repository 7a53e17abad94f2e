using Inkaust.Office;

namespace Inkaust.Tests.Unit;

public sealed class FreshnessTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(-1, false)] // noted before the clock was set back
    public void What_was_noted_is_fresh_for_so_long_and_never_when_it_lies_ahead(int minutesAgo, bool fresh)
    {
        var now = new DateTimeOffset(2026, 12, 9, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(fresh, now.AddMinutes(-minutesAgo).IsYoungerThan(TimeSpan.FromHours(1), now));
        DateTimeOffset? never = null;
        Assert.False(never.IsYoungerThan(TimeSpan.FromHours(1), now));
    }
}
