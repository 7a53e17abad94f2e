using System.Xml.Linq;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>A technical correction must say the same (LAW 57): what counts as content, and what as the technical side.</summary>
public sealed class RepairComparisonTests
{
    private const string Invoice = "<Podmiot1><NIP>5260001246</NIP></Podmiot1><Fa><P_2>FV/1</P_2><P_15>123.00</P_15>" +
        "<FaWiersz><P_7>dąb</P_7><P_12>23</P_12></FaWiersz><FaWiersz><P_7>buk</P_7></FaWiersz></Fa>";

    [Theory]
    [InlineData("a value that the repaired file lacks", "<P_2>FV/1</P_2>", "", "Fa/P_2: FV/1 -> -")]
    [InlineData("a value that it adds", "<P_2>FV/1</P_2>", "<P_1M>Łódź</P_1M><P_2>FV/1</P_2>", "Fa/P_1M: - -> Łódź")]
    [InlineData("a value that it changes", "FV/1", "FV/2", "Fa/P_2: FV/1 -> FV/2")]
    [InlineData("a value that is empty now", "<P_2>FV/1</P_2>", "<P_2/>", "Fa/P_2: FV/1 -> -")]
    [InlineData("a value of blanks now", "<P_2>FV/1</P_2>", "<P_2> \n </P_2>", "Fa/P_2: FV/1 -> -")]
    [InlineData("a value written twice", "<P_15>123.00</P_15>", "<P_15>123.00</P_15><P_15>123.00</P_15>", "Fa/P_15[2]: - -> 123.00")]
    [InlineData("another letter case", "FV/1", "fv/1", "Fa/P_2: FV/1 -> fv/1")]
    [InlineData("a line that is gone", "<FaWiersz><P_7>buk</P_7></FaWiersz>", "", "Fa/FaWiersz[2]/P_7: buk -> -")]
    [InlineData("a line with two values that is gone", "<FaWiersz><P_7>dąb</P_7><P_12>23</P_12></FaWiersz>", "",
        "Fa/FaWiersz[1]/P_7: dąb -> buk | Fa/FaWiersz[1]/P_12: 23 -> - | Fa/FaWiersz[2]/P_7: buk -> -")]
    [InlineData("a line more, with two values", "</Fa>", "<FaWiersz><P_7>a</P_7><W><P_12>8</P_12></W></FaWiersz></Fa>",
        "Fa/FaWiersz[3]/P_7: - -> a | Fa/FaWiersz[3]/W/P_12: - -> 8")]
    [InlineData("lines in another order", "<FaWiersz><P_7>dąb</P_7><P_12>23</P_12></FaWiersz><FaWiersz><P_7>buk</P_7></FaWiersz>",
        "<FaWiersz><P_7>buk</P_7></FaWiersz><FaWiersz><P_7>dąb</P_7><P_12>23</P_12></FaWiersz>",
        "Fa/FaWiersz[1]/P_7: dąb -> buk | Fa/FaWiersz[1]/P_12: 23 -> - | Fa/FaWiersz[2]/P_7: buk -> dąb | Fa/FaWiersz[2]/P_12: - -> 23")]
    [InlineData("a value in another line", "<P_12>23</P_12></FaWiersz><FaWiersz><P_7>buk</P_7>", "</FaWiersz><FaWiersz><P_7>buk</P_7><P_12>23</P_12>",
        "Fa/FaWiersz[1]/P_12: 23 -> - | Fa/FaWiersz[2]/P_12: - -> 23")]
    [InlineData("another amount", "123.00", "123.01", "Fa/P_15: 123.00 -> 123.01")]
    [InlineData("another sign", "123.00", "-123.00", "Fa/P_15: 123.00 -> -123.00")]
    [InlineData("another NIP", "5260001246", "5260001245", "Podmiot1/NIP: 5260001246 -> 5260001245")]
    [InlineData("a part that is gone", "<Podmiot1><NIP>5260001246</NIP></Podmiot1>", "", "Podmiot1/NIP: 5260001246 -> -")]
    [InlineData("a header that is not the file's", "<P_15>", "<Naglowek>a</Naglowek><P_15>", "Fa/Naglowek: - -> a")]
    [InlineData("two differences", "<P_2>FV/1</P_2><P_15>123.00</P_15>", "<P_2>FV/2</P_2><P_15>1</P_15>",
        "Fa/P_2: FV/1 -> FV/2 | Fa/P_15: 123.00 -> 1")]
    [InlineData("an attribute", "<Fa>", "<Fa Typ=\"a\">", "Fa/@Typ: - -> a")]
    [InlineData("a value in the place of the parts", "<FaWiersz><P_7>buk</P_7></FaWiersz>", "<FaWiersz>buk</FaWiersz>",
        "Fa/FaWiersz[2]/P_7: buk -> -")]
    [InlineData("parts in the place of a value", "<P_2>FV/1</P_2>", "<P_2><a>FV/1</a></P_2>", "Fa/P_2/a: - -> FV/1")]
    public void What_differs_is_told_once_with_its_place_and_both_values(string what, string before, string after, string told)
    {
        Assert.Contains(before, Invoice);
        Assert.True(told == Differences(Invoice, Invoice.Replace(before, after)), $"{what}: {Differences(Invoice, Invoice.Replace(before, after))}");
    }

