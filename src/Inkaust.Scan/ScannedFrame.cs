using Inkaust.Scan.Pictures;
using Inkaust.Scan.Search;

namespace Inkaust.Scan;

/// <summary>One picture of a camera that somebody holds over a code. It is looked at once and cheaply: the next one comes soon.</summary>
public static class ScannedFrame
{
    /// <summary>What the code in it says.</summary>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">Red, green, blue and opacity of each pixel, a byte each, row by row.</param>
    /// <returns>Null: no code was seen in it.</returns>
    public static string? Code(int width, int height, ReadOnlySpan<byte> pixels)
    {
        if (width <= 0 || height <= 0 || (long)width * height > ScanBounds.KeptPixels || pixels.Length != width * height * 4) return null;
        var greys = new byte[width * height];
        for (var (at, from) = (0, 0); at < greys.Length; at++, from += 4) greys[at] = (byte)(((pixels[from] * 3) + (pixels[from + 1] * 6) + pixels[from + 2]) / 10);
        return QrSearch.Quick(new Picture(width, height, greys));
    }
}
