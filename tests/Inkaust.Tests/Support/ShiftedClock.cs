namespace Inkaust.Tests;

/// <summary>A clock that runs as the real one does, from a moment of the test's choice, and jumps when told to and never else.</summary>
internal sealed class ShiftedClock(string startsAt) : TimeProvider
{
    private readonly DateTimeOffset start = DateTimeOffset.Parse(startsAt);
    private readonly long began = System.GetTimestamp();
    private long jumped;

    // Not by the clock on the wall, which somebody may set while the tests run.
    public override DateTimeOffset GetUtcNow() => (start + System.GetElapsedTime(began)).AddTicks(Interlocked.Read(ref jumped)).ToUniversalTime();

    public void Jump(TimeSpan by) => Interlocked.Add(ref jumped, by.Ticks);
}
