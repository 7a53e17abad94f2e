using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Inkaust.LocalKsef;

/// <summary>
/// What one client may take from all others: connections, time and memory. Whoever is slower than this is cut off, so that many
/// slow ones hold little and not for long.
/// </summary>
internal static class Endurance
{
    /// <summary>For each of both ports, so that a crowd at one leaves the other reachable.</summary>
    public const int MostConnections = 2000;

    /// <summary>One part of a package, and a little more.</summary>
    public const long LargestBody = 101_000_000;

    /// <summary>Until the last header is there; a TLS handshake has as long.</summary>
    public static readonly TimeSpan ForHeaders = TimeSpan.FromSeconds(10);

    /// <summary>Between two requests, and before the first one.</summary>
    public static readonly TimeSpan BetweenRequests = TimeSpan.FromSeconds(60);

    // Octets a second, after a moment in which nothing needs to move. What is sent counts as soon as the system has taken it in, and
    // that may be megabytes; so that the rate means something, it is the higher one.
    private const double SlowestUpload = 1000;
    private const double SlowestDownload = 250_000;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxRequestBodySize = LargestBody;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestBufferSize = 128 * 1024;
        limits.MaxResponseBufferSize = 64 * 1024;
        limits.RequestHeadersTimeout = ForHeaders;
        limits.KeepAliveTimeout = BetweenRequests;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestUpload, Moment);
        limits.MinResponseDataRate = new MinDataRate(SlowestDownload, Moment);
    }
}

/// <summary>The memory that bodies may take while they come in, all together.</summary>
internal sealed class BodyRoom(long octets)
{
    private long taken;

    /// <summary>Takes room for so many octets more; false when there is no such room now.</summary>
    public bool TryTake(int more)
    {
        if (Interlocked.Add(ref taken, more) <= octets) return true;
        Interlocked.Add(ref taken, -more);
        return false;
    }

    public void GiveBack(long back) => Interlocked.Add(ref taken, -back);
}
