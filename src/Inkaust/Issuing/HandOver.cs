using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Issuing;

/// <summary>What may be handed to the buyer before the KSeF number is known (LAW 1.10).</summary>
/// <param name="Invoice">True: the invoice itself, with its codes; false: at most a transaction confirmation.</param>
/// <param name="Why">The reason, and what to do.</param>
public sealed record HandOver(bool Invoice, Wording Why)
{
    /// <summary>What the file and the mode say; the branches that no file shows (establishment, SME scheme) are named.</summary>
    public static HandOver BeforeTheNumber(Fa3Invoice invoice, IssuingMode mode)
    {
        if (mode == IssuingMode.TotalFailure)
        {
            return new(true, new("Awaria całkowita: fakturę przekazuje się nabywcy w dowolny sposób, bez kodów (art. 106ng).",
                "Total failure: the invoice is handed to the buyer in any way, without codes (art. 106ng)."));
        }
        if (mode == IssuingMode.Failure)
        {
            return new(true, new("Awaria: fakturę z dwoma kodami można przekazać każdemu nabywcy w uzgodniony sposób (art. 106nf).",
                "Failure: the invoice with both codes may be handed to any buyer in the agreed way (art. 106nf)."));
        }
        if (mode == IssuingMode.Online)
        {
            return new(false, new("Zaczekaj na numer KSeF; wcześniej najwyżej potwierdzenie transakcji: inkaust confirmation",
                "Wait for the KSeF number; before it at most a transaction confirmation: inkaust confirmation"));
        }
        if (invoice.BuyerNip is null)
        {
            return new(true, new("Nabywca nie ma polskiego NIP: dostaje fakturę z dwoma kodami w uzgodniony sposób (art. 106gb ust. 4).",
                "The buyer has no Polish NIP: he is given the invoice with both codes in the agreed way (art. 106gb ust. 4)."));
        }
        if (IsSuppliedAbroad(invoice))
        {
            return new(true, new("Miejsce świadczenia jest poza Polską: nabywca dostaje fakturę z dwoma kodami w uzgodniony sposób (art. 106gb ust. 4).",
                "The place of supply is outside Poland: the buyer is given the invoice with both codes in the agreed way (art. 106gb ust. 4)."));
        }
        return new(false, new("Nabywca z polskim NIP otrzymuje fakturę tylko w KSeF (art. 106nda ust. 3); wcześniej najwyżej potwierdzenie transakcji: inkaust confirmation. Wyjątek: nabywca bez siedziby i stałego miejsca prowadzenia działalności w Polsce.",
            "A buyer with a Polish NIP receives the invoice in KSeF only (art. 106nda ust. 3); before that at most a transaction confirmation: inkaust confirmation. Except a buyer without seat and fixed establishment in Poland."));
    }

    // np I and np II: supplies outside the territory (P_13_8, P_13_9), and nothing else in the sums.
    private static bool IsSuppliedAbroad(Fa3Invoice invoice)
    {
        var sums = invoice.Document.Root!.Element(Fa3Invoice.Namespace + "Fa")!.Elements()
            .Where(element => element.Name.LocalName.StartsWith("P_13_", StringComparison.Ordinal) && element.Value.Trim('0', '.') != "")
            .Select(element => element.Name.LocalName).ToList();
        return sums.Count > 0 && sums.All(name => name is "P_13_8" or "P_13_9");
    }
}
