using Dapper;

namespace Inkaust.Office;

/// <summary>What somebody did in a company.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who, by name; the key where the account is gone.</param>
/// <param name="Email">His address; empty where the account is gone.</param>
/// <param name="Origin">From where: the address of the network.</param>
/// <param name="Deed">What: a word of the program, worded where it is shown.</param>
/// <param name="About">On what: keys, never what somebody typed.</param>
/// <param name="Outcome"><c>done</c>, or the codes for which it was refused.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string Email, string Origin, string Deed, string About, string Outcome);

/// <summary>Everything that a person did in a company: who, when, from where, what and on what. Entries are added and never changed.</summary>
/// <param name="database">Where it stands.</param>
/// <param name="clock">The time.</param>
/// <param name="door">Through which it is written, beside what it tells of.</param>
public sealed class AuditList(Database database, TimeProvider clock, Door door)
{
    /// <summary>How many stand on a page.</summary>
    public const int OfAPage = 50;

    private sealed record Row(string At, string Who, string? Name, string? Email, string Origin, string Deed, string About, string Outcome);

    private sealed record Entry(string Company, string At, string Who, string Origin, string Deed, string About, string Outcome);

    private readonly Lock gate = new();
    private List<Entry> waiting = [];
    private Task? next;

    /// <summary>Adds what was done, or tried. It is on the disk when this ends; what others add meanwhile is written with it, in one transaction.</summary>
    public Task NoteAsync(Company company, string origin, string deed, string about, string outcome)
    {
        lock (gate)
        {
            waiting.Add(new(company.Id.Text, Database.Instant(clock.GetUtcNow()), company.By.Text, origin, deed, about, outcome));
            return next ??= WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        await Task.Yield(); // Not under the lock.
        await door.ThroughAsync(() =>
        {
            // Once, and not in the transaction: that may be undone for another one's sake and done again.
            var taken = Taken();
            return database.InTransaction((connection, transaction) => connection.Execute("""
                INSERT INTO audit (company, at, who, origin, deed, about, outcome) VALUES (@Company, @At, @Who, @Origin, @Deed, @About, @Outcome)
                """, taken, transaction));
        }, CancellationToken.None);
    }

    // Whoever comes after this is of the next transaction.
    private List<Entry> Taken()
    {
        lock (gate)
        {
            var taken = waiting;
            (waiting, next) = ([], null);
            return taken;
        }
    }

    /// <summary>How many entries a company has.</summary>
    public long Count(Company company)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM audit WHERE company = @Company", new { Company = company.Id.Text });
    }

    /// <summary>A page of a company's entries, the newest first.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">How many stand on a page.</param>
    public IReadOnlyList<AuditEntry> Of(Company company, int page = 1, int size = OfAPage)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("""
            SELECT audit.at, audit.who, account.name, account.email, audit.origin, audit.deed, audit.about, audit.outcome
            FROM audit LEFT JOIN account ON 'account:' || account.id = audit.who
            WHERE audit.company = @Company ORDER BY audit.id DESC LIMIT @size OFFSET @Before
            """, new { Company = company.Id.Text, size, Before = (long)(page - 1) * size })
            .Select(row => new AuditEntry(
                Database.Instant(row.At), row.Name ?? row.Who, row.Email ?? "", row.Origin, row.Deed, row.About, row.Outcome))];
    }
}
