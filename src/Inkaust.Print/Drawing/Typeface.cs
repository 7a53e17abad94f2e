using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>The fonts of one document, regular and bold, each with the ones to fall back on.</summary>
internal sealed record Typeface(IReadOnlyList<PdfFont> Regular, IReadOnlyList<PdfFont> Bold)
{
    public static Typeface Of(PrintFonts fonts)
    {
        if (fonts.Regular is not { } regular || fonts.Bold is not { } bold)
            return new([new HelveticaFont(bold: false)], [new HelveticaFont(bold: true)]);
        // One and the same for both weights: a letter that no first font has needs its file once.
        var further = fonts.Further.Select(font => new EmbeddedFont(new Lazy<TrueTypeFile?>(() => font.Value?.File))).ToList();
        return new([Embedded(regular), .. further], [Embedded(bold), .. further]);
    }

    private static EmbeddedFont Embedded(PrintFont font) => new(new Lazy<TrueTypeFile?>(font.File));
}
