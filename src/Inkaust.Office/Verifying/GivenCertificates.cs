using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Certificates as somebody gives them to be compared; private keys are not looked at.</summary>
internal static class GivenCertificates
{
    private const int Most = 10;

    /// <summary>The certificates in a file.</summary>
    /// <exception cref="RefusedException">INK-VERIFY-001: there is none; INK-CERT-020: it is too large.</exception>
    public static IReadOnlyList<KnownCertificate> Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            var found = CertificateFile.Of(file).Certificates.Take(Most)
                .Select(der => new KnownCertificate(X509CertificateLoader.LoadCertificate(der.Span), CertificateSource.Given)).ToList();
            if (found.Count > 0) return found;
        }
        catch (CryptographicException fault)
        {
            throw new RefusedException(NoCertificate, fault);
        }
        throw new RefusedException(NoCertificate);
    }

    private static Finding NoCertificate => new("INK-VERIFY-001", "W tym pliku nie ma certyfikatu.", "There is no certificate in this file.")
    { Hint = new("Podaj certyfikat jako PEM albo DER.", "Give the certificate as PEM or DER.") };
}
