using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>How far a package has come. Each phase is in the database before the next begins, so that whoever finds one goes on from there.</summary>
public enum PackagePhase
{
    /// <summary>Ordered, or about to be: its key is kept.</summary>
    Asked,

    /// <summary>KSeF has it ready.</summary>
    Ready,

    /// <summary>It is here as it came, encrypted.</summary>
    Downloaded,

    /// <summary>Its invoices are in the store, and the mark is moved.</summary>
    Stored,

    /// <summary>It came to nothing; the mark is where it was.</summary>
    Failed,
}

/// <summary>A package of received invoices.</summary>
public sealed record InboxPackage
{
    public required long Id { get; init; }

    public required InvoiceRole Role { get; init; }

    /// <summary>From when KSeF stored what is in it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when; null: to what KSeF has stored for good when it makes the package.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>It is the first of a run, the others follow it.</summary>
    public required bool BeginsRun { get; init; }

    /// <summary>The company had received nothing in this role before: what it holds is no news.</summary>
    public required bool IsFirst { get; init; }

    public required PackagePhase Phase { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>What KSeF calls it; null before it has answered.</summary>
    public string? Reference { get; init; }

    /// <summary>What KSeF said of it when it was ready.</summary>
    internal DescribedPackage? Described { get; init; }

    /// <summary>The name of the file in which it lies as it came; null: nowhere.</summary>
    public string? File { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Another one follows at once: it was truncated, or its window ends before now.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Why it came to nothing.</summary>
    public string? Why { get; init; }

    /// <summary>How many invoices it held.</summary>
    public int Invoices { get; init; }

    /// <summary>How many of them had not come before.</summary>
    public int Fresh { get; init; }

    /// <summary>How many files were refused.</summary>
    public int Refused { get; init; }
}

/// <summary>What is kept of KSeF's words about a package: without the addresses of its parts, which hold keys and are asked for again.</summary>
internal sealed record DescribedPackage(
    long InvoiceCount, bool IsTruncated, DateTimeOffset? LastStoredAt, DateTimeOffset? CompleteUntil, CompressionType? Compression,
    IReadOnlyList<DescribedPart> Parts)
{
    public static DescribedPackage Of(InvoicePackage package) => new(package.InvoiceCount, package.IsTruncated, package.LastStoredAt,
        package.CompleteUntil, package.CompressionType, [.. package.Parts.Select(part => new DescribedPart(
            part.OrdinalNumber, part.PartSize, part.PartHash.Base64, part.EncryptedPartSize, part.EncryptedPartHash.Base64))]);

    /// <summary>As the reading of its archive needs it.</summary>
    public InvoicePackage ForReading() => new()
    {
        InvoiceCount = InvoiceCount,
        Size = Parts.Sum(part => part.Size),
        IsTruncated = IsTruncated,
        CompressionType = Compression,
        Parts = [.. Parts.Select(part => new InvoicePackagePart
        {
            OrdinalNumber = part.Ordinal,
            PartName = "",
            Method = "GET",
            Url = "",
            PartSize = part.Size,
            PartHash = InvoiceHash.Parse(part.Hash),
            EncryptedPartSize = part.EncryptedSize,
            EncryptedPartHash = InvoiceHash.Parse(part.EncryptedHash),
            ExpiresAt = DateTimeOffset.UnixEpoch,
        })],
    };
}

/// <summary>A part of a package.</summary>
internal sealed record DescribedPart(int Ordinal, long Size, string Hash, long EncryptedSize, string EncryptedHash);
