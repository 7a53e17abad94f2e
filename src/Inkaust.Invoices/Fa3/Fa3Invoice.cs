using System.Xml;
using System.Xml.Linq;

namespace Inkaust.Invoices;

/// <summary>
/// An FA(3) file as it was written: its bytes, which never change again, and the facts by which the program knows it.
/// </summary>
public sealed class Fa3Invoice
{
    /// <summary>The namespace of FA(3) 1-0E.</summary>
    public static readonly XNamespace Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    private readonly Fa3Keys keys;

    private Fa3Invoice(ReadOnlyMemory<byte> bytes, XDocument document)
    {
        Bytes = bytes;
        Document = document;
        Hash = InvoiceHash.Of(bytes.Span);
        keys = new Fa3Keys(Text);
    }

    /// <summary>The file, byte for byte. What is hashed, printed, sent and stored are these.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The same file as a tree, for reading: every value in the form in which the schema sees it, without needless blanks.</summary>
    public XDocument Document { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public InvoiceHash Hash { get; }

    /// <inheritdoc cref="Fa3Keys.SellerNip"/>
    public Nip SellerNip => keys.SellerNip;

    public string SellerName => keys.SellerName;

    /// <inheritdoc cref="Fa3Keys.BuyerNip"/>
    public Nip? BuyerNip => keys.BuyerNip;

    public string BuyerName => keys.BuyerName;

    /// <inheritdoc cref="Fa3Keys.Number"/>
    public string Number => keys.Number;

    /// <inheritdoc cref="Fa3Keys.IssueDate"/>
    public DateOnly IssueDate => keys.IssueDate;

    /// <inheritdoc cref="Fa3Keys.Kind"/>
    public string Kind => keys.Kind;

    /// <inheritdoc cref="Fa3Keys.Currency"/>
    public string Currency => keys.Currency;

    /// <inheritdoc cref="Fa3Keys.Gross"/>
    public decimal Gross => keys.Gross;

    /// <summary>It has a Zalacznik.</summary>
    public bool HasAttachment => Document.Root!.Element(Namespace + "Zalacznik") is not null;

    /// <summary>Reads a file without judging its content.</summary>
    /// <param name="xml">The bytes of the file.</param>
    /// <exception cref="RefusedException">INK-XML-001 not well-formed, INK-XML-002 not FA(3), INK-XML-003 a key field is missing,
    /// INK-XML-004 unreadable, INK-XML-005 longer, deeper or fuller than any invoice.</exception>
    public static Fa3Invoice Read(ReadOnlyMemory<byte> xml)
    {
        var document = Parse(xml);
        if (document.Root!.Name != Namespace + "Faktura")
            throw new RefusedException(new Finding("INK-XML-002",
                $"To nie jest faktura FA(3): element główny to {document.Root.Name}.",
                $"This is not an FA(3) invoice: its root element is {document.Root.Name}.")
            { Path = document.Root.Name.LocalName });
        SeenBySchema.Settle(document.Root);
        return new Fa3Invoice(xml, document);
    }

    /// <summary>The text at a path of FA(3) element names below the root, or null.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var element = Document.Root;
        foreach (var name in path) element = element?.Element(Namespace + name);
        return element?.Value;
    }

    private static XDocument Parse(ReadOnlyMemory<byte> xml)
    {
        try
        {
            return StrangersXml.Tree(xml, XmlBounds.Invoice, LoadOptions.SetLineInfo);
        }
        catch (OverboundXmlException fault)
        {
            throw new RefusedException(new Finding("INK-XML-005",
                $"Plik jest większy niż jakakolwiek faktura: {fault.What.Pl}.", $"The file is more than any invoice is: {fault.What.En}.")
            {
                Line = fault.LineNumber > 0 ? fault.LineNumber : null,
                Column = fault.LineNumber > 0 ? fault.LinePosition : null,
                Hint = new("Sprawdź, skąd pochodzi: taki plik nie jest fakturą FA(3).", "Check where it comes from: such a file is no FA(3) invoice."),
            }, fault);
        }
        catch (XmlException fault)
        {
            throw new RefusedException(new Finding("INK-XML-001",
                "Plik nie jest poprawnym XML.", $"The file is not well-formed XML: {fault.Message}")
            { Line = fault.LineNumber, Column = fault.LinePosition }, fault);
        }
    }

    /// <summary>A value that stands in the file and cannot be understood: it is never taken for absent.</summary>
    internal static RefusedException Unreadable(string path, string text) => new(new Finding("INK-XML-004",
        $"Wartości „{Short(text)}” pola {path} nie da się odczytać.", $"The value \"{Short(text)}\" of the field {path} cannot be read.")
    { Path = path });

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
