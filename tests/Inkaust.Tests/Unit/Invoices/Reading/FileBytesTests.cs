using System.Text;
using Inkaust.Invoices;
using Inkaust.Invoices.Reading;

namespace Inkaust.Tests.Invoices;

/// <summary>What KSeF demands of the bytes (KSEF 6): each refusal with its place, and the neighbour that passes.</summary>
public class FileBytesTests
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private static readonly List<Case> Files =
    [
        new("a plain file", Utf8("<a/>"), "+"),
        new("blanks in front", Utf8(" \t\r\n<a/>"), "+"),
        new("a byte order mark", [.. Mark, .. Utf8("<a/>")], "+ 010 1:1"),
        new("a byte order mark and a letter", [.. Mark, .. Utf8("a<a/>")], "- 010 1:1, 019 1:1"),
        new("a byte order mark and another encoding", [.. Mark, .. Utf8("<?xml version='1.0' encoding='x'?><a/>")], "- 010 1:1, 012 1:1"),
        new("nothing", [], "- 019 1:1"),
        new("a byte order mark alone", Mark, "- 010 1:1, 019 1:1"),
        new("blanks alone", Utf8(" \n"), "- 019 1:1"),
        new("a letter in front", Utf8("a<a/>"), "- 019 1:1"),
        new("a form feed in front", Utf8("\f<a/>"), "- 019 1:1"),

        new("UTF-16, little end first, marked", [0xFF, 0xFE, (byte)'a', 0], "- 011 1:1"),
        new("UTF-16, big end first, marked", [0xFE, 0xFF, 0, (byte)'a'], "- 011 1:1"),
        new("UTF-16, little end first", [(byte)'<', 0, (byte)'a', 0], "- 011 1:1"),
        new("UTF-16, big end first", [0, (byte)'<', 0, (byte)'a'], "- 011 1:1"),
        new("UTF-32, big end first", [0, 0, 0, (byte)'<'], "- 011 1:1"),
        new("UTF-32, big end first, marked", [0, 0, 0xFE, 0xFF], "- 011 1:1"),
        new("NULs", [0, 0, 0, 0], "- 019 1:1"),

        new("UTF-8 declared", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>"), "+"),
        new("in small letters, with the other marks", Utf8("<?xml version='1.0' encoding='utf-8'?><a/>"), "+"),
        new("with blanks", Utf8("<?xml version=\"1.0\" encoding = \"Utf-8\" ?><a/>"), "+"),
        new("no encoding declared", Utf8("<?xml version=\"1.0\"?><a/>"), "+"),
        new("another encoding declared", Utf8("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><a/>"), "- 012 1:1"),
        new("an empty encoding declared", Utf8("<?xml version=\"1.0\" encoding=\"\"?><a/>"), "- 012 1:1"),
        new("an encoding that is not closed", Utf8("<?xml version=\"1.0\" encoding=\"x?><a/>"), "+"),
        new("an encoding without marks", Utf8("<?xml version=\"1.0\" encoding=x?><a/>"), "+"),
        new("a declaration that is not closed", Utf8("<?xml encoding=\"x\"><a/>"), "+"),
        new("a declaration as long as any", Utf8("<?xml " + new string(' ', 281) + "encoding='x' ?><a/>"), "- 012 1:1"),
        new("a declaration longer than any", Utf8("<?xml " + new string(' ', 282) + "encoding='x' ?><a/>"), "+"),
        new("an instruction of another name", Utf8("<?xmlx encoding=\"x\"?><a/>"), "+"),
        new("a declaration after blanks", Utf8(" <?xml encoding=\"x\"?><a/>"), "+"),

        new("no UTF-8", [.. Utf8("<a>\nżó"), 0xB9, .. Utf8("</a>")], "- 018 2:3"),
        new("UTF-8 that is cut off", [.. Utf8("<a>"), 0xC5], "- 018 1:4"),
        new("a control character", Utf8("<a>\nż\u0001</a>"), "- 020 2:2"),
        new("a NUL", Utf8("<a>\0</a>"), "- 020 1:4"),
        new("the last control character", Utf8("<a>\u001f</a>"), "- 020 1:4"),
        new("tab and line ends", Utf8("<a>\t\r\n</a>"), "+"),
        new("the character FFFE", Utf8("<a>x\ufffe</a>"), "- 020 1:5"),
        new("the character FFFF", Utf8("<a>x\uffff</a>"), "- 020 1:5"),
        new("a discouraged character", Utf8("<a>\nx\u0080</a>"), "+ 015 2:2"),
        new("the first of two", Utf8("<a>\ufdd0\u0080</a>"), "+ 015 1:4"),

        new("a document type", Utf8("<!DOCTYPE a><a/>"), "- 014 1:1"),
        new("after the declaration", Utf8("<?xml version=\"1.0\"?>\n<!DOCTYPE a><a/>"), "- 014 2:1"),
        new("after comments and instructions", Utf8("<!-- a -->\n<?x y?> <!-- b -->\n <?z?>\n<!DOCTYPE a><a/>"), "- 014 4:1"),
        new("after blanks", Utf8("\n <!DOCTYPE a><a/>"), "- 014 2:2"),
        new("after a byte order mark", [.. Mark, .. Utf8("<!DOCTYPE a><a/>")], "- 010 1:1, 014 1:2"),
        new("in a comment", Utf8("<!-- <!DOCTYPE a> --><a/>"), "+"),
        new("after the first tag", Utf8("<a/><!DOCTYPE a>"), "+"),
        new("after a comment that is not closed", Utf8("<!-- <!DOCTYPE a><a/>"), "+"),
        new("after an instruction that is not closed", Utf8("<?x <!DOCTYPE a><a/>"), "+"),

        new("three million bytes", Padded(3_000_000), "+"),
        new("one byte more", Padded(3_000_001), "- 016"),
    ];

    public static TheoryData<string> Names => [.. Files.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_are_judged_before_their_content(string what)
    {
        var (_, bytes, expected) = Files.Single(one => one.What == what);
        var findings = new FindingList();
        var goesOn = FileBytes.Check(bytes, findings);
        var said = findings.InOrder().Select(finding => finding.Code["INK-XML-".Length..] + (finding.Line is null ? "" : $" {finding.Line}:{finding.Column}"));
        Assert.Equal(expected, $"{(goesOn ? '+' : '-')} {string.Join(", ", said)}".TrimEnd());
    }

    [Theory]
    [InlineData(0x7E, null)]
    [InlineData(0x7F, "015")]
    [InlineData(0x80, "015")]
    [InlineData(0x84, "015")]
    [InlineData(0x85, null)]
    [InlineData(0x86, "015")]
    [InlineData(0x9F, "015")]
    [InlineData(0xA0, null)]
    [InlineData(0xBF, null)]
    [InlineData(0xFDCF, null)]
    [InlineData(0xFDD0, "015")]
    [InlineData(0xFDEF, "015")]
    [InlineData(0xFDF0, null)]
    [InlineData(0xFFFD, null)]
    [InlineData(0x1FFFD, null)]
    [InlineData(0x1FFFE, "015")]
    [InlineData(0x1FFFF, "015")]
    [InlineData(0x20000, null)]
    [InlineData(0x4FFFE, "015")]
    [InlineData(0x7FFFF, "015")]
    [InlineData(0x8FFFF, "015")]
    [InlineData(0xBFFFE, "015")]
    [InlineData(0xCFFFF, "015")]
    [InlineData(0xFFFFE, "015")]
    [InlineData(0x10FFFD, null)]
    [InlineData(0x10FFFE, "015")]
    [InlineData(0x10FFFF, "015")]
    public void A_discouraged_character_is_found_as_it_stands_and_as_a_reference(int character, string? code)
    {
        var text = char.ConvertFromUtf32(character);
        foreach (var written in (string[])[text, $"&#{character};", $"&#x{character:x};", $"<![CDATA[{text}]]>"])
        {
            var codes = Validate(WithName("Dąb " + written + " x")).Where(finding => finding.Code == "INK-XML-015").ToList();
            Assert.Equal((written, code), (written, codes.Count == 0 ? null : codes[0].Code[^3..]));
            if (code is not null) Assert.Contains($"U+{character:X4},", codes[0].Text.En);
        }
    }

    [Theory]
    [InlineData(1_000_000, false, "")]
    [InlineData(1_000_001, false, "INK-XML-016")]
    [InlineData(1_000_001, true, "")]
    [InlineData(3_000_000, true, "")]
    [InlineData(3_000_001, true, "INK-XML-016")]
    public void A_file_may_have_a_million_bytes_and_three_with_an_attachment(int bytes, bool attachment, string code)
    {
        var fact = new AttachmentFact { Name = "n", Text = "t" };
        var draft = attachment ? Written.Draft with { Attachment = new Attachment { Blocks = [new AttachmentBlock { Facts = [fact] }] } }
            : Written.Draft;
        var file = Encoding.UTF8.GetString(Fa3Writer.Bytes(draft, Cookbook.CreatedAt, "Inkaust"));
        var padding = new string('x', bytes - Encoding.UTF8.GetByteCount(file) - "<!---->".Length);
        var large = Encoding.UTF8.GetBytes(file.Replace("</Faktura>", $"<!--{padding}--></Faktura>", StringComparison.Ordinal));
        Assert.Equal(bytes, large.Length);
        Assert.Equal(code, string.Concat(Fa3Validator.Validate(large).Where(finding => finding.Severity == Severity.Rejected).Select(finding =>
            finding.Code)));
    }

    [Fact]
    public void A_large_file_that_is_no_invoice_is_told_as_that_alone()
    {
        var findings = Validate(Utf8("<html>" + new string(' ', 1_000_000) + "</html>"));
        Assert.Equal(["INK-FA3-010"], findings.Select(finding => finding.Code));
        Assert.Equal(["INK-XML-001"], Validate(Utf8("<!--" + new string(' ', 1_000_000))).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(3_000_001L, "3000001")]
    [InlineData(5_000_000_000L, "2147483647")]
    public void A_file_that_is_not_even_read_is_too_large(long bytes, string said)
    {
        var finding = Fa3Validator.TooLarge(bytes);
        Assert.Equal(("INK-XML-016", $"The file has {said} bytes and may have at most 3000000."), (finding.Code, finding.Text.En));
    }

    [Fact]
    public void Findings_are_told_in_the_order_of_the_file_and_no_more_than_a_thousand()
    {
        var list = new FindingList();
        Assert.Equal((0, false), (list.Count, list.IsFull));
        Assert.Empty(list.InOrder());
        var finding = new Finding("INK-XML-001", "a", "b");
        list.Add(finding, (2, 1));
        list.Add(finding, (1, 9), "Fa");
        list.Add(finding, (1, 2));
        list.Add(finding);
        Assert.Equal(["::", "1:2:", "1:9:Fa", "2:1:"], list.InOrder().Select(one => $"{one.Line}:{one.Column}:{one.Path}"));
        for (var i = 4; i < 999; i++) list.Add(finding, (3, i));
        Assert.Equal((999, false), (list.Count, list.IsFull));
        list.Add(finding, (4, 1));
        list.Add(finding, (5, 1));
        Assert.Equal((1000, true, 4), (list.Count, list.IsFull, list.InOrder()[^1].Line!.Value));
    }

    private sealed record Case(string What, byte[] Bytes, string Expected);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Padded(int length)
    {
        var file = new byte[length];
        Array.Fill(file, (byte)' ');
        file[0] = (byte)'<';
        return file;
    }

    private static byte[] WithName(string name) =>
        Utf8(Encoding.UTF8.GetString(Fa3Writer.Bytes(Written.Draft, Cookbook.CreatedAt, "Inkaust")).Replace("<P_7>Dąb</P_7>", $"<P_7>{name}</P_7>"));

    private static IReadOnlyList<Finding> Validate(byte[] xml) => Fa3Validator.Validate(xml);
}
