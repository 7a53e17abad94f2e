using System.Text;
using Inkaust.Invoices;
using Inkaust.Invoices.Reading;
using Inkaust.Invoices.Schema;

namespace Inkaust.Tests.Invoices;

/// <summary>A file compared with the schema, and what is kept of it for the rules.</summary>
public class FileReadingTests
{
    private const string Contact = "<DaneKontaktowe><Telefon>1</Telefon></DaneKontaktowe>";

    [Theory]
    [InlineData("nothing wrong", "Dąb", "Buk", "")]
    [InlineData("another root", "Faktura ", "Rachunek ", "FA3-010  2:1", "</Faktura>", "</Rachunek>")]
    [InlineData("a root of another namespace", "2025/06/25/13775/", "2023/06/29/12648/", "FA3-010  2:1")]
    [InlineData("an unknown element with all below it", "<P_15>", "<P15><P_2>1</P_2><x/></P15><P_15>", "FA3-001 Fa/P15 37:5")]
    [InlineData("an unknown element in the root", "<Fa>", "<Xx/><Fa>", "FA3-001 Xx 31:3")]
    [InlineData("two unknown elements", "<P_15>", "<P15/><P_15x/><P_15>", "FA3-001 Fa/P15 37:5, FA3-001 Fa/P_15x 37:11")]
    [InlineData("an element of another namespace", "<P_15>", "<P_15 xmlns=\"urn:x\">1</P_15><P_15>", "FA3-011 Fa 37:5")]
    [InlineData("an element in a value", "<P_2>", "<P_2><b>1</b>", "FA3-006 Fa/P_2 34:10")]
    [InlineData("two elements in a value", "<P_2>", "<P_2><b/><c/>", "FA3-006 Fa/P_2 34:10, FA3-006 Fa/P_2 34:14")]
    [InlineData("an element that is missing before another", "<P_1>2026-11-22</P_1>", "", "FA3-004 Fa/P_1 34:5")]
    [InlineData("two that are missing", "<KodWaluty>PLN</KodWaluty>", "", "FA3-004 Fa/KodWaluty 34:5, FA3-004 Fa/P_1 34:5", "<P_1>2026-11-22</P_1>",
        "")]
    [InlineData("one that is missing at the end", "<GV>2</GV>", "", "FA3-004 Podmiot2/GV 30:3")]
    [InlineData("one that is missing of the root", "<Podmiot2>", "<!--", "FA3-004 Podmiot2 31:3", "</Podmiot2>", "-->")]
    [InlineData("two in another order", "<JST>2</JST>\n    <GV>2</GV>", "<GV>2</GV><JST>2</JST>",
        "FA3-004 Podmiot2/JST 28:5, FA3-002 Podmiot2/JST 28:15")]
    [InlineData("an element twice", "<P_15>123.00</P_15>", "<P_15>123.00</P_15><P_15>123.00</P_15>", "FA3-002 Fa/P_15 37:24")]
    [InlineData("both branches of a choice", "<NIP>7792468135</NIP>", "<NIP>7792468135</NIP><BrakID>1</BrakID>",
        "FA3-002 Podmiot2/DaneIdentyfikacyjne/BrakID 25:28")]
    [InlineData("three contacts", "</DaneKontaktowe>", "</DaneKontaktowe>" + Contact + Contact, "")]
    [InlineData("four contacts", "</DaneKontaktowe>", "</DaneKontaktowe>" + Contact + Contact + Contact, "FA3-003 Podmiot1/DaneKontaktowe 21:128")]
    [InlineData("five contacts", "</DaneKontaktowe>", "</DaneKontaktowe>" + Contact + Contact + Contact + Contact,
        "FA3-003 Podmiot1/DaneKontaktowe 21:128")]
    [InlineData("text among elements", "<Fa>", "<Fa>x", "FA3-005 Fa 31:7")]
    [InlineData("text among elements in two places", "<Fa>", "<Fa>x", "FA3-005 Fa 31:7", "<P_2>", "y<P_2>")]
    [InlineData("a reference among elements", "<Fa>", "<Fa>&#65;", "FA3-005 Fa 31:7")]
    [InlineData("a blank by reference among elements", "<Fa>", "<Fa>&#32;", "")]
    [InlineData("blanks in CDATA among elements", "<Fa>", "<Fa><![CDATA[ \n]]>", "")]
    [InlineData("a wrong reference among elements", "<Fa>", "<Fa>&a;", "XML-001  31:7")]
    [InlineData("a wrong reference in an unknown element", "<Fa>", "<Xx>&a;</Xx><Fa>", "FA3-001 Xx 31:3, XML-001  31:7")]
    [InlineData("a right reference in an unknown element", "<Fa>", "<Xx>&amp;</Xx><Fa>", "FA3-001 Xx 31:3")]
    [InlineData("a wrong reference in a value", "Dąb", "D&ab", "XML-001  57:13")]
    [InlineData("an attribute of a value", "<P_2>", "<P_2 a=\"1\">", "FA3-007 Fa/P_2 34:5")]
    [InlineData("an attribute of the parts", "<Fa>", "<Fa a=\"1\" b=\"2\">", "FA3-007 Fa 31:3, FA3-007 Fa 31:3")]
    [InlineData("a language", "<P_2>", "<P_2 xml:lang=\"pl\">", "FA3-007 Fa/P_2 34:5")]
    [InlineData("an attribute that is missing", " wersjaSchemy=\"1-0E\"", "", "FA3-008 Naglowek/KodFormularza 4:5")]
    [InlineData("an attribute of another value", "\"FA (3)\"", "\"FA (2)\"", "FA3-009 Naglowek/KodFormularza 4:5")]
    [InlineData("an attribute of another namespace", "wersjaSchemy=\"1-0E\"", "x:wersjaSchemy=\"1-0E\" xmlns:x=\"urn:x\"",
        "FA3-007 Naglowek/KodFormularza 4:5, FA3-008 Naglowek/KodFormularza 4:5")]
    [InlineData("where to find the schema", "<Faktura ", "<Faktura xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a "
        + "b\" xsi:noNamespaceSchemaLocation=\"c\" ", "")]
    [InlineData("a value that is nil", "<P_1M>", "<P_1M xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
        "FA3-023 Fa/P_1M 34:5", "<P_2>", "<P_1M>a</P_1M>\n<P_2>")]
    [InlineData("a code that is not listed", "<WariantFormularza>3<", "<WariantFormularza>2<", "FA3-021 Naglowek/WariantFormularza 5:5")]
    [InlineData("a fixed value", "<Podmiot1>", "<Podmiot1><PrefiksPodatnika>PL</PrefiksPodatnika>", "")]
    [InlineData("a fixed value that is empty", "<Podmiot1>", "<Podmiot1><PrefiksPodatnika/>", "")]
    [InlineData("another than the fixed value", "<Podmiot1>", "<Podmiot1><PrefiksPodatnika>DE</PrefiksPodatnika>",
        "FA3-022 Podmiot1/PrefiksPodatnika 9:13")]
    [InlineData("a value of another form", "<P_1>2026-11-22<", "<P_1>22.11.2026<", "FA3-017 Fa/P_1 33:5")]
    [InlineData("a value of another form, with a reference", "<P_1>2026-11-22<", "<P_1>&#50;2.11.2026<", "FA3-017 Fa/P_1 33:5")]
    [InlineData("an empty value", "<P_1>2026-11-22<", "<P_1> <", "FA3-017 Fa/P_1 33:5")]
    [InlineData("an empty tag", "<P_1>2026-11-22</P_1>", "<P_1/>", "FA3-012 Fa/P_1 33:5")]
    [InlineData("a value in pieces", "2026-11-22</P_1>", "20<!-- a -->26-<![CDATA[11]]>-22</P_1>", "")]
    [InlineData("an instruction among elements", "<Fa>", "<Fa><?x y?>", "XML-013  31:7")]
    [InlineData("an instruction in a value", "Dąb", "D<?x y?>ąb", "XML-013  57:13")]
    [InlineData("a tag that is not closed", "<P_15>123.00</P_15>", "<P_15>123.00",
        "FA3-006 Fa/P_15 38:5, FA3-006 Fa/P_15 54:5, FA3-006 Fa/P_15 55:5, XML-001  62:5")]
    public void What_the_schema_holds_against_a_file_is_told_with_path_and_place(string what, string from, string to, string said,
        string otherFrom = "<Faktura", string otherTo = "<Faktura")
    {
        var xml = File;
        xml = xml.Replace(otherFrom, otherTo, StringComparison.Ordinal);
        var at = xml.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        xml = xml[..at] + to + xml[(at + from.Length)..];
        Assert.Equal((what, said), (what, Said(Fa3Validator.Validate(Encoding.UTF8.GetBytes(xml)))));
    }

