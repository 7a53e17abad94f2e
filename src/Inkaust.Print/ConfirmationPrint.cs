using Inkaust.Invoices;
using Inkaust.Print.Description;
using Inkaust.Print.Drawing;

namespace Inkaust.Print;

/// <summary>
/// A transaction confirmation (potwierdzenie transakcji), which a domestic buyer may be handed before the invoice has its
/// number (LAW 1.10). It is not an invoice.
/// </summary>
public static class ConfirmationPrint
{
    /// <param name="invoice">The invoice that waits for its number.</param>
    /// <param name="codes">KOD I with OFFLINE and KOD II with CERTYFIKAT (LAW 1.10).</param>
    /// <param name="options">Language, fonts and looks.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <exception cref="RefusedException">INK-PRINT-001 the font, 003 the colour, 004 the logo cannot be used.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>.</exception>
    public static byte[] Pdf(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null, CancellationToken stop = default)
    {
        options ??= new PrintOptions();
        var description = ConfirmationDescription.Of(invoice, codes, options);
        return PrintedFile.Pdf(description, InvoicePdf.PropertiesOf(invoice, description, options), options, stop);
    }

    /// <summary>The same as a page of HTML.</summary>
    /// <param name="invoice">The invoice that waits for its number.</param>
    /// <param name="codes">KOD I with OFFLINE and KOD II with CERTYFIKAT (LAW 1.10).</param>
    /// <param name="options">Language and looks.</param>
    /// <exception cref="RefusedException">INK-PRINT-003 the colour, 004 the logo cannot be used.</exception>
    public static string Html(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null)
    {
        options ??= new PrintOptions();
        return PrintedFile.Html(ConfirmationDescription.Of(invoice, codes, options), options);
    }

    /// <summary>The same as one <c>article</c>, for a page that has <see cref="InvoiceHtml.Style"/>.</summary>
    public static string DrawPart(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null) =>
        HtmlDrawing.Part(ConfirmationDescription.Of(invoice, codes, options ?? new PrintOptions()));
}
