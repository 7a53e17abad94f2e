using System.Text.RegularExpressions;

namespace Inkaust.LocalKsef;

/// <summary>Tag "Certyfikaty": KSeF certificates of the subject who has signed in, in whatever context (LAW 71).</summary>
internal sealed partial class Certificates(Registry registry, ServerClock clock, Faults faults, Limits limits, Authority authority)
{
    // Change log of the API, retention of the statuses of asynchronous operations.
    private static readonly TimeSpan StatusKept = TimeSpan.FromDays(30);

    public Task<Answer> Limits(Call call)
    {
        var allowed = limits.Certificates(call.Caller.Subject);
        var (enrolled, held) = Used(call.Caller.Subject);
        return Task.FromResult(Answer.Json(new
        {
            canRequest = call.Caller.Method.IsSignature && enrolled < allowed.Enrollments && held < allowed.Certificates,
            enrollment = new { remaining = Math.Max(0, allowed.Enrollments - enrolled), limit = allowed.Enrollments },
            certificate = new { remaining = Math.Max(0, allowed.Certificates - held), limit = allowed.Certificates },
        }));
    }

    public static Task<Answer> EnrollmentData(Call call)
    {
        var name = NameOf(call) ?? throw ApiRefusal.Of(25001, "Brak możliwości pobrania danych do CSR dla wykorzystanego sposobu uwierzytelnienia.");
        return Task.FromResult(Answer.Json(new
        {
            commonName = name[DistinguishedName.CommonName] ?? "",
            countryName = name[DistinguishedName.Country] ?? "",
            givenName = name[DistinguishedName.GivenName],
            surname = name[DistinguishedName.Surname],
            serialNumber = name[DistinguishedName.SerialNumber],
            uniqueIdentifier = name[DistinguishedName.UniqueIdentifier],
            organizationName = name[DistinguishedName.Organization],
            organizationIdentifier = name[DistinguishedName.OrganizationIdentifier],
        }));
    }

    public async Task<Answer> Enroll(Call call)
    {
        var name = NameOf(call)
            ?? throw ApiRefusal.Of(25002, "Brak możliwości złożenia wniosku certyfikacyjnego dla wykorzystanego sposobu uwierzytelnienia.");
        var request = await call.Body<EnrollRequest>();
        if (!AllowedName().IsMatch(request.CertificateName))
            throw ApiRefusal.Invalid("Nazwa certyfikatu musi mieć od 5 do 100 liter, cyfr, spacji, łączników lub podkreśleń.");
        if (request.ValidFrom is { } from && !authority.MayIssueFrom(from))
            throw ApiRefusal.Invalid("validFrom wykracza poza ważność urzędu certyfikacji.");
        var csr = SigningRequest.Read(request.Csr);
        if (!csr.Name.IsSameAs(name)) throw ApiRefusal.Of(25003, "Dane w CSR nie zgadzają się z danymi w użytym wektorze uwierzytelniającym.");
        var now = clock.Now;
        return registry.Together(() =>
        {
            var owner = call.Caller.Subject;
            var allowed = limits.Certificates(owner);
            var (enrolled, held) = Used(owner);
            if (enrolled >= allowed.Enrollments) throw ApiRefusal.Of(25006, "Osiągnięto limit możliwych do złożenia wniosków certyfikacyjnych.");
            if (held >= allowed.Certificates) throw ApiRefusal.Of(25007, "Osiągnięto limit dopuszczalnej liczby posiadanych certyfikatów.");
            var enrollment = faults.Hits(FaultKind.Cancelled550, call.Http.Request)
                ? new Enrollment(ReferenceNumber.ForEnrollment(now), owner, now, StatusInfo.CancelledBySystem, null)
                : Decide(request, csr, owner, now);
            registry.Enrollments.Add(enrollment.Reference, enrollment);
            faults.Hold(call.Http.Request, enrollment.Reference, FaultKind.StuckOn100);
            return Answer.Json(new { referenceNumber = enrollment.Reference, timestamp = now }, 202);
        });
    }

    public Task<Answer> EnrollmentStatus(Call call)
    {
        var enrollment = registry.Enrollments.Find(call.Reference());
        if (enrollment is null || enrollment.Owner != call.Caller.Subject)
            throw ApiRefusal.Of(25005, "Wniosek certyfikacyjny o podanym numerze referencyjnym nie istnieje.");
        if (clock.Now - enrollment.RequestedAt > StatusKept) throw ApiRefusal.Gone("Status wniosku certyfikacyjnego nie jest już dostępny.");
        if (faults.IsHeld(FaultKind.StuckOn100, enrollment.Reference))
            return Told(enrollment with { Status = new StatusInfo(100, "Wniosek przyjęty do realizacji"), Serial = null });
        return Told(enrollment);
    }

    private static Task<Answer> Told(Enrollment enrollment) => Task.FromResult(Answer.Json(new
    {
        requestDate = enrollment.RequestedAt,
        status = enrollment.Status,
        certificateSerialNumber = enrollment.Serial,
    }));

    public async Task<Answer> Retrieve(Call call)
    {
        var request = await call.Body<RetrieveRequest>();
        if (request.CertificateSerialNumbers.Count is 0 or > 10) throw ApiRefusal.Invalid("Można pobrać od 1 do 10 certyfikatów.");
        return Answer.Json(new
        {
            certificates = Own(call).Where(certificate => request.CertificateSerialNumbers.Contains(certificate.Serial)).Select(certificate => new
            {
                certificate = Convert.ToBase64String(certificate.Der.Span),
                certificateName = certificate.Name,
                certificateSerialNumber = certificate.Serial,
                certificateType = certificate.Purpose,
            }),
        });
    }

