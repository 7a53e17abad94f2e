using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Lets people share tasks out, put them off, and say what the program cannot see.</summary>
public sealed class TendTask(Database database, SeeTasks tasks, Members members, TimeProvider clock)
{
    private const int LongestDays = 90;

    private readonly TaskNotes notes = new(database, clock);

    /// <summary>Gives a task to somebody, or to everybody.</summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="key">Which.</param>
    /// <param name="to">A person of the company; null: everybody.</param>
    /// <exception cref="RefusedException">INK-TASK-001: it is gone; 002: he does not belong to the company, or may only see.</exception>
    public OpenTask Assign(Company company, string key, AccountId? to)
    {
        var task = Found(company, key);
        if (to is { } account && !members.Among(company).Any(one => one.Account == account && one.Role >= Role.Issuer))
        {
            throw new RefusedException(new Finding("INK-TASK-002",
                "Tej osobie nie można dać zadania: nie należy do firmy albo może ją tylko oglądać.",
                "This person cannot have a task: he does not belong to the company, or may only look at it.")
            { Path = "to" });
        }
        notes.Assign(company, key, to);
        return task with { AssignedTo = to };
    }

    /// <summary>Puts a task off; it goes away earlier when its cause does.</summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="key">Which.</param>
    /// <param name="until">The day on which it is to be seen again, after today and within 90 days; null: now.</param>
    /// <exception cref="RefusedException">INK-TASK-001: it is gone; 003: on no such day.</exception>
    public OpenTask PutOff(Company company, string key, DateOnly? until)
    {
        var task = Found(company, key);
        var today = PolishTime.DateOf(clock.GetUtcNow());
        if (until is { } day && (day <= today || day > today.AddDays(LongestDays)))
        {
            throw new RefusedException(new Finding("INK-TASK-003",
                $"Zadanie można odłożyć na dzień od jutra do {today.AddDays(LongestDays):yyyy-MM-dd}.",
                $"A task can be put off to a day from tomorrow to {today.AddDays(LongestDays):yyyy-MM-dd}.")
            { Path = "until" });
        }
        notes.PutOff(company, key, until);
        return task with { PutOffUntil = until };
    }

    /// <summary>A person says that a task is done which the program cannot see.</summary>
    /// <exception cref="RefusedException">INK-TASK-001: it is gone; 004: this one ends by itself.</exception>
    public OpenTask Done(Company company, string key, AccountId by)
    {
        var task = Found(company, key);
        if (!task.IsDoneByWord)
        {
            throw new RefusedException(new Finding("INK-TASK-004",
                "To zadanie zniknie samo, gdy zniknie jego przyczyna.", "This task goes away by itself when its cause does."));
        }
        notes.Done(company, key, by);
        return task with { DoneAt = clock.GetUtcNow(), DoneBy = by };
    }

    /// <summary>Takes that back.</summary>
    /// <exception cref="RefusedException">INK-TASK-001: it is gone.</exception>
    public OpenTask NotDone(Company company, string key)
    {
        var task = Found(company, key);
        notes.Done(company, key, by: null);
        return task with { DoneAt = null, DoneBy = null };
    }

    private OpenTask Found(Company company, string key) => tasks.Of(company).Find(key) ?? throw new RefusedException(new Finding("INK-TASK-001",
        "Tego zadania już nie ma: jego przyczyna zniknęła.", "This task is gone: its cause is."));
}
