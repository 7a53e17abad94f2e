using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>The visualisation of an invoice in the ledger, with the codes that belong to the state it is in now.</summary>
public static class InvoicePrint
{
    /// <summary>The word under KOD I while the invoice has no number, in every language (REG par. 9 ust. 3; LAW 40).</summary>
    public const string Offline = "OFFLINE";

    /// <summary>The word under KOD II, in every language (LAW 41).</summary>
    public const string Certificate = "CERTYFIKAT";

    /// <summary>Draws the PDF; one that KSeF refused bears a stamp.</summary>
    /// <exception cref="RefusedException">INK-PRINT-006: a repaired file without a number is for nobody's eyes.</exception>
    public static byte[] Draw(IssuedInvoice invoice, Fa3Invoice file, Company? owner = null, CompanyLook? look = null) =>
        InvoicePdf.Draw(file, CodesOf(invoice, owner), LookOf(look) with { Stamp = StampOf(invoice) });

    /// <summary>A print in the look of its company.</summary>
    public static PrintOptions LookOf(CompanyLook? look)
    {
        var plain = new PrintOptions { Fonts = SystemFonts.Best, Languages = look?.Languages ?? PrintLanguages.Polish };
        return look?.Logo is { } logo ? plain with { Logo = logo } : plain;
    }

    /// <summary>What is written across its print: a refused invoice is not issued (LAW 63), and nobody may take its print for one.</summary>
    public static PrintStamp StampOf(IssuedInvoice invoice) => invoice.State is InvoiceState.Rejected ? PrintStamp.Refused : PrintStamp.None;

    /// <summary>
    /// Number known: KOD I with the number. Waiting: KOD I with OFFLINE, and for an invoice issued offline KOD II with
    /// CERTYFIKAT. Total failure, and refused by KSeF: none (LAW 28, 40-42, 47).
    /// </summary>
    /// <exception cref="RefusedException">INK-PRINT-006: a repaired file without a number is for nobody's eyes.</exception>
    public static IReadOnlyList<PrintedCode> CodesOf(IssuedInvoice invoice, Company? owner = null)
    {
        if (invoice is { Repairs: not null, State: not InvoiceState.Accepted })
            throw new RefusedException(NotForHanding(invoice, owner?.Reference ?? invoice.Owner));
        if (invoice.Mode == IssuingMode.TotalFailure || invoice.State is InvoiceState.Rejected) return [];
        if (invoice.State is InvoiceState.Accepted accepted) return [new PrintedCode(accepted.KsefNumber, invoice.KodI)];
        var kodI = new PrintedCode(Offline, invoice.KodI);
        return invoice.KodII is { } link ? [kodI, new PrintedCode(Certificate, link)] : [kodI];
    }

    /// <summary>
    /// The codes of a transaction confirmation: always both, so that an online invoice that waits for its number gets a KOD II for it
    /// alone (LAW 1.10; H-II 1.6.6). Without a certificate it is refused and not printed with one code: KOD I leads nowhere until KSeF
    /// has the invoice (LAW 40, 42), so KOD II alone shows the buyer who vouches for it (LAW 41), and nobody has to hand out a confirmation.
    /// </summary>
    /// <param name="codes">Those that the invoice shows now.</param>
    /// <param name="issued">The invoice; null: nobody issued it here.</param>
    /// <exception cref="RefusedException">INK-PRINT-008: no KOD II was made when it was issued; drawing makes none.</exception>
    public static IReadOnlyList<PrintedCode> ForConfirmation(IReadOnlyList<PrintedCode> codes, IssuedInvoice? issued) =>
        codes.Count == 2 ? codes
            : codes is [var first] && issued?.ConfirmationCode is { } made ? [first, new PrintedCode(Certificate, made)]
            : throw new RefusedException(NoSecondCode);

    /// <summary>INK-PRINT-009: KSeF refused it, so that no code of it may be handed to anybody.</summary>
    internal static Finding NotIssued(IssuedInvoice invoice) => new("INK-PRINT-009",
        $"Faktura {invoice.Number} nie jest wystawiona: KSeF ją odrzucił. Nie ma kodów ani potwierdzenia.",
        $"Invoice {invoice.Number} is not issued: KSeF refused it. It has no codes and no confirmation.")
    { Hint = new("Napraw ją", "Repair it"), Next = new Repair(invoice.Id) };

    private static Finding NoSecondCode => new("INK-PRINT-008",
        "Potwierdzenie transakcji ma dwa kody, a ta faktura nie ma KOD II: nie wystawiono jej tu, "
        + "albo firma nie miała wtedy certyfikatu typu 2. Rysowanie niczego nie podpisuje.",
        "A transaction confirmation carries two codes, and this invoice has no KOD II: it was not issued here, "
        + "or the company had no certificate of type 2 then. Drawing signs nothing.")
    {
        Hint = new("Zaczekaj na numer KSeF i przekaż fakturę albo pobierz certyfikat na następną",
            "Wait for the KSeF number and hand over the invoice, or get a certificate for the next one"),
        Next = new GetCertificate(CertificateKind.Offline),
    };

    // The buyer's copy is the first file: a second print before the number would carry a hash that nobody looks for (LAW 60).
    private static Finding NotForHanding(IssuedInvoice invoice, CompanyReference owner) => new("INK-PRINT-006",
        invoice.CorrectedHash is { } held
            ? $"To jest naprawiony plik faktury {invoice.Number}; bez numeru KSeF nie przekazuje się go nikomu. "
                + $"Nabywca ma wydruk pliku o skrócie {held.Base64Url} (nr {invoice.Repairs} w rejestrze), "
                + "a jego kod doprowadzi po przyjęciu do tego pliku."
            : $"To jest naprawiony plik faktury {invoice.Number}; bez numeru KSeF nie przekazuje się go nikomu, a poprzedniego nikt nie ma.",
        invoice.CorrectedHash is { } copy
            ? $"This is a repaired file of invoice {invoice.Number}; without its KSeF number it is given to nobody. "
                + $"The buyer holds the print of the file with the hash {copy.Base64Url} (No {invoice.Repairs} in the ledger), "
                + "whose code will lead here once this one is accepted."
            : $"This is a repaired file of invoice {invoice.Number}; without its KSeF number it is given to nobody, and nobody has the one before.")
    {
        Hint = invoice.State is InvoiceState.Rejected
            ? new("KSeF odrzucił i ten plik", "KSeF refused this file too")
            : new("Narysuj go, gdy będzie miał numer; najpierw go wyślij", "Draw it once it has its number; send it first"),
        Next = invoice.State is InvoiceState.Rejected ? new Repair(invoice.Repairs!.Value) : new SendNow(owner),
    };
}
