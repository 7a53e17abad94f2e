using System.Globalization;
using System.Text;
using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>How a piece of text looks.</summary>
internal sealed record TextStyle(double Size, bool Bold, Colour Colour)
{
    /// <summary>From one base line to the next, in points.</summary>
    public double Leading => Size * 1.28;
}

/// <summary>Breaks text into lines and puts them on a page.</summary>
internal sealed class TextSetter(Typeface typeface)
{
    public double Measure(string text, TextStyle style) => PdfPage.Measure(FontsOf(style), style.Size, text);

    /// <summary>The style in which the text fits into one line, but no smaller than can be read.</summary>
    public TextStyle Fitting(string text, TextStyle style, double width)
    {
        const double Smallest = 6.5, Rounding = 0.01;
        var length = Measure(text, style);
        return length <= width ? style : style with { Size = Math.Max(style.Size * (width - Rounding) / length, Smallest) };
    }

    /// <summary>Lines of at most <paramref name="width"/> points; a longer word is broken where it must be.</summary>
    public List<string> Wrap(string text, TextStyle style, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in ArabicForms.Join(Printable(text), character => CanDraw(character, style)).Split('\n'))
        {
            var line = new StringBuilder();
            var used = 0.0;
            foreach (var word in Words(paragraph))
            {
                var length = Measure(word.TrimEnd(' '), style);
                if (used > 0 && used + length > width) EndLine();
                if (length > width) AddPieces(word);
                else Append(word, Measure(word, style));
            }
            EndLine();

            void Append(string piece, double length)
            {
                line.Append(piece);
                used += length;
            }

            void AddPieces(string word)
            {
                foreach (var letter in word.EnumerateRunes())
                {
                    var length = Measure(letter.ToString(), style);
                    if (used > 0 && used + length > width) EndLine();
                    Append(letter.ToString(), length);
                }
            }

            void EndLine()
            {
                lines.Add(line.ToString().TrimEnd(' '));
                line.Clear();
                used = 0;
            }
        }
        return lines;
    }

    /// <summary>Draws one line; <paramref name="top"/> is the top of its strip of <see cref="TextStyle.Leading"/>.</summary>
    public void Draw(PdfPage page, string text, TextStyle style, double x, double top) =>
        page.Text(FontsOf(style), style.Size, x, top + (style.Size * 1.0), ReadingOrder.OnPaper(text), style.Colour);

    /// <summary>Lines across the middle of a page, as a stamp that lets through what is under it.</summary>
    public void DrawAcross(PdfPage page, IReadOnlyList<string> lines, double size, double degrees, Colour colour)
    {
        for (var i = 0; i < lines.Count; i++)
            page.TextAcross(typeface.Bold, size, degrees, (i - ((lines.Count - 1) / 2.0)) * size * 1.28, lines[i], colour);
    }

    public void DrawRight(PdfPage page, string text, TextStyle style, double right, double top) =>
        Draw(page, text, style, right - Measure(text, style), top);

    /// <summary>Without characters that have no picture: controls, direction marks and other invisible signs.</summary>
    public static string Printable(string text)
    {
        if (!text.Any(c => c != '\n' && !IsVisible(c))) return text;
        return string.Concat(text.Replace("\r\n", "\n").Replace('\t', ' ').Where(c => c == '\n' || IsVisible(c)));
    }

    private static bool IsVisible(char c) =>
        c is >= ' ' and <= '~' || char.GetUnicodeCategory(c) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private bool CanDraw(Rune character, TextStyle style) => FontsOf(style).Any(font => font.Has(character));

    private IReadOnlyList<PdfFont> FontsOf(TextStyle style) => style.Bold ? typeface.Bold : typeface.Regular;

    // A line may end after a blank (not after a no-break space) and after a dash or slash within a word.
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var blank = text[i] == ' ' && (i + 1 == text.Length || text[i + 1] != ' ');
            var dash = text[i] is '-' or '/' && i > start + 1 && i + 1 < text.Length && char.IsLetter(text[i + 1]);
            if (!blank && !dash) continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }
        if (start < text.Length) yield return text[start..];
    }
}
