using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>The private key of a certificate, after the checks that KSeF would make later with a poorer answer.</summary>
internal static class SigningKey
{
    /// <exception cref="RefusedException">No key, an unfit one, or the certificate is not valid or not taken here.</exception>
    public static AsymmetricAlgorithm Of(X509Certificate2 certificate, KsefEnvironment environment, DateTimeOffset now)
    {
        if (!certificate.HasPrivateKey) throw new RefusedException(KsefFindings.NoPrivateKey);
        DateTimeOffset from = certificate.NotBefore.ToUniversalTime(), to = certificate.NotAfter.ToUniversalTime();
        if (now < from || now > to) throw new RefusedException(KsefFindings.CertificateNotValidNow(from, to));
        if (!environment.AcceptsSelfSigned && certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
            throw new RefusedException(KsefFindings.SelfSignedNotTaken(environment));
        AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
            ?? throw new RefusedException(KsefFindings.UnfitKey);
        return IsFit(key) ? key : throw new RefusedException(KsefFindings.UnfitKey);
    }

    /// <summary>EC from 256 bits or RSA from 2048 bits.</summary>
    public static bool IsFit(AsymmetricAlgorithm key) => key switch
    {
        ECDsa ec => ec.KeySize >= 256,
        RSA rsa => rsa.KeySize >= 2048,
        _ => false,
    };
}
