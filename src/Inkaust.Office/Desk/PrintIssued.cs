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

    /// <summary>So many invoices, and so many bytes of files, are drawn into one PDF; it is made in memory while somebody waits.</summary>
    public const int MostInOne = 50, MostBytesInOne = 3_000_000;

    /// <summary>Several are few and small enough for one PDF.</summary>
    public static bool FitInOne(IReadOnlyList<IssuedInvoice> invoices) =>
        invoices.Count <= MostInOne && invoices.Sum(one => (long)one.Size) <= MostBytesInOne;

    /// <summary>Draws several into one PDF, in the look of their company.</summary>
    /// <param name="company">Whose they are.</param>
    /// <param name="invoices">The invoices, as they are to follow each other; at least one.</param>
    /// <param name="title">What the PDF says that it is.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <exception cref="RefusedException">INK-PRINT-006: some may not be drawn now; each is named. Nothing was drawn.</exception>
    public byte[] DrawAll(Company company, IReadOnlyList<IssuedInvoice> invoices, string title, CancellationToken stop = default)
    {
        RefuseUndrawable(company, invoices);
        return InvoicePdf.DrawAll(
            [.. invoices.Select(one => new PrintedInvoice(ledger.Of(company).File(one), InvoicePrint.CodesOf(one, company), InvoicePrint.StampOf(one)))],
            title, InvoicePrint.LookOf(looks.Of(company)), stop);
    }

    /// <exception cref="RefusedException">INK-PRINT-006: some may not be drawn now; each is named.</exception>
    public static void RefuseUndrawable(Company company, IReadOnlyList<IssuedInvoice> invoices)
    {
        List<Finding> wrong = [];
        foreach (var one in invoices)
        {
            try
            {
                _ = InvoicePrint.CodesOf(one, company);
            }
            catch (RefusedException refused)
            {
                wrong.AddRange(refused.Findings);
            }
        }
        if (wrong.Count > 0) throw new RefusedException(wrong);
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
