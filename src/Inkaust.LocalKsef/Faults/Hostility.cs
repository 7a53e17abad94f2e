using Microsoft.AspNetCore.Http;

namespace Inkaust.LocalKsef;

/// <summary>
/// Troubles by chance, as real life has them, in a measure from 0 to 100. At level L: a request to the API is refused by 429
/// with L/500 (20 % at 100); an invoice takes up to 50 ms times L longer, most of it in status 150; above 50 the answer to a
/// sent invoice is lost after the work was done, with (L - 50)/500 (10 % at 100).
/// </summary>
internal sealed class Hostility
{
    private readonly Lock gate = new();
    private readonly int level;
    private readonly Random random;

    public Hostility(int level, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 100);
        (this.level, random) = (level, new Random(seed));
    }

    /// <summary>The trouble that hits a request, or null.</summary>
    public Fault? Hitting(HttpRequest request)
    {
        if (level == 0 || !request.Path.StartsWithSegments("/v2")) return null;
        lock (gate)
        {
            if (random.NextDouble() < level / 500.0) return Trouble(FaultKind.TooManyRequests);
            var isSending = HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("/invoices", StringComparison.Ordinal);
            return isSending && random.NextDouble() < (level - 50) / 500.0 ? Trouble(FaultKind.AnswerLost) : null;
        }
    }

    /// <summary>How much longer an invoice takes.</summary>
    public TimeSpan Delay()
    {
        if (level == 0) return TimeSpan.Zero;
        lock (gate) return TimeSpan.FromMilliseconds(random.NextDouble() * level * 50);
    }

    private static Fault Trouble(FaultKind kind) => new("hostility", kind, "* /v2/*", null, 1, RetryAfter: 1, 0, 0);
}
