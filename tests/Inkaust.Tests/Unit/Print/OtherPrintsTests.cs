using System.Text;
using AngleSharp.Dom;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

public sealed class OtherPrintsTests
{
    private const string Upo = """
        <?xml version="1.0" encoding="utf-8"?>
        <Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3">
          <NazwaPodmiotuPrzyjmujacego>Ministerstwo Próbne</NazwaPodmiotuPrzyjmujacego><NumerReferencyjnySesji>20261120-SO-1111111111-2222222222-33</NumerReferencyjnySesji>
          <Uwierzytelnienie><IdKontekstu><Nip>5265877635</Nip></IdKontekstu><SkrotDokumentuUwierzytelniajacego>kyqH+QUgP8ATWd/95IY632mP4uqibwG66Oqclq9+qno=</SkrotDokumentuUwierzytelniajacego></Uwierzytelnienie>
          <NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej><KodFormularza>FA (3)</KodFormularza>
          <Dokument><NipSprzedawcy>5265877635</NipSprzedawcy><NumerKSeFDokumentu>5265877635-20261120-010203040506-5F</NumerKSeFDokumentu><NumerFaktury>FV/11/2026/0042</NumerFaktury>
            <DataWystawieniaFaktury>2026-11-20</DataWystawieniaFaktury><DataPrzeslaniaDokumentu>2026-11-20T11:02:41.584+01:00</DataPrzeslaniaDokumentu>
            <DataNadaniaNumeruKSeF>2026-11-20T11:02:42.084+01:00</DataNadaniaNumeruKSeF><SkrotDokumentu>jli86Kp2Kw7jppX59P8VmjWRcwLTvsPK3DcPEB87mNk=</SkrotDokumentu><TrybWysylki>Offline</TrybWysylki></Dokument>
        </Potwierdzenie>
        """;

    [Fact]
    public void A_UPO_is_shown_with_all_that_it_says()
    {
        var text = Tools.TextOf(UpoPrint.Pdf(Encoding.UTF8.GetBytes(Upo), Specimens.AsHere));
        foreach (var said in new[]
        {
            "Urzędowe poświadczenie odbioru", "Ministerstwo Próbne", "20261120-SO-1111111111-2222222222-33", "5265877635-20261120-010203040506-5F", "FV/11/2026/0042",
            "2026-11-20 11:02:41", "2026-11-20 11:02:42", "jli86Kp2Kw7jppX59P8VmjWRcwLTvsPK3DcPEB87mNk=", "Offline", "Schemat_FA(3)_v1-0E.xsd",
        }) Assert.Contains(said, text);
        Assert.Contains("FV/11/2026/0042", InvoiceHtmlTests.Parse(UpoPrint.Html(Encoding.UTF8.GetBytes(Upo))).Body!.TextContent);
    }

    [Fact]
    public void A_UPO_of_a_session_lists_its_documents()
    {
        var document = Upo[Upo.IndexOf("<Dokument>", StringComparison.Ordinal)..Upo.IndexOf("</Potwierdzenie>", StringComparison.Ordinal)];
        var text = Tools.TextOf(UpoPrint.Pdf(Encoding.UTF8.GetBytes(Upo.Replace(document, string.Concat(Enumerable.Repeat(document, 60)))), Specimens.AsHere));
        Assert.Equal(60, text.Split("5265877635-20261120-010203040506-5F").Length - 1);
        Assert.Contains("Strona 2 z", text);
    }

    [Fact]
    public void Every_value_of_the_official_UPO_examples_is_on_the_paper()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Tools.OfficialSamples()[0])!, "..", "upo-examples");
        foreach (var path in Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories))
        {
            var file = File.ReadAllBytes(path);
            var text = WithoutBlanks(Tools.OnFile(UpoPrint.Pdf(file, Specimens.AsHere), pdf => Tool.Must("pdftotext", "-raw", pdf, "-")));
            foreach (var leaf in System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(file).TrimStart('\uFEFF')).Descendants().Where(element => !element.HasElements))
                Assert.Contains(WithoutBlanks(leaf.Name.LocalName is "DataPrzeslaniaDokumentu" or "DataNadaniaNumeruKSeF" ? Moment.Exact(leaf.Value) : leaf.Value), text);
        }
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [Theory, InlineData("<Faktura/>"), InlineData("<Potwierdzenie/>"), InlineData("no XML"), InlineData("")]
    public void What_is_no_UPO_is_refused(string file)
    {
        var refusal = Assert.Throws<RefusedException>(() => UpoPrint.Pdf(Encoding.UTF8.GetBytes(file), Specimens.AsHere));
        Assert.Equal("INK-PRINT-005", refusal.Findings.Single().Code);
    }

    [Fact]
    public void A_transaction_confirmation_says_that_it_is_not_an_invoice_and_shows_no_tax()
    {
        var invoice = Specimens.ThreeLines();
        var pdf = ConfirmationPrint.Pdf(invoice, Specimens.Offline(invoice), Specimens.AsHere);
        var text = Tools.TextOf(pdf);
        Assert.Contains("Potwierdzenie transakcji", text);
        Assert.Contains("Ten dokument nie jest fakturą", text);
        Assert.Contains("CERTYFIKAT", text);
        Assert.DoesNotContain("VAT", text);
        Assert.Equal(2, Tools.CodesOn(pdf, 150).Count);
        Assert.NotEmpty(InvoiceHtmlTests.Parse(ConfirmationPrint.Html(invoice, Specimens.Offline(invoice))).QuerySelectorAll("svg"));
    }

    [Fact]
    public void The_picture_of_a_code_can_be_read_and_carries_its_label()
    {
        var invoice = Specimens.ThreeLines();
        foreach (var code in Specimens.Offline(invoice).Concat(Specimens.Numbered(invoice)))
        {
            var read = Tools.OnFile(CodeImage.Png(code, 4), path => Tool.Must("zbarimg", "-q", "--raw", path)).Trim();
            Assert.Equal(code.Link.AbsoluteUri, read);
            Assert.Contains($">{code.Label}</text>", CodeImage.Svg(code));
        }
    }

    [Fact]
    public void A_logo_is_drawn_and_a_file_that_is_no_picture_is_refused()
    {
        var invoice = Specimens.ThreeLines();
        var pdf = InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = SystemFonts.Best, Logo = Pictures.DotOfTwoColours() });
        Assert.Contains("smask", Tools.OnFile(pdf, path => Tool.Must("pdfimages", "-list", path)));
        var refusal = Assert.Throws<RefusedException>(() => InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = SystemFonts.Best, Logo = "no picture"u8.ToArray() }));
        Assert.Equal("INK-PRINT-004", refusal.Findings.Single().Code);
    }
}
