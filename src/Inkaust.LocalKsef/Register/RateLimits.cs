namespace Inkaust.LocalKsef;

/// <summary>Which rate limits a server keeps.</summary>
public enum RateLimitProfile
{
    /// <summary>None; very large numbers are reported.</summary>
    None,

    /// <summary>Those of the production environment, which TEST has had too since May 2026.</summary>
    Production,

    /// <summary>Ten times those of production but for opening online sessions: under these the ministry's own tests get through (KSEF 10).</summary>
    Test,
}

/// <summary>The counters of the rate limits; the names are those of the API (KSEF 10).</summary>
internal enum RateGroup
{
    None,
    Public,
    OnlineSession,
    OnlineSessionClose,
    BatchSession,
    BatchSessionClose,
    InvoiceSend,
    InvoiceStatus,
    SessionList,
    SessionInvoiceList,
    SessionMisc,
    InvoiceMetadata,
    InvoiceExport,
    InvoiceExportStatus,
    InvoiceDownload,
    CollectiveIdentifier,
    Other,
}

internal sealed record RateLimit(int PerSecond, int PerMinute, int PerHour);

/// <summary>
/// Counts requests in sliding windows of a second, a minute and an hour, by context, address and group (KSEF 10). Who goes on asking while he is
/// kept out is kept out longer (KSEF 13). By how much the ministry does not say; here it is twice as long each time, up to an hour.
/// </summary>
internal sealed class RateLimits
{
    private static readonly TimeSpan LongestBlock = TimeSpan.FromHours(1);

    // What was on its way when the first answer came could not know of it.
    private static readonly TimeSpan HasHeardAfter = TimeSpan.FromSeconds(1);

    private sealed class Counter
    {
        public Queue<DateTimeOffset> Times { get; } = [];

        public Block? Block { get; set; }
    }

    /// <param name="ToldAt">When it was last said.</param>
    /// <param name="Until">Its end.</param>
    /// <param name="Why">Which limit was used up.</param>
    private sealed record Block(DateTimeOffset ToldAt, DateTimeOffset Until, string Why)
    {
        public TimeSpan Length => Until - ToldAt;
    }

    /// <summary>What test data have changed, as it is written down.</summary>
    internal sealed record Written(IReadOnlyList<(ContextIdentifier Context, IReadOnlyDictionary<RateGroup, RateLimit> Limits)> Overrides);

    private static readonly Dictionary<RateGroup, RateLimit> Production = new()
    {
        [RateGroup.OnlineSession] = new(10, 30, 120),
        [RateGroup.OnlineSessionClose] = new(20, 60, 240),
        [RateGroup.BatchSession] = new(10, 20, 60),
        [RateGroup.BatchSessionClose] = new(20, 40, 120),
        [RateGroup.InvoiceSend] = new(10, 30, 180),
        [RateGroup.InvoiceStatus] = new(30, 120, 1200),
        [RateGroup.SessionList] = new(5, 10, 60),
        [RateGroup.SessionInvoiceList] = new(10, 20, 200),
        [RateGroup.SessionMisc] = new(10, 120, 1200),
        [RateGroup.InvoiceMetadata] = new(8, 16, 20),
        [RateGroup.InvoiceExport] = new(8, 16, 20),
        [RateGroup.InvoiceExportStatus] = new(10, 60, 600),
        [RateGroup.InvoiceDownload] = new(8, 16, 64),
        [RateGroup.CollectiveIdentifier] = new(20, 120, 240),
        [RateGroup.Other] = new(10, 30, 120),
    };

    private static readonly RateLimit Boundless = new(1_000_000, 1_000_000, 1_000_000);
    private static readonly RateLimit Public = new(60, int.MaxValue, int.MaxValue);

    // Test data do not change them (KSEF 13).
    private static readonly RateGroup[] Fixed = [RateGroup.OnlineSessionClose, RateGroup.BatchSessionClose];

    private readonly Lock gate = new();
    private readonly ServerClock clock;
    private readonly RateLimitProfile profile;
    private readonly Page<Written> page;
    private readonly Dictionary<ContextIdentifier, IReadOnlyDictionary<RateGroup, RateLimit>> overrides = [];
    private readonly Dictionary<(ContextIdentifier? Context, string Address, string What), Counter> counted = [];
    private DateTimeOffset countedAt;

    public RateLimits(ServerClock clock, RateLimitProfile profile, Journal journal)
    {
        (this.clock, this.profile) = (clock, profile);
        page = new Page<Written>(journal, "rateLimits", Write, PutBack, ClearAll);
    }

    /// <summary>The groups that have limits of their own, in the order of the API.</summary>
    public static IEnumerable<RateGroup> Groups => Production.Keys;

    /// <summary>Those that test data can change.</summary>
    public static IEnumerable<RateGroup> Changeable => Groups.Except(Fixed);

