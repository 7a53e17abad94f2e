using System.Text.Json.Nodes;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Nadawanie uprawnień": who gives which right to whom.</summary>
internal sealed class PermissionGrants(ServerClock clock, Rights rights, Roles roles, PermissionOperations operations)
{
    // What each operation may give (OpenAPI). Ownership is given by none of them.
    private static readonly Permission[] ForPersons =
    [
        Permission.CredentialsManage, Permission.CredentialsRead, Permission.InvoiceWrite, Permission.InvoiceRead, Permission.Introspection,
        Permission.SubunitManage, Permission.EnforcementOperations, Permission.CollectiveIdentifierManage,
    ];
    private static readonly Permission[] ForInvoices = [Permission.InvoiceRead, Permission.InvoiceWrite];

    // Since 2.8.1 (KSEF 13).
    private static readonly Permission[] ForEntities = [.. ForInvoices, Permission.CollectiveIdentifierManage];
    private static readonly SubjectType[] People = [SubjectType.Nip, SubjectType.Pesel, SubjectType.Fingerprint];
    private static readonly SubjectType[] Companies = [SubjectType.Nip];
    private static readonly SubjectType[] Certificates = [SubjectType.Fingerprint];

    public async Task<Answer> GrantToPerson(Call call)
    {
        var request = await call.Body<PersonGrantRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, People, request.Permissions, ForPersons);
        // Enforcement is for bailiffs and enforcement authorities only; elsewhere the operation fails (KSEF 9).
        if (request.Permissions.Contains(Permission.EnforcementOperations) && !roles.Enforces(call.Caller.Context.Nip))
            return operations.Begin(call, new StatusInfo(430, "Kontekst identyfikatora nie odpowiada wymaganej roli lub uprawnieniom"));
        foreach (var permission in request.Permissions.Distinct())
            rights.Add(NewGrant(call, GrantKind.Person, request.SubjectIdentifier, permission, request.Description)
                with
            { Person = request.SubjectDetails.Flattened() });
        return operations.Begin(call, PermissionOperation.Done);
    }

    public async Task<Answer> GrantToEntity(Call call)
    {
        var request = await call.Body<EntityGrantRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, Companies, [.. request.Permissions.Select(permission => permission.Type)], ForEntities);
        foreach (var permission in request.Permissions)
            rights.Add(NewGrant(call, GrantKind.Entity, request.SubjectIdentifier, permission.Type, request.Description) with
            {
                CanDelegate = permission.CanDelegate,
                Entity = new JsonObject { ["subjectDetailsType"] = "EntityByIdentifier", ["fullName"] = request.SubjectDetails.FullName },
            });
        return operations.Begin(call, PermissionOperation.Done);
    }

    /// <summary>Passes on to a person what clients have given to the own company; effective once they have (KSEF 9).</summary>
    public async Task<Answer> GrantIndirectly(Call call)
    {
        var request = await call.Body<IndirectGrantRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, People, request.Permissions, ForEntities);
        ContextIdentifier? target = null;
        if (request.TargetIdentifier is { Type: not "AllPartners" } named)
        {
            if (!Enum.TryParse<ContextType>(named.Type, out var type) || named.Value is null
                || new ContextIdentifier(type, named.Value) is not { IsWellFormed: true } client)
                throw ApiRefusal.Invalid("targetIdentifier ma nieprawidłową postać.");
            target = client;
        }
        foreach (var permission in request.Permissions.Distinct())
            rights.Add(NewGrant(call, GrantKind.Indirect, request.SubjectIdentifier, permission, request.Description)
                with
            { Target = target, Person = request.SubjectDetails.Flattened() });
        return operations.Begin(call, PermissionOperation.Done);
    }

    /// <summary>Makes a certificate the administrator of a company of the European Union: four rights in its context.</summary>
    public async Task<Answer> GrantEuAdministration(Call call)
    {
        var request = await call.Body<EuAdministrationRequest>();
        CheckDescription(request.Description);
        CheckSubject(request.SubjectIdentifier, Certificates);
        if (!request.ContextIdentifier.IsWellFormed || request.ContextIdentifier.Nip != call.Caller.Context.Nip)
            return operations.Begin(call, new StatusInfo(410, "Podane identyfikatory są niezgodne lub pozostają w niewłaściwej relacji"));
        Grant New(Permission permission) => NewGrant(call, GrantKind.EuEntity, request.SubjectIdentifier, permission, request.Description);
        foreach (var permission in new[] { Permission.VatUeManage, Permission.InvoiceWrite, Permission.InvoiceRead, Permission.Introspection })
            rights.Add(request.SubjectDetails.PutInto(New(permission)) with
            {
                Context = request.ContextIdentifier,
                GivenIn = call.Caller.Context,
                EuEntityName = request.EuEntityName,
                EuEntity = new JsonObject { ["fullName"] = request.EuEntityDetails.FullName, ["address"] = request.EuEntityDetails.Address },
            });
        return operations.Begin(call, PermissionOperation.Done);
    }

    /// <summary>Lets another certificate work for the company of the European Union in whose context one is.</summary>
    public async Task<Answer> GrantEuRepresentation(Call call)
    {
        var request = await call.Body<EuRepresentationRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, Certificates, request.Permissions, ForInvoices);
        var company = rights.Grants(grant => grant.Kind == GrantKind.EuEntity && grant.Context == call.Caller.Context
            && grant.EuEntityName is not null) is [var first, ..] ? first : null;
        Grant New(Permission permission) => NewGrant(call, GrantKind.EuEntity, request.SubjectIdentifier, permission, request.Description);
        foreach (var permission in request.Permissions.Distinct())
            rights.Add(request.SubjectDetails.PutInto(New(permission)) with
            {
                EuEntityName = company?.EuEntityName,
                EuEntity = company?.EuEntity,
            });
        return operations.Begin(call, PermissionOperation.Done);
    }

    /// <summary>Makes somebody the administrator of a subunit; an InternalId exists from then on (KSEF 9).</summary>
    public async Task<Answer> GrantInSubunit(Call call)
    {
        var request = await call.Body<SubunitGrantRequest>();
        CheckDescription(request.Description);
        CheckSubject(request.SubjectIdentifier, People);
        var subunit = request.ContextIdentifier;
        if (!subunit.IsWellFormed || !subunit.HasRightCheckDigit)
            throw ApiRefusal.Invalid("contextIdentifier ma nieprawidłową postać albo cyfrę kontrolną.");
        var isOurs = subunit.Type == ContextType.InternalId ? subunit.Nip == call.Caller.Context.Nip
            : roles.Below(call.Caller.Context.Nip ?? "").Any(below => below.Nip == subunit.Value);
        if (!isOurs) return operations.Begin(call, new StatusInfo(440, "Operacja niedozwolona dla wskazanych powiązań identyfikatorów"));
        rights.Add(NewGrant(call, GrantKind.Subunit, request.SubjectIdentifier, Permission.CredentialsManage, request.Description) with
        {
            Context = subunit,
            GivenIn = call.Caller.Context,
            SubunitName = request.SubunitName,
            Person = request.SubjectDetails.Flattened(),
        });
        return operations.Begin(call, PermissionOperation.Done);
    }

    public async Task<Answer> Authorize(Call call)
    {
        var request = await call.Body<AuthorizationRequest>();
        CheckDescription(request.Description);
        CheckSubject(request.SubjectIdentifier, [SubjectType.Nip, SubjectType.PeppolId]);
        if (call.Caller.Context.Type != ContextType.Nip)
            return operations.Begin(call, new StatusInfo(450, "Operacja niedozwolona dla wskazanego identyfikatora lub jego typu"));
        rights.Add(new Authorization
        {
            Id = ReferenceNumber.ForPermission(clock.Now),
            Scope = request.Permission,
            Authorizing = call.Caller.Context.Value,
            Authorized = request.SubjectIdentifier.Value,
            Author = call.Caller.Subject,
            Description = request.Description,
            FullName = request.SubjectDetails.FullName,
            StartedAt = clock.Now,
        });
        return operations.Begin(call, PermissionOperation.Done);
    }

    private Grant NewGrant(Call call, GrantKind kind, SubjectIdentifier authorized, Permission permission, string description) => new()
    {
        Id = ReferenceNumber.ForPermission(clock.Now),
        Kind = kind,
        Permission = permission,
        Context = call.Caller.Context,
        Authorized = authorized,
        Author = call.Caller.Subject,
        Description = description,
        StartedAt = clock.Now,
    };

    private static void CheckDescription(string description)
    {
        if (description.Length is < 5 or > 256) throw ApiRefusal.Invalid("Opis musi mieć od 5 do 256 znaków.");
    }

    private static void CheckSubject(SubjectIdentifier subject, SubjectType[] types)
    {
        if (!types.Contains(subject.Type) || !subject.IsWellFormed)
            throw ApiRefusal.Invalid($"subjectIdentifier musi być jednym z: {string.Join(", ", types)}, o właściwej postaci.");
    }

    private static void CheckGrant(SubjectIdentifier subject, SubjectType[] types, IReadOnlyList<Permission> asked, Permission[] known)
    {
        CheckSubject(subject, types);
        if (asked.Count == 0 || asked.Any(permission => !known.Contains(permission)))
            throw ApiRefusal.Invalid($"permissions może zawierać: {string.Join(", ", known)}.");
    }

    private sealed record PersonGrantRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required IReadOnlyList<Permission> Permissions { get; init; }
        public required string Description { get; init; }
        public required PersonDetails SubjectDetails { get; init; }
    }

    private sealed record IndirectGrantRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public IdentifierFilter? TargetIdentifier { get; init; }
        public required IReadOnlyList<Permission> Permissions { get; init; }
        public required string Description { get; init; }
        public required PersonDetails SubjectDetails { get; init; }
    }

    private sealed record EuAdministrationRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required ContextIdentifier ContextIdentifier { get; init; }
        public required string Description { get; init; }
        public required string EuEntityName { get; init; }
        public required EuSubjectDetails SubjectDetails { get; init; }
        public required EuCompany EuEntityDetails { get; init; }
    }

    private sealed record EuRepresentationRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required IReadOnlyList<Permission> Permissions { get; init; }
        public required string Description { get; init; }
        public required EuSubjectDetails SubjectDetails { get; init; }
    }

    private sealed record SubunitGrantRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required ContextIdentifier ContextIdentifier { get; init; }
        public required string Description { get; init; }
        public string? SubunitName { get; init; }
        public required PersonDetails SubjectDetails { get; init; }
    }

    private sealed record EntityGrantRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required IReadOnlyList<EntityPermission> Permissions { get; init; }
        public required string Description { get; init; }
        public required EntityDetails SubjectDetails { get; init; }
    }

    private sealed record EntityPermission(Permission Type, bool CanDelegate = false);

    private sealed record EntityDetails(string FullName);

    private sealed record AuthorizationRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required EntityAuthorization Permission { get; init; }
        public required string Description { get; init; }
        public required EntityDetails SubjectDetails { get; init; }
    }
}
