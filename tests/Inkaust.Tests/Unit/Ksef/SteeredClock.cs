namespace Inkaust.Tests.Unit.Ksef;

/// <summary>A clock that stands still until it is moved; waits up to a limit are skipped by moving it.</summary>
internal sealed class SteeredClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<SteeredTimer> timers = [];
    private DateTimeOffset now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Waits up to this long end at once, and the clock shows that the time has passed.</summary>
    public TimeSpan SkipsWaitsUpTo { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The waits that were asked for.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time)
    {
        List<SteeredTimer> due;
        lock (gate)
        {
            now += time;
            due = timers.Where(timer => timer.DueAt <= now).ToList();
            timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteeredTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SteeredTimer(SteeredClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = clock.now + dueTime;
                clock.timers.Add(this);
                if (dueTime > clock.SkipsWaitsUpTo) return true;
                clock.Waits.Add(dueTime);
            }
            ThreadPool.QueueUserWorkItem(_ => clock.Advance(dueTime));
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
