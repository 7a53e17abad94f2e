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

    /// <summary>Nothing here is older, and the certificates of the authority end later: between these everything that adds years goes well.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), Latest = new(2150, 1, 1, 0, 0, 0, TimeSpan.Zero);

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
        if (startsAt < Earliest || startsAt > Latest)
            throw new ArgumentOutOfRangeException(nameof(startsAt), startsAt, $"The clock goes from {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}.");
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

    /// <exception cref="ApiRefusal">21405: not between <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public void Set(DateTimeOffset now, bool frozen)
    {
        lock (gate)
        {
            RefuseOutside(now.UtcTicks);
            frozenAt = frozen ? now.ToUniversalTime() : null;
            shift = now.ToUniversalTime() - source.GetUtcNow().ToUniversalTime();
        }
        page.Changed();
    }

    /// <exception cref="ApiRefusal">21405: it would not be between <see cref="Earliest"/> and <see cref="Latest"/> any more.</exception>
    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            RefuseOutside((Int128)GetUtcNow().Ticks + by.Ticks);
            shift += by;
            if (frozenAt is { } at) frozenAt = at + by;
        }
        page.Changed();
    }

    // Back to where it started.
    private void Restart()
    {
        lock (gate)
        {
            shift = startsAt is { } start ? start.ToUniversalTime() - source.GetUtcNow().ToUniversalTime() : TimeSpan.Zero;
            frozenAt = null;
        }
    }

    private static void RefuseOutside(Int128 ticks)
    {
        if (ticks < Earliest.Ticks || ticks > Latest.Ticks)
            throw ApiRefusal.Invalid(new Wording($"Zegar można ustawić od {Earliest:yyyy-MM-dd} do {Latest:yyyy-MM-dd}.",
                $"The clock goes from {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}."));
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
