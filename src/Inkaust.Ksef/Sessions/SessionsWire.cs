using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>How the invoices of a session are sent.</summary>
[OpenApiSchema("SessionType")]
[JsonConverter(typeof(ByName<SessionType>))]
public enum SessionType
{
    Unknown,

    /// <summary>One by one.</summary>
    Online,

    /// <summary>In a package.</summary>
    Batch,
}

/// <summary>How KSeF itself classified an accepted invoice, by its issue date and the declaration on sending.</summary>
[OpenApiSchema("InvoicingMode")]
[JsonConverter(typeof(ByName<InvoicingMode>))]
public enum InvoicingMode
{
    Unknown,
    Online,
    Offline,
}

/// <summary>Where a session stands. Says nothing about a single invoice.</summary>
public enum SessionState
{
    /// <summary>Takes invoices.</summary>
    Open,

    /// <summary>Takes no more; KSeF is still at it.</summary>
    Processing,

    /// <summary>Finished with at least one accepted invoice; the UPO is there.</summary>
    Processed,

    /// <summary>Finished without an accepted invoice: cancelled, key not readable, or all refused.</summary>
    Failed,
}

/// <summary>The state of a session.</summary>
[OpenApiSchema("SessionStatusResponse")]
public sealed record SessionStatus
{
    public required StatusCode Status { get; init; }

    [JsonPropertyName("dateCreated")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("dateUpdated")]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When KSeF closes it by itself.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The UPO of the whole session; null until it is written.</summary>
    public SessionUpo? Upo { get; init; }

    /// <summary>Invoices taken in.</summary>
    public int? InvoiceCount { get; init; }

    /// <summary>Invoices accepted.</summary>
    public int? SuccessfulInvoiceCount { get; init; }

    /// <summary>Invoices refused.</summary>
    public int? FailedInvoiceCount { get; init; }

    /// <summary>What the code means.</summary>
    [JsonIgnore]
    public SessionState State => SessionStates.Of(Status.Code);
}

internal static class SessionStates
{
    // KSEF 6; 150 and 170 are on the way, everything from 400 on is final.
    public static SessionState Of(int code) => code switch
    {
        100 => SessionState.Open,
        < 200 => SessionState.Processing,
        < 300 => SessionState.Processed,
        _ => SessionState.Failed,
    };
}

/// <summary>The UPO of a session, in pages of at most 10,000 invoices.</summary>
[OpenApiSchema("UpoResponse")]
public sealed record SessionUpo
{
    public required IReadOnlyList<UpoPage> Pages { get; init; }
}

/// <summary>One page of a UPO.</summary>
[OpenApiSchema("UpoPageResponse")]
public sealed record UpoPage
{
    public required ReferenceNumber ReferenceNumber { get; init; }
}

/// <summary>A session in the list of sessions.</summary>
[OpenApiSchema("SessionsQueryResponseItem")]
public sealed record SessionListItem
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    public required StatusCode Status { get; init; }

    [JsonPropertyName("dateCreated")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("dateUpdated")]
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public required int TotalInvoiceCount { get; init; }

    public required int SuccessfulInvoiceCount { get; init; }

    public required int FailedInvoiceCount { get; init; }

    /// <summary>What the code means.</summary>
    [JsonIgnore]
    public SessionState State => SessionStates.Of(Status.Code);
}

[OpenApiSchema("SessionsQueryResponse")]
internal sealed record SessionPage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<SessionListItem> Sessions { get; init; }
}

[OpenApiSchema("SessionInvoicesResponse")]
internal sealed record SessionInvoicePage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<SessionInvoice> Invoices { get; init; }
}

/// <summary>The state of one invoice: a code of KSeF with what belongs to it.</summary>
[OpenApiSchema("InvoiceStatusInfo")]
public sealed record InvoiceStatus
{
    public required int Code { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>For a duplicate: the session and the number of the original.</summary>
    public IReadOnlyDictionary<string, string?>? Extensions { get; init; }

    /// <summary>Code and description; the details stay out of logs.</summary>
    public override string ToString() => $"{Code} {Description}";
}

/// <summary>An invoice within a session.</summary>
[OpenApiSchema("SessionInvoiceStatusResponse")]
public sealed record SessionInvoice
{
    /// <summary>Its place in the session, from 1.</summary>
    public required int OrdinalNumber { get; init; }

    /// <summary>P_2, the seller's own number.</summary>
    public string? InvoiceNumber { get; init; }

    public KsefNumber? KsefNumber { get; init; }

    public required ReferenceNumber ReferenceNumber { get; init; }

    public required InvoiceHash InvoiceHash { get; init; }

    /// <summary>The file in the package; batch only.</summary>
    public string? InvoiceFileName { get; init; }

    /// <summary>When the number was given.</summary>
    [JsonPropertyName("acquisitionDate")]
    public DateTimeOffset? AcquiredAt { get; init; }

    /// <summary>When KSeF took it in.</summary>
    [JsonPropertyName("invoicingDate")]
    public required DateTimeOffset TakenInAt { get; init; }

    /// <summary>From when it can be downloaded.</summary>
    [JsonPropertyName("permanentStorageDate")]
    public DateTimeOffset? StoredAt { get; init; }

    public InvoicingMode? InvoicingMode { get; init; }

    public required InvoiceStatus Status { get; init; }

    /// <summary>What the status means.</summary>
    [JsonIgnore]
    public InvoiceOutcome Outcome => InvoiceOutcome.Of(this);

    /// <summary>Reference and status; numbers and hashes stay out of logs.</summary>
    public override string ToString() => $"invoice {ReferenceNumber}: {Status}";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true,
    Converters = [typeof(ReferenceNumberAsText), typeof(InvoiceHashAsBase64), typeof(KsefNumberAsText)])]
[JsonSerializable(typeof(SessionStatus))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(SessionInvoicePage))]
[JsonSerializable(typeof(SessionInvoice))]
internal sealed partial class SessionsJson : JsonSerializerContext;
