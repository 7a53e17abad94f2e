using System.Collections.Concurrent;

namespace Inkaust.Office;

/// <summary>Work that is done before whoever needs it asks for it.</summary>
internal static class Ahead
{
    // More would only lie there.
    private const int Waiting = 4;

    /// <summary>
    /// What is made of each thing, in the same order: another thread fetches the things that come next, and others make something of them, while those
    /// before are worked on. Whoever asks for one that nobody has begun makes it himself.
    /// </summary>
    /// <param name="source">Gives the things; it is run through by one other thread alone.</param>
    /// <param name="make">Makes something of one, on any thread, of several at once.</param>
    public static IEnumerable<TMade> MadeAhead<T, TMade>(this IEnumerable<T> source, Func<T, TMade> make)
    {
        using var begun = new BlockingCollection<Task<TMade>>(Waiting);
        using var enough = new CancellationTokenSource();
        var fetching = Task.Run(() =>
        {
            try
            {
                foreach (var one in source) begun.Add(Task.Run(() => make(one)), enough.Token);
            }
            finally
            {
                begun.CompleteAdding();
            }
        });
        try
        {
            foreach (var one in begun.GetConsumingEnumerable()) yield return one.GetAwaiter().GetResult();
            fetching.GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever has enough, or broke off, waits until nobody touches the source any more.
            enough.Cancel();
            Task.WaitAny(fetching);
        }
    }
}
