using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>What somebody knows of a file. Of a file in the ledger only <see cref="Ksef"/> counts, where it was issued in several.</summary>
public sealed record KnownOfFile
{
    /// <summary>Its KSeF; null: that of its seller, when he is a company here.</summary>
    public KsefEnvironment? Ksef { get; init; }

    /// <summary>How it was issued.</summary>
    public IssuingMode Mode { get; init; } = IssuingMode.Online;

    /// <summary>Its KSeF number; null while it has none.</summary>
    public KsefNumber? Number { get; init; }

    /// <summary>What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4).</summary>
    public BuyerBranch? BuyerTold { get; init; }
}

/// <summary>
/// Which codes a file may show now. One of the ledger shows those of its present state, or is withheld; of any other it is believed what
/// is said of it, and its KOD II is signed with the keys of its seller in that KSeF.
/// </summary>
public sealed class CodesOfFile(CompanyRegister companies, Ledger ledger, KeyRing keys)
{
    /// <summary>The codes that a print shows.</summary>
    /// <returns>None in a total failure (LAW 28), of an invoice that KSeF refused, and where nobody knows to which KSeF the file belongs.</returns>
    /// <exception cref="RefusedException">INK-PRINT-006: it is for nobody's eyes; 010: the number is not its own;
    /// INK-CLI-007: its seller is in several KSeFs, or is wanted
    /// and not here; INK-CERT-001.</exception>
    public IReadOnlyList<PrintedCode> Shown(Fa3Invoice file, KnownOfFile known)
    {
        if (known.Number is { } told && !CanBe(told, file)) throw new RefusedException(NumberOfAnother(told, file));
        var seen = Seen;
        if (seen.IssuedAs(file, known.Ksef) is { } issued) return InvoicePrint.CodesOf(issued, seen.CompanyOf(issued));
        var seller = SellerOf(file, known.Ksef);
        var environment = known.Ksef ?? seller?.Environment;
        if (environment is null || known.Mode == IssuingMode.TotalFailure) return [];

        var kodI = VerificationLinks.KodI(environment, file.SellerNip, file.IssueDate, file.Hash);
        if (known.Number is { } number) return [new PrintedCode(number.ToString(), kodI)];
        var offline = new PrintedCode(InvoicePrint.Offline, kodI);
        if (!known.Mode.IsOffline()) return [offline];
        return [offline, new PrintedCode(InvoicePrint.Certificate, KodII.Sign(keys, seller ?? throw NoKsef(file), environment, file).Link)];
    }

    /// <summary>What is written across a print of it.</summary>
    public PrintStamp Stamp(Fa3Invoice file, KnownOfFile known) =>
        Seen.IssuedAs(file, known.Ksef) is { } issued ? InvoicePrint.StampOf(issued) : PrintStamp.None;

    /// <summary>The codes themselves, for whoever asks for nothing else.</summary>
    /// <returns>None in a total failure only.</returns>
    /// <exception cref="RefusedException">INK-CLI-007: nobody knows to which KSeF the file belongs; INK-PRINT-009: KSeF refused it; or as
    /// <see cref="Shown"/>.</exception>
    public IReadOnlyList<PrintedCode> Wanted(Fa3Invoice file, KnownOfFile known)
    {
        var codes = Shown(file, known);
        var issued = Seen.IssuedAs(file, known.Ksef);
        if (issued?.State is InvoiceState.Rejected) throw new RefusedException(InvoicePrint.NotIssued(issued));
        var hasNone = known.Mode == IssuingMode.TotalFailure || issued is { Mode: IssuingMode.TotalFailure };
        return codes.Count > 0 || hasNone ? codes : throw NoKsef(file);
    }

