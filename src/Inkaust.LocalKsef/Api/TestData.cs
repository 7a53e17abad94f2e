using System.Text.Json.Nodes;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Dane testowe": taxpayers, persons, rights, consents and limits by decree.</summary>
internal sealed class TestData(Registry registry, ServerClock clock, Limits limits, Rights rights, Roles roles, RateLimits rateLimits)
{
    public async Task<Answer> CreatePerson(Call call)
    {
        var request = await call.Body<PersonRequest>();
        CheckNip(request.Nip);
        CheckSubject(new SubjectIdentifier(SubjectType.Pesel, request.Pesel));
        if (!rights.Add(new TestPerson(request.Nip, request.Pesel, request.IsBailiff, request.IsDeceased)))
            throw ApiRefusal.Of(30001, "Podmiot lub uprawnienie już istnieje.");
        if (request.IsBailiff) roles.SetBailiff(request.Nip, new Role("CourtBailiff", null, request.Description, clock.Now));
        return Answer.Empty;
    }

    public async Task<Answer> CreateSubject(Call call)
    {
        var request = await call.Body<SubjectRequest>();
        CheckNip(request.SubjectNip);
        foreach (var unit in request.Subunits ?? []) CheckNip(unit.SubjectNip);
        var subject = new TestSubject(request.SubjectNip, request.SubjectType, request.Subunits ?? [], request.Description, clock.Now);
        return roles.Add(subject) ? Answer.Empty : throw ApiRefusal.Of(30001, "Podmiot lub uprawnienie już istnieje.");
    }

    public async Task<Answer> RemoveSubject(Call call)
    {
        roles.Remove((await call.Body<RemoveSubjectRequest>()).SubjectNip);
        return Answer.Empty;
    }

    public async Task<Answer> RemovePerson(Call call)
    {
        var nip = (await call.Body<NipRequest>()).Nip;
        rights.RemovePerson(nip);
        roles.SetBailiff(nip, null);
        return Answer.Empty;
    }

    public async Task<Answer> GrantPermissions(Call call)
    {
        var request = await call.Body<PermissionsRequest>();
        CheckContext(request.ContextIdentifier);
        CheckSubject(request.AuthorizedIdentifier);
        if (request.Permissions.Any(permission => !Tokens.Grantable.Contains(permission.PermissionType)))
            throw ApiRefusal.Invalid($"permissionType musi być jednym z: {string.Join(", ", Tokens.Grantable)}.");
        foreach (var permission in request.Permissions)
            rights.Add(NewGrant(request.AuthorizedIdentifier, request.ContextIdentifier, permission.PermissionType, permission.Description));
        return Answer.Empty;
    }

    public async Task<Answer> RevokePermissions(Call call)
    {
        var request = await call.Body<RevokeRequest>();
        rights.WithdrawTestData(request.AuthorizedIdentifier, request.ContextIdentifier);
        return Answer.Empty;
    }

    public async Task<Answer> AllowAttachments(Call call)
    {
        var request = await call.Body<NipRequest>();
        CheckNip(request.Nip);
        rights.AllowAttachments(request.Nip, until: null);
        return Answer.Empty;
    }

    public async Task<Answer> RevokeAttachments(Call call)
    {
        var request = await call.Body<RevokeAttachmentsRequest>();
        rights.AllowAttachments(request.Nip,
            request.ExpectedEndDate is { } date ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : clock.Now);
        return Answer.Empty;
    }

    public Task<Answer> BlockContext(Call call) => Block(call, block: true);

    public Task<Answer> UnblockContext(Call call) => Block(call, block: false);

    public async Task<Answer> ExpireCertificate(Call call)
    {
        var request = await call.Body<CertificateRequest>();
        var serial = call.Segment("serialNumber");
        if (registry.Certificates.Find(serial)?.Owner != call.Caller.Subject)
            throw ApiRefusal.Of(25008, "Certyfikat o podanym numerze seryjnym nie istnieje.");
        registry.Certificates.Change(serial, old => old with { ValidTo = request.ValidTo });
        return Answer.Empty;
    }

