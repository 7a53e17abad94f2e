using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;

namespace Inkaust.Invoices;

/// <summary>What a file of a stranger may come to before anything is made of it.</summary>
/// <param name="Bytes">How long it is at most.</param>
/// <param name="Nodes">How many elements, texts, comments and instructions it has at most.</param>
public sealed record XmlBounds(int Bytes, int Nodes)
{
    /// <summary>More levels than any invoice, receipt or signature has: what walks a tree takes a step deeper for each.</summary>
    public const int Depth = 64;

    /// <summary>Attributes of one element, declarations of namespaces among them.</summary>
    public const int Attributes = 128;

    /// <summary>Namespaces that hold at one place: in the form that is signed, each element may have to repeat them.</summary>
    public const int Namespaces = 64;

    /// <summary>Characters of a name, with its prefix.</summary>
    public const int Name = 512;

    /// <summary>Characters of one text, value or comment: as many as KSeF takes in a whole file with attachments (KSEF 6).</summary>
    public const int Text = 3_000_000;

    /// <summary>An invoice: ten times what KSeF takes without an attachment.</summary>
    public static readonly XmlBounds Invoice = new(10_000_000, 500_000);

    /// <summary>A receipt: a page names up to 10,000 invoices.</summary>
    public static readonly XmlBounds Receipt = new(20_000_000, 1_000_000);
}

/// <summary>A file that is more than a reader should be made to bear.</summary>
/// <param name="what">What of it is too much.</param>
/// <param name="line">Where, from 1; 0 for the whole file.</param>
/// <param name="column">The column, from 1.</param>
public sealed class OverboundXmlException(Wording what, int line, int column) : XmlException(what.En, null, line, column)
{
    /// <summary>What of it is too much, in both languages.</summary>
    public Wording What { get; } = what;
}

/// <summary>
/// The one place where bytes of strangers become XML, which the list of banned symbols holds. A first look, which builds nothing, walks the file
/// from front to back and refuses what is longer, deeper or fuller than <see cref="XmlBounds"/>; a tree is made of what it let through. There is no
/// DTD, hence no entity to expand, and nothing is fetched.
/// </summary>
public static class StrangersXml
{
    /// <summary>A tree in which blanks between elements mean nothing.</summary>
    /// <param name="xml">The bytes of the file.</param>
    /// <param name="bounds">What it may come to.</param>
    /// <param name="options">What the tree remembers.</param>
    /// <exception cref="OverboundXmlException">It is more than that.</exception>
    /// <exception cref="XmlException">Not well-formed, with a DTD, or in an encoding that is none.</exception>
    public static XDocument Tree(ReadOnlyMemory<byte> xml, XmlBounds bounds, LoadOptions options = LoadOptions.None) =>
        Bounded(xml, bounds, Plain, reader => XDocument.Load(reader, options));

