using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>A signature that proves nothing, and why.</summary>
internal sealed class NotSound(Wording why) : Exception(why.En)
{
    public Wording Why { get; } = why;
}

/// <summary>A signature of which something is not among what the program knows: whether it is sound cannot be said.</summary>
internal sealed class NotKnown(string what) : Exception(what)
{
    private const int Longest = 100;

    private readonly string what = what.Length > Longest ? what[..Longest] + "…" : what;

    public Wording What => new($"podpis używa czegoś, czego program nie zna: {what}", $"the signature uses what the program does not know: {what}");
}

/// <summary>
/// The transforms and algorithms that a signature of KSeF may use: an allow-list without SHA-1, XSLT, or anything that reads from
/// elsewhere.
/// </summary>
internal static class SignatureAlgorithms
{
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";

    private const string Enveloped = Ds + "enveloped-signature", XPath = "http://www.w3.org/TR/1999/REC-xpath-19991116",
        Filter = "http://www.w3.org/2002/06/xmldsig-filter2";

    // Other spellings of the same, which some signing libraries write; there is only one signature.
    private const string EnvelopedAsXPath = "not(ancestor-or-self::ds:Signature)", EnvelopedAsFilter = "/descendant::ds:Signature";

    private const string Inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", Inclusive11 = "http://www.w3.org/2006/12/xml-c14n11",
        Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private static readonly Dictionary<string, HashAlgorithmName> Digests = new()
    {
        ["http://www.w3.org/2001/04/xmlenc#sha256"] = HashAlgorithmName.SHA256,
        ["http://www.w3.org/2001/04/xmldsig-more#sha384"] = HashAlgorithmName.SHA384,
        ["http://www.w3.org/2001/04/xmlenc#sha512"] = HashAlgorithmName.SHA512,
    };

    private static readonly Dictionary<string, (HashAlgorithmName Hash, RSASignaturePadding? Padding)> Methods = new()
    {
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"] = (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"] = (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"] = (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        ["http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"] = (HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ["http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1"] = (HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        ["http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1"] = (HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"] = (HashAlgorithmName.SHA256, null),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"] = (HashAlgorithmName.SHA384, null),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"] = (HashAlgorithmName.SHA512, null),
    };

    private const int ShortestRsa = 2048;

    /// <summary>The signature value was made over these octets with the key of this certificate.</summary>
    public static bool Fits(string method, X509Certificate2 certificate, byte[] signed, byte[] value)
    {
        if (!Methods.TryGetValue(method, out var known)) throw new NotKnown(method);
        if (known.Padding is not { } padding)
        {
            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is not null && ecdsa.VerifyData(signed, value, known.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        using var rsa = certificate.GetRSAPublicKey();
        return rsa is { KeySize: >= ShortestRsa } && rsa.VerifyData(signed, value, known.Hash, padding);
    }

    public static byte[] Digest(string algorithm, byte[] octets) =>
        Digests.TryGetValue(algorithm, out var hash) ? CryptographicOperations.HashData(hash, octets) : throw new NotKnown(algorithm);

    public static bool TakesTheSignatureOut(XmlElement transform) => transform.GetAttribute("Algorithm") switch
    {
        Enveloped => true,
        XPath => OnlyChild(transform) is { } path && IsOf(path, EnvelopedAsXPath),
        Filter => OnlyChild(transform) is { NamespaceURI: Filter } path && path.GetAttribute("Filter") == "subtract" && IsOf(path, EnvelopedAsFilter),
        _ => false,
    };

    private static XmlElement? OnlyChild(XmlElement parent) => parent.ChildNodes.OfType<XmlElement>().Take(2).ToList() is [var only] ? only : null;

    private static bool IsOf(XmlElement path, string expression) => path.InnerText.Trim() == expression && path.GetNamespaceOfPrefix("ds") == Ds;

    /// <summary>A whole document in the form that is signed.</summary>
    /// <param name="document">Without the signature.</param>
    /// <param name="method">CanonicalizationMethod or Transform; null: inclusive, as the standard has it.</param>
    public static byte[] Canonical(XmlDocument document, XmlElement? method)
    {
        var transform = Canonicalization(method, document);
        transform.LoadInput(document);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var octets = new MemoryStream();
        output.CopyTo(octets);
        return octets.ToArray();
    }

    /// <summary>An element of a document in the form that is signed: with all the namespaces that hold where it stands.</summary>
    public static byte[] Canonical(XmlElement element, XmlElement? method)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        alone.AppendChild(alone.ImportNode(element, deep: true));
        // The transform reads namespaces from declarations.
        foreach (var (prefix, uri) in element.CreateNavigator()!.GetNamespacesInScope(XmlNamespaceScope.ExcludeXml))
            alone.DocumentElement!.SetAttribute(prefix.Length == 0 ? "xmlns" : $"xmlns:{prefix}", uri);
        return Canonical(alone, method);
    }

    private static Transform Canonicalization(XmlElement? method, XmlDocument document)
    {
        var algorithm = method?.GetAttribute("Algorithm") ?? Inclusive;
        var exclusive = algorithm == Exclusive;
        if (!exclusive && algorithm is not (Inclusive or Inclusive11)) throw new NotKnown(algorithm);
        // Attributes like xml:lang are inherited in one form, not in another, and KSeF has none: 1.0 and 1.1 are the same without them.
        if (document.GetElementsByTagName("*").OfType<XmlElement>().Any(HasInherited)) throw new NotKnown("xml:*");
        if (!exclusive) return new XmlDsigC14NTransform();
        var prefixes = method!.ChildNodes.OfType<XmlElement>()
            .FirstOrDefault(child => child.LocalName == "InclusiveNamespaces")?.GetAttribute("PrefixList");
        return new XmlDsigExcC14NTransform(includeComments: false, string.IsNullOrEmpty(prefixes) ? null : prefixes);
    }

    private static bool HasInherited(XmlElement element) => element.Attributes.OfType<XmlAttribute>().Any(one => one.Prefix == "xml");
}