    [Theory]
    [InlineData("the same", "", "")]
    [InlineData("blanks around a value", "FV/1", " FV/1\n\t ")]
    [InlineData("the order of different elements", "<P_2>FV/1</P_2><P_15>123.00</P_15>", "<P_15>123.00</P_15><P_2>FV/1</P_2>")]
    [InlineData("an empty element", "<P_15>", "<P_1M/><P_15>")]
    [InlineData("an element of empty elements", "<P_15>", "<OkresFa><P_6_Od/><P_6_Do> </P_6_Do></OkresFa><P_15>")]
    [InlineData("a comment", "FV/1", "F<!-- x -->V/1")]
    [InlineData("CDATA", "FV/1", "<![CDATA[FV/1]]>")]
    [InlineData("a prefix", "<P_2>FV/1</P_2>", "<a:P_2 xmlns:a=\"urn:x\">FV/1</a:P_2>")]
    [InlineData("an instance attribute", "<Fa>", "<Fa xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"a\">")]
    [InlineData("a dashed NIP", "5260001246", "526-000-12-46")]
    [InlineData("zeros after the point", "123.00", "123")]
    [InlineData("one zero after the point", "123.00", "123.0")]
    [InlineData("a plus", "123.00", "+123.00")]
    [InlineData("zeros in front", "123.00", "0123.00")]
    [InlineData("a header", "<Podmiot1>", "<Naglowek><SystemInfo>b</SystemInfo></Naglowek><Podmiot1>")]
    public void The_technical_side_makes_no_difference(string what, string before, string after)
    {
        var other = before.Length == 0 ? Invoice : Invoice.Replace(before, after);
        Assert.Equal((what, ""), (what, Differences(Invoice, other)));
        Assert.Equal((what, ""), (what, Differences(other, Invoice)));
    }

    [Theory]
    [InlineData("P_8B")]
    [InlineData("P_8BZ")]
    [InlineData("P_9A")]
    [InlineData("P_9AZ")]
    [InlineData("P_9B")]
    [InlineData("P_10")]
    [InlineData("P_11")]
    [InlineData("P_11A")]
    [InlineData("P_11Vat")]
    [InlineData("P_11NettoZ")]
    [InlineData("P_11VatZ")]
    [InlineData("P_13_1")]
    [InlineData("P_13_6_2")]
    [InlineData("P_14_1")]
    [InlineData("P_14_1W")]
    [InlineData("P_15")]
    [InlineData("P_15Z")]
    [InlineData("P_15ZK")]
    [InlineData("KursWaluty")]
    [InlineData("KursUmowny")]
    [InlineData("Kwota")]
    [InlineData("KwotaAkcyzy")]
    [InlineData("KwotaZaplatyCzesciowej")]
    [InlineData("Ilosc")]
    [InlineData("WartoscZamowienia")]
    [InlineData("SumaObciazen")]
    [InlineData("SumaOdliczen")]
    [InlineData("DoZaplaty")]
    [InlineData("DoRozliczenia")]
    [InlineData("Udzial")]
    public void An_amount_may_be_written_in_another_way_but_not_be_another_one(string name)
    {
        Assert.Equal("", Differences($"<{name}>1.5</{name}>", $"<{name}>1.50</{name}>"));
        Assert.Equal($"{name}: 1.5 -> 1.50000001", Differences($"<{name}>1.5</{name}>", $"<{name}>1.50000001</{name}>"));
    }

