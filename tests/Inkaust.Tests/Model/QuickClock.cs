namespace Inkaust.Model;

/// <summary>The clock of a story: it runs many times faster than the real one, and jumps when the story says so.</summary>
/// <param name="startsAt">Where it begins.</param>
internal sealed class QuickClock(DateTimeOffset startsAt) : TimeProvider
{
    /// <summary>A wait of two minutes, as the program waits for a verdict, is over in less than a second.</summary>
    private const int Speed = 200;

    private readonly long began = System.GetTimestamp();
    private long jumped;

    public override DateTimeOffset GetUtcNow() => startsAt + Gone() + TimeSpan.FromTicks(Interlocked.Read(ref jumped));

    // A jump of the clock on the wall is none for who measures a span.
    public override long GetTimestamp() => Gone().Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Slow(dueTime), Slow(period));

    public void Jump(TimeSpan by) => Interlocked.Add(ref jumped, by.Ticks);

    private TimeSpan Gone() => System.GetElapsedTime(began) * Speed;

    // What waits this long is the limit of a request, and a busy machine must not break it.
    private static TimeSpan Slow(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / (time > TimeSpan.FromMinutes(1) ? 4 : Speed);
}

/// <summary>The power of a machine has failed: nothing that its program had in mind happens any more.</summary>
internal sealed class PowerCutException : Exception;

/// <summary>
/// The clock of one run of the program. The program looks at it before everything that it writes down and between its requests, so
/// a look that never returns is a power cut at that very place; from then on every look is one, and only what is on disk is left.
/// </summary>
internal sealed class LifeClock(TimeProvider wall, TimeSpan off) : TimeProvider
{
    private int looksLeft = int.MaxValue;

    public bool IsDead => Volatile.Read(ref looksLeft) <= 0;

    /// <summary>The power fails at the look after this many.</summary>
    public void FailsAfter(int looks) => Volatile.Write(ref looksLeft, looks + 1);

    /// <summary>It does not fail any more, unless it has.</summary>
    public void Stays()
    {
        if (!IsDead) Volatile.Write(ref looksLeft, int.MaxValue);
    }

    public override DateTimeOffset GetUtcNow() => Looked(wall.GetUtcNow() + off);

    public override long GetTimestamp() => Looked(wall.GetTimestamp());

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Looked(wall.CreateTimer(callback, state, dueTime, period));

    private T Looked<T>(T seen)
    {
        if (Volatile.Read(ref looksLeft) == int.MaxValue) return seen;
        return Interlocked.Decrement(ref looksLeft) <= 0 ? throw new PowerCutException() : seen;
    }
}
