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

    // All bodies one after another, in the order in which they came; and where each of them is.
    private readonly ByteText written = new();
    private readonly List<Body> bodies = [];

    /// <summary>A number for an object that is put later, because another must point at it first.</summary>
    public int Reserve()
    {
        bodies.Add(default);
        return bodies.Count;
    }

    /// <summary>Gives a reserved number its object.</summary>
    public void Put(int number, string body)
    {
        var start = written.Length;
        written.PutText(body);
        bodies[number - 1] = new Body(start, written.Length - start, IsStream: false);
    }

    /// <summary>The same, of an object that stands in bytes already.</summary>
    public void Put(int number, ReadOnlySpan<byte> body)
    {
        bodies[number - 1] = new Body(written.Length, body.Length, IsStream: false);
        written.Put(body);
    }

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
        var start = written.Length;
        PutStream(written, entries, content);
        bodies[number - 1] = new Body(start, written.Length - start, IsStream: true);
        return number;
    }

    /// <summary>The file. It is written once.</summary>
    /// <param name="catalog">Number of the document catalog.</param>
    /// <param name="information">Number of the information dictionary.</param>
    public byte[] Write(int catalog, int information)
    {
        var file = new ByteText();
        // The four bytes above 127 tell transfer programs that this is not text (7.5.2).
        file.PutText("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var places = new Place[bodies.Count + 1 + (bodies.Count / ObjectsPerStream) + 2];
        for (var number = 1; number <= bodies.Count; number++)
        {
            if (!bodies[number - 1].IsStream) continue;
            places[number] = new Place(1, file.Length, 0);
            Begin(file, number);
            file.Put(Of(number));
            End(file);
        }
        var next = PackTheRest(file, places);
        WriteCrossReferences(file, places, next, catalog, information);
        var bytes = file.Written.ToArray();
        written.GiveBack();
        file.GiveBack();
        return bytes;
    }

    /// <summary>A text string object: UTF-16 with its mark, in hexadecimal.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>An array of references.</summary>
    public static string References(IEnumerable<int> numbers) => $"[{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}]";

    private ReadOnlySpan<byte> Of(int number) => written.Written.Slice(bodies[number - 1].Start, bodies[number - 1].Length);

    private int PackTheRest(ByteText file, Place[] places)
    {
        var next = bodies.Count + 1;
        ByteText head = new(), content = new();
        foreach (var group in Enumerable.Range(1, bodies.Count).Where(number => !bodies[number - 1].IsStream).Chunk(ObjectsPerStream))
        {
            head.Clear();
            content.Clear();
            for (var i = 0; i < group.Length; i++)
            {
                head.Write($"{group[i]} {content.Length} ");
                // Reserved and never put: nothing.
                content.Put(bodies[group[i] - 1].Length == 0 ? "null"u8 : Of(group[i]));
                content.Put((byte)'\n');
                places[group[i]] = new Place(2, next, i);
            }
            var start = head.Length;
            head.Put(content.Written);
            places[next] = new Place(1, file.Length, 0);
            Begin(file, next);
            PutStream(file, $"/Type/ObjStm/N {group.Length}/First {start}/Filter/FlateDecode", Compress(head.Written));
            End(file);
            next++;
        }
        head.GiveBack();
        content.GiveBack();
        return next;
    }

    private static void WriteCrossReferences(ByteText file, Place[] places, int number, int catalog, int information)
    {
        // The identifier is a hash of all that was written before it: no clock, no chance.
        var identifier = Convert.ToHexString(SHA256.HashData(file.Written).AsSpan(0, 16));
        var start = file.Length;
        places[number] = new Place(1, start, 0);
        var table = new byte[(number + 1) * 7];
        table[5] = table[6] = 0xFF;
        for (var i = 1; i <= number; i++) places[i].Write(table.AsSpan(i * 7, 7));
        var entries = $"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog} 0 R/Info {information} 0 R" +
            $"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode";
        Begin(file, number);
        PutStream(file, entries, Compress(table));
        End(file);
        file.Write($"startxref\n{start}\n%%EOF\n");
    }

    private static void Begin(ByteText file, int number) => file.Write($"{number} 0 obj\n");

    private static void End(ByteText file) => file.Put("\nendobj\n"u8);

    private static void PutStream(ByteText to, string entries, ReadOnlySpan<byte> content)
    {
        to.Write($"<<{entries}/Length {content.Length}>>\nstream\n");
        to.Put(content);
        to.Put("\nendstream"u8);
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream(content.Length / 2);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private readonly record struct Body(int Start, int Length, bool IsStream);

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
