using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>
/// Working days in Poland: Monday to Friday without the days off of the act of 18.01.1951 (LAW 86, 87).
/// The VAT Act does not define the term; this is the ministry's own reading in its worked example.
/// </summary>
public static class WorkingDays
{
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
    public static Wording? WhyFree(DateOnly day) => DayOff(day) ?? day.DayOfWeek switch
    {
        DayOfWeek.Saturday => new("sobota", "Saturday"),
        DayOfWeek.Sunday => new("niedziela", "Sunday"),
        _ => null,
    };

    /// <summary>It is a day off by statute, on whatever day of the week it falls.</summary>
    public static bool IsDayOff(DateOnly day) => DayOff(day) is not null;

    /// <summary>The <paramref name="count"/>-th working day after <paramref name="day"/>, which itself is never counted (LAW 31).</summary>
    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (WhyFree(day) is null) count--;
        }
        return day;
    }

    /// <summary>The last working day before <paramref name="day"/>.</summary>
    public static DateOnly Before(DateOnly day)
    {
        do day = day.AddDays(-1); while (WhyFree(day) is not null);
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
