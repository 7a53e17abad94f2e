using System.Text;

namespace Inkaust.Invoices.Reading;

internal enum Token
{
    Element,
    EndOfElement,
    Text,
    EndOfFile,
}

/// <summary>An attribute of the element that was read last.</summary>
internal readonly record struct XmlAttribute(string Prefix, string Name, string Namespace, string Value)
{
    public string QualifiedName => Prefix.Length == 0 ? Name : $"{Prefix}:{Name}";
}

/// <summary>
/// XML 1.0 with namespaces over UTF-8 bytes, without DTD, one token after another. The platform's reader makes a new buffer for each
/// file and knows only English; this one reads the bytes where they are. It expects what <see cref="FileBytes"/> has let through:
/// valid UTF-8 without forbidden characters.
/// </summary>
internal sealed class XmlTokens
{
    /// <summary>More levels than any invoice has; deeper files are given up.</summary>
    public const int DeepestLevel = 32;

    private const int MostAttributes = 256;

    private readonly byte[] xml;
    private readonly int end;
    private readonly XmlText.Kind outsideCData;
    private readonly bool hasCDataEnd;
    private readonly Namespaces namespaces = new();
    private readonly (int Start, int Length)[] open = new (int, int)[DeepestLevel + 1];
    private List<XmlAttribute>? attributes;
    private int at;
    private int textStart;
    private int textEnd;
    private bool isBegun;
    private bool rootIsRead;
    private bool closesAtOnce;

    public XmlTokens(byte[] xml, int start, int end)
    {
        this.xml = xml;
        this.end = end;
        at = start;
        var all = xml.AsSpan(start, end - start);
        outsideCData = all.IndexOfAny((byte)'&', (byte)'\r') < 0 ? XmlText.Kind.Plain : XmlText.Kind.Content;
        hasCDataEnd = all.IndexOf("]]>"u8) >= 0;
    }

    /// <summary>How many elements are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Where the token begins.</summary>
    public int Position { get; private set; }

    /// <summary>The element's local name; the schema's own string when the schema knows it.</summary>
    public string Name { get; private set; } = "";

    public string Namespace { get; private set; } = "";

    /// <summary>The element's attributes without declarations of namespaces.</summary>
    public IReadOnlyList<XmlAttribute> Attributes => attributes ?? (IReadOnlyList<XmlAttribute>)[];

    public bool HasAttributes => attributes is { Count: > 0 };

    /// <summary>The text as it stands in the file, references and all.</summary>
    public ReadOnlySpan<byte> RawText => xml.AsSpan(textStart, textEnd - textStart);

    /// <summary>How the text is to be read.</summary>
    public XmlText.Kind TextKind { get; private set; }


    /// <summary>Called for each processing instruction with its position and target.</summary>
    public required Action<int, string> OnProcessingInstruction { get; init; }

    private ReadOnlySpan<byte> Rest => xml.AsSpan(at, end - at);

    /// <exception cref="MalformedXmlException">The bytes are not well-formed.</exception>
    public Token Read()
    {
        if (closesAtOnce)
        {
            closesAtOnce = false;
            Leave();
            return Token.EndOfElement;
        }
        if (!isBegun) Declaration();
        while (at < end)
        {
            Position = at;
            if (xml[at] != '<') { if (Text()) return Token.Text; continue; }
            switch (at + 1 < end ? xml[at + 1] : 0)
            {
                case (byte)'/':
                    EndTag();
                    return Token.EndOfElement;
                case (byte)'?':
                    ProcessingInstruction();
                    break;
                case (byte)'!' when Rest.StartsWith("<!--"u8):
                    Comment();
                    break;
                case (byte)'!' when Rest.StartsWith("<![CDATA["u8) && Depth > 0:
                    CData();
                    return Token.Text;
                default:
                    StartTag();
                    return Token.Element;
            }
        }
        if (Depth > 0 || !rootIsRead) throw Fault("plik urywa się przed końcem", "the file ends too early");
        return Token.EndOfFile;
    }

