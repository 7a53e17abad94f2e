using System.Runtime.CompilerServices;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Fetches the official receipts (UPO) of accepted invoices: one by one where there are few, else those of whole sessions, one of
/// which names up to 10,000 invoices. A receipt counts only when its signature is sound, and for an invoice only when it names its seller, its
/// KSeF number and its hash; any other is kept as evidence.
/// </summary>
internal sealed class CollectReceipts(CompanyLedger ledger, JudgeUpo judge, KsefClient ksef, KsefAccess access, TimeProvider clock)
{
    /// <summary>So many invoices of a session get receipts of their own; KSeF answers 120 such requests in a minute (KSEF 10).</summary>
    public const int FewEnough = 10;

    /// <summary>Receipts that were not taken, and why.</summary>
    public List<Finding> Problems { get; } = [];

    /// <summary>Everything that is missing for the company.</summary>
    /// <param name="alone">Runs one step so that what KSeF refuses of it does not stop the others.</param>
    /// <param name="stop">Gives up; what is stored stays so.</param>
    /// <returns>The invoices that have their receipt now.</returns>
    public async Task<IReadOnlyList<IssuedInvoice>> OfAsync(Func<Func<Task>, Task> alone, CancellationToken stop)
    {
        var done = new List<IssuedInvoice>();
        foreach (var together in ledger.Upos.Lacking().GroupBy(invoice => AcceptedIn(invoice).Session).ToList())
        {
            var missing = together.ToList();
            if (missing.Count > FewEnough) await alone(async () => done.AddRange(await OfTheSessionAsync(together.Key, missing, stop)));
            else foreach (var invoice in missing) await alone(async () => done.AddRange(await OfOneAsync(invoice, stop)));
        }
        return [.. done.Select(invoice => invoice with { HasUpo = true })];
    }

    private async Task<IReadOnlyList<IssuedInvoice>> OfOneAsync(IssuedInvoice invoice, CancellationToken stop)
    {
        var accepted = AcceptedIn(invoice);
        if (ledger.RefusedUpos.Rests(accepted.KsefNumber)) return [];
        var upo = await ksef.Sessions.UpoByKsefNumberAsync(access, ReferenceNumber.Parse(accepted.Session), KsefNumber.Parse(accepted.KsefNumber), stop);
        var refusal = IsNamed(invoice, Receipt.Read(upo)) ? Judge(upo, invoice.Number).Refusal : NotNamed(invoice);
        if (refusal is not null)
        {
            Refuse(accepted.KsefNumber, upo, refusal);
            return [];
        }
        ledger.Upos.Keep(invoice, upo);
        return [invoice];
    }

    private async Task<IReadOnlyList<IssuedInvoice>> OfTheSessionAsync(string session, IReadOnlyList<IssuedInvoice> missing, CancellationToken stop)
    {
        var done = new List<IssuedInvoice>();
        var isThere = false;
        await foreach (var page in PagesAsync(session, stop))
        {
            isThere = true;
            var found = missing.Where(invoice => IsNamed(invoice, page.Lines)).ToList();
            ledger.Upos.Keep(session, page.Reference, page.Content, found);
            done.AddRange(found);
        }
        if (isThere) Problems.AddRange(missing.ExceptBy(done.Select(invoice => invoice.Id), invoice => invoice.Id).Select(NotNamed));
        return done;
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
            else yield return new ReceiptPage(name, content, Receipt.Read(content), judgement.IsProof);
        }
    }

    private UpoJudgement Judge(byte[] upo, string of) => judge.Of(ledger.Company, upo, of, clock.GetUtcNow());

    private void Refuse(string subject, byte[] upo, Finding refusal)
    {
        ledger.RefusedUpos.Keep(subject, upo, refusal);
        if (!Problems.Contains(refusal)) Problems.Add(refusal);
    }

    private static InvoiceState.Accepted AcceptedIn(IssuedInvoice invoice) => (InvoiceState.Accepted)invoice.State;

    /// <summary>A receipt names this invoice as the ledger knows it.</summary>
    public static bool IsNamed(IssuedInvoice invoice, Dictionary<InvoiceHash, ReceiptLine> named) =>
        named.TryGetValue(invoice.Hash, out var line) && line.KsefNumber.ToString() == AcceptedIn(invoice).KsefNumber && line.SellerNip == invoice.Seller;

    private Finding NotNamed(IssuedInvoice invoice) => new("INK-SEND-007",
        $"UPO, które dał KSeF, nie wymienia faktury {invoice.Number} z jej numerem i skrótem; nie zostało przyjęte.",
        $"The receipt that KSeF gave does not name invoice {invoice.Number} with its number and hash; it was not taken.")
    { Hint = new("Zostanie pobrane ponownie", "It is fetched again"), Next = new SendNow(ledger.Company.Reference) };
}
