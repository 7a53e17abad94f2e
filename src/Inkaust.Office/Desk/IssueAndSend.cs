using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>How somebody wants an invoice issued.</summary>
/// <param name="Wish">The mode.</param>
public sealed record IssuingTerms(ModeWish Wish)
{
    /// <summary>Number or address of the ministry's message in BIP, kept as evidence.</summary>
    public string? BipReference { get; init; }

    /// <summary>What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4).</summary>
    public BuyerBranch? BuyerTold { get; init; }
}

/// <summary>An invoice that was issued just now.</summary>
/// <param name="Invoice">As it stands after it was sent, where it had to be sent at once.</param>
/// <param name="HandOver">What of it may be given to the buyer now.</param>
/// <param name="Warnings">What was to be said when it was issued, and stopped nothing.</param>
/// <param name="Problems">Why it could not be sent; it is issued all the same, and waits.</param>
public sealed record IssuedNow(IssuedInvoice Invoice, HandOver HandOver, IReadOnlyList<Finding> Warnings, IReadOnlyList<Finding> Problems);

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
    public async Task<IssuedNow> DraftAsync(CompanyReference? named, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default)
    {
        var company = companies.Find(named ?? CompanyReference.Of(draft.Seller?.Nip));
        return await SentAsync(company, await issue.FromDraftAsync(company, draft, terms.Wish, terms.BipReference, terms.BuyerTold, stop), stop);
    }

    /// <summary>Issues a finished file; its bytes stay as they are.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public async Task<IssuedNow> FileAsync(CompanyReference? named, ReadOnlyMemory<byte> xml, IssuingTerms terms, CancellationToken stop = default)
    {
        var company = companies.Find(named ?? CompanyReference.Of(Fa3Invoice.Read(xml).SellerNip));
        return await SentAsync(company, await issue.FromFileAsync(company, xml, terms.Wish, terms.BipReference, terms.BuyerTold, stop), stop);
    }

    private async Task<IssuedNow> SentAsync(Company company, IssuedInvoice issued, CancellationToken stop)
    {
        if (issued.Mode != IssuingMode.Online) return new IssuedNow(issued, issued.HandOver(ledger.File(issued)), issued.Warnings, []);
        var (now, problems) = await atOnce.AsTheyStandAsync(company, [issued], stop);
        return new IssuedNow(now[0], now[0].HandOver(ledger.File(issued)), issued.Warnings, problems);
    }
}
