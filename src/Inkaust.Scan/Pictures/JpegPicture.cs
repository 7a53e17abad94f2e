using Inkaust.Invoices;
using JpegLibrary;

namespace Inkaust.Scan.Pictures;

/// <summary>A JPEG, of which only the brightness is kept: its first component.</summary>
internal static class JpegPicture
{
    // Frames whose coefficients come in several passes are held whole while they are read.
    private static readonly JpegMarker[] HeldWhole = [JpegMarker.StartOfFrame2, JpegMarker.StartOfFrame10];

    public static Picture Read(ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        try
        {
            var decoder = new JpegDecoder();
            decoder.SetInput(file);
            decoder.Identify(loadQuantizationTables: true);
            var (width, height) = (decoder.Width, decoder.Height);
            var by = Picture.Reduction(width, height);
            if (HeldWhole.Contains(decoder.StartOfFrame) && (long)width * height > ScanBounds.PixelsHeldWhole)
                throw ScanBounds.TooLarge($"{width} x {height}");
            // Blocks of eight are divided by what divides eight.
            by = by == 1 ? 1 : by == 2 ? 2 : by <= 4 ? 4 : 8;
            var greys = new Brightness(width, height, by, decoder.Precision, stop);
            decoder.SetOutputWriter(greys);
            try
            {
                decoder.Decode();
            }
            catch (Exception fault) when (IsOfTheFile(fault) && greys.HasAny)
            {
                // A picture that ends early: what came before may hold a code.
            }
            return greys.Done();
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            throw ScanBounds.Damaged("obraz JPEG jest uszkodzony", "the JPEG is damaged", fault);
        }
    }

    // The library says so in many ways.
    private static bool IsOfTheFile(Exception fault) => fault is InvalidDataException or InvalidOperationException or IndexOutOfRangeException
        or ArgumentException or NotSupportedException or NullReferenceException or OverflowException or DivideByZeroException or InvalidCastException
        && fault is not RefusedException;

    private sealed class Brightness(int width, int height, int by, int precision, CancellationToken stop) : JpegBlockOutputWriter
    {
        private const int Side = 8;

        private readonly int keptWidth = Math.Max(1, width / by), keptHeight = Math.Max(1, height / by);
        private readonly byte[] greys = White(Math.Max(1, width / by) * Math.Max(1, height / by));
        private readonly int shift = Math.Max(0, precision - 8);
        private int blocks;

        public bool HasAny => blocks > 0;

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            if (componentIndex != 0) return;
            if (blocks++ % 256 == 0) stop.ThrowIfCancellationRequested();
            var block = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
            for (var row = 0; row < Side; row += by)
            {
                var down = (y + row) / by;
                if (down >= keptHeight) return;
                for (var column = 0; column < Side; column += by)
                {
                    var across = (x + column) / by;
                    if (across >= keptWidth) break;
                    var sum = 0;
                    for (var dy = 0; dy < by; dy++)
                        for (var dx = 0; dx < by; dx++) sum += block[((row + dy) * Side) + column + dx];
                    greys[(down * keptWidth) + across] = (byte)Math.Clamp((sum / (by * by)) >> shift, 0, 255);
                }
            }
        }

        public Picture Done() => new(keptWidth, keptHeight, greys);

        private static byte[] White(int length)
        {
            var greys = new byte[length];
            Array.Fill(greys, (byte)255);
            return greys;
        }
    }
}
