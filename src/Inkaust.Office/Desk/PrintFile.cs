using System.Text;
using Inkaust.Invoices;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>What an invoice is drawn as.</summary>
public enum PrintForm
{
    Pdf,
    Html,

    /// <summary>A transaction confirmation, which is not an invoice.</summary>
    Confirmation,
}

/// <summary>A print of a file.</summary>
/// <param name="File">PDF or HTML.</param>
/// <param name="Codes">The codes on it; none on a receipt.</param>
public sealed record PrintedNow(byte[] File, IReadOnlyList<PrintedCode> Codes);

/// <summary>Prints a file with the codes that it may show now: an invoice, or an official receipt.</summary>
public sealed class PrintFile(CodesOfFile codesOfFile)
{
    /// <summary>Draws it.</summary>
    /// <param name="file">An FA(3) file, or a receipt (UPO), of which there is no confirmation.</param>
    /// <param name="form">As what.</param>
    /// <param name="known">What is known of a file that is not in the ledger.</param>
    /// <param name="options">How it looks; what is not issued gets its stamp here.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <exception cref="RefusedException">The file cannot be read, or as <see cref="CodesOfFile"/> says. Nothing was drawn.</exception>
    public PrintedNow Draw(byte[] file, PrintForm form, KnownOfFile known, PrintOptions options, CancellationToken stop = default)
    {
        if (form != PrintForm.Confirmation && IsReceipt(file))
        {
            var print = form == PrintForm.Pdf ? UpoPrint.Pdf(file, options, stop) : Encoding.UTF8.GetBytes(UpoPrint.Html(file, options));
            return new PrintedNow(print, []);
        }
        var invoice = Fa3Invoice.Read(file);
        // What KSeF refused has no confirmation, and nothing else has a stamp.
        var (codes, stamp) = form == PrintForm.Confirmation ? new(codesOfFile.OfConfirmation(invoice, known), PrintStamp.None)
            : codesOfFile.Shown(invoice, known);
        options = options with { Stamp = stamp };
        return new PrintedNow(form switch
        {
            PrintForm.Pdf => InvoicePdf.Draw(invoice, codes, options, stop),
            PrintForm.Html => Encoding.UTF8.GetBytes(InvoiceHtml.Draw(invoice, codes, options)),
            _ => ConfirmationPrint.Pdf(invoice, codes, options, stop),
        }, codes);
    }

    // Only the name of the root is looked at here; whoever draws it judges the file.
    private static bool IsReceipt(byte[] file) => StrangersXml.RootOf(file) == "Potwierdzenie";
}
