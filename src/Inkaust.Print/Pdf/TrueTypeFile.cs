using System.Buffers.Binary;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// A TrueType font as its file has it: which glyph a character has, how wide a glyph is, and its outline.
/// Never changes after reading, so that many documents may share it.
/// </summary>
internal sealed class TrueTypeFile
{
    private readonly byte[] bytes;
    private readonly Dictionary<string, (int Start, int Length)> tables = [];
    private readonly int widths, metrics, places, outlines;
    private readonly bool longOffsets;
    private readonly int characterTable;
    private readonly int characterFormat;

    private TrueTypeFile(byte[] bytes)
    {
        this.bytes = bytes;
        // 'OTTO' has outlines of another kind (CFF), 'ttcf' holds several fonts.
        if (U32(0) is not (0x00010000 or 0x74727565)) throw new FormatException("It is not a TrueType font with glyf outlines.");
        for (int i = 0, at = 12; i < U16(4); i++, at += 16)
            tables[Encoding.ASCII.GetString(bytes, at, 4)] = ((int)U32(at + 8), (int)U32(at + 12));
        UnitsPerEm = U16(At("head") + 18);
        if (UnitsPerEm == 0) throw new FormatException("Its units per em are 0.");
        longOffsets = U16(At("head") + 50) != 0;
        Bounds = [.. Enumerable.Range(0, 4).Select(i => (int)I16(At("head") + 36 + (2 * i)))];
        Ascent = I16(At("hhea") + 4);
        Descent = I16(At("hhea") + 6);
        widths = U16(At("hhea") + 34);
        GlyphCount = U16(At("maxp") + 4);
        (characterTable, characterFormat) = FindCharacterTable();
        CapHeight = tables.ContainsKey("OS/2") && U16(At("OS/2")) >= 2 ? I16(At("OS/2") + 88) : Ascent;
        MayBeEmbedded = !tables.ContainsKey("OS/2") || (U16(At("OS/2") + 8) & 0x000F) != 0x0002;
        Name = PostScriptName();
        (metrics, places, outlines) = (At("hmtx"), At("loca"), At("glyf"));
    }

    public int UnitsPerEm { get; }

    /// <summary>The height of the line above the base line, in units.</summary>
    public int Ascent { get; }

    /// <summary>The depth below the base line, in units; negative.</summary>
    public int Descent { get; }

    public int CapHeight { get; }

    public int GlyphCount { get; }

    public IReadOnlyList<int> Bounds { get; }

    public string Name { get; }

    /// <summary>False when the font's own licence bit forbids embedding.</summary>
    public bool MayBeEmbedded { get; }

    /// <exception cref="FormatException">The bytes are no TrueType font that can be used.</exception>
    public static TrueTypeFile Read(byte[] bytes)
    {
        try
        {
            return new TrueTypeFile(bytes);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException or KeyNotFoundException)
        {
            throw new FormatException("The font file is damaged or incomplete.", fault);
        }
    }

    /// <summary>The glyph of a character, or 0 when the font has none.</summary>
    public int GlyphOf(Rune character)
    {
        var glyph = characterFormat == 12 ? InGroups(character.Value) : character.Value <= 0xFFFF ? InSegments(character.Value) : 0;
        return glyph < GlyphCount ? glyph : 0;
    }

    /// <summary>How far a glyph moves the pen, in units.</summary>
    public int WidthOf(int glyph) => U16(metrics + (4 * Math.Min(glyph, widths - 1)));

    public int SideBearingOf(int glyph) => glyph < widths
        ? I16(metrics + (4 * glyph) + 2)
        : I16(metrics + (4 * widths) + (2 * (glyph - widths)));

    /// <summary>The outline of a glyph; empty for a blank.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var start = longOffsets ? (int)U32(places + (4 * glyph)) : 2 * U16(places + (2 * glyph));
        var end = longOffsets ? (int)U32(places + (4 * glyph) + 4) : 2 * U16(places + (2 * glyph) + 2);
        return end > start ? bytes.AsSpan(outlines + start, end - start) : [];
    }

    /// <summary>A table of the file as it stands.</summary>
    public ReadOnlySpan<byte> Table(string name) => bytes.AsSpan(tables[name].Start, tables[name].Length);

    private (int Start, int Format) FindCharacterTable()
    {
        var cmap = At("cmap");
        var found = (Start: 0, Format: 0);
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var (platform, encoding) = (U16(cmap + 4 + (8 * i)), U16(cmap + 6 + (8 * i)));
            if (platform != 0 && !(platform == 3 && encoding is 1 or 10)) continue;
            var start = cmap + (int)U32(cmap + 8 + (8 * i));
            var format = U16(start);
            if (format is 4 or 12 && format > found.Format) found = (start, format);
        }
        return found.Format != 0 ? found : throw new FormatException("It has no Unicode character table that can be read.");
    }

    private int InSegments(int character)
    {
        var segments = U16(characterTable + 6) / 2;
        var (ends, starts) = (characterTable + 14, characterTable + 16 + (2 * segments));
        var (low, high) = (0, segments - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (U16(ends + (2 * middle)) < character) low = middle + 1;
            else high = middle;
        }
        var first = U16(starts + (2 * low));
        if (character < first || character > U16(ends + (2 * low))) return 0;
        var delta = U16(starts + (2 * segments) + (2 * low));
        var rangeAt = starts + (4 * segments) + (2 * low);
        var range = U16(rangeAt);
        if (range == 0) return (character + delta) & 0xFFFF;
        var glyph = U16(rangeAt + range + (2 * (character - first)));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }

    private int InGroups(int character)
    {
        var (low, high) = (0, (int)U32(characterTable + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = characterTable + 16 + (12 * middle);
            if (character < U32(group)) high = middle - 1;
            else if (character > U32(group + 4)) low = middle + 1;
            else return (int)U32(group + 8) + character - (int)U32(group);
        }
        return 0;
    }

    private string PostScriptName()
    {
        if (!tables.ContainsKey("name")) return "Font";
        var name = At("name");
        for (int i = 0, at = name + 6; i < U16(name + 2); i++, at += 12)
        {
            if (U16(at + 6) != 6 || U16(at) is not (1 or 3)) continue;
            var text = bytes.AsSpan(name + U16(name + 4) + U16(at + 10), U16(at + 8));
            var plain = U16(at) == 3 ? Encoding.BigEndianUnicode.GetString(text) : Encoding.Latin1.GetString(text);
            var clean = string.Concat(plain.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
            if (clean.Length > 0) return clean;
        }
        return "Font";
    }

    private int At(string table) => tables.TryGetValue(table, out var place) ? place.Start : throw new FormatException($"It has no table '{table}'.");

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
