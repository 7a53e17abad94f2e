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
public sealed class AuditList(Database database, TimeProvider clock)
{
    /// <summary>How many stand on a page.</summary>
    public const int OfAPage = 50;

    private sealed record Row(string At, string Who, string? Name, string? Email, string Origin, string Deed, string About, string Outcome);

    /// <summary>Adds what was done, or tried.</summary>
    public void Note(Company company, string origin, string deed, string about, string outcome)
    {
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO audit (company, at, who, origin, deed, about, outcome) VALUES (@Company, @At, @Who, @origin, @deed, @about, @outcome)
            """, new { Company = company.Id.Text, At = Database.Instant(clock.GetUtcNow()), Who = company.By.Text, origin, deed, about, outcome });
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
