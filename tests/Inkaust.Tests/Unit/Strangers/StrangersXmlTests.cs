using System.Text;
using System.Xml;
using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.Strangers;

/// <summary>XML made to hurt: it is refused before a tree of it exists, by every reader and every command, and it takes no time.</summary>
public sealed class StrangersXmlTests
{
    private const string Upo = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    // What a stranger makes of a file: its root's attributes, and what stands at the end of it.
    private static readonly Dictionary<string, (string Attributes, string Content)> Attacks = new()
    {
        ["40,000 levels"] = ("", Nested(40_000)),
        ["90,000 levels"] = ("", Nested(90_000)),
        ["65 levels"] = ("", Nested(65)),
        ["60,000 namespaces"] = (Namespaces(60_000), ""),
        ["namespaces on every level"] = ("", string.Concat(Enumerable.Range(0, 60).Select(i => $"<b xmlns:a{i}='urn:{i}' xmlns:b{i}='urn:{i}'>"))
            + string.Concat(Enumerable.Repeat("</b>", 60))),
        ["100,000 attributes"] = (string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}=''")), ""),
        ["a name of 2 MB"] = ("", $"<{new string('n', 2_000_000)}/>"),
        ["a value of 4 MB"] = ($" a='{new string('v', 4_000_000)}'", ""),
        ["a text of 4 MB"] = ("", $"<b>{new string('t', 4_000_000)}</b>"),
        ["a comment of 4 MB"] = ("", $"<!--{new string('t', 4_000_000)}-->"),
        ["2,000,000 elements"] = ("", string.Concat(Enumerable.Repeat("<b/>", 2_000_000))),
        ["21 MB"] = ("", new string(' ', 21_000_000)),
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("<b>", depth)) + string.Concat(Enumerable.Repeat("</b>", depth));

