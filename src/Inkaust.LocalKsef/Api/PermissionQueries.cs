using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Wyszukiwanie nadanych uprawnień".</summary>
internal sealed class PermissionQueries(Rights rights, Roles roles)
{
    public async Task<Answer> Persons(Call call)
    {
        var filter = await call.Body<PersonsFilter>();
        return Page(call, rights.Grants(grant => IsIn(filter.QueryType, grant, call.Caller)
            && filter.AuthorIdentifier.Fits(grant.Author) && filter.AuthorizedIdentifier.Fits(grant.Authorized)
            && Fits(filter, grant)), Whole);
    }

    /// <summary>The rights that the caller has; an owner sees as well what other companies have given to the own one.</summary>
    public async Task<Answer> Personal(Call call)
    {
        var filter = await call.BodyOr(new PersonalFilter());
        var (caller, company) = (call.Caller, CompanyOf(call));
        bool IsOwn(Grant grant) => grant.Authorized == caller.Subject
            && (grant.Context == caller.Context || (grant.Kind == GrantKind.Indirect && grant.Target == caller.Context));
        bool IsCompanys(Grant grant) => grant.Kind == GrantKind.Entity && grant.Authorized == company && call.Has(Permission.Owner);
        return Page(call, rights.Grants(grant => (IsOwn(grant) || IsCompanys(grant)) && Fits(filter, grant)), grant => Whole(grant) with
        {
            AuthorIdentifier = null,
            // Only when it is somebody other than the one who asks (OpenAPI, PersonalPermission).
            AuthorizedIdentifier = grant.Authorized == caller.Subject ? null : grant.Authorized,
        });
    }

    /// <summary>What other companies have given to the company of the context.</summary>
    public async Task<Answer> Entities(Call call)
    {
        var filter = await call.BodyOr(new EntitiesFilter());
        var company = CompanyOf(call);
        return Page(call, rights.Grants(grant => grant.Kind == GrantKind.Entity && grant.Authorized == company
            && (filter.ContextIdentifier is null || filter.ContextIdentifier == grant.Context)), grant => new ShownGrant(grant)
            {
                ContextIdentifier = Identifier(grant.Context),
                CanDelegate = grant.CanDelegate,
            });
    }

    public async Task<Answer> Authorizations(Call call)
    {
        var filter = await call.Body<AuthorizationsFilter>();
        var own = call.Caller.Context.Value;
        return Page(call, "authorizationGrants", [.. rights.Authorizations(authorization =>
            (filter.QueryType == AuthorizationSide.Granted ? authorization.Authorizing == own : authorization.Authorized == own)
            && (filter.AuthorizingIdentifier is null || filter.AuthorizingIdentifier.Value == authorization.Authorizing)
            && (filter.AuthorizedIdentifier is null || filter.AuthorizedIdentifier.Value == authorization.Authorized)
            && (filter.PermissionTypes is not { Count: > 0 } types || types.Contains(authorization.Scope)))
            .OrderByDescending(authorization => authorization.StartedAt)
            .ThenBy(authorization => authorization.Id, StringComparer.Ordinal)], authorization => new
            {
                id = authorization.Id,
                authorIdentifier = authorization.Author,
                authorizedEntityIdentifier = new
                {
                    type = ContextIdentifier.PeppolPattern().IsMatch(authorization.Authorized) ? "PeppolId" : "Nip",
                    value = authorization.Authorized,
                },
                authorizingEntityIdentifier = new { type = "Nip", value = authorization.Authorizing },
                authorizationScope = authorization.Scope,
                description = authorization.Description,
                subjectEntityDetails = new { subjectDetailsType = "EntityByIdentifier", fullName = authorization.FullName },
                startDate = authorization.StartedAt,
            });
    }

    /// <summary>The administrators of subunits that were made from the context.</summary>
    public async Task<Answer> Subunits(Call call)
    {
        var filter = await call.BodyOr(new SubunitsFilter());
        return Page(call, rights.Grants(grant => grant.Kind == GrantKind.Subunit && grant.GivenIn == call.Caller.Context
            && (filter.SubunitIdentifier is null || filter.SubunitIdentifier == grant.Context)), grant => new ShownGrant(grant)
            {
                AuthorizedIdentifier = grant.Authorized,
                SubunitIdentifier = Identifier(grant.Context),
                AuthorIdentifier = grant.Author,
                SubjectPersonDetails = grant.Person,
                SubunitName = grant.SubunitName,
            });
    }

