namespace Inkaust.Ksef;

/// <summary>
/// What is remembered of the requests that KSeF counts together, so that the next one starts at the right time: in this process
/// alone, or shared by all that speak from this machine, which KSeF sees under one address. It is asked by one caller at a time
/// within a process.
/// </summary>
public interface ILanePast
{
    /// <summary>Begins a request when every window has room for it.</summary>
    /// <param name="limit">How many fit.</param>
    /// <param name="request">What to end it by.</param>
    /// <returns>Zero when it has begun, else how long to wait before asking again.</returns>
    TimeSpan TryBegin(RateLimit limit, out long request);

    /// <summary>A request has its answer, or will never have one.</summary>
    void End(long request);

    /// <summary>Nothing begins for this long: KSeF asked for it.</summary>
    void Block(TimeSpan wait);

    /// <summary>How long somebody who came now would wait behind <paramref name="ahead"/> others.</summary>
    TimeSpan ExpectedWait(RateLimit limit, int ahead);
}

/// <summary>The past of one lane as this process knows it, by a clock that nobody sets.</summary>
public sealed class PastInMemory(TimeProvider clock) : ILanePast
{
    private readonly long start = clock.GetTimestamp();
    private readonly List<TimeSpan> answered = [];
    private int underWay;
    private TimeSpan blockedUntil;

    private TimeSpan Now => clock.GetElapsedTime(start);

    public TimeSpan TryBegin(RateLimit limit, out long request)
    {
        request = 0;
        var now = Now;
        Forget(now);
        var wait = limit.NextStart(answered, underWay, NotBefore(now)) - now;
        if (wait > TimeSpan.Zero) return wait;
        underWay++;
        return TimeSpan.Zero;
    }

    public void End(long request)
    {
        underWay--;
        answered.Add(Now);
    }

    public void Block(TimeSpan wait)
    {
        if (Now + wait > blockedUntil) blockedUntil = Now + wait;
    }

    public TimeSpan ExpectedWait(RateLimit limit, int ahead)
    {
        var now = Now;
        Forget(now);
        return limit.WaitBehind(answered, underWay, ahead, NotBefore(now), now);
    }

    private TimeSpan NotBefore(TimeSpan now) => blockedUntil > now ? blockedUntil : now;

    private void Forget(TimeSpan now)
    {
        var old = answered.FindIndex(at => RateLimit.StillCounts(at, now));
        answered.RemoveRange(0, old < 0 ? answered.Count : old);
    }
}
