using System.Buffers.Binary;
using System.IO.Compression;

namespace Inkaust.Scan.Pictures;

/// <summary>A PNG of any form, read row by row: never more than two rows and what is kept are in memory (PNG, third edition).</summary>
internal static class PngPicture
{
    private const int Head = 8, ChunkFrame = 12, HeaderLength = 13;

    // Where each of the seven passes of an interlaced picture begins, and its steps.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static Picture Read(ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        var (header, palette, opacity, packed) = Chunks(file);
        if (header.Length != HeaderLength) throw Damaged;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)));
        var by = Picture.Reduction(width, height);
        var form = FormOf(header[9], header[8], palette.Span, opacity.Span);
        var interlaced = header[12] == 1;
        if (interlaced && (long)width * height > ScanBounds.PixelsHeldWhole) throw ScanBounds.TooLarge($"{width} x {height}");
        try
        {
            using var pixels = new ZLibStream(new ChunksOfBytes(packed), CompressionMode.Decompress);
            return interlaced ? Interlaced(pixels, (int)width, (int)height, form, stop).Divided(by) : Plain(pixels, (int)width, (int)height, by, form, stop);
        }
        // The latter where the pixels want a dictionary that no PNG has (RFC 1950).
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw ScanBounds.Damaged("obraz PNG jest uszkodzony", "the PNG is damaged", fault);
        }
    }

    private static Picture Plain(Stream pixels, int width, int height, int by, PixelForm form, CancellationToken stop)
    {
        var rows = new PictureRows(width, height, by);
        Unfilter(pixels, width, height, form, (_, greys) => rows.Add(greys), stop);
        return rows.Done();
    }

    private static Picture Interlaced(Stream pixels, int width, int height, PixelForm form, CancellationToken stop)
    {
        var whole = new byte[width * height];
        foreach (var (x, y, stepX, stepY) in Passes)
        {
            var (across, down) = ((width - x + stepX - 1) / stepX, (height - y + stepY - 1) / stepY);
            if (across <= 0 || down <= 0) continue;
            Unfilter(pixels, across, down, form, (row, greys) =>
            {
                var begin = ((y + (row * stepY)) * width) + x;
                for (var i = 0; i < greys.Length; i++) whole[begin + (i * stepX)] = greys[i];
            }, stop);
        }
        return new Picture(width, height, whole);
    }

    private delegate void TakesRow(int row, ReadOnlySpan<byte> greys);

    // A picture that ends early is white from there on: what came before may hold a code.
    private static void Unfilter(Stream pixels, int width, int height, PixelForm form, TakesRow take, CancellationToken stop)
    {
        var length = (int)form.RowBytes(width);
        var (row, above, greys) = (new byte[length + 1], new byte[length], new byte[width]);
        for (var y = 0; y < height; y++)
        {
            if (y % 64 == 0) stop.ThrowIfCancellationRequested();
            if (pixels.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            {
                Array.Fill(greys, (byte)255);
                for (; y < height; y++) take(y, greys);
                return;
            }
            RowFilter.Undo(row[0], row.AsSpan(1), above, form.PixelBytes);
            row.AsSpan(1).CopyTo(above);
            form.Greys(above, greys);
            take(y, greys);
        }
    }

    private static PixelForm FormOf(int colour, int bits, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacity) => (colour, bits) switch
    {
        (0, 1 or 2 or 4 or 8 or 16) => new(1, bits, false, null, false),
        (2, 8 or 16) => new(3, bits, false, null, false),
        (3, 1 or 2 or 4 or 8) => new(1, bits, false, GreysOf(palette, opacity), false),
        (4, 8 or 16) => new(2, bits, false, null, true),
        (6, 8 or 16) => new(4, bits, false, null, true),
        _ => throw Damaged,
    };

    private static byte[] GreysOf(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacity)
    {
        var greys = new byte[Math.Min(256, palette.Length / 3)];
        for (var i = 0; i < greys.Length; i++)
        {
            var grey = PixelForm.GreyOf(palette[i * 3], palette[(i * 3) + 1], palette[(i * 3) + 2]);
            greys[i] = i < opacity.Length ? (byte)(255 - ((255 - grey) * opacity[i] / 255)) : grey;
        }
        return greys;
    }

    private static (byte[] Header, ReadOnlyMemory<byte> Palette, ReadOnlyMemory<byte> Opacity, List<ReadOnlyMemory<byte>> Packed) Chunks(
        ReadOnlyMemory<byte> file)
    {
        byte[] header = [];
        ReadOnlyMemory<byte> palette = default, opacity = default;
        var packed = new List<ReadOnlyMemory<byte>>();
        for (var at = Head; at + ChunkFrame <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.Span[at..]);
            if (length > file.Length - at - ChunkFrame) length = (uint)(file.Length - at - ChunkFrame);
            var name = file.Span.Slice(at + 4, 4);
            var content = file.Slice(at + 8, (int)length);
            if (name.SequenceEqual("IHDR"u8)) header = content.ToArray();
            else if (name.SequenceEqual("PLTE"u8)) palette = content;
            else if (name.SequenceEqual("tRNS"u8)) opacity = content;
            else if (name.SequenceEqual("IDAT"u8)) packed.Add(content);
            else if (name.SequenceEqual("IEND"u8)) break;
            at += ChunkFrame + (int)length;
        }
        return (header, palette, opacity, packed);
    }

    private static Inkaust.Invoices.RefusedException Damaged => ScanBounds.Damaged("obraz PNG jest uszkodzony", "the PNG is damaged");
}

/// <summary>Pieces of bytes read as one.</summary>
internal sealed class ChunksOfBytes(List<ReadOnlyMemory<byte>> chunks) : Stream
{
    private int chunk, at;

    public override int Read(Span<byte> buffer)
    {
        while (chunk < chunks.Count && at == chunks[chunk].Length) (chunk, at) = (chunk + 1, 0);
        if (chunk == chunks.Count) return 0;
        var some = chunks[chunk].Span[at..];
        var length = Math.Min(some.Length, buffer.Length);
        some[..length].CopyTo(buffer);
        at += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
