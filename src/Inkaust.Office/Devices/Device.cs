using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.Office;

/// <summary>How it stands with a device.</summary>
public enum DeviceState
{
    /// <summary>It has no certificate yet, so it issues nothing.</summary>
    Enrolling,

    /// <summary>It may issue.</summary>
    Active,

    /// <summary>It was lost: it hands over what it holds, and issues nothing more.</summary>
    Blocked,
}

/// <summary>An invoice that a device said to hold: what is known of it when the device is gone.</summary>
/// <param name="Hash">Base64URL of its hash.</param>
/// <param name="Number">P_2.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="Deadline">Until when it must be in KSeF, as the device counted; null: it did not say.</param>
/// <param name="Gross">P_15 as the device wrote it.</param>
/// <param name="Currency">Its currency.</param>
public sealed record HeldOnDevice(string Hash, string Number, DateOnly IssueDate, DateOnly? Deadline, string Gross, string Currency);

/// <summary>
/// A browser in which a person of a company issues with no network (docs/pocket.md). Its private key was made in it and never left it: what is known of
/// it here is its public key, and the certificate of type 2 that KSeF gave for that.
/// </summary>
public sealed record Device
{
    public required string Id { get; init; }

    public required CompanyId Company { get; init; }

    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is.</summary>
    public required AccountId Account { get; init; }

    /// <summary>SubjectPublicKeyInfo of its key, on P-256.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The unsigned part of its application for a certificate.</summary>
    public required byte[] ToSign { get; init; }

    /// <summary>When its application left for KSeF; null: it has not signed it yet.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>Reference of the application in KSeF, when its answer reached us.</summary>
    public string? Enrolment { get; init; }

    /// <summary>The certificate in DER; null until it has come.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>16 upper-case hexadecimal digits; null until it has come.</summary>
    public string? Serial { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The key of the series from which it alone takes numbers.</summary>
    public required string Series { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? EnrolledAt { get; init; }

    /// <summary>Since when it issues nothing more; null: it was not lost.</summary>
    public DateTimeOffset? BlockedAt { get; init; }

    /// <summary>Who said that it was lost.</summary>
    public Who? BlockedBy { get; init; }

    /// <summary>What happened to it, in the words of that person.</summary>
    public string? Because { get; init; }

    /// <summary>When KSeF revoked its certificate, or was first heard to have done so; null: it has not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How KSeF says that its certificate stands: Active, Blocked, Revoked, Expired; null: it has not been asked yet.</summary>
    public string? CertificateStatus { get; init; }

    /// <summary>When KSeF said so.</summary>
    public DateTimeOffset? CertificateStatusAt { get; init; }

    /// <summary>When it made contact last.</summary>
    public DateTimeOffset? ContactAt { get; init; }

    /// <summary>By how much its clock was ahead of ours then.</summary>
    public TimeSpan ClockOff { get; init; }

    /// <summary>Which version of the app it was then.</summary>
    public string? App { get; init; }

    /// <summary>What it said to hold then.</summary>
    public IReadOnlyList<HeldOnDevice> Holding { get; init; } = [];

    public DeviceState State => BlockedAt is not null ? DeviceState.Blocked : Certificate is null ? DeviceState.Enrolling : DeviceState.Active;

    /// <summary>It was lost, and its certificate still holds good in KSeF, or may yet come.</summary>
    public bool IsToBeRevoked => BlockedAt is not null && AppliedAt is not null && RevokedAt is null;

    /// <summary>Somebody revoked its certificate outside this program: it can issue nothing that KSeF would confirm.</summary>
    public bool IsRevokedElsewhere => BlockedAt is null && RevokedAt is not null;

    /// <summary>Its certificate, which has no private key: none was ever here.</summary>
    internal X509Certificate2 Bare() => X509CertificateLoader.LoadCertificate(Certificate!);

    internal static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}

/// <summary>The states as words that the agreement with the device knows.</summary>
public static class DeviceStates
{
    public static string Word(this DeviceState state) => state switch
    {
        DeviceState.Enrolling => "enrolling",
        DeviceState.Active => "active",
        _ => "blocked",
    };
}
