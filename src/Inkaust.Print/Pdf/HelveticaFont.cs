using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// The standard Helvetica that every reader has, for machines without any font. Codes are given out as characters come,
/// with the glyph names of Latin letters, Polish ones included; a character without a known name is drawn as a question
/// mark and keeps its own code, so that searching and copying still find it.
/// </summary>
internal sealed class HelveticaFont(bool bold) : PdfFont
{
    private const int FirstCode = 0x20, LastCode = 0xFF;

    // Widths of the printable ASCII characters from the font's published metrics, in thousandths.
    private static readonly int[] Regular =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    private static readonly int[] Bold =
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
        611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    ];

    private const string AsciiNames =
        "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash " +
        "zero one two three four five six seven eight nine colon semicolon less equal greater question at " +
        "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave " +
        "a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde";

    // Character, glyph name, and the ASCII character that has the same width.
    private static readonly (string Characters, string Suffix, string Bases)[] Accented =
    [
        ("ĄĘąę", "ogonek", "AEae"), ("ĆŃÓŚŹćńóśźÁÉÍÚÝáéíúýĹŔĺŕ", "acute", "CNOSZcnoszAEIUYaeiuyLRlr"), ("Żż", "dotaccent", "Zz"),
        ("Łł", "slash", "Ll"),
        ("ČĎĚŇŘŠŽčěňřšž", "caron", "CDENRSZcenrsz"), ("ÄËÏÖÜäëïöü", "dieresis", "AEIOUaeiou"), ("ÀÈÌÒÙàèìòù", "grave", "AEIOUaeiou"),
        ("ÂÊÎÔÛâêîôû", "circumflex", "AEIOUaeiou"), ("ÇçŞş", "cedilla", "CcSs"), ("ÃÑÕãñõ", "tilde", "ANOano"), ("Åå", "ring", "Aa"),
    ];

    private static readonly (char Character, string Name, int Width)[] Symbols =
    [
        ('\u00a0', "space", 278), ('–', "endash", 556), ('—', "emdash", 1000), ('„', "quotedblbase", 333), ('”', "quotedblright", 333),
        ('“', "quotedblleft", 333),
        ('’', "quoteright", 222), ('‘', "quoteleft", 222), ('…', "ellipsis", 1000), ('·', "periodcentered", 278), ('•', "bullet", 350),
        ('§', "section", 556),
        ('°', "degree", 400), ('×', "multiply", 584), ('±', "plusminus", 584), ('€', "Euro", 556), ('£', "sterling", 556), ('©', "copyright", 737),
        ('®', "registered", 737), ('«', "guillemotleft", 556), ('»', "guillemotright", 556), ('µ', "mu", 556), ('ß', "germandbls", 611),
        ('²', "twosuperior", 333),
        ('³', "threesuperior", 333), ('½', "onehalf", 834), ('Ø', "Oslash", 778), ('ø', "oslash", 611), ('\u00ad', "hyphen", 333),
    ];

    private static readonly Dictionary<int, Glyph> Known = Collect();

    private readonly List<Rune> used = [];
    private readonly Dictionary<Rune, string> codes = [];

    private sealed record Glyph(string Name, int Regular, int Bold);

    public override bool Has(Rune character) => Known.ContainsKey(character.Value);

    public override double WidthOf(Rune character)
    {
        var glyph = GlyphOf(character);
        return bold ? glyph.Bold : glyph.Regular;
    }

    public override string CodeOf(Rune character)
    {
        if (codes.TryGetValue(character, out var code)) return code;
        // A one-byte font has room for 224 characters; what comes after them shares the last code.
        if (used.Count > LastCode - FirstCode) return LastCode.ToString("X2");
        used.Add(character);
        return codes[character] = (FirstCode + used.Count - 1).ToString("X2");
    }

    public override int Write(ObjectFile file)
    {
        var names = string.Concat(used.Select(character => "/" + GlyphOf(character).Name));
        var widths = string.Join(' ', used.Select(character => ByteText.Number(WidthOf(character))));
        var unicode = WriteToUnicode(file, used.Select(character => (codes[character], character)));
        return file.Add($"<</Type/Font/Subtype/Type1/BaseFont/Helvetica{(bold ? "-Bold" : "")}" +
            $"/FirstChar {FirstCode}/LastChar {FirstCode + used.Count - 1}" +
            $"/Widths[{widths}]/Encoding<</Type/Encoding/Differences[{FirstCode}{names}]>>/ToUnicode {unicode} 0 R>>");
    }

    private static Glyph GlyphOf(Rune character) => Known.TryGetValue(character.Value, out var glyph) ? glyph : Known['?'];

    private static Dictionary<int, Glyph> Collect()
    {
        var names = AsciiNames.Split(' ');
        var known = new Dictionary<int, Glyph>();
        for (var i = 0; i < names.Length; i++) known[0x20 + i] = new Glyph(names[i], Regular[i], Bold[i]);
        foreach (var (characters, suffix, bases) in Accented)
            for (var i = 0; i < characters.Length; i++)
                known[characters[i]] = known[bases[i]] with { Name = bases[i] + suffix };
        foreach (var (character, name, width) in Symbols) known[character] = new Glyph(name, width, width);
        return known;
    }
}
