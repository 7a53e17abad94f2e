using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;

namespace Inkaust.Print.Description;

/// <summary>From a UPO (urzędowe poświadczenie odbioru, the ministry's receipt) to the description of its visualisation.</summary>
internal static class UpoDescription
{
    private static readonly XNamespace Signatures = "http://www.w3.org/2000/09/xmldsig#";

    public static Visualisation Of(XElement root, PrintOptions options)
    {
        var tongue = Tongue.Of(options.Languages);
        var composer = new Composer(tongue, "");
        var receipt = new Reading().Of(root);
        var documents = receipt.Children("Dokument").ToList();
        var kind = composer.Say("Urzędowe poświadczenie odbioru", "Official confirmation of receipt");
        var number = documents.Count == 1 ? documents[0]["NumerKSeFDokumentu"] ?? "" : receipt["NumerReferencyjnySesji"] ?? "";
        var masthead = new Masthead(kind, number, [new Fields(composer.Fields(receipt, "NazwaPodmiotuPrzyjmujacego"))], []);
        List<Block> blocks = [
            .. documents.Count == 1 ? [Single(documents[0], composer)] : new Block[] { Many(documents, composer) },
            .. Circumstances(receipt, composer),
            .. Signature(root, receipt, composer),
            .. Composer.SectionOf(composer.Say("Pozostałe dane", "Other data"), composer.Rest(receipt))];
        return new Visualisation($"UPO {number}", masthead, blocks)
        {
            Language = tongue.Code,
            Footer = $"UPO {number}",
            PageOf = composer.Say("Strona {0} z {1}", "Page {0} of {1}"),
        };
    }

    private static Section Single(Part document, Composer composer)
    {
        var fields = composer.Fields(document, "NumerKSeFDokumentu", "NumerFaktury", "NipSprzedawcy", "DataWystawieniaFaktury");
        fields[0] = fields[0] with { Strong = true };
        foreach (var name in new[] { "DataPrzeslaniaDokumentu", "DataNadaniaNumeruKSeF" })
            if (document[name] is { } moment) fields.Add(new Field(composer.Label(name), Moment.Exact(moment)));
        fields.AddRange(composer.Fields(document, "SkrotDokumentu", "TrybWysylki"));
        return new Section(composer.Say("Dokument", "Document"), [new Fields(fields), .. composer.Rest(document)]);
    }

    private static Section Many(List<Part> documents, Composer composer)
    {
        string[] names = ["NumerKSeFDokumentu", "NumerFaktury", "DataWystawieniaFaktury", "DataPrzeslaniaDokumentu", "TrybWysylki"];
        var rows = documents.Select((document, i) => new Row(
        [
            new Cell($"{i + 1}"),
            new Cell(document["NumerKSeFDokumentu"] ?? "", $"SHA-256: {document["SkrotDokumentu"]}"),
            new Cell(document["NumerFaktury"] ?? "", $"{composer.Label("NipSprzedawcy")}: {document["NipSprzedawcy"]}"),
            new Cell(document["DataWystawieniaFaktury"] ?? ""),
            new Cell(Moment.Exact(document["DataPrzeslaniaDokumentu"] ?? ""),
                $"{composer.Label("DataNadaniaNumeruKSeF")}: {Moment.Exact(document["DataNadaniaNumeruKSeF"] ?? "")}"),
            new Cell(document["TrybWysylki"] ?? ""),
        ])).ToList();
        List<Column> columns = [composer.Head("Lp.", "No.", numeric: true),
            .. names.Select(name => composer.Column(name) with { Names = name == "NumerKSeFDokumentu" })];
        return new Section(composer.Say("Dokumenty", "Documents"), [new Table(columns, rows)]);
    }

    private static IEnumerable<Block> Circumstances(Part receipt, Composer composer)
    {
        var authentication = receipt.Child("Uwierzytelnienie");
        var context = composer.Fields(authentication.Child("IdKontekstu"), "Nip", "IdWewnetrzny", "IdZlozonyVatUE", "IdDostawcyUslugPeppol");
        var proof = composer.Fields(authentication, "NumerReferencyjnyTokenaKSeF", "SkrotDokumentuUwierzytelniajacego");
        var extent = composer.Fields(receipt.Child("OpisPotwierdzenia"),
            "Strona", "LiczbaStron", "ZakresDokumentowOd", "ZakresDokumentowDo", "CalkowitaLiczbaDokumentow");
        return Composer.SectionOf(composer.Say("Przesłanie", "Submission"),
            new Fields([.. composer.Fields(receipt, "NumerReferencyjnySesji"), .. context, .. proof,
            .. composer.Fields(receipt, "NazwaStrukturyLogicznej", "KodFormularza"), .. extent]));
    }

    // The signature is checked over the file; a picture of it can only say that it is there and whose it claims to be.
    private static IEnumerable<Block> Signature(XElement root, Part receipt, Composer composer)
    {
        foreach (var signature in root.Elements(Signatures + "Signature"))
        {
            foreach (var leaf in signature.Descendants()) _ = receipt.Reading.Of(leaf).Text;
            var signer = signature.Descendants(Signatures + "X509Certificate").Select(element => SubjectOf(element.Value)).FirstOrDefault();
            yield return new Section(composer.Say("Podpis", "Signature"), [new Fields([
                new Field(composer.Say("Certyfikat", "Certificate"), signer ?? composer.Say("nieczytelny", "unreadable")),
                new Field(composer.Say("Sprawdzenie", "Check"),
                    composer.Say("podpis sprawdza się na pliku XML", "the signature is checked over the XML file"))])]);
        }
    }

    private static string? SubjectOf(string base64)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
            return certificate.Subject;
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
