using System.Buffers.Binary;
using System.IO.Compression;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>Reads a logo: PNG of eight bits, or JPEG.</summary>
internal static class Pictures
{
    // A file of a few kilobytes can unpack to as many pixels as it likes, and each is held several times over.
    private const int LargestSide = 4000, MostPixels = 4_000_000;

    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="FormatException">It is neither, or a kind of them that is not drawn.</exception>
    public static PdfImage Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            return file.Span.StartsWith(PngMark) ? Png(file.Span) : Jpeg(file);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or IOException or InvalidDataException or OverflowException)
        {
            throw new FormatException("The picture is damaged.", fault);
        }
    }

    /// <summary>For a page: the file itself in the address of the picture.</summary>
    public static string AsAddress(ReadOnlyMemory<byte> file)
    {
        _ = Read(file);
        var type = file.Span.StartsWith(PngMark) ? "png" : "jpeg";
        return $"data:image/{type};base64,{Convert.ToBase64String(file.Span)}";
    }

    private static PdfImage Jpeg(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) throw new FormatException("It is neither PNG nor JPEG.");
        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xFF) throw new FormatException("The JPEG is damaged.");
            var marker = bytes[at + 1];
            // The frame header, of any coding (C0 to CF without the tables among them).
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var (height, width) = (U16(bytes[(at + 5)..]), U16(bytes[(at + 7)..]));
                var colours = bytes[at + 9] switch
                {
                    1 => "/DeviceGray",
                    3 => "/DeviceRGB",
                    _ => throw new FormatException("A JPEG of four colours is not drawn; save it as RGB."),
                };
                CheckSize(width, height);
                return new PdfImage($"/ColorSpace{colours}/BitsPerComponent 8/Filter/DCTDecode", file, width, height);
            }
            at += 2 + U16(bytes[(at + 2)..]);
        }
        throw new FormatException("The JPEG has no frame.");
    }

    private static PdfImage Png(ReadOnlySpan<byte> file)
    {
        var (width, height) = ((int)U32(file[16..]), (int)U32(file[20..]));
        CheckSize(width, height);
        var (depth, kind, interlaced) = (file[24], file[25], file[28]);
        if (depth != 8 || interlaced != 0) throw new FormatException("Only a PNG of eight bits without interlacing is drawn.");
        var channels = kind switch
        {
            0 => 1,
            2 => 3,
            3 => 1,
            4 => 2,
            6 => 4,
            _ => throw new FormatException("The PNG has an unknown kind of colour."),
        };
        var (packed, palette, clear) = Chunks(file);
        var rows = Unfiltered(packed, width, height, channels);
        var (colours, alpha) = kind switch
        {
            3 => (Looked(rows, palette), clear.Length == 0 ? null : [.. rows.Select(place => place < clear.Length ? clear[place] : (byte)255)]),
            4 => (Taken(rows, 2, 0, 1), Taken(rows, 2, 1, 1)),
            6 => (Taken(rows, 4, 0, 3), Taken(rows, 4, 3, 1)),
            _ => (rows, null),
        };
        var space = kind is 0 or 4 ? "/DeviceGray" : "/DeviceRGB";
        var mask = alpha is null ? null : new PdfImage("/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", Packed(alpha), width, height);
        return new PdfImage($"/ColorSpace{space}/BitsPerComponent 8/Filter/FlateDecode", Packed(colours), width, height) { Mask = mask };
    }

    private static (byte[] Packed, byte[] Palette, byte[] Clear) Chunks(ReadOnlySpan<byte> file)
    {
        using var packed = new MemoryStream();
        byte[] palette = [], clear = [];
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = (int)U32(file[at..]);
            var content = file.Slice(at + 8, length);
            if (file.Slice(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(content);
            else if (file.Slice(at + 4, 4).SequenceEqual("PLTE"u8)) palette = content.ToArray();
            else if (file.Slice(at + 4, 4).SequenceEqual("tRNS"u8)) clear = content.ToArray();
            at += 12 + length;
        }
        return (packed.ToArray(), palette, clear);
    }

    // Each row starts with the number of the filter by which it was made from its neighbours (PNG, 9.2).
    private static byte[] Unfiltered(byte[] packed, int width, int height, int channels)
    {
        using var source = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var stride = width * channels;
        var rows = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = source.ReadByte();
            var row = rows.AsSpan(y * stride, stride);
            source.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                int left = x >= channels ? row[x - channels] : 0, up = y > 0 ? rows[((y - 1) * stride) + x] : 0;
                var corner = x >= channels && y > 0 ? rows[((y - 1) * stride) + x - channels] : 0;
                row[x] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => throw new InvalidDataException(),
                });
            }
        }
        return rows;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    // Some channels of each pixel.
    private static byte[] Taken(byte[] rows, int channels, int first, int count)
    {
        var taken = new byte[rows.Length / channels * count];
        for (int from = first, to = 0; to < taken.Length; from += channels, to += count) rows.AsSpan(from, count).CopyTo(taken.AsSpan(to));
        return taken;
    }

    // The colour of each pixel, which is a place in the palette.
    private static byte[] Looked(byte[] rows, byte[] palette)
    {
        var colours = new byte[rows.Length * 3];
        for (var i = 0; i < rows.Length; i++) palette.AsSpan(rows[i] * 3, 3).CopyTo(colours.AsSpan(i * 3));
        return colours;
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }

    private static void CheckSize(int width, int height)
    {
        if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
            throw new FormatException($"The picture is {width} by {height} pixels; at most {LargestSide} a side are drawn.");
        if (width * height > MostPixels) throw new FormatException($"The picture has {width * height} pixels; at most {MostPixels} are drawn.");
    }

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
