using System.Xml;
using System.Xml.Linq;

namespace Inkaust.LocalKsef;

/// <summary>Reads XML that a stranger has sent: no DTD, nothing fetched, bounded in length and depth.</summary>
internal static class BoundedXml
{
    private const int MaxDepth = 128;

    /// <exception cref="XmlException">Not well-formed, with a DTD, too deep or too long.</exception>
    public static XmlDocument Read(ReadOnlyMemory<byte> bytes)
    {
        RefuseDepth(bytes);
        // Signatures are over white space too.
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = Reader(bytes)) document.Load(reader);
        return document;
    }

    /// <summary>The same for an invoice, whose white space means nothing.</summary>
    /// <exception cref="XmlException">Not well-formed, with a DTD, too deep or too long.</exception>
    public static XDocument ReadInvoice(ReadOnlyMemory<byte> bytes)
    {
        RefuseDepth(bytes);
        using var reader = Reader(bytes);
        return XDocument.Load(reader);
    }

    // Before anything is built of it: what walks a tree takes a step deeper for each level.
    private static void RefuseDepth(ReadOnlyMemory<byte> bytes)
    {
        using var reader = Reader(bytes);
        while (reader.Read())
            if (reader.Depth > MaxDepth) throw new XmlException($"More than {MaxDepth} levels of elements.");
    }

    private static XmlReader Reader(ReadOnlyMemory<byte> bytes) => XmlReader.Create(
        new MemoryStream(bytes.ToArray(), writable: false),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 10_000_000 });
}
