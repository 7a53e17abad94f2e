using System.Buffers;
using System.Globalization;
using System.Text;

namespace Inkaust.Invoices;

/// <summary>
/// The ways out for text that a stranger wrote (in an invoice, on a server, as the name of a file): one for each medium. Nothing
/// that leaves by them steers a terminal, begins a line of its own, turns the direction of what stands beside it, reckons in a spreadsheet, or names
/// another folder.
/// </summary>
public static class Untrusted
{
    private static readonly SearchValues<char> SignsOfAnAmount = SearchValues.Create("0123456789.,\u00A0 ");

    private const char Unprintable = '\uFFFD';
    private const int LongestFileName = 100, MostFileNameBytes = 180;

    // What Windows takes for a device whatever follows the first dot.
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN", "CONOUT", "CLOCK",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>
    /// For a screen, and for every place that is one line: line breaks and tabs are blanks, control characters and what turns the direction of
    /// writing are shown as U+FFFD, and what is not seen at all is left out.
    /// </summary>
    public static string ForScreen(string text)
    {
        if (!NeedsCare(text)) return text;
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
                {
                    // The tags of U+E0000 and the like are letters that nobody sees.
                    if (CharUnicodeInfo.GetUnicodeCategory(text, i) != UnicodeCategory.Format) safe.Append(c).Append(text[i + 1]);
                    i++;
                }
                else safe.Append(Unprintable);
            }
            else if (IsBreak(c)) safe.Append(c == '\n' && i > 0 && text[i - 1] == '\r' ? "" : " ");
            else if (char.IsControl(c) || TurnsDirection(c)) safe.Append(Unprintable);
            else if (!IsUnseen(c)) safe.Append(c);
        }
        return safe.ToString();
    }

    /// <summary>
    /// A cell of a CSV file with semicolons (RFC 4180): on one line, in quotes where it must be, and never a formula to the spreadsheet of whoever
    /// opens it. A number, and an amount with its currency, stays one.
    /// </summary>
    public static string ForCsv(string cell)
    {
        var safe = ForScreen(cell);
        if (IsFormula(safe)) safe = "'" + safe;
        return safe.AsSpan().IndexOfAny(";\",") < 0 || (safe.AsSpan().IndexOfAny(";\"") < 0 && IsAmount(safe)) ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }

    /// <summary>
    /// A name for a file, or the first part of one: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, neither hidden nor a device, not longer than
    /// any system takes with an ending behind it. Everything else is a dash.
    /// </summary>
    /// <param name="text">What the file is about.</param>
    /// <param name="otherwise">The name where nothing of it is left.</param>
    public static string ForFileName(string text, string otherwise)
    {
        var safe = string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.', '-');
        var length = Math.Min(safe.Length, LongestFileName);
        while (Encoding.UTF8.GetByteCount(safe.AsSpan(0, length)) > MostFileNameBytes) length--;
        safe = safe[..length].TrimEnd('.', '-');
        if (safe.Length == 0) return otherwise;
        return Devices.Contains(safe.Split('.')[0]) ? "_" + safe : safe;
    }

    /// <summary>
    /// The name of a file that somebody gave along, as it is offered for a download: without a folder, without what a system minds, and without what
    /// makes <c>exe.pdf</c> look like <c>fdp.exe</c>; else as he wrote it.
    /// </summary>
    /// <param name="name">As he wrote it.</param>
    /// <param name="most">How many characters at most; the ending stays.</param>
    /// <param name="otherwise">The name where nothing of it is left.</param>
    public static string ForDownload(string name, int most, string otherwise)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format
            && !"<>:\"|?*".Contains(c))).Trim(' ', '.');
        if (safe.Length > most)
        {
            var dot = safe.LastIndexOf('.');
            var ending = dot < 0 ? "" : safe[dot..Math.Min(safe.Length, dot + 20)];
            safe = safe[..(most - ending.Length)] + ending;
        }
        if (safe.Length == 0) return otherwise;
        return Devices.Contains(safe.Split('.')[0].TrimEnd()) ? "_" + safe : safe;
    }

    /// <summary>A line of an e-mail's head: one line, and nothing in it that could end it.</summary>
    public static string ForHeader(string text) => ForScreen(text).Trim();

    /// <summary>
    /// Text between tags or in a quoted attribute. Letters of any script stay as they are; what turns the direction of writing is shown as U+FFFD, and
    /// line breaks stay, because they mean nothing there.
    /// </summary>
    public static string ForHtml(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0 && !NeedsCare(text)) return text;
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                '\n' or '\r' or '\t' => safe.Append(text[i]),
                var c when char.IsControl(c) || TurnsDirection(c) => safe.Append(Unprintable),
                var c when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) => safe.Append(c).Append(text[++i]),
                var c when char.IsSurrogate(c) => safe.Append(Unprintable),
                var c => safe.Append(c),
            };
        }
        return safe.ToString();
    }

    /// <summary>JSON that may be looked at on a screen: the same values, with everything escaped that would steer it or turn its direction.</summary>
    /// <param name="json">JSON, in which such characters stand in texts only.</param>
    public static string ForJson(string json) => !json.Any(c => TurnsDirection(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) ? json
        : string.Concat(json.Select(c => TurnsDirection(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? $"\\u{(int)c:X4}" : c.ToString()));

    /// <summary>Turns, embeds or isolates the direction in which the letters after it are written.</summary>
    public static bool TurnsDirection(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    private static bool NeedsCare(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return false;
        foreach (var c in text)
            if (NeedsCare(c)) return true;
        return false;
    }

    private static bool NeedsCare(char c) => c is < ' ' or > '~'
        && (char.IsControl(c) || char.IsSurrogate(c) || IsBreak(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);

    private static bool IsBreak(char c) => c is '\n' or '\r' or '\t' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    // What joins letters, and what marks a direction without turning it, belongs to some scripts.
    private static bool IsUnseen(char c) =>
        c > '~' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format && c is not (>= '\u200C' and <= '\u200F' or '\u061C');

    // Spreadsheets pass over blanks before it, and know the wide forms of these signs.
    private static bool IsFormula(string cell)
    {
        var begun = cell.AsSpan().TrimStart();
        if (begun.IsEmpty || begun[0] is not ('=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20')) return false;
        return !(begun[0] is '+' or '-' && (begun.Length == 1 || IsAmount(begun)));
    }

    // -12,00 PLN; -1 234.50; no sign in it could reckon.
    private static bool IsAmount(ReadOnlySpan<char> text)
    {
        var digits = text.TrimStart("+-");
        if (text.Length - digits.Length > 1 || digits.IsEmpty || !char.IsAsciiDigit(digits[0])) return false;
        var end = digits.IndexOfAnyExcept(SignsOfAnAmount);
        return end < 0 || (digits.Length - end <= 3 && digits[end - 1] is ' ' or '\u00A0' && digits[end..].IndexOfAnyExceptInRange('A', 'Z') < 0)
            || digits[end..] is "zł" or "%";
    }
}
