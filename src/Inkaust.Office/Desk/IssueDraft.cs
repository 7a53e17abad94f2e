using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What would come of a draft if it were issued now.</summary>
/// <param name="Number">The number that it would get; somebody else may take it meanwhile.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="Preview">The rest.</param>
public sealed record DraftPreview(string Number, DateOnly IssueDate, IssuePreview Preview);

/// <summary>
/// Issues a draft from the shelf: read it as it was seen -> judge it -> take its number -> issue and send -> remember the buyer -> off the shelf.
/// However often and from wherever it is asked, one draft becomes one invoice: the request's key is that of the draft.
/// </summary>
public sealed class IssueDraft(
    DraftShelf shelf, NumberSeries series, BuyerMemory buyers, Ledger ledger, IssueInvoice issue, IssueAndSend issueAndSend, TimeProvider clock)
{
    private const int MostTries = 200;

    /// <summary>Issues it.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="id">The key of the draft.</param>
    /// <param name="version">The version that the person has seen.</param>
    /// <param name="terms">How; the key of the request is set here.</param>
    /// <param name="stop">Gives up; once it is issued, only the sending.</param>
    /// <exception cref="RefusedException">INK-SHELF-002, 004, 006, INK-SERIES-nnn, or as <see cref="IssueInvoice"/> says.
    /// Nothing was issued.</exception>
    public Task<IssuedNow> NowAsync(Company company, string id, long version, IssuingTerms terms, CancellationToken stop = default) =>
        ByAsync((draft, how) => issueAndSend.ForAsync(company, draft, how, stop), company, id, version, terms);

    /// <summary>The same by another way of issuing: where many are sent together, for instance.</summary>
    internal async Task<IssuedNow> ByAsync(
        Func<InvoiceDraft, IssuingTerms, Task<IssuedNow>> issuing, Company company, string id, long version, IssuingTerms terms)
    {
        if (Already(company, id) is { } there) return there;
        var seen = Seen(company, id, version);
        terms = terms with { IdempotencyKey = KeyOf(id) };
        try
        {
            var issued = seen.Content.Number is null ? await NumberedAsync(issuing, company, seen, terms)
                : await issuing(seen.Content.As(null), terms);
            buyers.Learn(company, seen.Content.As(issued.Invoice.Number).Buyer);
            return issued;
        }
        catch (RefusedException) when (Already(company, id) is not null)
        {
            return Already(company, id)!; // Somebody else issued the same draft meanwhile.
        }
        finally
        {
            if (ledger.Of(company).IssuedUnder(KeyOf(id)) is { } invoice) shelf.BecameAnInvoice(company, id, invoice);
        }
    }

    /// <summary>Says what would come of it. Nothing is issued, and no number is taken.</summary>
    /// <inheritdoc cref="NowAsync"/>
    public async Task<DraftPreview> PreviewAsync(Company company, string id, long version, IssuingTerms terms, CancellationToken stop = default)
    {
        var seen = Seen(company, id, version);
        var date = DateOf(seen.Content);
        var number = seen.Content.Number ?? series.Next(company, series.Find(company, seen.Series), date);
        return new DraftPreview(number, date, await issueAndSend.PreviewForAsync(company, seen.Content.As(number), terms, stop));
    }

    private async Task<IssuedNow> NumberedAsync(
        Func<InvoiceDraft, IssuingTerms, Task<IssuedNow>> issuing, Company company, Draft draft, IssuingTerms terms)
    {
        var (from, date) = (series.Find(company, draft.Series), DateOf(draft.Content));
        // What is refused anyway takes no number.
        issue.Check(company, draft.Content.As(series.Next(company, from, date)), terms);
        string? refused = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var number = series.Take(company, draft.Id, from, date, refused).Text;
            try
            {
                return await issuing(draft.Content.As(number), terms);
            }
            catch (RefusedException used) when (used.Findings.All(one => one.Code == CompanyLedger.NumberIsUsedCode)
                && ledger.Of(company).IssuedUnder(KeyOf(draft.Id)) is null)
            {
                refused = number; // From the shell, or from before the series was set up.
            }
            catch (RefusedException)
            {
                if (ledger.Of(company).IssuedUnder(KeyOf(draft.Id)) is null) series.GiveBack(company, draft.Id);
                throw;
            }
        }
        throw new RefusedException(ShelfFindings.AllUsed(refused!));
    }

    /// <summary>The draft as it was seen.</summary>
    /// <exception cref="RefusedException">INK-SHELF-002, 003, 004, 006: it is not there, or not as it was seen.</exception>
    internal Draft Seen(Company company, string id, long version)
    {
        var there = shelf.Find(company, id) ?? throw new RefusedException(ShelfFindings.NoSuchDraft);
        return there.Version == version && there is { Invoice: null, IsRemoved: false }
            ? there : throw new RefusedException(shelf.WhyNot(company, there));
    }

    private IssuedNow? Already(Company company, string id) => ledger.Of(company).IssuedUnder(KeyOf(id)) is { } invoice
        ? new IssuedNow(invoice, invoice.HandOver(ledger.Of(company).File(invoice)), [], []) { WasThere = true } : null;

    internal DateOnly DateOf(DraftContent content) => content.IssueDate ?? PolishTime.DateOf(clock.GetUtcNow());

    private static string KeyOf(string id) => $"draft:{id}";
}
