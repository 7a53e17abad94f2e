using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;

namespace Inkaust.LocalKsef;

/// <summary>One of the canonicalization methods of XML Signature.</summary>
/// <param name="Exclusive">Exclusive C14N 1.0 rather than C14N 1.0 or 1.1.</param>
/// <param name="WithComments">Comments stay.</param>
/// <param name="Prefixes">InclusiveNamespaces PrefixList of the exclusive method; the default namespace is <c>""</c>.</param>
/// <param name="IsVersion11">C14N 1.1, which inherits xml:lang and xml:space as they are, joins xml:base, and leaves xml:id alone.</param>
internal sealed record Canonicalization(bool Exclusive, bool WithComments, IReadOnlyList<string> Prefixes, bool IsVersion11 = false)
{
    public const string ExclusiveUri = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Inclusive10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private const string Inclusive11 = "http://www.w3.org/2006/12/xml-c14n11";

    /// <summary>What stands in when a reference names no method (XML Signature 4.4.3.2).</summary>
    public static readonly Canonicalization Default = new(Exclusive: false, WithComments: false, []);

    public static readonly Canonicalization ExclusivePlain = new(Exclusive: true, WithComments: false, []);

    /// <summary>The method named by an Algorithm attribute, or null.</summary>
    public static Canonicalization? Of(XmlElement method) => method.GetAttribute("Algorithm") switch
    {
        ExclusiveUri => new(true, false, PrefixList(method)),
        ExclusiveUri + "WithComments" => new(true, true, PrefixList(method)),
        Inclusive10 => new(false, false, []),
        Inclusive10 + "#WithComments" => new(false, true, []),
        Inclusive11 => new(false, false, [], IsVersion11: true),
        Inclusive11 + "#WithComments" => new(false, true, [], IsVersion11: true),
        _ => null,
    };

    private static string[] PrefixList(XmlElement method) =>
        [.. method.ChildNodes.OfType<XmlElement>().Where(child => child.LocalName == "InclusiveNamespaces" && child.NamespaceURI == ExclusiveUri)
            .SelectMany(child => child.GetAttribute("PrefixList").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Select(prefix => prefix == "#default" ? "" : prefix)];
}

/// <summary>
/// Canonical XML (C14N 1.0 and 1.1) and Exclusive Canonical XML of a document or of one element in it,
/// with or without a subtree. It is not linear in the size of the document: each element looks at the namespaces above it and may write
/// them out again, so what a stranger has sent is given up after so many steps.
/// </summary>
internal sealed class Canonicalizer
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    private readonly StringBuilder output = new();
    private readonly Canonicalization method;
    private readonly XmlElement? without;
    private long stepsLeft;

    private Canonicalizer(Canonicalization method, XmlElement? without, long mostSteps) =>
        (this.method, this.without, stepsLeft) = (method, without, mostSteps);

    /// <summary>The canonical octets of <paramref name="apex"/>, a document or an element, leaving out <paramref name="without"/>.</summary>
    /// <exception cref="ApiRefusal">9105: more steps than <paramref name="mostSteps"/>, a step being a character or a namespace that is looked at; or
    /// xml:base is no address.</exception>
    public static byte[] Canonicalize(XmlNode apex, Canonicalization method, XmlElement? without = null, long mostSteps = long.MaxValue)
    {
        var canonicalizer = new Canonicalizer(method, without, mostSteps);
        if (apex is XmlDocument document) canonicalizer.WriteDocument(document);
        else canonicalizer.WriteElement((XmlElement)apex, InScopeAbove(apex), [], isApex: true);
        return new UTF8Encoding(false).GetBytes(canonicalizer.output.ToString());
    }

    private void WriteDocument(XmlDocument document)
    {
        var afterRoot = false;
        foreach (XmlNode node in document.ChildNodes)
        {
            if (node is XmlElement root)
            {
                WriteElement(root, [], [], isApex: true);
                afterRoot = true;
            }
            else if (node is XmlProcessingInstruction or XmlComment && (node is not XmlComment || method.WithComments))
            {
                if (afterRoot) output.Append('\n');
                WriteOther(node);
                if (!afterRoot) output.Append('\n');
            }
        }
    }

