using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Signatures;

/// <summary>
/// The parts of a XAdES signature, each written in its canonical form by hand, so that a test may put them together in any wrong way and
/// still sign them with a key that is right: then nothing but the barrier in question can stop the document.
/// </summary>
internal static class SignatureParts
{
    public const string Ds = LocalKsefSigner.Ds;
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public const string Base64 = Ds + "base64";
    public const string EnvelopedSignature = Ds + "enveloped-signature";
    public const string OfProperties = "Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#Properties\"";
    public const string Request = "<Request xmlns=\"urn:request\"><Part Id=\"part\">5260001246</Part></Request>";

    /// <summary>The same part as it is canonically when nothing is around it.</summary>
    public const string Part = "<Part xmlns=\"urn:request\" Id=\"part\">5260001246</Part>";

    public static readonly X509Certificate2 Signer = LocalKsefSigner.Person("TINPL-5260001246", LocalKsefDay.Noon);
    public static readonly X509Certificate2 Another = LocalKsefSigner.Person("TINPL-5265877635", LocalKsefDay.Noon);

    public static string Properties(string? digest = null, string algorithm = Sha256, string rest = "") =>
        $"<xades:SignedProperties xmlns:xades=\"{Xades}\" Id=\"Properties\"><xades:CertDigest>{CertDigest(digest, algorithm)}</xades:CertDigest>{rest}</xades:SignedProperties>";

    public static string CertDigest(string? digest = null, string algorithm = Sha256) =>
        $"<ds:DigestMethod xmlns:ds=\"{Ds}\" Algorithm=\"{algorithm}\"></ds:DigestMethod><ds:DigestValue xmlns:ds=\"{Ds}\">{digest ?? LocalKsefSigner.Digest(Signer.RawData)}</ds:DigestValue>";

    /// <summary>A reference whose digest is right for the octets.</summary>
    public static string Reference(string attributes, string octets, params string[] transforms) => Reference(attributes, octets, Sha256, transforms);

    public static string Reference(string attributes, string octets, string digestMethod, string[] transforms) =>
        $"<ds:Reference {attributes}>{(transforms.Length == 0 ? "" : $"<ds:Transforms>{string.Concat(transforms.Select(Transform))}</ds:Transforms>")}"
        + $"<ds:DigestMethod Algorithm=\"{digestMethod}\"></ds:DigestMethod><ds:DigestValue>{LocalKsefSigner.Digest(Encoding.UTF8.GetBytes(octets))}</ds:DigestValue></ds:Reference>";

    /// <summary>By its identifier, or as it stands when it has parts of its own.</summary>
    public static string Transform(string transform) =>
        transform.StartsWith('<') ? transform : $"<ds:Transform Algorithm=\"{transform}\"></ds:Transform>";

    /// <summary>The reference to the whole document around the signature.</summary>
    public static string ToDocument(string document = Request) => Reference("URI=\"\"", document, EnvelopedSignature, Exclusive);

    public static string ToProperties(string? properties = null) => Reference(OfProperties, properties ?? Properties(), Exclusive);

    /// <summary>The certificates of KeyInfo.</summary>
    public static string KeyInfo(params IEnumerable<byte[]> certificates) =>
        $"<ds:KeyInfo><ds:X509Data>{string.Concat(certificates.Select(der => $"<ds:X509Certificate>{Convert.ToBase64String(der)}</ds:X509Certificate>"))}</ds:X509Data></ds:KeyInfo>";

    /// <summary>Everything is right where nothing else is given.</summary>
    public static string Signature(string references, string? properties = null, string? keyInfo = null, string inside = "",
        string id = " Id=\"Signature\"",
        string target = "#Signature", X509Certificate2? key = null, string methods = "", string? qualifying = null)
    {
        var signedInfo = $"<ds:SignedInfo xmlns:ds=\"{Ds}\">{(methods.Length > 0 ? methods : Methods())}{references}</ds:SignedInfo>";
        var value = (key ?? Signer).GetECDsaPrivateKey()!.SignData(Encoding.UTF8.GetBytes(signedInfo), HashAlgorithmName.SHA256);
        return $"<ds:Signature xmlns:ds=\"{Ds}\"{id}>{signedInfo}<ds:SignatureValue>{Convert.ToBase64String(value)}</ds:SignatureValue>{keyInfo ?? KeyInfo(Signer.RawData)}"
            + $"{qualifying ?? Qualifying(properties, target)}{inside}</ds:Signature>";
    }

    public static string Qualifying(string? properties = null, string target = "#Signature", string ns = Xades, string unsigned = "") =>
        $"<ds:Object><xades:QualifyingProperties xmlns:xades=\"{ns}\" Target=\"{target}\">{properties ?? Properties()}{unsigned}</xades:QualifyingProperties></ds:Object>";

    public static string Methods(string canonicalization = Exclusive, string signature = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256") =>
        $"<ds:CanonicalizationMethod Algorithm=\"{canonicalization}\"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\"{signature}\"></ds:SignatureMethod>";

    /// <summary>Puts the signature at the end of the root element.</summary>
    public static string Into(string document, string signature) => document.Insert(document.LastIndexOf("</", StringComparison.Ordinal), signature);

    public static XadesSignature Verified(string document) => XadesSignature.Verify(BoundedXml.Read(Encoding.UTF8.GetBytes(document)));

    /// <summary>Code and details of the refusal.</summary>
    public static (int Code, string Details) Refused(string document)
    {
        var error = Assert.Single(Assert.Throws<ApiRefusal>(() => Verified(document)).Errors);
        return (error.Code, string.Join(" ", error.Details ?? []));
    }
}
