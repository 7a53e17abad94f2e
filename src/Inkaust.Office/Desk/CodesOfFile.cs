using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>What somebody knows of a file. Of a file in the ledger only <see cref="Ksef"/> counts, where it was issued in several.</summary>
public sealed record KnownOfFile
{
    /// <summary>Whose it is: no other ledger is looked into; null: that of its seller.</summary>
    public CompanyReference? Company { get; init; }

    /// <summary>Its KSeF; null: that of its seller, when he is a company here.</summary>
    public KsefEnvironment? Ksef { get; init; }

    /// <summary>How it was issued.</summary>
    public IssuingMode Mode { get; init; } = IssuingMode.Online;

    /// <summary>Its KSeF number; null while it has none.</summary>
    public KsefNumber? Number { get; init; }

    /// <summary>What no file shows: why the buyer is given the invoice outside KSeF (art. 106gb ust. 4).</summary>
    public BuyerBranch? BuyerTold { get; init; }
}

/// <summary>What a print shows beside the invoice itself.</summary>
/// <param name="Codes">Its codes.</param>
/// <param name="Stamp">What is written across it.</param>
public sealed record ShownOnPrint(IReadOnlyList<PrintedCode> Codes, PrintStamp Stamp);

/// <summary>
/// Which codes a file may show now. One of the ledger shows those of its present state, or is withheld; of any other it is believed what
/// is said of it, and it has no KOD II: that is made in issuing, and nothing here has a key.
/// </summary>
public sealed class CodesOfFile(CompanyRegister companies, Ledger ledger)
{
    // A file beside what is known of it here, looked up once.
    private sealed record FileHere(Fa3Invoice File, KnownOfFile Told, List<Company> Sellers, IssuedInvoice? Issued)
    {
        public Company? Issuer => Issued is { } issued ? Sellers.First(one => one.Id == issued.Company) : null;
    }

    /// <summary>The codes and the stamp that a print shows.</summary>
    /// <returns>No codes in a total failure (LAW 28), of an invoice that KSeF refused,
    /// and where nobody knows to which KSeF the file belongs.</returns>
    /// <exception cref="RefusedException">INK-PRINT-006: it is for nobody's eyes; 010: the number is not its own; 011: it is not of the company
    /// that was named; INK-CLI-007: its seller is in several KSeFs, or is wanted and not here; INK-PRINT-012: it has no KOD II; INK-COMPANY-002, 003.</exception>
    public ShownOnPrint Shown(Fa3Invoice file, KnownOfFile known)
    {
        var here = LookAt(file, known);
        return new(CodesOf(here), here.Issued is { } issued ? InvoicePrint.StampOf(issued) : PrintStamp.None);
    }

    /// <summary>The codes themselves, for whoever asks for nothing else.</summary>
    /// <returns>None in a total failure only.</returns>
    /// <exception cref="RefusedException">INK-CLI-007: nobody knows to which KSeF the file belongs; INK-PRINT-009: KSeF refused it; or as
    /// <see cref="Shown"/>.</exception>
    public IReadOnlyList<PrintedCode> Wanted(Fa3Invoice file, KnownOfFile known)
    {
        var here = LookAt(file, known);
        var codes = CodesOf(here);
        if (here.Issued is { State: InvoiceState.Rejected } refused) throw new RefusedException(InvoicePrint.NotIssued(refused));
        var hasNone = known.Mode == IssuingMode.TotalFailure || here.Issued is { Mode: IssuingMode.TotalFailure };
        return codes.Count > 0 || hasNone ? codes : throw NoKsef(file);
    }

    /// <summary>The codes of a transaction confirmation: always two, and only for whoever may not have the invoice yet (LAW 1.10).</summary>
    /// <exception cref="RefusedException">
    /// INK-PRINT-007: the invoice itself is handed over; INK-PRINT-008: no KOD II was made in issuing it; 009: KSeF refused it; or as <see cref="Shown"/>.
    /// </exception>
    public IReadOnlyList<PrintedCode> OfConfirmation(Fa3Invoice file, KnownOfFile known)
    {
        var here = LookAt(file, known);
        if (here.Issued is { State: InvoiceState.Rejected } refused) throw new RefusedException(InvoicePrint.NotIssued(refused));
        var handOver = here.Issued is { } issued ? issued.HandOver(file)
            : known.Number is not null ? HandOver.AfterTheNumber(file, known.Mode, known.BuyerTold)
            : HandOver.BeforeTheNumber(file, known.Mode, known.BuyerTold);
        if (!handOver.Confirmation) throw new RefusedException(NoConfirmation(handOver));
        return InvoicePrint.ForConfirmation(CodesOf(here), here.Issued);
    }