    /// <summary>The rights in companies of the European Union: of the own company, or of all that belong to the own NIP.</summary>
    public async Task<Answer> EuEntities(Call call)
    {
        var filter = await call.BodyOr(new EuEntitiesFilter());
        var own = call.Caller.Context;
        bool IsOurs(Grant grant) => grant.Context == own || grant.GivenIn == own || (own.Type == ContextType.Nip && grant.Context.Nip == own.Value);
        return Page(call, rights.Grants(grant => grant.Kind == GrantKind.EuEntity && IsOurs(grant)
            && (filter.VatUeIdentifier is null || VatNumberOf(grant) == filter.VatUeIdentifier)
            && (filter.AuthorizedFingerprintIdentifier is null || filter.AuthorizedFingerprintIdentifier == grant.Authorized.Value)
            && Fits(filter.PermissionTypes, grant.Permission)), grant => new ShownGrant(grant)
            {
                AuthorIdentifier = grant.Author,
                VatUeIdentifier = VatNumberOf(grant),
                EuEntityName = grant.EuEntityName,
                AuthorizedFingerprintIdentifier = grant.Authorized.Value,
                SubjectPersonDetails = grant.Person,
                SubjectEntityDetails = grant.Entity,
                EuEntityDetails = grant.EuEntity,
            });
    }

    // After the ten digits of the NIP and a dash.
    private static string VatNumberOf(Grant grant) => grant.Context.Value[11..];

    public Task<Answer> Roles(Call call) => Task.FromResult(Page(call, "roles", roles.Of(call.Caller.Context.Nip ?? ""), role => new
    {
        parentEntityIdentifier = role.ParentNip is null ? null : new { type = "Nip", value = role.ParentNip },
        role = role.Name,
        description = role.Description,
        startDate = role.StartedAt,
    }));

    public async Task<Answer> SubordinateRoles(Call call)
    {
        var filter = await call.BodyOr(new SubordinatesFilter());
        return Page(call, "roles", [.. roles.Below(call.Caller.Context.Nip ?? "")
            .Where(unit => filter.SubordinateEntityIdentifier is null || filter.SubordinateEntityIdentifier.Value == unit.Nip)],
            unit => new
            {
                subordinateEntityIdentifier = new { type = "Nip", value = unit.Nip },
                role = unit.Role.Name,
                description = unit.Role.Description,
                startDate = unit.Role.StartedAt,
            });
    }

    // The latest first, then by identifier (OpenAPI).
    private static Answer Page(Call call, IEnumerable<Grant> grants, Func<Grant, object> shown) =>
        Page(call, "permissions", [.. grants.OrderByDescending(grant => grant.StartedAt).ThenBy(grant => grant.Id, StringComparer.Ordinal)], shown);

    private static Answer Page<T>(Call call, string name, IReadOnlyList<T> all, Func<T, object> shown)
    {
        var take = call.QueryNumber("pageSize", 10, 100, 10);
        var skip = call.QueryNumber("pageOffset", 0, 1_000_000, 0) * take;
        return Answer.Json(new Dictionary<string, object>
        {
            [name] = all.Skip(skip).Take(take).Select(shown),
            ["hasMore"] = skip + take < all.Count,
        });
    }

    private ShownGrant Whole(Grant grant) => new(grant)
    {
        AuthorizedIdentifier = grant.Authorized,
        ContextIdentifier = Identifier(grant.Context),
        AuthorIdentifier = grant.Author,
        SubjectPersonDetails = grant.Person,
        SubjectEntityDetails = grant.Entity,
        TargetIdentifier = TargetOf(grant),
        PermissionState = StateOf(grant),
        CanDelegate = grant.CanDelegate,
    };

    private static SubjectIdentifier CompanyOf(Call call) => new(SubjectType.Nip, call.Caller.Context.Value);

    private PermissionState StateOf(Grant grant) => rights.IsEffective(grant) ? PermissionState.Active : PermissionState.Inactive;

    private static object? TargetOf(Grant grant) => grant.Kind != GrantKind.Indirect ? null
        : grant.Target is { } client ? Identifier(client) : new { type = "AllPartners" };

    // The own company as a target means what was given directly in it (KSEF 9).
    private static bool FitsTarget(IdentifierFilter? filter, Grant grant) => filter is null
        || (grant.Kind == GrantKind.Indirect
            ? filter.Type == (grant.Target?.Type.ToString() ?? "AllPartners") && (filter.Value is null || filter.Value == grant.Target?.Value)
            : filter.Type == grant.Context.Type.ToString() && filter.Value == grant.Context.Value);

