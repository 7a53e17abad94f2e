using System.Buffers.Binary;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// A small TrueType file with only the glyphs that a document uses, numbered anew from 0, and without hinting:
/// what a PDF needs of a font (ISO 32000-1, 9.9).
/// </summary>
internal static class TrueTypeSubset
{
    private const int HasInstructions = 0x0100, MoreComponents = 0x0020, WideArguments = 0x0001;
    private const int OneScale = 0x0008, TwoScales = 0x0040, Matrix = 0x0080;

    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">Numbers in the whole font; their place in this list is their number in the subset.</param>
    public static byte[] Write(TrueTypeFile font, IReadOnlyList<int> glyphs)
    {
        var all = new List<int>(glyphs);
        var places = new Dictionary<int, int>();
        for (var i = 0; i < all.Count; i++) places.TryAdd(all[i], i);
        using var outlines = new MemoryStream();
        var offsets = new List<int>();
        // Parts of compound glyphs join the list while it is being walked.
        for (var i = 0; i < all.Count; i++)
        {
            offsets.Add((int)outlines.Length);
            outlines.Write(WithoutInstructions(font.OutlineOf(all[i]), part => Place(part, all, places)));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        offsets.Add((int)outlines.Length);
        return Assemble(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(),
            ["head"] = Patched(font.Table("head"), 50, 1),
            ["hhea"] = Patched(font.Table("hhea"), 34, all.Count),
            ["hmtx"] = [.. all.SelectMany(glyph => Two(font.WidthOf(glyph)).Concat(Two(font.SideBearingOf(glyph))))],
            ["loca"] = [.. offsets.SelectMany(offset => Two(offset >> 16).Concat(Two(offset)))],
            ["maxp"] = WithoutProgram(Patched(font.Table("maxp"), 4, all.Count)),
        });
    }

    private static int Place(int glyph, List<int> all, Dictionary<int, int> places)
    {
        if (places.TryGetValue(glyph, out var place)) return place;
        all.Add(glyph);
        places[glyph] = all.Count - 1;
        return all.Count - 1;
    }

    private static byte[] WithoutInstructions(ReadOnlySpan<byte> outline, Func<int, int> placeOf)
    {
        if (outline.Length < 10) return [];
        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours < 0) return Compound(outline, placeOf);
        var lengthAt = 10 + (2 * contours);
        var length = BinaryPrimitives.ReadUInt16BigEndian(outline[lengthAt..]);
        return [.. outline[..lengthAt], 0, 0, .. outline[(lengthAt + 2 + length)..]];
    }

    private static byte[] Compound(ReadOnlySpan<byte> outline, Func<int, int> placeOf)
    {
        var copy = outline.ToArray();
        var at = 10;
        for (var more = true; more;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at + 2));
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)(flags & ~HasInstructions));
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 2), (ushort)placeOf(part));
            at += 4 + ((flags & WideArguments) != 0 ? 4 : 2);
            at += (flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
            more = (flags & MoreComponents) != 0;
        }
        return copy[..at];
    }

    private static byte[] Patched(ReadOnlySpan<byte> table, int at, int value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)value);
        return copy;
    }

    // Without hinting there are no functions, twilight points or stack to provide for.
    private static byte[] WithoutProgram(byte[] maxp)
    {
        if (maxp.Length < 32) return maxp;
        Patch(14, 1);
        for (var at = 16; at <= 26; at += 2) Patch(at, 0);
        return maxp;
        void Patch(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(at), value);
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        var power = (int)Math.Log2(tables.Count);
        file.Write([0, 1, 0, 0, .. Two(tables.Count), .. Two(16 << power), .. Two(power), .. Two((16 * tables.Count) - (16 << power))]);
        var offset = 12 + (16 * tables.Count);
        foreach (var (name, content) in tables)
        {
            file.Write([.. Encoding.ASCII.GetBytes(name), .. Four(CheckSum(content)), .. Four((uint)offset), .. Four((uint)content.Length)]);
            offset += (content.Length + 3) / 4 * 4;
        }
        foreach (var content in tables.Values)
        {
            file.Write(content);
            while (file.Length % 4 != 0) file.WriteByte(0);
        }
        return file.ToArray();
    }

    private static uint CheckSum(byte[] content)
    {
        uint sum = 0;
        for (var i = 0; i < content.Length; i++) sum += (uint)content[i] << (24 - (8 * (i % 4)));
        return sum;
    }

    private static byte[] Two(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Four(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