    private void WriteElement(XmlElement element, Dictionary<string, string> inScopeAbove, Dictionary<string, string> renderedAbove,
        bool isApex = false)
    {
        if (element == without) return;
        Spend(element.Name.Length + inScopeAbove.Count + renderedAbove.Count + element.Attributes.Count + method.Prefixes.Count);
        var inScope = inScopeAbove;
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.NamespaceURI != XmlnsNamespace) continue;
            if (inScope == inScopeAbove) inScope = new(inScopeAbove);
            inScope[attribute.Prefix.Length == 0 ? "" : attribute.LocalName] = attribute.Value;
        }
        var toRender = NamespacesToRender(element, inScope, renderedAbove);
        var rendered = renderedAbove;
        if (toRender.Count > 0)
        {
            rendered = new(renderedAbove);
            foreach (var (prefix, uri) in toRender) rendered[prefix] = uri;
        }

        output.Append('<').Append(element.Name);
        foreach (var (prefix, uri) in toRender)
        {
            output.Append(prefix.Length == 0 ? " xmlns" : " xmlns:").Append(prefix).Append("=\"");
            WriteAttributeText(uri);
            output.Append('"');
        }
        foreach (var (attribute, value) in AttributesInOrder(element, isApex))
        {
            output.Append(' ').Append(attribute.Name).Append("=\"");
            WriteAttributeText(value);
            output.Append('"');
        }
        output.Append('>');
        foreach (XmlNode child in element.ChildNodes)
            if (child is XmlElement inner) WriteElement(inner, inScope, rendered);
            else WriteOther(child);
        output.Append("</").Append(element.Name).Append('>');
    }

    private SortedList<string, string> NamespacesToRender(XmlElement element, Dictionary<string, string> inScope, Dictionary<string, string> rendered)
    {
        var wanted = new SortedList<string, string>(StringComparer.Ordinal);
        void Want(string prefix, string uri)
        {
            if (prefix == "xml") return;
            if (rendered.GetValueOrDefault(prefix, "") != uri) wanted[prefix] = uri;
        }
        if (!method.Exclusive)
        {
            foreach (var (prefix, uri) in inScope) Want(prefix, uri);
            return wanted;
        }
        Want(element.Prefix, element.NamespaceURI);
        foreach (XmlAttribute attribute in element.Attributes)
            if (attribute.NamespaceURI != XmlnsNamespace && attribute.Prefix.Length > 0) Want(attribute.Prefix, attribute.NamespaceURI);
        foreach (var prefix in method.Prefixes)
            if (inScope.TryGetValue(prefix, out var uri)) Want(prefix, uri);
        return wanted;
    }

    private IEnumerable<(XmlAttribute Attribute, string Value)> AttributesInOrder(XmlElement element, bool isApex)
    {
        var attributes = element.Attributes.Cast<XmlAttribute>().Where(attribute => attribute.NamespaceURI != XmlnsNamespace)
            .ToDictionary(attribute => attribute.Name, attribute => (Attribute: attribute, attribute.Value));
        // C14N 2.4: the apex of a document subset inherits the xml: attributes of its ancestors; the exclusive method has none of that.
        if (isApex && !method.Exclusive)
            for (var above = element.ParentNode as XmlElement; above is not null; above = above.ParentNode as XmlElement)
                foreach (XmlAttribute attribute in above.Attributes)
                    if (attribute.NamespaceURI == XmlNamespace) Inherit(attributes, attribute);
        return attributes.Values.OrderBy(one => one.Attribute.NamespaceURI, StringComparer.Ordinal)
            .ThenBy(one => one.Attribute.LocalName, StringComparer.Ordinal);
    }

    // C14N 1.1, 2.4: xml:id stays where it is, and xml:base is read against that of the ancestors.
    private void Inherit(Dictionary<string, (XmlAttribute Attribute, string Value)> attributes, XmlAttribute above)
    {
        if (method.IsVersion11 && above.LocalName == "id") return;
        if (method.IsVersion11 && above.LocalName == "base" && attributes.TryGetValue(above.Name, out var inner))
            attributes[above.Name] = (inner.Attribute, Joined(above.Value, inner.Value));
        else attributes.TryAdd(above.Name, (above, above.Value));
    }

    private static string Joined(string outer, string inner)
    {
        if (IsAbsolute(inner, out _)) return inner;
        if (IsAbsolute(outer, out var absolute) && Uri.TryCreate(absolute, inner, out var joined)) return joined.AbsoluteUri;
        if (!Uri.TryCreate(new Uri("http://base/"), outer, out var relative) || !Uri.TryCreate(relative, inner, out joined))
            throw ApiRefusal.BadSignature("xml:base nie jest adresem.");
        var made = joined.AbsolutePath;
        return outer.StartsWith('/') || inner.StartsWith('/') ? made : made[1..];
    }

    // What begins with a slash is the path of a file to some systems.
    private static bool IsAbsolute(string text, [NotNullWhen(true)] out Uri? address) => Uri.TryCreate(text, UriKind.Absolute, out address)
        && !text.StartsWith('/');

    private void WriteOther(XmlNode node)
    {
        switch (node)
        {
            case XmlText or XmlCDataSection or XmlWhitespace or XmlSignificantWhitespace:
                WriteText(node.Value!);
                break;
            case XmlProcessingInstruction instruction:
                output.Append("<?").Append(instruction.Target);
                if (instruction.Data.Length > 0) output.Append(' ').Append(instruction.Data.Replace("\r", "&#xD;"));
                output.Append("?>");
                break;
            case XmlComment comment when method.WithComments:
                output.Append("<!--").Append(comment.Value!.Replace("\r", "&#xD;")).Append("-->");
                break;
        }
    }

    private void Spend(long steps)
    {
        if ((stepsLeft -= steps) < 0) throw ApiRefusal.BadSignature("Kanonizacja dokumentu wymaga zbyt wielu kroków.");
    }

    private void WriteText(string text)
    {
        Spend(text.Length);
        foreach (var c in text)
            _ = c switch
            {
                '&' => output.Append("&amp;"),
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '\r' => output.Append("&#xD;"),
                _ => output.Append(c),
            };
    }

    private void WriteAttributeText(string text)
    {
        Spend(text.Length);
        foreach (var c in text)
            _ = c switch
            {
                '&' => output.Append("&amp;"),
                '<' => output.Append("&lt;"),
                '"' => output.Append("&quot;"),
                '\t' => output.Append("&#x9;"),
                '\n' => output.Append("&#xA;"),
                '\r' => output.Append("&#xD;"),
                _ => output.Append(c),
            };
    }

    private static Dictionary<string, string> InScopeAbove(XmlNode apex)
    {
        var inScope = new Dictionary<string, string>();
        for (var above = apex.ParentNode as XmlElement; above is not null; above = above.ParentNode as XmlElement)
            foreach (XmlAttribute attribute in above.Attributes)
                if (attribute.NamespaceURI == XmlnsNamespace)
                    inScope.TryAdd(attribute.Prefix.Length == 0 ? "" : attribute.LocalName, attribute.Value);
        return inScope;
    }
}
