using Inkaust.Invoices;

namespace Inkaust.Ksef.Modes;

/// <summary>The buyers who are given the invoice outside KSeF: the six branches of art. 106gb ust. 4, any of which is enough (LAW 37).</summary>
public enum BuyerBranch
{
    /// <summary>The place of supply is outside Poland.</summary>
    SupplyAbroad,

    /// <summary>No seat and no fixed establishment in Poland, with or without a Polish NIP.</summary>
    NoSeat,

    /// <summary>No seat in Poland, and the fixed establishment here takes no part in the purchase.</summary>
    EstablishmentTakesNoPart,

    /// <summary>An EU taxpayer under the SME scheme (art. 113a ust. 1).</summary>
    SmeScheme,

    /// <summary>No NIP.</summary>
    NoNip,

    /// <summary>A natural person who is not in business.</summary>
    Consumer,
}

/// <summary>What the buyer may hold outside KSeF.</summary>
public enum Handed
{
    /// <summary>Nothing but a transaction confirmation, which is no invoice.</summary>
    Confirmation,

    /// <summary>Nothing yet, or a transaction confirmation: the invoice follows with its number.</summary>
    InvoiceLater,

    /// <summary>The invoice.</summary>
    Invoice,

    /// <summary>He has it in KSeF; whatever is used outside is a copy.</summary>
    Copy,
}

/// <summary>What may be handed to the buyer (LAW 1.10).</summary>
/// <param name="What">The invoice, a copy, or a confirmation at most.</param>
/// <param name="Branch">The branch of art. 106gb ust. 4 that the buyer belongs to; null for a domestic buyer with a NIP.</param>
/// <param name="Told">The user said so; false: the file shows it.</param>
/// <param name="Codes">How many codes belong on it.</param>
/// <param name="Why">The reason, and what to do.</param>
public sealed record HandOver(Handed What, BuyerBranch? Branch, bool Told, int Codes, Wording Why)
{
    /// <summary>The words by which the command line and the ledger name the branches.</summary>
    public static IReadOnlyDictionary<string, BuyerBranch> Words { get; } = new Dictionary<string, BuyerBranch>
    {
        ["supply-abroad"] = BuyerBranch.SupplyAbroad,
        ["no-seat"] = BuyerBranch.NoSeat,
        ["establishment-takes-no-part"] = BuyerBranch.EstablishmentTakesNoPart,
        ["sme-scheme"] = BuyerBranch.SmeScheme,
        ["no-nip"] = BuyerBranch.NoNip,
        ["consumer"] = BuyerBranch.Consumer,
    };

    /// <summary>The invoice itself may be given.</summary>
    public bool Invoice => What is Handed.Invoice or Handed.Copy;

    /// <summary>A transaction confirmation has its place.</summary>
    public bool Confirmation => What is Handed.Confirmation or Handed.InvoiceLater;

    /// <summary>Nothing is seen of the buyer but a Polish NIP: that he belongs to a branch is for a person to say.</summary>
    public bool PersonMayKnowMore => Branch is null && What is not Handed.Invoice;

    /// <summary>What may be handed over while the number is not known.</summary>
    /// <param name="invoice">The file.</param>
    /// <param name="mode">How it was issued.</param>
    /// <param name="told">What the user said of the buyer and no file shows.</param>
    public static HandOver BeforeTheNumber(Fa3Invoice invoice, IssuingMode mode, BuyerBranch? told = null)
    {
        var (branch, isTold) = BranchOf(invoice, told);
        HandOver Says(Handed what, int codes, string pl, string en) =>
            new(what, branch, isTold, codes, new(pl + Because(branch, isTold).Pl, en + Because(branch, isTold).En));
        return (mode, branch) switch
        {
            // To any buyer, so it does not matter which one he is.
            (IssuingMode.TotalFailure, _) => new(Handed.Invoice, branch, isTold, 0, new(
                "Awaria całkowita: fakturę przekazuje się nabywcy w dowolny sposób, bez kodów (art. 106ng).",
                "Total failure: the invoice is handed to the buyer in any way, without codes (art. 106ng).")),
            (IssuingMode.Failure, _) => new(Handed.Invoice, branch, isTold, 2, new(
                "Awaria: fakturę z dwoma kodami można przekazać każdemu nabywcy w uzgodniony sposób (art. 106nf).",
                "Failure: the invoice with both codes may be handed to any buyer in the agreed way (art. 106nf).")),
            (IssuingMode.Online, null) => Says(Handed.Confirmation, 2,
                "Zaczekaj na numer KSeF; wcześniej najwyżej potwierdzenie transakcji.",
                "Wait for the KSeF number; before it at most a transaction confirmation."),
            (IssuingMode.Online, _) => Says(Handed.InvoiceLater, 2,
                "Zaczekaj na numer KSeF i przekaż fakturę w uzgodniony sposób; wcześniej najwyżej potwierdzenie transakcji.",
                "Wait for the KSeF number and hand the invoice over in the agreed way; before it at most a transaction confirmation."),
            // art. 106nda ust. 3; for unavailability the table of the ministry (LAW 23)
            (_, null) => Says(Handed.Confirmation, 2,
                "Nabywca z polskim NIP otrzymuje fakturę tylko w KSeF (art. 106nda ust. 3); wcześniej najwyżej potwierdzenie transakcji.",
                "A buyer with a Polish NIP receives the invoice in KSeF only (art. 106nda ust. 3); before that at most a transaction confirmation."),
            _ => Says(Handed.Invoice, 2,
                "Nabywca dostaje fakturę z dwoma kodami w uzgodniony sposób (art. 106gb ust. 4).",
                "The buyer is given the invoice with both codes in the agreed way (art. 106gb ust. 4)."),
        };
    }

