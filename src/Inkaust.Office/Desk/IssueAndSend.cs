using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>An invoice that was issued just now.</summary>
/// <param name="Invoice">As it stands after it was sent, where it had to be sent at once.</param>
/// <param name="HandOver">What of it may be given to the buyer now.</param>
/// <param name="Warnings">What was to be said when it was issued, and stopped nothing.</param>
/// <param name="Problems">Why it could not be sent; it is issued all the same, and waits.</param>
public sealed record IssuedNow(IssuedInvoice Invoice, HandOver HandOver, IReadOnlyList<Finding> Warnings, IReadOnlyList<Finding> Problems)
{
    /// <summary>It was issued before by the same request; nothing changed now.</summary>
    public bool WasThere { get; init; }
}

/// <summary>Issues an invoice and, when it is issued online, sends it at once: what one person wants who has an invoice to issue.</summary>
public sealed class IssueAndSend(
    CompanyRegister companies, Ledger ledger, IssueInvoice issue, SendAtOnce atOnce, Calendar calendar, TimeProvider clock)
{
    /// <summary>What is to be known of the date before anything is issued; null while midnight in Poland is far.</summary>
    public Midnight? Midnight(ModeWish wish) => Ksef.Modes.Midnight.Near(clock.GetUtcNow(), wish, calendar.Days());

    /// <summary>Issues a draft.</summary>
    /// <param name="named">The company; null: the seller that the draft names, or the only company there is.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="terms">How.</param>
    /// <param name="stop">Gives up; once it is issued, only the sending.</param>
    /// <exception cref="RefusedException">INK-COMPANY-002, 003, or as <see cref="IssueInvoice"/> says. Nothing was issued.</exception>
    public Task<IssuedNow> DraftAsync(CompanyReference? named, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        ForAsync(companies.Find(named ?? CompanyReference.Of(draft.Seller?.Nip)), draft, terms, stop);

    /// <summary>Issues a draft for a company.</summary>
    /// <exception cref="RefusedException">As <see cref="IssueInvoice"/> says. Nothing was issued.</exception>
    public async Task<IssuedNow> ForAsync(Company company, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        await SentAsync(company, await issue.FromDraftAsync(company, draft, terms, stop), terms, stop);

    /// <summary>Issues a finished file; its bytes stay as they are.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public async Task<IssuedNow> FileAsync(CompanyReference? named, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default)
    {
        var company = companies.Find(named ?? CompanyReference.Of(Fa3Invoice.Read(xml).SellerNip));
        return await ForAsync(company, xml, terms, stop);
    }

    /// <summary>Issues a finished file of a company; its bytes stay as they are.</summary>
    /// <exception cref="RefusedException">As <see cref="IssueInvoice"/> says. Nothing was issued.</exception>
    public async Task<IssuedNow> ForAsync(Company company, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default) =>
        await SentAsync(company, await issue.FromFileAsync(company, xml, terms, stop), terms, stop);

    /// <summary>Says what would happen to a draft: nothing is issued, sent or signed.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public Task<IssuePreview> PreviewDraftAsync(CompanyReference? named, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        PreviewForAsync(companies.Find(named ?? CompanyReference.Of(draft.Seller?.Nip)), draft, terms, stop);

    /// <summary>Judges a draft of a company as if it were issued now.</summary>
    /// <exception cref="RefusedException">The draft or its file breaks a rule that is not taken knowingly.</exception>
    public void Check(Company company, InvoiceDraft draft, IssuingTerms terms) => issue.Check(company, draft, terms);

    /// <summary>Says the same of a draft of a company that is known already.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public Task<IssuePreview> PreviewForAsync(Company company, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        issue.PreviewAsync(company, draft, terms, stop);

    /// <summary>Says what would happen to a finished file: nothing is issued, sent or signed.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public Task<IssuePreview> PreviewFileAsync(CompanyReference? named, ReadOnlyMemory<byte> xml, IssuingTerms terms,
        CancellationToken stop = default) =>
        issue.PreviewAsync(companies.Find(named ?? CompanyReference.Of(Fa3Invoice.Read(xml).SellerNip)), xml, terms, stop);

    private async Task<IssuedNow> SentAsync(Company company, IssuedInvoice issued, IssuingTerms terms, CancellationToken stop)
    {
        if (issued.WasThere) return new IssuedNow(issued, issued.HandOver(ledger.Of(company).File(issued)), [], []) { WasThere = true };
        if (issued.Mode != IssuingMode.Online || terms.LeavesSending) return new IssuedNow(issued, issued.HandOver(ledger.Of(company).File(issued)), issued.Warnings, []);
        var (now, problems) = await atOnce.AsTheyStandAsync(company, [issued], stop);
        return new IssuedNow(now[0], now[0].HandOver(ledger.Of(company).File(issued)), issued.Warnings, problems);
    }
}
