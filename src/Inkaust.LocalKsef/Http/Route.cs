namespace Inkaust.LocalKsef;

/// <summary>The counters of the rate limits; the names are those of the API (KSEF 10).</summary>
internal enum RateGroup
{
    None,
    Public,
    OnlineSession,
    BatchSession,
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

/// <summary>One line of the route table.</summary>
internal sealed record Route(string Method, string Path, RateGroup Limit, Func<Call, Task<Answer>> Operation)
{
    /// <summary>The kinds of token that open it; none for an open route.</summary>
    public IReadOnlyList<TicketKind> Tickets { get; private init; } = [];

    /// <summary>One of these rights is needed; empty when signing in is enough.</summary>
    public IReadOnlyList<Permission> AnyOf { get; private init; } = [];

    /// <summary>Only on the management port: what it does, what is sent and how success is answered.</summary>
    public (string Sentence, Type? Body, int Status) Description { get; private init; } = ("", null, 200);

    public Route Says(string sentence, Type? body = null, int status = 200) => this with { Description = (sentence, body, status) };

    public Route With(params TicketKind[] tickets) => this with { Tickets = tickets };

    public Route For(params Permission[] anyOf) => this with { Tickets = [TicketKind.Access], AnyOf = anyOf };
}