    /// <summary><c>&lt;?xml version="1.0" encoding="UTF-8" standalone="yes"?&gt;</c>, when it is there.</summary>
    private void Declaration()
    {
        isBegun = true;
        // What nearly every file begins with.
        foreach (var usual in UsualDeclarations)
            if (Rest.StartsWith(usual))
            {
                at += usual.Length;
                return;
            }
        if (!Rest.StartsWith("<?xml"u8) || !(Rest.Length > 5 && IsBlank(xml[at + 5]))) return;
        at += 5;
        string[] order = ["version", "encoding", "standalone"];
        var next = 0;
        while (SkipBlanks() is var blanks && !Rest.StartsWith("?>"u8))
        {
            var name = Encoding.UTF8.GetString(RawName());
            var place = Array.IndexOf(order, name, next);
            if (!blanks || place < 0 || (next == 0 && place != 0)) throw Fault("błędna deklaracja XML", "the XML declaration is wrong");
            var value = AttributeValue();
            if ((name == "version" && value != "1.0") || (name == "standalone" && value is not ("yes" or "no")))
                throw Fault("błędna deklaracja XML", "the XML declaration is wrong");
            next = place + 1;
        }
        if (next == 0) throw Fault("błędna deklaracja XML", "the XML declaration is wrong");
        at += 2;
    }

    private bool Text()
    {
        var length = Rest.IndexOf((byte)'<');
        textStart = at;
        at = textEnd = length < 0 ? end : at + length;
        if (Depth > 0)
        {
            if (hasCDataEnd && RawText.IndexOf("]]>"u8) >= 0) throw Fault("ciąg „]]>” w tekście", "the signs \"]]>\" in text");
            TextKind = outsideCData;
            return true;
        }
        if (RawText.ContainsAnyExcept(" \t\r\n"u8)) throw Fault("tekst poza elementem głównym", "text outside the root element");
        return false;
    }

    private void CData()
    {
        textStart = at + "<![CDATA[".Length;
        var length = xml.AsSpan(textStart, end - textStart).IndexOf("]]>"u8);
        if (length < 0) throw Fault("niezamknięta sekcja CDATA", "a CDATA section is not closed");
        textEnd = textStart + length;
        at = textEnd + 3;
        TextKind = XmlText.Kind.CData;
    }

    private void Comment()
    {
        var body = xml.AsSpan(at + 4, end - at - 4);
        var length = body.IndexOf("--"u8);
        if (length < 0 || length + 2 >= body.Length || body[length + 2] != '>') throw Fault("błędny komentarz", "a comment is wrong");
        at += 4 + length + 3;
    }

    private void ProcessingInstruction()
    {
        at += 2;
        var target = Encoding.UTF8.GetString(RawName());
        var length = Rest.IndexOf("?>"u8);
        if (length < 0 || !SchemaNames.IsAllowed(target) || target.Equals("xml", StringComparison.OrdinalIgnoreCase) || (length > 0 && !IsBlank(xml[at])))
            throw Fault("błędna instrukcja przetwarzania", "a processing instruction is wrong");
        at += length + 2;
        OnProcessingInstruction(Position, target);
    }

    private void StartTag()
    {
        if (Depth == 0 && rootIsRead) throw Fault("drugi element główny", "a second root element");
        if (Depth == DeepestLevel) throw new MalformedXmlException(at, $"więcej niż {DeepestLevel} poziomów elementów", $"more than {DeepestLevel} levels of elements");
        at++;
        var raw = RawName();
        open[Depth++] = (at - raw.Length, raw.Length);
        rootIsRead = true;
        var (prefix, name) = Split(raw);
        attributes?.Clear();
        AttributesOf(raw);
        Name = name;
        Namespace = prefix.Length == 0 ? namespaces.Default : Resolve(prefix);
        if (xml[at] == '/')
        {
            closesAtOnce = true;
            at++;
        }
        if (at >= end || xml[at] != '>') throw Fault("niezamknięty znacznik", "a tag is not closed");
        at++;
    }

    /// <summary>Reads attributes up to the <c>&gt;</c> or <c>/</c> of the tag; most tags have none.</summary>
    private void AttributesOf(ReadOnlySpan<byte> element)
    {
        List<(string Prefix, string Name, string Value)>? written = null;
        while (true)
        {
            var blanks = SkipBlanks();
            if (at >= end) throw Fault("niezamknięty znacznik", "a tag is not closed");
            if (xml[at] is (byte)'>' or (byte)'/') break;
            if (!blanks) throw Fault($"błąd w znaczniku „{Encoding.UTF8.GetString(element)}”", $"a fault in the tag \"{Encoding.UTF8.GetString(element)}\"");
            var (prefix, name) = Split(RawName());
            var value = AttributeValue();
            written ??= [];
            if (written.Count == MostAttributes) throw Fault("zbyt wiele atrybutów", "too many attributes");
            foreach (var (otherPrefix, other, _) in written)
                if (other == name && otherPrefix == prefix) throw Fault($"atrybut „{name}” drugi raz", $"the attribute \"{name}\" a second time");
            written.Add((prefix, name, value));
            var declares = prefix == "xmlns" ? name : prefix.Length == 0 && name == "xmlns" ? "" : null;
            if (declares is not null && !namespaces.Declare(declares, value, Depth)) throw Fault("niedozwolona przestrzeń nazw", "a namespace that may not be declared");
        }
        if (written is not null) Keep(written);
    }

