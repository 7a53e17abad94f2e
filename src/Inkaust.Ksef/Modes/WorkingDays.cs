using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>A day that a statute made free, or working, beyond the days that come back every year (LAW 87).</summary>
/// <param name="Date">The day, in Poland.</param>
/// <param name="Free">Nobody works on it; false: it is worked, whatever the calendar says.</param>
/// <param name="Reason">The statute, in the words of whoever wrote it down.</param>
public sealed record CalendarChange(DateOnly Date, bool Free, string Reason)
{
    /// <summary>Reads an array of <c>{"date","free","reason"}</c>; <c>free</c> is true where it is left out.</summary>
    /// <exception cref="RefusedException">INK-CALENDAR-001: it is something else.</exception>
    public static IReadOnlyList<CalendarChange> ReadJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var days = JsonSerializer.Deserialize(JsonFile.WithoutMark(utf8), CalendarJson.Default.ListWrittenDay) ?? throw new JsonException("null");
            return [.. days.Select(day => day is null ? throw new JsonException("null") : new CalendarChange(day.Date, day.Free, day.Reason))];
        }
        catch (JsonException fault)
        {
            throw new RefusedException(KsefFindings.DaysOff(fault), fault);
        }
    }

    internal sealed record WrittenDay
    {
        public required DateOnly Date { get; init; }

        // Not init: the generated reader gives such a property the value of its type where it is left out, and the day would be a working one.
        public bool Free { get; set; } = true;

        public required string Reason { get; init; }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(List<CalendarChange.WrittenDay>))]
internal sealed partial class CalendarJson : JsonSerializerContext;

/// <summary>
/// Working days in Poland: Monday to Friday without the days off of the act of 18.01.1951 (LAW 86, 87), and with the changes that
/// other statutes make. The VAT Act does not define the term; this is the ministry's own reading in its worked example.
/// </summary>
public sealed class WorkingDays
{
    private readonly Dictionary<DateOnly, CalendarChange> changes;

    private WorkingDays(Dictionary<DateOnly, CalendarChange> changes) => this.changes = changes;

    /// <summary>The days that the program knows by itself.</summary>
    public static WorkingDays InPoland { get; } = new([]);

    /// <summary>The same days with changes; of two changes of one day the later in the list holds.</summary>
    public static WorkingDays With(IEnumerable<CalendarChange> changes)
    {
        var byDay = new Dictionary<DateOnly, CalendarChange>();
        foreach (var change in changes) byDay[change.Date] = change;
        return new WorkingDays(byDay);
    }

    private static readonly (int Month, int Day, int SinceYear, Wording Name)[] FixedDaysOff =
    [
        (1, 1, 1951, new("Nowy Rok", "New Year's Day")),
        (1, 6, 2011, new("Trzech Króli", "Epiphany")),
        (5, 1, 1951, new("1 maja", "1 May")),
        (5, 3, 1990, new("3 maja", "3 May")),
        (8, 15, 1989, new("15 sierpnia", "15 August")),
        (11, 1, 1951, new("Wszystkich Świętych", "All Saints' Day")),
        (11, 11, 1989, new("11 listopada", "11 November")),
        (12, 24, 2025, new("Wigilia", "Christmas Eve")),
        (12, 25, 1951, new("Boże Narodzenie", "Christmas Day")),
        (12, 26, 1951, new("drugi dzień świąt", "the second day of Christmas")),
    ];

    private static readonly (int AfterEaster, Wording Name)[] MovableDaysOff =
    [
        (0, new("Wielkanoc", "Easter Sunday")),
        (1, new("Poniedziałek Wielkanocny", "Easter Monday")),
        (49, new("Zielone Świątki", "Pentecost")),
        (60, new("Boże Ciało", "Corpus Christi")),
    ];

    // Statutes may make one day free, as they did for the hundredth anniversary of independence (LAW 87).
    private static readonly Dictionary<DateOnly, Wording> OneOffDaysOff = new()
    {
        [new(2018, 11, 12)] = new("Święto Narodowe z okazji setnej rocznicy odzyskania niepodległości", "the centenary of independence"),
    };

    /// <summary>Why nobody works on <paramref name="day"/>, or null on a working day.</summary>
    public Wording? WhyFree(DateOnly day)
    {
        if (changes.TryGetValue(day, out var change)) return change.Free ? new(change.Reason, change.Reason) : null;
        return DayOff(day) ?? day.DayOfWeek switch
        {
            DayOfWeek.Saturday => new("sobota", "Saturday"),
            DayOfWeek.Sunday => new("niedziela", "Sunday"),
            _ => null,
        };
    }

    /// <summary>It is a day off by statute, on whatever day of the week it falls.</summary>
    public bool IsDayOff(DateOnly day) => changes.TryGetValue(day, out var change) ? change.Free : DayOff(day) is not null;

    /// <summary>The statute that makes <paramref name="day"/> worked although it would be free; null on any other day.</summary>
    public string? WhyWorked(DateOnly day) => changes.TryGetValue(day, out var change) && !change.Free ? change.Reason : null;

    /// <summary>The <paramref name="count"/>-th working day after <paramref name="day"/>, which itself is never counted (LAW 31).</summary>
    public DateOnly After(DateOnly day, int count)
    {
        // The calendar ends with the year 9999.
        while (count > 0 && day < DateOnly.MaxValue)
        {
            day = day.AddDays(1);
            if (WhyFree(day) is null) count--;
        }
        return day;
    }

    /// <summary>The last working day before <paramref name="day"/>.</summary>
    public DateOnly Before(DateOnly day)
    {
        do day = PolishTime.DaysAfter(day, -1); while (WhyFree(day) is not null && day > DateOnly.MinValue);
        return day;
    }

    private static Wording? DayOff(DateOnly day)
    {
        foreach (var off in FixedDaysOff)
        {
            if (day.Month == off.Month && day.Day == off.Day && day.Year >= off.SinceYear) return off.Name;
        }
        var easter = EasterSunday(day.Year);
        foreach (var off in MovableDaysOff)
        {
            if (day == easter.AddDays(off.AfterEaster)) return off.Name;
        }
        return OneOffDaysOff.GetValueOrDefault(day);
    }

    // The Meeus/Butcher rule for the Gregorian calendar.
    private static DateOnly EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }
}
