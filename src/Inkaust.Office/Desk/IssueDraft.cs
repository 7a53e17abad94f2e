using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What would come of a draft if it were issued now.</summary>
/// <param name="Number">The number that it would get; somebody else may take it meanwhile.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="Preview">The rest.</param>
public sealed record DraftPreview(string Number, DateOnly IssueDate, IssuePreview Preview)
{
    /// <summary>It is a correction that would wait for the number of its original, and why; null: it would be issued.</summary>
    public Wording? WaitsBecause { get; init; }
}

/// <summary>What became of a draft.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome() { }

    /// <summary>It is an invoice.</summary>
    public sealed record Issued(IssuedNow Now) : DraftOutcome;

    /// <summary>It is a correction that waits for the number of its original; withdrawn, it is a draft again.</summary>
    public sealed record Held(CorrectionOutcome.Held Correction) : DraftOutcome;
}

/// <summary>
/// Issues a draft from the shelf: read it as it was seen -> judge it -> take its number -> issue and send, or hold what corrects an invoice without
/// a number -> remember the buyer -> off the shelf. However often and from wherever it is asked, one draft becomes one invoice: the request's key
/// is that of the draft.
/// </summary>
public sealed class IssueDraft(
    DraftShelf shelf, NumberSeries series, BuyerMemory buyers, Ledger ledger, HeldCorrections held, CorrectInvoice correct,
    IssueAndSend issueAndSend, CorrectAndSend correctAndSend, TimeProvider clock)
{
    private const int MostTries = 200;

    /// <summary>Issues it.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="id">The key of the draft.</param>
    /// <param name="version">The version that the person has seen.</param>
    /// <param name="terms">How; the key of the request is set here.</param>
    /// <param name="stop">Gives up; once it is issued, only the sending.</param>
    /// <exception cref="RefusedException">INK-SHELF-002, 004, 006, INK-SERIES-nnn, or as <see cref="IssueInvoice"/> and, of a correction,
    /// <see cref="CorrectInvoice"/> say. Nothing was issued.</exception>
    public async Task<DraftOutcome> NowAsync(Company company, string id, long version, IssuingTerms terms, CancellationToken stop = default)
    {
        if (Already(company, id) is { } there) return there;
        var seen = Seen(company, id, version);
        terms = terms with { IdempotencyKey = DraftShelf.RequestOf(id) };
        try
        {
            var (outcome, number) = seen.Content.Number is { } own ? (await IssuedAsync(company, seen.Content.As(null), terms, stop), own)
                : await NumberedAsync(company, seen, terms, stop);
            buyers.Learn(company, seen.Content.As(number).Buyer);
            return outcome;
        }
        catch (RefusedException) when (Already(company, id) is not null)
        {
            return Already(company, id)!; // Somebody else issued the same draft meanwhile.
        }
        finally
        {
            if (ledger.Of(company).IssuedUnder(DraftShelf.RequestOf(id)) is { } invoice) shelf.BecameAnInvoice(company, id, invoice);
        }
    }

    /// <summary>Says what would come of it. Nothing is issued, and no number is taken.</summary>
    /// <inheritdoc cref="NowAsync"/>
    public async Task<DraftPreview> PreviewAsync(Company company, string id, long version, IssuingTerms terms, CancellationToken stop = default)
    {
        var seen = Seen(company, id, version);
        var date = DateOf(seen.Content);
        var number = seen.Content.Number ?? series.Next(company, series.Find(company, seen.Series), date);
        return await PreviewAsync(company, seen, number, date, terms, stop);
    }

    /// <summary>The same under a number that somebody has in mind for it.</summary>
    internal async Task<DraftPreview> PreviewAsync(Company company, Draft seen, string number, DateOnly date, IssuingTerms terms, CancellationToken stop)
    {
        var draft = seen.Content.As(number);
        if (correct.CorrectedBy(company, draft) is not { } corrected)
            return new DraftPreview(number, date, await issueAndSend.PreviewForAsync(company, draft, terms, stop));
        var (preview, waitsBecause) = await correct.PreviewAsync(company, corrected, draft, terms, stop);
        return new DraftPreview(number, date, preview) { WaitsBecause = waitsBecause };
    }

    // What corrects an invoice of the ledger names the number that it has, or waits for it.
    private async Task<DraftOutcome> IssuedAsync(Company company, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop)
    {
        if (correct.CorrectedBy(company, draft) is not { } corrected)
            return new DraftOutcome.Issued(await issueAndSend.ForAsync(company, draft, terms, stop));
        var now = await correctAndSend.FromDraftAsync(company, corrected, draft, terms, stop);
        if (now.Held is { } waits) return new DraftOutcome.Held(waits);
        var issued = now.Issued[0];
        return new DraftOutcome.Issued(new IssuedNow(issued, issued.HandOver(ledger.Of(company).File(issued)), issued.Warnings, now.Problems)
        { WasThere = issued.WasThere });
    }

    private async Task<(DraftOutcome Outcome, string Number)> NumberedAsync(Company company, Draft draft, IssuingTerms terms, CancellationToken stop)
    {
        var (from, date) = (series.Find(company, draft.Series), DateOf(draft.Content));
        // What is refused anyway takes no number.
        Check(company, draft.Content.As(series.Next(company, from, date)), terms);
        string? refused = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var number = series.Take(company, draft.Id, from, date, refused).Text;
            try
            {
                return (await IssuedAsync(company, draft.Content.As(number), terms, stop), number);
            }
            catch (RefusedException used) when (used.Findings.All(IsUsed) && Already(company, draft.Id) is null)
            {
                refused = number; // From the shell, or from before the series was set up.
            }
            catch (RefusedException)
            {
                if (Already(company, draft.Id) is null) series.GiveBack(company, draft.Id);
                throw;
            }
        }
        throw new RefusedException(ShelfFindings.AllUsed(refused!));
    }

    private void Check(Company company, InvoiceDraft draft, IssuingTerms terms)
    {
        if (correct.CorrectedBy(company, draft) is { } corrected) correct.Check(company, corrected, draft, terms);
        else issueAndSend.Check(company, draft, terms);
    }

    private static bool IsUsed(Finding finding) => finding.Code is CompanyLedger.NumberIsUsedCode or HeldCorrections.NumberIsHeldCode;

    /// <summary>The draft as it was seen.</summary>
    /// <exception cref="RefusedException">INK-SHELF-002, 003, 004, 006, 009: it is not there, or not as it was seen.</exception>
    internal Draft Seen(Company company, string id, long version)
    {
        var there = shelf.Find(company, id) ?? throw new RefusedException(ShelfFindings.NoSuchDraft);
        return there.Version == version && there.IsOnTheShelf ? there : throw new RefusedException(shelf.WhyNot(company, there));
    }

    private DraftOutcome? Already(Company company, string id)
    {
        var key = DraftShelf.RequestOf(id);
        if (ledger.Of(company).IssuedUnder(key) is { } invoice)
        {
            return new DraftOutcome.Issued(new IssuedNow(invoice, invoice.HandOver(ledger.Of(company).File(invoice)), [], []) { WasThere = true });
        }
        return held.Under(company, key) is { } waits ? new DraftOutcome.Held(correct.WhyHeld(company, waits)) : null;
    }

    internal DateOnly DateOf(DraftContent content) => content.IssueDate ?? PolishTime.DateOf(clock.GetUtcNow());
}
