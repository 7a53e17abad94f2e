using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What one look at a status shows.</summary>
/// <typeparam name="T">What the end of the operation holds.</typeparam>
public abstract record Look<T>
{
    private Look() { }

    /// <summary>Not finished. Neither an acceptance nor a refusal.</summary>
    public sealed record Running : Look<T>;

    /// <summary>Finished, well or badly: <paramref name="Value"/> says which.</summary>
    public sealed record Done(T Value) : Look<T>;
}

/// <summary>How often and how long to look.</summary>
/// <param name="First">Wait before the second look; each further wait is longer by <see cref="Growth"/>.</param>
/// <param name="Longest">No wait is longer than this.</param>
/// <param name="Limit">After this time there is no further look.</param>
public sealed record Pace(TimeSpan First, TimeSpan Longest, TimeSpan Limit)
{
    /// <summary>
    /// How many times as long as the one before a wait is; by 2 an operation is seen to be done up to as long again after it was, by 1.5 half
    /// as long, for some more looks.
    /// </summary>
    public double Growth { get; init; } = 2;

    /// <summary>From a twentieth of a second to 5 s, for at most 2 minutes.</summary>
    public static Pace Usual { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));
}

/// <summary>Looks at a status until it is final or the time is over.</summary>
public static class Poll
{
    /// <summary>
    /// The first final look, or the last one when the limit ran out. A refusal ends it at once; an outage is waited out
    /// (as long as KSeF asks) and thrown when the limit runs out in the middle of it.
    /// </summary>
    /// <exception cref="KsefException">The status could not be read.</exception>
    public static async Task<Look<T>> UntilDoneAsync<T>(
        Func<CancellationToken, Task<Look<T>>> look, Pace pace, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var pause = pace.First;
        while (true)
        {
            var rest = TimeSpan.Zero;
            try
            {
                if (await look(cancellation).ConfigureAwait(false) is Look<T>.Done done) return done;
            }
            catch (KsefUnavailable outage)
            {
                rest = outage.RetryAfter ?? TimeSpan.Zero;
                if (clock.GetElapsedTime(started) + Longer(rest, pause) > pace.Limit) throw;
            }
            if (clock.GetElapsedTime(started) + Longer(rest, pause) > pace.Limit) return new Look<T>.Running();
            await Task.Delay(Longer(rest, pause), clock, cancellation).ConfigureAwait(false);
            pause = Longer(pace.First, Shorter(pause * pace.Growth, pace.Longest));
        }
    }

    /// <summary>The same where the status itself says whether it is final.</summary>
    /// <inheritdoc cref="UntilDoneAsync{T}(Func{CancellationToken, Task{Look{T}}}, Pace, TimeProvider, CancellationToken)"/>
    internal static Task<Look<T>> UntilDoneAsync<T>(
        Func<CancellationToken, Task<T>> look, Func<T, bool> isRunning, Pace pace, TimeProvider clock, CancellationToken cancellation) =>
        UntilDoneAsync<T>(
            async giveUp => await look(giveUp).ConfigureAwait(false) is var now && isRunning(now) ? new Look<T>.Running() : new Look<T>.Done(now),
            pace, clock, cancellation);

    /// <summary>The value of a look that must be final by now.</summary>
    /// <exception cref="KsefUnavailable">It is still running.</exception>
    internal static T Final<T>(this Look<T> look, Wording operation) => look is Look<T>.Done done
        ? done.Value
        : throw new KsefUnavailable(operation, Disturbance.StillProcessing, "KSeF is still processing");

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
