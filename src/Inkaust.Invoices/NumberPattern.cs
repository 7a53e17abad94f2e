using System.Globalization;
using System.Text.RegularExpressions;

namespace Inkaust.Invoices;

/// <summary>When the counter of a series begins anew with 1.</summary>
public enum BeginsAnew
{
    /// <summary>Each month.</summary>
    Month,

    /// <summary>Each year.</summary>
    Year,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>The same as words that are stored.</summary>
public static class BeginningsAnew
{
    /// <summary>The word; it never changes.</summary>
    public static string Word(this BeginsAnew when) => when switch
    {
        BeginsAnew.Month => "month",
        BeginsAnew.Year => "year",
        _ => "never",
    };

    public static BeginsAnew Parse(string? word) => word switch
    {
        "month" => BeginsAnew.Month,
        "year" => BeginsAnew.Year,
        _ => BeginsAnew.Never,
    };
}

/// <summary>How the invoices of a series are numbered.</summary>
/// <param name="Text">Text with <c>{n}</c> (the counter), <c>{yyyy}</c>, <c>{yy}</c> and <c>{mm}</c>, the last three of P_1.</param>
/// <param name="BeginsAnew">When the counter begins anew.</param>
public sealed partial record NumberPattern(string Text, BeginsAnew BeginsAnew)
{
    /// <summary>Whatever stands in braces.</summary>
    public IEnumerable<string> Words => Word().Matches(Text).Select(word => word.Value);

    /// <summary>The number with this counter on an invoice of this day.</summary>
    public string Number(long count, DateOnly date) => Word().Replace(Text, word => word.Value switch
    {
        "{n}" => count.ToString(CultureInfo.InvariantCulture),
        "{yyyy}" => date.ToString("yyyy", CultureInfo.InvariantCulture),
        "{yy}" => date.ToString("yy", CultureInfo.InvariantCulture),
        "{mm}" => date.ToString("MM", CultureInfo.InvariantCulture),
        var other => other,
    });

    /// <summary>The period in which the counter of this day runs.</summary>
    public string PeriodOf(DateOnly date) => BeginsAnew switch
    {
        BeginsAnew.Month => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        BeginsAnew.Year => date.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The text with a mark before the counter, parted from it by what parts it from the rest: <c>FV/T1/{n}</c> of <c>FV/{n}</c>.</summary>
    public string Marked(string mark)
    {
        var at = Text.IndexOf(Counter, StringComparison.Ordinal);
        if (at < 0) return $"{mark}/{Text}";
        var parts = at > 0 ? Text[at - 1] : '/';
        return Text.Insert(at, char.IsLetterOrDigit(parts) || parts == '}' ? $"{mark}/" : $"{mark}{parts}");
    }

    /// <summary>An invoice of this day gets this number from it, with some counter.</summary>
    public bool Gives(string number, DateOnly date)
    {
        if (Text.Split(Counter) is not [var head, _, ..]) return false;
        var before = new NumberPattern(head, BeginsAnew).Number(0, date);
        return number.StartsWith(before, StringComparison.Ordinal)
            && long.TryParse(string.Concat(number[before.Length..].TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture,
                out var count) && Number(count, date) == number;
    }

    private const string Counter = "{n}";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Word();
}
