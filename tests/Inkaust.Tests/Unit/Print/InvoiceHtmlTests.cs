using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Print;

public sealed class InvoiceHtmlTests
{
    [Fact]
    public void A_strict_parser_finds_no_fault_in_the_page()
    {
        var invoice = Specimens.ThreeLines();
        foreach (var language in new[] { "pl", "en", "pl+en" })
            Assert.NotNull(Parse(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Languages = PrintLanguages.Named(language) })).Body);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_elsewhere()
    {
        var invoice = Specimens.ThreeLines();
        var page = Parse(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Logo = Pictures.DotOfTwoColours() }));
        Assert.Empty(page.QuerySelectorAll("script, link, iframe, object, [src^='http'], [onload]"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent);
    }

    [Fact]
    public void Headings_tables_and_codes_can_be_read_aloud()
    {
        var invoice = Specimens.ThreeLines();
        var page = Parse(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice)));
        Assert.Equal("pl", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.All(table.QuerySelectorAll("thead th"), head => Assert.Equal("col", head.GetAttribute("scope"))));
        Assert.All(page.QuerySelectorAll("svg"), code => Assert.False(string.IsNullOrEmpty(code.GetAttribute("aria-label"))));
        Assert.Equal(["OFFLINE", "CERTYFIKAT"], page.QuerySelectorAll("figcaption").Select(label => label.TextContent));
        Assert.Equal(Specimens.KodI(invoice).AbsoluteUri, page.QuerySelector("figure a")!.GetAttribute("href"));
    }

    [Fact]
    public void Markup_in_a_name_stays_text()
    {
        var invoice = Specimens.With("<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>&lt;img src=x onerror=alert(1)&gt; &amp; \"x\"</P_7></FaWiersz>");
        var page = Parse(InvoiceHtml.Draw(invoice, []));
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Contains("<img src=x onerror=alert(1)> & \"x\"", page.Body!.TextContent);
    }

    [Fact]
    public void The_page_and_the_PDF_say_the_same()
    {
        var invoice = Specimens.ThreeLines();
        var pdf = Tools.RunningTextOf(InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere));
        var page = Parse(InvoiceHtml.Draw(invoice, Specimens.Offline(invoice)));
        foreach (var text in page.QuerySelectorAll("h2, dt, dd, figcaption, .total").Select(element => element.TextContent.Replace('\u00a0', ' ').Trim()))
            Assert.Contains(text, pdf);
    }

    internal static IDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
}