    /// <summary>A tree that keeps every blank, because signatures are over blanks too.</summary>
    /// <param name="xml">The bytes of the file.</param>
    /// <param name="bounds">What it may come to.</param>
    /// <exception cref="OverboundXmlException">It is more than that.</exception>
    /// <exception cref="XmlException">Not well-formed, with a DTD, or in an encoding that is none.</exception>
    public static XmlDocument Signed(ReadOnlyMemory<byte> xml, XmlBounds bounds) => Bounded(xml, bounds, Plain, reader =>
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(reader);
        return document;
    });

    /// <summary>Reads from front to back, without a tree. A comment in the middle of a text does not cut it.</summary>
    /// <param name="xml">The bytes of the file.</param>
    /// <param name="bounds">What it may come to.</param>
    /// <param name="read">Reads; the reader is gone afterwards.</param>
    /// <exception cref="OverboundXmlException">It is more than that.</exception>
    /// <exception cref="XmlException">Not well-formed, with a DTD, or in an encoding that is none.</exception>
    public static T Through<T>(ReadOnlyMemory<byte> xml, XmlBounds bounds, Func<XmlReader, T> read) => Bounded(xml, bounds, WithoutComments, read);

    /// <summary>The name of the outermost element, by which kinds of files are told apart; null for what is no XML. Nothing behind it is looked at.</summary>
    public static string? RootOf(ReadOnlyMemory<byte> xml)
    {
        try
        {
            using var reader = Open(xml, Plain);
            return reader.MoveToContent() == XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            return null;
        }
    }

    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private static readonly XmlReaderSettings WithoutComments = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    private static T Bounded<T>(ReadOnlyMemory<byte> xml, XmlBounds bounds, XmlReaderSettings settings, Func<XmlReader, T> read)
    {
        if (xml.Length > bounds.Bytes)
            throw TooMuch(bounds.Bytes, "bajtów", "bytes", 0, 0);
        CheckMarkup(xml.Span, bounds);
        try
        {
            using var first = Open(xml, Plain);
            Measure(first, bounds);
        }
        // An encoding of which the bytes are none, or that this machine does not know.
        catch (Exception fault) when (fault is not XmlException && IsOfTheFile(fault))
        {
            throw new XmlException(fault.Message, fault);
        }
        using var reader = Open(xml, settings);
        return read(reader);
    }

    // The reader takes a tag whole, with all its attributes, before it can be asked how many there are: by then they have cost their time.
    private static void CheckMarkup(ReadOnlySpan<byte> xml, XmlBounds bounds)
    {
        const int MostInOne = 3 * XmlBounds.Text; // Bytes of UTF-8, and those of a tag.
        // A node has two signs of markup at most: where it begins, and where it ends.
        if (xml.Count((byte)'<') > 2L * bounds.Nodes) throw TooMuch(bounds.Nodes, "elementów i tekstów", "elements and texts", 0, 0);
        for (var rest = xml; rest.Length > MostInOne;)
        {
            var length = rest.IndexOf((byte)'<');
            if (length < 0) length = rest.Length;
            if (length > MostInOne) throw TooMuch(MostInOne, "bajtów w jednym znaczniku albo tekście", "bytes in one tag or text", 0, 0);
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }
    }

    private static void Measure(XmlReader reader, XmlBounds bounds)
    {
        var nodes = 0;
        // How many namespaces each open element declares.
        Span<int> declared = stackalloc int[XmlBounds.Depth + 1];
        var inScope = 0;
        while (reader.Read())
        {
            if (++nodes > bounds.Nodes) throw TooMuch(reader, bounds.Nodes, "elementów i tekstów", "elements and texts");
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= XmlBounds.Depth) throw TooMuch(reader, XmlBounds.Depth, "poziomów elementów", "levels of elements");
                    CheckName(reader);
                    declared[reader.Depth] = 0;
                    if (!reader.HasAttributes) break;
                    var isEmpty = reader.IsEmptyElement;
                    var own = Attributes(reader);
                    if (inScope + own > XmlBounds.Namespaces) throw TooMuch(reader, XmlBounds.Namespaces, "przestrzeni nazw naraz", "namespaces at once");
                    if (isEmpty) break;
                    declared[reader.Depth] = own;
                    inScope += own;
                    break;
                // The reader is content when it begins so; a tree is not.
                case XmlNodeType.XmlDeclaration when reader.GetAttribute("version") != "1.0":
                    throw new XmlException("This is no version of XML.", null, 1, 1);
                case XmlNodeType.EndElement:
                    inScope -= declared[reader.Depth];
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.Comment
                    or XmlNodeType.ProcessingInstruction:
                    CheckValue(reader);
                    break;
            }
        }
    }

    /// <summary>Looks at the attributes.</summary>
    /// <returns>How many of them declare a namespace.</returns>
    private static int Attributes(XmlReader reader)
    {
        if (reader.AttributeCount > XmlBounds.Attributes) throw TooMuch(reader, XmlBounds.Attributes, "atrybutów elementu", "attributes of an element");
        var namespaces = 0;
        while (reader.MoveToNextAttribute())
        {
            CheckName(reader);
            CheckValue(reader);
            if (reader.Prefix == "xmlns" || reader is { Prefix: "", LocalName: "xmlns" }) namespaces++;
        }
        reader.MoveToElement();
        return namespaces;
    }

    private static void CheckName(XmlReader reader)
    {
        if (reader.LocalName.Length + reader.Prefix.Length > XmlBounds.Name) throw TooMuch(reader, XmlBounds.Name, "znaków nazwy", "characters of a name");
    }

    private static void CheckValue(XmlReader reader)
    {
        if (reader.Value.Length > XmlBounds.Text) throw TooMuch(reader, XmlBounds.Text, "znaków w jednym tekście", "characters in one text");
    }

    private static OverboundXmlException TooMuch(XmlReader reader, int most, string pl, string en) =>
        TooMuch(most, pl, en, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);

    private static OverboundXmlException TooMuch(int most, string pl, string en, int line, int column) =>
        new(new($"więcej niż {most} {pl}", $"more than {most} {en}"), line, column);

    private static bool IsOfTheFile(Exception fault) => fault is XmlException or ArgumentException or NotSupportedException or InvalidDataException;

    // The one exception to the list of banned symbols: what comes out of here is bounded. Files of several megabytes are not copied.
#pragma warning disable RS0030
    private static XmlReader Open(ReadOnlyMemory<byte> xml, XmlReaderSettings settings) => XmlReader.Create(
        MemoryMarshal.TryGetArray(xml, out var octets)
            ? new MemoryStream(octets.Array!, octets.Offset, octets.Count, writable: false) : new MemoryStream(xml.ToArray(), writable: false), settings);
#pragma warning restore RS0030
}
