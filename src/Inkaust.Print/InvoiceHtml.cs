using Inkaust.Invoices;
using Inkaust.Print.Description;
using Inkaust.Print.Drawing;

namespace Inkaust.Print;

/// <summary>The visualisation of an invoice as a page of HTML that needs nothing else.</summary>
public static class InvoiceHtml
{
    /// <summary>A whole page, with its style in it; it makes no request.</summary>
    /// <param name="invoice">The file.</param>
    /// <param name="codes">The codes for the state in which it is; none in a total failure (LAW 28).</param>
    /// <param name="options">Language and looks.</param>
    /// <exception cref="RefusedException">INK-PRINT-003 the colour, 004 the logo cannot be used.</exception>
    public static string Draw(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null)
    {
        options ??= new PrintOptions();
        return PrintedFile.Html(InvoiceDescription.Of(invoice, codes, options), options);
    }

    /// <summary>The invoice as one <c>article</c> of class <c>document</c>, for a page that has <see cref="Style"/>.</summary>
    public static string DrawPart(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null) =>
        HtmlDrawing.Part(InvoiceDescription.Of(invoice, codes, options ?? new PrintOptions()));

    /// <summary>The style sheet of <see cref="DrawPart"/>.</summary>
    /// <exception cref="RefusedException">INK-PRINT-003 the colour cannot be used.</exception>
    public static string Style(PrintOptions? options = null) => HtmlStyle.Sheet(PrintedFile.AccentOf(options ?? new PrintOptions()));
}
