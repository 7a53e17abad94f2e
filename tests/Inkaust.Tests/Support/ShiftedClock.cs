namespace Inkaust.Tests;

/// <summary>A clock that runs as the real one does, from a moment of the test's choice, and jumps or stands still when told to and never else.</summary>
/// <param name="startsAt">With an offset.</param>
/// <param name="isPatient">
/// Limits of time, after which somebody takes another for silent, are twenty times as long: a busy machine is not silent. False for a test
/// that is about such a limit.
/// </param>
internal sealed class ShiftedClock(string startsAt, bool isPatient = true) : TimeProvider
{
    private const int Patience = 20;

    private readonly object gate = new();
    private readonly long began = System.GetTimestamp();
    private DateTimeOffset start = DateTimeOffset.Parse(startsAt).ToUniversalTime();
    private bool standsStill;

    public override DateTimeOffset GetUtcNow()
    {
        // Not by the clock on the wall, which somebody may set while the tests run.
        lock (gate) return standsStill ? start : start + System.GetElapsedTime(began);
    }

    // The timer of a limit belongs to what it cancels; that of a pause does not.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
        callback, state, isPatient && state is CancellationTokenSource && dueTime > TimeSpan.Zero ? dueTime * Patience : dueTime, period);

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
