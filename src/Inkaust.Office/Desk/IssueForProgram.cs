using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Issues what another program asks for, once for each key however often it asks: a draft, which gets a number of a series where it has none, or a
/// finished file. A program may then wait for the KSeF number.
/// </summary>
public sealed class IssueForProgram(DraftShelf shelf, IssueDraft issueDraft, IssueAndSend issueAndSend, IssueInvoice issue, Ledger ledger)
{
    /// <summary>Characters of a key, and of what another program calls an invoice.</summary>
    public const int LongestKey = 200;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Issues a draft.</summary>
    /// <param name="company">Who issues.</param>
    /// <param name="draft">Its JSON; without a number it gets the next one of the first series.</param>
    /// <param name="terms">How. Without a key, what the program calls the invoice is the key.</param>
    /// <param name="stop">Gives up; nothing is issued then.</param>
    /// <exception cref="RefusedException">INK-ISSUE-004: the key asked for something else before; INK-ISSUE-005; INK-SHELF-001; INK-DRAFT-nnn, or
    /// as <see cref="IssueInvoice"/> says. Nothing was issued.</exception>
    public Task<IssuedNow> DraftAsync(Company company, ReadOnlyMemory<byte> draft, IssuingTerms terms, CancellationToken stop = default)
    {
        var content = DraftContent.Read(draft.Span);
        terms = WithKey(terms);
        return content.Number is null ? NumberedAsync(company, content, terms, stop)
            : OnceAsync(company, terms, () => issueAndSend.ForAsync(company, content.As(null), terms, stop));
    }

    /// <summary>Issues a finished file; its bytes stay as they are.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public Task<IssuedNow> FileAsync(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default)
    {
        terms = WithKey(terms);
        return OnceAsync(company, terms, () => issueAndSend.ForAsync(company, xml, terms, stop));
    }

    /// <summary>Says what would happen to a draft: nothing is issued, sent or signed.</summary>
    /// <exception cref="RefusedException">INK-SHELF-001, INK-DRAFT-nnn: it cannot be read.</exception>
    public Task<IssuePreview> PreviewDraftAsync(Company company, ReadOnlyMemory<byte> draft, IssuingTerms terms, CancellationToken stop = default) =>
        issue.PreviewAsync(company, DraftContent.Read(draft.Span).As(null), terms, stop);

    /// <summary>The same of a finished file.</summary>
    public Task<IssuePreview> PreviewFileAsync(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default) =>
        issue.PreviewAsync(company, xml, terms, stop);

    /// <summary>Waits for the KSeF number of an invoice, or for whatever else ends its way to KSeF.</summary>
    /// <returns>As it stands then, or when the time is over.</returns>
    public Task<IssuedInvoice> UntilNumberAsync(Company company, IssuedInvoice invoice, TimeSpan atMost, CancellationToken stop = default) =>
        UntilAsync(company, invoice, one => one.State.IsFinal, atMost, stop);

    /// <summary>Waits for the official receipt of an invoice, which KSeF gives a while after the number.</summary>
    /// <inheritdoc cref="UntilNumberAsync"/>
    public Task<IssuedInvoice> UntilReceiptAsync(Company company, IssuedInvoice invoice, TimeSpan atMost, CancellationToken stop = default) =>
        UntilAsync(company, invoice, one => one.HasUpo || one.State is { IsFinal: true } and not InvoiceState.Accepted, atMost, stop);

    private async Task<IssuedInvoice> UntilAsync(
        Company company, IssuedInvoice invoice, Func<IssuedInvoice, bool> isThere, TimeSpan atMost, CancellationToken stop)
    {
        var own = ledger.Of(company);
        var began = TimeProvider.System.GetTimestamp(); // Whoever waits does so by no rehearsed clock.
        while (true)
        {
            var now = own.At(invoice.Id);
            if (isThere(now) || TimeProvider.System.GetElapsedTime(began) >= atMost) return now;
            await Task.Delay(BetweenLooks, stop);
        }
    }

    // A draft without a number is laid on the shelf under a key made of the program's own, so that asking again finds it there.
    private async Task<IssuedNow> NumberedAsync(Company company, DraftContent content, IssuingTerms terms, CancellationToken stop)
    {
        var id = terms.IdempotencyKey is { } key ? $"api-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..48]}" : DraftShelf.NewKey();
        var there = shelf.Find(company, id);
        if (there is not null && !there.Content.Utf8.Span.SequenceEqual(content.Utf8.Span)) throw new RefusedException(ShelfFindings.OtherContent);
        if (there is { Invoice: not null }) return Issued(await issueDraft.NowAsync(company, id, there.Version, terms, stop));
        if (there is { IsRemoved: true }) shelf.Restore(company, id);
        var version = there?.Version ?? shelf.Save(company, id, null, content).Version;
        try
        {
            return Issued(await issueDraft.NowAsync(company, id, version, terms, stop));
        }
        catch (RefusedException)
        {
            shelf.Remove(company, id); // It is the program's, and nobody looks for it among the drafts of people.
            throw;
        }
    }

    // A program corrects by the operation for it, which says when a correction has to wait.
    private static IssuedNow Issued(DraftOutcome outcome) => outcome is DraftOutcome.Issued(var now) ? now : throw new RefusedException(ShelfFindings.Held);

    // Of two that ask for the same at once the second is told that the number is used: it was, by the first.
    private async Task<IssuedNow> OnceAsync(Company company, IssuingTerms terms, Func<Task<IssuedNow>> issue)
    {
        try
        {
            return await issue();
        }
        catch (RefusedException used) when (terms.IdempotencyKey is { } key && ledger.Of(company).IssuedUnder(key) is not null
            && used.Findings.Any(one => one.Code is CompanyLedger.NumberIsUsedCode or "INK-ISSUE-005"))
        {
            return await issue();
        }
    }

    private static IssuingTerms WithKey(IssuingTerms terms) =>
        terms with { IdempotencyKey = terms.IdempotencyKey ?? (terms.ExternalId is { } name ? $"external:{name}" : null) };
}
