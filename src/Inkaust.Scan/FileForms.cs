using Inkaust.Invoices;

namespace Inkaust.Scan;

/// <summary>What a file is, by how it begins.</summary>
public enum FileForm
{
    Unknown,
    Png,
    Jpeg,
    Pdf,
    Xml,
    Gif,
    WebP,
    Heif,
    Tiff,
    Bmp,
}

/// <summary>Tells files apart.</summary>
public static class FileForms
{
    // A PDF may have something before its head.
    private const int HeadWithin = 1024;

    /// <summary>What a file is.</summary>
    public static FileForm Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return FileForm.Png;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return FileForm.Jpeg;
        if (file.StartsWith("GIF8"u8)) return FileForm.Gif;
        if (file.StartsWith("BM"u8)) return FileForm.Bmp;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)) return FileForm.Tiff;
        if (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8)) return FileForm.WebP;
        if (file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8)) return FileForm.Heif;
        if (file[..Math.Min(file.Length, HeadWithin)].IndexOf("%PDF-"u8) >= 0) return FileForm.Pdf;
        var text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? FileForm.Xml : FileForm.Unknown;
    }

    internal static Finding NotRead(FileForm form) => form is FileForm.Unknown or FileForm.Xml
        ? new Finding("INK-SCAN-001", "To nie jest PNG, JPEG ani PDF.", "This is neither a PNG, a JPEG nor a PDF.")
        : new Finding("INK-SCAN-001", $"Program nie czyta obrazów {form.ToString().ToUpperInvariant()}.",
            $"Pictures in {form.ToString().ToUpperInvariant()} are not read.")
        { Hint = new("Zapisz obraz jako JPEG albo PNG.", "Save the picture as a JPEG or PNG.") };
}
