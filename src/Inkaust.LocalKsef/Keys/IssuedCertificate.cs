namespace Inkaust.LocalKsef;

internal enum CertificatePurpose { Authentication, Offline }

/// <summary>A certificate that this KSeF has issued.</summary>
internal sealed record IssuedCertificate
{
    public required string Serial { get; init; }
    public required string Name { get; init; }
    public required CertificatePurpose Purpose { get; init; }
    public required SubjectIdentifier Owner { get; init; }
    public required string CommonName { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset ValidFrom { get; init; }
    public required DateTimeOffset ValidTo { get; init; }
    public required ReadOnlyMemory<byte> Der { get; init; }
    public required string PublicKeyHash { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public DateTimeOffset? BlockedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    public CertificateState StateAt(DateTimeOffset now) =>
        RevokedAt is not null ? CertificateState.Revoked
        : BlockedAt is not null ? CertificateState.Blocked
        : now >= ValidTo ? CertificateState.Expired
        : CertificateState.Active;
}

internal enum CertificateState { Active, Blocked, Revoked, Expired }
