using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Inkaust.Ksef;

/// <summary>
/// An enveloped XAdES-BES signature: SHA-256, exclusive canonicalisation, RSA PKCS#1 v1.5 or ECDSA as R||S
/// (docs auth/podpis-xades.md, KSEF 3). Each signed part is written in its canonical form at once: what is hashed is what is sent, and a
/// sign-in loads no XML reader, which would take longer than the rest of it.
/// </summary>
internal static class XadesSignature
{
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    private const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
    private const string ExclusiveC14n = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    /// <summary>The bytes of <paramref name="document"/> with the signature as the last child of its root.</summary>
    /// <param name="document">In exclusive canonical form.</param>
    /// <param name="certificate">Of the signer.</param>
    /// <param name="key">Its private key, RSA or ECDSA.</param>
    /// <param name="now">The time.</param>
    public static byte[] Sign(string document, X509Certificate2 certificate, AsymmetricAlgorithm key, DateTimeOffset now)
    {
        var properties = Properties(certificate, SigningTime(certificate, now));
        var signedInfo = SignedInfo(key, Digest(document), Digest(properties));
        var value = Convert.ToBase64String(SignBytes(Encoding.UTF8.GetBytes(signedInfo), key));
        var signature = $"<ds:Signature xmlns:ds=\"{Ds}\" Id=\"Signature\">{signedInfo}<ds:SignatureValue>{value}</ds:SignatureValue>"
            + $"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate>"
            + $"</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades=\"{Xades}\" Target=\"#Signature\">"
            + $"{properties}</xades:QualifyingProperties></ds:Object>"
            + "</ds:Signature>";
        return Encoding.UTF8.GetBytes(document.Insert(document.LastIndexOf("</", StringComparison.Ordinal), signature));
    }

    // A minute back, because the clock of KSeF may be behind ours; never before the certificate begins.
    private static DateTimeOffset SigningTime(X509Certificate2 certificate, DateTimeOffset now)
    {
        DateTimeOffset begins = certificate.NotBefore.ToUniversalTime();
        return now.AddMinutes(-1) < begins ? begins : now.AddMinutes(-1);
    }

    private static string SignedInfo(AsymmetricAlgorithm key, string digestOfDocument, string digestOfProperties) =>
        $"<ds:SignedInfo xmlns:ds=\"{Ds}\"><ds:CanonicalizationMethod Algorithm=\"{ExclusiveC14n}\"></ds:CanonicalizationMethod>"
        + $"<ds:SignatureMethod Algorithm=\"{(key is RSA ? RsaSha256 : EcdsaSha256)}\"></ds:SignatureMethod>"
        + Reference(" URI=\"\"", digestOfDocument, Enveloped, ExclusiveC14n)
        + Reference($" Type=\"{SignedPropertiesType}\" URI=\"#SignedProperties\"", digestOfProperties, ExclusiveC14n)
        + "</ds:SignedInfo>";

    private static string Reference(string attributes, string digest, params string[] transforms) =>
        $"<ds:Reference{attributes}><ds:Transforms>"
        + string.Concat(transforms.Select(transform => $"<ds:Transform Algorithm=\"{transform}\"></ds:Transform>"))
        + $"</ds:Transforms><ds:DigestMethod Algorithm=\"{Sha256}\"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>";

    // Taken out of the document it declares a prefix where it is first used, so here it does so, too: xades at the top, ds in each element.
    // The older SigningCertificate, not V2: the form that KSeF is known to take (KSEF 3).
    private static string Properties(X509Certificate2 certificate, DateTimeOffset signingTime)
    {
        var time = signingTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
        return $"<xades:SignedProperties xmlns:xades=\"{Xades}\" Id=\"SignedProperties\"><xades:SignedSignatureProperties>"
            + $"<xades:SigningTime>{time}</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest>"
            + $"<ds:DigestMethod xmlns:ds=\"{Ds}\" Algorithm=\"{Sha256}\"></ds:DigestMethod>"
            + $"<ds:DigestValue xmlns:ds=\"{Ds}\">{Convert.ToBase64String(SHA256.HashData(certificate.RawData))}</ds:DigestValue></xades:CertDigest>"
            + $"<xades:IssuerSerial><ds:X509IssuerName xmlns:ds=\"{Ds}\">{CanonicalXml.Text(certificate.Issuer)}</ds:X509IssuerName>"
            + $"<ds:X509SerialNumber xmlns:ds=\"{Ds}\">{serial}</ds:X509SerialNumber></xades:IssuerSerial></xades:Cert></xades:SigningCertificate>"
            + "</xades:SignedSignatureProperties></xades:SignedProperties>";
    }

    private static byte[] SignBytes(byte[] bytes, AsymmetricAlgorithm key) => key switch
    {
        RSA rsa => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ec => ec.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => throw new ArgumentException("Neither RSA nor ECDSA.", nameof(key)),
    };

    private static string Digest(string canonical) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
}
