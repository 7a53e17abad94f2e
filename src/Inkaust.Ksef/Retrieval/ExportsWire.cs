using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

[OpenApiSchema("InvoiceExportRequest")]
internal sealed record OrderExport
{
    public required WrappedEncryption Encryption { get; init; }

    public bool OnlyMetadata { get; init; }

    public required InvoiceQuery Filters { get; init; }

    /// <summary>Left out for Zip, the default.</summary>
    public CompressionType? CompressionType { get; init; }
}

[OpenApiSchema("ExportInvoicesResponse")]
internal sealed record ExportTakenIn : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }
}

/// <summary>The state of an export, told for 7 days.</summary>
[OpenApiSchema("InvoiceExportStatusResponse")]
public sealed record ExportStatus
{
    /// <summary>
    /// 100 running, 200 ready, 210 expired, 415 the key could not be unwrapped, 420 the range begins after everything that is there, 500 and
    /// 550 given up: order it again.
    /// </summary>
    public required StatusCode Status { get; init; }

    [JsonPropertyName("completedDate")]
    public DateTimeOffset? CompletedAt { get; init; }

    [JsonPropertyName("packageExpirationDate")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it is ready.</summary>
    public InvoicePackage? Package { get; init; }
}

/// <summary>A package of invoices that is ready.</summary>
[OpenApiSchema("InvoicePackage")]
public sealed record InvoicePackage
{
    public required long InvoiceCount { get; init; }

    /// <summary>Of the archive, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>None when nothing was found.</summary>
    public required IReadOnlyList<InvoicePackagePart> Parts { get; init; }

    /// <summary>There are more: order again from the last date on.</summary>
    public required bool IsTruncated { get; init; }

    public DateOnly? LastIssueDate { get; init; }

    [JsonPropertyName("lastInvoicingDate")]
    public DateTimeOffset? LastTakenInAt { get; init; }

    [JsonPropertyName("lastPermanentStorageDate")]
    public DateTimeOffset? LastStoredAt { get; init; }

    /// <summary>By storage date: nothing is added before this moment any more (HWM).</summary>
    [JsonPropertyName("permanentStorageHwmDate")]
    public DateTimeOffset? CompleteUntil { get; init; }

    /// <summary>The form of the archive; null from a KSeF before API 2.7.1 (KSEF 13): then the archive itself tells.</summary>
    public CompressionType? CompressionType { get; init; }
}

/// <summary>One part of a package. The address holds a key: whoever has it can read the part, still encrypted.</summary>
[OpenApiSchema("InvoicePackagePart")]
public sealed record InvoicePackagePart
{
    public required int OrdinalNumber { get; init; }

    public required string PartName { get; init; }

    /// <summary>GET.</summary>
    public required string Method { get; init; }

    public required string Url { get; init; }

    public required long PartSize { get; init; }

    public required InvoiceHash PartHash { get; init; }

    public required long EncryptedPartSize { get; init; }

    public required InvoiceHash EncryptedPartHash { get; init; }

    [JsonPropertyName("expirationDate")]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The number alone.</summary>
    public override string ToString() => $"part {OrdinalNumber} of an export";
}
