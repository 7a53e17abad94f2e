using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace Inkaust.LocalKsef;

/// <summary>
/// Verifies a XAdES signature and hands back exactly what was signed, so that nobody reads anything else. The element that
/// is read and the element whose digest was checked are the same node: that is what stops signature wrapping.
/// </summary>
/// <param name="Certificate">The certificate whose key signed, named by its digest in the signed properties.</param>
/// <param name="Content">The signed element.</param>
internal sealed record XadesSignature(X509Certificate2 Certificate, XmlElement Content)
{
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    private const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
    private const string Base64Transform = Ds + "base64";
    private const string XPath10 = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private const string XPathFilter2 = "http://www.w3.org/2002/06/xmldsig-filter2";
    private const int MaxReferences = 10;
    private const int LargestCertificate = 16_384;

    // Four for each octet of the largest document.
    private const long MostSteps = 8_000_000;

    /// <exception cref="ApiRefusal">9102 no signature, 9103 more than one, 9105 not a good signature, 21115 no usable certificate.</exception>
    public static XadesSignature Verify(XmlDocument document)
    {
        var signature = TheOnlySignature(document);
        RefuseRepeatedIds(document);
        var signedInfo = TheOnly(signature, "SignedInfo", Ds);
        var properties = SignedProperties(signature);
        var references = Children(signedInfo, "Reference", Ds).ToList();
        if (references.Count is 0 or > MaxReferences) throw Bad($"Podpis musi mieć od 1 do {MaxReferences} referencji.");

        XmlElement? content = null;
        var propertiesAreCovered = false;
        foreach (var reference in references)
        {
            var (target, decoded) = VerifyReference(document, signature, reference);
            if (target == properties && decoded is null && reference.GetAttribute("Type") == SignedPropertiesType) propertiesAreCovered = true;
            else if (!IsContent(document, signature, target)) continue;
            else content = decoded is not null ? Decoded(decoded) : target is XmlDocument whole ? whole.DocumentElement : (XmlElement)target;
        }
        if (content is null) throw Bad("Żadna referencja nie obejmuje całego dokumentu.");
        if (!propertiesAreCovered) throw Bad("Żadna referencja nie obejmuje SignedProperties.");

        var certificate = SigningCertificate(signature, properties);
        VerifyValue(signature, signedInfo, certificate);
        return new XadesSignature(certificate, ContentItself(content, signature));
    }

    // A counter-signature or a time stamp in the unsigned properties is nobody's authentication.
    private static XmlElement TheOnlySignature(XmlDocument document)
    {
        var signatures = document.GetElementsByTagName("Signature", Ds).Cast<XmlElement>()
            .Where(element => !Ancestors(element).Any(above => above.LocalName == "UnsignedProperties" && above.NamespaceURI == Xades)).ToList();
        if (signatures.Count == 0) throw ApiRefusal.NoSignature();
        if (signatures.Count > 1) throw ApiRefusal.TooManySignatures();
        var signature = signatures[0];
        if (signature != document.DocumentElement && signature.ParentNode != document.DocumentElement)
            throw Bad("Podpis musi być otaczany albo otaczający: bezpośrednio w elemencie głównym albo nim samym.");
        return signature;
    }

