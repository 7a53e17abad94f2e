using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// A seal of a company made by oneself, which signs in where no identity is proved: on the test environment and on a local
/// KSeF. Whoever signs in with the NIP of the context is its owner there (KSEF 3).
/// </summary>
public static class SelfSignedSeal
{
    /// <summary>A certificate with its EC P-256 key, valid for two years.</summary>
    /// <param name="environment">Where it is to be used.</param>
    /// <param name="nip">The company, written as <c>VATPL-</c> and its NIP.</param>
    /// <param name="organizationName">Its name.</param>
    /// <param name="now">The time on the clock of the caller.</param>
    /// <exception cref="RefusedException">The environment takes no self-signed certificates (INK-KSEF-024).</exception>
    public static X509Certificate2 Create(KsefEnvironment environment, Nip nip, string organizationName, DateTimeOffset now)
    {
        if (!environment.AcceptsSelfSigned) throw new RefusedException(KsefFindings.SelfSignedNotTaken(environment));
        var subject = new EnrollmentSubject
        {
            CountryName = "PL",
            OrganizationName = organizationName,
            OrganizationIdentifier = $"VATPL-{nip}",
            CommonName = organizationName,
        };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(DistinguishedName.Of(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        // An hour back, because the clock of KSeF may be behind ours (KSEF 3).
        return request.CreateSelfSigned(now.AddMinutes(-61), now.AddYears(2));
    }
}
