using System.Security.Cryptography;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// A TrueType font that goes into the document with the glyphs that it uses (CIDFontType2, Identity-H). A character that
/// the font lacks is drawn as the font's empty box and keeps its own code, so that searching and copying still find it.
/// </summary>
internal sealed class EmbeddedFont(Lazy<TrueTypeFile?> source) : PdfFont
{
    private readonly List<int> glyphs = [0];
    private readonly List<Rune> characters = [];
    private readonly Dictionary<Rune, string> codes = [];
    private readonly Dictionary<Rune, (int Glyph, double Width)> known = [];

    private TrueTypeFile Font => source.Value ?? throw new InvalidOperationException("A font that cannot be read draws nothing.");

    public override bool Has(Rune character) => source.Value is not null && Find(character).Glyph != 0;

    public override double WidthOf(Rune character) => Find(character).Width;

    public override string CodeOf(Rune character)
    {
        if (codes.TryGetValue(character, out var code)) return code;
        glyphs.Add(Find(character).Glyph);
        characters.Add(character);
        return codes[character] = (glyphs.Count - 1).ToString("X4");
    }

    public override int Write(ObjectFile file)
    {
        var subset = TrueTypeSubset.Write(Font, glyphs);
        var name = $"{Tag(subset)}+{Font.Name}";
        var program = file.AddStream($"/Length1 {subset.Length}", subset);
        var bounds = string.Join(' ', Font.Bounds.Select(Thousandths));
        var descriptor = file.Add($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{bounds}]" +
            $"/ItalicAngle 0/Ascent {Thousandths(Font.Ascent)}" +
            $"/Descent {Thousandths(Font.Descent)}/CapHeight {Thousandths(Font.CapHeight)}/StemV 80/FontFile2 {program} 0 R>>");
        var widths = string.Join(' ', glyphs.Select(glyph => ByteText.Number(Measure(glyph))));
        var descendant = file.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}" +
            $"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" +
            $"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 1000/W[0[{widths}]]>>");
        var unicode = WriteToUnicode(file, characters.Select(character => (codes[character], character)));
        return file.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H" +
            $"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    private (int Glyph, double Width) Find(Rune character)
    {
        if (known.TryGetValue(character, out var found)) return found;
        var glyph = Font.GlyphOf(character);
        return known[character] = (glyph, Measure(glyph));
    }

    private double Measure(int glyph) => Font.WidthOf(glyph) * 1000.0 / Font.UnitsPerEm;

    private string Thousandths(int units) => ByteText.Number(units * 1000.0 / Font.UnitsPerEm);

    // Six letters that tell one subset of a font from another (9.6.4).
    private static string Tag(byte[] subset) => string.Concat(SHA256.HashData(subset).Take(6).Select(octet => (char)('A' + (octet % 26))));
}
