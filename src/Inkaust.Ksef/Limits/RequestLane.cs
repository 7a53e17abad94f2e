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
    // A window may count both of its ends, and timers round.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly long start;
    private readonly ITimer timer;
    private readonly List<TimeSpan> answered = [];
    private readonly LinkedList<TaskCompletionSource> waiting = new();
    private RateLimit limit;
    private int underWay;
    private TimeSpan blockedUntil;

    public RequestLane(RateLimit limit, TimeProvider clock)
    {
        this.limit = limit;
        this.clock = clock;
        start = clock.GetTimestamp();
        timer = clock.CreateTimer(static lane => ((RequestLane)lane!).Admit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => clock.GetElapsedTime(start);

    /// <summary>Ends when it is this caller's turn; first come, first served.</summary>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) waiting.AddLast(turn);
        Admit();
        using var giveUp = cancellation.UnsafeRegister(_ => GiveUp(turn, cancellation), null);
        await turn.Task.ConfigureAwait(false);
    }

    /// <summary>The request has its answer, or will never have one.</summary>
    public void Leave()
    {
        lock (gate)
        {
            underWay--;
            answered.Add(Now);
        }
        Admit();
    }

    /// <summary>Nobody starts for this long.</summary>
    public void Block(TimeSpan wait)
    {
        lock (gate)
        {
            if (Now + wait > blockedUntil) blockedUntil = Now + wait;
        }
    }

    public void Adopt(RateLimit adopted)
    {
        lock (gate) limit = adopted;
        Admit();
    }

    /// <summary>How long somebody who came now would wait, if all requests under way ended now and all others took no time.</summary>
    public TimeSpan ExpectedWait()
    {
        lock (gate)
        {
            var now = Now;
            Forget(now);
            List<TimeSpan> imagined = [.. answered, .. Enumerable.Repeat(now, underWay)];
            for (var ahead = waiting.Count; ahead > 0; ahead--) imagined.Add(NextStart(imagined, 0, now));
            return NextStart(imagined, 0, now) - now;
        }
    }

    private void Admit()
    {
        lock (gate)
        {
            var now = Now;
            Forget(now);
            while (waiting.First is { } first)
            {
                var next = NextStart(answered, underWay, now);
                if (next > now)
                {
                    timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                    return;
                }
                waiting.RemoveFirst();
                if (first.Value.TrySetResult()) underWay++;
            }
        }
    }

    // The moment at which every window has a place free: one window after the request that is as far back as the limit reaches.
    // A request under way may be answered now at the earliest.
    private TimeSpan NextStart(List<TimeSpan> ended, int open, TimeSpan now)
    {
        var next = blockedUntil > now ? blockedUntil : now;
        foreach (var (most, window) in Windows())
        {
            if (ended.Count + open < most) continue;
            var free = (most > open ? ended[^(most - open)] : now) + window + Margin;
            if (free > next) next = free;
        }
        return next;
    }

    // A limit below one would wait for ever; then KSeF itself shall answer.
    private (int Most, TimeSpan Window)[] Windows() =>
    [
        (Math.Max(1, limit.PerSecond), TimeSpan.FromSeconds(1)),
        (Math.Max(1, limit.PerMinute), TimeSpan.FromMinutes(1)),
        (Math.Max(1, limit.PerHour), LongestWindow),
    ];

    private void Forget(TimeSpan now)
    {
        var old = answered.FindIndex(at => at + LongestWindow + Margin > now);
        answered.RemoveRange(0, old < 0 ? answered.Count : old);
    }

    private void GiveUp(TaskCompletionSource turn, CancellationToken cancellation)
    {
        bool waited;
        lock (gate) waited = waiting.Remove(turn);
        if (waited) turn.TrySetCanceled(cancellation);
    }
}
