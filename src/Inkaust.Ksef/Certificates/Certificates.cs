using System.Text.RegularExpressions;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>KSeF certificates (tag "Certyfikaty"). They belong to whoever signed in, in whatever context.</summary>
public sealed partial class Certificates
{
    private const int MostAtOnce = 10; // LAW 73
    private const int PageSize = 50;
    private const int MostPages = 200;

    private static readonly Wording AskingLimits = new("limity certyfikatów", "asking for the limits of certificates");
    private static readonly Wording AskingSubject = new("dane do wniosku o certyfikat", "asking for the subject of an application");
    private static readonly Wording Enrolling = new("wniosek o certyfikat", "applying for a certificate");
    private static readonly Wording Looking = new("stan wniosku o certyfikat", "looking at an application");
    private static readonly Wording Retrieving = new("pobranie certyfikatów", "retrieving certificates");
    private static readonly Wording Listing = new("lista certyfikatów", "listing certificates");
    private static readonly Wording Revoking = new("unieważnienie certyfikatu", "revoking a certificate");

    private readonly Exchange exchange;
    private readonly TimeProvider clock;

    internal Certificates(Exchange exchange, TimeProvider clock)
    {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// <summary>What may still be applied for.</summary>
    public Task<CertificateLimits> LimitsAsync(KsefAccess access, CancellationToken cancellation = default) => exchange.AskAsync(
        Call(AskingLimits, HttpMethod.Get, access, "/certificates/limits"), CertificatesJson.Default.CertificateLimits, cancellation);

    /// <summary>The name that the application must carry. Refused after signing in with a token (25001).</summary>
    public Task<EnrollmentSubject> EnrollmentDataAsync(KsefAccess access, CancellationToken cancellation = default) => exchange.AskAsync(
        Call(AskingSubject, HttpMethod.Get, access, "/certificates/enrollments/data"), CertificatesJson.Default.EnrollmentSubject, cancellation);

    /// <summary>
    /// Applies for a certificate. Keep the private key safe before calling: after an unknown outcome a certificate for it may
    /// exist (list the certificates by name).
    /// </summary>
    /// <param name="access">Signed in by XAdES.</param>
    /// <param name="name">5 to 100 characters; shown in lists.</param>
    /// <param name="type">Its only purpose.</param>
    /// <param name="csr">PKCS#10 in DER, from <see cref="CertificateRequests"/>.</param>
    /// <param name="validFrom">When it begins; at once when null.</param>
    /// <param name="cancellation">Gives up; after that the outcome is unknown.</param>
    /// <exception cref="RefusedException">The name is not allowed (INK-KSEF-026); nothing was sent.</exception>
    public async Task<ReferenceNumber> EnrollAsync(
        KsefAccess access, string name, CertificateType type, ReadOnlyMemory<byte> csr, DateTimeOffset? validFrom = null,
        CancellationToken cancellation = default)
    {
        if (!AllowedName().IsMatch(name)) throw new RefusedException(KsefFindings.CertificateName);
        var request = new Enroll { CertificateName = name, CertificateType = type, Csr = csr.ToArray(), ValidFrom = validFrom };
        var call = Call(Enrolling, HttpMethod.Post, access, "/certificates/enrollments") with { ChangesSomething = true };
        var answer = await exchange.AskAsync(
            call.WithJson(request, CertificatesJson.Default.Enroll), CertificatesJson.Default.EnrollmentTakenIn, cancellation).ConfigureAwait(false);
        return answer.ReferenceNumber;
    }

    /// <summary>The state of an application now.</summary>
    public Task<EnrollmentStatus> EnrollmentStatusAsync(
        KsefAccess access, ReferenceNumber application, CancellationToken cancellation = default) => exchange.AskAsync(
        Call(Looking, HttpMethod.Get, access, $"/certificates/enrollments/{application}"), CertificatesJson.Default.EnrollmentStatus, cancellation);

    /// <summary>Looks at an application until it is decided.</summary>
    public Task<Look<EnrollmentStatus>> UntilDecidedAsync(
        KsefAccess access, ReferenceNumber application, Pace pace, CancellationToken cancellation = default) =>
        Poll.UntilDoneAsync(
            giveUp => EnrollmentStatusAsync(access, application, giveUp), now => now.Status.IsRunning, pace, clock, cancellation);

    /// <summary>The certificates with these serial numbers; KSeF leaves out what it does not know.</summary>
    public async Task<IReadOnlyList<IssuedCertificate>> RetrieveAsync(
        KsefAccess access, IEnumerable<string> serials, CancellationToken cancellation = default)
    {
        var found = new List<IssuedCertificate>();
        foreach (var some in serials.Chunk(MostAtOnce))
        {
            var call = Call(Retrieving, HttpMethod.Post, access, "/certificates/retrieve")
                .WithJson(new RetrieveCertificates { CertificateSerialNumbers = some }, CertificatesJson.Default.RetrieveCertificates);
            var answer = await exchange.AskAsync(call, CertificatesJson.Default.RetrievedCertificates, cancellation).ConfigureAwait(false);
            found.AddRange(answer.Certificates);
        }
        return found;
    }

    /// <summary>All own certificates that fit, latest application first; also revoked and expired ones.</summary>
    public IAsyncEnumerable<CertificateListItem> QueryAsync(
        KsefAccess access, CertificateQuery query, CancellationToken cancellation = default) =>
        Pages.ByNumberAsync(
            exchange, page => Call(Listing, HttpMethod.Post, access, $"/certificates/query?pageSize={PageSize}&pageOffset={page}")
                .WithJson(query, CertificatesJson.Default.CertificateQuery),
            CertificatesJson.Default.CertificatePage, page => page.Certificates, MostPages, cancellation);

    /// <summary>Revokes a certificate for good. Refused with 25009 when that has been done before.</summary>
    /// <exception cref="RefusedException">Not a serial number (INK-KSEF-027); nothing was sent.</exception>
    public Task RevokeAsync(KsefAccess access, string serial, RevocationReason reason, CancellationToken cancellation = default)
    {
        CertificateSerial.Check(serial);
        var call = Call(Revoking, HttpMethod.Post, access, $"/certificates/{serial}/revoke") with { ChangesSomething = true };
        return exchange.DoAsync(
            call.WithJson(new RevokeCertificate { RevocationReason = reason }, CertificatesJson.Default.RevokeCertificate), cancellation);
    }

    private static Call Call(Wording operation, HttpMethod method, KsefAccess access, string path) =>
        new(operation, method, path) { Access = access };

    // OpenAPI EnrollCertificateRequest.certificateName.
    [GeneratedRegex(@"\A[a-zA-Z0-9_\- ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]{5,100}\z")]
    private static partial Regex AllowedName();
}

internal static class CertificateSerial
{
    /// <summary>Sixteen hexadecimal digits in upper case, as KOD II wants them (LAW 43).</summary>
    /// <exception cref="RefusedException">Anything else (INK-KSEF-027).</exception>
    public static void Check(string serial)
    {
        if (serial is not { Length: 16 } || !serial.All(c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F'))
            throw new RefusedException(KsefFindings.CertificateSerial);
    }
}
