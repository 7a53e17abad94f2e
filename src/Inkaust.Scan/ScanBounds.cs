using Inkaust.Invoices;

namespace Inkaust.Scan;

/// <summary>How much of a stranger's file is looked at. What lies beyond is refused, or named as not read.</summary>
public static class ScanBounds
{
    /// <summary>Bytes of a file.</summary>
    public const int Bytes = 20_000_000;

    /// <summary>Pixels of a picture: a sheet scanned at 600 dots to the inch has 35 million.</summary>
    public const int Pixels = 40_000_000;

    /// <summary>Pixels along one side.</summary>
    public const int Side = 60_000;

    /// <summary>Pixels that are kept of a picture; a larger one is read at a half, a third ... of its size.</summary>
    internal const int KeptPixels = 12_000_000;

    /// <summary>Pixels of one whose parts come in any order, and which is held whole while it is read.</summary>
    internal const int PixelsHeldWhole = 16_000_000;

    /// <summary>Pages of a PDF.</summary>
    public const int Pages = 20;

    internal const int Objects = 200_000, Depth = 40, FormsWithinForms = 8, Operators = 2_000_000, Points = 2_000_000, Areas = 300_000, Pictures = 60,
        EmbeddedFiles = 20, Links = 2_000;

    /// <summary>Bytes of one unpacked stream, and of all of a document together.</summary>
    internal const int Unpacked = 48_000_000, UnpackedInAll = 200_000_000;

    internal static RefusedException TooLarge(string what) => new(new Finding("INK-SCAN-002",
        $"Plik jest za duży, żeby szukać w nim kodów ({what}).", $"The file is too large to look for codes in it ({what}).")
    { Hint = new("Zrób mniejszy obraz albo wytnij z niego kody.", "Make a smaller picture, or cut the codes out of it.") });

    internal static RefusedException Damaged(string pl, string en, Exception? cause = null) =>
        new(new Finding("INK-SCAN-003", $"Pliku nie da się odczytać: {pl}.", $"The file cannot be read: {en}."), cause);
}
