namespace Inkaust.Tests.Unit.Issuing;

/// <summary>
/// A clock that stands still until it is moved. A pause ends at once, and the clock shows that it has passed; a limit, after which somebody
/// takes another for silent, never comes.
/// </summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Jump(TimeSpan by)
    {
        lock (gate) now += by;
    }

    public void Set(DateTimeOffset to)
    {
        lock (gate) now = to;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var pause = new Pause(this, callback, state);
        pause.Change(dueTime, period);
        return pause;
    }

    private sealed class Pause(StillClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // The timer of a limit belongs to what it cancels.
            if (state is CancellationTokenSource || dueTime == Timeout.InfiniteTimeSpan) return true;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                clock.Jump(dueTime);
                callback(state);
            });
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
