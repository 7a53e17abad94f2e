using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A certificate and its key, as files.</summary>
/// <param name="Serial">Its serial number.</param>
/// <param name="Certificate">PEM.</param>
/// <param name="EncryptedKey">PKCS#8 in PEM, encrypted with the password.</param>
public sealed record ExportedCertificate(string Serial, string Certificate, string EncryptedKey);

/// <summary>Gives a certificate and its key out; the key never leaves without a password.</summary>
public sealed class ExportCertificate(KeyRing keys)
{
    private const int ShortestPassword = 8, Iterations = 600_000;

    /// <param name="company">Whose.</param>
    /// <param name="serial">The serial number of the certificate.</param>
    /// <param name="askPassword">Asked once the certificate is found.</param>
    /// <exception cref="RefusedException">As below, or there is none.</exception>
    public ExportedCertificate WithPassword(Company company, string serial, Func<string> askPassword) =>
        WithPassword(company, keys.Find(company.Id, serial), askPassword());

    /// <exception cref="RefusedException">INK-CERT-014: the password is too short; INK-CERT-011: it has not come yet; INK-KEY-003.</exception>
    public ExportedCertificate WithPassword(Company company, CompanyCertificate certificate, string password)
    {
        if (certificate.Serial is null) throw new RefusedException(CertificateFindings.NotHere(certificate.Name));
        if (password.Length < ShortestPassword)
        {
            throw new RefusedException(new Finding("INK-CERT-014",
                $"Hasło ma mniej niż {ShortestPassword} znaków.", $"The password has fewer than {ShortestPassword} characters."));
        }
        using var bare = keys.Certificate(certificate);
        using var key = keys.KeyOf(company, certificate);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations);
        return new ExportedCertificate(certificate.Serial, bare.ExportCertificatePem(), key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption));
    }
}
