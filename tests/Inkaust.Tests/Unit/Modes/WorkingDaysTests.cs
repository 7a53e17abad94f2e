using Inkaust.Ksef.Modes;

namespace Inkaust.Tests.Unit.Modes;

public sealed class WorkingDaysTests
{
    // The counts and movable days of LAW 87.
    [Theory]
    [InlineData(2026, 253, "2026-04-06", "2026-06-04")]
    [InlineData(2027, 253, "2027-03-29", "2027-05-27")]
    [InlineData(2028, 251, "2028-04-17", "2028-06-15")]
    [InlineData(2029, 251, "2029-04-02", "2029-05-31")]
    [InlineData(2030, 250, "2030-04-22", "2030-06-20")]
    public void A_year_has_its_working_days(int year, int count, string easterMonday, string corpusChristi)
    {
        var first = new DateOnly(year, 1, 1);
        var working = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(i => WorkingDays.InPoland.WhyFree(first.AddDays(i)) is null);
        Assert.Equal(count, working);
        Assert.Equal("Easter Monday", WorkingDays.InPoland.WhyFree(DateOnly.Parse(easterMonday))?.En);
        Assert.Equal("Corpus Christi", WorkingDays.InPoland.WhyFree(DateOnly.Parse(corpusChristi))?.En);
    }

    [Fact]
    public void Christmas_Eve_is_free_since_2025()
    {
        Assert.Null(WorkingDays.InPoland.WhyFree(new DateOnly(2024, 12, 24)));
        Assert.Equal("Wigilia", WorkingDays.InPoland.WhyFree(new DateOnly(2025, 12, 24))?.Pl);
    }

    [Fact]
    public void The_day_itself_is_never_counted() =>
        Assert.Equal(new DateOnly(2026, 11, 24), WorkingDays.InPoland.After(new DateOnly(2026, 11, 23), 1));
}
