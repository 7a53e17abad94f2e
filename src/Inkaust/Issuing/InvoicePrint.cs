using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Rendering;

namespace Inkaust.Issuing;

/// <summary>The visualisation of an invoice in the ledger, with the codes that belong to the state it is in now.</summary>
public static class InvoicePrint
{
    /// <summary>The word under KOD I while the invoice has no number, in every language (REG par. 9 ust. 3; LAW 40).</summary>
    public const string Offline = "OFFLINE";

    /// <summary>The word under KOD II, in every language (LAW 41).</summary>
    public const string Certificate = "CERTYFIKAT";

    /// <summary>Draws the PDF.</summary>
    public static byte[] Draw(IssuedInvoice invoice, Fa3Invoice file) => InvoicePdf.Draw(file, CodesOf(invoice));

    /// <summary>
    /// Number known: KOD I with the number. Waiting: KOD I with OFFLINE, and for an invoice issued offline KOD II with
    /// CERTYFIKAT. Total failure: none (LAW 28, 40-42, 47).
    /// </summary>
    /// <exception cref="RefusedException">INK-PRINT-006: a repaired file without a number is for nobody's eyes.</exception>
    public static IReadOnlyList<PrintedCode> CodesOf(IssuedInvoice invoice)
    {
        if (invoice is { Repairs: not null, State: not InvoiceState.Accepted }) throw new RefusedException(NotForHanding(invoice));
        if (invoice.Mode == IssuingMode.TotalFailure) return [];
        if (invoice.State is InvoiceState.Accepted accepted) return [new PrintedCode(accepted.KsefNumber, invoice.KodI)];
        var kodI = new PrintedCode(Offline, invoice.KodI);
        return invoice.KodII is { } link ? [kodI, new PrintedCode(Certificate, link)] : [kodI];
    }

    // The buyer's copy is the first file: a second print before the number would carry a hash that nobody looks for (LAW 60).
    private static Finding NotForHanding(IssuedInvoice invoice) => new("INK-PRINT-006",
        invoice.CorrectedHash is { } held
            ? $"To jest naprawiony plik faktury {invoice.Number}; bez numeru KSeF nie przekazuje się go nikomu. Nabywca ma wydruk pliku o skrócie {held.Base64Url} (nr {invoice.Repairs} w rejestrze), a jego kod doprowadzi po przyjęciu do tego pliku."
            : $"To jest naprawiony plik faktury {invoice.Number}; bez numeru KSeF nie przekazuje się go nikomu, a poprzedniego nikt nie ma.",
        invoice.CorrectedHash is { } copy
            ? $"This is a repaired file of invoice {invoice.Number}; without its KSeF number it is given to nobody. The buyer holds the print of the file with the hash {copy.Base64Url} (No {invoice.Repairs} in the ledger), whose code will lead here once this one is accepted."
            : $"This is a repaired file of invoice {invoice.Number}; without its KSeF number it is given to nobody, and nobody has the one before.")
    {
        Hint = invoice.State is InvoiceState.Rejected
            ? new($"KSeF odrzucił i ten plik: inkaust repair {invoice.Repairs}", $"KSeF refused this file too: inkaust repair {invoice.Repairs}")
            : new("Wyślij go i narysuj, gdy ma numer: inkaust send", "Send it, and draw it when it has its number: inkaust send"),
    };
}
