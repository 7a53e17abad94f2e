using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inkaust.Ksef;

/// <summary>
/// KSeF 2.0 seen from outside, one property per part of its API. Holds no secrets: an access is given with every call, and
/// one client serves any number of companies at once. Every call ends with its answer or with a <see cref="KsefException"/>
/// that says what may be done next. A call cancelled by its caller may still have been processed.
/// </summary>
public sealed class KsefClient
{
    private readonly Wire wire;
    private readonly TimeProvider clock;
    private readonly TimeSpan limit;

    /// <param name="http">From <see cref="NewHttpClient"/>, or one that follows no redirections and keeps no cookies.</param>
    /// <param name="environment">Which KSeF.</param>
    /// <param name="clock">The time.</param>
    /// <param name="requestLimit">How long one request may take; 100 seconds when null.</param>
    /// <param name="pacing">
    /// When given, calls wait until KSeF's limits of requests allow them. One for all clients of an environment in this process.
    /// </param>
    /// <param name="longestWait">
    /// A call that would wait longer than this for its turn ends at once with <see cref="KsefUnavailable"/> instead, which says how long. Null: it
    /// waits, however long.
    /// </param>
    /// <param name="log">
    /// Hears of every request: method, path, status, time, reference numbers. Never of bodies, tokens, NIPs, names or queries. Nobody when null.
    /// </param>
    /// <param name="answered">Called each time KSeF has done what somebody who signs in or is signed in asked for; must not throw.</param>
    public KsefClient(
        HttpClient http, KsefEnvironment environment, TimeProvider clock, TimeSpan? requestLimit = null, RequestPacing? pacing = null,
        TimeSpan? longestWait = null, ILogger? log = null, Action? answered = null)
        : this(new Wire(http, clock, log ?? NullLogger.Instance) { Answered = answered }, environment, clock,
            requestLimit ?? TimeSpan.FromSeconds(100), pacing, longestWait, null)
    {
    }

    private KsefClient(
        Wire wire, KsefEnvironment environment, TimeProvider clock, TimeSpan limit, RequestPacing? pacing, TimeSpan? longestWait, PublicKeys? keys)
    {
        (this.wire, this.clock, this.limit) = (wire, clock, limit);
        var api = new Exchange(wire, environment.Api, clock, limit, pacing, longestWait);
        Environment = environment;
        Pacing = pacing;
        PublicKeys = keys ?? new PublicKeys(api, clock);
        Authentication = new Authentication(api, environment, PublicKeys, clock);
        OnlineSessions = new OnlineSessions(api, PublicKeys);
        BatchSessions = new BatchSessions(api, new PartTransfer(wire, environment.Api, clock), PublicKeys, clock);
        Sessions = new Sessions(api, PublicKeys, clock);
        Invoices = new InvoiceDownloads(api);
        Certificates = new Certificates(api, clock);
        Limits = new Limits(api, pacing);
        Latarnia = environment.Latarnia is null ? null : new Latarnia(new Exchange(wire, environment.Latarnia, clock, limit), clock);
    }

    /// <summary>The same client with another patience.</summary>
    /// <param name="longestWait">How long a call may wait for its turn; null: however long.</param>
    public KsefClient Waiting(TimeSpan? longestWait) => new(wire, Environment, clock, limit, Pacing, longestWait, PublicKeys);

    /// <summary>Which KSeF.</summary>
    public KsefEnvironment Environment { get; }

    /// <summary>What its calls wait for; null when they do not wait.</summary>
    public RequestPacing? Pacing { get; }

    /// <summary>Signing in and out.</summary>
    public Authentication Authentication { get; }

    /// <summary>The keys for which KSeF wants things encrypted.</summary>
    public PublicKeys PublicKeys { get; }

    /// <summary>Sending one by one.</summary>
    public OnlineSessions OnlineSessions { get; }

    /// <summary>Sending many in one package.</summary>
    public BatchSessions BatchSessions { get; }

    /// <summary>What became of sessions and invoices, and their UPO.</summary>
    public Sessions Sessions { get; }

    /// <summary>Fetching invoices.</summary>
    public InvoiceDownloads Invoices { get; }

    /// <summary>KSeF certificates.</summary>
    public Certificates Certificates { get; }

    /// <summary>How much and how often KSeF takes.</summary>
    public Limits Limits { get; }

    /// <summary>Announcements of maintenance and failures; null where the environment has none.</summary>
    public Latarnia? Latarnia { get; }

    /// <summary>An HTTP client fit for KSeF: no redirections (a redirected POST could be repeated), no cookies, own time limits.</summary>
    public static HttpClient NewHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