    public async Task<Answer> Query(Call call)
    {
        var take = call.QueryNumber("pageSize", 10, 50, 10);
        var skip = call.QueryNumber("pageOffset", 0, int.MaxValue / 50, 0) * take;
        var filter = await call.BodyOr(new QueryRequest());
        var now = clock.Now;
        var found = Own(call).Where(certificate =>
                (filter.CertificateSerialNumber is null || filter.CertificateSerialNumber == certificate.Serial)
                && (filter.Name is null || certificate.Name.Contains(filter.Name, StringComparison.OrdinalIgnoreCase))
                && (filter.Type is null || filter.Type == certificate.Purpose)
                && (filter.Status is null || filter.Status == certificate.StateAt(now))
                && (filter.ExpiresAfter is null || certificate.ValidTo > filter.ExpiresAfter))
            .OrderByDescending(certificate => certificate.RequestedAt).ToList();
        return Answer.Json(new
        {
            certificates = found.Skip(skip).Take(take).Select(certificate => new
            {
                certificateSerialNumber = certificate.Serial,
                name = certificate.Name,
                type = certificate.Purpose,
                commonName = certificate.CommonName,
                status = certificate.StateAt(now),
                subjectIdentifier = certificate.Owner,
                validFrom = certificate.ValidFrom,
                validTo = certificate.ValidTo,
                lastUseDate = certificate.LastUsedAt,
                requestDate = certificate.RequestedAt,
            }),
            hasMore = found.Count > skip + take,
        });
    }

    public async Task<Answer> Revoke(Call call)
    {
        if (!call.Caller.Method.IsSignature)
            throw ApiRefusal.Forbidden("auth-method-not-allowed", "Ta operacja nie jest dostępna dla użytej metody uwierzytelnienia.",
                new Dictionary<string, object> { ["authenticationMethodCategory"] = call.Caller.Method.Category });
        await call.BodyOr(new RevokeRequest());
        var serial = call.Segment("certificateSerialNumber");
        var now = clock.Now;
        return registry.Together(() =>
        {
            var certificate = Own(call).FirstOrDefault(own => own.Serial == serial)
                ?? throw ApiRefusal.Of(25008, "Certyfikat o podanym numerze seryjnym nie istnieje.");
            if (certificate.StateAt(now) != CertificateState.Active)
                throw ApiRefusal.Of(25009, "Nie można odwołać wskazanego certyfikatu, ponieważ jest już odwołany, zablokowany lub nieważny.");
            registry.Certificates.Change(serial, old => old with { RevokedAt = now });
            return Answer.NoContent;
        });
    }

    // Only a signature tells a name that a certificate could repeat (LAW 74).
    private static DistinguishedName? NameOf(Call call) => call.Caller.Method.IsSignature ? call.Caller.Name?.ForEnrollment() : null;

    private IReadOnlyList<IssuedCertificate> Own(Call call) => registry.Certificates.Of(call.Caller.Subject);

    private (int Enrolled, int Held) Used(SubjectIdentifier owner)
    {
        var now = clock.Now;
        return (registry.Enrollments.Of(owner).Count,
            registry.Certificates.Of(owner, certificate => certificate.StateAt(now) is CertificateState.Active or CertificateState.Blocked).Count);
    }

    private Enrollment Decide(EnrollRequest request, SigningRequest csr, SubjectIdentifier owner, DateTimeOffset now)
    {
        var reference = ReferenceNumber.ForEnrollment(now);
        if (registry.Certificates.Where(other => other.PublicKeyHash == csr.PublicKeyHash && other.Owner != owner).Count > 0)
            return new Enrollment(reference, owner, now,
                new StatusInfo(400, "Wniosek odrzucony", ["Klucz publiczny został już certyfikowany przez inny podmiot."]), null);
        using var issued = authority.Issue(csr.Request, request.CertificateType, request.ValidFrom ?? now);
        registry.Certificates.Add(issued.SerialNumber, new IssuedCertificate
        {
            Serial = issued.SerialNumber,
            Name = request.CertificateName,
            Purpose = request.CertificateType,
            Owner = owner,
            CommonName = csr.Name[DistinguishedName.CommonName] ?? "",
            RequestedAt = now,
            ValidFrom = issued.NotBefore.ToUniversalTime(),
            ValidTo = issued.NotAfter.ToUniversalTime(),
            Der = issued.RawData,
            PublicKeyHash = csr.PublicKeyHash,
        });
        return new Enrollment(reference, owner, now, new StatusInfo(200, "Wniosek obsłużony (certyfikat wygenerowany)"), issued.SerialNumber);
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_\- ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]{5,100}\z")]
    private static partial Regex AllowedName();

    private sealed record EnrollRequest
    {
        public required string CertificateName { get; init; }
        public required CertificatePurpose CertificateType { get; init; }
        public required byte[] Csr { get; init; }
        public DateTimeOffset? ValidFrom { get; init; }
    }

    private sealed record RetrieveRequest
    {
        public required IReadOnlyList<string> CertificateSerialNumbers { get; init; }
    }

    private sealed record QueryRequest
    {
        public string? CertificateSerialNumber { get; init; }
        public string? Name { get; init; }
        public CertificatePurpose? Type { get; init; }
        public CertificateState? Status { get; init; }
        public DateTimeOffset? ExpiresAfter { get; init; }
    }

    private enum RevocationReason { Unspecified, Superseded, KeyCompromise }

    private sealed record RevokeRequest
    {
        public RevocationReason? RevocationReason { get; init; }
    }
}