    private static object Identifier(ContextIdentifier context) => new { type = context.Type, value = context.Value };

    private bool Fits(PersonalFilter filter, Grant grant) =>
        (filter.ContextIdentifier is null || filter.ContextIdentifier == grant.Context)
        && FitsTarget(filter.TargetIdentifier, grant) && Fits(filter.PermissionTypes, grant.Permission)
        && (filter.PermissionState is null || filter.PermissionState == StateOf(grant));

    private static bool Fits(IReadOnlyList<Permission>? types, Permission permission) => types is not { Count: > 0 } || types.Contains(permission);

    // What holds in the context; or what the caller has given there or in a unit below it (OpenAPI).
    private static bool IsIn(PersonsList list, Grant grant, Login caller) => list == PersonsList.PermissionsInCurrentContext
        ? grant.Context == caller.Context
        : grant.Author == caller.Subject && (grant.Context == caller.Context || (grant.Kind == GrantKind.Subunit && grant.GivenIn == caller.Context));

    /// <summary>A right as lists tell of it; each list leaves out what it does not tell.</summary>
    private sealed record ShownGrant([property: JsonIgnore] Grant Grant)
    {
        public string Id => Grant.Id;
        public object? ContextIdentifier { get; init; }
        public object? SubunitIdentifier { get; init; }
        public string? VatUeIdentifier { get; init; }
        public string? EuEntityName { get; init; }
        public SubjectIdentifier? AuthorizedIdentifier { get; init; }
        public string? AuthorizedFingerprintIdentifier { get; init; }
        public SubjectIdentifier? AuthorIdentifier { get; init; }
        public Permission PermissionScope => Grant.Permission;
        public string Description => Grant.Description;
        public JsonObject? SubjectPersonDetails { get; init; }
        public JsonObject? SubjectEntityDetails { get; init; }
        public JsonObject? EuEntityDetails { get; init; }
        public string? SubunitName { get; init; }
        public object? TargetIdentifier { get; init; }
        public PermissionState? PermissionState { get; init; }
        public DateTimeOffset StartDate => Grant.StartedAt;
        public bool? CanDelegate { get; init; }
    }

    private enum PersonsList { PermissionsInCurrentContext, PermissionsGrantedInCurrentContext }

    private enum PermissionState { Active, Inactive }

    private record PersonalFilter
    {
        public ContextIdentifier? ContextIdentifier { get; init; }
        public IdentifierFilter? TargetIdentifier { get; init; }
        public IReadOnlyList<Permission>? PermissionTypes { get; init; }
        public PermissionState? PermissionState { get; init; }
    }

    private sealed record PersonsFilter : PersonalFilter
    {
        public required PersonsList QueryType { get; init; }
        public IdentifierFilter? AuthorIdentifier { get; init; }
        public IdentifierFilter? AuthorizedIdentifier { get; init; }
    }

    private sealed record EntitiesFilter
    {
        public ContextIdentifier? ContextIdentifier { get; init; }
    }

    private sealed record EuEntitiesFilter
    {
        public string? VatUeIdentifier { get; init; }
        public string? AuthorizedFingerprintIdentifier { get; init; }
        public IReadOnlyList<Permission>? PermissionTypes { get; init; }
    }

    private sealed record SubunitsFilter
    {
        public ContextIdentifier? SubunitIdentifier { get; init; }
    }

    private sealed record SubordinatesFilter
    {
        public IdentifierFilter? SubordinateEntityIdentifier { get; init; }
    }

    private enum AuthorizationSide { Granted, Received }

    private sealed record AuthorizationsFilter
    {
        public required AuthorizationSide QueryType { get; init; }
        public IdentifierFilter? AuthorizingIdentifier { get; init; }
        public IdentifierFilter? AuthorizedIdentifier { get; init; }
        public IReadOnlyList<EntityAuthorization>? PermissionTypes { get; init; }
    }
}

/// <summary>An identifier to filter by; an author may also be the system.</summary>
internal sealed record IdentifierFilter(string Type, string? Value = null);

internal static class IdentifierFilters
{
    public static bool Fits(this IdentifierFilter? filter, SubjectIdentifier subject) =>
        filter is null || (filter.Type == subject.Type.ToString() && (filter.Value is null || filter.Value == subject.Value));
}
