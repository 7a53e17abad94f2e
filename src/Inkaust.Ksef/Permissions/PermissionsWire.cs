using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>What somebody may do. Not every one of them fits every kind of grant: KSeF says.</summary>
[OpenApiSchema("PersonalPermissionType")]
[JsonConverter(typeof(ByName<KsefRight>))]
public enum KsefRight
{
    Unknown, CredentialsManage, CredentialsRead, InvoiceWrite, InvoiceRead, Introspection, SubunitManage, EnforcementOperations, VatUeManage,
    CollectiveIdentifierManage,
}

/// <summary>In what way a company may issue in the name of another.</summary>
[OpenApiSchema("EntityAuthorizationPermissionType")]
[JsonConverter(typeof(ByName<AuthorizationKind>))]
public enum AuthorizationKind { Unknown, SelfInvoicing, RRInvoicing, TaxRepresentative, PefInvoicing }

/// <summary>Which description of a person is given.</summary>
[OpenApiSchema("PersonPermissionSubjectDetailsType")]
[JsonConverter(typeof(ByName<PersonDescriptionType>))]
public enum PersonDescriptionType { Unknown, PersonByIdentifier, PersonByFingerprintWithIdentifier, PersonByFingerprintWithoutIdentifier }

/// <summary>Which description of a subject with a fingerprint is given.</summary>
[OpenApiSchema("EuEntityPermissionSubjectDetailsType")]
[JsonConverter(typeof(ByName<EuSubjectDescriptionType>))]
public enum EuSubjectDescriptionType { Unknown, PersonByFingerprintWithIdentifier, PersonByFingerprintWithoutIdentifier, EntityByFingerprint }

/// <summary>What kind of identifier; which of them fits where, KSeF says.</summary>
[JsonConverter(typeof(ByName<IdentifierType>))]
public enum IdentifierType { Unknown, Nip, Pesel, Fingerprint, InternalId, NipVatUe, PeppolId, AllPartners, System }

/// <summary>Somebody, or something, by an identifier. All identifiers of permissions and tokens look like this on the wire.</summary>
[OpenApiSchema("PersonPermissionsTargetIdentifier")]
public sealed record Identifier
{
    public required IdentifierType Type { get; init; }

    /// <summary>Null where the type says it all (AllPartners, System).</summary>
    public string? Value { get; init; }

    /// <summary>The type alone: identifiers stay out of logs.</summary>
    public override string ToString() => $"identifier of type {Type}";
}

/// <summary>Permissions for a person.</summary>
[OpenApiSchema("PersonPermissionsGrantRequest")]
public sealed record PersonGrant
{
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    public required IReadOnlyList<KsefRight> Permissions { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public required PersonDescription SubjectDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "grant to a person";
}

/// <summary>Permissions for a company.</summary>
[OpenApiSchema("EntityPermissionsGrantRequest")]
public sealed record EntityGrant
{
    /// <summary>By NIP.</summary>
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    public required IReadOnlyList<DelegableRight> Permissions { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public required EntityName SubjectDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "grant to a company";
}

/// <summary>What a company may do.</summary>
[OpenApiSchema("EntityPermission")]
public sealed record DelegableRight
{
    /// <summary>To read or write invoices; since API 2.8.1 also collective identifiers.</summary>
    public required KsefRight Type { get; init; }

    /// <summary>May be passed on.</summary>
    public bool CanDelegate { get; init; }
}

/// <summary>The right of a company to issue in the name of another.</summary>
[OpenApiSchema("EntityAuthorizationPermissionsGrantRequest")]
public sealed record AuthorizationGrant
{
    /// <summary>By NIP or Peppol identifier.</summary>
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    public required AuthorizationKind Permission { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public required EntityName SubjectDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "authorization of a company";
}

/// <summary>What was granted to us, for a person of ours.</summary>
[OpenApiSchema("IndirectPermissionsGrantRequest")]
public sealed record IndirectGrant
{
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    /// <summary>Of which client: by NIP, unit, or all of them (AllPartners).</summary>
    [JsonPropertyName("targetIdentifier")]
    public Identifier? Target { get; init; }

    /// <summary>To read or write invoices; since API 2.8.1 also collective identifiers.</summary>
    public required IReadOnlyList<KsefRight> Permissions { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public required PersonDescription SubjectDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "indirect grant";
}

/// <summary>The administration of a unit.</summary>
[OpenApiSchema("SubunitPermissionsGrantRequest")]
public sealed record SubunitGrant
{
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    /// <summary>The unit by its internal identifier, or a subordinate company by NIP.</summary>
    [JsonPropertyName("contextIdentifier")]
    public required Identifier Context { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public string? SubunitName { get; init; }

    public required PersonDescription SubjectDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "grant in a unit";
}

/// <summary>The administration of a company of the European Union.</summary>
[OpenApiSchema("EuEntityAdministrationPermissionsGrantRequest")]
public sealed record EuAdministrationGrant
{
    /// <summary>By fingerprint.</summary>
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    /// <summary>By NIP and EU VAT number.</summary>
    [JsonPropertyName("contextIdentifier")]
    public required Identifier Context { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public required string EuEntityName { get; init; }

    public required EuSubjectDescription SubjectDetails { get; init; }

    public required NameAndAddress EuEntityDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "grant of an EU administration";
}

/// <summary>Permissions for a representative of a company of the European Union.</summary>
[OpenApiSchema("EuEntityPermissionsGrantRequest")]
public sealed record EuGrant
{
    /// <summary>By fingerprint.</summary>
    [JsonPropertyName("subjectIdentifier")]
    public required Identifier Subject { get; init; }

