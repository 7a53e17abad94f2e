using System.Globalization;
using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>A font within one document: it remembers which characters were used.</summary>
internal abstract class PdfFont
{
    /// <summary>True when the font can draw the character.</summary>
    public abstract bool Has(Rune character);

    /// <summary>The width of a character in thousandths of the font size.</summary>
    public abstract double WidthOf(Rune character);

    /// <summary>The codes under which content shows the character, as hexadecimal digits.</summary>
    public abstract string CodeOf(Rune character);

    /// <summary>Writes the font with what was used of it.</summary>
    /// <returns>The number of the font dictionary.</returns>
    public abstract int Write(ObjectFile file);

    // Lines are already broken, so a no-break space has done its work; people who search for "1 234,56" type a plain one.
    // Joined Arabic letters are searched for as they are typed, too.
    private static string AsTyped(Rune character) =>
        character.Value == 0xA0 ? " " : ArabicForms.LettersOf(character) ?? character.ToString();

    /// <summary>The table by which readers turn codes back into text (ISO 32000-1, 9.10.3).</summary>
    private protected static int WriteToUnicode(ObjectFile file, IEnumerable<(string Code, Rune Character)> used)
    {
        var entries = used.ToList();
        var width = entries.Count == 0 ? 2 : entries[0].Code.Length;
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n")
            .Append("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def /CMapType 2 def\n")
            .Append(CultureInfo.InvariantCulture, $"1 begincodespacerange <{new string('0', width)}><{new string('F', width)}> endcodespacerange\n");
        foreach (var part in entries.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (code, character) in part)
                map.Append(CultureInfo.InvariantCulture,
                    $"<{code}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(AsTyped(character)))}>\n");
            map.Append("endbfchar\n");
        }
        map.Append("endcmap CMapName currentdict /CMap defineresource pop end end");
        return file.AddStream("", Encoding.ASCII.GetBytes(map.ToString()));
    }
}