    /// <summary>The codes of a transaction confirmation: always two, and only for whoever may not have the invoice yet (LAW 1.10).</summary>
    /// <exception cref="RefusedException">
    /// INK-PRINT-007: the invoice itself is handed over; INK-PRINT-008: no KOD II can be signed; 009: KSeF refused it; or as <see cref="Shown"/>.
    /// </exception>
    public IReadOnlyList<PrintedCode> OfConfirmation(Fa3Invoice file, KnownOfFile known)
    {
        var issued = Seen.IssuedAs(file);
        if (issued?.State is InvoiceState.Rejected) throw new RefusedException(InvoicePrint.NotIssued(issued));
        if (known.Number is { } told && !CanBe(told, file)) throw new RefusedException(NumberOfAnother(told, file));
        var handOver = issued is not null ? issued.HandOver(file)
            : known.Number is not null ? HandOver.AfterTheNumber(file, known.Mode, known.BuyerTold)
            : HandOver.BeforeTheNumber(file, known.Mode, known.BuyerTold);
        if (!handOver.Confirmation) throw new RefusedException(NoConfirmation(handOver));
        var codes = Shown(file, known);
        var seller = Seen.IssuedAs(file, known.Ksef) is { } kept ? companies.At(kept.Company) : SellerOf(file, known.Ksef);
        return InvoicePrint.ForConfirmation(codes, keys, seller, file);
    }

    private SeenLedgers Seen => ledger.Among(companies.All());

    // In the KSeF that the file belongs to; null when he is no company here.
    private Company? SellerOf(Fa3Invoice file, KsefEnvironment? named)
    {
        var sellers = companies.All().Where(one => one.Nip == file.SellerNip).ToList();
        if (named is null) return sellers.Count > 1 ? throw SeveralKsefs(sellers) : sellers.FirstOrDefault();
        // The keys of one environment sign nothing for another where that has its own.
        return sellers.Find(one => one.Environment == named) ?? (sellers is [var first, ..] ? first with { Environment = named } : null);
    }

    // A number begins with the seller's NIP and the day on which it was given, which no date of issue follows (KSEF 6).
    private static bool CanBe(KsefNumber number, Fa3Invoice file) => number.SellerNip == file.SellerNip && number.Date >= file.IssueDate;

    private static Finding NumberOfAnother(KsefNumber number, Fa3Invoice file) => new("INK-PRINT-010",
        $"Numer KSeF {number} nie jest numerem tej faktury: nadano go {number.Date:yyyy-MM-dd} " +
        $"fakturze sprzedawcy {number.SellerNip}, a tę wystawił {file.SellerNip} z datą {file.IssueDate:yyyy-MM-dd}.",
        $"The KSeF number {number} is not that of this invoice: it was given on {number.Date:yyyy-MM-dd} " +
        $"to one of the seller {number.SellerNip}, and this one was issued by {file.SellerNip} with the date {file.IssueDate:yyyy-MM-dd}.")
    { Hint = new("Sprawdź, czy to numer tej faktury; zobaczysz go w UPO", "Check that it is the number of this invoice; its UPO shows it") };

    internal static Finding NoConfirmation(HandOver handOver) => new("INK-PRINT-007",
        $"Potwierdzenie transakcji nie ma tu miejsca. {handOver.Why.Pl}", $"A transaction confirmation has no place here. {handOver.Why.En}")
    { Hint = new("Przekaż fakturę", "Hand over the invoice"), Next = new PrintInvoice() };

    private static RefusedException NoKsef(Fa3Invoice file) => new(new Finding("INK-CLI-007",
        $"Nie wiadomo, do którego KSeF należy faktura: sprzedawcy {file.SellerNip} tu nie ma.",
        $"It is not clear to which KSeF the invoice belongs: its seller {file.SellerNip} is not here.")
    { Hint = new("Dodaj firmę albo podaj KSeF", "Add the company, or name the KSeF"), Next = new NameKsef([]) });

    private static RefusedException SeveralKsefs(List<Company> sellers) => new(new Finding("INK-CLI-007",
        $"Nie wiadomo, do którego KSeF należy faktura: sprzedawca {sellers[0].Nip} jest tu w kilku.",
        $"It is not clear to which KSeF the invoice belongs: its seller {sellers[0].Nip} is here in several.")
    { Hint = new("Dopisz jedno z", "Add one of"), Next = new NameKsef([.. sellers.Select(one => one.Environment.Word)]) });
}
