using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What is wanted of a new certificate.</summary>
/// <param name="Kind">Type 1 or type 2.</param>
public sealed record CertificateWish(CertificateKind Kind)
{
    public KeyKind Key { get; init; } = KeyKind.EcP256;

    /// <summary>When it begins, for one that takes over from another; null = at once, and so is what lies earlier today.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>How long it may wait for its turns.</summary>
    public Patience Patience { get; init; } = Patience.OfAPerson;
}

/// <summary>
/// Gets a KSeF certificate: limits -> name as KSeF knows it -> key and request -> enrolment -> certificate (LAW 73).
/// The key is on disk before the request leaves, and an enrolment whose answer was lost is taken up again, not repeated.
/// </summary>
public sealed class EnrolCertificate(KeyRing keys, SignIn signIn, TimeProvider clock)
{
    // An application whose answer was lost may be worked on yet, and what comes of it is of use only with its key.
    internal static readonly TimeSpan MayStillCome = TimeSpan.FromDays(1);

    /// <summary>Enrols for a certificate of this kind, or finishes an enrolment that was begun.</summary>
    /// <param name="company">For whom.</param>
    /// <param name="kind">Type 1 or type 2.</param>
    /// <param name="stop">Gives up waiting; what was begun is taken up by the next call.</param>
    /// <exception cref="RefusedException">INK-CERT-004: KSeF gives no more; INK-CERT-003: a certificate for another key; INK-CERT-028: it would
    /// begin on a day that has passed.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public Task<CompanyCertificate> ForAsync(Company company, CertificateKind kind, CancellationToken stop = default) =>
        ForAsync(company, new CertificateWish(kind), stop);

    /// <inheritdoc cref="ForAsync(Company, CertificateKind, CancellationToken)"/>
    /// <param name="company">For whom.</param>
    /// <param name="wish">What is wanted; an enrolment that was begun before keeps the key that it began with.</param>
    /// <param name="stop">Gives up waiting; what was begun is taken up by the next call.</param>
    public async Task<CompanyCertificate> ForAsync(Company company, CertificateWish wish, CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        if (wish.ValidFrom is { } first && PolishTime.DateOf(first) < PolishTime.DateOf(now))
            throw new RefusedException(CertificateFindings.BeginsInThePast(first));
        var beginsAt = wish.ValidFrom > now ? wish.ValidFrom : null;
        var kind = wish.Kind;
        var name = $"Inkaust {(kind == CertificateKind.Offline ? "offline" : "uwierzytelnianie")}";
        var (ksef, access) = await signIn.AsCompanyAsync(company, wish.Patience, stop);
        foreach (var begun in keys.Of(company.Id).Where(one => one.Kind == kind && one.Serial is null))
        {
            if (await TakenUpAsync(ksef, access, begun, stop) is { } finished) return finished;
        }

        await RefuseWhenNoneIsLeftAsync(ksef, access, stop);
        var data = await ksef.Certificates.EnrollmentDataAsync(access, stop);
        var (place, key) = keys.NewKey(company, kind, name, wish.Key);
        using (key)
        {
            var request = CertificateRequests.Write(data, key);
            try
            {
                var reference = await ksef.Certificates.EnrollAsync(access, name, Type(kind), request, beginsAt, stop);
                keys.Requested(place, reference.ToString());
                return await ComesAsync(ksef, access, place with { Enrolment = reference.ToString() }, stop);
            }
            catch (KsefRejected)
            {
                keys.Refused(place);
                throw;
            }
        }
    }

