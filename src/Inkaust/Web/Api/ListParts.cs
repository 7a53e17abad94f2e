using System.Globalization;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Web.Api;

/// <summary>How long lists are given: the newest first, in parts; the place of a part's last one tells where the following begins, whatever came meanwhile.</summary>
internal static class ListParts
{
    private const int Usual = 50, Longest = 200;

    /// <summary>How many a part has.</summary>
    /// <param name="limit">How many were asked for.</param>
    public static int Most(int? limit) => Math.Clamp(limit ?? Usual, 1, Longest);

    /// <summary>The place before which a part begins; null: it is the first.</summary>
    /// <param name="after">What the part before called next.</param>
    /// <exception cref="RefusedException">INK-API-008: that is no place.</exception>
    public static long? Before(string? after) => after is null ? null
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place
        : throw new RefusedException(ApiFindings.NotUnderstood("after"));

    /// <summary>What is to be given as <c>after</c> for the following part; null: there is none.</summary>
    /// <param name="found">One more than the part has, if there are so many.</param>
    /// <param name="most">How many the part has.</param>
    /// <param name="place">The place of one of them.</param>
    public static string? Next<T>(IReadOnlyList<T> found, int most, Func<T, long> place) =>
        found.Count > most ? place(found[most - 1]).ToString(CultureInfo.InvariantCulture) : null;
}
