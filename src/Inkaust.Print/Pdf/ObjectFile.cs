using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// Numbered PDF objects and the file that they make: streams one by one, all other objects packed into compressed
/// object streams, an xref stream at the end (ISO 32000-1, 7.5.7 and 7.5.8). The same objects give the same bytes.
/// </summary>
internal sealed class ObjectFile
{
    private const int ObjectsPerStream = 200;

    private readonly List<byte[]?> bodies = [];
    private readonly HashSet<int> streams = [];

    /// <summary>A number for an object that is put later, because another must point at it first.</summary>
    public int Reserve()
    {
        bodies.Add(null);
        return bodies.Count;
    }

    /// <summary>Gives a reserved number its object.</summary>
    public void Put(int number, string body) => bodies[number - 1] = Encoding.Latin1.GetBytes(body);

    public int Add(string body)
    {
        var number = Reserve();
        Put(number, body);
        return number;
    }

    /// <summary>Adds a stream, compressed.</summary>
    /// <param name="entries">The entries of its dictionary apart from Length and Filter.</param>
    /// <param name="content">The bytes before compression.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> content) =>
        AddRawStream(entries + "/Filter/FlateDecode", Compress(content));

    /// <summary>Adds a stream whose bytes are already as <paramref name="entries"/> says, or plain.</summary>
    public int AddRawStream(string entries, ReadOnlySpan<byte> content)
    {
        var number = Reserve();
        bodies[number - 1] = StreamBody(entries, content);
        streams.Add(number);
        return number;
    }

    /// <summary>The file.</summary>
    /// <param name="catalog">Number of the document catalog.</param>
    /// <param name="information">Number of the information dictionary.</param>
    public byte[] Write(int catalog, int information)
    {
        using var file = new MemoryStream();
        // The four bytes above 127 tell transfer programs that this is not text (7.5.2).
        file.Write(Encoding.Latin1.GetBytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
        var places = new Place[bodies.Count + 1 + (bodies.Count / ObjectsPerStream) + 2];
        foreach (var number in Enumerable.Range(1, bodies.Count).Where(streams.Contains))
        {
            places[number] = new Place(1, file.Position, 0);
            WriteObject(file, number, bodies[number - 1]!);
        }
        var next = PackTheRest(file, places);
        WriteCrossReferences(file, places, next, catalog, information);
        return file.ToArray();
    }

    /// <summary>A text string object: UTF-16 with its mark, in hexadecimal.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A number as content and dictionaries write it: at most three decimals, no exponent.</summary>
    public static string Number(double value)
    {
        var thousandths = (long)Math.Round(value * 1000);
        var (whole, rest) = Math.DivRem(Math.Abs(thousandths), 1000);
        var sign = thousandths < 0 ? "-" : "";
        if (rest == 0) return sign + whole.ToString(CultureInfo.InvariantCulture);
        Span<char> decimals = ['.', (char)('0' + (rest / 100)), (char)('0' + (rest / 10 % 10)), (char)('0' + (rest % 10))];
        return string.Concat(sign, whole.ToString(CultureInfo.InvariantCulture), decimals.TrimEnd('0'));
    }

    /// <summary>An array of references.</summary>
    public static string References(IEnumerable<int> numbers) => $"[{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}]";

    private int PackTheRest(MemoryStream file, Place[] places)
    {
        var next = bodies.Count + 1;
        foreach (var group in Enumerable.Range(1, bodies.Count).Where(number => !streams.Contains(number)).Chunk(ObjectsPerStream))
        {
            var (head, content) = (new StringBuilder(), new MemoryStream());
            for (var i = 0; i < group.Length; i++)
            {
                head.Append(CultureInfo.InvariantCulture, $"{group[i]} {content.Length} ");
                content.Write(bodies[group[i] - 1] ?? "null"u8.ToArray());
                content.WriteByte((byte)'\n');
                places[group[i]] = new Place(2, next, i);
            }
            var start = Encoding.Latin1.GetBytes(head.ToString());
            places[next] = new Place(1, file.Position, 0);
            var entries = $"/Type/ObjStm/N {group.Length}/First {start.Length}/Filter/FlateDecode";
            WriteObject(file, next, StreamBody(entries, Compress([.. start, .. content.ToArray()])));
            next++;
        }
        return next;
    }

    private static void WriteCrossReferences(MemoryStream file, Place[] places, int number, int catalog, int information)
    {
        // The identifier is a hash of all that was written before it: no clock, no chance.
        var identifier = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16));
        var start = file.Position;
        places[number] = new Place(1, start, 0);
        var table = new byte[(number + 1) * 7];
        table[5] = table[6] = 0xFF;
        for (var i = 1; i <= number; i++) places[i].Write(table.AsSpan(i * 7, 7));
        var entries = $"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog} 0 R/Info {information} 0 R" +
            $"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode";
        WriteObject(file, number, StreamBody(entries, Compress(table)));
        file.Write(Encoding.Latin1.GetBytes($"startxref\n{start}\n%%EOF\n"));
    }

    private static void WriteObject(MemoryStream file, int number, byte[] body)
    {
        file.Write(Encoding.Latin1.GetBytes($"{number} 0 obj\n"));
        file.Write(body);
        file.Write("\nendobj\n"u8);
    }

    private static byte[] StreamBody(string entries, ReadOnlySpan<byte> content) =>
        [.. Encoding.Latin1.GetBytes($"<<{entries}/Length {content.Length}>>\nstream\n"), .. content, .. "\nendstream"u8];

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }

    // A row of the cross-reference table: kind 1 at an offset of the file, kind 2 at an index within an object stream.
    private readonly record struct Place(byte Kind, long Where, int Index)
    {
        public void Write(Span<byte> row)
        {
            row[0] = Kind;
            for (var i = 0; i < 4; i++) row[1 + i] = (byte)(Where >> (24 - (8 * i)));
            row[5] = (byte)(Index >> 8);
            row[6] = (byte)Index;
        }
    }
}
