using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>How much a company may send.</summary>
[OpenApiSchema("EffectiveContextLimits")]
public sealed record ContextLimits
{
    public required SessionLimits OnlineSession { get; init; }

    public required SessionLimits BatchSession { get; init; }

    /// <summary>Null from a KSeF before API 2.7.1.</summary>
    public CollectiveIdentifierLimits? CollectiveIdentifier { get; init; }
}

/// <summary>How much a session takes. A megabyte is a million bytes. The schemas of both kinds of session are alike.</summary>
[OpenApiSchema("BatchSessionEffectiveContextLimits")]
public sealed record SessionLimits
{
    [JsonPropertyName("maxInvoiceSizeInMB")]
    public required int MaxInvoiceSizeInMB { get; init; }

    [JsonPropertyName("maxInvoiceWithAttachmentSizeInMB")]
    public required int MaxInvoiceWithAttachmentSizeInMB { get; init; }

    public required int MaxInvoices { get; init; }
}

/// <summary>How much a collective identifier takes. Its schema has no name in what is known of API 2.7.1 (KSEF 13).</summary>
public sealed record CollectiveIdentifierLimits
{
    public required int MaxInvoices { get; init; }
}

/// <summary>How many certificates whoever is signed in may have.</summary>
[OpenApiSchema("EffectiveSubjectLimits")]
public sealed record SubjectLimits
{
    /// <summary>Null when there is no limit of applications.</summary>
    public EnrollmentLimits? Enrollment { get; init; }

    /// <summary>Null when there is no limit of certificates.</summary>
    public ActiveCertificateLimits? Certificate { get; init; }
}

/// <summary>Applications for certificates.</summary>
[OpenApiSchema("EnrollmentEffectiveSubjectLimits")]
public sealed record EnrollmentLimits
{
    public int? MaxEnrollments { get; init; }
}

/// <summary>Certificates at the same time.</summary>
[OpenApiSchema("CertificateEffectiveSubjectLimits")]
public sealed record ActiveCertificateLimits
{
    public int? MaxCertificates { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RateLimits))]
[JsonSerializable(typeof(ContextLimits))]
[JsonSerializable(typeof(SubjectLimits))]
internal sealed partial class LimitsJson : JsonSerializerContext;
