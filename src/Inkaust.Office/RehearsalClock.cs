namespace Inkaust.Office;

/// <summary>
/// A clock that somebody else sets, so that days can be played which have not come. It is good for companies of a local KSeF alone: what another
/// KSeF was told at a wrong time could not be taken back, and <see cref="CompanyRegister"/> hands out no such company by it.
/// </summary>
/// <param name="source">By which it runs between one look and the next, and by which everybody waits.</param>
public sealed class RehearsalClock(TimeProvider source) : TimeProvider
{
    // Two clocks that run alike are never exactly so, and a question to the other one takes a while.
    private static readonly TimeSpan Alike = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private DateTimeOffset shown = source.GetUtcNow();
    private long shownAt = source.GetTimestamp();
    private bool standsStill;

    /// <summary>
    /// It rehearses only while it shows another time than its source: for a program that goes on for days, and rehearses now and then.
    /// </summary>
    public bool NowAndThen { get; init; }

    /// <summary>What it shows is a rehearsal, to be told to nobody but a local KSeF.</summary>
    public bool IsRehearsal => !NowAndThen || IsOff;

    /// <summary>It shows another time than its source.</summary>
    public bool IsOff
    {
        get
        {
            lock (gate) return standsStill || (GetUtcNow() - source.GetUtcNow()).Duration() > Alike;
        }
    }

    /// <summary>Shows this time from now on.</summary>
    /// <param name="now">The time.</param>
    /// <param name="frozen">It stands still.</param>
    public void Show(DateTimeOffset now, bool frozen)
    {
        lock (gate) (shown, shownAt, standsStill) = (now.ToUniversalTime(), source.GetTimestamp(), frozen);
    }

    /// <summary>Shows the time of its source from now on.</summary>
    public void ShowOwn() => Show(source.GetUtcNow(), frozen: false);

    /// <summary>By which everything goes that has to do with others who rehearse nothing.</summary>
    public TimeProvider Own => source;

    /// <summary>What the source shows.</summary>
    public DateTimeOffset OwnNow => source.GetUtcNow();

    /// <summary>Shows what the other clock shows; a clock that rehearses now and then runs by its source while the two agree.</summary>
    public void Follow(DateTimeOffset now, bool frozen)
    {
        if (NowAndThen && !frozen && IsOwn(now)) ShowOwn();
        else Show(now, frozen);
    }

    /// <summary>This time is that of the source, as far as two clocks ever agree.</summary>
    public bool IsOwn(DateTimeOffset time) => (time - source.GetUtcNow()).Duration() <= Alike;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return standsStill ? shown : shown + source.GetElapsedTime(shownAt);
    }

    public override long TimestampFrequency => source.TimestampFrequency;

    public override long GetTimestamp() => source.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        source.CreateTimer(callback, state, dueTime, period);
}
