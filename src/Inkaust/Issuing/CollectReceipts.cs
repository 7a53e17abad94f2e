using System.Xml;
using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Issuing;

/// <summary>
/// Fetches the official receipts (UPO) of accepted invoices: one by one where there are few, else those of whole sessions, one of
/// which names up to 10,000 invoices. A receipt counts for an invoice only when it names its KSeF number and its hash.
/// </summary>
internal sealed class CollectReceipts(Ledger ledger, KsefClient ksef, KsefAccess access)
{
    // KSeF answers 120 such requests in a minute (KSEF 10).
    private const int FewEnough = 10;

    /// <summary>Receipts that were not taken, and why.</summary>
    public List<Finding> Problems { get; } = [];

    /// <summary>Everything that is missing for a company.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="alone">Runs one step so that what KSeF refuses of it does not stop the others.</param>
    /// <param name="stop">Gives up; what is stored stays so.</param>
    /// <returns>The invoices that have their receipt now.</returns>
    public async Task<IReadOnlyList<IssuedInvoice>> OfAsync(Company company, Func<Func<Task>, Task> alone, CancellationToken stop)
    {
        var done = new List<IssuedInvoice>();
        foreach (var together in ledger.WithoutUpo(company).GroupBy(invoice => AcceptedIn(invoice).Session).ToList())
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
        var upo = await ksef.Sessions.UpoByKsefNumberAsync(access, ReferenceNumber.Parse(accepted.Session), KsefNumber.Parse(accepted.KsefNumber), stop);
        if (!IsNamed(invoice, HashesByNumber(upo)))
        {
            Problems.Add(NotNamed(invoice));
            return [];
        }
        ledger.KeepUpo(invoice, upo);
        return [invoice];
    }

    private async Task<IReadOnlyList<IssuedInvoice>> OfTheSessionAsync(string session, IReadOnlyList<IssuedInvoice> missing, CancellationToken stop)
    {
        var reference = ReferenceNumber.Parse(session);
        var done = new List<IssuedInvoice>();
        // Null while KSeF still writes it; the next round asks again.
        foreach (var page in (await ksef.Sessions.StatusAsync(access, reference, stop)).Upo?.Pages ?? [])
        {
            var upo = await ksef.Sessions.SessionUpoAsync(access, reference, page.ReferenceNumber, stop);
            var named = HashesByNumber(upo);
            var found = missing.Where(invoice => IsNamed(invoice, named)).ToList();
            ledger.KeepUpo(session, page.ReferenceNumber.ToString(), upo, found);
            done.AddRange(found);
        }
        return done;
    }

    private static InvoiceState.Accepted AcceptedIn(IssuedInvoice invoice) => (InvoiceState.Accepted)invoice.State;

    private static bool IsNamed(IssuedInvoice invoice, Dictionary<string, string> named) =>
        named.TryGetValue(AcceptedIn(invoice).KsefNumber, out var hash) && hash == invoice.Hash.Base64;

    /// <summary>What a receipt names: SkrotDokumentu by NumerKSeFDokumentu. One that cannot be read names nothing.</summary>
    internal static Dictionary<string, string> HashesByNumber(ReadOnlyMemory<byte> upo)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(upo.ToArray(), writable: false), settings);
            string? number = null;
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.LocalName == "NumerKSeFDokumentu") number = reader.ReadString().Trim();
                else if (reader.LocalName == "SkrotDokumentu" && number is not null) named[number] = reader.ReadString().Trim();
            }
            return named;
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static Finding NotNamed(IssuedInvoice invoice) => new("INK-SEND-007",
        $"UPO, które dał KSeF, nie wymienia faktury {invoice.Number} z jej numerem i skrótem; nie zostało przyjęte.",
        $"The receipt that KSeF gave does not name invoice {invoice.Number} with its number and hash; it was not taken.")
    { Hint = new("Zostanie pobrane ponownie: inkaust send", "It is fetched again: inkaust send") };
}
