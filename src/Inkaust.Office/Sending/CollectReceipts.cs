using System.Runtime.CompilerServices;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Fetches the official receipts (UPO) of accepted invoices: one by one where there are few, else those of whole sessions, one of
/// which names up to 10,000 invoices. A receipt counts only when its signature is sound, and for an invoice only when it names its seller, its
/// KSeF number and its hash; any other is kept as evidence.
/// </summary>
internal sealed class CollectReceipts(Round round, SignedIn signedIn, JudgeUpo judge)
{
    /// <summary>So many invoices of a session get receipts of their own; KSeF answers 120 such requests in a minute (KSEF 10).</summary>
    public const int FewEnough = 10;

    private readonly CompanyLedger ledger = round.Ledger;
    private readonly KsefClient ksef = signedIn.Ksef;
    private readonly KsefAccess access = signedIn.Access;

    /// <summary>Everything that is missing for the company.</summary>
    public Task AllAsync(CancellationToken stop) => OfAsync(ledger.Upos.Lacking(), stop);

    /// <summary>What is missing for these.</summary>
    public async Task OfAsync(IReadOnlyList<IssuedInvoice> lacking, CancellationToken stop)
    {
        var done = 0;
        foreach (var together in lacking.GroupBy(invoice => AcceptedIn(invoice).Session))
        {
            var missing = together.ToList();
            round.HasCome(Doing.FetchingReceipts, done, lacking.Count);
            if (missing.Count > FewEnough) await round.AloneAsync(() => OfTheSessionAsync(together.Key, missing, stop));
            else foreach (var invoice in missing) await round.AloneAsync(() => OfOneAsync(invoice, stop));
            done += missing.Count;
        }
    }

    private async Task OfOneAsync(IssuedInvoice invoice, CancellationToken stop)
    {
        var accepted = AcceptedIn(invoice);
        if (ledger.RefusedUpos.Rests(accepted.KsefNumber)) return;
        var upo = await ksef.Sessions.UpoByKsefNumberAsync(
            access, ReferenceNumber.Parse(accepted.Session), KsefNumber.Parse(accepted.KsefNumber), stop);
        var refusal = Receipt.Names(Receipt.Read(upo), invoice) ? Judge(upo, invoice.Number).Refusal : NotNamed(invoice);
        if (refusal is not null)
        {
            Refuse(accepted.KsefNumber, upo, refusal);
            return;
        }
        ledger.Upos.Keep(invoice, upo);
        round.Moved(invoice with { HasUpo = true });
    }

    private async Task OfTheSessionAsync(string session, IReadOnlyList<IssuedInvoice> missing, CancellationToken stop)
    {
        var done = new HashSet<long>();
        var isThere = false;
        await foreach (var page in PagesAsync(session, stop))
        {
            isThere = true;
            var found = missing.Where(invoice => Receipt.Names(page.Lines, invoice)).ToList();
            ledger.Upos.Keep(session, page.Reference, page.Content, found);
            done.UnionWith(found.Select(invoice => invoice.Id));
            foreach (var invoice in found) round.Moved(invoice with { HasUpo = true });
        }
        if (isThere) round.Failed(missing.Where(invoice => !done.Contains(invoice.Id)).Select(NotNamed));
    }

    /// <summary>The receipt of a session, page by page; none while KSeF still writes it, and no page that proves nothing.</summary>
    public async IAsyncEnumerable<ReceiptPage> PagesAsync(string session, [EnumeratorCancellation] CancellationToken stop)
    {
        var reference = ReferenceNumber.Parse(session);
        foreach (var page in (await ksef.Sessions.StatusAsync(access, reference, stop)).Upo?.Pages ?? [])
        {
            var name = page.ReferenceNumber.ToString();
            if (ledger.RefusedUpos.Rests(name)) continue;
            var content = await ksef.Sessions.SessionUpoAsync(access, reference, page.ReferenceNumber, stop);
            var judgement = Judge(content, session);
            if (judgement.Refusal is { } refusal) Refuse(name, content, refusal);
            else yield return new ReceiptPage(name, content, Receipt.Read(content), judgement.IsSound);
        }
    }

    private UpoJudgement Judge(byte[] upo, string of) => judge.Of(ledger.Company, upo, of, round.Clock.GetUtcNow());

    private void Refuse(string subject, byte[] upo, Finding refusal)
    {
        ledger.RefusedUpos.Keep(subject, upo, refusal);
        round.Failed(refusal);
    }

    private static InvoiceState.Accepted AcceptedIn(IssuedInvoice invoice) => (InvoiceState.Accepted)invoice.State;

    private Finding NotNamed(IssuedInvoice invoice) => new("INK-SEND-007",
        $"UPO, które dał KSeF, nie wymienia faktury {invoice.Number} z jej numerem i skrótem; nie zostało przyjęte.",
        $"The receipt that KSeF gave does not name invoice {invoice.Number} with its number and hash; it was not taken.")
    { Hint = new("Zostanie pobrane ponownie", "It is fetched again"), Next = new SendNow(ledger.Company.Reference) };
}
