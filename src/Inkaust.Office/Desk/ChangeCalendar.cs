using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What a change of the calendar did.</summary>
/// <param name="Changes">All changes that hold now, by day.</param>
/// <param name="Moved">Waiting invoices whose deadline is another one now.</param>
public sealed record CalendarChanged(IReadOnlyList<CalendarChange> Changes, IReadOnlyList<IssuedInvoice> Moved);

/// <summary>Writes down that a statute made a day free or working, and counts the deadlines of what waits anew (LAW 87).</summary>
public sealed class ChangeCalendar(CompanyRegister companies, Calendar calendar, KeepDeadlines keepDeadlines)
{
    /// <summary>Writes a change down.</summary>
    /// <exception cref="RefusedException">INK-CALENDAR-002: without a reason nobody could check it.</exception>
    public CalendarChanged Add(CalendarChange change)
    {
        calendar.Add(change);
        return CountedAnew();
    }

    /// <summary>Takes a change back.</summary>
    /// <exception cref="RefusedException">INK-CALENDAR-003: there is no change of that day.</exception>
    public CalendarChanged Remove(DateOnly day)
    {
        calendar.Remove(day);
        return CountedAnew();
    }

    private CalendarChanged CountedAnew() => new(calendar.Changes(), [.. companies.All().SelectMany(keepDeadlines.For)]);
}
