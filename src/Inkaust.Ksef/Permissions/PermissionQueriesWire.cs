using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>Whether a permission works now; an indirect one waits for what it hangs on (KSEF 9).</summary>
[OpenApiSchema("PermissionState")]
[JsonConverter(typeof(ByName<PermissionState>))]
public enum PermissionState { Unknown, Active, Inactive }

/// <summary>Whose permissions are asked for.</summary>
[OpenApiSchema("PersonPermissionsQueryType")]
[JsonConverter(typeof(ByName<PersonPermissionsAsked>))]
public enum PersonPermissionsAsked
{
    /// <summary>That work in this context.</summary>
    PermissionsInCurrentContext,

    /// <summary>That were granted in this context.</summary>
    PermissionsGrantedInCurrentContext,
}

/// <summary>Which authorizations are asked for.</summary>
[OpenApiSchema("QueryType")]
[JsonConverter(typeof(ByName<AuthorizationsAsked>))]
public enum AuthorizationsAsked { Granted, Received }

/// <summary>The roles that a company can have.</summary>
[OpenApiSchema("EntityRoleType")]
[JsonConverter(typeof(ByName<EntityRoleType>))]
public enum EntityRoleType
{
    Unknown, CourtBailiff, EnforcementAuthority, LocalGovernmentUnit, LocalGovernmentSubUnit, VatGroupUnit, VatGroupSubUnit,
}

/// <summary>The roles of subordinate companies and units.</summary>
[OpenApiSchema("SubordinateEntityRoleType")]
[JsonConverter(typeof(ByName<SubordinateRoleType>))]
public enum SubordinateRoleType { Unknown, LocalGovernmentSubUnit, VatGroupSubUnit }

/// <summary>Which of one's own permissions; all when nothing is said.</summary>
[OpenApiSchema("PersonalPermissionsQueryRequest")]
public sealed record OwnRightQuery
{
    [JsonPropertyName("contextIdentifier")]
    public Identifier? Context { get; init; }

    [JsonPropertyName("targetIdentifier")]
    public Identifier? Target { get; init; }

    public IReadOnlyList<KsefRight>? PermissionTypes { get; init; }

    [JsonPropertyName("permissionState")]
    public PermissionState? State { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "own permissions";
}

/// <summary>Something that whoever is signed in may do.</summary>
[OpenApiSchema("PersonalPermission")]
public sealed record OwnRight
{
    public required string Id { get; init; }

    [JsonPropertyName("contextIdentifier")]
    public Identifier? Context { get; init; }

    [JsonPropertyName("authorizedIdentifier")]
    public Identifier? Authorized { get; init; }

    [JsonPropertyName("targetIdentifier")]
    public Identifier? Target { get; init; }

    [JsonPropertyName("permissionScope")]
    public required KsefRight Permission { get; init; }

    public required string Description { get; init; }

    public DescribedPerson? SubjectPersonDetails { get; init; }

    public DescribedEntity? SubjectEntityDetails { get; init; }