    /// <summary>To read or write invoices.</summary>
    public required IReadOnlyList<KsefRight> Permissions { get; init; }

    /// <summary>5 to 256 characters.</summary>
    public required string Description { get; init; }

    public required EuSubjectDescription SubjectDetails { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "grant in an EU company";
}

/// <summary>A person, described by what fits its identifier.</summary>
[OpenApiSchema("PersonPermissionSubjectDetails")]
public sealed record PersonDescription
{
    /// <summary>Which of the others is given.</summary>
    [JsonPropertyName("subjectDetailsType")]
    public required PersonDescriptionType Type { get; init; }

    public PersonName? PersonById { get; init; }

    public PersonWithIdentifier? PersonByFpWithId { get; init; }

    public PersonWithDocument? PersonByFpNoId { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "person";
}

/// <summary>A person or company by its fingerprint.</summary>
[OpenApiSchema("EuEntityPermissionSubjectDetails")]
public sealed record EuSubjectDescription
{
    /// <summary>Which of the others is given.</summary>
    [JsonPropertyName("subjectDetailsType")]
    public required EuSubjectDescriptionType Type { get; init; }

    public PersonWithIdentifier? PersonByFpWithId { get; init; }

    public PersonWithDocument? PersonByFpNoId { get; init; }

    public EntityNameAndAddress? EntityByFp { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "subject by fingerprint";
}

/// <summary>A name.</summary>
[OpenApiSchema("PersonDetails")]
public sealed record PersonName
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "person";
}

/// <summary>A person with a number.</summary>
[OpenApiSchema("PersonByFingerprintWithIdentifierDetails")]
public sealed record PersonWithIdentifier
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>By PESEL or NIP.</summary>
    public required PersonIdentifier Identifier { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "person";
}

/// <summary>The number of a person.</summary>
[OpenApiSchema("PersonIdentifier")]
public sealed record PersonIdentifier
{
    /// <summary>Pesel or Nip.</summary>
    public required IdentifierType Type { get; init; }

    public required string Value { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"person by {Type}";
}

/// <summary>A person without a Polish number.</summary>
[OpenApiSchema("PersonByFingerprintWithoutIdentifierDetails")]
public sealed record PersonWithDocument
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required IdDocument IdDocument { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "person";
}

/// <summary>An identity document.</summary>
[OpenApiSchema("IdDocument")]
public sealed record IdDocument
{
    public required string Type { get; init; }

    public required string Number { get; init; }

    public required string Country { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "identity document";
}

/// <summary>The name of a company.</summary>
[OpenApiSchema("EntityDetails")]
public sealed record EntityName
{
    public required string FullName { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "company";
}

/// <summary>A company of the European Union.</summary>
[OpenApiSchema("EuEntityDetails")]
public sealed record NameAndAddress
{
    public required string FullName { get; init; }

    public required string Address { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "company";
}

/// <summary>A company known by the fingerprint of its certificate.</summary>
[OpenApiSchema("EntityByFingerprintDetails")]
public sealed record EntityNameAndAddress
{
    public required string FullName { get; init; }

    public required string Address { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "company";
}

/// <summary>The consent to invoices with attachments.</summary>
[OpenApiSchema("CheckAttachmentPermissionStatusResponse")]
public sealed record AttachmentConsent
{
    public bool IsAttachmentAllowed { get; init; }

    /// <summary>Until when, once it was withdrawn.</summary>
    [JsonPropertyName("revokedDate")]
    public DateTimeOffset? RevokedAt { get; init; }
}

[OpenApiSchema("PermissionsOperationResponse")]
internal sealed record PermissionChange : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }
}

[OpenApiSchema("PermissionsOperationStatusResponse")]
internal sealed record PermissionOperation
{
    public required StatusCode Status { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, Converters = [typeof(ReferenceNumberAsText)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonGrant))]
[JsonSerializable(typeof(EntityGrant))]
[JsonSerializable(typeof(AuthorizationGrant))]
[JsonSerializable(typeof(IndirectGrant))]
[JsonSerializable(typeof(SubunitGrant))]
[JsonSerializable(typeof(EuAdministrationGrant))]
[JsonSerializable(typeof(EuGrant))]
[JsonSerializable(typeof(PermissionChange))]
[JsonSerializable(typeof(PermissionOperation))]
[JsonSerializable(typeof(AttachmentConsent))]
internal sealed partial class PermissionsJson : JsonSerializerContext;
