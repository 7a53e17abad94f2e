using System.Text;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Events;

/// <summary>A calendar is iCalendar by the letter (RFC 5545), whatever names stand in it.</summary>
public sealed class CalendarTextTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse(Stage.WednesdayNoon);

    [Fact]
    public void A_day_is_an_event_with_its_alarms()
    {
        var lines = Written("FV/1", "Wyślij.").Split("\r\n");
        Assert.Equal(["BEGIN:VCALENDAR", "VERSION:2.0"], lines[..2]);
        Assert.Equal(["END:VCALENDAR", ""], lines[^2..]);
        Assert.Contains("UID:deadline-1@inkaust", lines);
        Assert.Contains("DTSTAMP:20261209T110000Z", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20261210", lines);
        Assert.Contains("DTEND;VALUE=DATE:20261211", lines);
        Assert.Contains("TRIGGER;VALUE=DATE-TIME:20261209T080000Z", lines); // nine in the morning in Poland, the day before
        Assert.Equal(lines.Count(one => one == "BEGIN:VALARM"), lines.Count(one => one == "END:VALARM"));
    }

    [Theory]
    [InlineData("FV/1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:obce")]
    [InlineData("FV/1\nATTACH:http://example.com/")]
    [InlineData("FV/1\u2028X:1\u0000\u0007\u0085Y:2")]
    [InlineData("a;b,c\\n\\d:\"e\"")]
    [InlineData("\uD83D")] // half a character
    public void What_others_wrote_is_one_value_and_no_line_of_its_own(string hostile)
    {
        var lines = Written(hostile, hostile).Split("\r\n");
        var unfolded = Written(hostile, hostile).Replace("\r\n ", "").Split("\r\n");
        Assert.Equal(Written("FV/1", "d").Split("\r\n").Length, unfolded.Length);
        Assert.Single(unfolded, one => one.StartsWith("BEGIN:VEVENT", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, one => one.Any(char.IsControl));
    }

    [Fact]
    public void Special_characters_stand_escaped() => Assert.Equal(@"a\;b\,c\\n\nd", CalendarText.Escaped("a;b,c\\n\r\nd"));

    [Theory]
    [InlineData("Zażółć gęślą jaźń ", 12)]
    [InlineData("😀🇵🇱", 40)]
    [InlineData("x", 300)]
    public void No_line_is_longer_than_75_octets_and_unfolded_it_says_the_same(string word, int times)
    {
        var long1 = string.Concat(Enumerable.Repeat(word, times)).Trim();
        var text = Written(long1, long1);
        foreach (var line in text.Split("\r\n")) Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
        Assert.Contains($"SUMMARY:{long1}\r\n", text.Replace("\r\n ", ""));
        Assert.DoesNotContain('\uFFFD', text);
    }

    private static string Written(string summary, string description)
    {
        var calendar = new CalendarText("KSeF: Atrament", Noon);
        calendar.Day("deadline-1", new DateOnly(2026, 12, 10), summary, description, [TimeSpan.FromHours(27), TimeSpan.FromHours(3)]);
        return calendar.End();
    }
}
