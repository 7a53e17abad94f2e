using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace Inkaust.Ksef;

/// <summary>
/// An enveloped XAdES-BES signature: SHA-256, exclusive canonicalisation, RSA PKCS#1 v1.5 or ECDSA as R||S
/// (docs auth/podpis-xades.md, KSEF 3). Made by hand because SignedXml knows no ECDSA, and teaching it would change the
/// algorithms of the whole process.
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
    public static byte[] Sign(XmlDocument document, X509Certificate2 certificate, AsymmetricAlgorithm key, DateTimeOffset now)
    {
        // A minute back, because the clock of KSeF may be behind ours; never before the certificate begins.
        DateTimeOffset begins = certificate.NotBefore.ToUniversalTime();
        var signingTime = now.AddMinutes(-1) < begins ? begins : now.AddMinutes(-1);
        var digestOfDocument = Digest(document.DocumentElement!);
        var signature = Child(document.DocumentElement!, "ds:Signature", Ds, ("Id", "Signature"));
        var signedInfo = Child(signature, "ds:SignedInfo", Ds);
        var value = Child(signature, "ds:SignatureValue", Ds);
        AppendKey(signature, certificate);
        var signedProperties = AppendProperties(signature, certificate, signingTime);
        FillSignedInfo(signedInfo, key, digestOfDocument, Digest(signedProperties));
        value.InnerText = Convert.ToBase64String(SignBytes(Canonical(signedInfo), key));
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    private static void FillSignedInfo(XmlElement signedInfo, AsymmetricAlgorithm key, string digestOfDocument, string digestOfProperties)
    {
        Child(signedInfo, "ds:CanonicalizationMethod", Ds, ("Algorithm", ExclusiveC14n));
        Child(signedInfo, "ds:SignatureMethod", Ds, ("Algorithm", key is RSA ? RsaSha256 : EcdsaSha256));

        var whole = Child(signedInfo, "ds:Reference", Ds, ("URI", ""));
        FillReference(whole, digestOfDocument, Enveloped, ExclusiveC14n);

        var properties = Child(signedInfo, "ds:Reference", Ds, ("URI", "#SignedProperties"), ("Type", SignedPropertiesType));
        FillReference(properties, digestOfProperties, ExclusiveC14n);
    }

    private static void FillReference(XmlElement reference, string digest, params string[] transforms)
    {
        var list = Child(reference, "ds:Transforms", Ds);
        foreach (var transform in transforms) Child(list, "ds:Transform", Ds, ("Algorithm", transform));
        Child(reference, "ds:DigestMethod", Ds, ("Algorithm", Sha256));
        Child(reference, "ds:DigestValue", Ds).InnerText = digest;
    }

    private static void AppendKey(XmlElement signature, X509Certificate2 certificate)
    {
        var x509 = Child(Child(signature, "ds:KeyInfo", Ds), "ds:X509Data", Ds);
        Child(x509, "ds:X509Certificate", Ds).InnerText = Convert.ToBase64String(certificate.RawData);
    }

    private static XmlElement AppendProperties(XmlElement signature, X509Certificate2 certificate, DateTimeOffset signingTime)
    {
        var qualifying = Child(Child(signature, "ds:Object", Ds), "xades:QualifyingProperties", Xades, ("Target", "#Signature"));
        var signed = Child(qualifying, "xades:SignedProperties", Xades, ("Id", "SignedProperties"));
        var ofSignature = Child(signed, "xades:SignedSignatureProperties", Xades);
        Child(ofSignature, "xades:SigningTime", Xades).InnerText =
            signingTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        // The older SigningCertificate, not V2: the form that KSeF is known to take (KSEF 3).
        var cert = Child(Child(ofSignature, "xades:SigningCertificate", Xades), "xades:Cert", Xades);
        var digest = Child(cert, "xades:CertDigest", Xades);
        Child(digest, "ds:DigestMethod", Ds, ("Algorithm", Sha256));
        Child(digest, "ds:DigestValue", Ds).InnerText = Convert.ToBase64String(SHA256.HashData(certificate.RawData));
        var issuer = Child(cert, "xades:IssuerSerial", Xades);
        Child(issuer, "ds:X509IssuerName", Ds).InnerText = certificate.Issuer;
        Child(issuer, "ds:X509SerialNumber", Ds).InnerText =
            new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
        return signed;
    }

    private static byte[] SignBytes(byte[] bytes, AsymmetricAlgorithm key) => key switch
    {
        RSA rsa => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ec => ec.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => throw new ArgumentException("Neither RSA nor ECDSA.", nameof(key)),
    };

    private static string Digest(XmlElement element) => Convert.ToBase64String(SHA256.HashData(Canonical(element)));

    // Exclusive canonicalisation shows only the namespaces that an element uses, so that the element taken out of its
    // document has the same form as in it.
    private static byte[] Canonical(XmlElement element)
    {
        var alone = new XmlDocument { PreserveWhitespace = true };
        // Through text, because the transform reads namespaces from declarations, which nodes made by hand do not have.
        alone.LoadXml(element.OuterXml);
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(alone);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var bytes = new MemoryStream();
        output.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static XmlElement Child(XmlElement parent, string name, string xmlNamespace, params (string Name, string Value)[] attributes)
    {
        var child = parent.OwnerDocument.CreateElement(name, xmlNamespace);
        foreach (var attribute in attributes) child.SetAttribute(attribute.Name, attribute.Value);
        parent.AppendChild(child);
        return child;
    }
}
