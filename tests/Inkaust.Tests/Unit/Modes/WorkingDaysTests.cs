using System.Text;
using Inkaust.Invoices;
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

    // Published tables. In 1954, 1981, 2049 and 2076 the rule for the moon gives a Sunday one week too late and is corrected.
    [Theory]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("1990-04-15")]
    [InlineData("1991-03-31")]
    [InlineData("1997-03-30")]
    [InlineData("1999-04-04")]
    [InlineData("2000-04-23")]
    [InlineData("2004-04-11")]
    [InlineData("2008-03-23")] // the earliest for a long time
    [InlineData("2011-04-24")]
    [InlineData("2016-03-27")]
    [InlineData("2019-04-21")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2031-04-13")]
    [InlineData("2035-03-25")]
    [InlineData("2038-04-25")] // the latest that there is
    [InlineData("2049-04-18")]
    [InlineData("2051-04-02")]
    [InlineData("2076-04-19")]
    [InlineData("2079-04-23")]
    [InlineData("2096-04-15")]
    [InlineData("2099-04-12")]
    [InlineData("2100-03-28")]
    public void Easter_and_what_follows_it_are_free(string easter)
    {
        var sunday = DateOnly.Parse(easter);
        foreach (var (after, name) in new[]
        {
            (0, "Wielkanoc Easter Sunday"), (1, "Poniedziałek Wielkanocny Easter Monday"), (49, "Zielone Świątki Pentecost"), (60, "Boże Ciało Corpus Christi"),
        })
            Assert.Equal(name, Shown(WorkingDays.InPoland.WhyFree(sunday.AddDays(after))));
        Assert.Equal("niedziela Sunday", Shown(WorkingDays.InPoland.WhyFree(sunday.AddDays(-7))));
        Assert.Null(WorkingDays.InPoland.WhyFree(sunday.AddDays(2)));
    }

    [Theory]
    [InlineData("2026-01-01", "Nowy Rok New Year's Day")]
    [InlineData("2010-01-06", null)] // free since 2011
    [InlineData("2011-01-06", "Trzech Króli Epiphany")]
    [InlineData("2027-01-06", "Trzech Króli Epiphany")]
    [InlineData("2026-05-01", "1 maja 1 May")]
    [InlineData("1989-05-03", null)] // free since 1990
    [InlineData("1990-05-03", "3 maja 3 May")]
    [InlineData("2027-05-03", "3 maja 3 May")]
    [InlineData("1988-08-15", null)] // free since 1989
    [InlineData("1989-08-15", "15 sierpnia 15 August")]
    [InlineData("2026-08-15", "15 sierpnia 15 August")] // on a Saturday it is the day off that is named
    [InlineData("2027-11-01", "Wszystkich Świętych All Saints' Day")]
    [InlineData("1988-11-11", null)] // free since 1989
    [InlineData("1989-11-11", "11 listopada 11 November")]
    [InlineData("2026-11-11", "11 listopada 11 November")]
    [InlineData("2024-12-24", null)] // free since 2025
    [InlineData("2025-12-24", "Wigilia Christmas Eve")]
    [InlineData("2026-12-25", "Boże Narodzenie Christmas Day")]
    [InlineData("2028-12-26", "drugi dzień świąt the second day of Christmas")]
    [InlineData("2018-11-12", "Święto Narodowe z okazji setnej rocznicy odzyskania niepodległości the centenary of independence")]
    [InlineData("2019-11-12", null)]
    [InlineData("2026-12-12", "sobota Saturday")]
    [InlineData("2026-12-13", "niedziela Sunday")]
    [InlineData("2026-12-14", null)]
    [InlineData("2026-12-15", null)]
    [InlineData("2026-12-16", null)]
    [InlineData("2026-12-17", null)]
    [InlineData("2026-12-18", null)]
    [InlineData("2026-12-31", null)]
    [InlineData("2026-01-02", null)]
    [InlineData("2026-05-04", null)]
    public void A_free_day_says_why_in_both_languages(string day, string? why) => Assert.Equal(why, Shown(WorkingDays.InPoland.WhyFree(DateOnly.Parse(day))));

    [Theory]
    [InlineData("2026-12-12", false)] // a Saturday like any other
    [InlineData("2026-12-14", false)]
    [InlineData("2026-08-15", true)] // a Saturday that is free anyway
    [InlineData("2026-05-24", true)] // Pentecost
    [InlineData("2026-12-25", true)]
    public void A_day_off_is_one_by_statute(string day, bool off) => Assert.Equal(off, WorkingDays.InPoland.IsDayOff(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2026-11-23", 1, "2026-11-24")] // the day itself is never counted
    [InlineData("2026-11-20", 1, "2026-11-23")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-12-23", 1, "2026-12-28")]
    [InlineData("2026-12-23", 2, "2026-12-29")]
    [InlineData("2026-12-09", 7, "2026-12-18")]
    public void Working_days_are_counted_from_the_day_after(string day, int count, string due) =>
        Assert.Equal(DateOnly.Parse(due), WorkingDays.InPoland.After(DateOnly.Parse(day), count));

    [Theory]
    [InlineData("2026-12-10", "2026-12-09")]
    [InlineData("2026-12-14", "2026-12-11")]
    [InlineData("2026-12-13", "2026-12-11")]
    [InlineData("2026-12-28", "2026-12-23")]
    [InlineData("2027-01-07", "2027-01-05")]
    public void The_working_day_before_passes_over_free_days(string day, string before) =>
        Assert.Equal(DateOnly.Parse(before), WorkingDays.InPoland.Before(DateOnly.Parse(day)));

    [Fact]
    public void A_statute_goes_before_what_comes_back_every_year_and_the_later_one_before_the_earlier()
    {
        DateOnly tuesday = new(2027, 5, 4), saturday = new(2027, 5, 8), christmas = new(2026, 12, 25), wednesday = new(2027, 5, 5);
        var days = WorkingDays.With([
            new(tuesday, true, "Dz.U. 1"), new(saturday, false, "Dz.U. 2"), new(christmas, false, "Dz.U. 3"),
            new(wednesday, true, "withdrawn"), new(wednesday, false, "Dz.U. 4")]);
        DateOnly[] changed = [tuesday, saturday, christmas, wednesday];
        Assert.Equal(["Dz.U. 1 Dz.U. 1", null, null, null], changed.Select(day => Shown(days.WhyFree(day))));
        Assert.Equal([true, false, false, false], changed.Select(days.IsDayOff));
        Assert.Equal([null, "Dz.U. 2", "Dz.U. 3", "Dz.U. 4"], changed.Select(days.WhyWorked));
        Assert.Equal(((string?)null, (string?)null), (days.WhyWorked(new(2027, 5, 6)), days.WhyWorked(new(2027, 5, 9))));
        Assert.Equal((saturday, wednesday), (days.After(new(2027, 5, 7), 1), days.After(new(2027, 5, 3), 1)));
        // The days that all know are left as they are.
        Assert.Equal((null, "sobota Saturday"), (Shown(WorkingDays.InPoland.WhyFree(tuesday)), Shown(WorkingDays.InPoland.WhyFree(saturday))));
    }

    private const string Written = """
        [{"date":"2027-05-04","reason":"Dz.U. 1"},{"date":"2027-05-08","free":false,"reason":"Dz.U. 2"},{"date":"2027-05-10","free":true,"reason":"x"}]
        """;

    [Fact]
    public void Changes_are_read_with_or_without_a_byte_order_mark_and_are_free_unless_they_say_otherwise()
    {
        CalendarChange[] expected = [new(new(2027, 5, 4), true, "Dz.U. 1"), new(new(2027, 5, 8), false, "Dz.U. 2"), new(new(2027, 5, 10), true, "x")];
        Assert.Equal(expected, CalendarChange.ReadJson(Encoding.UTF8.GetBytes(Written)));
        Assert.Equal(expected, CalendarChange.ReadJson([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Written)]));
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("null", "null")]
    [InlineData("no array", "{}")]
    [InlineData("an empty place", "[null]")]
    [InlineData("no date", """[{"reason":"x"}]""")]
    [InlineData("no reason", """[{"date":"2027-05-04"}]""")]
    [InlineData("null for a reason", """[{"date":"2027-05-04","reason":null}]""")]
    [InlineData("a misspelt property", """[{"date":"2027-05-04","reason":"x","fre":false}]""")]
    [InlineData("no such day", """[{"date":"2027-02-29","reason":"x"}]""")]
    public void What_is_no_array_of_days_is_refused(string what, string json)
    {
        var findings = Assert.Throws<RefusedException>(() => CalendarChange.ReadJson(Encoding.UTF8.GetBytes(json))).Findings;
        Assert.True(findings is [{ Code: "INK-CALENDAR-001" }], what);
    }

    [Fact]
    public void A_refusal_says_where_it_is()
    {
        var finding = Assert.Throws<RefusedException>(() => CalendarChange.ReadJson("[\n  {\"date\":1}]"u8)).Findings[0];
        Assert.Equal(("$[0].date", 2), (finding.Path, finding.Line!.Value));
    }

    private static string? Shown(Wording? why) => why is null ? null : $"{why.Pl} {why.En}";
}