    /// <summary>How many certificates and applications KSeF still allows this company (LAW 76).</summary>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task<CertificateLimits> LimitsAsync(Company company, CancellationToken stop = default)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        return await ksef.Certificates.LimitsAsync(access, stop);
    }

    // The answer to an enrolment was lost, or nobody waited for its end: KSeF knows what became of it.
    private async Task<CompanyCertificate?> TakenUpAsync(KsefClient ksef, KsefAccess access, CompanyCertificate begun, CancellationToken stop)
    {
        try
        {
            if (begun.Enrolment is not null) return await ComesAsync(ksef, access, begun, stop);
        }
        catch (KsefRejected)
        {
            // It forgets an application after 30 days (LAW 73), but not the certificate that came of it.
        }
        await foreach (var known in ksef.Certificates.QueryAsync(access, new CertificateQuery { Name = begun.Name, Type = Type(begun.Kind) }, stop))
        {
            using var certificate = await RetrieveAsync(ksef, access, known.CertificateSerialNumber, stop);
            if (KeyRing.IsFor(certificate, begun.PublicKey))
                return keys.Said(keys.Received(begun, certificate), known.Status.ToString());
        }
        if (clock.GetUtcNow() - begun.RequestedAt > MayStillCome) keys.Refused(begun);
        return null;
    }

    private async Task<CompanyCertificate> ComesAsync(KsefClient ksef, KsefAccess access, CompanyCertificate place, CancellationToken stop)
    {
        var look = await ksef.Certificates.UntilDecidedAsync(access, ReferenceNumber.Parse(place.Enrolment!), Pace.Usual, stop);
        if (look is not Look<EnrollmentStatus>.Done { Value: var decided })
        {
            throw new RefusedException(new Finding("INK-CERT-006",
                "KSeF wciąż pracuje nad certyfikatem. Klucz jest zachowany.", "KSeF is still working on the certificate. The key is kept.")
            { Hint = new("Sprawdź później", "Look again later"), Next = new GetCertificate() });
        }
        if (decided.CertificateSerialNumber is not { } serial)
        {
            keys.Refused(place);
            throw new RefusedException(Refused(decided));
        }
        using var certificate = await RetrieveAsync(ksef, access, serial, stop);
        return await AskedAboutAsync(ksef, access, keys.Received(place, certificate), stop);
    }

    /// <summary>KSeF gave no certificate, and why.</summary>
    internal static Finding Refused(EnrollmentStatus decided) => new("INK-CERT-007",
        $"KSeF odmówił certyfikatu: {decided.Status} {string.Join("; ", decided.Status.Details ?? [])}.",
        $"KSeF refused the certificate: {decided.Status} {string.Join("; ", decided.Status.Details ?? [])}.");

    // Its status is wanted at hand when KSeF is not. The certificate is here already: a question that fails is asked later.
    private async Task<CompanyCertificate> AskedAboutAsync(KsefClient ksef, KsefAccess access, CompanyCertificate received, CancellationToken stop)
    {
        try
        {
            var query = new CertificateQuery { CertificateSerialNumber = received.Serial };
            await foreach (var known in ksef.Certificates.QueryAsync(access, query, stop))
            {
                if (known.CertificateSerialNumber == received.Serial) return keys.Said(received, known.Status.ToString());
            }
        }
        catch (KsefException)
        {
            // The next round of sending asks.
        }
        return received;
    }

    internal static async Task<X509Certificate2> RetrieveAsync(KsefClient ksef, KsefAccess access, string serial, CancellationToken stop) =>
        X509CertificateLoader.LoadCertificate((await ksef.Certificates.RetrieveAsync(access, [serial], stop))[0].Der.Span);

    internal static async Task RefuseWhenNoneIsLeftAsync(KsefClient ksef, KsefAccess access, CancellationToken stop)
    {
        var limits = await ksef.Certificates.LimitsAsync(access, stop);
        if (limits.CanRequest) return;
        throw new RefusedException(new Finding("INK-CERT-004",
            $"KSeF nie wyda więcej certyfikatów: aktywnych zostało {limits.Certificate.Remaining} z {limits.Certificate.Limit}, wniosków "
                + $"{limits.Enrollment.Remaining} z {limits.Enrollment.Limit}.",
            $"KSeF gives no more certificates: {limits.Certificate.Remaining} of {limits.Certificate.Limit} active ones are left, "
                + $"{limits.Enrollment.Remaining} of {limits.Enrollment.Limit} requests.")
        { Hint = new("Unieważnij certyfikat, którego już nie potrzebujesz.", "Revoke a certificate that is needed no more.") });
    }

    private static CertificateType Type(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => CertificateType.Authentication,
        CertificateKind.Offline => CertificateType.Offline,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "KSeF gives certificates of type 1 and type 2 only."),
    };
}
