namespace Inkaust.Tests;

/// <summary>A clock that runs as the real one does, from a moment of the test's choice, and jumps or stands still when told to and never else.</summary>
internal sealed class ShiftedClock(string startsAt) : TimeProvider
{
    private readonly object gate = new();
    private readonly long began = System.GetTimestamp();
    private DateTimeOffset start = DateTimeOffset.Parse(startsAt).ToUniversalTime();
    private bool standsStill;

    public override DateTimeOffset GetUtcNow()
    {
        // Not by the clock on the wall, which somebody may set while the tests run.
        lock (gate) return standsStill ? start : start + System.GetElapsedTime(began);
    }

    public void Jump(TimeSpan by)
    {
        lock (gate) start += by;
    }

    /// <summary>Shows the same time from now on, until it jumps; timers run on.</summary>
    public void StandStill()
    {
        lock (gate) (start, standsStill) = (GetUtcNow(), true);
    }
}
