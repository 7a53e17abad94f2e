using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Inkaust.Tests.Support;

/// <summary>By which algorithms something is signed; by RSA or ECDSA with SHA-256 where nothing is said.</summary>
/// <param name="Signature">Identifier of the signature method.</param>
/// <param name="SignatureHash">Its hash.</param>
/// <param name="Padding">That of RSA.</param>
/// <param name="Digest">Identifier of the digest method of the references.</param>
/// <param name="DigestHash">Its hash.</param>
internal sealed record SigningWay(string Signature, HashAlgorithmName SignatureHash, RSASignaturePadding Padding, string Digest, HashAlgorithmName DigestHash)
{
    public static SigningWay Usual(X509Certificate2 certificate) => new(
        "http://www.w3.org/2001/04/xmldsig-more#" + (certificate.GetECDsaPublicKey() is null ? "rsa-sha256" : "ecdsa-sha256"),
        HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, "http://www.w3.org/2001/04/xmlenc#sha256", HashAlgorithmName.SHA256);
}

/// <summary>
/// Certificates and XAdES signatures for tests of the local KSeF, by hand: every part is written in its canonical form at once,
/// so that neither the server's nor the client's code for canonicalization takes part.
/// </summary>
internal static class LocalKsefSigner
{
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    private const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>A self-signed company seal with an RSA key.</summary>
    public static X509Certificate2 Seal(string nip, DateTimeOffset now) => SelfSigned($"2.5.4.97=VATPL-{nip}, CN=Firma {nip}, O=Firma {nip}, C=PL", RSA.Create(2048), now);

    /// <summary>A self-signed certificate of a person with an EC key; the serial number is <c>TINPL-...</c> or <c>PNOPL-...</c>.</summary>
    public static X509Certificate2 Person(string serialNumber, DateTimeOffset now) =>
        SelfSigned($"2.5.4.42=Jan, 2.5.4.4=Próbny, 2.5.4.5={serialNumber}, CN=Jan Próbny, C=PL", ECDsa.Create(ECCurve.NamedCurves.nistP256), now);

