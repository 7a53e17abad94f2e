using System.Text.Json.Nodes;

namespace Inkaust.LocalKsef;

/// <summary>Tags "Nadawanie uprawnień", "Odbieranie uprawnień" and "Operacje": who gives which right to whom.</summary>
internal sealed class Permissions(World world)
{
    private static readonly TimeSpan StatusKept = TimeSpan.FromDays(30);

    // What each operation may give (OpenAPI). Ownership is given by none of them.
    private static readonly Permission[] ForPersons =
    [
        Permission.CredentialsManage, Permission.CredentialsRead, Permission.InvoiceWrite, Permission.InvoiceRead, Permission.Introspection,
        Permission.SubunitManage, Permission.EnforcementOperations, Permission.CollectiveIdentifierManage,
    ];
    private static readonly Permission[] ForInvoices = [Permission.InvoiceRead, Permission.InvoiceWrite];
    private static readonly SubjectType[] People = [SubjectType.Nip, SubjectType.Pesel, SubjectType.Fingerprint];
    private static readonly SubjectType[] Companies = [SubjectType.Nip];
    private static readonly SubjectType[] Certificates = [SubjectType.Fingerprint];

    private static readonly StatusInfo Done = new(200, "Operacja zakończona sukcesem");

    public async Task<Answer> GrantToPerson(Call call)
    {
        var request = await call.Body<PersonGrantRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, People, request.Permissions, ForPersons);
        // Enforcement is for bailiffs and enforcement authorities only; elsewhere the operation fails (KSEF 9).
        if (request.Permissions.Contains(Permission.EnforcementOperations) && !world.Roles.Enforces(call.Caller.Context.Nip))
            return Operation(call, new StatusInfo(430, "Kontekst identyfikatora nie odpowiada wymaganej roli lub uprawnieniom"));
        foreach (var permission in request.Permissions.Distinct())
            world.Rights.Add(NewGrant(call, GrantKind.Person, request.SubjectIdentifier, permission, request.Description) with { Person = Flattened(request.SubjectDetails) });
        return Operation(call, Done);
    }

    public async Task<Answer> GrantToEntity(Call call)
    {
        var request = await call.Body<EntityGrantRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, Companies, [.. request.Permissions.Select(permission => permission.Type)], ForInvoices);
        foreach (var permission in request.Permissions)
            world.Rights.Add(NewGrant(call, GrantKind.Entity, request.SubjectIdentifier, permission.Type, request.Description) with
            {
                CanDelegate = permission.CanDelegate,
                Entity = new JsonObject { ["subjectDetailsType"] = "EntityByIdentifier", ["fullName"] = request.SubjectDetails.FullName },
            });
        return Operation(call, Done);
    }

    /// <summary>Passes on to a person what clients have given to the own company; effective once they have (KSEF 9).</summary>
    public async Task<Answer> GrantIndirectly(Call call)
    {
        var request = await call.Body<IndirectGrantRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, People, request.Permissions, ForInvoices);
        ContextIdentifier? target = null;
        if (request.TargetIdentifier is { Type: not "AllPartners" } named)
        {
            if (!Enum.TryParse<ContextType>(named.Type, out var type) || named.Value is null || new ContextIdentifier(type, named.Value) is not { IsWellFormed: true } client)
                throw ApiRefusal.Invalid("targetIdentifier ma nieprawidłową postać.");
            target = client;
        }
        foreach (var permission in request.Permissions.Distinct())
            world.Rights.Add(NewGrant(call, GrantKind.Indirect, request.SubjectIdentifier, permission, request.Description) with { Target = target, Person = Flattened(request.SubjectDetails) });
        return Operation(call, Done);
    }

    /// <summary>Makes a certificate the administrator of a company of the European Union: four rights in its context.</summary>
    public async Task<Answer> GrantEuAdministration(Call call)
    {
        var request = await call.Body<EuAdministrationRequest>();
        CheckDescription(request.Description);
        CheckSubject(request.SubjectIdentifier, Certificates);
        if (!request.ContextIdentifier.IsWellFormed || request.ContextIdentifier.Nip != call.Caller.Context.Nip)
            return Operation(call, new StatusInfo(410, "Podane identyfikatory są niezgodne lub pozostają w niewłaściwej relacji"));
        foreach (var permission in new[] { Permission.VatUeManage, Permission.InvoiceWrite, Permission.InvoiceRead, Permission.Introspection })
            world.Rights.Add(WithDetails(NewGrant(call, GrantKind.EuEntity, request.SubjectIdentifier, permission, request.Description), request.SubjectDetails) with
            {
                Context = request.ContextIdentifier,
                GivenIn = call.Caller.Context,
                EuEntityName = request.EuEntityName,
                EuEntity = new JsonObject { ["fullName"] = request.EuEntityDetails.FullName, ["address"] = request.EuEntityDetails.Address },
            });
        return Operation(call, Done);
    }

    /// <summary>Lets another certificate work for the company of the European Union in whose context one is.</summary>
    public async Task<Answer> GrantEuRepresentation(Call call)
    {
        var request = await call.Body<EuRepresentationRequest>();
        CheckDescription(request.Description);
        CheckGrant(request.SubjectIdentifier, Certificates, request.Permissions, ForInvoices);
        var company = world.Rights.Grants(grant => grant.Kind == GrantKind.EuEntity && grant.Context == call.Caller.Context && grant.EuEntityName is not null) is [var first, ..] ? first : null;
        foreach (var permission in request.Permissions.Distinct())
            world.Rights.Add(WithDetails(NewGrant(call, GrantKind.EuEntity, request.SubjectIdentifier, permission, request.Description), request.SubjectDetails) with
            {
                EuEntityName = company?.EuEntityName,
                EuEntity = company?.EuEntity,
            });
        return Operation(call, Done);
    }

    private static Grant WithDetails(Grant grant, EuSubjectDetails details) => details.EntityByFp is { } entity
        ? grant with { Entity = new JsonObject { ["subjectDetailsType"] = "EntityByFingerprint", ["fullName"] = entity.FullName, ["address"] = entity.Address } }
        : grant with { Person = Flattened(new PersonDetails { SubjectDetailsType = details.SubjectDetailsType, PersonByFpWithId = details.PersonByFpWithId, PersonByFpNoId = details.PersonByFpNoId }) };

    /// <summary>Makes somebody the administrator of a subunit; an InternalId exists from then on (KSEF 9).</summary>
    public async Task<Answer> GrantInSubunit(Call call)
    {
        var request = await call.Body<SubunitGrantRequest>();
        CheckDescription(request.Description);
        CheckSubject(request.SubjectIdentifier, People);
        var subunit = request.ContextIdentifier;
        if (!subunit.IsWellFormed || !subunit.HasRightCheckDigit) throw ApiRefusal.Invalid("contextIdentifier ma nieprawidłową postać albo cyfrę kontrolną.");
        var isOurs = subunit.Type == ContextType.InternalId ? subunit.Nip == call.Caller.Context.Nip
            : world.Roles.Below(call.Caller.Context.Nip ?? "").Any(below => below.Nip == subunit.Value);
        if (!isOurs) return Operation(call, new StatusInfo(440, "Operacja niedozwolona dla wskazanych powiązań identyfikatorów"));
        world.Rights.Add(NewGrant(call, GrantKind.Subunit, request.SubjectIdentifier, Permission.CredentialsManage, request.Description) with
        {
            Context = subunit,
            GivenIn = call.Caller.Context,
            SubunitName = request.SubunitName,
            Person = Flattened(request.SubjectDetails),
        });
        return Operation(call, Done);
    }

    public async Task<Answer> Authorize(Call call)
    {
        var request = await call.Body<AuthorizationRequest>();
        CheckDescription(request.Description);
        CheckSubject(request.SubjectIdentifier, [SubjectType.Nip, SubjectType.PeppolId]);
        if (call.Caller.Context.Type != ContextType.Nip) return Operation(call, new StatusInfo(450, "Operacja niedozwolona dla wskazanego identyfikatora lub jego typu"));
        world.Rights.Add(new Authorization
        {
            Id = ReferenceNumber.ForPermission(world.Clock.Now),
            Scope = request.Permission,
            Authorizing = call.Caller.Context.Value,
            Authorized = request.SubjectIdentifier.Value,
            Author = call.Caller.Subject,
            Description = request.Description,
            FullName = request.SubjectDetails.FullName,
            StartedAt = world.Clock.Now,
        });
        return Operation(call, Done);
    }

    public Task<Answer> Withdraw(Call call)
    {
        var found = world.Rights.Withdraw(call.Reference("permissionId"), grant => (grant.GivenIn ?? grant.Context) == call.Caller.Context
            && (call.Has(Permission.CredentialsManage) || grant.Authorized == call.Caller.Subject
                || (grant.Kind == GrantKind.Subunit && call.Has(Permission.SubunitManage))
                || (grant.Kind == GrantKind.EuEntity && call.Has(Permission.VatUeManage))));
        return Task.FromResult(Operation(call, found ? Done : new StatusInfo(420, "Użyte poświadczenia nie mają uprawnień do wykonania tej operacji")));
    }

    public Task<Answer> WithdrawAuthorization(Call call)
    {
        var found = world.Rights.WithdrawAuthorization(call.Reference("permissionId"), call.Caller.Context.Value);
        return Task.FromResult(Operation(call, found ? Done : new StatusInfo(420, "Użyte poświadczenia nie mają uprawnień do wykonania tej operacji")));
    }

    public Task<Answer> OperationStatus(Call call)
    {
        var operation = world.Registry.Operations.Find(call.Reference());
        if (operation?.Context != call.Caller.Context) throw ApiRefusal.Invalid("Operacja o podanym numerze referencyjnym nie istnieje.");
        // Change log of the API, retention of the statuses of asynchronous operations.
        return Task.FromResult(world.Clock.Now - operation.StartedAt <= StatusKept ? Answer.Json(new { status = operation.Status })
            : throw ApiRefusal.Gone("Status operacji nie jest już dostępny."));
    }

    public Task<Answer> AttachmentStatus(Call call)
    {
        var nip = call.Caller.Context.Nip ?? "";
        return Task.FromResult(Answer.Json(new { isAttachmentAllowed = world.Rights.MayAttach(nip, world.Clock.Now), revokedDate = world.Rights.AttachmentsUntil(nip) }));
    }

    // Rights hold as soon as the request is answered; only the operation looks as if it took time (KSEF 9).
    private Answer Operation(Call call, StatusInfo status)
    {
        var reference = ReferenceNumber.ForPermission(world.Clock.Now);
        world.Registry.Operations.Add(reference, new PermissionOperation(call.Caller.Context, status, world.Clock.Now));
        return Answer.Json(new { referenceNumber = reference }, 202);
    }

    private Grant NewGrant(Call call, GrantKind kind, SubjectIdentifier authorized, Permission permission, string description) => new()
    {
        Id = ReferenceNumber.ForPermission(world.Clock.Now),
        Kind = kind,
        Permission = permission,
        Context = call.Caller.Context,
        Authorized = authorized,
        Author = call.Caller.Subject,
        Description = description,
        StartedAt = world.Clock.Now,
    };

    private static void CheckDescription(string description)
    {
        if (description.Length is < 5 or > 256) throw ApiRefusal.Invalid("Opis musi mieć od 5 do 256 znaków.");
    }

    private static void CheckSubject(SubjectIdentifier subject, SubjectType[] types)
    {
        if (!types.Contains(subject.Type) || !subject.IsWellFormed) throw ApiRefusal.Invalid($"subjectIdentifier musi być jednym z: {string.Join(", ", types)}, o właściwej postaci.");
    }

    private static void CheckGrant(SubjectIdentifier subject, SubjectType[] types, IReadOnlyList<Permission> asked, Permission[] known)
    {
        CheckSubject(subject, types);
        if (asked.Count == 0 || asked.Any(permission => !known.Contains(permission))) throw ApiRefusal.Invalid($"permissions może zawierać: {string.Join(", ", known)}.");
    }

    // A request names the person in a part of its own (personById, personByFpWithId, personByFpNoId), an answer in one flat object.
    private static JsonObject Flattened(PersonDetails details)
    {
        var part = details.PersonById ?? details.PersonByFpWithId ?? details.PersonByFpNoId ?? throw ApiRefusal.Invalid("Brak danych osoby w subjectDetails.");
        string? Text(JsonObject from, string name) => from.FirstOrDefault(property => property.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.GetValue<string>();
        JsonObject? Inner(string name, params string[] texts) =>
            part.FirstOrDefault(property => property.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is JsonObject inner
                ? new JsonObject(texts.Select(text => KeyValuePair.Create<string, JsonNode?>(text, Text(inner, text)))) : null;
        var flat = new JsonObject { ["subjectDetailsType"] = details.SubjectDetailsType, ["firstName"] = Text(part, "firstName"), ["lastName"] = Text(part, "lastName") };
        if (Inner("identifier", "type", "value") is { } identifier) flat["personIdentifier"] = identifier;
        if (Text(part, "birthDate") is { } birth) flat["birthDate"] = birth;
        if (Inner("idDocument", "type", "number", "country") is { } document) flat["idDocument"] = document;
        return flat;
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

    private sealed record EuSubjectDetails
    {
        public required string SubjectDetailsType { get; init; }
        public JsonObject? PersonByFpWithId { get; init; }
        public JsonObject? PersonByFpNoId { get; init; }
        public EuCompany? EntityByFp { get; init; }
    }

    private sealed record EuCompany(string FullName, string? Address);

    private sealed record SubunitGrantRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required ContextIdentifier ContextIdentifier { get; init; }
        public required string Description { get; init; }
        public string? SubunitName { get; init; }
        public required PersonDetails SubjectDetails { get; init; }
    }

    private sealed record PersonDetails
    {
        public required string SubjectDetailsType { get; init; }
        public JsonObject? PersonById { get; init; }
        public JsonObject? PersonByFpWithId { get; init; }
        public JsonObject? PersonByFpNoId { get; init; }
    }

    private sealed record EntityGrantRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required IReadOnlyList<EntityPermission> Permissions { get; init; }
        public required string Description { get; init; }
        public required EntityDetails SubjectDetails { get; init; }
    }

    private sealed record EntityPermission(Permission Type, bool CanDelegate);

    private sealed record EntityDetails(string FullName);

    private sealed record AuthorizationRequest
    {
        public required SubjectIdentifier SubjectIdentifier { get; init; }
        public required EntityAuthorization Permission { get; init; }
        public required string Description { get; init; }
        public required EntityDetails SubjectDetails { get; init; }
    }
}

/// <summary>A grant or a withdrawal that was asked for.</summary>
internal sealed record PermissionOperation(ContextIdentifier Context, StatusInfo Status, DateTimeOffset StartedAt);