    private static string Namespaces(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $" xmlns:n{i}='urn:{i}'"));

    private static byte[] Invoice((string Attributes, string Content) attack) => Encoding.UTF8.GetBytes(
        $"<Faktura xmlns='{Fa3Invoice.Namespace}'{attack.Attributes}><Podmiot1><DaneIdentyfikacyjne><NIP>5265877635</NIP></DaneIdentyfikacyjne></Podmiot1>"
            + $"<Fa><KodWaluty>PLN</KodWaluty><P_1>2026-11-20</P_1><P_2>1</P_2><P_15>1</P_15><RodzajFaktury>VAT</RodzajFaktury>{attack.Content}</Fa></Faktura>");

    private static byte[] Receipt_((string Attributes, string Content) attack) => Encoding.UTF8.GetBytes(
        $"<Potwierdzenie xmlns='{Upo}'{attack.Attributes}><Dokument><NumerKSeFDokumentu>5265877635-20250916-0200A0D6723E-C2</NumerKSeFDokumentu></Dokument>"
            + $"{attack.Content}</Potwierdzenie>");

    [Theory, MemberData(nameof(Names))]
    public void No_reader_of_an_invoice_takes_it(string attack)
    {
        var file = Invoice(Attacks[attack]);
        using var time = new AwakeTime();
        var refused = Assert.Throws<RefusedException>(() => Fa3Invoice.Read(file));
        Assert.Equal("INK-XML-005", refused.Findings[0].Code);
        Assert.ThrowsAny<XmlException>(() => BoundedXml.ReadInvoice(file));
        Assert.ThrowsAny<XmlException>(() => BoundedXml.Read(file));
        Assert.Contains(Fa3Validator.Validate(file), finding => finding.Severity == Severity.Rejected);
        Assert.Throws<RefusedException>(() => Fa3DraftReader.Read(file));
        Assert.True(time.Passed < Soon, $"{time.Passed}");
    }

    [Theory, MemberData(nameof(Names))]
    public void No_reader_of_a_receipt_takes_it(string attack)
    {
        var file = Receipt_(Attacks[attack]);
        using var time = new AwakeTime();
        Assert.Empty(Receipt.Read(file));
        Assert.False(ReceiptSignature.Check(file, [], default).IsSound);
        Assert.Equal("INK-PRINT-005", Assert.Throws<RefusedException>(() => UpoPrint.Html(file)).Findings[0].Code);
        Assert.Equal("INK-PRINT-005", Assert.Throws<RefusedException>(() => UpoPrint.Pdf(file)).Findings[0].Code);
        Assert.True(time.Passed < Soon, $"{time.Passed}");
    }

    [Fact]
    public async Task No_command_falls_over_it()
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-hostile-");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            var (invoice, receipt, drawn) = (At("invoice.xml"), At("receipt.xml"), At("drawn"));
            var shell = new Shell(Path.Combine(folder.FullName, "data"), TimeProvider.System);
            foreach (var attack in new[] { "40,000 levels", "60,000 namespaces" })
            {
                await File.WriteAllBytesAsync(invoice, Invoice(Attacks[attack]));
                await File.WriteAllBytesAsync(receipt, Receipt_(Attacks[attack]));
                foreach (string[] command in new string[][]
                {
                    ["invoice", "validate", invoice], ["invoice", "show", invoice], ["invoice", "show", invoice, "--json"], ["codes", invoice],
                    ["html", invoice, "-o", drawn], ["pdf", invoice, "-o", drawn], ["html", receipt, "-o", drawn], ["pdf", receipt, "-o", drawn],
                    ["issue", invoice],
                })
                {
                    var (code, output, error) = await shell.RunAsync(command);
                    Assert.True(code is 1 or 2 && !error.Contains("INK-CLI-"), $"{attack}, {string.Join(' ', command)}: {code} {error[..Math.Min(error.Length, 500)]}");
                    Assert.Contains("INK-", error + output);
                }
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_is_large_and_honest_is_read()
    {
        var content = Nested(61) + $"<c>{new string('t', 200_000)}</c>" + string.Concat(Enumerable.Repeat("<d>1</d>", 100_000));
        var file = Invoice((Namespaces(63), content));
        Assert.Equal("1", Fa3Invoice.Read(file).Number);
        Assert.Equal(64, StrangersXml.Tree(file, XmlBounds.Invoice).Root!.Attributes().Count());
        Assert.Contains("dddd", string.Concat(Fa3Invoice.Read(file).Document.Descendants(Fa3Invoice.Namespace + "d").Select(one => one.Name.LocalName)));
    }

    [Theory]
    [InlineData("a DTD", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    [InlineData("a DTD from elsewhere", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>")]
    [InlineData("an encoding that nobody knows", "<?xml version='1.0' encoding='x-nobody'?><a/>")]
    [InlineData("UTF-7", "<?xml version='1.0' encoding='utf-7'?><a/>")]
    [InlineData("UTF-16 that is none", "<?xml version='1.0' encoding='utf-16'?><a/>")]
    [InlineData("a version that is none", "<?xml version='1.0[[' encoding='utf-8'?><a/>")]
    [InlineData("nothing", "")]
    [InlineData("half of it", "<a><b")]
    public void What_is_no_XML_is_said_to_be_none(string what, string text)
    {
        var file = Encoding.UTF8.GetBytes(text);
        Assert.ThrowsAny<XmlException>(() => StrangersXml.Tree(file, XmlBounds.Invoice));
        Assert.ThrowsAny<XmlException>(() => StrangersXml.Signed(file, XmlBounds.Invoice));
        Assert.ThrowsAny<XmlException>(() => StrangersXml.Through(file, XmlBounds.Invoice, reader => reader.Read()));
        Assert.True(StrangersXml.RootOf(file) is null or "a", what);
    }

    [Fact]
    public void Bytes_that_are_no_letters_are_no_XML() =>
        Assert.ThrowsAny<XmlException>(() => StrangersXml.Tree((byte[])[.. "<a>"u8, 0xED, 0xA0, 0x80, 0xFF, .. "</a>"u8], XmlBounds.Invoice));

    [Fact]
    public void It_says_where_it_is_too_much()
    {
        var fault = Assert.Throws<OverboundXmlException>(() => StrangersXml.Tree(Encoding.UTF8.GetBytes("<a>\n" + Nested(70) + "</a>"), XmlBounds.Invoice));
        Assert.Equal((2, 191), (fault.LineNumber, fault.LinePosition));
        Assert.Equal("more than 64 levels of elements", fault.What.En);
        Assert.Equal("więcej niż 64 poziomów elementów", fault.What.Pl);
    }

    [Fact]
    public void What_was_read_to_be_signed_keeps_its_blanks_and_is_the_same()
    {
        const string text = "<a>\r\n <b  c='1'/>\t</a>";
        var document = StrangersXml.Signed(Encoding.UTF8.GetBytes(text), XmlBounds.Receipt);
        Assert.Equal("<a>\n <b c=\"1\" />\t</a>", document.OuterXml.Replace("\r\n", "\n"));
        Assert.Null(XDocument.Parse("<a/>").DocumentType);
    }
}
