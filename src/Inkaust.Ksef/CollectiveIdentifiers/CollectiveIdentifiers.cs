using System.Runtime.CompilerServices;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>One number under which several invoices are paid at once (tag "Identyfikatory zbiorcze").</summary>
public sealed class CollectiveIdentifiers
{
    private const int FewestInvoices = 2, MostAtOnce = 10; // KSEF 13
    private const int PageSize = 200, PageSizeOfInvoices = 500;

    private static readonly Wording Generating = new("utworzenie identyfikatora zbiorczego", "making a collective identifier");
    private static readonly Wording Listing = new("lista identyfikatorów zbiorczych", "listing collective identifiers");
    private static readonly Wording ListingInvoices = new("faktury identyfikatora zbiorczego", "listing the invoices of collective identifiers");

    private readonly Exchange exchange;

    internal CollectiveIdentifiers(Exchange exchange) => this.exchange = exchange;

    /// <summary>Makes an identifier for invoices of one seller. After an unknown outcome one may exist: list them.</summary>
    /// <param name="access">Who makes it.</param>
    /// <param name="invoices">At least two, each once; how many at most tells <see cref="ContextLimits.CollectiveIdentifier"/>.</param>
    /// <param name="cancellation">Gives up; after that the outcome is unknown.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="RefusedException">Fewer than two, or one twice (INK-KSEF-033); nothing was sent.</exception>
    /// <exception cref="KsefRejected">
    /// 71001: an invoice that cannot have one; 71002: it has as many as it may; 71004: of different sellers; 71005: a number twice.
    /// </exception>
    public async Task<string> GenerateAsync(
        KsefAccess access, IReadOnlyList<CollectedInvoice> invoices, CancellationToken cancellation = default)
    {
        if (invoices.Count < FewestInvoices || invoices.DistinctBy(invoice => invoice.KsefNumber).Count() < invoices.Count)
            throw new RefusedException(KsefFindings.CollectiveNumbers(FewestInvoices, MostAtOnce));
        var call = Call.Changing(Generating, access, "/collective-identifiers")
            .WithJson(new GenerateCollective { Invoices = invoices }, CollectiveJson.Default.GenerateCollective);
        var answer = await exchange.AskAsync(call, CollectiveJson.Default.GeneratedCollective, cancellation).ConfigureAwait(false);
        return answer.CollectiveIdentifierNumber;
    }

    /// <summary>The identifiers that fit; a longer range than KSeF takes is asked for in adjacent windows.</summary>
    public async IAsyncEnumerable<CollectiveIdentifier> ListAsync(
        KsefAccess access, CollectiveIdentifierQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var range = new InvoiceDateRange { DateType = InvoiceDateType.Invoicing, From = query.CreatedFrom, To = query.CreatedTo };
        var seen = new HashSet<string>();
        foreach (var window in range.Windows(query.CreatedTo))
        {
            var asked = query with { CreatedFrom = window.From, CreatedTo = window.To!.Value };
            var call = new Call(Listing, HttpMethod.Post, $"/collective-identifiers/query?pageSize={PageSize}") { Access = access };
            var found = Pages.ByTokenAsync(
                exchange, call.WithJson(asked, CollectiveJson.Default.CollectiveIdentifierQuery),
                CollectiveJson.Default.CollectivePage, page => page.CollectiveIdentifiers, cancellation);
            await foreach (var one in found.ConfigureAwait(false))
                if (seen.Add(one.Number)) yield return one;
        }
    }

    /// <summary>The invoices of up to ten identifiers, each row with the identifier that it belongs to.</summary>
    /// <exception cref="RefusedException">None, or more than ten (INK-KSEF-033); nothing was sent.</exception>
    public IAsyncEnumerable<InvoiceOfCollective> InvoicesAsync(
        KsefAccess access, IReadOnlyList<string> numbers, CancellationToken cancellation = default)
    {
        if (numbers.Count is 0 or > MostAtOnce) throw new RefusedException(KsefFindings.CollectiveNumbers(FewestInvoices, MostAtOnce));
        var call = new Call(ListingInvoices, HttpMethod.Post, $"/collective-identifiers/invoices?pageSize={PageSizeOfInvoices}") { Access = access };
        var request = new InvoicesOfCollectives { CollectiveIdentifierNumbers = numbers };
        return Pages.ByTokenAsync(
            exchange, call.WithJson(request, CollectiveJson.Default.InvoicesOfCollectives),
            CollectiveJson.Default.InvoicesOfCollectivesPage, page => page.Invoices, cancellation);
    }

    /// <summary>The identifiers that an invoice belongs to.</summary>
    public IAsyncEnumerable<CollectiveOfInvoice> OfInvoiceAsync(KsefAccess access, KsefNumber invoice, CancellationToken cancellation = default)
    {
        var call = new Call(Listing, HttpMethod.Get, $"/collective-identifiers/ksef/{invoice}?pageSize={PageSize}") { Access = access };
        return Pages.ByTokenAsync(
            exchange, call, CollectiveJson.Default.CollectivesOfInvoicePage, page => page.CollectiveIdentifiers, cancellation);
    }
}
