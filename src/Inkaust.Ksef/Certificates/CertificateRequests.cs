using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Which key a certificate gets.</summary>
public enum KeyKind
{
    /// <summary>Elliptic curve P-256: short signatures, small codes. The default.</summary>
    EcP256,

    /// <summary>RSA with 2048 bits.</summary>
    Rsa2048,
}

/// <summary>Applications for KSeF certificates (PKCS#10).</summary>
public static class CertificateRequests
{
    /// <summary>A new private key. Keep it: without it the certificate is worth nothing.</summary>
    public static AsymmetricAlgorithm NewKey(KeyKind kind = KeyKind.EcP256) =>
        kind == KeyKind.Rsa2048 ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The application in DER, signed with <paramref name="key"/>.</summary>
    /// <param name="subject">Exactly what KSeF returned for this sign-in: a changed name is refused (25003).</param>
    /// <param name="key">EC P-256 or RSA 2048.</param>
    /// <exception cref="RefusedException">KSeF would not take this key (INK-KSEF-022).</exception>
    public static byte[] Write(EnrollmentSubject subject, AsymmetricAlgorithm key)
    {
        var name = DistinguishedName.Of(subject);
        var request = key switch
        {
            ECDsa ec when ec.IsP256() => new CertificateRequest(name, ec, HashAlgorithmName.SHA256),
            RSA { KeySize: 2048 } rsa => new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new RefusedException(KsefFindings.UnfitKey),
        };
        return request.CreateSigningRequest();
    }
}
