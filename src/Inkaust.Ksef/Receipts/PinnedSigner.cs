using System.Security.Cryptography.X509Certificates;

namespace Inkaust.Ksef;

/// <summary>
/// Whose signature under a receipt is believed, as a person named him: one certificate, or who bears a name in a certificate for signatures that a
/// certain authority issued. An authority alone names nobody: that of KSeF gives certificates to every taxpayer.
/// </summary>
public sealed record PinnedSigner
{
    private const X509KeyUsageFlags Signs = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    private PinnedSigner(X509Certificate2 certificate, string? subject) => (Certificate, Subject) = (certificate, subject);

    /// <summary>His own certificate, or where there is a <see cref="Subject"/> that of the authority which issued his.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The name that he bears, as the certificate writes it; null: the certificate itself is meant.</summary>
    public string? Subject { get; }

    /// <summary>Who signs with this very certificate, and nobody else.</summary>
    /// <exception cref="ArgumentException">It is that of an authority.</exception>
    public static PinnedSigner With(X509Certificate2 certificate) => !IsAuthority(certificate) ? new(certificate, null)
        : throw new ArgumentException("An authority vouches for everybody to whom it gave a certificate.", nameof(certificate));

    /// <summary>Who bears this name in a certificate for signatures that this authority issued.</summary>
    /// <exception cref="ArgumentException">It is no authority, or there is no name.</exception>
    public static PinnedSigner Named(string subject, X509Certificate2 authority) =>
        IsAuthority(authority) && !string.IsNullOrWhiteSpace(subject) ? new(authority, subject.Trim())
        : throw new ArgumentException("A name is vouched for by an authority.", nameof(authority));

    /// <summary>It may issue certificates.</summary>
    public static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(one => one.CertificateAuthority);

    /// <summary>The certificate is his, and good at that moment.</summary>
    internal bool Is(X509Certificate2 signer, DateTime at)
    {
        if (at < signer.NotBefore.ToUniversalTime() || at > signer.NotAfter.ToUniversalTime()) return false;
        if (Subject is null) return Certificate.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span);
        return signer.Subject == Subject && IsForSignatures(signer) && IsIssuerOf(signer, at);
    }

    private static bool IsForSignatures(X509Certificate2 signer) =>
        !IsAuthority(signer) && signer.Extensions.OfType<X509KeyUsageExtension>().Any(one => (one.KeyUsages & Signs) != 0);

    // By this authority itself: whoever stands between them was named by nobody.
    private bool IsIssuerOf(X509Certificate2 signer, DateTime at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // An authority that another one issued is trusted here by itself.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at;
        return chain.Build(signer) && chain.ChainElements.Count == 2
            && chain.ChainElements[1].Certificate.RawDataMemory.Span.SequenceEqual(Certificate.RawDataMemory.Span)
            && chain.ChainStatus.All(one => one.Status is X509ChainStatusFlags.NoError or X509ChainStatusFlags.PartialChain);
    }
}