    [Theory]
    [InlineData("Faktura", true)]
    [InlineData("ż-1", true)]
    [InlineData("_", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("-a", false)]
    [InlineData("a:b", false)]
    [InlineData("a b", false)]
    public void A_name_begins_with_a_letter_and_has_no_colon(string name, bool allowed) => Assert.Equal(allowed, SchemaNames.IsAllowed(name));

    [Fact]
    public void A_file_with_more_than_a_thousand_mistakes_is_given_up_after_as_many()
    {
        var xml = File.Replace("<Fa>", "<Fa>" + string.Concat(Enumerable.Repeat("<x/>", 1500)), StringComparison.Ordinal);
        Assert.Equal(1000, Fa3Validator.Validate(Encoding.UTF8.GetBytes(xml)).Count);
    }

    [Theory]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", " a  b ", "a b")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "\ta\n\n b\r\n", "a b")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "a b", "a b")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "a\tb", "a b")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", " a", "a")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "a ", "a")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "a  b", "a b")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "&#32;a&#9;&amp;b<!-- --> c", "a &b c")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "<![CDATA[ a  ]]>b", "a b")]
    [InlineData("collapsed", "Fa/FaWiersz/P_7", "a\u00a0 b", "a\u00a0 b")]
    [InlineData("made spaces", "Podmiot2/DaneIdentyfikacyjne/NrID", "\t1\n 2 ", " 1  2 ")]
    [InlineData("kept", "Stopka/Informacje/StopkaFaktury", " a\n\tb ", " a\n\tb ")]
    public void Blanks_are_dealt_with_as_the_schema_says(string how, string path, string written, string text)
    {
        var draft = Written.Draft with
        {
            Buyer = new Party { ForeignId = new ForeignId { Number = "q1q" } },
            Lines = [Written.Draft.Lines[0] with { Name = "q1q" }],
            Footer = ["q1q"]
        };
        var xml = Encoding.UTF8.GetString(Fa3Writer.Bytes(draft, Cookbook.CreatedAt, "Inkaust")).Replace("q1q", written, StringComparison.Ordinal);
        Read(xml, tree =>
        {
            var node = 0;
            foreach (var step in path.Split('/')) node = tree.Child(node, string.Intern(step));
            Assert.Equal((how, text), (how, tree.Text(node).ToString()));
            Assert.Equal(path, tree.PathOf(node).Replace("[1]", ""));
        });
    }

    [Fact]
    public void A_long_file_is_kept_with_all_its_values()
    {
        var lines = Enumerable.Range(1, 700).Select(i => new Line { Name = $"a & {i} żółć", Price = i, Rate = VatRate.Parse("23") });
        Read(Encoding.UTF8.GetString(Fa3Writer.Bytes(Written.Draft with { Lines = [.. lines] }, Cookbook.CreatedAt, "Inkaust")), tree =>
        {
            var fa = tree.Child(0, "Fa");
            var read = 0;
            for (var line = tree.Child(fa, "FaWiersz"); line >= 0; line = tree.Next(tree[line].End, tree[fa].End, "FaWiersz"))
            {
                read++;
                Assert.Equal($"a & {read} żółć", tree.Text(tree.Child(line, "P_7")).ToString());
                Assert.Equal($"{read}.00", tree.Text(tree.Child(line, "P_9A")).ToString());
                if (read is 1 or 700) Assert.Equal($"Fa/FaWiersz[{read}]/P_7", tree.PathOf(tree.Child(line, "P_7")));
            }
            Assert.Equal(700, read);
        });
    }

    [Fact]
    public void A_node_knows_its_place_its_children_and_its_end() => Read(File, tree =>
    {
        var fa = tree.Child(0, "Fa");
        Assert.Equal((31, 3), tree.PlaceOf(fa));
        Assert.Equal((1, "Faktura"), (tree.Child(0, "Naglowek"), tree.PathOf(0)));
        Assert.Equal((3, 3), tree.PlaceOf(1));
        Assert.Equal(tree.Count, tree[0].End);
        Assert.Equal(tree.Count, tree[fa].End);
        Assert.Equal(-1, tree.Child(fa, "Nazwa"));
        Assert.Equal(-1, tree.Child(-1, "Fa"));
        Assert.Equal(-1, tree.Next(fa, tree.Count, "Podmiot1"));
        Assert.Equal(0, tree[fa].Parent);
        // Both numbers, in order: the seller's and the buyer's.
        Assert.Equal(["5241037786", "7792468135"], tree.Identifiers.Select(node => tree.Text(node).ToString()));
    });

    [Fact]
    public void Line_and_column_are_counted_forward_and_back()
    {
        using var file = new FileText(Encoding.UTF8.GetBytes("ab\nżó\n\nc"));
        Assert.Equal((8, 0), (file.Length, file.Start));
        Assert.Equal([(1, 1), (1, 3), (2, 1), (2, 3), (3, 1), (4, 1), (4, 2), (1, 2), (2, 2)],
            new[] { 0, 2, 3, 5, 6, 7, 8, 1, 4 }.Select(file.PlaceOf));
        using var marked = new FileText([0xEF, 0xBB, 0xBF, (byte)'a']);
        Assert.Equal((2, 1), (marked.Length, marked.Start));
        Assert.Equal((2, 3), FileText.PlaceOf(Encoding.UTF8.GetBytes("ab\nżół"), 7));
    }

    [Fact]
    public void A_name_of_the_schema_is_the_very_string_of_its_declaration()
    {
        Assert.Same(Faktura.Root.Name, SchemaNames.Find("Faktura"));
        Assert.Same(string.Intern("P_13_6_1"), SchemaNames.Find("P_13_6_1"));
        Assert.Equal("schemaLocation", SchemaNames.Find("schemaLocation"));
        Assert.Null(SchemaNames.Find("faktura"));
        Assert.Null(SchemaNames.Find("P_13_6_"));
        Assert.Null(SchemaNames.Find(""));
        Assert.All(AllNames(Faktura.Root), name => Assert.Same(string.Intern(name), SchemaNames.Find(name)));
        Assert.Equal(["1-0E", "FA (3)", "date", "datetime", "dec", "int", "time", "txt"],
            SchemaNames.AttributeValues(Faktura.Root).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> AllNames(Element element) => element.Type is Children children
        ? children.Elements.SelectMany(AllNames).Prepend(element.Name) : [element.Name];

    private static string File { get; } = Encoding.UTF8.GetString(Fa3Writer.Bytes(Written.Draft, Cookbook.CreatedAt, "Inkaust"));

    private static string Said(IReadOnlyList<Finding> findings) => string.Join(", ",
        findings.Where(finding => !finding.Code.StartsWith("INK-RULE", StringComparison.Ordinal))
        .Select(finding => $"{finding.Code["INK-".Length..]} {finding.Path} {finding.Line}:{finding.Column}"));

    private static void Read(string xml, Action<FileTree> look)
    {
        var findings = new FindingList();
        using var reading = new FileReading(Encoding.UTF8.GetBytes(xml), findings);
        reading.Read();
        Assert.Equal("", Said(findings.InOrder()));
        look(reading.Tree);
    }
}
