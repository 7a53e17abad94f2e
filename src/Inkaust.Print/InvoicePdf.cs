using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Print.Description;
using Inkaust.Print.Pdf;

namespace Inkaust.Print;

/// <summary>An invoice as one of several that are drawn together.</summary>
/// <param name="File">The file.</param>
/// <param name="Codes">The codes for the state in which it is.</param>
/// <param name="Stamp">What is written across it.</param>
public sealed record PrintedInvoice(Fa3Invoice File, IReadOnlyList<PrintedCode> Codes, PrintStamp Stamp);

/// <summary>The visualisation of an invoice as a PDF.</summary>
public static class InvoicePdf
{
    /// <summary>Draws an invoice. The same input gives the same bytes on a machine with the same fonts.</summary>
    /// <param name="invoice">The file.</param>
    /// <param name="codes">The codes for the state in which it is; none in a total failure (LAW 28).</param>
    /// <param name="options">Language, fonts and looks.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <exception cref="RefusedException">INK-PRINT-001 the font, 003 the colour, 004 the logo cannot be used.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>.</exception>
    public static byte[] Draw(Fa3Invoice invoice, IReadOnlyList<PrintedCode> codes, PrintOptions? options = null, CancellationToken stop = default)
    {
        options ??= new PrintOptions();
        // What is no issued invoice has no number, in what the file says of itself either.
        options = options with { KsefNumber = options.Stamp == PrintStamp.None ? options.KsefNumber ?? NumberUnder(codes) : null };
        var description = InvoiceDescription.Of(invoice, codes, options);
        var properties = PropertiesOf(invoice, description, options);
        return options.EmbedXml
            ? PrintedFile.Pdf(description, properties, options, stop,
                new PdfAttachment($"{invoice.Hash.Base64Url}.xml", "application/xml", "FA(3)", invoice.Bytes))
            : PrintedFile.Pdf(description, properties, options, stop);
    }

    /// <summary>Draws several invoices into one PDF, each on pages of its own; nothing is attached.</summary>
    /// <param name="invoices">The files, each with its codes and what is written across it.</param>
    /// <param name="title">What the PDF says that it is.</param>
    /// <param name="options">Language, fonts and looks of all of them.</param>
    /// <param name="stop">Gives up before the next page.</param>
    /// <inheritdoc cref="Draw"/>
    public static byte[] DrawAll(IReadOnlyList<PrintedInvoice> invoices, string title, PrintOptions options, CancellationToken stop = default) =>
        PrintedFile.Pdf(invoices.Select(one => InvoiceDescription.Of(one.File, one.Codes, options with { Stamp = one.Stamp, KsefNumber = null })),
            new PdfProperties
            {
                Title = title,
                Author = invoices[0].File.SellerName,
                Subject = "FA(3)",
                Language = Tongue.Of(options.Languages).Code,
                Producer = "Inkaust",
            }, options, stop);

    // A label that is not one of the two words of the regulation is the number (LAW 40).
    internal static string? NumberUnder(IReadOnlyList<PrintedCode> codes) =>
        codes.Select(code => code.Label).FirstOrDefault(label => label is not ("OFFLINE" or "CERTYFIKAT"));

    internal static PdfProperties PropertiesOf(Fa3Invoice invoice, Visualisation description, PrintOptions options) => new()
    {
        Title = description.Title,
        Author = invoice.SellerName,
        Subject = $"FA(3) {invoice.Number}",
        Language = description.Language,
        Producer = "Inkaust",
        CreatedAt = MadeAt(invoice),
        Further =
        [
            ("InvoiceNumber", invoice.Number), ("SellerNip", invoice.SellerNip.ToString()), ("InvoiceHash", invoice.Hash.Base64),
            .. options.KsefNumber is { } number ? [("KsefNumber", number)] : Array.Empty<(string, string)>(),
        ],
    };

    // The time at which the file was made, not the time of the print: the same input gives the same bytes.
    private static DateTimeOffset? MadeAt(Fa3Invoice invoice) =>
        DateTimeOffset.TryParse(invoice.Text("Naglowek", "DataWytworzeniaFa"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var at)
            ? at : null;
}
