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
/// XML 1.0 with namespaces, without DTD, one token after another. The platform's reader makes new buffers for each file and knows only
/// English; this one reads the characters where they are, and a value is a slice of them. It expects what <see cref="FileBytes"/> has let
/// through: no forbidden characters.
/// </summary>
internal sealed class XmlTokens
{
    /// <summary>More levels than any invoice has; deeper files are given up.</summary>
    public const int DeepestLevel = 32;

    private const int MostAttributes = 256;

    private readonly char[] file;
    private readonly int end;
    private readonly Namespaces namespaces = new();
    private readonly (int Start, int Length)[] open = new (int, int)[DeepestLevel + 1];
    private readonly List<(string Prefix, string Name, string Value)> written = [];
    private List<XmlAttribute>? attributes;
    private int at;
    private int textStart;
    private int textEnd;
    private bool isBegun;
    private bool rootIsRead;
    private bool closesAtOnce;

    public XmlTokens(FileText text)
    {
        file = text.Chars;
        end = text.Length;
        at = text.Start;
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
    public ReadOnlySpan<char> RawText => file.AsSpan(textStart, textEnd - textStart);

    /// <summary>How the text is to be read.</summary>
    public XmlText.Kind TextKind { get; private set; }

    /// <summary>Called for each processing instruction with its position and target.</summary>
    public required Action<int, string> OnProcessingInstruction { get; init; }

    private ReadOnlySpan<char> Rest => file.AsSpan(at, end - at);

    /// <exception cref="MalformedXmlException">The file is not well-formed.</exception>
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
            if (file[at] != '<') { if (Text()) return Token.Text; continue; }
            // After the last character stands a NUL.
            switch (file[at + 1])
            {
                case '/':
                    EndTag();
                    return Token.EndOfElement;
                case '?':
                    ProcessingInstruction();
                    break;
                case '!' when Rest.StartsWith("<!--"):
                    Comment();
                    break;
                case '!' when Rest.StartsWith("<![CDATA[") && Depth > 0:
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

    /// <summary>
    /// The usual case in one step: the element just begun holds plain text and ends right after it. Its value is a slice of the file, and
    /// the element is left; false when it must be read token by token.
    /// </summary>
    public bool TryReadValue(out int start, out int length)
    {
        (start, length) = (at, 0);
        if (closesAtOnce)
        {
            closesAtOnce = false;
            Leave();
            return true;
        }
        var (nameStart, nameLength) = open[Depth - 1];
        length = Rest.IndexOfAny(EndsOfPlainText);
        if (length < 0 || file[at + length] != '<') return false;
        var name = at + length + 2;
        var close = name + nameLength;
        if (close >= end || file[close] != '>' || file[name - 1] != '/'
            || !file.AsSpan(name, nameLength).SequenceEqual(file.AsSpan(nameStart, nameLength))) return false;
        at = close + 1;
        Leave();
        return true;
    }

    /// <summary>Passes over blanks; for where they mean nothing.</summary>
    public bool SkipBlanks()
    {
        var before = at;
        while (IsBlank(file[at])) at++;
        return at > before;
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
        if (!Rest.StartsWith("<?xml") || !IsBlank(file[at + 5])) return;
        at += 5;
        string[] order = ["version", "encoding", "standalone"];
        var next = 0;
        while (SkipBlanks() is var blanks && !Rest.StartsWith("?>"))
        {
            var name = RawName().ToString();
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
        var length = Rest.IndexOf('<');
        textStart = at;
        at = textEnd = length < 0 ? end : at + length;
        if (Depth > 0)
        {
            if (RawText.IndexOf("]]>") >= 0) throw Fault("ciąg „]]>” w tekście", "the signs \"]]>\" in text");
            TextKind = XmlText.Kind.Content;
            return true;
        }
        if (RawText.ContainsAnyExcept(" \t\r\n")) throw Fault("tekst poza elementem głównym", "text outside the root element");
        return false;
    }

    private void CData()
    {
        textStart = at + "<![CDATA[".Length;
        var length = file.AsSpan(textStart, end - textStart).IndexOf("]]>");
        if (length < 0) throw Fault("niezamknięta sekcja CDATA", "a CDATA section is not closed");
        textEnd = textStart + length;
        at = textEnd + 3;
        TextKind = XmlText.Kind.CData;
    }

    private void Comment()
    {
        var body = file.AsSpan(at + 4, end - at - 4);
        var length = body.IndexOf("--");
        if (length < 0 || length + 2 >= body.Length || body[length + 2] != '>') throw Fault("błędny komentarz", "a comment is wrong");
        at += 4 + length + 3;
    }

    private void ProcessingInstruction()
    {
        at += 2;
        var target = RawName().ToString();
        var length = Rest.IndexOf("?>");
        if (length < 0 || !SchemaNames.IsAllowed(target) || target.Equals("xml", StringComparison.OrdinalIgnoreCase)
            || (length > 0 && !IsBlank(file[at])))
            throw Fault("błędna instrukcja przetwarzania", "a processing instruction is wrong");
        at += length + 2;
        OnProcessingInstruction(Position, target);
    }

    private void StartTag()
    {
        if (Depth == 0 && rootIsRead) throw Fault("drugi element główny", "a second root element");
        if (Depth == DeepestLevel)
            throw new MalformedXmlException(at, $"więcej niż {DeepestLevel} poziomów elementów", $"more than {DeepestLevel} levels of elements");
        at++;
        var raw = RawName();
        open[Depth++] = (at - raw.Length, raw.Length);
        rootIsRead = true;
        attributes?.Clear();
        if (file[at] == '>' && SchemaNames.Find(raw) is { } known)
        {
            (Name, Namespace) = (known, namespaces.Default);
            at++;
            return;
        }
        var (prefix, name) = Split(raw);
        AttributesOf(raw);
        Name = name;
        Namespace = prefix.Length == 0 ? namespaces.Default : Resolve(prefix);
        if (file[at] == '/')
        {
            closesAtOnce = true;
            at++;
        }
        if (at >= end || file[at] != '>') throw Fault("niezamknięty znacznik", "a tag is not closed");
        at++;
    }

    /// <summary>Reads attributes up to the <c>&gt;</c> or <c>/</c> of the tag; most tags have none.</summary>
    private void AttributesOf(ReadOnlySpan<char> element)
    {
        written.Clear();
        while (true)
        {
            var blanks = SkipBlanks();
            if (at >= end) throw Fault("niezamknięty znacznik", "a tag is not closed");
            if (file[at] is '>' or '/') break;
            if (!blanks) throw Fault($"błąd w znaczniku „{element}”", $"a fault in the tag \"{element}\"");
            var (prefix, name) = Split(RawName());
            var value = AttributeValue();
            if (written.Count == MostAttributes) throw Fault("zbyt wiele atrybutów", "too many attributes");
            foreach (var (otherPrefix, other, _) in written)
                if (other == name && otherPrefix == prefix) throw Fault($"atrybut „{name}” drugi raz", $"the attribute \"{name}\" a second time");
            written.Add((prefix, name, value));
            var declares = prefix == "xmlns" ? name : prefix.Length == 0 && name == "xmlns" ? "" : null;
            if (declares is not null && !namespaces.Declare(declares, value, Depth))
                throw Fault("niedozwolona przestrzeń nazw", "a namespace that may not be declared");
        }
        if (written.Count > 0) Keep();
    }

    private void Keep()
    {
        foreach (var (prefix, name, value) in written)
        {
            if (prefix == "xmlns" || (prefix.Length == 0 && name == "xmlns")) continue;
            attributes ??= [];
            var space = prefix.Length == 0 ? "" : Resolve(prefix);
            if (space.Length > 0 && attributes.Any(other => other.Name == name && other.Namespace == space))
                throw Fault($"atrybut „{name}” drugi raz", $"the attribute \"{name}\" a second time");
            attributes.Add(new XmlAttribute(prefix, name, space, value));
        }
    }

    private string AttributeValue()
    {
        SkipBlanks();
        if (at >= end || file[at] != '=') throw Fault("atrybut bez wartości", "an attribute without value");
        at++;
        SkipBlanks();
        if (at >= end || file[at] is not ('"' or '\''))
            throw Fault("wartość atrybutu bez cudzysłowu", "an attribute's value without quotation marks");
        var length = file.AsSpan(at + 1, end - at - 1).IndexOf(file[at]);
        if (length < 0) throw Fault("niezamknięta wartość atrybutu", "an attribute's value is not closed");
        var raw = file.AsSpan(at + 1, length);
        if (raw.Contains('<')) throw Fault("znak „<” w wartości atrybutu", "the sign \"<\" in an attribute's value");
        foreach (var usual in UsualValues)
            if (raw.SequenceEqual(usual))
            {
                at += length + 2;
                return usual;
            }
        var chars = new char[raw.Length];
        var decoded = XmlText.Decode(raw, at + 1, chars, XmlText.Kind.Attribute);
        at += length + 2;
        return new string(chars, 0, decoded);
    }

    private void EndTag()
    {
        at += 2;
        if (Depth == 0) throw Fault("znacznik końcowy bez początkowego", "an end tag without a start tag");
        var (start, length) = open[Depth - 1];
        var name = file.AsSpan(start, length);
        if (!Rest.StartsWith(name)) throw Mismatch(name);
        at += length;
        SkipBlanks();
        if (at >= end || file[at] != '>') throw Mismatch(name);
        at++;
        Leave();
    }

    private MalformedXmlException Mismatch(ReadOnlySpan<char> opened) =>
        Fault($"tu powinien być znacznik końcowy </{opened}>", $"the end tag </{opened}> should be here");

    private void Leave() => namespaces.LeaveTo(--Depth);

    private ReadOnlySpan<char> RawName()
    {
        var start = at;
        while (!EndsName(file[at])) at++;
        if (at >= end) throw Fault("plik urywa się w znaczniku", "the file ends inside a tag");
        // A finding says the name, and its reader is a person.
        if (at - start > XmlBounds.Name) throw Fault("zbyt długa nazwa", "a name that is too long");
        return file.AsSpan(start, at - start);
    }

    // What begins a tag, a reference, a line end of Windows, or the forbidden "]]>".
    private static readonly System.Buffers.SearchValues<char> EndsOfPlainText = System.Buffers.SearchValues.Create("<&\r]");

    private static readonly string[] UsualDeclarations = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"];

    private static readonly string[] UsualValues =
        [Schema.Faktura.Namespace, FileReading.InstanceNamespace, "http://www.w3.org/2001/XMLSchema",
            .. Schema.Faktura.Root.Elements.SelectMany(SchemaNames.AttributeValues)];

    // Blanks, NUL and " & ' / < = > ?
    private static bool EndsName(char sign) => sign <= '?' && (0xF000_80C5_0000_2601ul >> sign & 1) != 0;

    private (string Prefix, string Name) Split(ReadOnlySpan<char> raw)
    {
        if (SchemaNames.Find(raw) is { } known) return ("", known);
        var colon = raw.IndexOf(':');
        var prefix = colon < 0 ? "" : Checked(raw[..colon]);
        return (prefix, Checked(raw[(colon + 1)..]));
    }

    private string Checked(ReadOnlySpan<char> name)
    {
        if (SchemaNames.Find(name) is { } known) return known;
        var text = name.ToString();
        return SchemaNames.IsAllowed(text) ? text : throw Fault("niedozwolona nazwa", "a name that is not allowed");
    }

    private string Resolve(string prefix) =>
        namespaces.Of(prefix) ?? throw Fault($"niezadeklarowany prefiks „{prefix}”", $"the prefix \"{prefix}\" is not declared");

    private static bool IsBlank(char sign) => sign <= ' ' && (0x1_0000_2600ul >> sign & 1) != 0;

    private MalformedXmlException Fault(string pl, string en) => new(Math.Min(at, end), pl, en);
}
