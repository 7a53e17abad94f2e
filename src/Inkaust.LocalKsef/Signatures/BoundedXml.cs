using System.Xml;
using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Reads XML that a stranger has sent: no DTD, nothing fetched, bounded in length and depth.</summary>
internal static class BoundedXml
{
    /// <exception cref="XmlException">Not well-formed, with a DTD, too deep or too long.</exception>
    // Signatures are over white space too.
    public static XmlDocument Read(ReadOnlyMemory<byte> bytes) => StrangersXml.Signed(bytes, XmlBounds.Invoice);

    /// <summary>The same for an invoice, whose white space means nothing.</summary>
    /// <exception cref="XmlException">Not well-formed, with a DTD, too deep or too long.</exception>
    public static XDocument ReadInvoice(ReadOnlyMemory<byte> bytes) => StrangersXml.Tree(bytes, XmlBounds.Invoice);
}