    [Theory]
    [InlineData("P_2", "1.0", "1")]
    [InlineData("P_2", "01", "1")]
    [InlineData("P_7", "10", "10.0")]
    [InlineData("P_12", "5", "5.0")]
    [InlineData("NrRB", "1.0", "1")]
    [InlineData("P_22B", "1.0", "1")]
    [InlineData("P_6_Od", "2026-01-01", "2026-01-02")]
    [InlineData("XP_15", "1.0", "1")]
    [InlineData("P_15x", "1.0", "1")]
    [InlineData("P_15", "1,5", "1.5")]
    [InlineData("P_15", "1,000", "1000")]
    [InlineData("P_2", "526-000", "526000")]
    [InlineData("NrVatUE", "526-000", "526000")]
    public void What_is_no_amount_and_no_NIP_stays_as_it_is_written(string name, string before, string after) =>
        Assert.Equal($"{name}: {before} -> {after}", Differences($"<{name}>{before}</{name}>", $"<{name}>{after}</{name}>"));

    [Theory]
    [InlineData("P_16", "2", "1")]
    [InlineData("P_17", "2", "1")]
    [InlineData("P_18", "2", "1")]
    [InlineData("P_18A", "2", "1")]
    [InlineData("P_23", "2", "1")]
    [InlineData("JST", "2", "1")]
    [InlineData("GV", "2", "1")]
    [InlineData("P_19N", "1", "2")]
    [InlineData("P_22N", "1", "2")]
    [InlineData("P_PMarzyN", "1", "2")]
    public void A_mark_that_says_no_is_as_good_as_none_and_no_other_word_is(string mark, string no, string other)
    {
        Assert.Equal("", Differences("<P_2>1</P_2>", $"<P_2>1</P_2><{mark}> {no} </{mark}>"));
        Assert.Equal("", Differences($"<P_2>1</P_2><{mark}>{no}</{mark}>", "<P_2>1</P_2>"));
        Assert.Equal($"{mark}: - -> {other}", Differences("<P_2>1</P_2>", $"<P_2>1</P_2><{mark}>{other}</{mark}>"));
        Assert.Equal($"{mark}: - -> {other}", Differences($"<{mark}>{no}</{mark}>", $"<{mark}>{other}</{mark}>"));
    }

    [Theory]
    [InlineData("P_19", "1")]
    [InlineData("P_22", "1")]
    [InlineData("P_PMarzy", "1")]
    [InlineData("P_42_5", "2")]
    [InlineData("FP", "1")]
    [InlineData("P_12", "2")]
    public void Every_other_mark_is_content(string mark, string value) => Assert.Equal($"{mark}: - -> {value}",
        Differences("", $"<{mark}>{value}</{mark}>"));

    [Theory]
    [InlineData("DEL", "\u007F")]
    [InlineData("the last control character before 85", "\u0084")]
    [InlineData("the first after 85", "\u0086")]
    [InlineData("the last control character", "\u009F")]
    [InlineData("a byte order mark", "\uFEFF")]
    [InlineData("the first non-character", "\uFDD0")]
    [InlineData("the last non-character of its block", "\uFDEF")]
    [InlineData("the last but one of a plane", "\U0001FFFE")]
    [InlineData("the last of a plane", "\U0001FFFF")]
    [InlineData("the last of all", "\U0010FFFF")]
    public void A_character_that_KSeF_discourages_is_no_content(string what, string sign)
    {
        Assert.Equal((what, ""), (what, Differences($"<P_7>d{sign}ąb</P_7>", "<P_7>dąb</P_7>")));
        Assert.Equal((what, ""), (what, Differences("<P_2>1</P_2>", $"<P_2>1</P_2><P_7>{sign}</P_7>")));
    }

