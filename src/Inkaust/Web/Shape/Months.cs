using System.Globalization;

namespace Inkaust.Web.Shape;

/// <summary>Months as addresses name them: <c>2026-11</c>.</summary>
internal static class Months
{
    /// <summary>The first day of the month; null: it is none.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;
}
