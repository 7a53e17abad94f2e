using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Sees what happened since it last looked: steps of ledgers, deadlines that come near, and how KSeF is.</summary>
internal sealed class SeeEvents(
    Database database, CompanyEvents events, SeeTasks tasks, AskForPresence presence, AnnouncementArchive announcements, Calendar calendar,
    TimeProvider clock)
{
    // Numbers of steps are given before they are written for good: one that is written late lies a little behind the newest.
    private const int Overlap = 1_000;

    // A short silence is nothing, and old announcements are no news to a company that has just come.
    private static readonly TimeSpan ShortSilence = TimeSpan.FromMinutes(2), News = TimeSpan.FromDays(2);

    // What the newest steps looked like when this process last read them: from where on, how many, and up to which.
    private (long From, long Count, long Newest)? seen;

    private sealed record StepRow(long Id, long Invoice, string Company, string Number, string At, string Facts);

    /// <summary>Notes what is new for these companies.</summary>
    public void Of(IReadOnlyList<Company> companies)
    {
        OfLedgers(companies);
        foreach (var ofOne in companies.GroupBy(one => one.Environment.Word))
        {
            var ksef = OfAnnouncements([.. announcements.Of(ofOne.First().Environment)]);
            var seen = presence.Last(ofOne.First().Environment);
            foreach (var company in ofOne)
                events.Add(company, [.. ksef, .. OfPresence(company, seen), .. OfDeadlines(company), .. OfTasks(company), .. OfInbox(company)]);
        }
    }

    /// <summary>A step was taken since this process last looked, or one that was begun before is written by now.</summary>
    public bool HasNewSteps() => seen is not { } before || Steps(before.From) != (before.Count, before.Newest);

    /// <summary>Notes what is new in the ledgers of these companies.</summary>
    public void OfLedgers(IReadOnlyList<Company> companies)
    {
        if (!HasNewSteps()) return;
        var (began, cursor) = Cursor();
        var from = Math.Max(began, cursor - Overlap);
        var (count, newest) = Steps(from);
        var byId = companies.ToDictionary(one => one.Id.Text);
        List<StepRow> steps;
        using (var connection = database.Connect())
        {
            var scope = new CompanyScope(companies);
            steps = connection.Query<StepRow>($"""
                SELECT transition.id, invoice, company, number, at, facts FROM transition JOIN invoice ON invoice.id = transition.invoice
                WHERE transition.id > @from AND transition.id <= @newest AND transition.state IN ('accepted', 'rejected') AND {scope.Condition}
                ORDER BY transition.id
                """, scope.With(new { from, newest })).AsList();
        }
        foreach (var ofOne in steps.GroupBy(step => step.Company))
            events.Add(byId[ofOne.Key], [.. ofOne.Select(Read).OfType<Told>()]);
        using var after = database.Connect();
        after.Execute("UPDATE event_cursor SET step = @newest WHERE step < @newest", new { newest });
        seen = (from, count, newest);
    }

    private (long Count, long Newest) Steps(long from)
    {
        using var connection = database.Connect();
        return connection.QuerySingle<(long Count, long Newest)>("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM transition WHERE id > @from", new { from });
    }

    // Whoever begins to watch is told of nothing that lies behind.
    private (long Began, long Cursor) Cursor()
    {
        using var connection = database.Connect();
        var newest = connection.ExecuteScalar<long?>("SELECT MAX(id) FROM transition") ?? 0;
        connection.Execute("INSERT INTO event_cursor (one, began, step) VALUES (1, @newest, @newest) ON CONFLICT (one) DO NOTHING", new { newest });
        return connection.QuerySingle<(long Began, long Step)>("SELECT began, step FROM event_cursor");
    }

    // Another step of the same invoice, after it was sent again, is another event.
    private static Told? Read(StepRow step) => InvoiceState.FromJson(step.Facts) switch
    {
        InvoiceState.Accepted accepted => new($"step:{step.Id}", Database.Instant(step.At),
            new Happening.InvoiceAccepted(step.Invoice, step.Number, accepted.KsefNumber)),
        InvoiceState.Rejected { ClosedBecause: null } refused => new($"step:{step.Id}", Database.Instant(step.At),
            new Happening.InvoiceRejected(step.Invoice, step.Number, refused.Reason)),
        _ => null,
    };

    // Two working days before, as a warning is given (LAW 32); what was issued today, and is due tomorrow anyway, is told on its last day.
    private List<Told> OfDeadlines(Company company)
    {
        var now = clock.GetUtcNow();
        var (today, days) = (PolishTime.DateOf(now), calendar.Days());
        using var connection = database.Connect();
        return [.. connection.Query<(string Day, long Count, string First)>($"""
            SELECT deadline, COUNT(*), MIN(issue_date) FROM invoice
            WHERE company = @Company AND environment = @Environment AND {CompanyLedger.Waits} AND deadline >= @Today
            GROUP BY deadline
            """, new { Company = company.Id.Text, Environment = company.Environment.Word, Today = Database.Date(today) })
            .Select(row => (Day: Database.Date(row.Day), row.Count, First: Database.Date(row.First)))
            .Where(due => due.Day == today || (due.First < today && days.Before(days.Before(due.Day)) <= today))
            .Select(due => new Told($"near:{due.Day:yyyy-MM-dd}", now, new Happening.DeadlineNear(due.Day, (int)due.Count)))];
    }

    // What a company fetched the first time is no news; and each package is told once.
    private List<Told> OfInbox(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(long Id, string EndedAt, long Count, string? Number, string? Seller)>("""
            SELECT inbox_package.id, ended_at, alerts, only_one.number, only_one.seller_name FROM inbox_package
            LEFT JOIN received only_one ON alerts = 1 AND only_one.company = @Company AND only_one.id = first_alert
            WHERE inbox_package.company = @Company AND alerts > 0 AND ended_at >= @Since
            """, new { Company = company.Id.Text, Since = Database.Instant(clock.GetUtcNow() - News) })
            .Select(row => new Told(
                $"inbox:{row.Id}", Database.Instant(row.EndedAt), new Happening.InvoicesReceived((int)row.Count, row.Number, row.Seller)))];
    }

    private IEnumerable<Told> OfTasks(Company company)
    {
        foreach (var task in tasks.Derived(company))
        {
            Happening? what = task.Kind switch
            {
                TaskKind.LateInvoices => new Happening.DeadlinePassed(PolishTime.DateOf(task.Since).AddDays(-1)),
                TaskKind.CertificateEnds or TaskKind.CertificateMissing or TaskKind.TokenEnds => new Happening.CertificateEnds(task.Text),
                TaskKind.DeviceHolds => new Happening.DeviceHolds(task.Text),
                TaskKind.TotalFailure when task.Next is ConfirmTotalFailure total => new Happening.TotalFailureToConfirm(total.Event),
                _ => null,
            };
            // A company that has not got its first certificates yet is being set up: its start says so.
            if (what is null || task is { Kind: TaskKind.CertificateMissing, Key: "certificate:both:missing" }) continue;
            // A deadline passed at its moment; that something ends soon happens when it is seen.
            yield return new Told(task.Key, task.Kind == TaskKind.LateInvoices ? task.Since : clock.GetUtcNow(), what);
        }
    }

    private List<Told> OfAnnouncements(IReadOnlyList<Announcement> announced)
    {
        var since = clock.GetUtcNow() - News;
        List<Told> told = [];
        foreach (var one in announced)
        {
            if (one.PublishedAt >= since)
                told.Add(new($"ksef:{one.Category}:{one.EventId}", one.PublishedAt,
                    new Happening.Announced(one.Category, one.EventId, one.StartAt, EndAhead(one))));
            if (one is { Category: not AnnouncementCategory.Maintenance, EndAt: { } end } && end >= since && end <= clock.GetUtcNow())
                told.Add(new($"ksef:{one.Category}:{one.EventId}:end", end, new Happening.Ended(one.Category, one.EventId, end)));
        }
        return told;
    }

    private static DateTimeOffset? EndAhead(Announcement one) => one.Category == AnnouncementCategory.Maintenance ? one.EndAt : null;

    private IEnumerable<Told> OfPresence(Company company, Presence? seen)
    {
        if (seen is null) yield break;
        if (!seen.Answers && clock.GetUtcNow() - seen.Since >= ShortSilence)
            yield return new($"presence:silent:{Database.Instant(seen.Since)}", seen.Since, new Happening.KsefFellSilent(seen.Since));
        else if (seen.Answers && events.LatestSubject(company, "presence:")?.StartsWith("presence:silent:", StringComparison.Ordinal) == true)
            yield return new($"presence:answers:{Database.Instant(seen.Since)}", seen.Since, new Happening.KsefAnswersAgain(seen.Since));
    }
}
