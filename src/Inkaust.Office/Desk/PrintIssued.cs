using System.Text;
using Inkaust.Invoices;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>Prints an invoice of the ledger as it stands now.</summary>
public sealed class PrintIssued(Ledger ledger, CompanyLooks looks)
{
    /// <summary>The codes on its print; none where none may be shown.</summary>
    public static IReadOnlyList<PrintedCode> CodesOf(Company company, IssuedInvoice invoice)
    {
        try
        {
            return InvoicePrint.CodesOf(invoice, company);
        }
        catch (RefusedException)
        {
            return []; // A repaired file without a number is for nobody's eyes.
        }
    }

    /// <summary>Draws it in the look of its company.</summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="form">As what.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <exception cref="RefusedException">INK-PRINT-006 to 009: nothing, or no confirmation, of it may be drawn now.</exception>
    public byte[] Draw(Company company, IssuedInvoice invoice, PrintForm form, CancellationToken stop = default)
    {
        var file = ledger.Of(company).File(invoice);
        var options = InvoicePrint.LookOf(looks.Of(company)) with { Stamp = InvoicePrint.StampOf(invoice) };
        return form switch
        {
            PrintForm.Pdf => InvoicePdf.Draw(file, InvoicePrint.CodesOf(invoice, company), options, stop),
            PrintForm.Html => Encoding.UTF8.GetBytes(InvoiceHtml.Draw(file, InvoicePrint.CodesOf(invoice, company), options)),
            _ => ConfirmationPrint.Pdf(file, ForConfirmation(company, invoice, file), options, stop),
        };
    }

    private static IReadOnlyList<PrintedCode> ForConfirmation(Company company, IssuedInvoice invoice, Fa3Invoice file)
    {
        if (invoice.State is InvoiceState.Rejected) throw new RefusedException(InvoicePrint.NotIssued(invoice));
        var handOver = invoice.HandOver(file);
        return handOver.Confirmation
            ? InvoicePrint.ForConfirmation(InvoicePrint.CodesOf(invoice, company), invoice)
            : throw new RefusedException(CodesOfFile.NoConfirmation(handOver));
    }
}
