using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Inkaust.LocalKsef;

/// <summary>The document that somebody signs in order to sign in (schemas auth 2.0 and 2.1).</summary>
internal sealed partial record AuthTokenRequest(string Challenge, ContextIdentifier Context, bool ByFingerprint, IpPolicy Allowed)
{
    private static readonly string[] Namespaces = ["http://ksef.mf.gov.pl/auth/token/2.0", "http://ksef.mf.gov.pl/auth/token/2.1"];

    /// <summary>Reads the document; the characters have to be UTF-8.</summary>
    /// <exception cref="ApiRefusal">21217 not UTF-8, 21001 not XML.</exception>
    public static XmlDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes.Span);
            return BoundedXml.Read(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw ApiRefusal.Of(21217, "Nieprawidłowe kodowanie znaków.");
        }
        catch (XmlException fault)
        {
            throw ApiRefusal.Of(21001, "Nieczytelna treść.", fault.Message);
        }
    }

    /// <exception cref="ApiRefusal">21401: not as the schema says.</exception>
    public static AuthTokenRequest Read(XmlElement root)
    {
        if (root.LocalName != "AuthTokenRequest" || !Namespaces.Contains(root.NamespaceURI)) throw Bad("Element główny nie jest AuthTokenRequest.");
        var children = root.ChildNodes.OfType<XmlElement>().Where(child => child.NamespaceURI != XadesSignature.Ds).ToList();
        if (children.Any(child => child.NamespaceURI != root.NamespaceURI)) throw Bad("Element z obcej przestrzeni nazw.");
        if (children.Select(child => child.LocalName).ToArray() is not (["Challenge", "ContextIdentifier", "SubjectIdentifierType"]
            or ["Challenge", "ContextIdentifier", "SubjectIdentifierType", "AuthorizationPolicy"]))
            throw Bad("Oczekiwano kolejno: Challenge, ContextIdentifier, SubjectIdentifierType i najwyżej AuthorizationPolicy.");

        var challenge = children[0].InnerText.Trim();
        if (!ChallengePattern().IsMatch(challenge)) throw Bad("Challenge ma nieprawidłową postać.");
        return new AuthTokenRequest(challenge, ReadContext(children[1]), ReadsFingerprint(children[2]),
            children.Count == 4 ? ReadPolicy(children[3]) : IpPolicy.Anywhere);
    }

    private static ContextIdentifier ReadContext(XmlElement element)
    {
        if (element.ChildNodes.OfType<XmlElement>().ToList() is not [var only] || !Enum.TryParse<ContextType>(only.LocalName, out var type))
            throw Bad("ContextIdentifier musi mieć dokładnie jeden z elementów: Nip, InternalId, NipVatUe, PeppolId.");
        var context = new ContextIdentifier(type, only.InnerText.Trim());
        return context.IsWellFormed ? context : throw Bad($"Wartość elementu {only.LocalName} nie pasuje do wzorca.");
    }

    private static bool ReadsFingerprint(XmlElement element) => element.InnerText.Trim() switch
    {
        "certificateSubject" => false,
        "certificateFingerprint" => true,
        _ => throw Bad("SubjectIdentifierType musi być certificateSubject albo certificateFingerprint."),
    };

    private static IpPolicy ReadPolicy(XmlElement element)
    {
        string[] All(string name) =>
            [.. element.GetElementsByTagName(name, element.NamespaceURI).Cast<XmlElement>().Select(entry => entry.InnerText.Trim())];
        var policy = new IpPolicy(All("Ip4Address"), All("Ip4Range"), All("Ip4Mask"));
        return policy.IsWellFormed ? policy : throw Bad("AllowedIps zawiera nieprawidłowy adres, zakres albo maskę.");
    }

    private static ApiRefusal Bad(string detail) => ApiRefusal.Of(21401, "Dokument nie jest zgodny ze schemą (xsd).", detail);

    [GeneratedRegex(@"^\d{8}-CR-[A-F0-9]{10}-[A-F0-9]{10}-[A-F0-9]{2}\z", RegexOptions.ECMAScript)]
    private static partial Regex ChallengePattern();
}
