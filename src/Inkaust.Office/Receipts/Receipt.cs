using System.Globalization;
using System.Xml;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What an official receipt (UPO) says of one accepted invoice.</summary>
/// <param name="SellerNip">NipSprzedawcy.</param>
/// <param name="KsefNumber">NumerKSeFDokumentu.</param>
/// <param name="Hash">SkrotDokumentu: SHA-256 of the file.</param>
/// <param name="SentAt">DataPrzeslaniaDokumentu: the proof of when it was sent (LAW 34).</param>
/// <param name="AcceptedAt">DataNadaniaNumeruKSeF.</param>
internal sealed record ReceiptLine(Nip SellerNip, KsefNumber KsefNumber, InvoiceHash Hash, DateTimeOffset? SentAt, DateTimeOffset? AcceptedAt);

/// <summary>A page of the official receipt of a session.</summary>
/// <param name="Reference">KSeF's reference of the page.</param>
/// <param name="Content">The page, byte for byte.</param>
/// <param name="Lines">The invoices that it names, by their hashes.</param>
/// <param name="IsSound">Its signature is sound, whoever's it is: worth as much as KSeF's own list of the session, which came the same way.</param>
internal sealed record ReceiptPage(string Reference, byte[] Content, Dictionary<InvoiceHash, ReceiptLine> Lines, bool IsSound);

/// <summary>An official receipt: of one invoice, or a page of that of a session, with up to 10,000.</summary>
internal static class Receipt
{
    /// <summary>The invoices that it names, by their hashes. One that cannot be read names nothing.</summary>
    public static Dictionary<InvoiceHash, ReceiptLine> Read(ReadOnlyMemory<byte> upo)
    {
        try
        {
            // A comment in the middle of a value is not signed, and must not cut it.
            return StrangersXml.Through(upo, XmlBounds.Receipt, Named);
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static Dictionary<InvoiceHash, ReceiptLine> Named(XmlReader reader)
    {
        var named = new Dictionary<InvoiceHash, ReceiptLine>();
        var fields = new Dictionary<string, string>();
        var root = "";
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == 0) root = reader.NamespaceURI;
            // Only what stands where the schema has it: within the signature anything may stand.
            if (reader.Depth is not (DocumentDepth or FieldDepth) || reader.NamespaceURI != root) continue;
            if (reader is { NodeType: XmlNodeType.Element, Depth: DocumentDepth }) fields.Clear();
            else if (reader is { NodeType: XmlNodeType.Element, Depth: FieldDepth } && Fields.Contains(reader.LocalName))
                fields[reader.LocalName] = reader.ReadString().Trim();
            if (reader is { NodeType: XmlNodeType.EndElement, Depth: DocumentDepth, LocalName: "Dokument" } && LineOf(fields) is { } line)
                named[line.Hash] = line;
        }
        return named;
    }

    /// <summary>An accepted invoice stands among these lines as the ledger knows it: with its seller, its number and its hash.</summary>
    public static bool Names(Dictionary<InvoiceHash, ReceiptLine> lines, IssuedInvoice invoice) => lines.TryGetValue(invoice.Hash, out var line)
        && line.KsefNumber.ToString() == ((InvoiceState.Accepted)invoice.State).KsefNumber && line.SellerNip == invoice.Seller;

    private const int DocumentDepth = 1, FieldDepth = 2;

    private static readonly HashSet<string> Fields =
        ["NipSprzedawcy", "NumerKSeFDokumentu", "SkrotDokumentu", "DataPrzeslaniaDokumentu", "DataNadaniaNumeruKSeF"];

    private static ReceiptLine? LineOf(Dictionary<string, string> fields) =>
        KsefNumber.TryParse(fields.GetValueOrDefault("NumerKSeFDokumentu"), out var number)
            && InvoiceHash.TryParse(fields.GetValueOrDefault("SkrotDokumentu"), null, out var hash)
        && Nip.TryParse(fields.GetValueOrDefault("NipSprzedawcy"), out var seller)
            ? new ReceiptLine(seller, number, hash, Moment(fields, "DataPrzeslaniaDokumentu"), Moment(fields, "DataNadaniaNumeruKSeF"))
            : null;

    private static DateTimeOffset? Moment(Dictionary<string, string> fields, string name) =>
        DateTimeOffset.TryParse(fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
