using Dapper;

namespace Inkaust.Office;

/// <summary>What people added to the tasks of companies.</summary>
internal sealed class TaskNotes(Database database, TimeProvider clock)
{
    private sealed record Row
    {
        public required string Task { get; init; }
        public required string? AssignedTo { get; init; }
        public required string? PutOffUntil { get; init; }
        public required string? DoneAt { get; init; }
        public required string? DoneBy { get; init; }
    }

    /// <summary>These tasks with what people added to them.</summary>
    public IReadOnlyList<OpenTask> AddedTo(IReadOnlyList<OpenTask> tasks, Company company)
    {
        if (tasks.Count == 0) return tasks;
        using var connection = database.Of(company.Id).Connect();
        var notes = connection.Query<Row>("SELECT task, assigned_to, put_off_until, done_at, done_by FROM task_note WHERE company = @Company",
            new { Company = company.Id.Text }).ToDictionary(row => row.Task);
        return [.. tasks.Select(one => notes.TryGetValue(one.Key, out var note) ? With(one, note) : one)];
    }

    public void Assign(Company company, string task, AccountId? to)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO task_note (company, task, assigned_to) VALUES (@Company, @task, @To)
            ON CONFLICT (company, task) DO UPDATE SET assigned_to = excluded.assigned_to
            """, new { Company = company.Id.Text, task, To = to?.Text });
    }

    public void PutOff(Company company, string task, DateOnly? until)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO task_note (company, task, put_off_until) VALUES (@Company, @task, @Until)
            ON CONFLICT (company, task) DO UPDATE SET put_off_until = excluded.put_off_until
            """, new { Company = company.Id.Text, task, Until = until is { } day ? Database.Date(day) : null });
    }

    /// <param name="company">Whose.</param>
    /// <param name="task">Its key.</param>
    /// <param name="by">Who says that it is done; null: it is not done after all.</param>
    public void Done(Company company, string task, AccountId? by)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO task_note (company, task, done_at, done_by) VALUES (@Company, @task, @At, @By)
            ON CONFLICT (company, task) DO UPDATE SET done_at = excluded.done_at, done_by = excluded.done_by
            """, new { Company = company.Id.Text, task, At = by is null ? null : Database.Instant(clock.GetUtcNow()), By = by?.Text });
    }

    private static OpenTask With(OpenTask task, Row note) => task with
    {
        AssignedTo = note.AssignedTo is { } account ? new AccountId(account) : null,
        PutOffUntil = note.PutOffUntil is { } day ? Database.Date(day) : null,
        DoneAt = note.DoneAt is { } at ? Database.Instant(at) : null,
        DoneBy = note.DoneBy is { } by ? new AccountId(by) : null,
    };
}
