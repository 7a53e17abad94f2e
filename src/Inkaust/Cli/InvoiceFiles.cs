using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Cli;

/// <summary>
/// The files of an invoice, written into a folder: the XML byte for byte, the PDF for its present state, the UPO when there is one.
/// </summary>
internal static class InvoiceFiles
{
    public static IReadOnlyList<string> Write(Workplace workplace, IssuedInvoice invoice, string folder)
    {
        // The place in the ledger keeps two numbers apart that look the same in a name.
        var name = Path.Combine(folder, $"{invoice.Id}-{Untrusted.ForFileName(invoice.Number, "invoice")}");
        var documents = workplace.LookIntoLedger.DocumentsOf(invoice);
        var written = new List<string> { name + ".xml", name + ".pdf" };
        UserFiles.Write(written[0], documents.Xml);
        UserFiles.Write(written[1], documents.Pdf);
        if (documents.Upo is { } upo)
        {
            written.Add(name + ".upo.xml");
            UserFiles.Write(written[2], upo);
        }
        return written;
    }

    /// <summary>The picture of what would be issued, marked as a preview and without codes.</summary>
    /// <param name="preview">What would be.</param>
    /// <param name="folder">Where to; null: nowhere.</param>
    /// <param name="name">Its name, without the ending.</param>
    /// <returns>None where the file could not even be read.</returns>
    public static IReadOnlyList<string> WritePreview(IssuePreview preview, DirectoryInfo? folder, string name)
    {
        if (folder is null || preview.Choice is null) return [];
        var path = Path.Combine(folder.FullName, $"{name}.pdf");
        var looks = new PrintOptions { Fonts = SystemFonts.Best, Stamp = PrintStamp.Preview };
        UserFiles.Write(path, InvoicePdf.Draw(Fa3Invoice.Read(preview.File), [], looks));
        return [path];
    }
}