    [JsonPropertyName("permissionState")]
    public required PermissionState State { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    public required bool CanDelegate { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"own permission {Permission}";
}

/// <summary>Which permissions of others.</summary>
[OpenApiSchema("PersonPermissionsQueryRequest")]
public sealed record PersonRightQuery
{
    [JsonPropertyName("authorIdentifier")]
    public Identifier? Author { get; init; }

    [JsonPropertyName("authorizedIdentifier")]
    public Identifier? Authorized { get; init; }

    [JsonPropertyName("contextIdentifier")]
    public Identifier? Context { get; init; }

    [JsonPropertyName("targetIdentifier")]
    public Identifier? Target { get; init; }

    public IReadOnlyList<KsefRight>? PermissionTypes { get; init; }

    [JsonPropertyName("permissionState")]
    public PermissionState? State { get; init; }

    public required PersonPermissionsAsked QueryType { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "permissions of persons";
}

/// <summary>Something that somebody may do.</summary>
[OpenApiSchema("PersonPermission")]
public sealed record PersonRight
{
    /// <summary>To revoke it by.</summary>
    public required string Id { get; init; }

    [JsonPropertyName("authorizedIdentifier")]
    public required Identifier Authorized { get; init; }

    [JsonPropertyName("contextIdentifier")]
    public Identifier? Context { get; init; }

    [JsonPropertyName("targetIdentifier")]
    public Identifier? Target { get; init; }

    [JsonPropertyName("authorIdentifier")]
    public required Identifier Author { get; init; }

    [JsonPropertyName("permissionScope")]
    public required KsefRight Permission { get; init; }

    public required string Description { get; init; }

    public DescribedPerson? SubjectPersonDetails { get; init; }

    public DescribedEntity? SubjectEntityDetails { get; init; }

    [JsonPropertyName("permissionState")]
    public required PermissionState State { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    public required bool CanDelegate { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"permission {Permission}";
}

/// <summary>Of which unit; of all when null.</summary>
[OpenApiSchema("SubunitPermissionsQueryRequest")]
public sealed record SubunitRightQuery
{
    [JsonPropertyName("subunitIdentifier")]
    public Identifier? Subunit { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "permissions in units";
}

/// <summary>Somebody administers a unit.</summary>
[OpenApiSchema("SubunitPermission")]
public sealed record SubunitRight
{
    /// <summary>To revoke it by.</summary>
    public required string Id { get; init; }

    [JsonPropertyName("authorizedIdentifier")]
    public required Identifier Authorized { get; init; }

    [JsonPropertyName("subunitIdentifier")]
    public required Identifier Subunit { get; init; }

    [JsonPropertyName("authorIdentifier")]
    public required Identifier Author { get; init; }

    [JsonPropertyName("permissionScope")]
    public required KsefRight Permission { get; init; }

    public required string Description { get; init; }

    public DescribedPerson? SubjectPersonDetails { get; init; }

    public string? SubunitName { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "permission in a unit";
}

/// <summary>Granted by whom; by all when null.</summary>
[OpenApiSchema("EntityPermissionsQueryRequest")]
public sealed record EntityRightQuery
{
    [JsonPropertyName("contextIdentifier")]
    public Identifier? Context { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "permissions of this company";
}

/// <summary>What another company lets this one do.</summary>
[OpenApiSchema("EntityPermissionItem")]
public sealed record EntityRight
{
    public required string Id { get; init; }

    /// <summary>Whose invoices.</summary>
    [JsonPropertyName("contextIdentifier")]
    public required Identifier Context { get; init; }

    [JsonPropertyName("permissionScope")]
    public required KsefRight Permission { get; init; }

    public required string Description { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    public required bool CanDelegate { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"permission {Permission}";
}

/// <summary>A role of this company.</summary>
[OpenApiSchema("EntityRole")]
public sealed record EntityRole
{
    [JsonPropertyName("parentEntityIdentifier")]
    public Identifier? Parent { get; init; }

    public required EntityRoleType Role { get; init; }

    public required string Description { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"role {Role}";
}

/// <summary>Of whom; of all when null.</summary>
[OpenApiSchema("SubordinateEntityRolesQueryRequest")]
public sealed record SubordinateRoleQuery
{
    [JsonPropertyName("subordinateEntityIdentifier")]
    public Identifier? Subordinate { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "roles of subordinate companies";
}

/// <summary>A role of a company or unit below this one.</summary>
[OpenApiSchema("SubordinateEntityRole")]
public sealed record SubordinateRole
{
    [JsonPropertyName("subordinateEntityIdentifier")]
    public required Identifier Subordinate { get; init; }

    public required SubordinateRoleType Role { get; init; }

    public required string Description { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"role {Role}";
}

/// <summary>Granted by us, or to us.</summary>
[OpenApiSchema("EntityAuthorizationPermissionsQueryRequest")]
public sealed record AuthorizationQuery
{
    [JsonPropertyName("authorizingIdentifier")]
    public Identifier? Authorizing { get; init; }

    [JsonPropertyName("authorizedIdentifier")]
    public Identifier? Authorized { get; init; }

    public required AuthorizationsAsked QueryType { get; init; }

    public IReadOnlyList<AuthorizationKind>? PermissionTypes { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "authorizations";
}

/// <summary>A company may issue in the name of another.</summary>
[OpenApiSchema("EntityAuthorizationGrant")]
public sealed record Authorization
{
    /// <summary>To revoke it by.</summary>
    public required string Id { get; init; }

    [JsonPropertyName("authorIdentifier")]
    public Identifier? Author { get; init; }

    [JsonPropertyName("authorizedEntityIdentifier")]
    public required Identifier Authorized { get; init; }

    [JsonPropertyName("authorizingEntityIdentifier")]
    public required Identifier Authorizing { get; init; }

    [JsonPropertyName("authorizationScope")]
    public required AuthorizationKind Kind { get; init; }

    public required string Description { get; init; }

    public DescribedEntity? SubjectEntityDetails { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"authorization {Kind}";
}

/// <summary>Which of them; all when nothing is said.</summary>
[OpenApiSchema("EuEntityPermissionsQueryRequest")]
public sealed record EuRightQuery
{
    public string? VatUeIdentifier { get; init; }

    public string? AuthorizedFingerprintIdentifier { get; init; }

    public IReadOnlyList<KsefRight>? PermissionTypes { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "permissions in EU companies";
}

/// <summary>What somebody may do for a company of the European Union.</summary>
[OpenApiSchema("EuEntityPermission")]
public sealed record EuRight
{
    /// <summary>To revoke it by.</summary>
    public required string Id { get; init; }

    [JsonPropertyName("authorIdentifier")]
    public required Identifier Author { get; init; }

    public required string VatUeIdentifier { get; init; }

    public required string EuEntityName { get; init; }

    public required string AuthorizedFingerprintIdentifier { get; init; }

    [JsonPropertyName("permissionScope")]
    public required KsefRight Permission { get; init; }

    public required string Description { get; init; }

    public DescribedPerson? SubjectPersonDetails { get; init; }

    public DescribedEntity? SubjectEntityDetails { get; init; }

    public NameAndAddress? EuEntityDetails { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => $"permission {Permission}";
}

/// <summary>Who it is.</summary>
[OpenApiSchema("PermissionsSubjectPersonDetails")]
public sealed record DescribedPerson
{
    [JsonPropertyName("subjectDetailsType")]
    public required PersonDescriptionType Type { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public PersonIdentifier? PersonIdentifier { get; init; }

    public DateOnly? BirthDate { get; init; }

    public IdDocument? IdDocument { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "person";
}

/// <summary>Which company it is.</summary>
[OpenApiSchema("PermissionsSubjectEntityDetails")]
public sealed record DescribedEntity
{
    public required string FullName { get; init; }

    public string? Address { get; init; }

    /// <summary>Identifiers and names stay out of logs.</summary>
    public override string ToString() => "company";
}

/// <summary>A provider of Peppol.</summary>
[OpenApiSchema("PeppolProvider")]
public sealed record PeppolProvider
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [JsonPropertyName("dateCreated")]
    public required DateTimeOffset CreatedAt { get; init; }
}

[OpenApiSchema("QueryPersonalPermissionsResponse")]
internal sealed record OwnRightPage : INumberedPage
{
    [JsonPropertyName("permissions")]
    public required IReadOnlyList<OwnRight> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QueryPersonPermissionsResponse")]
internal sealed record PersonRightPage : INumberedPage
{
    [JsonPropertyName("permissions")]
    public required IReadOnlyList<PersonRight> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QuerySubunitPermissionsResponse")]
internal sealed record SubunitRightPage : INumberedPage
{
    [JsonPropertyName("permissions")]
    public required IReadOnlyList<SubunitRight> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QueryEntityPermissionsResponse")]
internal sealed record EntityRightPage : INumberedPage
{
    [JsonPropertyName("permissions")]
    public required IReadOnlyList<EntityRight> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QueryEntityRolesResponse")]
internal sealed record EntityRolePage : INumberedPage
{
    [JsonPropertyName("roles")]
    public required IReadOnlyList<EntityRole> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QuerySubordinateEntityRolesResponse")]
internal sealed record SubordinateRolePage : INumberedPage
{
    [JsonPropertyName("roles")]
    public required IReadOnlyList<SubordinateRole> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QueryEntityAuthorizationPermissionsResponse")]
internal sealed record AuthorizationPage : INumberedPage
{
    [JsonPropertyName("authorizationGrants")]
    public required IReadOnlyList<Authorization> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QueryEuEntityPermissionsResponse")]
internal sealed record EuRightPage : INumberedPage
{
    [JsonPropertyName("permissions")]
    public required IReadOnlyList<EuRight> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[OpenApiSchema("QueryPeppolProvidersResponse")]
internal sealed record PeppolProviderPage : INumberedPage
{
    [JsonPropertyName("peppolProviders")]
    public required IReadOnlyList<PeppolProvider> Rows { get; init; }

    public required bool HasMore { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OwnRightQuery))]
[JsonSerializable(typeof(PersonRightQuery))]
[JsonSerializable(typeof(SubunitRightQuery))]
[JsonSerializable(typeof(EntityRightQuery))]
[JsonSerializable(typeof(SubordinateRoleQuery))]
[JsonSerializable(typeof(AuthorizationQuery))]
[JsonSerializable(typeof(EuRightQuery))]
[JsonSerializable(typeof(OwnRightPage))]
[JsonSerializable(typeof(PersonRightPage))]
[JsonSerializable(typeof(SubunitRightPage))]
[JsonSerializable(typeof(EntityRightPage))]
[JsonSerializable(typeof(EntityRolePage))]
[JsonSerializable(typeof(SubordinateRolePage))]
[JsonSerializable(typeof(AuthorizationPage))]
[JsonSerializable(typeof(EuRightPage))]
[JsonSerializable(typeof(PeppolProviderPage))]
internal sealed partial class PermissionQueriesJson : JsonSerializerContext;
