using System.Text;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.Print;

public sealed class HostileValuesTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void A_name_of_3500_letters_without_a_blank_is_broken_and_complete(bool standardFont)
    {
        var name = string.Concat(Enumerable.Range(0, 500).Select(i => $"słowo{i % 100:00}"));
        var invoice = Specimens.With($"<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>{name}</P_7><P_11>1</P_11></FaWiersz><DodatkowyOpis><Klucz>{name}</Klucz><Wartosc>{name}</Wartosc></DodatkowyOpis>");
        var pdf = InvoicePdf.Draw(invoice, Specimens.Offline(invoice), new PrintOptions { Fonts = standardFont ? PrintFonts.Standard : SystemFonts.Best });
        var text = Tools.OnFile(pdf, path => Tool.Must("pdftotext", "-raw", path, "-")).ReplaceLineEndings("");
        Assert.Contains(name[..1000], text);
        Assert.DoesNotContain("WARNING", Tools.OnFile(pdf, path => Tool.Must("qpdf", "--check", path)));
    }

    [Fact]
    public void A_name_as_long_as_a_book_is_set_once_and_not_for_the_foot_of_every_page()
    {
        var invoice = Specimens.Named(new string('a', 130_000));
        InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = PrintFonts.Standard });
        var before = GC.GetAllocatedBytesForCurrentThread();
        InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = PrintFonts.Standard });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }

    [Theory]
    [InlineData("עברית ועוד")]
    [InlineData("Emoji 🧾💶 in a name")]
    [InlineData("中文发票")]
    [InlineData("Ελληνικά и кириллица")]
    [InlineData("a\u202Eb\u0085c\u200Bd")]
    public void Letters_of_any_script_are_drawn_and_never_break_the_file(string name)
    {
        var invoice = Specimens.With($"<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>{name}</P_7></FaWiersz>");
        foreach (var standardFont in new[] { false, true })
        {
            var pdf = InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = standardFont ? PrintFonts.Standard : SystemFonts.Best });
            Assert.DoesNotContain("WARNING", Tools.OnFile(pdf, path => Tool.Must("qpdf", "--check", path)));
            Tools.OnFile(pdf, path => Tool.Must("pdftoppm", "-r", "30", path));
        }
        Assert.NotNull(InvoiceHtmlTests.Parse(InvoiceHtml.Draw(invoice, [])).Body);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_letter_that_no_font_has_can_still_be_found(bool standardFont)
    {
        var invoice = Specimens.With("<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>znak \uA9C1 koniec</P_7></FaWiersz>");
        Assert.Contains("znak \uA9C1 koniec", Tools.TextOf(InvoicePdf.Draw(invoice, [], new PrintOptions { Fonts = standardFont ? PrintFonts.Standard : SystemFonts.Best })));
    }

    [Fact]
    public void Ten_thousand_lines_are_drawn_within_bounds()
    {
        var invoice = Specimens.ManyLines(10_000);
        using var time = new AwakeTime();
        var pdf = InvoicePdf.Draw(invoice, Specimens.Offline(invoice), Specimens.AsHere);
        Assert.True(time.Passed < TimeSpan.FromSeconds(30), $"{time.Passed}");
        Assert.True(pdf.Length < 20_000_000, $"{pdf.Length} bytes");
        Assert.Contains("Żółty papier kancelaryjny nr 10000", Tools.RunningTextOf(pdf));
    }

    [Fact]
    public void What_is_nested_as_deep_as_a_file_may_be_is_drawn_to_the_bottom()
    {
        const int Depth = 62;
        var nested = string.Concat(Enumerable.Repeat("<X>", Depth)) + "dno" + string.Concat(Enumerable.Repeat("</X>", Depth));
        var invoice = Specimens.With(nested);
        Assert.Contains("dno", Tools.RunningTextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere)));
        Assert.Contains("dno", InvoiceHtml.Draw(invoice, []));
    }

    [Fact]
    public void Twenty_columns_with_long_heads_and_words_stay_on_the_paper()
    {
        var head = string.Concat(Enumerable.Range(1, 20).Select(i => $"<Kol Typ=\"txt\"><NKom>{new string((char)('a' + i), 256)}</NKom></Kol>"));
        var row = "<Wiersz>" + string.Concat(Enumerable.Range(1, 20).Select(i => $"<WKom>{new string((char)('A' + i), 256)}</WKom>")) + "</Wiersz>";
        var table = $"<Zalacznik><BlokDanych><Tabela><TNaglowek>{head}</TNaglowek>{row}{row}{row}</Tabela></BlokDanych></Zalacznik>";
        var invoice = Specimens.Read(Encoding.UTF8.GetString(Specimens.ThreeLines().Bytes.Span).Replace("</Faktura>", table + "</Faktura>"));
        var text = string.Concat(Tools.RunningTextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere)).Where(c => c != ' '));
        Assert.True(text.Count(c => c == 'u') >= 256 && text.Count(c => c == 'U') >= 3 * 256, text);
    }

    [Fact]
    public void A_line_feed_in_a_footer_breaks_the_line()
    {
        var invoice = Specimens.With("<DodatkowyOpis><Klucz>k</Klucz><Wartosc>pierwszy\ndrugi</Wartosc></DodatkowyOpis>");
        Assert.DoesNotContain("pierwszydrugi", Tools.RunningTextOf(InvoicePdf.Draw(invoice, [], Specimens.AsHere)));
    }
}
