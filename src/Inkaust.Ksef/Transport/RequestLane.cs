using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Ksef;

/// <summary>
/// The requests that KSeF counts together. A request occupies its place from its start until a window after its <em>answer</em>:
/// KSeF counted it at some moment in between, so whatever the line does to the times, no window of KSeF holds more than the limit.
/// </summary>
// The timer lives as long as the process does, like the lane itself.
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable")]
internal sealed class RequestLane
{
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private readonly ILanePast past;
    private readonly LinkedList<TaskCompletionSource<long>> waiting = new();
    private RateLimit limit;

    /// <param name="limit">How many requests fit.</param>
    /// <param name="clock">The time.</param>
    /// <param name="past">What came before; known to this process alone when null.</param>
    public RequestLane(RateLimit limit, TimeProvider clock, ILanePast? past = null)
    {
        this.limit = limit;
        this.past = past ?? new PastInMemory(clock);
        timer = clock.CreateTimer(static lane => ((RequestLane)lane!).Admit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when it is this caller's turn; first come, first served.</summary>
    /// <returns>What to leave by.</returns>
    public async Task<long> EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) waiting.AddLast(turn);
        Admit();
        using var giveUp = cancellation.UnsafeRegister(_ => GiveUp(turn, cancellation), null);
        return await turn.Task.ConfigureAwait(false);
    }

    /// <summary>The request has its answer, or will never have one.</summary>
    public void Leave(long request)
    {
        lock (gate) past.End(request);
        Admit();
    }

    /// <summary>Nobody starts for this long.</summary>
    public void Block(TimeSpan wait)
    {
        lock (gate) past.Block(wait);
    }

    public void Adopt(RateLimit adopted)
    {
        lock (gate) limit = adopted;
        Admit();
    }

    /// <summary>How long somebody who came now would wait, if all requests under way ended now and all others took no time.</summary>
    public TimeSpan ExpectedWait()
    {
        lock (gate) return past.ExpectedWait(limit, waiting.Count);
    }

    private void Admit()
    {
        lock (gate)
        {
            while (waiting.First is { } first)
            {
                var wait = past.TryBegin(limit, out var request);
                if (wait > TimeSpan.Zero)
                {
                    timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                    return;
                }
                waiting.RemoveFirst();
                first.Value.SetResult(request);
            }
        }
    }

    private void GiveUp(TaskCompletionSource<long> turn, CancellationToken cancellation)
    {
        bool waited;
        lock (gate) waited = waiting.Remove(turn);
        if (waited) turn.TrySetCanceled(cancellation);
    }
}
