using System.Globalization;
using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// By which words a received invoice is found: numbers, parties, NIPs, amounts, dates and the texts of lines, in small letters without signs and
/// Polish tails. <c>FV/1/2026</c> is one word (<c>fv12026</c>) and three; whoever looks for it writes either.
/// </summary>
internal static partial class ReceivedWords
{
    private const int LongestWord = 40, MostWords = 2_000, MostSought = 8;
    private const int ShortestBegin = 3; // the begin of a word that has fewer signs leads to all there is

    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create(" \t\r\n\u00A0\u202F");

    /// <summary>The words of an invoice, blanks between them.</summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="one">What is known of it.</param>
    /// <param name="texts">What else stands in it: descriptions of lines.</param>
    public static string Of(CompanyId company, ReceivedFacts one, IEnumerable<string> texts)
    {
        var words = new HashSet<string> { OfCompany(company), OfMonth(one.IssueDate) };
        var day = one.IssueDate;
        foreach (var word in new[] { $"{day:yyyy}", $"{day:yyyyMM}", $"{day:yyyyMMdd}", $"{day:ddMMyyyy}", Folded(one.Currency) }) words.Add(word);
        foreach (var amount in new[] { one.Gross, one.Net, one.Vat }) words.Add(Folded(amount.ToString("0.00", CultureInfo.InvariantCulture)));
        foreach (var text in new[] { one.Number, one.SellerNip, one.SellerName, one.BuyerId, one.BuyerName, one.KsefNumber[20..] }) Add(words, text);
        foreach (var text in texts)
        {
            if (words.Count >= MostWords) break;
            Add(words, text);
        }
        words.Remove("");
        return string.Join(' ', words);
    }

    /// <summary>What somebody looks for.</summary>
    public static IReadOnlyList<SoughtWord> SoughtIn(string text)
    {
        // 1 230,50 is one amount.
        var terms = SpacedAmount().Replace(text, match => match.Value.Replace(" ", "").Replace("\u00A0", ""))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. terms.Take(MostSought).Select(term => (Term: term, Word: Cut(Folded(term)))).Where(one => one.Word.Length > 0)
            .Select(one => new SoughtWord(one.Word, one.Word.Length < ShortestBegin || DayOrAmount().IsMatch(one.Term)))];
    }

    public static SoughtWord Company(CompanyId company) => new(OfCompany(company), IsWhole: true);

    public static SoughtWord Month(DateOnly day) => new(OfMonth(day), IsWhole: true);

    private static string OfCompany(CompanyId company) => "co" + Folded(company.Text);

    private static string OfMonth(DateOnly day) => $"mo{day:yyyyMM}";

    // What stands between blanks is a word, and so is each piece of it between other signs.
    private static void Add(HashSet<string> words, string text)
    {
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[LongestWord], piece = stackalloc char[LongestWord];
        var (ofWord, ofPiece) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                var letter = Folded(text[i]);
                if (ofWord < LongestWord) word[ofWord++] = letter;
                if (ofPiece < LongestWord) piece[ofPiece++] = letter;
                continue;
            }
            known.Add(piece[..ofPiece]);
            ofPiece = 0;
            if (i < text.Length && !Blanks.Contains(text[i])) continue;
            known.Add(word[..ofWord]);
            ofWord = 0;
        }
    }

    private static string Cut(string word) => word.Length <= LongestWord ? word : word[..LongestWord];

    /// <summary>Letters and digits alone, small, without tails.</summary>
    internal static string Folded(string text)
    {
        var signs = text.Length <= LongestWord ? stackalloc char[LongestWord] : new char[text.Length];
        var length = 0;
        foreach (var sign in text)
            if (char.IsLetterOrDigit(sign)) signs[length++] = Folded(sign);
        return new string(signs[..length]);
    }

    private static char Folded(char sign) => char.IsAscii(sign) ? char.ToLowerInvariant(sign) : WithoutTail(char.ToLowerInvariant(sign));

    private static char WithoutTail(char letter) => letter switch
    {
        'ą' or 'á' or 'à' or 'â' or 'ä' or 'ã' or 'å' or 'ā' or 'ă' => 'a',
        'ć' or 'č' or 'ç' or 'ĉ' or 'ċ' => 'c',
        'ď' or 'đ' => 'd',
        'ę' or 'é' or 'è' or 'ê' or 'ë' or 'ě' or 'ė' or 'ē' or 'ĕ' => 'e',
        'ģ' or 'ğ' or 'ĝ' or 'ġ' => 'g',
        'ĥ' => 'h',
        'í' or 'ì' or 'î' or 'ï' or 'ī' or 'į' or 'ı' or 'ĩ' or 'ĭ' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ł' or 'ľ' or 'ĺ' or 'ļ' => 'l',
        'ń' or 'ň' or 'ñ' or 'ņ' => 'n',
        'ó' or 'ò' or 'ô' or 'ö' or 'õ' or 'ø' or 'ő' or 'ō' or 'ŏ' => 'o',
        'ř' or 'ŕ' or 'ŗ' => 'r',
        'ś' or 'š' or 'ş' or 'ș' or 'ŝ' => 's',
        'ť' or 'ţ' or 'ț' => 't',
        'ú' or 'ù' or 'û' or 'ü' or 'ů' or 'ű' or 'ū' or 'ų' or 'ũ' or 'ŭ' => 'u',
        'ŵ' => 'w',
        'ý' or 'ÿ' or 'ŷ' => 'y',
        'ź' or 'ż' or 'ž' => 'z',
        _ => letter,
    };

    [GeneratedRegex(@"\b\d{1,3}(?:[ \u00A0]\d{3})+(?:[.,]\d{2})\b")]
    private static partial Regex SpacedAmount();

    [GeneratedRegex(@"^(\d{4}-\d{2}(-\d{2})?|\d{2}\.\d{2}\.\d{4}|\d+[.,]\d{2})$")]
    private static partial Regex DayOrAmount();
}
