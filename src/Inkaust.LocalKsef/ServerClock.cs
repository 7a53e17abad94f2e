using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>
/// The time of one server. It runs along with the clock it was started from until somebody sets, freezes or advances it
/// on the management port; tokens, certificates, sessions, P_1 checks and UPO all ask this clock.
/// </summary>
internal sealed class ServerClock(TimeProvider source) : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan shift;
    private DateTimeOffset? frozenAt;

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
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            shift += by;
            if (frozenAt is { } at) frozenAt = at + by;
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            shift = TimeSpan.Zero;
            frozenAt = null;
        }
    }
}
