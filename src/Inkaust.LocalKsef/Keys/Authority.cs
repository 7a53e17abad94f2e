using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.LocalKsef;

/// <summary>The certification authority of this KSeF. Its key is made at the start and dies with the server, unless there is a data file.</summary>
internal sealed class Authority : IDisposable
{
    /// <summary>REG par. 6 ust. 2: a KSeF certificate is valid for two years at most (LAW 72).</summary>
    public const int ValidYears = 2;

    private const string OrganizationalUnit = "OU=bez mocy prawnej - no legal force";

    /// <summary>Both keys (PKCS#8) and certificates (DER) as they are written down.</summary>
    internal sealed record Written(byte[] Key, byte[] Certificate, byte[] UpoKey, byte[] UpoCertificate);

    private static readonly DateTimeOffset End = ServerClock.Latest.AddYears(50);

    private ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private ECDsa upoKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Authority(Journal journal)
    {
        _ = new Page<Written>(journal, "authority", Write, PutBack, () => { });
        var request = new CertificateRequest($"CN=Lokalny KSeF - CA, {OrganizationalUnit}, C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        // The server's clock may be set to any day of these, and what it issues then ends a few years later.
        Certificate = request.CreateSelfSigned(ServerClock.Earliest.AddYears(-1), End);
        UpoCertificate = Issue(new CertificateRequest($"CN=Lokalny KSeF - UPO, {OrganizationalUnit}, C=PL", upoKey, HashAlgorithmName.SHA256),
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, ServerClock.Earliest.AddYears(-1), End);
    }

    public X509Certificate2 Certificate { get; private set; }

    /// <summary>True when a certificate from here may begin then: neither before the authority's own nor so late that it would outlive it.</summary>
    public bool MayIssueFrom(DateTimeOffset validFrom) =>
        validFrom >= Certificate.NotBefore.ToUniversalTime()
            && validFrom <= ((DateTimeOffset)Certificate.NotAfter.ToUniversalTime()).AddYears(-ValidYears);

    public X509Certificate2 UpoCertificate { get; private set; }

    /// <summary>Signs what goes into a UPO: ECDSA over SHA-256, R||S as XML Signature wants it.</summary>
    public byte[] SignUpo(byte[] octets) => upoKey.SignData(octets, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>True when a certificate says that it comes from here; whether it does, <see cref="HasIssued"/> tells.</summary>
    public bool IsNamedAsIssuerOf(X509Certificate2 certificate) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(Certificate.SubjectName.RawData);

    /// <summary>True when the certificate is byte for byte the one in the register.</summary>
    public static bool HasIssued(X509Certificate2 certificate, IssuedCertificate? known) =>
        known is not null && known.Der.Span.SequenceEqual(certificate.RawData);

    /// <summary>A certificate for the key and the name in a request.</summary>
    /// <param name="request">From a checked PKCS#10 request.</param>
    /// <param name="purpose">Type 1 gets keyUsage digitalSignature, type 2 nonRepudiation, never both (LAW 70).</param>
    /// <param name="validFrom">Start of validity.</param>
    public X509Certificate2 Issue(CertificateRequest request, CertificatePurpose purpose, DateTimeOffset validFrom) =>
        Issue(request, purpose == CertificatePurpose.Authentication ? X509KeyUsageFlags.DigitalSignature : X509KeyUsageFlags.NonRepudiation,
            validFrom, validFrom.AddYears(ValidYears));

    private X509Certificate2 Issue(CertificateRequest request, X509KeyUsageFlags usage, DateTimeOffset from, DateTimeOffset to)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        var signer = X509SignatureGenerator.CreateForECDsa(key);
        // 16 upper-case hexadecimal digits without a leading zero octet (KSEF 5).
        Span<byte> serial = stackalloc byte[8];
        RandomNumberGenerator.Fill(serial);
        serial[0] = 0x01;
        return request.Create(Certificate.SubjectName, signer, from, to, serial.ToArray());
    }

    private Written Write() => new(key.ExportPkcs8PrivateKey(), Certificate.RawData, upoKey.ExportPkcs8PrivateKey(), UpoCertificate.RawData);

    private void PutBack(Written written)
    {
        Dispose();
        (key, upoKey) = (Read(written.Key), Read(written.UpoKey));
        (Certificate, UpoCertificate) = (X509CertificateLoader.LoadCertificate(written.Certificate),
            X509CertificateLoader.LoadCertificate(written.UpoCertificate));
    }

    private static ECDsa Read(byte[] pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }

    public void Dispose()
    {
        key.Dispose();
        upoKey.Dispose();
        Certificate.Dispose();
        UpoCertificate.Dispose();
    }
}
