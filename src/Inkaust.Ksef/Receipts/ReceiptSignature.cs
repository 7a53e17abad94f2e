using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What a receipt is worth. "Not checked" is never less than that, and never more.</summary>
public enum ReceiptStanding
{
    /// <summary>Signed soundly by somebody whom a person has pinned.</summary>
    Proven,

    /// <summary>Nothing speaks against it, and nobody vouches for its signer: it is worth what KSeF itself answered.</summary>
    NotChecked,

    /// <summary>Its signature is not sound, or is that of somebody else than the one who was pinned.</summary>
    Forged,
}

/// <summary>What was found out about the signature of an official receipt (UPO), and on what that rests.</summary>
public sealed record ReceiptVerdict
{
    /// <summary>Why it proves nothing; null when no fault was found.</summary>
    public Wording? Fault { get; init; }

    /// <summary>What of the signature the program does not know; null when it knows all of it.</summary>
    public Wording? NotKnown { get; init; }

    /// <summary>The subject of the certificate that fits a sound signature; null when it is not sound or not known. Anybody may bear any name.</summary>
    public string? Signer { get; init; }

    /// <summary>Who of those that were pinned has signed it; null when it was none of them.</summary>
    public PinnedSigner? RestsOn { get; init; }

    /// <summary>Somebody was pinned, so that the signature of another one is a forgery.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The signature is mathematically good and covers the whole receipt; whose it is, is another question.</summary>
    public bool IsSound => Signer is not null;

    /// <summary>What it is worth.</summary>
    public ReceiptStanding Standing => this switch
    {
        { Fault: not null } => ReceiptStanding.Forged,
        { RestsOn: not null } => ReceiptStanding.Proven,
        { Signer: not null, IsStrict: true } => ReceiptStanding.Forged,
        _ => ReceiptStanding.NotChecked,
    };
}

/// <summary>
/// Checks the enveloped XML signature of an official receipt, without any network. There must be exactly one signature, a child of the root; it
/// must cover the whole document with itself taken out, and whatever else it refers to must lie within it. Transforms and algorithms are those
/// of <see cref="SignatureAlgorithms"/> and no others. By hand for the reason that <see cref="XadesSignature"/> gives: SignedXml knows no ECDSA.
/// </summary>
public static class ReceiptSignature
{
    private const string Ds = SignatureAlgorithms.Ds;

    // A receipt has one or two references, and the certificates of one chain; each costs work.
    private const int MostReferences = 8, MostCertificates = 8;

    /// <summary>Checks a receipt.</summary>
    /// <param name="receipt">Its bytes as KSeF gave them.</param>
    /// <param name="pinned">Whose signatures are believed; none: the signer is not judged, and nothing is proven.</param>
    /// <param name="at">The moment at which the signer's certificate has to be valid.</param>
    public static ReceiptVerdict Check(ReadOnlyMemory<byte> receipt, IReadOnlyCollection<PinnedSigner> pinned, DateTimeOffset at)
    {
        var isStrict = pinned.Count > 0;
        try
        {
            using var signer = SignerOf(receipt);
            var restsOn = pinned.FirstOrDefault(one => one.Is(signer, at.UtcDateTime));
            return new ReceiptVerdict { Signer = signer.Subject, RestsOn = restsOn, IsStrict = isStrict };
        }
        catch (NotSound fault)
        {
            return new ReceiptVerdict { Fault = fault.Why, IsStrict = isStrict };
        }
        catch (NotKnown other)
        {
            return new ReceiptVerdict { NotKnown = other.What, IsStrict = isStrict };
        }
        catch (Exception fault) when (fault is XmlException or CryptographicException or FormatException or ArgumentException)
        {
            return new ReceiptVerdict
            {
                Fault = new($"nie da się go odczytać ({fault.Message})", $"it cannot be read ({fault.Message})"),
                IsStrict = isStrict,
            };
        }
    }

    private static X509Certificate2 SignerOf(ReadOnlyMemory<byte> receipt)
    {
        var document = Read(receipt);
        var signature = OnlySignatureOf(document);
        var signedInfo = Only(signature, "SignedInfo");
        var value = Octets(Only(signature, "SignatureValue"));
        var method = Algorithm(Only(signedInfo, "SignatureMethod"));
        var signed = SignatureAlgorithms.Canonical(signedInfo, Only(signedInfo, "CanonicalizationMethod"));
        var signer = Certificates(signature).FirstOrDefault(certificate => SignatureAlgorithms.Fits(method, certificate, signed, value))
            ?? throw new NotSound(new("podpis nie pasuje do żadnego certyfikatu, który przy nim jest",
                "the signature fits no certificate that stands beside it"));
        Judge(document, signature, [.. Children(signedInfo, "Reference").Take(MostReferences + 1)]);
        return X509CertificateLoader.LoadCertificate(signer.RawData);
    }

