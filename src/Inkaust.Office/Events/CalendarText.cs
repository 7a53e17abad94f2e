using System.Globalization;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// A calendar as programs subscribe to it: iCalendar, RFC 5545. What others wrote is escaped, and no line is longer than 75 octets.
/// </summary>
internal sealed class CalendarText
{
    private const int LongestLine = 75;

    private readonly StringBuilder text = new();
    private readonly DateTimeOffset now;

    /// <param name="name">What the calendar is called.</param>
    /// <param name="now">The moment.</param>
    public CalendarText(string name, DateTimeOffset now)
    {
        this.now = now;
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Inkaust//KSeF//PL");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line($"X-WR-CALNAME:{Escaped(name)}");
        Line("X-WR-TIMEZONE:Europe/Warsaw");
        Line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Line("X-PUBLISHED-TTL:PT1H");
    }

    /// <summary>Adds a day by whose end something must be done.</summary>
    /// <param name="key">By which calendars know it again.</param>
    /// <param name="day">The day, in Poland.</param>
    /// <param name="summary">What.</param>
    /// <param name="description">More of it.</param>
    /// <param name="alarms">How long before noon of that day it is to be heard of.</param>
    public void Day(string key, DateOnly day, string summary, string description, IEnumerable<TimeSpan> alarms)
    {
        Line("BEGIN:VEVENT");
        Line($"UID:{Escaped(key)}@inkaust");
        Line($"DTSTAMP:{Utc(now)}");
        Line($"DTSTART;VALUE=DATE:{day:yyyyMMdd}");
        Line($"DTEND;VALUE=DATE:{PolishTime.DaysAfter(day, 1):yyyyMMdd}");
        Line($"SUMMARY:{Escaped(summary)}");
        Line($"DESCRIPTION:{Escaped(description)}");
        Line("TRANSP:TRANSPARENT");
        foreach (var before in alarms)
        {
            Line("BEGIN:VALARM");
            Line("ACTION:DISPLAY");
            Line($"DESCRIPTION:{Escaped(summary)}");
            Line($"TRIGGER;VALUE=DATE-TIME:{Utc(PolishTime.StartOf(day).AddHours(12) - before)}");
            Line("END:VALARM");
        }
        Line("END:VEVENT");
    }

    /// <summary>All of it.</summary>
    public string End()
    {
        Line("END:VCALENDAR");
        return text.ToString();
    }

    // 3.3.11: a value is one line; what would end it or begin another stands escaped, and other control characters have no place in it.
    internal static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            escaped.Append(c switch
            {
                '\\' => "\\\\",
                ';' => "\\;",
                ',' => "\\,",
                '\n' => "\\n",
                '\t' => " ",
                _ when char.IsControl(c) => "",
                _ => c.ToString(),
            });
        }
        return escaped.ToString();
    }

    // 3.1: folded by octets, and never inside a character.
    private void Line(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