    [Theory]
    [InlineData("~")]
    [InlineData("\u00A1")]
    [InlineData("\uFDCF")]
    [InlineData("\uFDF0")]
    [InlineData("\uFEFE")]
    [InlineData("\U0001FFFD")]
    [InlineData("\U00020000")]
    [InlineData("😀")]
    public void Its_neighbours_are_content(string sign) => Assert.Equal($"P_7: d{sign}ąb -> dąb",
        Differences($"<P_7>d{sign}ąb</P_7>", "<P_7>dąb</P_7>"));

    [Theory]
    [InlineData("a b", "a  \n b", true)]
    [InlineData("a b", "a\u0085b", true)]
    [InlineData("a b", "ab", false)]
    public void Runs_of_blanks_count_as_one(string before, string after, bool same) =>
        Assert.Equal(same, Differences($"<P_7>{before}</P_7>", $"<P_7>{after}</P_7>").Length == 0);

    [Theory]
    [InlineData("an attribute of another value", "<Kol Typ=\"date\">x</Kol>", "<Kol Typ=\"txt\">x</Kol>", "Kol/@Typ: date -> txt")]
    [InlineData("an attribute that is gone", "<Kol Typ=\"date\">x</Kol>", "<Kol>x</Kol>", "Kol/@Typ: date -> -")]
    [InlineData("an attribute with blanks", "<Kol Typ=\"date\">x</Kol>", "<Kol Typ=\" date \">x</Kol>", "")]
    [InlineData("an attribute and a value", "<Kol Typ=\"date\">x</Kol>", "<Kol Typ=\"txt\">y</Kol>", "Kol/@Typ: date -> txt | Kol: x -> y")]
    [InlineData("two attributes", "<Kol a=\"1\" b=\"2\">x</Kol>", "<Kol a=\"3\" c=\"4\">x</Kol>", "Kol/@a: 1 -> 3 | Kol/@b: 2 -> - | Kol/@c: - -> 4")]
    [InlineData("a cell that moves to another column", "<Wiersz><WKom>a</WKom><WKom/><WKom>b</WKom></Wiersz>",
        "<Wiersz><WKom>a</WKom><WKom>b</WKom><WKom/></Wiersz>",
        "Wiersz/WKom[2]:  -> b | Wiersz/WKom[3]: b -> ")]
    [InlineData("a sum that moves to another column", "<Suma><SKom/><SKom>b</SKom></Suma>", "<Suma><SKom>b</SKom><SKom/></Suma>",
        "Suma/SKom[1]:  -> b | Suma/SKom[2]: b -> ")]
    [InlineData("a row that moves below an empty one", "<Wiersz><WKom/></Wiersz><Wiersz><WKom>a</WKom></Wiersz>",
        "<Wiersz><WKom>a</WKom></Wiersz><Wiersz><WKom/></Wiersz>",
        "Wiersz[1]/WKom:  -> a | Wiersz[2]/WKom: a -> ")]
    [InlineData("a column without name, of another type", "<Kol Typ=\"date\"><NKom/></Kol>", "<Kol Typ=\"txt\"><NKom/></Kol>",
        "Kol/@Typ: date -> txt")]
    [InlineData("an empty cell at the end", "<Wiersz><WKom>a</WKom><WKom/></Wiersz>", "<Wiersz><WKom>a</WKom></Wiersz>", "")]
    public void Attachments_are_compared_too(string what, string before, string after, string told) => Assert.Equal((what, told),
        (what, Differences(before, after)));

    private static string Differences(string before, string after) => string.Join(" | ", RepairComparison.Compare(Document(before), Document(after))
        .Select(one => $"{one.Path}: {one.Before ?? "-"} -> {one.After ?? "-"}"));

    private static XDocument Document(string inner) => XDocument.Parse($"<Faktura>{inner}</Faktura>");
}
