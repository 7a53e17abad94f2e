using System.IO.Compression;
using Inkaust.Scan.Pictures;

namespace Inkaust.Scan.Pdf;

/// <summary>Unpacks the streams of a PDF, never to more bytes than is allowed (ISO 32000-1, 7.4).</summary>
internal static class PdfFilters
{
    private const int MostFilters = 4;

    /// <summary>The filters that unpack a picture and nothing else.</summary>
    private static readonly string[] OfPictures = ["DCTDecode", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "DCT", "CCF"];

    /// <summary>The bytes without their filters, except for one of pictures at the end.</summary>
    /// <returns>Null when they are too many, damaged from the start, or packed in a way that is not known.</returns>
    public static byte[]? Undo(PdfObjects objects, PdfStream stream, int most, out string? picture)
    {
        picture = null;
        var names = NamesOf(objects, stream.Dictionary);
        if (names.Count > MostFilters) return null;
        var parameters = objects.List(stream.Dictionary, stream.Dictionary.ContainsKey("DecodeParms") ? "DecodeParms" : "DP");
        ReadOnlyMemory<byte> bytes = stream.Packed;
        for (var i = 0; i < names.Count; i++)
        {
            if (OfPictures.Contains(names[i]))
            {
                picture = names[i];
                return i == names.Count - 1 ? bytes.ToArray() : null;
            }
            var how = i < parameters.Count ? objects.Resolve(parameters[i]) as PdfDictionary : null;
            if (One(objects, names[i], bytes, how, most) is not { } less) return null;
            bytes = less;
        }
        return bytes.ToArray();
    }

    /// <summary>The filter of pictures that is left after unpacking; null: none.</summary>
    public static string? PictureFilterOf(PdfObjects objects, PdfDictionary dictionary) =>
        NamesOf(objects, dictionary) is [.., var last] && OfPictures.Contains(last) ? last : null;

    /// <summary>The last filter; null: none.</summary>
    public static string? LastOf(PdfObjects objects, PdfDictionary dictionary) => NamesOf(objects, dictionary).LastOrDefault();

    private static List<string> NamesOf(PdfObjects objects, PdfDictionary dictionary) =>
        [.. objects.List(dictionary, dictionary.ContainsKey("Filter") ? "Filter" : "F").Select(objects.Resolve).OfType<PdfName>().Select(name => name.Text)];

    private static byte[]? One(PdfObjects objects, string name, ReadOnlyMemory<byte> bytes, PdfDictionary? how, int most) => name switch
    {
        "FlateDecode" or "Fl" => Predicted(objects, Inflated(bytes, most), how),
        "LZWDecode" or "LZW" => Predicted(objects, LzwStream.Unpack(bytes.Span, how is null || objects.Number(how, "EarlyChange", 1) != 0, most), how),
        "ASCIIHexDecode" or "AHx" => Hexadecimal(bytes.Span),
        "ASCII85Decode" or "A85" => Base85(bytes.Span),
        "RunLengthDecode" or "RL" => Runs(bytes.Span, most),
        "Crypt" => bytes.ToArray(),
        _ => null,
    };

    // What is damaged in its midst is read up to there.
    private static byte[]? Inflated(ReadOnlyMemory<byte> bytes, int most)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[65_536];
        try
        {
            using var zlib = new ZLibStream(new ChunksOfBytes([bytes]), CompressionMode.Decompress);
            for (int length; (length = zlib.Read(buffer)) > 0;)
            {
                if (unpacked.Length + length > most) return null;
                unpacked.Write(buffer.AsSpan(0, length));
            }
        }
        // The latter where it wants a dictionary that nobody has (RFC 1950).
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            if (unpacked.Length == 0) return null;
        }
        return unpacked.ToArray();
    }

    private static byte[]? Predicted(PdfObjects objects, byte[]? bytes, PdfDictionary? how)
    {
        if (bytes is null || how is null || objects.Number(how, "Predictor", 1) is not (> 1 and var predictor)) return bytes;
        var (colours, bits, columns) = (objects.Number(how, "Colors", 1), objects.Number(how, "BitsPerComponent", 8), objects.Number(how, "Columns", 1));
        if (colours is < 1 or > 32 || bits is not (1 or 2 or 4 or 8 or 16) || columns is < 1 or > 1_000_000) return null;
        var row = (int)(((long)colours * (long)bits * (long)columns + 7) / 8);
        var step = Math.Max(1, (int)(colours * bits / 8));
        return predictor >= 10 ? PngRows(bytes, row, step) : bits == 8 ? TiffRows(bytes, row, step) : null;
    }

    private static byte[] PngRows(byte[] bytes, int row, int step)
    {
        var rows = (bytes.Length + row) / (row + 1);
        var plain = new byte[(long)rows * row > ScanBounds.Unpacked ? 0 : rows * row];
        ReadOnlySpan<byte> above = new byte[row];
        for (var y = 0; y < rows && (y + 1) * row <= plain.Length; y++)
        {
            var begin = y * (row + 1);
            var one = plain.AsSpan(y * row, row);
            var length = Math.Min(row, bytes.Length - begin - 1);
            if (length > 0) bytes.AsSpan(begin + 1, length).CopyTo(one);
            RowFilter.Undo(bytes[begin], one, above, step);
            above = one;
        }
        return plain;
    }

    private static byte[] TiffRows(byte[] bytes, int row, int step)
    {
        for (var begin = 0; begin < bytes.Length; begin += row)
            for (var i = begin + step; i < Math.Min(begin + row, bytes.Length); i++) bytes[i] += bytes[i - step];
        return bytes;
    }

    private static byte[] Hexadecimal(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>();
        var high = -1;
        foreach (var octet in text)
        {
            if (octet == '>') break;
            if (!char.IsAsciiHexDigit((char)octet)) continue;
            var digit = Convert.ToInt32(((char)octet).ToString(), 16);
            if (high < 0) high = digit;
            else
            {
                bytes.Add((byte)((high * 16) + digit));
                high = -1;
            }
        }
        if (high >= 0) bytes.Add((byte)(high * 16));
        return [.. bytes];
    }

    private static byte[] Base85(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>();
        Span<byte> four = stackalloc byte[4];
        uint number = 0;
        var count = 0;
        foreach (var octet in text)
        {
            if (octet == '~') break;
            if (octet == 'z' && count == 0) bytes.AddRange([0, 0, 0, 0]);
            if (octet is < (byte)'!' or > (byte)'u') continue;
            number = unchecked((number * 85) + octet - '!');
            if (++count < 5) continue;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, number);
            bytes.AddRange(four);
            (number, count) = (0, 0);
        }
        if (count > 1)
        {
            for (var i = count; i < 5; i++) number = unchecked((number * 85) + 84);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, number);
            bytes.AddRange(four[..(count - 1)]);
        }
        return [.. bytes];
    }

    private static byte[]? Runs(ReadOnlySpan<byte> packed, int most)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < packed.Length && packed[at] != 128;)
        {
            if (bytes.Count > most) return null;
            var length = packed[at++];
            if (length < 128)
            {
                var some = packed[at..Math.Min(packed.Length, at + length + 1)];
                bytes.AddRange(some);
                at += length + 1;
            }
            else if (at < packed.Length) bytes.AddRange(Enumerable.Repeat(packed[at++], 257 - length));
        }
        return [.. bytes];
    }
}
