using System.Text;
using Inkaust.Invoices;
using Inkaust.Invoices.Rules;

namespace Inkaust.Tests.Invoices;

public class RuleTests
{
    /// <summary>For each rule an example that keeps it and the change by which it alone is broken.</summary>
    public static TheoryData<string, string, string, string> Breaches => new()
    {
        { "INK-RULE-001", "a-online", "<NIP>6712345098</NIP>", "<NIP>6712345099</NIP>" },
        { "INK-RULE-002", "vat-third-parties", "8381234005-00011", "8381234006-00014" },
        { "INK-RULE-003", "vat-intra-union-supply", "<NIP>9450017235</NIP>", "<NIP>9450017236</NIP>" },
        { "INK-RULE-004", "a-online", "<NIP>6712345098</NIP>", "<NIP>6712345098\n</NIP>" },
        { "INK-RULE-005", "vat-third-parties", "8381234005-00011", "8381234005-00012" },
        { "INK-RULE-010", "vat-services-abroad", "<KodUE>DE</KodUE>\n      <NrVatUE>811907980</NrVatUE>", "<KodUE>PL</KodUE>\n      <NrVatUE>6712345098</NrVatUE>" },
        { "INK-RULE-011", "a-online", "<NIP>6712345098</NIP>", "<NrID>6712345098</NrID>" },
        { "INK-RULE-012", "vat-services-abroad", "811907980", "81190798" },
        { "INK-RULE-013", "vat-consumer", "<BrakID>1</BrakID>", "<NrID>44051401458</NrID>" },
        { "INK-RULE-014", "a-online", "<Nazwa>Piekarnia Złoty Kłos Anna Wójcik</Nazwa>", "" },
        { "INK-RULE-015", "a-online", "<JST>2</JST>", "<JST>1</JST>" },
        { "INK-RULE-016", "a-online", "<GV>2</GV>", "<GV>1</GV>" },
        { "INK-RULE-017", "vat-third-parties", "<JST>1</JST>", "<JST>2</JST>" },
        { "INK-RULE-018", "vat-further-buyers", "</Podmiot3>", "</Podmiot3><Podmiot3><DaneIdentyfikacyjne><BrakID>1</BrakID></DaneIdentyfikacyjne><Rola>4</Rola><Udzial>60</Udzial></Podmiot3>" },
        { "INK-RULE-019", "vat-further-buyers", "<Rola>4</Rola>", "<Rola>2</Rola>" },
        { "INK-RULE-020", "vat-consumer", "<P_17>2</P_17>", "<P_17>1</P_17>" },
        { "INK-RULE-021", "a-online", "<NIP>6712345098</NIP>", "<NIP>5241037786</NIP>" },
        { "INK-RULE-022", "a-online", "<NIP>6712345098</NIP>", "<NrID>6712345098-12349</NrID>" },
        { "INK-RULE-030", "a-online", "<P_1>2026-11-22</P_1>", "<P_1>2026-11-23</P_1>" },
        { "INK-RULE-031", "vat-discounts-and-periods", "<P_6_Od>2026-11-01</P_6_Od>", "<P_6_Od>2026-12-01</P_6_Od>" },
        { "INK-RULE-032", "vat-gross-prices", "<P_6>2026-11-20</P_6>", "<P_6>2027-01-22</P_6>" },
        { "INK-RULE-033", "vat-gross-prices", "<P_6>2026-11-20</P_6>", "<P_6>2026-09-30</P_6>" },
        { "INK-RULE-034", "vat-everything-around-a-line", "<P_13_1>", "<P_6>2026-11-18</P_6><P_13_1>" },
        { "INK-RULE-040", "a-online", "<NrWierszaFa>2</NrWierszaFa>", "<NrWierszaFa>1</NrWierszaFa>" },
        { "INK-RULE-041", "a-online", "<P_7>Projekt opakowań na pieczywo</P_7>", "" },
        { "INK-RULE-042", "vat-taxi", "<P_12>4</P_12>", "" },
        { "INK-RULE-043", "vat-taxi", "<P_12>4</P_12>", "<P_12>4</P_12><P_12_XII>19</P_12_XII>" },
        { "INK-RULE-044", "vat-taxi", "<P_11A>46.00</P_11A>", "" },
        { "INK-RULE-045", "a-online", "<P_9A>95.50</P_9A>", "<P_9A>95.00</P_9A>" },
        { "INK-RULE-046", "b-offline24", "<P_9B>1.99</P_9B>", "<P_9B>2.99</P_9B>" },
        { "INK-RULE-047", "vat-taxi", "</FaWiersz>", "<StanPrzed>1</StanPrzed></FaWiersz>" },
        { "INK-RULE-048", "vat-everything-around-a-line", "<NrWiersza>1</NrWiersza>", "<NrWiersza>7</NrWiersza>" },
        { "INK-RULE-049", "vat-new-vehicle", "<P_NrWierszaNST>1</P_NrWierszaNST>", "<P_NrWierszaNST>7</P_NrWierszaNST>" },
        { "INK-RULE-050", "vat-exempt", "<P_13_7>2400.00</P_13_7>\n    <P_15>2400.00</P_15>", "<P_13_7>2300.00</P_13_7>\n    <P_15>2300.00</P_15>" },
        { "INK-RULE-051", "vat-split-payment", "<P_14_1>4548.94</P_14_1>\n    <P_15>24326.94</P_15>", "<P_14_1>4500.00</P_14_1>\n    <P_15>24278.00</P_15>" },
        { "INK-RULE-052", "vat-exempt", "<P_15>2400.00</P_15>", "<P_15>2401.00</P_15>" },
        { "INK-RULE-053", "vat-all-domestic-rates", "<P_13_6_1>240.00</P_13_6_1>\n    <P_15>2145.03</P_15>", "<P_15>1905.03</P_15>" },
        { "INK-RULE-054", "vat-exempt", "<P_15>2400.00</P_15>", "<P_13_8>5.00</P_13_8><P_15>2405.00</P_15>" },
        { "INK-RULE-055", "vat-euro-service", "<P_14_1W>", "<!--" },
        { "INK-RULE-056", "a-online", "<P_13_3>", "<P_14_1W>1.00</P_14_1W><P_13_3>" },
        { "INK-RULE-057", "vat-euro-service", "<P_14_1W>715.37</P_14_1W>", "<P_14_1W>700.00</P_14_1W>" },
        { "INK-RULE-058", "kor-difference-only", "<FaWiersz>", "<!--" },
        { "INK-RULE-059", "vat-services-abroad", "<P_18>1</P_18>", "<P_18>2</P_18>" },
        { "INK-RULE-060", "vat-exempt", "<P_19>1</P_19>\n        <P_19A>art. 43 ust. 1 pkt 28 ustawy o VAT</P_19A>", "<P_19N>1</P_19N>" },
        { "INK-RULE-061", "a-online", "<P_19N>1</P_19N>", "<P_19>1</P_19><P_19A>art. 43</P_19A>" },
        { "INK-RULE-062", "vat-reverse-charge-at-home", "<P_18>1</P_18>", "<P_18>2</P_18>" },
        { "INK-RULE-063", "kor-before-and-after", "<P_15>", "<P_13_11>0.01</P_13_11><P_15>" },
        { "INK-RULE-064", "a-online", "<P_PMarzyN>1</P_PMarzyN>", "<P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>" },
        { "INK-RULE-065", "a-online", "<P_22N>1</P_22N>", "<P_22>1</P_22><P_42_5>2</P_42_5><NowySrodekTransportu><P_22A>2026-01-01</P_22A><P_NrWierszaNST>1</P_NrWierszaNST><P_22C>1</P_22C></NowySrodekTransportu>" },
        { "INK-RULE-066", "vat-split-payment", "<P_18A>1</P_18A>", "<P_18A>2</P_18A>" },
        { "INK-RULE-067", "vat-intra-union-supply", "<KodUE>DE</KodUE>\n      <NrVatUE>811907980</NrVatUE>", "<NrID>HRB 1</NrID>" },
        { "INK-RULE-068", "vat-intra-union-supply", "<PrefiksPodatnika>PL</PrefiksPodatnika>", "" },
        { "INK-RULE-069", "vat-reverse-charge-at-home", "<P_16>2</P_16>", "<P_16>1</P_16>" },
        { "INK-RULE-070", "a-online", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>KOR</RodzajFaktury>" },
        { "INK-RULE-071", "a-online", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>VAT</RodzajFaktury><DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-01</DataWystFaKorygowanej><NrFaKorygowanej>1</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>" },
        { "INK-RULE-072", "kor-difference-only", "0A1B2C3D4E5F", "0A1B2C3D4E5E" },
        { "INK-RULE-073", "kor-difference-only", "<DataWystFaKorygowanej>2026-10-15", "<DataWystFaKorygowanej>2026-12-15" },
        { "INK-RULE-074", "kor-buyer-data", "<Podmiot2K>\n      <DaneIdentyfikacyjne>\n        <NIP>6712345098</NIP>", "<Podmiot2K>\n      <DaneIdentyfikacyjne>\n        <NIP>7792468135</NIP>" },
        { "INK-RULE-075", "kor-buyer-data", "<Podmiot1K>\n      <DaneIdentyfikacyjne>\n        <NIP>5241037786</NIP>", "<Podmiot1K>\n      <DaneIdentyfikacyjne>\n        <NIP>7792468135</NIP>" },
        { "INK-RULE-076", "kor-zal", "<P_15ZK>5000.00</P_15ZK>", "" },
        { "INK-RULE-077", "kor-difference-only", "<PrzyczynaKorekty>zwrot towaru</PrzyczynaKorekty>", "" },
        { "INK-RULE-078", "kor-before-and-after", "<P_9A>2100.00</P_9A>\n      <P_11>2100.00</P_11>", "<P_9A>2100.50</P_9A>\n      <P_11>2100.50</P_11>" },
        { "INK-RULE-080", "a-online", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>ZAL</RodzajFaktury>" },
        { "INK-RULE-081", "vat-exempt", "</Fa>", "<Zamowienie><WartoscZamowienia>0</WartoscZamowienia><ZamowienieWiersz><NrWierszaZam>1</NrWierszaZam></ZamowienieWiersz></Zamowienie></Fa>" },
        { "INK-RULE-082", "a-online", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>ROZ</RodzajFaktury>" },
        { "INK-RULE-083", "vat-taxi", "<FaWiersz>", "<FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>Z/1</NrFaZaliczkowej></FakturaZaliczkowa><FaWiersz>" },
        { "INK-RULE-084", "zal-advance", "<WartoscZamowienia>21840.00</WartoscZamowienia>", "<WartoscZamowienia>18000.00</WartoscZamowienia>" },
        { "INK-RULE-085", "zal-advance", "<NrWierszaZam>2</NrWierszaZam>", "<NrWierszaZam>1</NrWierszaZam>" },
        { "INK-RULE-086", "a-online", "<RodzajFaktury>VAT</RodzajFaktury>", "<RodzajFaktury>UPR</RodzajFaktury>" },
        { "INK-RULE-087", "zal-advance", "<P_15Z>3000.00</P_15Z>", "<P_15Z>2500.00</P_15Z>" },
        { "INK-RULE-090", "a-online", "60102010260000042270201111", "60102010260000042270201112" },
        { "INK-RULE-091", "a-online", "<Termin>2026-12-06</Termin>", "<Termin>2026-11-06</Termin>" },
        { "INK-RULE-092", "vat-taxi", "<DataZaplaty>2026-11-22</DataZaplaty>", "<DataZaplaty>2026-11-24</DataZaplaty>" },
        { "INK-RULE-093", "vat-exempt", "<TerminPlatnosci>", "<ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>2401</KwotaZaplatyCzesciowej><DataZaplatyCzesciowej>2026-11-01</DataZaplatyCzesciowej></ZaplataCzesciowa><TerminPlatnosci>" },
        { "INK-RULE-094", "vat-part-payments", "<SumaObciazen>150.00</SumaObciazen>", "<SumaObciazen>160.00</SumaObciazen>" },
        { "INK-RULE-095", "vat-part-payments", "<DoZaplaty>10450.00</DoZaplaty>", "<DoZaplaty>12300.00</DoZaplaty>" },
        { "INK-RULE-096", "vat-attachment", "<WKom>329.6</WKom>", "<WKom>329.6</WKom><WKom>1</WKom>" },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public void A_rule_is_broken_alone(string code, string example, string kept, string broken)
    {
        var golden = File.ReadAllText(Path.Combine(Cookbook.Golden, example + ".xml"));
        Assert.Contains(kept, golden, StringComparison.Ordinal);
        var at = golden.IndexOf(kept, StringComparison.Ordinal);
        var changed = golden[..at] + broken + golden[(at + kept.Length)..];
        if (broken == "<!--") changed = changed.Replace("</" + kept[1..], "-->", StringComparison.Ordinal);
        var before = Codes(golden);
        Assert.Equal([code], Codes(changed).Except(before));
    }

    [Fact]
    public void Every_rule_has_a_file_that_breaks_it_alone() =>
        Assert.Equal(AllRules.List.Select(rule => rule.Code), Breaches.Select(row => row.Data.Item1).Distinct());

    [Fact]
    public void Codes_and_names_of_rules_are_unique()
    {
        Assert.Equal(AllRules.List.Count, AllRules.List.Select(rule => rule.Code).Distinct().Count());
        Assert.Equal(AllRules.List.Count, AllRules.List.Select(rule => rule.Name).Distinct().Count());
    }

    private static List<string> Codes(string xml) =>
        [.. Fa3Validator.Validate(Encoding.UTF8.GetBytes(xml), new DateOnly(2026, 11, 22)).Select(finding => finding.Code).Distinct()];
}
