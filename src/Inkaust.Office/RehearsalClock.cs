namespace Inkaust.Office;

/// <summary>
/// A clock that somebody else sets, so that days can be played which have not come. It is good for companies of a local KSeF alone: what another
/// KSeF was told at a wrong time could not be taken back, and <see cref="CompanyRegister"/> hands out no such company by it.
/// </summary>
/// <param name="source">By which it runs between one look and the next, and by which everybody waits.</param>
public sealed class RehearsalClock(TimeProvider source) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset shown = source.GetUtcNow();
    private long shownAt = source.GetTimestamp();
    private bool standsStill;

    /// <summary>Shows this time from now on.</summary>
    /// <param name="now">The time.</param>
    /// <param name="frozen">It stands still.</param>
    public void Show(DateTimeOffset now, bool frozen)
    {
        lock (gate) (shown, shownAt, standsStill) = (now.ToUniversalTime(), source.GetTimestamp(), frozen);
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return standsStill ? shown : shown + source.GetElapsedTime(shownAt);
    }

    public override long TimestampFrequency => source.TimestampFrequency;

    public override long GetTimestamp() => source.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        source.CreateTimer(callback, state, dueTime, period);
}
