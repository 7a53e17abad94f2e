using System.Text.RegularExpressions;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Print;

/// <summary>What people's work showed of prints; each case stands for a kind.</summary>
public sealed partial class CasePrintTests
{
    [Fact]
    public void A_settlement_with_part_advances_says_what_remains()
    {
        var invoice = Case.Read("13-roz-part-advances.xml");
        var pdf = Tools.RunningTextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere));
        Assert.Contains("Kwota należności ogółem 4 705,05 PLN", pdf);
        Assert.Matches("Kwota pozostała do zapłaty 3 205,05 PLN", pdf);
        Assert.Contains("3 205,05 PLN", InvoiceHtmlTests.Parse(InvoiceHtml.Draw(invoice, [])).QuerySelector(".total strong")!.TextContent.Replace('\u00a0', ' '));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_heading_stays_with_what_it_heads(bool standardFont)
    {
        var options = new PrintOptions { Fonts = standardFont ? PrintFonts.Standard : Specimens.AsHere.Fonts };
        var pages = PagesOf(InvoicePdf.Draw(Case.Read("14-attachment.xml"), [], options));
        Assert.True(pages.Length > 2);
        // Each heading with the words under it, the head of its table and two of its rows.
        Assert.Each(pages, page => Assert.Equal(Regex.Count(page, "Załącznik: Blok"),
            Regex.Count(page, @"Załącznik: Blok \d+\s+Wykaz dla pozycji\s+\d+\s+Lp\s+Nazwa\s+1\s+pozycja 1\s+2\s+pozycja 2")));
        Assert.Contains(PagesOf(InvoicePdf.Draw(Case.Read("14-rozliczenie.xml"), Specimens.Numbered(Case.Read("14-rozliczenie.xml")), options)),
            page => Regex.IsMatch(page, @"Rozliczenie\s+Do zapłaty"));
    }

    [Fact]
    public void No_heading_ends_a_page_and_no_last_page_holds_a_few_lines_whatever_the_length()
    {
        for (var lines = 1; lines <= 60; lines++)
        {
            var pages = PagesOf(InvoicePdf.Draw(Specimens.ManyLines(lines), [], new PrintOptions()));
            // The last line is the foot of the page.
            foreach (var page in pages[..^1])
                Assert.DoesNotContain(LinesOf(page)[^2].Trim(), (string[])["Podsumowanie", "Płatność", "Adnotacje", "Rejestry i informacje", "Pozycje faktury"]);
            if (pages.Length > 1) Assert.True(LinesOf(pages[^1]).Count > 8, $"{lines} lines: {pages[^1]}");
        }
    }

    [Fact]
    public void Moments_are_told_by_the_Polish_clock()
    {
        var invoice = Case.Read("15-transport.xml");
        foreach (var text in new[] { Tools.TextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere)), InvoiceHtml.Draw(invoice, []) })
        {
            Assert.Contains("2026-11-27 00:30", text);
            Assert.Contains("Wytworzono: 2026-11-26 12:26", text);
            Assert.DoesNotMatch(AsXml(), text);
        }
    }

    [Theory]
    [MemberData(nameof(ExamplePrintTests.Examples), MemberType = typeof(ExamplePrintTests))]
    public void No_print_of_an_example_tells_a_moment_as_XML_does(string name) =>
        Assert.DoesNotMatch(AsXml(), InvoiceHtml.Draw(ExamplePrintTests.Read(name), []));

    [Fact]
    public void The_link_of_a_code_stands_in_words_beside_it()
    {
        var invoice = Specimens.ThreeLines();
        var pdf = string.Concat(Tools.RunningTextOf(InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere)).Split(' '));
        var page = InvoiceHtmlTests.Parse(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice)));
        foreach (var code in Specimens.Offline(invoice)) Assert.Contains(code.Link.AbsoluteUri, pdf);
        Assert.Equal(Specimens.Offline(invoice).Select(code => code.Link.AbsoluteUri), page.QuerySelectorAll("figure .link").Select(link => link.TextContent));
    }

    [Fact]
    public void A_link_that_has_no_room_is_left_out_and_takes_none()
    {
        var invoice = Specimens.ThreeLines();
        var codes = new[] { Specimens.Numbered(invoice)[0], new PrintedCode("CERTYFIKAT", Specimens.KodII(invoice, 1200)) };
        var text = Tools.RunningTextOf(InvoicePdf.Draw(invoice, codes, Specimens.AsHere));
        Assert.DoesNotContain("https:", text);
        Assert.Contains("Strona 1 z 1", text);
    }

    [Fact]
    public void On_a_phone_lines_become_cards_that_name_their_values()
    {
        var page = InvoiceHtmlTests.Parse(InvoiceHtml.Draw(Specimens.ThreeLines(), []));
        var cards = page.QuerySelectorAll(".cards tbody tr");
        Assert.Equal(3, cards.Length);
        Assert.Equal(["Lp.", "Nazwa towaru lub usługi", "Ilość", "J.m.", "Cena netto", "Wartość netto", "Stawka VAT"],
            cards[0].QuerySelectorAll("td").Select(cell => cell.GetAttribute("data-label")));
        Assert.Equal("Nazwa towaru lub usługi", Assert.Single(cards[0].QuerySelectorAll("td.name")).GetAttribute("data-label"));
        Assert.Matches(@"@media screen and \(max-width: 40rem\) \{\s+\.document \.cards", page.QuerySelector("style")!.TextContent);
    }

    [Theory]
    [InlineData(PrintStamp.Preview, "podgląd – nie wystawiona")]
    [InlineData(PrintStamp.Refused, "nie wystawiona – odrzucona przez KSeF")]
    public void A_stamped_print_says_so_on_each_page_and_shows_no_code_and_no_number(PrintStamp stamp, string words)
    {
        var invoice = Specimens.ManyLines(100);
        var options = Specimens.AsHere with { Stamp = stamp, KsefNumber = Specimens.NumberOf(invoice) };
        var pdf = InvoicePdf.Draw(invoice, Specimens.Offline(invoice), options);
        Assert.DoesNotContain("WARNING", Tools.OnFile(pdf, path => Tool.Must("qpdf", "--check", path)));
        // In the foot; the stamp itself is drawn letter by letter up the page.
        Assert.Each(PagesOf(pdf), page => Assert.Contains(words, page));
        Assert.Contains("/Veil gs", Tools.OnFile(pdf, path => Tool.Must("qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", path, "-")));
        Assert.DoesNotContain("OFFLINE", Tools.TextOf(pdf));
        Assert.DoesNotContain(Specimens.NumberOf(invoice), Tools.TextOf(pdf) + Tools.OnFile(pdf, path => Tool.Must("pdfinfo", path)));
        var page = InvoiceHtmlTests.Parse(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice), options));
        Assert.Equal(words, page.QuerySelector(".stamp")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("figure"));
        Assert.Equal($"{words} / {(stamp == PrintStamp.Preview ? "preview – not issued" : "not issued – refused by KSeF")}", InvoiceHtmlTests
            .Parse(InvoiceHtml.Draw(invoice, [], options with { Languages = PrintLanguages.English })).QuerySelector(".stamp")!.TextContent);
        Assert.Null(InvoiceHtmlTests.Parse(InvoiceHtml.Draw(invoice, [])).QuerySelector(".stamp"));
    }

    [Fact]
    public void Whoever_waits_hears_of_each_page_and_may_stop()
    {
        var invoice = Specimens.ManyLines(100);
        var heard = new List<PrintProgress>();
        InvoicePdf.Draw(invoice, [], new PrintOptions { Progress = new Heard(heard.Add) });
        Assert.Equal(Enumerable.Range(1, heard.Count).Select(page => new PrintProgress(page, heard.Count)), heard);
        Assert.True(heard.Count > 2);

        using var stop = new CancellationTokenSource();
        heard.Clear();
        Assert.Throws<OperationCanceledException>(() =>
            InvoicePdf.Draw(invoice, [], new PrintOptions { Progress = new Heard(page => { heard.Add(page); stop.Cancel(); }) }, stop.Token));
        Assert.Single(heard);
    }

    private static string[] PagesOf(byte[] pdf) => Tools.TextOf(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> LinesOf(string page) => [.. page.Split('\n').Where(line => line.Trim().Length > 0)];

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d")]
    private static partial Regex AsXml();

    private sealed class Heard(Action<PrintProgress> tell) : IProgress<PrintProgress>
    {
        public void Report(PrintProgress value) => tell(value);
    }
}
