using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Office;

/// <summary>
/// Lets a few in at a time. SQL is synchronous, so whoever waits for the database holds a thread; whoever waits at the door holds none, and
/// is let in in turn (docs/adr/0009).
/// </summary>
/// <param name="most">How many at once.</param>
// Nobody asks the semaphore for its handle, which is all that it would have to give back.
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable")]
public sealed class Door(int most)
{
    private readonly SemaphoreSlim within = new(most);

    /// <summary>Does work that writes into the database, when it is its turn.</summary>
    /// <param name="work">The work; it waits for nothing but the database.</param>
    /// <param name="stop">Gives up waiting; what is let in is done.</param>
    public async Task<T> ThroughAsync<T>(Func<T> work, CancellationToken stop)
    {
        await within.WaitAsync(stop);
        try
        {
            return work();
        }
        finally
        {
            within.Release();
        }
    }
}