    // What lies within the signature goes first, because the document is judged with the signature taken out.
    private static void Judge(XmlDocument document, XmlElement signature, IReadOnlyList<XmlElement> references)
    {
        if (references.Count > MostReferences) throw new NotKnown("Reference");
        var whole = references.Where(one => IsOfTheWhole(document, one)).ToList();
        if (whole.Count != 1)
            throw new NotSound(new("podpis nie obejmuje dokładnie raz całego dokumentu",
                "the signature does not cover the whole document exactly once"));
        foreach (var reference in references.Except(whole))
        {
            var target = Named(document, reference.GetAttribute("URI"));
            if (target.ParentNode is null || !IsWithin(target, signature))
                throw new NotSound(new("podpis obejmuje coś, co leży poza nim", "the signature refers to something outside of it"));
            var transforms = TransformsOf(reference);
            if (transforms.Count > 1) throw new NotKnown("Transforms");
            Compare(reference, SignatureAlgorithms.Canonical(target, transforms is [var only] ? only : null));
        }
        var ofWhole = TransformsOf(whole[0]);
        if (ofWhole.Count is 0 or > 2 || !SignatureAlgorithms.TakesTheSignatureOut(ofWhole[0])) throw new NotKnown("Transforms");
        signature.ParentNode!.RemoveChild(signature);
        var method = ofWhole is [_, var form] ? form : null;
        Compare(whole[0], whole[0].GetAttribute("URI").Length == 0 ? SignatureAlgorithms.Canonical(document, method)
            : SignatureAlgorithms.Canonical(document.DocumentElement!, method));
    }

    private static void Compare(XmlElement reference, byte[] canonical)
    {
        var digest = SignatureAlgorithms.Digest(Algorithm(Only(reference, "DigestMethod")), canonical);
        if (!digest.AsSpan().SequenceEqual(Octets(Only(reference, "DigestValue"))))
            throw new NotSound(new("treść zmieniono po podpisaniu", "the content was changed after it was signed"));
    }

    private static bool IsOfTheWhole(XmlDocument document, XmlElement reference) =>
        reference.HasAttribute("URI")
            && (reference.GetAttribute("URI").Length == 0 || Named(document, reference.GetAttribute("URI")) == document.DocumentElement);

    // An element by its Id, which must be nobody else's.
    private static XmlElement Named(XmlDocument document, string uri)
    {
        if (!uri.StartsWith('#') || uri.Length == 1)
            throw new NotSound(new("podpis wskazuje na coś poza dokumentem", "the signature points out of the document"));
        var named = document.GetElementsByTagName("*").OfType<XmlElement>()
            .Where(element => element.Attributes.OfType<XmlAttribute>()
                .Any(one => one.Name.Equals("id", StringComparison.OrdinalIgnoreCase) && one.Value == uri[1..]))
            .Take(2).ToList();
        return named is [var only] ? only : throw new NotSound(new(
            "podpis wskazuje na coś, czego nie ma albo jest dwa razy",
            "the signature points at something that is not there, or is there twice"));
    }

    private static XmlDocument Read(ReadOnlyMemory<byte> receipt)
    {
        try
        {
            return StrangersXml.Signed(receipt, XmlBounds.Receipt);
        }
        catch (OverboundXmlException fault)
        {
            throw new NotSound(new($"jest większe niż jakiekolwiek UPO: {fault.What.Pl}", $"it is more than any receipt is: {fault.What.En}"));
        }
    }

    private static XmlElement OnlySignatureOf(XmlDocument document) =>
        document.GetElementsByTagName("Signature", Ds).OfType<XmlElement>().Take(2).ToList() switch
        {
            [var only] when only.ParentNode == document.DocumentElement => only,
            [] => throw new NotSound(new("nie ma podpisu", "there is no signature")),
            [_] => throw new NotSound(new("podpis leży w niewłaściwym miejscu", "the signature stands in the wrong place")),
            _ => throw new NotSound(new("jest więcej niż jeden podpis", "there is more than one signature")),
        };

    private static X509Certificate2Collection Certificates(XmlElement signature)
    {
        List<XmlElement> written = [.. Children(signature, "KeyInfo").Take(1)
            .SelectMany(info => Children(info, "X509Data")).SelectMany(data => Children(data, "X509Certificate")).Take(MostCertificates + 1)];
        if (written.Count > MostCertificates) throw new NotKnown("X509Certificate");
        return [.. written.Select(certificate => X509CertificateLoader.LoadCertificate(Octets(certificate)))];
    }

    private static IReadOnlyList<XmlElement> TransformsOf(XmlElement reference) =>
        [.. Children(reference, "Transforms").SelectMany(list => Children(list, "Transform"))];

    private static IEnumerable<XmlElement> Children(XmlElement parent, string name) =>
        parent.ChildNodes.OfType<XmlElement>().Where(child => child.LocalName == name && child.NamespaceURI == Ds);

    private static XmlElement Only(XmlElement parent, string name) => Children(parent, name).Take(2).ToList() is [var only] ? only
        : throw new NotSound(new($"w podpisie brakuje elementu {name} albo jest go za dużo",
            $"the signature lacks the element {name} or has too many of it"));

    private static string Algorithm(XmlElement element) => element.GetAttribute("Algorithm");

    private static byte[] Octets(XmlElement element) => Convert.FromBase64String(element.InnerText);

    private static bool IsWithin(XmlNode node, XmlNode container) =>
        node.ParentNode is { } parent && (parent == container || IsWithin(parent, container));
}
