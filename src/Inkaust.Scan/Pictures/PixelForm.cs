namespace Inkaust.Scan.Pictures;

/// <summary>How the pixels of a row are written, and what grey each is.</summary>
/// <param name="Components">Numbers for each pixel.</param>
/// <param name="Bits">Bits of each number: 1, 2, 4, 8 or 16.</param>
/// <param name="Inks">The numbers say how much ink there is, and not how much light.</param>
/// <param name="Palette">The grey of each number, where a pixel is one number of a palette; null: none.</param>
/// <param name="AlphaLast">The last number says how opaque the pixel is; it lies on white paper.</param>
internal sealed record PixelForm(int Components, int Bits, bool Inks, byte[]? Palette, bool AlphaLast)
{
    /// <summary>Bytes of a row.</summary>
    public long RowBytes(int width) => (((long)width * Components * Bits) + 7) / 8;

    /// <summary>Bytes from one pixel to the next, at least one.</summary>
    public int PixelBytes => Math.Max(1, Components * Bits / 8);

    /// <summary>The greys of a row.</summary>
    public void Greys(ReadOnlySpan<byte> row, Span<byte> greys)
    {
        Span<int> numbers = stackalloc int[8];
        var most = (1 << Math.Min(Bits, 8)) - 1;
        var colours = AlphaLast ? Components - 1 : Components;
        for (var x = 0; x < greys.Length; x++)
        {
            for (var c = 0; c < Components && c < numbers.Length; c++)
            {
                var place = (x * Components) + c;
                numbers[c] = Bits switch
                {
                    8 => row[place],
                    16 => row[place * 2], // The upper half is enough.
                    _ => (row[place * Bits / 8] >> (8 - Bits - (place * Bits % 8))) & most,
                };
            }
            var grey = Palette is not null ? numbers[0] < Palette.Length ? Palette[numbers[0]] : 0 : Grey(numbers, colours, most);
            if (AlphaLast) grey = 255 - ((255 - grey) * (numbers[colours] * 255 / most) / 255);
            greys[x] = (byte)grey;
        }
    }

    private int Grey(ReadOnlySpan<int> numbers, int colours, int most)
    {
        var grey = colours switch
        {
            1 => numbers[0],
            3 => ((299 * numbers[0]) + (587 * numbers[1]) + (114 * numbers[2])) / 1000,
            4 => Math.Min(most, numbers[3] + (((299 * numbers[0]) + (587 * numbers[1]) + (114 * numbers[2])) / 1000)),
            _ => numbers[0],
        } * 255 / most;
        return Inks || colours == 4 ? 255 - grey : grey;
    }

    /// <summary>The grey of a colour of light.</summary>
    public static byte GreyOf(int red, int green, int blue) => (byte)(((299 * red) + (587 * green) + (114 * blue)) / 1000);
}

/// <summary>The filters that a PNG, or a PDF with a predictor, lays over its rows (PNG 9.2).</summary>
internal static class RowFilter
{
    /// <summary>Takes the filter off.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The row, changed in place.</param>
    /// <param name="above">The row above it, without its filter; zeros for the first.</param>
    /// <param name="step">Bytes from one pixel to the next.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0;
            row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner, byLeft = Math.Abs(guess - left), byUp = Math.Abs(guess - up), byCorner = Math.Abs(guess - corner);
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
}
