using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>A number and a sentence that say where something stands; the API shows them as they are.</summary>
internal sealed record StatusInfo(int Code, string Description, IReadOnlyList<string>? Details = null)
{
    /// <summary>The same for everything that the system does later (OpenAPI).</summary>
    public static readonly StatusInfo CancelledBySystem = new(550, "Operacja została anulowana przez system",
        ["Przetwarzanie zostało przerwane z przyczyn wewnętrznych systemu. Spróbuj ponownie"]);

    public IReadOnlyDictionary<string, string>? Extensions { get; init; }
}

/// <summary>A challenge that somebody may sign, once, for ten minutes (KSEF 3).</summary>
internal sealed record Challenge(string Text, DateTimeOffset IssuedAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
}

/// <summary>One signing-in: first an operation with a status, after redeeming a session with tokens.</summary>
internal sealed record Login
{
    public required string Reference { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required ContextIdentifier Context { get; init; }
    public required SubjectIdentifier Subject { get; init; }
    public required SignInMethod Method { get; init; }
    public required StatusInfo Status { get; init; }
    public required IReadOnlySet<Permission> Permissions { get; init; }

    /// <summary>The name in the certificate that signed; a request for a KSeF certificate must repeat it.</summary>
    public DistinguishedName? Name { get; init; }

    /// <summary>SHA-256 of the signed document as it came, for the UPO.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>The KSeF token that was used instead of a signature.</summary>
    public string? TokenReference { get; init; }

    public IpPolicy Allowed { get; init; } = IpPolicy.Anywhere;
    public DateTimeOffset? RedeemedAt { get; init; }
    public DateTimeOffset? RefreshValidUntil { get; init; }
    public DateTimeOffset? RefreshedAt { get; init; }
}

/// <summary>A request for a certificate and what became of it.</summary>
internal sealed record Enrollment(string Reference, SubjectIdentifier Owner, DateTimeOffset RequestedAt, StatusInfo Status, string? Serial);

internal sealed record FormCode(string SystemCode, string SchemaVersion, string Value)
{
    /// <summary>The name that a UPO gives to the structure (change log, UPO 4-3).</summary>
    [JsonIgnore]
    public string StructureName => $"Schemat_{SystemCode.Replace(" ", "")}_v{SchemaVersion}.xsd";
}

internal enum SessionKind { Online, Batch }

/// <summary>A session in which invoices are sent. Its status follows from what it holds; see <see cref="SessionStatus"/>.</summary>
internal sealed record SendingSession
{
    public required string Reference { get; init; }
    public required SessionKind Kind { get; init; }
    public required ContextIdentifier Context { get; init; }
    public required SubjectIdentifier OpenedBy { get; init; }
    public required Login Login { get; init; }
    public required FormCode FormCode { get; init; }
    public required ContentKey Key { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ValidUntil { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Numbers of parties with wrong check digits are refused in it.</summary>
    public bool ChecksIdentifiers { get; init; }

    /// <summary>Only in a batch: what was declared when it was opened.</summary>
    public BatchDeclaration? Batch { get; init; }

    /// <summary>Why the session as a whole came to nothing: its key, or the package of a batch.</summary>
    public StatusInfo? Fault { get; init; }

    /// <summary>Only in a batch: every file of the package has been looked at.</summary>
    public bool PackageIsThrough { get; init; }

    /// <summary>One reference number for each page of the collective UPO.</summary>
    public IReadOnlyList<string> UpoPages { get; init; } = [];

    public int Received { get; init; }
    public int Accepted { get; init; }
    public int Refused { get; init; }

    /// <summary>A session that was not closed in time closes itself (KSEF 6).</summary>
    public DateTimeOffset? ClosedBy(DateTimeOffset now) => ClosedAt ?? (now >= ValidUntil ? ValidUntil : null);

    public bool EveryInvoiceIsFinal => Accepted + Refused == Received;
}

internal enum Compression { Zip, TarGz }

internal sealed record BatchPart(int OrdinalNumber, long FileSize, string FileHash);

/// <summary>A package as it was declared: the archive before encryption, and its parts after it.</summary>
internal sealed record BatchDeclaration(long FileSize, string FileHash, Compression Compression, IReadOnlyList<BatchPart> Parts, bool OfflineMode);

internal enum InvoicingMode { Online, Offline }

/// <summary>An invoice as it was sent, and what became of it.</summary>
internal sealed record SentInvoice
{
    public required string Reference { get; init; }
    public required string SessionReference { get; init; }
    public required int Ordinal { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Hash { get; init; }
    public required StatusInfo Status { get; init; }
    public bool DeclaredOffline { get; init; }
    public string? HashOfCorrected { get; init; }
    public string? FileName { get; init; }
    public InvoiceFacts? Facts { get; init; }
    public KsefNumber? Number { get; init; }
    public DateTimeOffset? NumberedAt { get; init; }
    public InvoicingMode? Mode { get; init; }
    public ReadOnlyMemory<byte> Xml { get; init; }

    /// <summary>It has its number and is not in the archive yet (21165).</summary>
    public bool AwaitsStorage { get; init; }

    /// <summary>Only when it came into the archive later than it got its number.</summary>
    public DateTimeOffset? StoredLaterAt { get; init; }

    /// <summary>When it went into the archive, from where it can be fetched; null until then.</summary>
    public DateTimeOffset? StoredAt => AwaitsStorage ? null : StoredLaterAt ?? NumberedAt;

    public bool IsFinal => Status.Code >= 200;
    public bool IsAccepted => Status.Code == 200;
}

/// <summary>What makes an invoice the same as another one: seller NIP, RodzajFaktury and P_2 (LAW 65).</summary>
internal readonly record struct Uniqueness(string SellerNip, string Kind, string Number);

/// <summary>A confirmation as it was signed.</summary>
internal sealed record MadeUpo(byte[] Xml);

/// <summary>A provider of Peppol services that has signed in at least once.</summary>
internal sealed record PeppolProvider(string Id, string Name, DateTimeOffset DateCreated);
