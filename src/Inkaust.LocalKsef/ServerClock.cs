using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>
/// The time of one server. It runs along with the clock it was started from until somebody sets, freezes or advances it
/// on the management port; tokens, certificates, sessions, P_1 checks and UPO all ask this clock.
/// </summary>
internal sealed class ServerClock : TimeProvider
{
    /// <summary>Where the clock stands, as it is written down: how far it is off, or when it was frozen.</summary>
    internal sealed record Written(TimeSpan Shift, DateTimeOffset? FrozenAt);

    private readonly Lock gate = new();
    private readonly TimeProvider source;
    private readonly DateTimeOffset? startsAt;
    private readonly Page<Written> page;
    private TimeSpan shift;
    private DateTimeOffset? frozenAt;

    /// <param name="source">The clock along which it runs.</param>
    /// <param name="startsAt">Where it starts; null is where the source is.</param>
    /// <param name="journal">Where its changes are noted.</param>
    public ServerClock(TimeProvider source, DateTimeOffset? startsAt, Journal journal)
    {
        (this.source, this.startsAt) = (source, startsAt);
        page = new Page<Written>(journal, "clock", Write, PutBack, Restart);
        Restart();
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return frozenAt ?? source.GetUtcNow().ToUniversalTime() + shift;
    }

    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Today's date in Poland.</summary>
    public DateOnly PolishToday => PolishTime.DateOf(Now);

    public bool Frozen
    {
        get { lock (gate) return frozenAt is not null; }
    }

    public void Set(DateTimeOffset now, bool frozen)
    {
        lock (gate)
        {
            frozenAt = frozen ? now.ToUniversalTime() : null;
            shift = now.ToUniversalTime() - source.GetUtcNow().ToUniversalTime();
        }
        page.Changed();
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            shift += by;
            if (frozenAt is { } at) frozenAt = at + by;
        }
        page.Changed();
    }

    /// <summary>Back to where it started.</summary>
    public void Reset() => page.Clear();

    private void Restart()
    {
        lock (gate)
        {
            shift = startsAt is { } start ? start.ToUniversalTime() - source.GetUtcNow().ToUniversalTime() : TimeSpan.Zero;
            frozenAt = null;
        }
    }

    private Written Write()
    {
        lock (gate) return new Written(shift, frozenAt);
    }

    private void PutBack(Written written)
    {
        lock (gate) (shift, frozenAt) = (written.Shift, written.FrozenAt);
    }
}