    public async Task<Answer> SetSessionLimits(Call call)
    {
        var request = await call.Body<SessionLimitsRequest>();
        limits.Set(call.Caller.Context, SessionKind.Online, request.OnlineSession.Checked());
        limits.Set(call.Caller.Context, SessionKind.Batch, request.BatchSession.Checked());
        // Left out by clients older than 2.7.1, which do not mean to change it.
        if (request.CollectiveIdentifier is { } collective) limits.SetInvoicesOfCollectiveIdentifier(call.Caller.Context, collective.Checked());
        return Answer.Empty;
    }

    public Task<Answer> RestoreSessionLimits(Call call)
    {
        limits.Set(call.Caller.Context, SessionKind.Online, null);
        limits.Set(call.Caller.Context, SessionKind.Batch, null);
        limits.SetInvoicesOfCollectiveIdentifier(call.Caller.Context, null);
        return Task.FromResult(Answer.Empty);
    }

    public async Task<Answer> SetCertificateLimits(Call call)
    {
        var request = await call.Body<CertificateLimitsRequest>();
        var old = limits.Certificates(call.Caller.Subject);
        if (request.Enrollment?.MaxEnrollments < 0 || request.Certificate?.MaxCertificates < 0)
            throw ApiRefusal.Invalid("Limit nie może być ujemny.");
        limits.Set(call.Caller.Subject,
            new CertificateLimits(request.Enrollment?.MaxEnrollments ?? old.Enrollments, request.Certificate?.MaxCertificates ?? old.Certificates));
        return Answer.Empty;
    }

    public Task<Answer> RestoreCertificateLimits(Call call)
    {
        limits.Set(call.Caller.Subject, null);
        return Task.FromResult(Answer.Empty);
    }

    public async Task<Answer> SetRateLimits(Call call)
    {
        var asked = (await call.Body<RateLimitsRequest>()).RateLimits;
        var complete = new Dictionary<RateGroup, RateLimit>();
        foreach (var group in RateLimits.Changeable)
        {
            // Older clients know fewer groups; what they don't name stays as it is.
            var limit = asked.FirstOrDefault(entry => entry.Key.Equals(group.ToString(), StringComparison.OrdinalIgnoreCase)).Value
                ?? rateLimits.Of(call.Caller.Context, group);
            if (limit.PerSecond < 1 || limit.PerMinute < 1 || limit.PerHour < 1)
                throw ApiRefusal.Invalid($"Limity grupy {group} muszą być większe od zera.");
            complete[group] = limit;
        }
        rateLimits.Override(call.Caller.Context, complete);
        return Answer.Empty;
    }

    public Task<Answer> SetProductionRateLimits(Call call)
    {
        rateLimits.OverrideWithProduction(call.Caller.Context);
        return Task.FromResult(Answer.Empty);
    }

    public Task<Answer> RestoreRateLimits(Call call)
    {
        rateLimits.Restore(call.Caller.Context);
        return Task.FromResult(Answer.Empty);
    }

    private async Task<Answer> Block(Call call, bool block)
    {
        var request = await call.Body<ContextRequest>();
        CheckContext(request.ContextIdentifier);
        rights.Block(request.ContextIdentifier, block);
        return Answer.Empty;
    }

    private static void CheckNip(string nip) => CheckContext(new ContextIdentifier(ContextType.Nip, nip));

    private static void CheckContext(ContextIdentifier context)
    {
        if (!context.IsWellFormed) throw ApiRefusal.Invalid($"{context.Type} '{context.Value}' nie pasuje do wzorca.");
    }

    private static void CheckSubject(SubjectIdentifier subject)
    {
        if (!subject.IsWellFormed) throw ApiRefusal.Invalid($"{subject.Type} '{subject.Value}' nie pasuje do wzorca.");
    }

