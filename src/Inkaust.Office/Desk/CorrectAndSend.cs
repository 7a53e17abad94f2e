using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What became of a correction.</summary>
/// <param name="Held">The correction, when it waits for the number of its original.</param>
/// <param name="Issued">What was issued, as it stands after it was sent where it had to be sent at once.</param>
/// <param name="Problems">Why something could not be sent; it is issued all the same, and waits.</param>
public sealed record CorrectedNow(CorrectionOutcome.Held? Held, IReadOnlyList<IssuedInvoice> Issued, IReadOnlyList<Finding> Problems);

/// <summary>Corrects an invoice, whether it stands in the ledger or in KSeF only, and sends at once what is issued online.</summary>
public sealed class CorrectAndSend(CompanyRegister companies, Ledger ledger, CorrectInvoice correct, HeldCorrections held, SendAtOnce atOnce)
{
    /// <summary>Corrects by a draft.</summary>
    /// <param name="reference">The original; what is not in the ledger, by its KSeF number.</param>
    /// <param name="named">
    /// Whose it is; null: of any company, and of an invoice that is not in the ledger the seller that the draft names, or the only company.
    /// </param>
    /// <param name="draft">The correction; what it corrects is filled in.</param>
    /// <param name="terms">How; a mode alone is enough.</param>
    /// <param name="stop">Gives up; once it is issued, only the sending.</param>
    /// <exception cref="RefusedException">INK-LEDGER-002, 003, or as <see cref="CorrectInvoice"/> says. Nothing was issued or held.</exception>
    public async Task<CorrectedNow> FromDraftAsync(
        string reference, CompanyReference? named, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default)
    {
        var seen = Seen(named);
        // An invoice of another program is corrected by its KSeF number; whoever names anything else hears that it is not here.
        if (!KsefNumber.TryParse(reference, out var number) || seen.TryFind(reference) is not null)
        {
            var original = seen.Find(reference);
            return await FromDraftAsync(seen.CompanyOf(original), original, draft, terms, stop);
        }
        return await FromDraftAsync(companies.Find(named ?? CompanyReference.Of(draft.Seller?.Nip)), number, draft, terms, stop);
    }

    /// <summary>Corrects a sale of a company that is not in its ledger but in KSeF.</summary>
    /// <exception cref="RefusedException">As <see cref="CorrectInvoice"/> says. Nothing was issued.</exception>
    public async Task<CorrectedNow> FromDraftAsync(
        Company company, KsefNumber number, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        await SentAsync(company, new CorrectionOutcome.Issued(await correct.OfKsefAsync(company, number, draft, terms, stop)), null, terms, stop);

    /// <summary>Corrects an invoice of a company by a draft.</summary>
    /// <exception cref="RefusedException">As <see cref="CorrectInvoice"/> says. Nothing was issued or held.</exception>
    public async Task<CorrectedNow> FromDraftAsync(
        Company company, IssuedInvoice original, InvoiceDraft draft, IssuingTerms terms, CancellationToken stop = default) =>
        await SentAsync(company, await correct.FromDraftAsync(company, original, draft, terms, stop), null, terms, stop);

    /// <summary>Corrects an invoice to zero and issues a new one to the right buyer (LAW 56).</summary>
    /// <inheritdoc cref="FromDraftAsync"/>
    public async Task<CorrectedNow> WrongBuyerAsync(
        string reference, CompanyReference? named, WrongBuyer wrong, IssuingTerms terms, CancellationToken stop = default)
    {
        var seen = Seen(named);
        var original = seen.Find(reference);
        return await WrongBuyerAsync(seen.CompanyOf(original), original, wrong, terms, stop);
    }

    /// <summary>The same of an invoice of a company.</summary>
    /// <exception cref="RefusedException">As <see cref="CorrectInvoice"/> says. Nothing was issued or held.</exception>
    public async Task<CorrectedNow> WrongBuyerAsync(
        Company company, IssuedInvoice original, WrongBuyer wrong, IssuingTerms terms, CancellationToken stop = default)
    {
        var (zero, right) = await correct.WrongBuyerAsync(company, original, wrong, terms, stop);
        return await SentAsync(company, zero, right, terms, stop);
    }

    /// <summary>The corrections that wait, oldest first, each with the reason.</summary>
    /// <param name="company">Null for all companies.</param>
    public IReadOnlyList<CorrectionOutcome.Held> Waiting(Company? company)
    {
        var owners = (company is null ? companies.All() : [company]).ToDictionary(one => one.Id);
        return [.. held.Among([.. owners.Values]).Select(waiting => correct.WhyHeld(owners[waiting.Company], waiting))];
    }

    /// <summary>Takes back a correction that waits; nothing of it was issued.</summary>
    /// <param name="id">The number under which it waits.</param>
    /// <param name="named">Whose it is; null: of any company.</param>
    /// <exception cref="RefusedException">INK-CORRECT-005: no such one waits.</exception>
    public HeldCorrection Withdraw(long id, CompanyReference? named = null) =>
        held.Withdraw(companies.Meant(named), id);

    /// <summary>The same in a company.</summary>
    public HeldCorrection Withdraw(Company company, long id) => held.Withdraw([company], id);

    private SeenLedgers Seen(CompanyReference? named) => ledger.Among(companies.Meant(named));

    private async Task<CorrectedNow> SentAsync(Company company, CorrectionOutcome outcome, IssuedInvoice? right, IssuingTerms terms, CancellationToken stop)
    {
        IReadOnlyList<IssuedInvoice> issued = [.. new[] { (outcome as CorrectionOutcome.Issued)?.Invoice, right }.OfType<IssuedInvoice>()];
        IReadOnlyList<Finding> problems = [];
        if (issued.Any(one => one.Mode == IssuingMode.Online) && !terms.LeavesSending) (issued, problems) = await atOnce.AsTheyStandAsync(company, issued, stop);
        return new CorrectedNow(outcome as CorrectionOutcome.Held, issued, problems);
    }
}
