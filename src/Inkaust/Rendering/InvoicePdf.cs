using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Rendering.Description;
using Inkaust.Rendering.Drawing;
using Inkaust.Rendering.Pdf;

namespace Inkaust.Rendering;

/// <summary>The visualisation of an invoice as a PDF.</summary>
public static class InvoicePdf
{
    /// <summary>Draws an invoice. The same input gives the same bytes on a machine with the same fonts.</summary>
    /// <param name="invoice">The file.</param>
    /// <param name="codes">The codes for the state in which it is; none in a total failure (LAW 28).</param>
    /// <param name="options">Language, fonts and looks.</param>
    /// <exception cref="RefusedException">INK-PRINT-001 the font, 002 the language, 003 the colour cannot be used.</exception>
    public static byte[] Draw(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null)
    {
        options ??= new PrintOptions();
        var description = InvoiceDescription.Of(invoice, codes, options);
        var document = new PdfDocument(PropertiesOf(invoice, description, options));
        PdfDrawing.Draw(description, document, Typeface.For(options), AccentOf(options), logo: null);
        if (options.EmbedXml)
            document.Attach(new PdfAttachment($"{invoice.Hash.Base64Url}.xml", "application/xml", "FA(3)", invoice.Bytes));
        return document.Write();
    }

    private static PdfProperties PropertiesOf(Fa3Invoice invoice, Description.Description description, PrintOptions options) => new()
    {
        Title = description.Title,
        Author = invoice.SellerName,
        Subject = $"FA(3) {invoice.Number}",
        Language = description.Language,
        Producer = "Inkaust",
        // The time at which the file was made, not the time of the print: the same input gives the same bytes.
        CreatedAt = DateTimeOffset.TryParse(invoice.Text("Naglowek", "DataWytworzeniaFa"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        Further =
        [
            ("InvoiceNumber", invoice.Number), ("SellerNip", invoice.SellerNip.ToString()), ("InvoiceHash", invoice.Hash.Base64),
            .. options.KsefNumber is { } number ? [("KsefNumber", number)] : Array.Empty<(string, string)>(),
        ],
    };

    private static Colour AccentOf(PrintOptions options) => Colour.TryParse(options.Accent, out var colour) ? colour
        : throw new RefusedException(new Finding("INK-PRINT-003", $"„{options.Accent}” nie jest kolorem.", $"'{options.Accent}' is not a colour.")
        { Hint = new Wording("Podaj kolor jako #rrggbb, na przykład #1d3557.", "Write the colour as #rrggbb, for example #1d3557.") });
}
