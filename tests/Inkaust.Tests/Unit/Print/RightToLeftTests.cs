using System.Text;
using Inkaust.Print;
using Inkaust.Print.Drawing;
using Inkaust.Print.Pdf;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Words that read from right to left, as a browser shows them in a line that reads from left to right.</summary>
public sealed class RightToLeftTests
{
    // Capital letters stand for Hebrew ones (A alef, B bet ...), small Greek ones for Arabic: each pair was compared with Chromium.
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("ABC", "CBA")]
    [InlineData("x ABC DEF y", "x FED CBA y")]
    [InlineData("ABC x DEF", "CBA x FED")]
    [InlineData("ABC 123 DEF", "FED 123 CBA")]
    [InlineData("ABC 123", "123 CBA")]
    [InlineData("x 123 ABC", "x 123 CBA")]
    [InlineData("ABC 1.5,2 DEF", "FED 1.5,2 CBA")]
    [InlineData("ABC 10% DEF", "FED 10% CBA")]
    [InlineData("ABC (DEF) G", "G (FED) CBA")]
    [InlineData("x (ABC) y", "x (CBA) y")]
    [InlineData("ABC - x", "CBA - x")]
    [InlineData("ABC.", "CBA.")]
    [InlineData("αβ 12/34", "12/34 βα")]
    public void Words_stand_as_they_are_read(string read, string drawn) => Assert.Equal(Hebrew(drawn), ReadingOrder.OnPaper(Hebrew(read)));

    [Theory]
    [InlineData("\u0634\u0631\u0643\u0629", "\uFEB7\uFEAE\uFEDB\uFE94")] // شركة
    [InlineData("\u0645\u062D\u0645\u062F", "\uFEE3\uFEA4\uFEE4\uFEAA")] // محمد
    [InlineData("\u0644\u0627", "\uFEFB")] // لا: one sign
    [InlineData("\u0633\u0644\u0627\u0645", "\uFEB3\uFEFC\uFEE1")] // سلام
    [InlineData("\u0633\u064E\u0644", "\uFEB3\u064E\uFEDE")] // a vowel sign parts nothing
    [InlineData("\u067E\u06CC", "\uFB58\uFBFD")] // Persian
    [InlineData("abc żółw", "abc żółw")]
    public void Arabic_letters_are_joined(string typed, string joined) => Assert.Equal(joined, ArabicForms.Join(typed, _ => true));

    [Fact]
    public void A_form_that_no_font_has_leaves_the_letter() => Assert.Equal("\u0634\u0644\u0627", ArabicForms.Join("\u0634\u0644\u0627", _ => false));

    [Fact]
    public void The_words_are_found_in_the_PDF_as_they_are_typed()
    {
        if (Specimens.AsHere.Fonts.Further.Count == 0) Assert.Skip("There is no font with Arabic letters on this machine.");
        var invoice = Case.Read("16-uni.xml");
        var pdf = InvoicePdf.Draw(invoice, [], Specimens.AsHere);
        var text = string.Concat(Tools.OnFile(pdf, path => Tool.Must("pdftotext", "-raw", path, "-")).EnumerateRunes()
            .Where(letter => Rune.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format));
        Assert.Contains("Ελληνικά", text);
        Assert.Contains("\u05E2\u05D1\u05E8\u05D9\u05EA", text); // עברית
        Assert.Contains("\u0634\u0631\u0643\u0629", text); // شركة
        Assert.Contains("\u05E2\u05D1\u05E8\u05D9\u05EA", InvoiceHtml.Draw(invoice, []));
    }

    private static string Hebrew(string text) => string.Concat(text.Select(c => c is >= 'A' and <= 'Z' ? (char)('\u05D0' + (c - 'A'))
        : c is >= 'α' and <= 'ω' ? (char)('\u0641' + (c - 'α')) : c));
}
