using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>How many requests KSeF takes from one context at one address, by groups of calls. The windows slide (KSEF 10).</summary>
[OpenApiSchema("EffectiveApiRateLimits")]
public sealed record RateLimits
{
    /// <summary>What holds for everybody who has no limits of their own: those of production, and of test since API 2.5.</summary>
    public static RateLimits Usual { get; } = new()
    {
        OnlineSession = new(10, 30, 120),
        OnlineSessionClose = new(20, 60, 240),
        BatchSession = new(10, 20, 60),
        BatchSessionClose = new(20, 40, 120),
        InvoiceSend = new(10, 30, 180),
        InvoiceStatus = new(30, 120, 1200),
        SessionList = new(5, 10, 60),
        SessionInvoiceList = new(10, 20, 200),
        SessionMisc = new(10, 120, 1200),
        InvoiceMetadata = new(8, 16, 20),
        InvoiceExport = new(8, 16, 20),
        InvoiceExportStatus = new(10, 60, 600),
        InvoiceDownload = new(8, 16, 64),
        CollectiveIdentifier = new(20, 120, 240),
        Other = new(10, 30, 120),
    };

    /// <summary>Opening interactive sessions.</summary>
    public required RateLimit OnlineSession { get; init; }

    /// <summary>Closing them. Null from a KSeF before API 2.7.1, which counts it with the opening.</summary>
    public RateLimit? OnlineSessionClose { get; init; }

    /// <summary>Opening batch sessions.</summary>
    public required RateLimit BatchSession { get; init; }

    /// <summary>Closing them. Null from a KSeF before API 2.7.1, which counts it with the opening.</summary>
    public RateLimit? BatchSessionClose { get; init; }

    /// <summary>Sending single invoices.</summary>
    public required RateLimit InvoiceSend { get; init; }

    /// <summary>Looking at a single invoice of a session.</summary>
    public required RateLimit InvoiceStatus { get; init; }

    /// <summary>Listing sessions.</summary>
    public required RateLimit SessionList { get; init; }

    /// <summary>Listing the invoices of a session.</summary>
    public required RateLimit SessionInvoiceList { get; init; }

    /// <summary>Looking at a session, fetching a UPO.</summary>
    public required RateLimit SessionMisc { get; init; }

    /// <summary>Querying for invoices.</summary>
    public required RateLimit InvoiceMetadata { get; init; }

    /// <summary>Ordering an export.</summary>
    public required RateLimit InvoiceExport { get; init; }

    /// <summary>Looking at an export.</summary>
    public required RateLimit InvoiceExportStatus { get; init; }

    /// <summary>Downloading a single invoice.</summary>
    public required RateLimit InvoiceDownload { get; init; }

    /// <summary>Collective identifiers.</summary>
    public required RateLimit CollectiveIdentifier { get; init; }

    /// <summary>Each of the other calls by itself.</summary>
    public required RateLimit Other { get; init; }

    /// <summary>Calls without a sign-in from one address, whoever makes them. Null from a KSeF before API 2.7.1.</summary>
    public RateLimit? Anonymous { get; init; }

    /// <summary>All calls from one address, whatever they ask for; only told. Null from a KSeF before API 2.7.1.</summary>
    public RateLimit? Global { get; init; }

    /// <summary>The limit of a group.</summary>
    public RateLimit Of(RequestGroup group) => group switch
    {
        RequestGroup.OnlineSession => OnlineSession,
        RequestGroup.OnlineSessionClose => OnlineSessionClose ?? OnlineSession,
        RequestGroup.BatchSession => BatchSession,
        RequestGroup.BatchSessionClose => BatchSessionClose ?? BatchSession,
        RequestGroup.InvoiceSend => InvoiceSend,
        RequestGroup.InvoiceStatus => InvoiceStatus,
        RequestGroup.SessionList => SessionList,
        RequestGroup.SessionInvoiceList => SessionInvoiceList,
        RequestGroup.SessionMisc => SessionMisc,
        RequestGroup.InvoiceMetadata => InvoiceMetadata,
        RequestGroup.InvoiceExport => InvoiceExport,
        RequestGroup.InvoiceExportStatus => InvoiceExportStatus,
        RequestGroup.InvoiceDownload => InvoiceDownload,
        RequestGroup.CollectiveIdentifier => CollectiveIdentifier,
        RequestGroup.Public => Anonymous ?? RateLimit.OfPublicCalls,
        _ => Other,
    };
}

/// <summary>How many requests in any second, any minute and any hour.</summary>
[OpenApiSchema("EffectiveApiRateLimitValues")]
[method: JsonConstructor]
public sealed record RateLimit(int PerSecond, int PerMinute, int PerHour)
{
    /// <summary>The longest window: older requests do not count.</summary>
    public static TimeSpan LongestWindow { get; } = TimeSpan.FromHours(1);

    // A window may count both of its ends, and timers round.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);

    /// <summary>Switched off (-1), or so many in a second that nobody reaches it: there is nothing to count.</summary>
    [JsonIgnore]
    public bool IsNone => PerSecond is < 0 or >= 10_000;

    /// <summary>
    /// When the next request may start: one window after the one that is as far back as the limit reaches. A request under way may be
    /// answered now at the earliest. All times are on the scale of <paramref name="now"/>.
    /// </summary>
    /// <param name="answered">When requests were answered, oldest first.</param>
    /// <param name="underWay">How many are not answered yet.</param>
    /// <param name="now">The time.</param>
    public TimeSpan NextStart(IReadOnlyList<TimeSpan> answered, int underWay, TimeSpan now)
    {
        var next = now;
        foreach (var (most, window) in Windows())
        {
            if (answered.Count + underWay < most) continue;
            var free = (most > underWay ? answered[^(most - underWay)] : now) + window + Margin;
            if (free > next) next = free;
        }
        return next;
    }

    /// <summary>How long somebody who came now would wait, if all requests under way ended now and all others took no time.</summary>
    /// <param name="answered">As in <see cref="NextStart"/>.</param>
    /// <param name="underWay">As in <see cref="NextStart"/>.</param>
    /// <param name="ahead">How many wait already.</param>
    /// <param name="notBefore">The earliest moment; <paramref name="now"/> or later.</param>
    /// <param name="now">The time.</param>
    public TimeSpan WaitBehind(IReadOnlyList<TimeSpan> answered, int underWay, int ahead, TimeSpan notBefore, TimeSpan now)
    {
        List<TimeSpan> imagined = [.. answered, .. Enumerable.Repeat(now, underWay)];
        for (; ahead > 0; ahead--) imagined.Add(NextStart(imagined, 0, notBefore));
        return NextStart(imagined, 0, notBefore) - now;
    }

    // A limit of none at all would wait for ever; then KSeF itself shall answer. Below that it is switched off (KSEF 13).
    private (int Most, TimeSpan Window)[] Windows() =>
    [
        (Most(PerSecond), TimeSpan.FromSeconds(1)),
        (Most(PerMinute), TimeSpan.FromMinutes(1)),
        (Most(PerHour), LongestWindow),
    ];

    private static int Most(int said) => said < 0 ? int.MaxValue : Math.Max(1, said);

    /// <summary>Whether a request that was answered then still counts.</summary>
    internal static bool StillCounts(TimeSpan answered, TimeSpan now) => answered + LongestWindow + Margin > now;

    /// <summary>Calls without a sign-in: 60 a second from one address.</summary>
    internal static RateLimit OfPublicCalls { get; } = new(60, 3_600, 216_000);
}
