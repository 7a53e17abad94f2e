namespace Inkaust.LocalKsef;

/// <summary>One part of a package: before encryption and after it.</summary>
internal sealed record ExportPart(int Ordinal, long Size, string Hash, long EncryptedSize, string EncryptedHash);

/// <summary>What is told about a package that is ready.</summary>
internal sealed record ExportPackage(int InvoiceCount, bool IsTruncated, IReadOnlyList<ExportPart> Parts)
{
    public DateOnly? LastIssueDate { get; init; }
    public DateTimeOffset? LastInvoicingDate { get; init; }
    public DateTimeOffset? LastPermanentStorageDate { get; init; }
    public DateTimeOffset? Hwm { get; init; }
    public Compression Compression { get; init; }
}

/// <summary>What a package is made of: the invoices by their reference numbers, and under which key.</summary>
internal sealed record ExportOrder(IReadOnlyList<string> Invoices, bool IsTruncated, DateTimeOffset? Hwm, SearchDate DateType,
    Compression Compression, bool OnlyMetadata, ContentKey Key);

/// <summary>A package of invoices that somebody has asked for.</summary>
internal sealed record Export(string Reference, ContextIdentifier Context, SubjectIdentifier Owner, StatusInfo Status)
{
    public static readonly StatusInfo Running = new(100, "Eksport faktur w toku");

    /// <summary>How long its status is told (OpenAPI, GET /invoices/exports).</summary>
    public static readonly TimeSpan StatusKept = TimeSpan.FromDays(7);

    // Shorter, since a package expires (210) while its status is still told. The ministry does not say how long it lasts; it is as long here
    // as a link to an UPO.
    private static readonly TimeSpan PackageKept = TimeSpan.FromDays(3);

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Null when there is no package, or not yet.</summary>
    public DateTimeOffset? PackageExpiresAt => Status.Code == 200 ? CompletedAt + PackageKept : null;

    public StatusInfo StatusAt(DateTimeOffset now) =>
        now > PackageExpiresAt ? new StatusInfo(210, "Eksport faktur wygasł i nie jest już dostępny do pobrania") : Status;

    /// <summary>Only as long as it is being made.</summary>
    public ExportOrder? Order { get; init; }

    public ExportPackage? Package { get; init; }

    /// <summary>Under which key the files of its parts are kept.</summary>
    public string FileKey(int part) => $"export/{Reference}/{part}";
}
