namespace Inkaust.Tests;

/// <summary>A clock that runs as the real one does, from a moment of the test's choice, and jumps when told to.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private readonly object gate = new();
    private TimeSpan shift;

    public ShiftedClock(string startsAt) => shift = DateTimeOffset.Parse(startsAt) - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return System.GetUtcNow() + shift;
    }

    public void Jump(TimeSpan by)
    {
        lock (gate) shift += by;
    }
}
