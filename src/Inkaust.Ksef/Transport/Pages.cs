using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Inkaust.Ksef;

/// <summary>A page that names the next one by a token.</summary>
internal interface IPageWithToken
{
    /// <summary>Of the next page; null or empty on the last.</summary>
    string? ContinuationToken { get; }
}

/// <summary>A page that says whether one with the next number follows.</summary>
internal interface INumberedPage
{
    bool HasMore { get; }
}

/// <summary>Lists that KSeF gives in pages, read to their end; one that does not end is no answer.</summary>
internal static class Pages
{
    private const int Most = 1000;

    /// <summary>The rows of pages of which each names the next by a token.</summary>
    public static async IAsyncEnumerable<T> ByTokenAsync<TPage, T>(
        Exchange exchange, Call call, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>> rowsOf,
        [EnumeratorCancellation] CancellationToken cancellation = default) where TPage : IPageWithToken
    {
        for (var number = 0; number < Most; number++)
        {
            var page = await exchange.AskAsync(call, type, cancellation).ConfigureAwait(false);
            foreach (var row in rowsOf(page)) yield return row;
            if (string.IsNullOrEmpty(page.ContinuationToken)) yield break;
            if (page.ContinuationToken == call.ContinuationToken) break;
            call = call with { ContinuationToken = page.ContinuationToken };
        }
        throw Endless(call);
    }

    /// <summary>The rows of pages by their number, from 0; of so many at the most.</summary>
    public static async IAsyncEnumerable<T> ByNumberAsync<TPage, T>(
        Exchange exchange, Func<int, Call> callOf, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>> rowsOf, int most = Most,
        [EnumeratorCancellation] CancellationToken cancellation = default) where TPage : INumberedPage
    {
        for (var number = 0; number < most; number++)
        {
            var page = await exchange.AskAsync(callOf(number), type, cancellation).ConfigureAwait(false);
            foreach (var row in rowsOf(page)) yield return row;
            if (!page.HasMore) yield break;
        }
        throw Endless(callOf(0));
    }

    private static KsefUnavailable Endless(Call call) => new(call.Operation, Disturbance.Unreadable, "the list does not end");
}
