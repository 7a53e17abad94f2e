using Inkaust.Invoices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inkaust.Ksef;

/// <summary>What may be asked of KSeF beyond the usual (header <c>X-KSeF-Feature</c>).</summary>
public static class KsefFeature
{
    /// <summary>Refuse wrong check digits of NIPs outside of production too, as production always does (KSEF 13).</summary>
    public const string SubjectIdentifierValidation = "subject-identifier-validation";

    /// <summary>Refuse signatures that are less than XAdES asks for (KSEF 3).</summary>
    public const string EnforceXadesCompliance = "enforce-xades-compliance";
}

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
    private readonly IReadOnlyCollection<string> features;

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
    /// <param name="features">What is asked of KSeF beyond the usual, see <see cref="KsefFeature"/>; nothing when null.</param>
    /// <exception cref="RefusedException">INK-KSEF-035: nobody who may has named the address.</exception>
    public KsefClient(
        HttpClient http, KsefEnvironment environment, TimeProvider clock, TimeSpan? requestLimit = null, RequestPacing? pacing = null,
        TimeSpan? longestWait = null, ILogger? log = null, Action? answered = null, IReadOnlyCollection<string>? features = null)
        : this(new Wire(http, clock, log ?? NullLogger.Instance) { Answered = answered }, environment, clock,
            requestLimit ?? TimeSpan.FromSeconds(100), pacing, longestWait, null, features ?? [])
    {
    }

    private KsefClient(
        Wire wire, KsefEnvironment environment, TimeProvider clock, TimeSpan limit, RequestPacing? pacing, TimeSpan? longestWait, PublicKeys? keys,
        IReadOnlyCollection<string> features)
    {
        if (!environment.MayBeReached) throw new RefusedException(KsefFindings.AddressNotAllowed(environment.Word));
        (this.wire, this.clock, this.limit, this.features) = (wire, clock, limit, features);
        var api = new Exchange(wire, environment.Api, clock, limit, pacing, longestWait, features);
        Environment = environment;
        Pacing = pacing;
        PublicKeys = keys ?? new PublicKeys(api, clock);
        Authentication = new Authentication(api, environment, PublicKeys, clock);
        OnlineSessions = new OnlineSessions(api, PublicKeys);
        BatchSessions = new BatchSessions(api, new PartTransfer(wire, environment, clock), PublicKeys, clock);
        Sessions = new Sessions(api, PublicKeys, clock);
        Invoices = new InvoiceDownloads(api, clock);
        Exports = new Exports(api, new PartDownload(wire, environment, clock), PublicKeys, clock);
        CollectiveIdentifiers = new CollectiveIdentifiers(api);
        Tokens = new Tokens(api);
        Permissions = new Permissions(api, clock);
        PermissionQueries = new PermissionQueries(api);
        Certificates = new Certificates(api, clock);
        Limits = new Limits(api, pacing);
        Latarnia = environment.Latarnia is null ? null : new Latarnia(new Exchange(wire, environment.Latarnia, clock, limit), clock);
    }

    /// <summary>The same client with another patience.</summary>
    /// <param name="longestWait">How long a call may wait for its turn; null: however long.</param>
    public KsefClient Waiting(TimeSpan? longestWait) => new(wire, Environment, clock, limit, Pacing, longestWait, PublicKeys, features);

    /// <summary>Which KSeF.</summary>
    public KsefEnvironment Environment { get; }

    /// <summary>What its calls wait for; null when they do not wait.</summary>
    public RequestPacing? Pacing { get; }

    /// <summary>What KSeF warned of last, with any answer; null while it has not. It is in the log too.</summary>
    public SystemWarning? LastWarning => wire.Warning;

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

    /// <summary>Searching for invoices and fetching single ones.</summary>
    public InvoiceDownloads Invoices { get; }

    /// <summary>Fetching many invoices in one package.</summary>
    public Exports Exports { get; }

    /// <summary>Numbers under which several invoices are paid.</summary>
    public CollectiveIdentifiers CollectiveIdentifiers { get; }

    /// <summary>KSeF tokens.</summary>
    public Tokens Tokens { get; }

    /// <summary>Granting and revoking.</summary>
    public Permissions Permissions { get; }

    /// <summary>Who may do what.</summary>
    public PermissionQueries PermissionQueries { get; }

    /// <summary>KSeF certificates.</summary>
    public Certificates Certificates { get; }

    /// <summary>How much and how often KSeF takes.</summary>
    public Limits Limits { get; }

    /// <summary>Announcements of maintenance and failures; null where the environment has none.</summary>
    public Latarnia? Latarnia { get; }

    /// <summary>
    /// An HTTP client fit for KSeF: no redirections (a redirected POST could be repeated), no cookies, own time limits, and no way to where no KSeF may be.
    /// </summary>
    /// <param name="addresses">What may be connected to beside the ministry's environments and this machine; null: nothing.</param>
    /// <param name="proxy">Through whom; null: nobody, whatever the machine's own settings say.</param>
    public static HttpClient NewHttpClient(KsefAddresses? addresses = null, Uri? proxy = null) =>
        Outbound.NewClient(addresses ?? KsefAddresses.Usual, proxy);
}
