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
    public static IReadOnlyList<PrintedCode> CodesOf(IssuedInvoice invoice)
    {
        if (invoice.Mode == IssuingMode.TotalFailure) return [];
        if (invoice.State is InvoiceState.Accepted accepted) return [new PrintedCode(accepted.KsefNumber, invoice.KodI)];
        var kodI = new PrintedCode(Offline, invoice.KodI);
        return invoice.KodII is { } link ? [kodI, new PrintedCode(Certificate, link)] : [kodI];
    }
}