    public static X509Certificate2 SelfSigned(string name, AsymmetricAlgorithm key, DateTimeOffset now)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(now.AddMinutes(-61), now.AddYears(2));
    }

    public static string Request(string challenge, string nip, string version = "2.1") =>
        $"<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/{version}\"><Challenge>{challenge}</Challenge><ContextIdentifier><Nip>{nip}</Nip></ContextIdentifier>"
        + "<SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>";

    /// <summary>Puts an enveloped signature into a document that is in canonical form.</summary>
    public static string Sign(string canonical, X509Certificate2 certificate, DateTimeOffset signedAt, string? certificateDigest = null) =>
        Enveloped(canonical, certificate, Properties(certificate, signedAt, certificateDigest), Exclusive, "", SigningWay.Usual(certificate));

    /// <summary>The same by other algorithms.</summary>
    public static string Sign(string canonical, X509Certificate2 certificate, DateTimeOffset signedAt, SigningWay way) =>
        Enveloped(canonical, certificate, Properties(certificate, signedAt, null), Exclusive, "", way);

    /// <summary>The same with Canonical XML 1.1, by which SignedInfo repeats the namespaces around it.</summary>
    public static string SignWithCanonicalXml11(string canonical, X509Certificate2 certificate, DateTimeOffset signedAt) =>
        Enveloped(canonical, certificate, Properties(certificate, signedAt, null), "http://www.w3.org/2006/12/xml-c14n11",
            canonical[canonical.IndexOf("xmlns=", StringComparison.Ordinal)..canonical.IndexOf('>')] + " ", SigningWay.Usual(certificate));

    /// <summary>Puts a document into a signature, as it is or in Base64.</summary>
    public static string Envelop(string canonical, X509Certificate2 certificate, DateTimeOffset signedAt, bool inBase64)
    {
        var (properties, way) = (Properties(certificate, signedAt, null), SigningWay.Usual(certificate));
        var content = inBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(canonical)) : canonical;
        var reference = inBase64
            ? Reference("URI=\"#Content\"", Transform(Ds + "base64"), canonical, way)
            : Reference("URI=\"#Content\"", Transform(Exclusive), $"<ds:Object xmlns:ds=\"{Ds}\" Id=\"Content\">{content}</ds:Object>", way);
        return Signature(certificate, SignedInfo(way, Exclusive, "", reference, properties), way, properties, $"<ds:Object Id=\"Content\">{content}</ds:Object>");
    }

    private static string Enveloped(string canonical, X509Certificate2 certificate, string properties, string method, string around, SigningWay way)
    {
        var reference = Reference("URI=\"\"", Transform(Ds + "enveloped-signature") + Transform(method), canonical, way);
        return canonical.Insert(canonical.LastIndexOf("</", StringComparison.Ordinal),
            Signature(certificate, SignedInfo(way, method, around, reference, properties), way, properties, ""));
    }

    private static string Properties(X509Certificate2 certificate, DateTimeOffset signedAt, string? certificateDigest) =>
        $"<xades:SignedProperties xmlns:xades=\"{Xades}\" Id=\"SignedProperties\"><xades:SignedSignatureProperties><xades:SigningTime>"
        + signedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        + $"</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest>{Element("DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"", "DigestMethod", "")}"
        + $"{Element("DigestValue", "DigestValue", certificateDigest ?? Digest(certificate.RawData))}</xades:CertDigest></xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>";

    private static string SignedInfo(SigningWay way, string method, string around, string reference, string properties) =>
        $"<ds:SignedInfo {around}xmlns:ds=\"{Ds}\"><ds:CanonicalizationMethod Algorithm=\"{method}\"></ds:CanonicalizationMethod>"
        + $"<ds:SignatureMethod Algorithm=\"{way.Signature}\"></ds:SignatureMethod>"
        + reference + Reference("Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#SignedProperties\"", Transform(Exclusive), properties, way)
        + "</ds:SignedInfo>";

    private static string Signature(X509Certificate2 certificate, string signedInfo, SigningWay way, string properties, string holder) =>
        $"<ds:Signature xmlns:ds=\"{Ds}\" Id=\"Signature\">{signedInfo}<ds:SignatureValue>{Value(certificate, signedInfo, way)}</ds:SignatureValue>"
        + $"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>{holder}"
        + $"<ds:Object><xades:QualifyingProperties xmlns:xades=\"{Xades}\" Target=\"#Signature\">{properties}</xades:QualifyingProperties></ds:Object></ds:Signature>";

    private static string Transform(string algorithm) => $"<ds:Transform Algorithm=\"{algorithm}\"></ds:Transform>";

    public static string Digest(byte[] octets) => Convert.ToBase64String(SHA256.HashData(octets));

    private static string Element(string start, string name, string content) => $"<ds:{start.Replace(name, name + $" xmlns:ds=\"{Ds}\"")}>{content}</ds:{name}>";

    private static string Reference(string attributes, string transforms, string octets, SigningWay way) =>
        $"<ds:Reference {attributes}><ds:Transforms>{transforms}</ds:Transforms><ds:DigestMethod Algorithm=\"{way.Digest}\"></ds:DigestMethod>"
        + $"<ds:DigestValue>{Convert.ToBase64String(CryptographicOperations.HashData(way.DigestHash, Encoding.UTF8.GetBytes(octets)))}</ds:DigestValue></ds:Reference>";

    private static string Value(X509Certificate2 certificate, string signedInfo, SigningWay way)
    {
        var octets = Encoding.UTF8.GetBytes(signedInfo);
        return Convert.ToBase64String(certificate.GetRSAPrivateKey() is { } rsa
            ? rsa.SignData(octets, way.SignatureHash, way.Padding)
            : certificate.GetECDsaPrivateKey()!.SignData(octets, way.SignatureHash));
    }
}
