using System.Text;
using System.Xml.Linq;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.Invoices;

/// <summary>What is noted of a file without a tree is what its tree says.</summary>
public sealed class Fa3FactsTests
{
    [Fact]
    public void The_facts_of_every_example_are_those_of_its_tree() => Assert.Each(Files(), file => AssertSame(File.ReadAllBytes(file)));

    [Theory]
    [InlineData("<Nazwa>", "<Nazwa><!-- to --> ")]
    [InlineData("<P_2>", "<P_2>\n  &#65;&amp;<![CDATA[<b>]]> ")]
    [InlineData("<P_7>", "<P_7> x\t\n y <?a b?>")]
    [InlineData("<P_1>", "<P_1>\n")]
    [InlineData("<P_15>", "<P_15> ")]
    [InlineData("<Fa>", "<Fa xmlns:other='urn:other'><other:P_2>forged</other:P_2>")]
    [InlineData("</Fa>", "</Fa><Fa><P_2>the second</P_2></Fa>")]
    [InlineData("</Faktura>", "<!-- the end --></Faktura>\n")]
    public void However_a_value_is_written_it_is_what_the_tree_says(string written, string otherwise) =>
        AssertSame(Encoding.UTF8.GetBytes(Text().Replace(written, otherwise)));

    [Theory]
    [InlineData("</Fa>", "", "INK-XML-001")]
    [InlineData("<P_2>", "<P_2>&nothing;", "INK-XML-001")]
    [InlineData("<Faktura", "<!DOCTYPE Faktura><Faktura", "INK-XML-014")]
    [InlineData("13775", "13776", "INK-FA3-010")]
    [InlineData("<P_2>", "<P_9>", "INK-XML-001")]
    [InlineData("<P_1>", "<P_1>x", "INK-XML-004")]
    [InlineData("<RodzajFaktury>VAT</RodzajFaktury>", "", "INK-XML-003")]
    public void What_cannot_be_read_to_its_end_is_refused_and_says_why(string written, string otherwise, string code) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => Fa3Facts.Read(Encoding.UTF8.GetBytes(Text().Replace(written, otherwise)))).Findings[0].Code);

    private static void AssertSame(byte[] xml)
    {
        var (read, facts) = (Fa3Invoice.Read(xml), Fa3Facts.Read(xml));
        Assert.Equal(
            (read.SellerNip, read.SellerName, read.BuyerNip, read.BuyerName, read.Number, read.IssueDate, read.Kind, read.Currency, read.Gross),
            (facts.SellerNip, facts.SellerName, facts.BuyerNip, facts.BuyerName, facts.Number, facts.IssueDate, facts.Kind, facts.Currency, facts.Gross));
        var root = read.Document.Root!;
        var fa = In(root, "Fa").First();
        Assert.Equal(Texts(In(fa, "FaWiersz"), "P_7").Concat(Texts(In(fa, "Zamowienie", "ZamowienieWiersz"), "P_7Z")), facts.Goods);
        Assert.Equal(Texts(In(fa, "Platnosc", "RachunekBankowy"), "NrRB").Concat(Texts(In(fa, "Platnosc", "RachunekBankowyFaktora"), "NrRB")), facts.Accounts);
        Assert.Equal(Texts(In(fa, "Platnosc", "TerminPlatnosci"), "Termin"), facts.PaymentDates.Select(one => $"{one:yyyy-MM-dd}"));
        var third = In(root, "Podmiot3", "DaneIdentyfikacyjne").ToList();
        Assert.Equal(Texts(third, "NIP").Concat(Texts(third, "IDWew")), facts.ThirdParties);
        Assert.Equal(Texts(In(root, "PodmiotUpowazniony", "DaneIdentyfikacyjne"), "NIP"), facts.AuthorisedParties);
        var named = In(fa, "DaneFaKorygowanej").Select(one => (one, "NrFaKorygowanej", "NrKSeFFaKorygowanej"))
            .Concat(In(fa, "FakturaZaliczkowa").Select(one => (one, "NrFaZaliczkowej", "NrKSeFFaZaliczkowej")));
        Assert.Equal(named.Select(one => new NamedInFile(Texts([one.one], one.Item2).FirstOrDefault(), Texts([one.one], one.Item3).FirstOrDefault())), facts.Names);
    }

    private static IEnumerable<XElement> In(XElement element, params IReadOnlyList<string> path) =>
        path.Aggregate((IEnumerable<XElement>)[element], (some, name) => some.Elements(Fa3Invoice.Namespace + name));

    private static IEnumerable<string> Texts(IEnumerable<XElement> elements, string name) =>
        elements.Elements(Fa3Invoice.Namespace + name).Select(one => one.Value);

    private static string Text() => Encoding.UTF8.GetString(ReceivedFiles.Of("1111111111", "FV/1", "5260001246", third: "5265877635", account: ReceivedFiles.Account(1)));

    private static string[] Files() => Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices"), "*.xml");
}
