using System.Text;

namespace Inkaust.Print.Pdf;

/// <summary>
/// Joins Arabic letters: each becomes the form that it has between its neighbours (Unicode, chapter 9.2), out of the presentation forms that fonts
/// carry as characters of their own. A form that no font has leaves the letter as it was.
/// </summary>
internal static class ArabicForms
{
    // Letters from U+0621 in the order of their forms from U+FE80, and how many each has: alone; alone and final; those and initial, medial.
    private const string Letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", Counts = "122224242444442222444444444444444224";

    // Persian and Urdu: the letter, and its first form.
    private static readonly (char Letter, int First, int Count)[] Further =
    [
        ('پ', 0xFB56, 4), ('ٹ', 0xFB66, 4), ('چ', 0xFB7A, 4), ('ڈ', 0xFB88, 2), ('ژ', 0xFB8A, 2), ('ڑ', 0xFB8C, 2), ('ک', 0xFB8E, 4),
        ('گ', 0xFB92, 4), ('ں', 0xFB9E, 2), ('ہ', 0xFBA6, 4), ('ھ', 0xFBAA, 4), ('ے', 0xFBAE, 2), ('ی', 0xFBFC, 4),
    ];

    // Lam before alef is one sign: the alef, and the form of both that stands alone; the final one comes next.
    private static readonly Dictionary<char, int> WithLam = new() { ['آ'] = 0xFEF5, ['أ'] = 0xFEF7, ['إ'] = 0xFEF9, ['ا'] = 0xFEFB };

    private const char Lam = 'ل', Tatweel = 'ـ';

    private static readonly Dictionary<char, (int First, int Count)> Forms = Collect();

    private static readonly Dictionary<int, string> Plain = Forms
        .SelectMany(letter => Enumerable.Range(0, letter.Value.Count).Select(i => (Form: letter.Value.First + i, Text: letter.Key.ToString())))
        .Concat(WithLam.SelectMany(alef => new[] { (alef.Value, $"{Lam}{alef.Key}"), (alef.Value + 1, $"{Lam}{alef.Key}") }))
        .ToDictionary(form => form.Item1, form => form.Item2);

    /// <summary>The letters with joined forms, still in the order in which they are read.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="canDraw">Whether a font has a character.</param>
    public static string Join(string text, Func<Rune, bool> canDraw)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0621', '\u06D3')) return text;
        var joined = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var before = JoinsOnwards(text, Neighbour(text, i, -1));
            if (text[i] == Lam && i + 1 < text.Length && WithLam.TryGetValue(text[i + 1], out var pair) && canDraw(new Rune(pair)))
            {
                joined.Append((char)(pair + (before ? 1 : 0)));
                i++;
            }
            else joined.Append(FormOf(text[i], before, JoinsBack(text, Neighbour(text, i, 1)), canDraw));
        }
        return joined.ToString();
    }

    /// <summary>The letters of a presentation form, as people type them; null for any other character.</summary>
    public static string? LettersOf(Rune character) => Plain.GetValueOrDefault(character.Value);

    private static char FormOf(char letter, bool before, bool after, Func<Rune, bool> canDraw)
    {
        if (!Forms.TryGetValue(letter, out var forms)) return letter;
        var place = (before, after && forms.Count == 4) switch { (true, true) => 3, (false, true) => 2, (true, false) => 1, _ => 0 };
        var form = (char)(forms.First + Math.Min(place, forms.Count - 1));
        return canDraw(new Rune(form)) ? form : letter;
    }

    // Vowel signs stand above and below letters and part nothing.
    private static int Neighbour(string text, int place, int step)
    {
        do place += step;
        while (place >= 0 && place < text.Length && text[place] is >= '\u064B' and <= '\u065F' or '\u0670');
        return place;
    }

    private static bool JoinsOnwards(string text, int place) =>
        place >= 0 && place < text.Length && (text[place] == Tatweel || (Forms.TryGetValue(text[place], out var forms) && forms.Count == 4));

    private static bool JoinsBack(string text, int place) =>
        place >= 0 && place < text.Length && (text[place] == Tatweel || (Forms.TryGetValue(text[place], out var forms) && forms.Count > 1));

    private static Dictionary<char, (int First, int Count)> Collect()
    {
        var forms = Further.ToDictionary(one => one.Letter, one => (one.First, one.Count));
        var next = 0xFE80;
        for (var i = 0; i < Letters.Length; i++)
        {
            var count = Counts[i] - '0';
            forms[Letters[i]] = (next, count);
            next += count;
        }
        return forms;
    }
}
