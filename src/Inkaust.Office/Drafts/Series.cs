using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>How invoices are numbered.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Pattern">Text with <c>{n}</c> (the counter), <c>{yyyy}</c>, <c>{yy}</c> and <c>{mm}</c>, the last three of P_1.</param>
/// <param name="BeginsAnew">When the counter begins anew.</param>
public sealed record Series(string Id, string Name, string Pattern, BeginsAnew BeginsAnew)
{
    private const int LongestNumber = 256; // P_2 is a TZnakowy of the schema.
    private const int LongestName = 60;

    /// <summary>That of a company that has set up none.</summary>
    public static Series Usual { get; } = new("main", "Faktury", "FV/{n}/{mm}/{yyyy}", BeginsAnew.Month);

    private NumberPattern Numbers => new(Pattern, BeginsAnew);

    /// <inheritdoc cref="NumberPattern.Number"/>
    public string Number(long count, DateOnly date) => Numbers.Number(count, date);

    /// <inheritdoc cref="NumberPattern.PeriodOf"/>
    internal string PeriodOf(DateOnly date) => Numbers.PeriodOf(date);

    /// <inheritdoc cref="NumberPattern.Marked"/>
    internal string Marked(string mark) => Numbers.Marked(mark);

    /// <inheritdoc cref="NumberPattern.Gives"/>
    internal bool Gives(string number, DateOnly date) => Numbers.Gives(number, date);

    internal IEnumerable<Finding> Check()
    {
        if (Name.Trim().Length is 0 or > LongestName) yield return ShelfFindings.Nameless;
        if (!Pattern.Contains("{n}", StringComparison.Ordinal)) yield return ShelfFindings.NoCounter;
        else if (Numbers.Words.Any(word => word is not ("{n}" or "{yyyy}" or "{yy}" or "{mm}"))
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
}
