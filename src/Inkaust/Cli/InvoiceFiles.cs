using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>
/// The files of an invoice, written into a folder: the XML byte for byte, the PDF for its present state, the UPO when there is one.
/// </summary>
internal static class InvoiceFiles
{
    public static IReadOnlyList<string> Write(Workplace workplace, IssuedInvoice invoice, string folder)
    {
        var name = Path.Combine(folder, $"{invoice.Id}-{Safe(invoice.Number)}");
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

    // P_2 is free text and may hold anything that a file name may not, first of all a slash. The place in the ledger keeps
    // two numbers apart that look the same after this.
    private static string Safe(string number) =>
        string.Concat(number.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.') is { Length: > 0 } safe
            ? safe[..Math.Min(safe.Length, 100)]
            : "invoice";
}
