using System.Text;
using System.Text.RegularExpressions;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Print.Description;
using Inkaust.Print.Drawing;
using Inkaust.Print.Pdf;

namespace Inkaust.Tests.Unit.Print;

public sealed class PdfWriterTests
{
    private static readonly PdfProperties Properties = new()
    {
        Title = "Zażółć (gęślą) \\ jaźń",
        Author = "a & b <c>",
        Subject = "s",
        Language = "pl",
        Producer = "p",
        CreatedAt = new DateTimeOffset(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(1)),
    };

    [Theory]
    [InlineData(0, "0"), InlineData(1, "1"), InlineData(-1.5, "-1.5"), InlineData(0.0004, "0"), InlineData(-0.0004, "0"), InlineData(595.28, "595.28"), InlineData(1e9, "1000000000")]
    public void A_number_has_at_most_three_decimals_and_no_exponent(double value, string written) => Assert.Equal(written, ByteText.Number(value));

    [Fact]
    public void A_subset_holds_the_used_glyphs_only_and_stays_a_font()
    {
        if (SystemFonts.Best.Regular?.File is not { } font) { Assert.Skip("There is no suitable font on this machine."); return; }
        int[] glyphs = [0, font.GlyphOf(new Rune('ż')), font.GlyphOf(new Rune('A'))];
        var subset = TrueTypeSubset.Write(font, glyphs);
        Assert.True(subset.Length < 5000, $"{subset.Length} bytes");
        // ż may be a compound of z and a dot, which then come along.
        Assert.Equal(0, (subset.Length - 12) % 4);
        Assert.Equal([0, 1, 0, 0], subset[..4]);
    }

    [Theory, InlineData("not a font"), InlineData(""), InlineData("\0\u0001\0\0\0\u0009")]
    public void A_damaged_font_is_a_format_error(string bytes) => Assert.Throws<FormatException>(() => TrueTypeFile.Read(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void A_font_cut_anywhere_is_a_format_error_or_a_font()
    {
        if (SystemFonts.Best.Further is not [{ Value.File: { } font }, ..]) { Assert.Skip("There is no suitable font on this machine."); return; }
        var whole = TrueTypeSubset.Write(font, [0, 1, 2]);
        for (var length = 0; length < whole.Length; length += 17)
            Assert.Throws<FormatException>(() => TrueTypeFile.Read(whole[..length]));
    }

    [Fact]
    public void Metadata_is_escaped_and_readable()
    {
        var document = new PdfDocument(Properties);
        document.AddPage(100, 100);
        var information = Tools.OnFile(document.Write(), path => Tool.Must("pdfinfo", path));
        Assert.Contains("Zażółć (gęślą) \\ jaźń", information);
        Assert.Contains("a & b <c>", information);
        Assert.Matches(new Regex("Tagged:\\s+yes"), information);
    }

    [Fact]
    public void A_document_of_many_objects_is_sound()
    {
        var document = new PdfDocument(Properties);
        var font = new HelveticaFont(bold: false);
        for (var i = 0; i < 300; i++)
        {
            var page = document.AddPage(200, 200);
            var node = document.Structure.Add("P");
            page.Begin(node, "P");
            page.Text([font], 10, 10, 20, $"Strona {i}", Colour.Black);
            page.End();
            page.Link(10, 10, 50, 20, new Uri("https://example.org/(a)\\b"), node);
        }
        var pdf = document.Write();
        Assert.DoesNotContain("WARNING", Tools.OnFile(pdf, path => Tool.Must("qpdf", "--check", path)));
        Assert.Contains("Strona 299", Tools.TextOf(pdf));
    }

    [Theory]
    [InlineData("1234567.891", "1 234 567,891"), InlineData("5000", "5 000,00"), InlineData("-12.5", "-12,50"), InlineData("0", "0,00"), InlineData("999", "999,00"), InlineData("x1", "x1")]
    public void An_amount_is_grouped_in_threes_with_a_comma(string value, string written) => Assert.Equal(written, Tongue.Of(PrintLanguages.Polish).Amount(value).Replace('\u00a0', ' '));

    [Theory, InlineData("2.50", "2,50"), InlineData("10000", "10 000"), InlineData("0.123456", "0,123456")]
    public void A_quantity_keeps_its_decimals(string value, string written) => Assert.Equal(written, Tongue.Of(PrintLanguages.Polish).Quantity(value).Replace('\u00a0', ' '));
}