    /// <summary>What holds for all requests of an address without a sign-in, told as what it comes to in a minute and in an hour.</summary>
    public RateLimit Anonymous => profile == RateLimitProfile.None ? Boundless
        : new(Public.PerSecond, Public.PerSecond * 60, Public.PerSecond * 3600);

    /// <summary>What holds for an address, whatever is asked for: there is the group, and it is off (KSEF 13).</summary>
    public static RateLimit Global { get; } = new(-1, -1, -1);

    public RateLimit Of(ContextIdentifier context, RateGroup group)
    {
        lock (gate)
            if (overrides.TryGetValue(context, out var own) && own.TryGetValue(group, out var limit)) return limit;
        var usual = Production[group];
        return profile switch
        {
            RateLimitProfile.None => Boundless,
            RateLimitProfile.Test when group != RateGroup.OnlineSession => new(usual.PerSecond * 10, usual.PerMinute * 10, usual.PerHour * 10),
            _ => usual,
        };
    }

    public void Override(ContextIdentifier context, IReadOnlyDictionary<RateGroup, RateLimit> limits)
    {
        lock (gate)
        {
            overrides[context] = limits;
            LetIn(context);
        }
        page.Changed();
    }

    public void OverrideWithProduction(ContextIdentifier context) => Override(context, Production);

    public void Restore(ContextIdentifier context)
    {
        lock (gate)
        {
            overrides.Remove(context);
            LetIn(context);
        }
        page.Changed();
    }

    // Limits that hold no longer keep nobody out.
    private void LetIn(ContextIdentifier context)
    {
        foreach (var (key, counter) in counted)
            if (key.Context == context) counter.Block = null;
    }

    /// <summary>Counts a request.</summary>
    /// <param name="group">By which limit.</param>
    /// <param name="operation">What is asked for: method and path as the route table has them.</param>
    /// <param name="context">In whose name; null for a stranger.</param>
    /// <param name="address">From where.</param>
    /// <exception cref="ApiRefusal">429: one more than allowed, or kept out still; it isn't counted.</exception>
    public void Count(RateGroup group, string operation, ContextIdentifier? context, string address)
    {
        if (group == RateGroup.None || (group == RateGroup.Public && profile == RateLimitProfile.None)) return;
        var limit = group == RateGroup.Public || context is null ? Public : Of(context, group);
        if (limit == Boundless) return;
        // Every "other" operation has a counter of its own.
        var what = group is RateGroup.Other ? operation : group.ToString();
        lock (gate)
        {
            var now = clock.Now;
            // A clock that was set back must not keep everybody out until it is there again.
            if (countedAt - now > TimeSpan.FromMinutes(1)) counted.Clear();
            countedAt = now;
            var key = (context, address, what);
            if (!counted.TryGetValue(key, out var counter)) counted[key] = counter = new Counter();
            var times = counter.Times;
            while (times.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromHours(1)) times.Dequeue();
            counter.Block = StillKeptOut(counter.Block, now)
                ?? UsedUp(times, now, TimeSpan.FromSeconds(1), limit.PerSecond, "sekundę")
                ?? UsedUp(times, now, TimeSpan.FromMinutes(1), limit.PerMinute, "minutę")
                ?? UsedUp(times, now, TimeSpan.FromHours(1), limit.PerHour, "godzinę");
            if (counter.Block is { } block) throw Refusal(block, now);
            times.Enqueue(now);
        }
    }

    private void ClearAll()
    {
        lock (gate)
        {
            overrides.Clear();
            counted.Clear();
        }
    }

    private Written Write()
    {
        lock (gate) return new Written([.. overrides.Select(one => (one.Key, one.Value))]);
    }

    private void PutBack(Written written)
    {
        lock (gate)
            foreach (var (context, limits) in written.Overrides) overrides[context] = limits;
    }

    private static Block? StillKeptOut(Block? block, DateTimeOffset now)
    {
        if (block is null || now >= block.Until) return null;
        if (now - block.ToldAt < HasHeardAfter) return block;
        var twice = block.Length * 2;
        return block with { ToldAt = now, Until = now + (twice < LongestBlock ? twice : LongestBlock) };
    }

    private static Block? UsedUp(Queue<DateTimeOffset> times, DateTimeOffset now, TimeSpan window, int most, string word)
    {
        if (times.Count < most) return null;
        var inWindow = times.Where(time => now - time < window).ToList();
        return inWindow.Count < most ? null : new Block(now, inWindow[^most] + window, $"Przekroczono limit {most} żądań na {word}.");
    }

    private static ApiRefusal Refusal(Block block, DateTimeOffset now)
    {
        var wait = Math.Max(1, (int)Math.Ceiling((block.Until - now).TotalSeconds));
        return ApiRefusal.TooManyRequests($"{block.Why} Spróbuj ponownie po {wait} sekundach.", wait);
    }
}