    private Grant NewGrant(SubjectIdentifier authorized, ContextIdentifier context, Permission permission, string description) => new()
    {
        Id = ReferenceNumber.ForPermission(clock.Now),
        Kind = GrantKind.TestData,
        Permission = permission,
        Context = context,
        Authorized = authorized,
        Author = new SubjectIdentifier(SubjectType.Nip, context.Value),
        Description = description,
        StartedAt = clock.Now,
        Person = authorized.Type == SubjectType.Nip ? null
            : new JsonObject { ["subjectDetailsType"] = "PersonByIdentifier", ["firstName"] = "Osoba", ["lastName"] = "Testowa" },
    };

    private sealed record PersonRequest
    {
        public required string Nip { get; init; }
        public required string Pesel { get; init; }
        public required bool IsBailiff { get; init; }
        public required string Description { get; init; }
        public bool IsDeceased { get; init; }
    }

    private sealed record SubjectRequest
    {
        public required string SubjectNip { get; init; }
        public required SubjectKind SubjectType { get; init; }
        public IReadOnlyList<Subunit>? Subunits { get; init; }
        public required string Description { get; init; }
    }

    private sealed record RemoveSubjectRequest
    {
        public required string SubjectNip { get; init; }
    }

    private sealed record NipRequest
    {
        public required string Nip { get; init; }
    }

    private sealed record PermissionsRequest
    {
        public required ContextIdentifier ContextIdentifier { get; init; }
        public required SubjectIdentifier AuthorizedIdentifier { get; init; }
        public required IReadOnlyList<PermissionRequest> Permissions { get; init; }
    }

    private sealed record PermissionRequest(string Description, Permission PermissionType);

    private sealed record RevokeRequest
    {
        public required ContextIdentifier ContextIdentifier { get; init; }
        public required SubjectIdentifier AuthorizedIdentifier { get; init; }
    }

    private sealed record RevokeAttachmentsRequest
    {
        public required string Nip { get; init; }
        public DateOnly? ExpectedEndDate { get; init; }
    }

    private sealed record ContextRequest
    {
        public required ContextIdentifier ContextIdentifier { get; init; }
    }

    private sealed record CertificateRequest
    {
        public required DateTimeOffset ValidTo { get; init; }
    }

    private sealed record SessionLimitsRequest
    {
        public required Override OnlineSession { get; init; }
        public required Override BatchSession { get; init; }
        public CollectiveOverride? CollectiveIdentifier { get; init; }
    }

    private sealed record Override
    {
        public required int MaxInvoiceSizeInMB { get; init; }
        public required int MaxInvoiceWithAttachmentSizeInMB { get; init; }
        public required int MaxInvoices { get; init; }

        // The ceilings are those of the OpenAPI file.
        public SessionLimits Checked() => MaxInvoiceSizeInMB is >= 0 and <= 5 && MaxInvoiceWithAttachmentSizeInMB is >= 0 and <= 10
            && MaxInvoices is >= 0 and <= 100_000
            ? new SessionLimits(MaxInvoiceSizeInMB * 1_000_000, MaxInvoiceWithAttachmentSizeInMB * 1_000_000, MaxInvoices)
            : throw ApiRefusal.Invalid("Limity nie mogą przekroczyć 5 MB, 10 MB i 100000 faktur.");
    }

    private sealed record CollectiveOverride
    {
        public required int MaxInvoices { get; init; }

        // The ceiling is that of the clients that the ministry's newer file has been made into; the file itself cannot be had (KSEF 13).
        public int Checked() => MaxInvoices is >= 0 and <= 5000 ? MaxInvoices
            : throw ApiRefusal.Invalid("Limit identyfikatora zbiorczego nie może przekroczyć 5000 faktur.");
    }

    private sealed record RateLimitsRequest
    {
        public required Dictionary<string, RateLimit> RateLimits { get; init; }
    }

    private sealed record CertificateLimitsRequest
    {
        public EnrollmentOverride? Enrollment { get; init; }
        public CertificateOverride? Certificate { get; init; }
    }

    private sealed record EnrollmentOverride(int? MaxEnrollments = null);

    private sealed record CertificateOverride(int? MaxCertificates = null);
}
