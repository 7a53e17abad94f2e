using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class FindingTests
{
    private static readonly string Golden = File.ReadAllText(Path.Combine(Cookbook.Golden, "a-online.xml"));

    [Theory]
    [InlineData("<P_12>5</P_12>", "<P_12>6</P_12>", "INK-FA3-021", "Fa/FaWiersz[3]/P_12")]
    [InlineData("<P_2>FV/1/11/2026</P_2>", "", "INK-FA3-004", "Fa/P_2")]
    [InlineData("<P_2>FV/1/11/2026</P_2>", "<P2>FV/1/11/2026</P2>", "INK-FA3-001", "Fa/P2")]
    [InlineData("<P_15>", "<P_2>x</P_2><P_15>", "INK-FA3-002", "Fa/P_2")]
    [InlineData("<Fa>", "<Fa>tekst", "INK-FA3-005", "Fa")]
    [InlineData("<P_2>", "<P_2><b/>", "INK-FA3-006", "Fa/P_2")]
    [InlineData("<Fa>", "<Fa a=\"1\">", "INK-FA3-007", "Fa")]
    [InlineData("<P_1>2026-11-22</P_1>", "<P_1>22.11.2026</P_1>", "INK-FA3-017", "Fa/P_1")]
    [InlineData("</Fa>", "</Faa>", "INK-XML-001", null)]
    [InlineData("Skład", "A & B", "INK-XML-001", null)]
    public void A_finding_says_where(string from, string to, string code, string? path)
    {
        var xml = Golden.Replace(from, to, StringComparison.Ordinal);
        var finding = Fa3Validator.Validate(Encoding.UTF8.GetBytes(xml)).First(finding => finding.Severity == Severity.Rejected);
        Assert.Equal((code, path), (finding.Code, finding.Path));
        Assert.NotNull(finding.Hint);
        Assert.True(finding.Line > 0 && finding.Column > 0);
    }

    [Fact]
    public void Every_mistake_is_told_and_not_only_the_first()
    {
        var xml = Golden.Replace("<P_12>5</P_12>", "<P_12>6</P_12>", StringComparison.Ordinal).Replace("<KodWaluty>PLN", "<KodWaluty>ZLP", StringComparison.Ordinal)
            .Replace("<JST>2</JST>", "", StringComparison.Ordinal);
        Assert.Equal(["Podmiot2/JST", "Fa/KodWaluty", "Fa/FaWiersz[3]/P_12"],
            Fa3Validator.Validate(Encoding.UTF8.GetBytes(xml)).Where(finding => finding.Severity == Severity.Rejected).Select(finding => finding.Path));
    }

    [Theory]
    [InlineData("﻿", "INK-XML-010")]
    [InlineData("<?php echo 1 ?>", "INK-XML-013")]
    public void Bytes_that_KSeF_refuses_are_told(string inFront, string code)
    {
        var body = Golden[(Golden.IndexOf("?>", StringComparison.Ordinal) + 2)..].TrimStart();
        Assert.Contains(Fa3Validator.Validate(Encoding.UTF8.GetBytes(inFront + body)), finding => finding.Code == code);
    }

    [Theory]
    [InlineData("\u0080")]
    [InlineData("&#x9F;")]
    [InlineData("\uFDD0")]
    [InlineData("\U0001FFFE")]
    public void A_discouraged_character_is_told(string character) =>
        Assert.Contains(Fa3Validator.Validate(Encoding.UTF8.GetBytes(Golden.Replace("Skład", character, StringComparison.Ordinal))), finding => finding.Code == "INK-XML-015");

    [Fact]
    public void A_large_file_needs_an_attachment()
    {
        var large = Golden.Replace("</Faktura>", "<!--" + new string('x', 1_000_000) + "--></Faktura>", StringComparison.Ordinal);
        Assert.Contains(Fa3Validator.Validate(Encoding.UTF8.GetBytes(large)), finding => finding.Code == "INK-XML-016");
    }

    [Fact]
    public void Labels_are_found_by_path()
    {
        Assert.Equal("bank transfer", Fa3Field.Of("Fa/Platnosc/FormaPlatnosci")!.Meaning("6")!.En);
        Assert.Equal("stawka VAT", Fa3Field.Of("Fa/FaWiersz[2]/P_12")!.Label.Pl);
        Assert.Null(Fa3Field.Of("Fa/Nic"));
    }
}
