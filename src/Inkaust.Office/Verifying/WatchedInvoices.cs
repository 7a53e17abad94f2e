using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>An invoice that came outside KSeF, and that is watched until it is there.</summary>
/// <param name="Hash">By which it is known.</param>
/// <param name="Link">Its KOD I.</param>
/// <param name="Seller">Whose it is.</param>
/// <param name="IssueDate">P_1, by which its deadline is counted.</param>
/// <param name="Number">P_2, where its file was at hand; else null.</param>
/// <param name="Since">Since when it is watched.</param>
public sealed record WatchedInvoice(InvoiceHash Hash, string Link, Nip Seller, DateOnly IssueDate, string? Number, DateTimeOffset Since)
{
    /// <summary>By which its task is known.</summary>
    public string TaskKey => $"watched:{Hash.Base64Url}";
}

/// <summary>The invoices of strangers on which a company keeps an eye.</summary>
public sealed class WatchedInvoices(Database database, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    private readonly ClaimsOfPage deadlines = new(announcements, calendar, clock);

    private sealed record Row
    {
        public required string Hash { get; init; }
        public required string Link { get; init; }
        public required string Seller { get; init; }
        public required string IssueDate { get; init; }
        public required string? Number { get; init; }
        public required string Since { get; init; }
    }

    /// <summary>Keeps an eye on an invoice. Watching it again changes nothing.</summary>
    /// <param name="company">For whom; to its KSeF the code has to lead.</param>
    /// <param name="link">A KOD I.</param>
    /// <param name="number">P_2, where it is known.</param>
    /// <exception cref="RefusedException">INK-VERIFY-006: no such code.</exception>
    public WatchedInvoice Watch(Company company, CodeLink link, string? number = null)
    {
        if (link is not { Kind: CodeKind.KodI, Seller: { } seller, IssueDate: { } date, Hash: { } hash }
            || !company.Environment.Qr.AbsoluteUri.TrimEnd('/').Equals(link.Root, StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(new Finding("INK-VERIFY-006",
                $"Pilnować można faktury z czytelnym KOD I środowiska {company.Environment.Word}.",
                $"An invoice can be watched that has a readable KOD I of the environment {company.Environment.Word}."));
        }
        var address = VerificationLinks.KodI(company.Environment, seller, date, hash).AbsoluteUri;
        var watched = new WatchedInvoice(hash, address, seller, date, number, clock.GetUtcNow());
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO watched_invoice (company, hash, link, seller, issue_date, number, since, watched_by)
            VALUES (@Company, @Hash, @Link, @Seller, @IssueDate, @Number, @Since, @By)
            ON CONFLICT (company, hash) DO NOTHING
            """, new
        {
            Company = company.Id.Text,
            Hash = hash.Base64Url,
            watched.Link,
            Seller = seller.ToString(),
            IssueDate = Database.Date(date),
            Number = number,
            Since = Database.Instant(watched.Since),
            By = company.By.Text,
        });
        return watched;
    }

    /// <summary>Those that have not been found yet, nor come from KSeF since, the oldest first.</summary>
    public IReadOnlyList<WatchedInvoice> Of(Company company)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("""
            SELECT hash, link, seller, issue_date, number, since FROM watched_invoice
            WHERE company = @Company AND found_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM received WHERE received.company = @Company AND received.hash = watched_invoice.hash)
            ORDER BY issue_date, hash
            """, new { Company = company.Id.Text }).Select(row => new WatchedInvoice(InvoiceHash.Parse(row.Hash), row.Link, Nip.AsWritten(row.Seller),
                Database.Date(row.IssueDate), row.Number, Database.Instant(row.Since)))];
    }

    /// <summary>An invoice is in KSeF: nobody need watch it any longer.</summary>
    /// <returns>False when it was not watched.</returns>
    public bool Found(Company company, InvoiceHash hash, KsefNumber? number)
    {
        using var connection = database.Connect();
        return connection.Execute("""
            UPDATE watched_invoice SET found_at = @Now, ksef_number = @Number WHERE company = @Company AND hash = @Hash AND found_at IS NULL
            """, new { Now = Database.Instant(clock.GetUtcNow()), Number = number?.ToString(), Company = company.Id.Text, Hash = hash.Base64Url }) > 0;
    }

    /// <summary>The day by which a watched invoice is to be in KSeF, as it stands by the announcements so far; null: it is not known yet.</summary>
    public DateOnly? DeadlineOf(Company company, WatchedInvoice watched) => deadlines.DeadlineOf(company.Environment, watched.IssueDate);

    /// <summary>Those past their deadline.</summary>
    internal IEnumerable<(WatchedInvoice Invoice, DateOnly Deadline)> Missing(Company company)
    {
        var today = PolishTime.DateOf(clock.GetUtcNow());
        foreach (var one in Of(company))
            if (DeadlineOf(company, one) is { } until && today > until) yield return (one, until);
    }
}
