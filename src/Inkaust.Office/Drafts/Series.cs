using System.Globalization;
using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Office;

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

/// <summary>How invoices are numbered.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Pattern">Text with <c>{n}</c> (the counter), <c>{yyyy}</c>, <c>{yy}</c> and <c>{mm}</c>, the last three of P_1.</param>
/// <param name="BeginsAnew">When the counter begins anew.</param>
public sealed partial record Series(string Id, string Name, string Pattern, BeginsAnew BeginsAnew)
{
    private const int LongestNumber = 256; // P_2 is a TZnakowy of the schema.
    private const int LongestName = 60;

    /// <summary>That of a company that has set up none.</summary>
    public static Series Usual { get; } = new("main", "Faktury", "FV/{n}/{mm}/{yyyy}", BeginsAnew.Month);

    /// <summary>The number with this counter on an invoice of this day.</summary>
    public string Number(long count, DateOnly date) => Word().Replace(Pattern, word => word.Value switch
    {
        "{n}" => count.ToString(CultureInfo.InvariantCulture),
        "{yyyy}" => date.ToString("yyyy", CultureInfo.InvariantCulture),
        "{yy}" => date.ToString("yy", CultureInfo.InvariantCulture),
        "{mm}" => date.ToString("MM", CultureInfo.InvariantCulture),
        var other => other,
    });

    /// <summary>The period in which the counter of this day runs.</summary>
    internal string PeriodOf(DateOnly date) => BeginsAnew switch
    {
        BeginsAnew.Month => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        BeginsAnew.Year => date.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => "",
    };

    internal IEnumerable<Finding> Check()
    {
        if (Name.Trim().Length is 0 or > LongestName) yield return ShelfFindings.Nameless;
        if (!Pattern.Contains("{n}", StringComparison.Ordinal)) yield return ShelfFindings.NoCounter;
        else if (Word().Matches(Pattern).Any(word => word.Value is not ("{n}" or "{yyyy}" or "{yy}" or "{mm}"))
            || Pattern.Any(char.IsControl) || Number(long.MaxValue, DateOnly.MaxValue).Length > LongestNumber) yield return ShelfFindings.NoPattern;
        else if (Repeats) yield return ShelfFindings.WouldRepeat;
    }

    private bool Repeats => BeginsAnew switch
    {
        BeginsAnew.Month => !(SaysYear && Pattern.Contains("{mm}", StringComparison.Ordinal)),
        BeginsAnew.Year => !SaysYear,
        _ => false,
    };

    private bool SaysYear => Pattern.Contains("{yyyy}", StringComparison.Ordinal) || Pattern.Contains("{yy}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Word();
}