    private FileHere LookAt(Fa3Invoice file, KnownOfFile known)
    {
        if (known.Number is { } told && !CanBe(told, file)) throw new RefusedException(NumberOfAnother(told, file));
        var meant = companies.Meant(known.Company);
        var sellers = meant.Where(one => one.Nip == file.SellerNip).ToList();
        if (known.Company is not null && sellers.Count == 0) throw new RefusedException(OfAnother(file, meant[0]));
        return new FileHere(file, known, sellers, ledger.Among(sellers).IssuedAs(file, known.Ksef));
    }

    private static IReadOnlyList<PrintedCode> CodesOf(FileHere here)
    {
        var (file, known) = (here.File, here.Told);
        if (here.Issued is { } issued) return InvoicePrint.CodesOf(issued, here.Issuer);
        var seller = SellerOf(here);
        var environment = known.Ksef ?? seller?.Environment;
        if (environment is null || known.Mode == IssuingMode.TotalFailure) return [];

        var kodI = VerificationLinks.KodI(environment, file.SellerNip, file.IssueDate, file.Hash);
        if (known.Number is { } number) return [new PrintedCode(number.ToString(), kodI)];
        var offline = new PrintedCode(InvoicePrint.Offline, kodI);
        if (!known.Mode.IsOffline()) return [offline];
        throw new RefusedException(NobodyIssuedIt);
    }

    // A print of an offline invoice without its KOD II would be none (LAW 41), and only issuing makes one.
    private static Finding NobodyIssuedIt => new("INK-PRINT-012",
        "Tej faktury nie wystawiono tutaj, więc nie ma KOD II: powstaje tylko przy wystawieniu, a rysowanie niczego nie podpisuje.",
        "This invoice was not issued here, so it has no KOD II: that is made in issuing alone, and drawing signs nothing.")
    { Hint = new("Wystaw ją w trybie offline", "Issue it offline"), Next = new IssueOffline24() };

    // In the KSeF that the file belongs to; null when he is no company here.
    private static Company? SellerOf(FileHere here)
    {
        if (here.Sellers is not [var first, ..]) return null;
        if (here.Told.Ksef is not { } named) return here.Sellers.Count > 1 ? throw SeveralKsefs(here.Sellers) : first;
        return here.Sellers.Find(one => one.Environment == named) ?? first with { Environment = named };
    }

    // A number begins with the seller's NIP and the day on which it was given, which no date of issue follows (KSEF 6).
    private static bool CanBe(KsefNumber number, Fa3Invoice file) => number.SellerNip == file.SellerNip && number.Date >= file.IssueDate;

    private static Finding NumberOfAnother(KsefNumber number, Fa3Invoice file) => new("INK-PRINT-010",
        $"Numer KSeF {number} nie jest numerem tej faktury: nadano go {number.Date:yyyy-MM-dd} " +
        $"fakturze sprzedawcy {number.SellerNip}, a tę wystawił {file.SellerNip} z datą {file.IssueDate:yyyy-MM-dd}.",
        $"The KSeF number {number} is not that of this invoice: it was given on {number.Date:yyyy-MM-dd} " +
        $"to one of the seller {number.SellerNip}, and this one was issued by {file.SellerNip} with the date {file.IssueDate:yyyy-MM-dd}.")
    { Hint = new("Sprawdź, czy to numer tej faktury; zobaczysz go w UPO", "Check that it is the number of this invoice; its UPO shows it") };

    private static Finding OfAnother(Fa3Invoice file, Company named) => new("INK-PRINT-011",
        $"Ta faktura nie jest fakturą firmy {named.Name} (NIP {named.Nip}): wystawił ją {file.SellerNip}.",
        $"This invoice is not one of the company {named.Name} (NIP {named.Nip}): it was issued by {file.SellerNip}.")
    { Hint = new("Podaj firmę sprzedawcy albo nie podawaj żadnej.", "Name the company of the seller, or none.") };

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