    private void Keep(List<(string Prefix, string Name, string Value)> written)
    {
        attributes ??= [];
        foreach (var (prefix, name, value) in written)
        {
            if (prefix == "xmlns" || (prefix.Length == 0 && name == "xmlns")) continue;
            var space = prefix.Length == 0 ? "" : Resolve(prefix);
            if (space.Length > 0 && attributes.Any(other => other.Name == name && other.Namespace == space))
                throw Fault($"atrybut „{name}” drugi raz", $"the attribute \"{name}\" a second time");
            attributes.Add(new XmlAttribute(prefix, name, space, value));
        }
    }

    private string AttributeValue()
    {
        SkipBlanks();
        if (at >= end || xml[at] != '=') throw Fault("atrybut bez wartości", "an attribute without value");
        at++;
        SkipBlanks();
        if (at >= end || xml[at] is not ((byte)'"' or (byte)'\'')) throw Fault("wartość atrybutu bez cudzysłowu", "an attribute's value without quotation marks");
        var length = xml.AsSpan(at + 1, end - at - 1).IndexOf(xml[at]);
        if (length < 0) throw Fault("niezamknięta wartość atrybutu", "an attribute's value is not closed");
        var raw = xml.AsSpan(at + 1, length);
        if (raw.Contains((byte)'<')) throw Fault("znak „<” w wartości atrybutu", "the sign \"<\" in an attribute's value");
        if (raw.SequenceEqual(OwnNamespace))
        {
            at += length + 2;
            return Schema.Faktura.Namespace;
        }
        var chars = new char[raw.Length];
        var written = XmlText.Decode(raw, at + 1, chars, XmlText.Kind.Attribute);
        at += length + 2;
        return new string(chars, 0, written);
    }

    private void EndTag()
    {
        at += 2;
        if (Depth == 0) throw Fault("znacznik końcowy bez początkowego", "an end tag without a start tag");
        var (start, length) = open[Depth - 1];
        var name = xml.AsSpan(start, length);
        if (!Rest.StartsWith(name)) throw Mismatch(name);
        at += length;
        SkipBlanks();
        if (at >= end || xml[at] != '>') throw Mismatch(name);
        at++;
        Leave();
    }

    private MalformedXmlException Mismatch(ReadOnlySpan<byte> name)
    {
        var opened = Encoding.UTF8.GetString(name);
        return Fault($"tu powinien być znacznik końcowy </{opened}>", $"the end tag </{opened}> should be here");
    }

    private void Leave() => namespaces.LeaveTo(--Depth);

    private ReadOnlySpan<byte> RawName()
    {
        var length = Rest.IndexOfAny(NameEnds);
        if (length < 0) throw Fault("plik urywa się w znaczniku", "the file ends inside a tag");
        at += length;
        return xml.AsSpan(at - length, length);
    }

    private static readonly byte[][] UsualDeclarations =
        ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8.ToArray(), "<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8.ToArray()];

    private static readonly byte[] OwnNamespace = Encoding.UTF8.GetBytes(Schema.Faktura.Namespace);

    private static readonly System.Buffers.SearchValues<byte> NameEnds = System.Buffers.SearchValues.Create(" \t\r\n/>=?<\"'&"u8);

    private (string Prefix, string Name) Split(ReadOnlySpan<byte> raw)
    {
        if (SchemaNames.Find(raw) is { } known) return ("", known);
        var text = Encoding.UTF8.GetString(raw);
        var colon = text.IndexOf(':');
        var (prefix, name) = colon < 0 ? ("", text) : (text[..colon], text[(colon + 1)..]);
        if (!SchemaNames.IsAllowed(name) || (colon >= 0 && !SchemaNames.IsAllowed(prefix))) throw Fault("niedozwolona nazwa", "a name that is not allowed");
        return (prefix, SchemaNames.Find(raw[(colon + 1)..]) ?? name);
    }

    private string Resolve(string prefix) =>
        namespaces.Of(prefix) ?? throw Fault($"niezadeklarowany prefiks „{prefix}”", $"the prefix \"{prefix}\" is not declared");

    private bool SkipBlanks()
    {
        var before = at;
        while (at < end && IsBlank(xml[at])) at++;
        return at > before;
    }

    private static bool IsBlank(byte sign) => sign is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private MalformedXmlException Fault(string pl, string en) => new(Math.Min(at, end), pl, en);
}
