using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>What a KSeF certificate is for; each has one purpose (LAW 70).</summary>
[OpenApiSchema("KsefCertificateType")]
[JsonConverter(typeof(ByName<CertificateType>))]
public enum CertificateType
{
    Unknown,

    /// <summary>Type 1: signs in.</summary>
    Authentication,

    /// <summary>Type 2: signs KOD II, and nothing else.</summary>
    Offline,
}

/// <summary>Whether a KSeF certificate can be used (LAW 78).</summary>
[OpenApiSchema("CertificateListItemStatus")]
[JsonConverter(typeof(ByName<CertificateState>))]
public enum CertificateState
{
    Unknown,
    Active,

    /// <summary>Revocation is under way; unusable.</summary>
    Blocked,
    Revoked,
    Expired,
}

/// <summary>Why a certificate is revoked.</summary>
[OpenApiSchema("CertificateRevocationReason")]
[JsonConverter(typeof(ByName<RevocationReason>))]
public enum RevocationReason
{
    Unspecified,

    /// <summary>Replaced. Not while invoices signed with it wait for their number (LAW 79).</summary>
    Superseded,
    KeyCompromise,
}

/// <summary>What may still be applied for.</summary>
[OpenApiSchema("CertificateLimitsResponse")]
public sealed record CertificateLimits
{
    public required bool CanRequest { get; init; }

    /// <summary>Applications.</summary>
    public required CertificateLimit Enrollment { get; init; }

    /// <summary>Active certificates.</summary>
    public required CertificateLimit Certificate { get; init; }
}

/// <summary>One limit.</summary>
[OpenApiSchema("CertificateLimit")]
public sealed record CertificateLimit
{
    public required int Remaining { get; init; }

    public required int Limit { get; init; }
}

/// <summary>The name (DN) that an application must carry, exactly as KSeF read it from the certificate used to sign in.</summary>
[OpenApiSchema("CertificateEnrollmentDataResponse")]
public sealed record EnrollmentSubject
{
    public required string CommonName { get; init; }

    public required string CountryName { get; init; }

    public string? GivenName { get; init; }

    public string? Surname { get; init; }

    public string? SerialNumber { get; init; }

    public string? UniqueIdentifier { get; init; }

    public string? OrganizationName { get; init; }

    public string? OrganizationIdentifier { get; init; }

    /// <summary>Names and numbers of people stay out of logs.</summary>
    public override string ToString() => "subject of a certificate";
}

[OpenApiSchema("EnrollCertificateRequest")]
internal sealed record Enroll
{
    public required string CertificateName { get; init; }

    public required CertificateType CertificateType { get; init; }

    public required byte[] Csr { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }
}

[OpenApiSchema("EnrollCertificateResponse")]
internal sealed record EnrollmentTakenIn : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }
}

/// <summary>The state of an application. KSeF forgets it after 30 days.</summary>
[OpenApiSchema("CertificateEnrollmentStatusResponse")]
public sealed record EnrollmentStatus
{
    [JsonPropertyName("requestDate")]
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>100 running, 200 issued, 400 refused, 500 and 550 given up.</summary>
    public required StatusCode Status { get; init; }

    /// <summary>The certificate, once it is issued.</summary>
    public string? CertificateSerialNumber { get; init; }
}

[OpenApiSchema("RetrieveCertificatesRequest")]
internal sealed record RetrieveCertificates
{
    public required IReadOnlyList<string> CertificateSerialNumbers { get; init; }
}

[OpenApiSchema("RetrieveCertificatesResponse")]
internal sealed record RetrievedCertificates
{
    public required IReadOnlyList<IssuedCertificate> Certificates { get; init; }
}

/// <summary>A KSeF certificate.</summary>
[OpenApiSchema("RetrieveCertificatesListItem")]
public sealed record IssuedCertificate
{
    /// <summary>The certificate in DER, without a key.</summary>
    [JsonPropertyName("certificate")]
    public required ReadOnlyMemory<byte> Der { get; init; }

    public required string CertificateName { get; init; }

    /// <summary>Sixteen hexadecimal digits in upper case.</summary>
    public required string CertificateSerialNumber { get; init; }

    public required CertificateType CertificateType { get; init; }
}

[OpenApiSchema("RevokeCertificateRequest")]
internal sealed record RevokeCertificate
{
    public RevocationReason? RevocationReason { get; init; }
}

/// <summary>Which certificates to list; what is null does not matter.</summary>
[OpenApiSchema("QueryCertificatesRequest")]
public sealed record CertificateQuery
{
    public string? CertificateSerialNumber { get; init; }

    public string? Name { get; init; }

    public CertificateType? Type { get; init; }

    public CertificateState? Status { get; init; }

    public DateTimeOffset? ExpiresAfter { get; init; }
}

[OpenApiSchema("QueryCertificatesResponse")]
internal sealed record CertificatePage : INumberedPage
{
    public required IReadOnlyList<CertificateListItem> Certificates { get; init; }

    public required bool HasMore { get; init; }
}

/// <summary>A KSeF certificate in the list.</summary>
[OpenApiSchema("CertificateListItem")]
public sealed record CertificateListItem
{
    public required string CertificateSerialNumber { get; init; }

    public required string Name { get; init; }

    public required CertificateType Type { get; init; }

    public required string CommonName { get; init; }

    public required CertificateState Status { get; init; }

    [JsonPropertyName("validFrom")]
    public required DateTimeOffset ValidFromAt { get; init; }

    [JsonPropertyName("validTo")]
    public required DateTimeOffset ValidToAt { get; init; }

    [JsonPropertyName("lastUseDate")]
    public DateTimeOffset? LastUsedAt { get; init; }

    [JsonPropertyName("requestDate")]
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Serial, type and state; names stay out of logs.</summary>
    public override string ToString() => $"certificate {CertificateSerialNumber}: {Type}, {Status}";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, Converters = [typeof(ReferenceNumberAsText)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CertificateLimits))]
[JsonSerializable(typeof(EnrollmentSubject))]
[JsonSerializable(typeof(Enroll))]
[JsonSerializable(typeof(EnrollmentTakenIn))]
[JsonSerializable(typeof(EnrollmentStatus))]
[JsonSerializable(typeof(RetrieveCertificates))]
[JsonSerializable(typeof(RetrievedCertificates))]
[JsonSerializable(typeof(RevokeCertificate))]
[JsonSerializable(typeof(CertificateQuery))]
[JsonSerializable(typeof(CertificatePage))]
internal sealed partial class CertificatesJson : JsonSerializerContext;
