using System.Globalization;
using System.Xml;
using Inkaust.Invoices;

namespace Inkaust.Issuing;

/// <summary>What an official receipt (UPO) says of one accepted invoice.</summary>
/// <param name="KsefNumber">NumerKSeFDokumentu.</param>
/// <param name="Hash">SkrotDokumentu: SHA-256 of the file.</param>
/// <param name="SentAt">DataPrzeslaniaDokumentu: the proof of when it was sent (LAW 34).</param>
/// <param name="AcceptedAt">DataNadaniaNumeruKSeF.</param>
internal sealed record ReceiptLine(KsefNumber KsefNumber, InvoiceHash Hash, DateTimeOffset? SentAt, DateTimeOffset? AcceptedAt);

/// <summary>A page of the official receipt of a session.</summary>
/// <param name="Reference">KSeF's reference of the page.</param>
/// <param name="Content">The page, byte for byte.</param>
/// <param name="Lines">The invoices that it names, by their hashes.</param>
internal sealed record ReceiptPage(string Reference, byte[] Content, Dictionary<InvoiceHash, ReceiptLine> Lines);

/// <summary>An official receipt: of one invoice, or a page of that of a session, with up to 10,000.</summary>
internal static class Receipt
{
    /// <summary>The invoices that it names, by their hashes. One that cannot be read names nothing.</summary>
    public static Dictionary<InvoiceHash, ReceiptLine> Read(ReadOnlyMemory<byte> upo)
    {
        var named = new Dictionary<InvoiceHash, ReceiptLine>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(upo.ToArray(), writable: false), settings);
            var fields = new Dictionary<string, string>();
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Dokument") fields.Clear();
                else if (reader.NodeType == XmlNodeType.Element && Fields.Contains(reader.LocalName)) fields[reader.LocalName] = reader.ReadString().Trim();
                if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "Dokument" && LineOf(fields) is { } line) named[line.Hash] = line;
            }
            return named;
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static readonly HashSet<string> Fields = ["NumerKSeFDokumentu", "SkrotDokumentu", "DataPrzeslaniaDokumentu", "DataNadaniaNumeruKSeF"];

    private static ReceiptLine? LineOf(Dictionary<string, string> fields) =>
        KsefNumber.TryParse(fields.GetValueOrDefault("NumerKSeFDokumentu"), out var number) && InvoiceHash.TryParse(fields.GetValueOrDefault("SkrotDokumentu"), null, out var hash)
            ? new ReceiptLine(number, hash, Moment(fields, "DataPrzeslaniaDokumentu"), Moment(fields, "DataNadaniaNumeruKSeF"))
            : null;

    private static DateTimeOffset? Moment(Dictionary<string, string> fields, string name) =>
        DateTimeOffset.TryParse(fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
