using System.Globalization;
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

    private Fa3Invoice(ReadOnlyMemory<byte> bytes, XDocument document)
    {
        Bytes = bytes;
        Document = document;
        Hash = InvoiceHash.Of(bytes.Span);
        SellerNip = NipOf("Podmiot1") ?? throw Missing("Podmiot1/DaneIdentyfikacyjne/NIP");
        BuyerNip = NipOf("Podmiot2");
        SellerName = Text("Podmiot1", "DaneIdentyfikacyjne", "Nazwa") ?? "";
        BuyerName = Text("Podmiot2", "DaneIdentyfikacyjne", "Nazwa") ?? "";
        Number = Key("P_2");
        IssueDate = DateOnly.TryParseExact(Key("P_1"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw Unreadable("Fa/P_1", Key("P_1"));
        Kind = Key("RodzajFaktury");
        Currency = Key("KodWaluty");
        const NumberStyles amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        Gross = decimal.TryParse(Key("P_15"), amount, CultureInfo.InvariantCulture, out var gross)
            ? gross : throw Unreadable("Fa/P_15", Key("P_15"));
    }

    /// <summary>The file, byte for byte. What is hashed, printed, sent and stored are these.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The same file as a tree, for reading: every value in the form in which the schema sees it, without needless blanks.</summary>
    public XDocument Document { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public InvoiceHash Hash { get; }

    /// <summary>Podmiot1: who issues. Its last digit may be wrong (<see cref="Nip.IsRight"/>), as in files for the test environments.</summary>
    public Nip SellerNip { get; }

    public string SellerName { get; }

    /// <summary>Podmiot2, when the buyer has a Polish NIP.</summary>
    public Nip? BuyerNip { get; }

    public string BuyerName { get; }

    /// <summary>P_2, the number that the issuer gave.</summary>
    public string Number { get; }

    /// <summary>P_1, the date of issue; a date in Poland.</summary>
    public DateOnly IssueDate { get; }

    /// <summary>RodzajFaktury: VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL or KOR_ROZ.</summary>
    public string Kind { get; }

    /// <summary>KodWaluty, ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>P_15, the amount due.</summary>
    public decimal Gross { get; }

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

    private string Key(string name) => Text("Fa", name) is { Length: > 0 } text ? text : throw Missing($"Fa/{name}");

    private Nip? NipOf(string party)
    {
        if (Text(party, "DaneIdentyfikacyjne", "NIP") is not { } text) return null;
        return Nip.TryAsWritten(text, out var nip) || Nip.TryParse(text, out nip) ? nip : throw Unreadable($"{party}/DaneIdentyfikacyjne/NIP", text);
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

    private static RefusedException Missing(string path) => new(new Finding("INK-XML-003",
        $"W fakturze brakuje pola {path}.", $"The field {path} is missing from the invoice.")
    { Path = path });

    /// <summary>A value that stands in the file and cannot be understood: it is never taken for absent.</summary>
    internal static RefusedException Unreadable(string path, string text) => new(new Finding("INK-XML-004",
        $"Wartości „{Short(text)}” pola {path} nie da się odczytać.", $"The value \"{Short(text)}\" of the field {path} cannot be read.")
    { Path = path });

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
