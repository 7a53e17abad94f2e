using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Which sessions to list.</summary>
public sealed record SessionQuery
{
    public SessionType Type { get; init; } = SessionType.Online;

    /// <summary>Created at this moment or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at this moment or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; init; }
}

/// <summary>What became of sessions and invoices, and their UPO (tag "Status wysyłki i UPO"). Reads only.</summary>
public sealed class Sessions
{
    private const int PageSize = 1000;

    private static readonly Wording Looking = new("sprawdzenie stanu sesji", "looking at a session");
    private static readonly Wording Listing = new("lista sesji", "listing sessions");
    private static readonly Wording LookingAtInvoice = new("sprawdzenie stanu faktury", "looking at an invoice");
    private static readonly Wording ListingInvoices = new("lista faktur sesji", "listing the invoices of a session");
    private static readonly Wording FetchingUpo = new("pobranie UPO", "fetching a UPO");

    private readonly Exchange exchange;
    private readonly PublicKeys publicKeys;
    private readonly TimeProvider clock;

    internal Sessions(Exchange exchange, PublicKeys publicKeys, TimeProvider clock)
    {
        this.exchange = exchange;
        this.publicKeys = publicKeys;
        this.clock = clock;
    }

    /// <summary>The state of a session now.</summary>
    public async Task<SessionStatus> StatusAsync(KsefAccess access, ReferenceNumber session, CancellationToken cancellation = default)
    {
        var call = Reading(Looking, access, $"/sessions/{session}");
        var status = await exchange.AskAsync(call, SessionsJson.Default.SessionStatus, cancellation).ConfigureAwait(false);
        publicKeys.Heed(status.Status);
        return status;
    }

    /// <summary>Looks at a closed session until it is processed or failed.</summary>
    public Task<Look<SessionStatus>> UntilProcessedAsync(
        KsefAccess access, ReferenceNumber session, Pace pace, CancellationToken cancellation = default) =>
        Poll.UntilDoneAsync(
            giveUp => StatusAsync(access, session, giveUp), now => now.State is not (SessionState.Processed or SessionState.Failed),
            pace, clock, cancellation);

    /// <summary>All own sessions that fit, newest first.</summary>
    public IAsyncEnumerable<SessionListItem> ListAsync(KsefAccess access, SessionQuery query, CancellationToken cancellation = default)
    {
        var path = $"/sessions?sessionType={query.Type}&pageSize={PageSize}"
            + Moment("dateCreatedFrom", query.CreatedFrom) + Moment("dateCreatedTo", query.CreatedTo);
        return Pages.ByTokenAsync(
            exchange, Reading(Listing, access, path), SessionsJson.Default.SessionPage, page => page.Sessions, cancellation);
    }

    /// <summary>All invoices of a session, accepted or not, page by page.</summary>
    public IAsyncEnumerable<SessionInvoice> InvoicesAsync(KsefAccess access, ReferenceNumber session, CancellationToken cancellation = default) =>
        InvoicesAt($"/sessions/{session}/invoices?pageSize={PageSize}", access, cancellation);

    /// <summary>The refused invoices of a session.</summary>
    public IAsyncEnumerable<SessionInvoice> RefusedInvoicesAsync(KsefAccess access, ReferenceNumber session,
        CancellationToken cancellation = default) =>
        InvoicesAt($"/sessions/{session}/invoices/failed?pageSize={PageSize}", access, cancellation);

    /// <summary>One invoice of a session.</summary>
    public Task<SessionInvoice> InvoiceAsync(
        KsefAccess access, ReferenceNumber session, ReferenceNumber invoice, CancellationToken cancellation = default) =>
        exchange.AskAsync(
            Reading(LookingAtInvoice, access, $"/sessions/{session}/invoices/{invoice}"), SessionsJson.Default.SessionInvoice, cancellation);

    /// <summary>Looks at an invoice until there is a verdict.</summary>
    public Task<Look<SessionInvoice>> UntilJudgedAsync(
        KsefAccess access, ReferenceNumber session, ReferenceNumber invoice, Pace pace, CancellationToken cancellation = default) =>
        Poll.UntilDoneAsync(
            giveUp => InvoiceAsync(access, session, invoice, giveUp), now => now.Outcome is InvoiceOutcome.Processing, pace, clock, cancellation);

    /// <summary>The UPO of one accepted invoice, as KSeF signed it.</summary>
    public Task<byte[]> UpoAsync(KsefAccess access, ReferenceNumber session, ReferenceNumber invoice, CancellationToken cancellation = default) =>
        exchange.DownloadAsync(Reading(FetchingUpo, access, $"/sessions/{session}/invoices/{invoice}/upo"), cancellation);

    /// <summary>The UPO of one accepted invoice, by its number.</summary>
    public Task<byte[]> UpoByKsefNumberAsync(
        KsefAccess access, ReferenceNumber session, KsefNumber number, CancellationToken cancellation = default) =>
        exchange.DownloadAsync(Reading(FetchingUpo, access, $"/sessions/{session}/invoices/ksef/{number}/upo"), cancellation);

    /// <summary>One page of the UPO of a whole session.</summary>
    public Task<byte[]> SessionUpoAsync(KsefAccess access, ReferenceNumber session, ReferenceNumber upo, CancellationToken cancellation = default) =>
        exchange.DownloadAsync(Reading(FetchingUpo, access, $"/sessions/{session}/upo/{upo}"), cancellation);

    private IAsyncEnumerable<SessionInvoice> InvoicesAt(string path, KsefAccess access, CancellationToken cancellation) =>
        Pages.ByTokenAsync(
            exchange, Reading(ListingInvoices, access, path), SessionsJson.Default.SessionInvoicePage, page => page.Invoices, cancellation);

    private static Call Reading(Wording operation, KsefAccess access, string path) => new(operation, HttpMethod.Get, path) { Access = access };

    private static string Moment(string name, DateTimeOffset? at) => at is null
        ? ""
        : $"&{name}={Uri.EscapeDataString(at.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))}";
}
