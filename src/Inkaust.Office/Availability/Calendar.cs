using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// The working days as this data folder knows them: those that come back every year, and the changes that a person wrote down when a
/// statute made one day free or working (LAW 87). Changes are added, never rewritten.
/// </summary>
public sealed class Calendar(Database database, TimeProvider clock)
{
    private const string Free = "free", Worked = "worked", Usual = "usual";

    private sealed record Row(string Day, string Kind, string Reason);

    /// <summary>The days by which deadlines are counted now.</summary>
    public WorkingDays Days() => Changes() is { Count: > 0 } changes ? WorkingDays.With(changes) : WorkingDays.InPoland;

    /// <summary>The changes that hold, by day.</summary>
    public IReadOnlyList<CalendarChange> Changes()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("""
            SELECT day, kind, reason FROM calendar_change
            WHERE kind <> 'usual' AND id IN (SELECT MAX(id) FROM calendar_change GROUP BY day) ORDER BY day
            """).Select(row => new CalendarChange(Database.Date(row.Day), row.Kind == Free, row.Reason))];
    }

    /// <summary>Writes a change down; it takes the place of an earlier one of the same day.</summary>
    /// <exception cref="RefusedException">INK-CALENDAR-002: without a reason nobody could check it.</exception>
    public void Add(CalendarChange change)
    {
        if (string.IsNullOrWhiteSpace(change.Reason))
        {
            throw new RefusedException(new Finding("INK-CALENDAR-002", "Zmiana kalendarza wymaga powodu.", "A change of the calendar needs a reason.")
            { Hint = new("Podaj ustawę", "Name the statute"), Next = new NameStatute() });
        }
        Write(change.Date, change.Free ? Free : Worked, change.Reason);
    }

    /// <summary>Takes a change back: the day is again what it is every year.</summary>
    /// <exception cref="RefusedException">INK-CALENDAR-003: there is no change of that day.</exception>
    public void Remove(DateOnly day)
    {
        if (Changes().All(change => change.Date != day))
        {
            throw new RefusedException(new Finding("INK-CALENDAR-003",
                $"Dnia {day:yyyy-MM-dd} nikt tu nie zmienił.", $"Nobody has changed {day:yyyy-MM-dd} here.")
            { Hint = new("Zobacz", "See"), Next = new SeeCalendar() });
        }
        Write(day, Usual, "taken back");
    }

    private void Write(DateOnly day, string kind, string reason)
    {
        using var connection = database.Connect();
        connection.Execute("INSERT INTO calendar_change (day, kind, reason, at) VALUES (@Day, @kind, @reason, @At)",
            new { Day = Database.Date(day), kind, reason, At = Database.Instant(clock.GetUtcNow()) });
    }
}
