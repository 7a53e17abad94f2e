using Inkaust.Invoices;
using Inkaust.Rendering.Pdf;

namespace Inkaust.Rendering.Drawing;

/// <summary>The fonts of one document, regular and bold, each with the ones to fall back on.</summary>
internal sealed record Typeface(IReadOnlyList<PdfFont> Regular, IReadOnlyList<PdfFont> Bold)
{
    /// <exception cref="RefusedException">INK-PRINT-001: the configured font cannot be used.</exception>
    public static Typeface For(PrintOptions options)
    {
        if (options.StandardFont) return Standard();
        var pair = options.FontFile is { } file ? Configured(file, options.BoldFontFile) : SystemFonts.Best();
        if (pair is not { } fonts) return Standard();
        var further = SystemFonts.Further().Select(font => new EmbeddedFont(font)).ToList();
        return new Typeface([Embedded(fonts.Regular), .. further], [Embedded(fonts.Bold), .. further]);
    }

    private static Typeface Standard() => new([new HelveticaFont(bold: false)], [new HelveticaFont(bold: true)]);

    private static EmbeddedFont Embedded(TrueTypeFile font) => new(new Lazy<TrueTypeFile?>(font));

    private static (TrueTypeFile Regular, TrueTypeFile Bold)? Configured(string file, string? boldFile)
    {
        var regular = Read(file);
        if (boldFile is not null) return (regular, Read(boldFile));
        var sister = Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file).Replace("-Regular", "") + "-Bold.ttf");
        return (regular, File.Exists(sister) ? Read(sister) : regular);
    }

    private static TrueTypeFile Read(string file)
    {
        try
        {
            var font = TrueTypeFile.Read(File.ReadAllBytes(file));
            return font.MayBeEmbedded ? font : throw new FormatException("Its licence forbids embedding.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new RefusedException(new Finding("INK-PRINT-001",
                $"Nie można użyć czcionki {Path.GetFileName(file)}: {fault.Message}", $"The font {Path.GetFileName(file)} cannot be used: {fault.Message}")
            {
                Hint = new Wording("Wskaż plik TrueType (.ttf) albo usuń ustawienie czcionki.", "Name a TrueType file (.ttf), or remove the font setting."),
            }, fault);
        }
    }
}
