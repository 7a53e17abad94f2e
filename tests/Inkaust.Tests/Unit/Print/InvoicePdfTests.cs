using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Print;

public sealed class InvoicePdfTests
{
    [Fact]
    public void The_same_invoice_gives_the_same_bytes()
    {
        var invoice = Specimens.ThreeLines();
        Assert.Equal(InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere), InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Other_programs_find_no_fault_in_the_file(bool standardFont)
    {
        var invoice = Specimens.ManyLines(120);
        var pdf = InvoicePdf.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Fonts = standardFont ? PrintFonts.Standard : SystemFonts.Best, EmbedXml = true });
        var report = Tools.OnFile(pdf, path => Tool.Must("qpdf", "--check", path));
        Assert.DoesNotContain("WARNING", report);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Polish_letters_can_be_found_in_the_text(bool standardFont)
    {
        var invoice = Specimens.ThreeLines();
        var text = Tools.TextOf(InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = standardFont ? PrintFonts.Standard : SystemFonts.Best }));
        Assert.Contains("Papiernia „Łąka” sp. z o.o.", text);
        Assert.Contains("Drukarnia Gżegżółka S.A.", text);
        Assert.Contains("ul. Źródlana 7/9", text);
    }

    [Fact]
    public void Amounts_are_written_as_in_Poland()
    {
        var text = Tools.TextOf(InvoicePdf.Draw(Specimens.ThreeLines(), [], Specimens.AsHere));
        Assert.Contains("11 388,26 PLN", text);
        Assert.Contains("1 234,50", text);
        Assert.Contains("61 1090 1014 0000 0712 1981 2874", text);
    }

    [Fact]
    public void Prescribed_words_are_Polish_in_English_too()
    {
        var invoice = Specimens.ThreeLines();
        var text = Tools.TextOf(InvoicePdf.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Fonts = SystemFonts.Best, Languages = PrintLanguages.English }));
        Assert.Contains("mechanizm podzielonej płatności / split payment", text);
        Assert.Contains("OFFLINE", text);
        Assert.Contains("CERTYFIKAT", text);
        Assert.Contains("11,388.26 PLN", text);
    }

    // 75: a page printed at half its size, seen at 150.
    [Theory, InlineData(150), InlineData(110), InlineData(75)]
    public void Both_codes_of_an_offline_invoice_can_be_read(int dotsPerInch)
    {
        var invoice = Specimens.ThreeLines();
        var codes = Tools.CodesOn(InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere), dotsPerInch);
        Assert.Equal([Specimens.KodI(invoice).AbsoluteUri, Specimens.KodII(invoice, 86).AbsoluteUri], codes.Order(Comparer<string>.Create((a, b) => a.Length - b.Length)));
    }

    [Fact]
    public void A_code_with_a_long_RSA_signature_can_be_read()
    {
        var invoice = Specimens.ThreeLines();
        var long2 = new PrintedCode("CERTYFIKAT", Specimens.KodII(invoice, 342));
        Assert.Contains(long2.Link.AbsoluteUri, Tools.CodesOn(InvoicePdf.Draw(invoice, [new("OFFLINE", Specimens.KodI(invoice)), long2], Specimens.AsHere), 150));
    }

    [Fact]
    public void The_KSeF_number_stands_under_its_code_and_nowhere_else()
    {
        var invoice = Specimens.ThreeLines();
        var text = Tools.TextOf(InvoicePdf.Draw(invoice, Specimens.Numbered(invoice), Specimens.AsHere));
        Assert.Equal(1, text.Split(Specimens.NumberOf(invoice)).Length - 1);
        Assert.DoesNotContain("OFFLINE", text);
    }

    [Fact]
    public void Three_lines_fit_on_one_page()
    {
        var invoice = Specimens.ThreeLines();
        var text = Tools.TextOf(InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere));
        Assert.Contains("Strona 1 z 1", text);
    }

    [Fact]
    public void A_long_table_repeats_its_head_and_carries_its_sum()
    {
        var invoice = Specimens.ManyLines(100);
        var text = Tools.TextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere));
        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length >= 3);
        Assert.Contains("Do przeniesienia", pages[0]);
        Assert.Contains("Z przeniesienia", pages[1]);
        Assert.Contains("Nazwa towaru lub usługi", pages[1]);
        Assert.Contains($"Strona 2 z {pages.Length}", pages[1]);
    }

    [Fact]
    public void An_element_that_nobody_knows_is_shown_under_its_own_name()
    {
        var invoice = Specimens.With("<NowePole><Cos>wartość z przyszłości</Cos></NowePole>");
        var text = Tools.TextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere));
        Assert.Contains("NowePole", text);
        Assert.Contains("wartość z przyszłości", text);
    }

    [Fact]
    public void The_attached_XML_is_the_invoice_byte_for_byte()
    {
        var invoice = Specimens.ThreeLines();
        var pdf = InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = SystemFonts.Best, EmbedXml = true });
        var attached = Tools.OnFile(pdf, path => Tool.Must("qpdf", $"--show-attachment={invoice.Hash.Base64Url}.xml", path));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(invoice.Bytes.Span), attached);
    }

    [Fact]
    public void A_named_font_is_read_once_and_again_when_it_is_written_anew()
    {
        const string Folder = "/usr/share/fonts/truetype/dejavu";
        if (!File.Exists($"{Folder}/DejaVuSans.ttf")) Assert.Skip($"There is no {Folder}/DejaVuSans.ttf.");
        var path = Path.Combine(Directory.CreateTempSubdirectory("inkaust-font-").FullName, "one.ttf");
        File.Copy($"{Folder}/DejaVuSans.ttf", path);
        var first = SystemFonts.Named(path, bold: null);
        Assert.Same(first.Regular, first.Bold);
        Assert.Same(first.Regular, SystemFonts.Named(path, bold: null).Regular);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
        Assert.NotSame(first.Regular, SystemFonts.Named(path, bold: null).Regular);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_configured_font_is_embedded_with_its_bold_sister()
    {
        const string Folder = "/usr/share/fonts/truetype/dejavu";
        if (!File.Exists($"{Folder}/DejaVuSans-Bold.ttf")) Assert.Skip($"There is no {Folder}/DejaVuSans-Bold.ttf.");
        var pdf = InvoicePdf.Draw(Specimens.ThreeLines(), [], new PrintOptions { Fonts = SystemFonts.Named($"{Folder}/DejaVuSans.ttf", bold: null) });
        var fonts = Tools.OnFile(pdf, path => Tool.Must("pdffonts", path));
        Assert.Contains("+DejaVuSans ", fonts);
        Assert.Contains("+DejaVuSans-Bold ", fonts);
        Assert.DoesNotContain("Liberation", fonts);
    }

    [Fact]
    public void A_typed_blank_finds_an_amount()
    {
        var pdf = InvoicePdf.Draw(Specimens.ThreeLines(), [], Specimens.AsHere);
        Assert.Contains("11 388,26 PLN", Tools.OnFile(pdf, path => Tool.Must("pdftotext", path, "-")));
    }

    [Theory]
    [InlineData("de", "#1d3557", null, "INK-PRINT-002")]
    [InlineData("pl", "dark blue", null, "INK-PRINT-003")]
    [InlineData("pl", "#1d3557", "/nowhere/font.ttf", "INK-PRINT-001")]
    public void Options_that_cannot_be_used_are_refused(string language, string accent, string? font, string code)
    {
        var refusal = Assert.Throws<RefusedException>(() =>
            InvoicePdf.Draw(Specimens.ThreeLines(), [], new PrintOptions { Languages = PrintLanguages.Named(language), Accent = accent, Fonts = font is null ? PrintFonts.Standard : SystemFonts.Named(font, bold: null) }));
        Assert.Equal(code, refusal.Findings.Single().Code);
    }
}