    private static void RefuseRepeatedIds(XmlDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in document.GetElementsByTagName("*").Cast<XmlElement>())
            if (IdOf(element) is { } id && !seen.Add(id)) throw Bad($"Identyfikator '{id}' występuje więcej niż raz.");
    }

    // What was signed are the octets in the Object, so what is read are these octets and nothing else.
    private static XmlElement Decoded(byte[] octets)
    {
        try
        {
            return BoundedXml.Read(octets).DocumentElement!;
        }
        catch (XmlException fault)
        {
            throw Bad($"Zakodowana treść Object nie jest poprawnym XML: {fault.Message}");
        }
    }

    /// <summary>Checks the digest of one reference; returns the node over which it was taken, and the octets in it when it holds Base64.</summary>
    private static (XmlNode Target, byte[]? Decoded) VerifyReference(XmlDocument document, XmlElement signature, XmlElement reference)
    {
        var target = Resolve(document, signature, reference.GetAttribute("URI"));
        XmlElement? without = null;
        byte[]? octets = null, decoded = null;
        var transforms = Children(reference, "Transforms", Ds).SelectMany(list => Children(list, "Transform", Ds)).ToList();
        if (transforms.Count > 4) throw Bad("Za dużo transformat.");
        foreach (var transform in transforms)
        {
            if (octets is not null) throw Bad("Po kanonizacji nie może być dalszych transformat.");
            if (RemovesTheSignature(transform))
            {
                if (!Ancestors(signature).Contains(target is XmlDocument ? document.DocumentElement : target))
                    throw Bad("Transformata usuwa podpis, którego wskazany element nie zawiera.");
                without = signature;
            }
            else if (transform.GetAttribute("Algorithm") == Base64Transform)
            {
                if (target is not XmlElement holder || without is not null) throw Bad("Transformata base64 wymaga elementu z treścią w Base64.");
                octets = decoded = Base64Of(holder);
            }
            else octets = Canonicalizer.Canonicalize(target,
                Canonicalization.Of(transform)
                    ?? throw Bad($"Niedozwolona transformata: {transform.GetAttribute("Algorithm")}."), without, MostSteps);
        }
        octets ??= Canonicalizer.Canonicalize(target, Canonicalization.Default, without, MostSteps);

        var digest = TheOnly(reference, "DigestMethod", Ds).GetAttribute("Algorithm");
        if (!SignatureAlgorithms.IsDigest(digest)) throw Bad($"Niedozwolony algorytm skrótu: {digest}.");
        if (!CryptographicOperations.FixedTimeEquals(SignatureAlgorithms.Digest(digest, octets), Base64Of(TheOnly(reference, "DigestValue", Ds))))
            throw Bad($"Skrót referencji '{reference.GetAttribute("URI")}' nie zgadza się z dokumentem.");
        return (target, decoded);
    }

    private static bool RemovesTheSignature(XmlElement transform) => transform.GetAttribute("Algorithm") switch
    {
        Ds + "enveloped-signature" => true,
        XPath10 => Compact(transform.InnerText) is "not(ancestor-or-self::ds:Signature)" or "not(ancestor-or-self::dsig:Signature)",
        XPathFilter2 => transform.ChildNodes.OfType<XmlElement>().ToList() is [var filter] && filter.GetAttribute("Filter") == "subtract"
            && Compact(filter.InnerText) is "/descendant::ds:Signature" or "//ds:Signature" or "here()/ancestor::ds:Signature[1]",
        _ => false,
    };

    // A signature over something outside of the document ("detached") isn't accepted.
    private static XmlNode Resolve(XmlDocument document, XmlElement signature, string uri)
    {
        if (uri is "" or "#xpointer(/)") return document;
        if (!uri.StartsWith('#')) throw Bad($"Podpis nad zasobem zewnętrznym nie jest akceptowany: {uri}.");
        const string before = "#xpointer(id('", after = "'))";
        var id = uri.Length >= before.Length + after.Length && uri.StartsWith(before, StringComparison.Ordinal)
            && uri.EndsWith(after, StringComparison.Ordinal)
            ? uri[before.Length..^after.Length] : uri[1..];
        return document.GetElementsByTagName("*").Cast<XmlElement>().FirstOrDefault(element => IdOf(element) == id && element != signature)
            ?? throw Bad($"Referencja wskazuje nieistniejący element '{uri}'.");
    }

    private static bool IsContent(XmlDocument document, XmlElement signature, XmlNode target) =>
        signature == document.DocumentElement
            ? target is XmlElement element
            && (IsObject(element, signature) || (element.ParentNode is XmlElement parent && IsObject(parent, signature)))
            : target == document || target == document.DocumentElement;

    private static bool IsObject(XmlElement element, XmlElement signature) =>
        element.LocalName == "Object" && element.NamespaceURI == Ds && element.ParentNode == signature;

    private static XmlElement ContentItself(XmlElement content, XmlElement signature) =>
        content.OwnerDocument != signature.OwnerDocument || !IsObject(content, signature) ? content
        : content.ChildNodes.OfType<XmlElement>().ToList() is [var only] ? only
        : throw Bad("Podpisany Object musi zawierać dokładnie jeden element.");

    private static XmlElement SignedProperties(XmlElement signature)
    {
        var qualifying = Children(signature, "Object", Ds).SelectMany(holder => Children(holder, "QualifyingProperties", Xades)).ToList();
        if (qualifying is not [var properties]) throw Bad("Podpis nie jest podpisem XAdES: brak QualifyingProperties.");
        if (IdOf(signature) is { } id && properties.GetAttribute("Target") != "#" + id)
            throw Bad("QualifyingProperties dotyczą innego podpisu.");
        return TheOnly(properties, "SignedProperties", Xades);
    }

    private static X509Certificate2 SigningCertificate(XmlElement signature, XmlElement properties)
    {
        var wanted = properties.GetElementsByTagName("CertDigest", Xades).Cast<XmlElement>().FirstOrDefault()
            ?? throw Bad("Brak SigningCertificate w SignedProperties.");
        var algorithm = TheOnly(wanted, "DigestMethod", Ds).GetAttribute("Algorithm");
        var digest = Base64Of(TheOnly(wanted, "DigestValue", Ds));
        if (!SignatureAlgorithms.IsDigest(algorithm)) throw Bad($"Niedozwolony algorytm skrótu certyfikatu: {algorithm}.");
        var candidates = Children(signature, "KeyInfo", Ds).SelectMany(info => Children(info, "X509Data", Ds))
            .SelectMany(data => Children(data, "X509Certificate", Ds)).Take(10).Select(Base64Of).ToList();
        if (candidates.Count == 0) throw ApiRefusal.BadCertificate("Brak certyfikatu w KeyInfo.");
        foreach (var candidate in candidates)
            if (CryptographicOperations.FixedTimeEquals(SignatureAlgorithms.Digest(algorithm, candidate), digest)) return Load(candidate);
        throw Bad("Skrót certyfikatu w SignedProperties nie zgadza się z certyfikatem w KeyInfo.");
    }

    private static X509Certificate2 Load(byte[] der)
    {
        if (der.Length > LargestCertificate) throw ApiRefusal.BadCertificate($"Certyfikat w KeyInfo ma więcej niż {LargestCertificate} bajtów.");
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            throw ApiRefusal.BadCertificate("Certyfikat w KeyInfo jest nieczytelny.");
        }
    }

    private static void VerifyValue(XmlElement signature, XmlElement signedInfo, X509Certificate2 certificate)
    {
        var method = Canonicalization.Of(TheOnly(signedInfo, "CanonicalizationMethod", Ds)) ?? throw Bad("Niedozwolona metoda kanonizacji.");
        var algorithm = TheOnly(signedInfo, "SignatureMethod", Ds).GetAttribute("Algorithm");
        var value = Base64Of(TheOnly(signature, "SignatureValue", Ds));
        if (!SignatureAlgorithms.Verify(algorithm, certificate, Canonicalizer.Canonicalize(signedInfo, method, mostSteps: MostSteps), value))
            throw Bad($"Wartość podpisu jest nieprawidłowa albo algorytm niedozwolony ({algorithm}).");
    }

    private static ApiRefusal Bad(string detail) => ApiRefusal.BadSignature(detail);

    private static string? IdOf(XmlElement element) =>
        element.GetAttributeNode("Id")?.Value ?? element.GetAttributeNode("ID")?.Value ?? element.GetAttributeNode("id")?.Value;

    private static IEnumerable<XmlElement> Ancestors(XmlElement element)
    {
        for (var above = element.ParentNode as XmlElement; above is not null; above = above.ParentNode as XmlElement) yield return above;
    }

    private static IEnumerable<XmlElement> Children(XmlElement parent, string name, string ns) =>
        parent.ChildNodes.OfType<XmlElement>().Where(child => child.LocalName == name && child.NamespaceURI == ns);

    private static XmlElement TheOnly(XmlElement parent, string name, string ns) =>
        Children(parent, name, ns).ToList() is [var only] ? only : throw Bad($"Element {parent.LocalName} musi mieć dokładnie jeden {name}.");

    private static byte[] Base64Of(XmlElement element)
    {
        try
        {
            return Convert.FromBase64String(element.InnerText);
        }
        catch (FormatException)
        {
            throw Bad($"Element {element.LocalName} nie jest poprawnym Base64.");
        }
    }

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
