using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>Official confirmations of receipt (UPO) in version 4-3, signed by this KSeF.</summary>
internal static class Upo
{
    public const int InvoicesPerPage = 10_000;

    private const string Ns = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";

    // The schema fixes the ministry's name; whoever is not the ministry must not bear it.
    private const string Receiver = "Lokalny KSeF - środowisko bez mocy prawnej";

    /// <summary>The UPO of one invoice.</summary>
    public static byte[] OfInvoice(SendingSession session, SentInvoice invoice, Authority authority) =>
        Sign(Write(session, [invoice], null), authority);

    /// <summary>One page of the UPO of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="accepted">All its accepted invoices.</param>
    /// <param name="page">From 0.</param>
    /// <param name="authority">Who signs.</param>
    public static byte[] OfSession(SendingSession session, IReadOnlyList<SentInvoice> accepted, int page, Authority authority)
    {
        var pages = (accepted.Count + InvoicesPerPage - 1) / InvoicesPerPage;
        var first = page * InvoicesPerPage;
        var onPage = accepted.Skip(first).Take(InvoicesPerPage).ToList();
        return Sign(Write(session, onPage, new Range(page + 1, pages, first + 1, first + 1 + onPage.Count, accepted.Count)), authority);
    }

    private sealed record Range(int Page, int Pages, int From, int ToExclusive, int Total);

    private static XmlDocument Write(SendingSession session, IReadOnlyList<SentInvoice> invoices, Range? range)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var writer = document.CreateNavigator()!.AppendChild())
        {
            writer.WriteStartElement("Potwierdzenie", Ns);
            writer.WriteElementString("NazwaPodmiotuPrzyjmujacego", Ns, Receiver);
            writer.WriteElementString("NumerReferencyjnySesji", Ns, session.Reference);
            WriteAuthentication(writer, session);
            if (range is not null) WriteRange(writer, range);
            writer.WriteElementString("NazwaStrukturyLogicznej", Ns, session.FormCode.StructureName);
            writer.WriteElementString("KodFormularza", Ns, session.FormCode.SystemCode);
            foreach (var invoice in invoices) WriteInvoice(writer, invoice);
            writer.WriteEndElement();
        }
        return document;
    }

    private static void WriteAuthentication(XmlWriter writer, SendingSession session)
    {
        writer.WriteStartElement("Uwierzytelnienie", Ns);
        writer.WriteStartElement("IdKontekstu", Ns);
        writer.WriteElementString(session.Context.Type switch
        {
            ContextType.Nip => "Nip",
            ContextType.InternalId => "IdWewnetrzny",
            ContextType.NipVatUe => "IdZlozonyVatUE",
            _ => "IdDostawcyUslugPeppol",
        }, Ns, session.Context.Value);
        writer.WriteEndElement();
        if (session.Login.TokenReference is { } token) writer.WriteElementString("NumerReferencyjnyTokenaKSeF", Ns, token);
        else writer.WriteElementString("SkrotDokumentuUwierzytelniajacego", Ns, session.Login.DocumentHash);
        writer.WriteEndElement();
    }

    private static void WriteRange(XmlWriter writer, Range range)
    {
        void Number(string name, int value) => writer.WriteElementString(name, Ns, value.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartElement("OpisPotwierdzenia", Ns);
        Number("Strona", range.Page);
        Number("LiczbaStron", range.Pages);
        Number("ZakresDokumentowOd", range.From);
        Number("ZakresDokumentowDo", range.ToExclusive);
        Number("CalkowitaLiczbaDokumentow", range.Total);
        writer.WriteEndElement();
    }

    private static void WriteInvoice(XmlWriter writer, SentInvoice invoice)
    {
        var facts = invoice.Facts!;
        writer.WriteStartElement("Dokument", Ns);
        writer.WriteElementString("NipSprzedawcy", Ns, facts.SellerNip);
        writer.WriteElementString("NumerKSeFDokumentu", Ns, invoice.Number.ToString());
        writer.WriteElementString("NumerFaktury", Ns, facts.Number);
        writer.WriteElementString("DataWystawieniaFaktury", Ns, facts.IssueDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteElementString("DataPrzeslaniaDokumentu", Ns, PolishMoment(invoice.ReceivedAt));
        writer.WriteElementString("DataNadaniaNumeruKSeF", Ns, PolishMoment(invoice.NumberedAt!.Value));
        writer.WriteElementString("SkrotDokumentu", Ns, invoice.Hash);
        writer.WriteElementString("TrybWysylki", Ns, invoice.Mode.ToString());
        writer.WriteEndElement();
    }

    private static string PolishMoment(DateTimeOffset instant) =>
        PolishTime.At(instant).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>An enveloped XML Signature over the whole document, the certificate beside it.</summary>
    private static byte[] Sign(XmlDocument document, Authority authority)
    {
        var digest = Convert.ToBase64String(SHA256.HashData(Canonicalizer.Canonicalize(document, Canonicalization.ExclusivePlain)));
        var signature = document.CreateElement("ds", "Signature", XadesSignature.Ds);
        document.DocumentElement!.AppendChild(signature);
        var signedInfo = Append(signature, "SignedInfo");
        Append(signedInfo, "CanonicalizationMethod", Canonicalization.ExclusiveUri);
        Append(signedInfo, "SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256");
        var reference = Append(signedInfo, "Reference");
        reference.SetAttribute("URI", "");
        var transforms = Append(reference, "Transforms");
        Append(transforms, "Transform", XadesSignature.Ds + "enveloped-signature");
        Append(transforms, "Transform", Canonicalization.ExclusiveUri);
        Append(reference, "DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256");
        AppendText(reference, "DigestValue", digest);
        var value = authority.SignUpo(Canonicalizer.Canonicalize(signedInfo, Canonicalization.ExclusivePlain));
        AppendText(signature, "SignatureValue", Convert.ToBase64String(value));
        var data = Append(Append(signature, "KeyInfo"), "X509Data");
        AppendText(data, "X509Certificate", Convert.ToBase64String(authority.UpoCertificate.RawData));
        return Bytes(document);
    }

    private static XmlElement Append(XmlElement parent, string name) =>
        (XmlElement)parent.AppendChild(parent.OwnerDocument.CreateElement("ds", name, XadesSignature.Ds))!;

    private static void Append(XmlElement parent, string name, string algorithm) => Append(parent, name).SetAttribute("Algorithm", algorithm);

    private static void AppendText(XmlElement parent, string name, string text) => Append(parent, name).InnerText = text;

    private static byte[] Bytes(XmlDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = false }))
            document.Save(writer);
        return stream.ToArray();
    }
}
