namespace Inkaust.Ksef;

/// <summary>Which calls are counted together. The names are those of the answer to <c>GET /rate-limits</c>.</summary>
public enum RequestGroup
{
    /// <summary>Each call by itself.</summary>
    Other,

    /// <summary>Opening an interactive session.</summary>
    OnlineSession,

    /// <summary>Closing one: a group of its own since API 2.7.1 (KSEF 13).</summary>
    OnlineSessionClose,

    /// <summary>Opening a batch session.</summary>
    BatchSession,

    /// <summary>Closing one.</summary>
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

    /// <summary>Calls without a sign-in, counted by address.</summary>
    Public,
}

internal static class RequestGroups
{
    /// <summary>The group of a call, as the description of 429 in the OpenAPI document gives it for each path; later ones: KSEF 13.</summary>
    public static RequestGroup Of(string path) => Segments(path) switch
    {
        ["sessions"] => RequestGroup.SessionList,
        ["sessions", "online"] => RequestGroup.OnlineSession,
        ["sessions", "online", _, "close"] => RequestGroup.OnlineSessionClose,
        ["sessions", "online", _, "invoices"] => RequestGroup.InvoiceSend,
        ["sessions", "batch", _, "close"] => RequestGroup.BatchSessionClose,
        ["sessions", "batch", ..] => RequestGroup.BatchSession,
        ["sessions", _, "invoices"] or ["sessions", _, "invoices", "failed"] => RequestGroup.SessionInvoiceList,
        ["sessions", _, "invoices", _] => RequestGroup.InvoiceStatus,
        ["sessions", ..] => RequestGroup.SessionMisc,
        ["invoices", "query", "metadata"] => RequestGroup.InvoiceMetadata,
        ["invoices", "exports"] => RequestGroup.InvoiceExport,
        ["invoices", "exports", _] => RequestGroup.InvoiceExportStatus,
        ["invoices", "ksef", _] => RequestGroup.InvoiceDownload,
        ["collective-identifiers", ..] => RequestGroup.CollectiveIdentifier,
        ["auth", "sessions", ..] => RequestGroup.Other,
        ["auth", ..] or ["security", ..] or ["peppol", ..] => RequestGroup.Public,
        _ => RequestGroup.Other,
    };

    /// <summary>The path without what names a single thing: every identifier of KSeF holds a digit, and no word of a path does.</summary>
    public static string Endpoint(string path) =>
        string.Join('/', Segments(path).Select(segment => segment.Any(char.IsAsciiDigit) ? "{}" : segment));

    private static string[] Segments(string path) => path.Split('?')[0].Trim('/').Split('/');
}
