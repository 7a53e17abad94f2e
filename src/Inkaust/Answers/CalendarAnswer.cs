using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>A day that is free.</summary>
public sealed record DayOffAnswer(string Date, string Pl, string En);

/// <summary>A day that a statute made a working one.</summary>
public sealed record WorkedDayAnswer(string Date, string? Reason);

/// <summary>The working days of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="WorkingDays">Each yyyy-MM-dd.</param>
/// <param name="DaysOff">The others, Saturdays and Sundays among them, and why.</param>
/// <param name="Worked">Those that would be free but for a statute.</param>
public sealed record YearAnswer(
    int Year, IReadOnlyList<string> WorkingDays, IReadOnlyList<DayOffAnswer> DaysOff, IReadOnlyList<WorkedDayAnswer> Worked)
{
    public static YearAnswer Of(int year, WorkingDays calendar)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(first.AddDays).ToList();
        return new YearAnswer(
            year,
            [.. days.Where(day => calendar.WhyFree(day) is null).Select(Day.Of)],
            [.. days.Where(calendar.IsDayOff).Select(day => new DayOffAnswer(Day.Of(day), calendar.WhyFree(day)!.Pl, calendar.WhyFree(day)!.En))],
            [.. days.Where(day => calendar.WhyWorked(day) is not null).Select(day => new WorkedDayAnswer(Day.Of(day), calendar.WhyWorked(day)))]);
    }
}

/// <summary>A day that a statute made free or working.</summary>
public sealed record CalendarChangeAnswer(string Date, bool Free, string Reason)
{
    public static CalendarChangeAnswer Of(CalendarChange change) => new(Day.Of(change.Date), change.Free, change.Reason);
}

/// <summary>An invoice whose deadline is another one now.</summary>
public sealed record MovedDeadlineAnswer(long Id, string Number, string? Deadline);

/// <summary>What a change of the calendar did.</summary>
/// <param name="Changes">All changes that hold now.</param>
/// <param name="Deadlines">Those that moved.</param>
public sealed record CalendarChangedAnswer(IReadOnlyList<CalendarChangeAnswer> Changes, IReadOnlyList<MovedDeadlineAnswer> Deadlines)
{
    public static CalendarChangedAnswer Of(CalendarChanged changed) => new(
        [.. changed.Changes.Select(CalendarChangeAnswer.Of)],
        [.. changed.Moved.Select(one => new MovedDeadlineAnswer(one.Id, one.Number, Day.Of(one.Deadline.Date)))]);
}

/// <summary>Until when an invoice must reach KSeF, and why.</summary>
/// <param name="Duty">Whether it has to be sent at all, in small letters.</param>
/// <param name="Deadline">The last day; null where there is none.</param>
/// <param name="Target">The day by which it had better be there.</param>
/// <param name="Late">The last day has passed.</param>
/// <param name="Basis">The article.</param>
/// <param name="Steps">How the day came about.</param>
public sealed record DeadlineAnswer(string Duty, string? Deadline, string? Target, bool Late, string Basis, IReadOnlyList<Wording> Steps)
{
    public static DeadlineAnswer Of(Deadline deadline, bool isLate) => new(
        deadline.Duty.ToString().ToLowerInvariant(), Day.Of(deadline.Date), Day.Of(deadline.Target), isLate, deadline.Basis, deadline.Steps);
}

/// <summary>A total failure that a person has confirmed.</summary>
/// <param name="EventId">Latarnia's number of it.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
/// <param name="Waived">Invoices that need not be sent any more.</param>
public sealed record TotalFailureAnswer(long EventId, DateTimeOffset? EndedAt, IReadOnlyList<InvoiceAnswer> Waived)
{
    public static TotalFailureAnswer Of(TotalFailureEntered entered, DateTimeOffset now) =>
        new(entered.Event, entered.EndedAt, [.. entered.Waived.Select(one => InvoiceAnswer.Of(one, now))]);
}
