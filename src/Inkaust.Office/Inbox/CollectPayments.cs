using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Collective identifiers: one number under which several invoices of one seller are paid at once. They are KSeF's; nothing of them is kept.</summary>
public sealed class CollectPayments(Database database, SignIn signIn, TimeProvider clock)
{
    /// <summary>Makes an identifier for received invoices, each to be paid whole.</summary>
    /// <param name="company">Who pays.</param>
    /// <param name="references">The invoices: <c>id:17</c>, KSeF numbers or numbers; those that were not received by their KSeF numbers.</param>
    /// <param name="stop">Gives up; after that the outcome is unknown: list them.</param>
    /// <exception cref="RefusedException">INK-INBOX-021, 022: an invoice is not known; INK-KSEF-033: fewer than two, or one twice.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task<string> MakeAsync(Company company, IReadOnlyList<string> references, CancellationToken stop = default)
    {
        var table = new ReceivedTable(database, company);
        List<CollectedInvoice> invoices = [.. references.Select(reference =>
            KsefNumber.TryParse(reference, out var number) && table.WithKsefNumber(reference) is null ? new CollectedInvoice { KsefNumber = number } : Of(table.Find(reference)))];
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        return await ksef.CollectiveIdentifiers.GenerateAsync(access, invoices, stop);
    }

    /// <summary>Those that were made lately.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<CollectiveIdentifier>> ListAsync(Company company, int days = 90, CancellationToken stop = default)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        var now = clock.GetUtcNow();
        return await ksef.CollectiveIdentifiers.ListAsync(access, new() { CreatedFrom = now.AddDays(-days), CreatedTo = now.AddMinutes(1) }, stop)
            .ToListAsync(stop);
    }

    /// <summary>The invoices of an identifier.</summary>
    public async Task<IReadOnlyList<InvoiceOfCollective>> InvoicesOfAsync(Company company, string number, CancellationToken stop = default)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        return await ksef.CollectiveIdentifiers.InvoicesAsync(access, [number], stop).ToListAsync(stop);
    }

    private static CollectedInvoice Of(ReceivedInvoice invoice) => new()
    {
        KsefNumber = KsefNumber.Parse(invoice.KsefNumber),
        Payment = new CollectedPayment { Amount = invoice.Gross, Currency = invoice.Currency },
    };
}
