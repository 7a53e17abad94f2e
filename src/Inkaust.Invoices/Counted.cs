namespace Inkaust.Invoices;

/// <summary>A number with what it counts, in the form that goes with it.</summary>
public static class Counted
{
    /// <summary>In Polish: 1 dzień, 2 dni, 5 dni, 12 dni, 22 dni.</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">The form for 1.</param>
    /// <param name="few">The form for 2, 3, 4, and what ends so, but for 12, 13, 14.</param>
    /// <param name="many">The form for all others, 0 among them.</param>
    public static string InPolish(long number, string one, string few, string many) => $"{number} {PolishForm(number, one, few, many)}";

    /// <summary>The form alone, for sentences in which the number stands elsewhere.</summary>
    public static string PolishForm(long number, string one, string few, string many) => Math.Abs(number) switch
    {
        1 => one,
        var n when n % 10 is 2 or 3 or 4 && n % 100 is not (12 or 13 or 14) => few,
        _ => many,
    };

    /// <summary>In English: 1 day, 2 days.</summary>
    public static string InEnglish(long number, string one, string? many = null) => $"{number} {(Math.Abs(number) == 1 ? one : many ?? one + "s")}";
}
