using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Takes in a certificate with its key: as the ministry's app gives them (a certificate and an encrypted key), or a qualified
/// seal in one PKCS#12 file. What would fail later is said here: password, key, type, time.
/// </summary>
public sealed class ImportCertificate(KeyRing keys, TimeProvider clock)
{
    private const int WrongPkcs12Password = unchecked((int)0x80070056);

    /// <summary>Takes in a certificate and its key file, each in PEM or DER.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="key">PKCS#8, encrypted or not; PKCS#1 or SEC 1 in PEM.</param>
    /// <param name="kind">What it is for; null = as its key usage says.</param>
    /// <param name="askPassword">Asked once, and only when the key is encrypted.</param>
    /// <exception cref="RefusedException">INK-CERT-020 to 027.</exception>
    public CompanyCertificate WithKeyFile(
        Company company, ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte> key, CertificateKind? kind, Func<string> askPassword)
    {
        using var bare = ReadCertificate(certificate);
        var known = Checked(company, bare, kind);
        using var opened = new KeyFile(key, bare.PublicKey.ExportSubjectPublicKeyInfo()).Open(askPassword);
        if (!opened.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(bare.PublicKey.ExportSubjectPublicKeyInfo()))
            throw new RefusedException(CertificateFindings.ForeignKey);
        using var both = PrivateKeys.Join(bare, opened);
        return Keep(company, both, known);
    }

    /// <summary>Takes in a PKCS#12 file (.p12, .pfx), usually a qualified seal.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="file">The file.</param>
    /// <param name="kind">What it is for; null = a seal.</param>
    /// <param name="askPassword">Asked once.</param>
    /// <exception cref="RefusedException">INK-CERT-020 to 027.</exception>
    public CompanyCertificate FromPkcs12(Company company, ReadOnlyMemory<byte> file, CertificateKind? kind, Func<string> askPassword)
    {
        var storage = X509KeyStorageFlags.Exportable
            | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        try
        {
            using var both = X509CertificateLoader.LoadPkcs12(file.Span, askPassword(), storage);
            return Keep(company, both, Checked(company, both, kind ?? CertificateKind.Seal));
        }
        catch (CryptographicException fault) when (fault.HResult == WrongPkcs12Password)
        {
            throw new RefusedException(CertificateFindings.WrongPassword, fault);
        }
        catch (CryptographicException fault)
        {
            throw new RefusedException(CertificateFindings.Unreadable(fault.Message), fault);
        }
    }

    private CompanyCertificate Keep(Company company, X509Certificate2 both, CertificateKind kind)
    {
        using var key = PrivateKeys.Of(both) ?? throw new RefusedException(CertificateFindings.NoKey);
        if (!PrivateKeys.IsFit(key, kind)) throw new RefusedException(CertificateFindings.WeakKey);
        return keys.Keep(company.Id, kind, "imported", both);
    }

    private CertificateKind Checked(Company company, X509Certificate2 certificate, CertificateKind? wanted)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
        var kind = wanted ?? (usage.HasFlag(X509KeyUsageFlags.DigitalSignature) ? CertificateKind.Authentication
            : usage.HasFlag(X509KeyUsageFlags.NonRepudiation) ? CertificateKind.Offline : CertificateKind.Seal);
        RefuseWrongType(kind, usage);
        DateTimeOffset end = certificate.NotAfter.ToUniversalTime();
        if (end <= clock.GetUtcNow()) throw new RefusedException(CertificateFindings.Expired(end));
        var serial = KeyRing.SerialOf(certificate);
        if (keys.Of(company.Id).Any(one => one.Serial == serial)) throw new RefusedException(CertificateFindings.HereAlready(serial));
        return kind;
    }

    // Type 1 has digitalSignature, type 2 nonRepudiation, neither has both (LAW 70); qualified seals have either.
    private static void RefuseWrongType(CertificateKind kind, X509KeyUsageFlags usage)
    {
        Wording signsIn = new("typu 1 (uwierzytelnianie)", "of type 1 (signs in)"), signsCodes = new("typu 2 (offline)", "of type 2 (signs KOD II)");
        if (kind == CertificateKind.Authentication && !usage.HasFlag(X509KeyUsageFlags.DigitalSignature))
            throw new RefusedException(
                CertificateFindings.WrongType(signsIn, new("nie ma użycia digitalSignature", "it lacks the key usage digitalSignature")));
        if (kind == CertificateKind.Offline && usage != X509KeyUsageFlags.NonRepudiation)
            throw new RefusedException(
                CertificateFindings.WrongType(
                    signsCodes, new("jego jedynym użyciem nie jest nonRepudiation", "its only key usage is not nonRepudiation")));
    }

    private static X509Certificate2 ReadCertificate(ReadOnlyMemory<byte> file)
    {
        try
        {
            // PEM or DER: the loader tells by itself.
            return X509CertificateLoader.LoadCertificate(file.Span);
        }
        catch (CryptographicException fault)
        {
            throw new RefusedException(CertificateFindings.Unreadable(fault.Message), fault);
        }
    }

    /// <summary>The file of a private key.</summary>
    /// <param name="Bytes">PEM or DER.</param>
    /// <param name="PublicKey">Of the certificate; its family is tried first, because each trial of a password takes its time.</param>
    private sealed record KeyFile(ReadOnlyMemory<byte> Bytes, byte[] PublicKey)
    {
        public AsymmetricAlgorithm Open(Func<string> askPassword)
        {
            var text = Encoding.Latin1.GetString(Bytes.Span);
            if (!PemEncoding.TryFind(text, out var pem)) return OpenDer(askPassword);
            if (text[pem.Label] == "ENCRYPTED PRIVATE KEY")
            {
                var password = askPassword();
                return Either(key => key.ImportFromEncryptedPem(text, password)) ?? throw new RefusedException(CertificateFindings.WrongPassword);
            }
            return Either(key => key.ImportFromPem(text)) ?? throw new RefusedException(CertificateFindings.NoKey);
        }

        private AsymmetricAlgorithm OpenDer(Func<string> askPassword)
        {
            var der = Bytes.ToArray();
            if (Either(key => key.ImportPkcs8PrivateKey(der, out _)) is { } open) return open;
            // EncryptedPrivateKeyInfo is a SEQUENCE; anything else is no key at all.
            if (der.Length < 4 || der[0] != 0x30) throw new RefusedException(CertificateFindings.NoKey);
            var password = askPassword();
            return Either(key => key.ImportEncryptedPkcs8PrivateKey(password, der, out _))
                ?? throw new RefusedException(CertificateFindings.WrongPassword);
        }

        private AsymmetricAlgorithm? Either(Action<AsymmetricAlgorithm> import) => PrivateKeys.KindOf(PublicKey) == KeyKind.Rsa2048
            ? Imported(RSA.Create(), import) ?? Imported(ECDsa.Create(), import)
            : Imported(ECDsa.Create(), import) ?? Imported(RSA.Create(), import);

        private static AsymmetricAlgorithm? Imported(AsymmetricAlgorithm key, Action<AsymmetricAlgorithm> import)
        {
            try
            {
                import(key);
                return key;
            }
            catch (Exception fault) when (fault is CryptographicException or ArgumentException)
            {
                key.Dispose();
                return null;
            }
        }
    }
}
