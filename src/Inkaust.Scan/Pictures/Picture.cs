using Inkaust.Invoices;

namespace Inkaust.Scan.Pictures;

/// <summary>A picture in shades of grey, row by row from the upper left corner: 0 is black, 255 white.</summary>
internal sealed record Picture(int Width, int Height, byte[] Greys)
{
    private const int Narrowest = 16;

    /// <summary>Reads a PNG or JPEG.</summary>
    /// <exception cref="RefusedException">INK-SCAN-002: too large; 003: damaged.</exception>
    public static Picture Read(ReadOnlyMemory<byte> file, CancellationToken stop) =>
        FileForms.Of(file.Span) == FileForm.Png ? PngPicture.Read(file, stop) : JpegPicture.Read(file, stop);

    /// <summary>Refuses what is too large before anything of it is unpacked.</summary>
    /// <returns>By how much its sides are divided while it is read.</returns>
    /// <exception cref="RefusedException">INK-SCAN-002; 003: it has no pixels.</exception>
    public static int Reduction(long width, long height)
    {
        if (width <= 0 || height <= 0) throw ScanBounds.Damaged("obraz nie ma pikseli", "the picture has no pixels");
        if (width > ScanBounds.Side || height > ScanBounds.Side || width * height > ScanBounds.Pixels) throw ScanBounds.TooLarge($"{width} x {height}");
        var by = 1;
        while (width / by * (height / by) > ScanBounds.KeptPixels) by++;
        return by;
    }

    public bool IsTooSmall => Width < Narrowest || Height < Narrowest;

    /// <summary>The same with its sides divided, each pixel the mean of those that it stands for.</summary>
    public Picture Divided(int by)
    {
        if (by <= 1) return this;
        var (width, height) = (Math.Max(1, Width / by), Math.Max(1, Height / by));
        var greys = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                int sum = 0, count = 0;
                for (var dy = 0; dy < by && (y * by) + dy < Height; dy++)
                {
                    var row = ((y * by) + dy) * Width;
                    for (var dx = 0; dx < by && (x * by) + dx < Width; dx++, count++) sum += Greys[row + (x * by) + dx];
                }
                greys[(y * width) + x] = (byte)(sum / count);
            }
        }
        return new Picture(width, height, greys);
    }

    /// <summary>A part of it.</summary>
    public Picture Part(int left, int top, int width, int height)
    {
        var greys = new byte[width * height];
        for (var y = 0; y < height; y++) Greys.AsSpan(((top + y) * Width) + left, width).CopyTo(greys.AsSpan(y * width));
        return new Picture(width, height, greys);
    }

    /// <summary>The same with every pixel as a square of pixels, and white around it.</summary>
    public Picture Framed(int square)
    {
        var by = Math.Max(1, square);
        var frame = Math.Max(8, Math.Max(Width, Height) * by / 10);
        var (width, height) = ((Width * by) + (2 * frame), (Height * by) + (2 * frame));
        var greys = new byte[width * height];
        Array.Fill(greys, (byte)255);
        for (var y = 0; y < Height * by; y++)
            for (var x = 0; x < Width * by; x++) greys[((y + frame) * width) + x + frame] = Greys[(y / by * Width) + (x / by)];
        return new Picture(width, height, greys);
    }

    /// <summary>The same with twice the pixels along each side, between which the greys run evenly.</summary>
    public Picture Doubled()
    {
        var (width, height) = (Width * 2, Height * 2);
        var greys = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var (above, below) = (Math.Clamp((y - 1) / 2, 0, Height - 1), Math.Clamp((y + 1) / 2, 0, Height - 1));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Clamp((x - 1) / 2, 0, Width - 1), Math.Clamp((x + 1) / 2, 0, Width - 1));
                greys[(y * width) + x] = (byte)((Greys[(above * Width) + left] + Greys[(above * Width) + right]
                    + Greys[(below * Width) + left] + Greys[(below * Width) + right] + 2) / 4);
            }
        }
        return new Picture(width, height, greys);
    }
}

/// <summary>Takes a picture row by row and keeps it, divided by what was asked for.</summary>
internal sealed class PictureRows(int width, int height, int by)
{
    private readonly int keptWidth = Math.Max(1, width / by), keptHeight = Math.Max(1, height / by);
    private readonly int[] sums = new int[Math.Max(1, width / by)];
    private readonly byte[] greys = new byte[Math.Max(1, width / by) * Math.Max(1, height / by)];
    private int row;

    public void Add(ReadOnlySpan<byte> greysOfRow)
    {
        var kept = row++ / by;
        if (kept >= keptHeight) return;
        if (by == 1)
        {
            greysOfRow[..keptWidth].CopyTo(greys.AsSpan(kept * keptWidth));
            return;
        }
        for (var x = 0; x < keptWidth; x++)
            for (var dx = 0; dx < by; dx++) sums[x] += greysOfRow[(x * by) + dx];
        if (row % by != 0) return;
        for (var x = 0; x < keptWidth; x++)
        {
            greys[(kept * keptWidth) + x] = (byte)(sums[x] / (by * by));
            sums[x] = 0;
        }
    }

    public Picture Done() => new(keptWidth, keptHeight, greys);
}
