using System.Xml;

namespace Inkaust.Ksef;

/// <summary>The document that is signed in order to sign in (schema auth v2-1).</summary>
internal static class AuthTokenRequest
{
    public const string Namespace = "http://ksef.mf.gov.pl/auth/token/2.1";

    /// <summary>The unsigned document. The order of the elements is fixed by the schema.</summary>
    public static XmlDocument Write(string challenge, ContextIdentifier context)
    {
        // Not one added blank: what is signed must be what is sent.
        var document = new XmlDocument { PreserveWhitespace = true };
        var root = document.CreateElement("AuthTokenRequest", Namespace);
        document.AppendChild(root);
        Append(root, "Challenge", challenge);
        Append(Append(root, "ContextIdentifier"), context.Type.ToString(), context.Value);
        Append(root, "SubjectIdentifierType", "certificateSubject");
        return document;
    }

    private static XmlElement Append(XmlElement parent, string name, string? text = null)
    {
        var element = parent.OwnerDocument.CreateElement(name, Namespace);
        if (text is not null) element.InnerText = text;
        parent.AppendChild(element);
        return element;
    }
}