    /// <summary>What may be handed over once the number is known, or when there will be none.</summary>
    /// <inheritdoc cref="BeforeTheNumber"/>
    public static HandOver AfterTheNumber(Fa3Invoice invoice, IssuingMode mode, BuyerBranch? told = null)
    {
        if (mode == IssuingMode.TotalFailure) return BeforeTheNumber(invoice, mode, told);
        var (branch, isTold) = BranchOf(invoice, told);
        var why = branch is null
            ? new Wording("Nabywca ma fakturę w KSeF; kopia używana poza nim ma jeden kod i numer KSeF.",
                "The buyer has the invoice in KSeF; a copy used outside it carries one code and the KSeF number.")
            : new Wording("Nabywca dostaje fakturę z jednym kodem i numerem KSeF w uzgodniony sposób (art. 106gb ust. 4).",
                "The buyer is given the invoice with one code and the KSeF number in the agreed way (art. 106gb ust. 4).");
        var because = Because(branch, isTold);
        return new(branch is null ? Handed.Copy : Handed.Invoice, branch, isTold, 1, new(why.Pl + because.Pl, why.En + because.En));
    }

    // What the user says goes before what the file shows: he knows the buyer.
    private static (BuyerBranch? Branch, bool Told) BranchOf(Fa3Invoice invoice, BuyerBranch? told)
    {
        if (told is not null) return (told, true);
        if (IsSuppliedAbroad(invoice)) return (BuyerBranch.SupplyAbroad, false);
        if (invoice.BuyerNip is not null) return (null, false);
        var isForeign = invoice.Text("Podmiot2", "DaneIdentyfikacyjne", "NrVatUE") is not null
            || invoice.Text("Podmiot2", "DaneIdentyfikacyjne", "NrID") is not null;
        var country = invoice.Text("Podmiot2", "Adres", "KodKraju");
        return (isForeign && country is not (null or "PL") ? BuyerBranch.NoSeat : BuyerBranch.NoNip, false);
    }

    private static Wording Because(BuyerBranch? branch, bool told)
    {
        if (branch is null)
        {
            return new(
                " Program widzi nabywcę krajowego z NIP; że nie ma on siedziby w Polsce, jego oddział nie bierze udziału w zakupie "
                + "albo korzysta z procedury SME, nie pokazuje żaden plik.",
                " The program sees a domestic buyer with a NIP; that he has no seat in Poland, that his establishment takes no part, "
                + "or that he is under the SME scheme is shown by no file.");
        }
        var reason = branch switch
        {
            BuyerBranch.SupplyAbroad => new Wording("miejsce świadczenia jest poza Polską", "the place of supply is outside Poland"),
            BuyerBranch.NoSeat => new("nabywca nie ma w Polsce siedziby ani stałego miejsca prowadzenia działalności",
                "the buyer has neither seat nor fixed establishment in Poland"),
            BuyerBranch.EstablishmentTakesNoPart => new("stałe miejsce prowadzenia działalności nabywcy nie bierze udziału w zakupie",
                "the buyer's fixed establishment takes no part in the purchase"),
            BuyerBranch.SmeScheme =>
                new("nabywca korzysta z procedury SME (art. 113a ust. 1)", "the buyer is under the SME scheme (art. 113a ust. 1)"),
            BuyerBranch.Consumer => new("nabywca jest konsumentem", "the buyer is a consumer"),
            _ => new("nabywca nie ma NIP", "the buyer has no NIP"),
        };
        return told ? new($" Bo {reason.Pl}, jak podano.", $" Because {reason.En}, as was said.")
            : new($" Bo {reason.Pl}, jak widać w pliku.", $" Because {reason.En}, as the file shows.");
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
