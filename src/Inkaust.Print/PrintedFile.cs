using Inkaust.Invoices;
using Inkaust.Print.Description;
using Inkaust.Print.Drawing;
using Inkaust.Print.Pdf;

namespace Inkaust.Print;

/// <summary>From a description to a file, whatever it describes.</summary>
internal static class PrintedFile
{
    /// <exception cref="RefusedException">INK-PRINT-001 the font, 003 the colour, 004 the logo cannot be used.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>.</exception>
    public static byte[] Pdf(Visualisation description, PdfProperties properties, PrintOptions options, CancellationToken stop,
        params ReadOnlySpan<PdfAttachment> attachments)
    {
        var document = new PdfDocument(properties);
        document.Structure = PdfDrawing.Draw(description, document, LookOf(options), new PageWatch(options.Progress, stop));
        foreach (var attachment in attachments) document.Attach(attachment);
        return document.Write();
    }

    /// <summary>Several in one file, each on pages of its own with their own numbers.</summary>
    /// <param name="descriptions">What is drawn, in this order.</param>
    /// <param name="properties">What the file says of itself.</param>
    /// <param name="options">How it is drawn.</param>
    /// <param name="stop">Gives up before the next page.</param>
    public static byte[] Pdf(IEnumerable<Visualisation> descriptions, PdfProperties properties, PrintOptions options, CancellationToken stop)
    {
        var (document, look) = (new PdfDocument(properties), LookOf(options));
        foreach (var one in descriptions)
            document.Structure.Add(PdfDrawing.Draw(one, document, look, new PageWatch(null, stop), "Part"));
        return document.Write();
    }

    private static PdfLook LookOf(PrintOptions options) => new(Typeface.Of(options.Fonts), AccentOf(options),
        options.Logo is { } logo ? Picture(() => Pictures.Read(logo)) : null);

    /// <exception cref="RefusedException">INK-PRINT-003 the colour, 004 the logo cannot be used.</exception>
    public static string Html(Visualisation description, PrintOptions options) =>
        HtmlDrawing.Page(description, AccentOf(options), options.Logo is { } logo ? Picture(() => Pictures.AsAddress(logo)) : null);

    public static Colour AccentOf(PrintOptions options) => Colour.TryParse(options.Accent, out var colour) ? colour
        : throw new RefusedException(new Finding("INK-PRINT-003", $"„{options.Accent}” nie jest kolorem.", $"'{options.Accent}' is not a colour.")
        { Hint = new Wording("Podaj kolor jako #rrggbb, na przykład #1d3557.", "Write the colour as #rrggbb, for example #1d3557.") });

    private static T Picture<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException fault)
        {
            throw new RefusedException(new Finding("INK-PRINT-004", $"Nie można użyć logo: {fault.Message}",
                $"The logo cannot be used: {fault.Message}")
            {
                Hint = new Wording("Zapisz je jako PNG (8 bitów, bez przeplotu) albo JPEG RGB.",
                    "Save it as a PNG (8 bits, not interlaced) or an RGB JPEG."),
            }, fault);
        }
    }
}
