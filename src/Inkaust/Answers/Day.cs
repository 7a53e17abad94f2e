using System.Globalization;

namespace Inkaust.Answers;

/// <summary>A date in an answer.</summary>
internal static class Day
{
    /// <summary>yyyy-MM-dd.</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same; null where there is none.</summary>
    public static string? Of(DateOnly? date) => date is { } known ? Of(known) : null;
}
