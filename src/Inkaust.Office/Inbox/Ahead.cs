using System.Collections.Concurrent;

namespace Inkaust.Office;

/// <summary>Work that is done a step ahead of whoever needs it.</summary>
internal static class Ahead
{
    /// <summary>The same things in the same order, made on another thread while those before are worked on.</summary>
    /// <param name="source">Makes them; it is run through by that thread alone.</param>
    public static IEnumerable<T> ReadAhead<T>(this IEnumerable<T> source)
    {
        using var ready = new BlockingCollection<T>(boundedCapacity: 2);
        using var enough = new CancellationTokenSource();
        var making = Task.Run(() =>
        {
            try
            {
                foreach (var one in source) ready.Add(one, enough.Token);
            }
            finally
            {
                ready.CompleteAdding();
            }
        });
        try
        {
            foreach (var one in ready.GetConsumingEnumerable()) yield return one;
            making.GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever has enough, or broke off, waits until nobody touches the source any more.
            enough.Cancel();
            Task.WaitAny(making);
        }
    }
}
