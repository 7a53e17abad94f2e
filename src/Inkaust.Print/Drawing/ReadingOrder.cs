using System.Globalization;
using System.Text;

namespace Inkaust.Print.Drawing;

/// <summary>
/// Puts a line with Hebrew or Arabic words into the order in which its letters stand on paper from left to right: the bidirectional algorithm
/// (Unicode, UAX #9) for a line that as a whole reads from left to right, without embeddings, whose signs a print has dropped.
/// </summary>
internal static class ReadingOrder
{
    private enum Kind
    {
        Left,
        Right,
        Number,
        ArabicNumber,

        /// <summary>Between the digits of a number.</summary>
        Separator,

        /// <summary>Before or after a number.</summary>
        Sign,

        /// <summary>Goes with the letter before it.</summary>
        Mark,

        Neutral,
    }

    private const string Mirrored = "()[]{}<>«»‹›";

    /// <summary>The line as it is drawn from left to right.</summary>
    public static string OnPaper(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') && !line.AsSpan().ContainsAnyInRange('\uFB1D', '\uFEFC')) return line;
        var letters = line.EnumerateRunes().ToArray();
        var levels = LevelsOf(letters);
        for (var level = 2; level >= 1; level--) Reverse(letters, levels, level);
        return string.Concat(letters);
    }

    // Even: from left to right. Numbers within words that read from right to left read from left to right (I1, I2).
    private static int[] LevelsOf(Rune[] letters)
    {
        var kinds = Resolved(letters);
        return [.. kinds.Select(kind => kind switch { Kind.Right => 1, Kind.Number or Kind.ArabicNumber => 2, _ => 0 })];
    }

    private static Kind[] Resolved(Rune[] letters)
    {
        var kinds = Array.ConvertAll(letters, KindOf);
        var arabic = Array.ConvertAll(letters, IsArabic);
        Numbers(kinds, arabic);
        Neutrals(kinds);
        // A number in a text that reads from left to right is nothing special (W7).
        var strong = Kind.Left;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] is Kind.Left or Kind.Right) strong = kinds[i];
            else if (kinds[i] == Kind.Number && strong == Kind.Left) kinds[i] = Kind.Left;
        }
        return kinds;
    }

    // W1 to W6: marks, digits after Arabic letters, what stands within and around numbers.
    private static void Numbers(Kind[] kinds, bool[] arabic)
    {
        var (afterArabic, before) = (false, Kind.Left);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == Kind.Mark) kinds[i] = before;
            before = kinds[i];
            if (kinds[i] is Kind.Left or Kind.Right) afterArabic = arabic[i];
            else if (kinds[i] == Kind.Number && afterArabic) kinds[i] = Kind.ArabicNumber;
        }
        for (var i = 1; i + 1 < kinds.Length; i++)
            if (kinds[i] == Kind.Separator && kinds[i - 1] == kinds[i + 1] && kinds[i - 1] is Kind.Number or Kind.ArabicNumber)
                kinds[i] = kinds[i - 1];
        for (var i = 1; i < kinds.Length; i++)
            if (kinds[i] == Kind.Sign && kinds[i - 1] == Kind.Number) kinds[i] = Kind.Number;
        for (var i = kinds.Length - 2; i >= 0; i--)
            if (kinds[i] == Kind.Sign && kinds[i + 1] == Kind.Number) kinds[i] = Kind.Number;
        for (var i = 0; i < kinds.Length; i++)
            if (kinds[i] is Kind.Separator or Kind.Sign) kinds[i] = Kind.Neutral;
    }

    // N1 and N2: blanks and signs go with what is on both sides of them, where that is the same; else with the line.
    private static void Neutrals(Kind[] kinds)
    {
        var strong = Kind.Left;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] != Kind.Neutral)
            {
                // A number after a word that reads from left to right belongs to it (W7); any other reads as in a word from right to left.
                strong = kinds[i] == Kind.Number && strong == Kind.Left ? Kind.Left : SideOf(kinds[i]);
                continue;
            }
            var end = i;
            while (end < kinds.Length && kinds[end] == Kind.Neutral) end++;
            var both = end < kinds.Length && strong == Kind.Right && SideOf(kinds[end]) == Kind.Right;
            for (; i < end; i++) kinds[i] = both ? Kind.Right : Kind.Left;
            i--;
        }
    }

    private static Kind SideOf(Kind kind) => kind == Kind.Left ? Kind.Left : Kind.Right;

    private static void Reverse(Rune[] letters, int[] levels, int from)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            if (levels[i] < from) continue;
            var start = i;
            while (i < letters.Length && levels[i] >= from) i++;
            // Brackets look the other way within words that read from right to left (L4).
            if (from == 1)
                for (var k = start; k < i; k++)
                    if (levels[k] == 1) letters[k] = Mirror(letters[k]);
            Array.Reverse(letters, start, i - start);
            Array.Reverse(levels, start, i - start);
        }
    }

    private static Rune Mirror(Rune sign) => sign.IsBmp && Mirrored.IndexOf((char)sign.Value) is >= 0 and var place
        ? new Rune(Mirrored[place ^ 1]) : sign;

    private static Kind KindOf(Rune letter)
    {
        if (Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return Kind.Mark;
        return letter.Value switch
        {
            >= '0' and <= '9' or >= 0x06F0 and <= 0x06F9 => Kind.Number,
            >= 0x0660 and <= 0x0669 or 0x066B or 0x066C => Kind.ArabicNumber,
            >= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC => Kind.Right,
            '.' or ',' or ':' or '/' or 0xA0 => Kind.Separator,
            '+' or '-' or '#' or '%' or '$' or '°' or '‰' or '€' or '£' => Kind.Sign,
            _ => Rune.IsLetterOrDigit(letter) ? Kind.Left : Kind.Neutral,
        };
    }

    private static bool IsArabic(Rune letter) =>
        letter.Value is >= 0x0600 and <= 0x08FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC;
}
