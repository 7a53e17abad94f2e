using System.Runtime.CompilerServices;

namespace Inkaust.Ksef;

/// <summary>Lists that KSeF gives in pages, read to their end; one that does not end is no answer.</summary>
internal static class Pages
{
    private const int Most = 1000;

    /// <summary>Pages of which each names the next by a token.</summary>
    public static async IAsyncEnumerable<T> ByTokenAsync<T>(
        Call call, Func<Call, CancellationToken, Task<(IReadOnlyList<T> Items, string? Next)>> fetch,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var page = 0; page < Most; page++)
        {
            var (items, next) = await fetch(call, cancellation).ConfigureAwait(false);
            foreach (var item in items) yield return item;
            if (string.IsNullOrEmpty(next)) yield break;
            if (next == call.ContinuationToken) break;
            call = call with { ContinuationToken = next };
        }
        throw new KsefUnavailable(call.Operation, Disturbance.Unreadable, "the list does not end");
    }

    /// <summary>Pages by their number, from 0.</summary>
    public static async IAsyncEnumerable<T> ByNumberAsync<T>(
        Func<int, Call> callOf, Func<Call, CancellationToken, Task<(IReadOnlyList<T> Items, bool HasMore)>> fetch,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var page = 0; page < Most; page++)
        {
            var (items, hasMore) = await fetch(callOf(page), cancellation).ConfigureAwait(false);
            foreach (var item in items) yield return item;
            if (!hasMore) yield break;
        }
        throw new KsefUnavailable(callOf(0).Operation, Disturbance.Unreadable, "the list does not end");
    }
}
