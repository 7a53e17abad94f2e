using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What we issued beside what KSeF holds in our name.</summary>
/// <param name="CompleteUntil">Up to when everything that KSeF holds is here; null: nothing was fetched, and nothing is compared.</param>
/// <param name="NotInKsef">Accepted invoices of our ledger that KSeF does not show, though it should.</param>
/// <param name="NotInLedger">Invoices in our name in KSeF that were not issued here: by another program, or by a buyer for us.</param>
/// <param name="OtherBytes">Invoices whose bytes in KSeF are others than ours.</param>
public sealed record KsefComparison(
    DateTimeOffset? CompleteUntil, IReadOnlyList<IssuedInvoice> NotInKsef, IReadOnlyList<ReceivedInvoice> NotInLedger,
    IReadOnlyList<ReceivedInvoice> OtherBytes)
{
    /// <summary>All is as it should be.</summary>
    public bool IsSame => CompleteUntil is not null && NotInKsef.Count == 0 && NotInLedger.Count == 0 && OtherBytes.Count == 0;
}

/// <summary>Compares what we issued with what was fetched from KSeF as the seller; asks KSeF nothing.</summary>
public sealed class CompareWithKsef(Database database, Ledger ledger, SyncInbox sync)
{
    private const int Most = 500;

    /// <summary>Compares the invoices of a month, or all.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="month">Any day of the month of their date; null: all.</param>
    public KsefComparison Of(Company company, DateOnly? month = null)
    {
        var until = sync.Standing(company).Single(one => one.Role == InvoiceRole.Subject1).CompleteUntil;
        if (until is not { } complete) return new KsefComparison(null, [], [], []);
        var first = month is { } day ? new DateOnly(day.Year, day.Month, 1) : new DateOnly(2026, 1, 1);
        var last = month is null ? DateOnly.MaxValue : PolishTime.LastOfMonth(first);
        var of = new { Company = company.Id.Text, From = Database.Date(first), To = Database.Date(last) };
        IReadOnlyList<long> missing;
        using (var connection = database.Connect())
        {
            missing = [.. connection.Query<long>($"""
                SELECT id FROM invoice WHERE company = @Company AND state = 'accepted' AND issue_date >= @From AND issue_date <= @To
                    AND NOT EXISTS (SELECT 1 FROM received WHERE received.company = @Company AND received.ksef_number = invoice.ksef_number)
                ORDER BY id LIMIT {Most}
                """, of)];
        }
        var own = ledger.Of(company);
        // What was accepted after the mark is fetched by the next sync.
        var notInKsef = missing.Select(own.At).Where(one => own.History(one)[^1].At < complete).ToList();
        var table = new ReceivedTable(database, company);
        const string OfUs = "received.role = 'seller' AND received.issue_date >= @From AND received.issue_date <= @To";
        return new KsefComparison(complete, notInKsef,
            table.Where("received", $"""
                {OfUs} AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.company = @Company AND invoice.ksef_number = received.ksef_number)
                ORDER BY received.id DESC LIMIT {Most}
                """, of),
            table.Where("received", $"""
                {OfUs} AND EXISTS (
                    SELECT 1 FROM invoice WHERE invoice.company = @Company AND invoice.ksef_number = received.ksef_number AND invoice.hash <> received.hash)
                ORDER BY received.id DESC LIMIT {Most}
                """, of));
    }
}
