using System.Globalization;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>When the specialist answers.</summary>
/// <param name="Opens">From, by the clock of Poland, on working days.</param>
/// <param name="Closes">Until.</param>
/// <param name="IsOpen">It is such an hour now.</param>
/// <param name="NextAt">When such an hour comes next; now, where it is one.</param>
public sealed record Hours(TimeOnly Opens, TimeOnly Closes, bool IsOpen, DateTimeOffset NextAt);

/// <summary>The hours in which questions are answered: on the working days of the calendar, as whoever runs the installation set them.</summary>
public sealed class OfficeHours(Database database, Calendar calendar, TimeProvider clock)
{
    private static readonly TimeOnly UsuallyOpens = new(8, 0), UsuallyCloses = new(16, 0);

    /// <summary>The hours, as they stand to this moment.</summary>
    public Hours Now()
    {
        using var connection = database.Connect();
        var (from, to) = connection.QuerySingleOrDefault<(string? From, string? To)>("SELECT opens, closes FROM office_hours");
        var (opens, closes) = from is null || to is null ? (UsuallyOpens, UsuallyCloses) : (Time(from), Time(to));
        var (now, days) = (PolishTime.At(clock.GetUtcNow()), calendar.Days());
        var today = DateOnly.FromDateTime(now.DateTime);
        var works = days.WhyFree(today) is null;
        var time = TimeOnly.FromDateTime(now.DateTime);
        if (works && time >= opens && time < closes) return new(opens, closes, true, now);
        return new(opens, closes, false, At(works && time < opens ? today : days.After(today, 1), opens));
    }

    /// <summary>Sets them.</summary>
    /// <exception cref="RefusedException">INK-TALK-007: they end before they begin.</exception>
    public void Set(TimeOnly opens, TimeOnly closes)
    {
        if (closes <= opens)
        {
            throw new RefusedException(new Finding("INK-TALK-007",
                "Godziny pracy kończą się po tym, jak się zaczną.", "Office hours end after they begin.")
            { Path = "closes" });
        }
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO office_hours (one, opens, closes) VALUES (1, @Opens, @Closes)
            ON CONFLICT (one) DO UPDATE SET opens = excluded.opens, closes = excluded.closes
            """, new { Opens = Text(opens), Closes = Text(closes) });
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, PolishTime.Zone.GetUtcOffset(local));
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
