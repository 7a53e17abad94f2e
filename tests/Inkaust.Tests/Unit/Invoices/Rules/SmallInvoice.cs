using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Inkaust.Tests.Invoices;

/// <summary>
/// Small invoices of which the rules have nothing to say, and a short way to write what is changed in one. Changes stand one after another,
/// between <c> ; </c>:
/// <code>
/// P_15 = 450.01                    the element has this value
/// drop P_8B                        the element is gone
/// before P_15: &lt;P_13_8&gt;5&lt;/P_13_8&gt;  these stand before it; likewise after, into (as its last children) and swap (in its place)
/// </code>
/// An element is named by the end of its path, <c>Podmiot2/NIP</c>; of several the first is meant, or <c>FaWiersz[2]/P_12</c>.
/// </summary>
internal static partial class SmallInvoice
{
    private const string Vat = """
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
          <Naglowek>
            <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
            <WariantFormularza>3</WariantFormularza>
            <DataWytworzeniaFa>2026-11-22T08:30:00Z</DataWytworzeniaFa>
          </Naglowek>
          <Podmiot1>
            <DaneIdentyfikacyjne><NIP>5241037786</NIP><Nazwa>Pracownia</Nazwa></DaneIdentyfikacyjne>
            <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Gęsia 12</AdresL1></Adres>
          </Podmiot1>
          <Podmiot2>
            <DaneIdentyfikacyjne><NIP>6712345098</NIP><Nazwa>Piekarnia</Nazwa></DaneIdentyfikacyjne>
            <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Młyńska 7</AdresL1></Adres>
            <JST>2</JST>
            <GV>2</GV>
          </Podmiot2>
          <Fa>
            <KodWaluty>PLN</KodWaluty>
            <P_1>2026-11-22</P_1>
            <P_2>FV/1</P_2>
            <P_13_1>100.00</P_13_1>
            <P_14_1>23.00</P_14_1>
            <P_15>123.00</P_15>
            <Adnotacje>
              <P_16>2</P_16>
              <P_17>2</P_17>
              <P_18>2</P_18>
              <P_18A>2</P_18A>
              <Zwolnienie><P_19N>1</P_19N></Zwolnienie>
              <NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu>
              <P_23>2</P_23>
              <PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy>
            </Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>
            <FaWiersz>
              <NrWierszaFa>1</NrWierszaFa>
              <P_7>Chleb</P_7>
              <P_8B>2</P_8B>
              <P_9A>50.00</P_9A>
              <P_11>100.00</P_11>
              <P_12>23</P_12>
            </FaWiersz>
          </Fa>
        </Faktura>
        """;

    private const string Corrected = "<PrzyczynaKorekty>pomyłka</PrzyczynaKorekty>" +
        "<DaneFaKorygowanej><DataWystFaKorygowanej>2026-10-15</DataWystFaKorygowanej><NrFaKorygowanej>FV/0</NrFaKorygowanej>" +
        "<NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>5241037786-20261015-0A1B2C3D4E5F-90</NrKSeFFaKorygowanej></DaneFaKorygowanej>";

    /// <summary>Each invoice as another one and what differs.</summary>
    private static readonly Dictionary<string, (string From, string Change)> Variants = new()
    {
        ["gross"] = ("vat", "swap P_9A: <P_9B>61.50</P_9B> ; swap P_11: <P_11A>123.00</P_11A>"),
        ["two lines"] = ("vat", $"after FaWiersz: {Line(2, "50.00", "23")} ; P_13_1 = 150.00 ; P_14_1 = 34.50 ; P_15 = 184.50"),
        ["two rates"] = ("vat", $"after FaWiersz: {Line(2, "50.00", "8")} ; " +
            "after P_14_1: <P_13_2>50.00</P_13_2><P_14_2>4.00</P_14_2> ; P_15 = 177.00"),
        ["exempt"] = ("vat", "swap P_13_1: <P_13_7>100.00</P_13_7> ; drop P_14_1 ; P_15 = 100.00 ; P_12 = zw ; " +
            "swap P_19N: <P_19>1</P_19><P_19A>art. 43</P_19A>"),
        ["reverse charge"] = ("vat", "swap P_13_1: <P_13_10>100.00</P_13_10> ; drop P_14_1 ; P_15 = 100.00 ; P_12 = oo ; P_18 = 1"),
        ["margin"] = ("vat", "swap P_13_1: <P_13_11>100.00</P_13_11> ; drop P_14_1 ; P_15 = 100.00 ; drop P_12 ; " +
            "swap P_PMarzyN: <P_PMarzy>1</P_PMarzy><P_PMarzy_3_1>1</P_PMarzy_3_1>"),
        ["one stop shop"] = ("vat", "swap P_13_1: <P_13_5>100.00</P_13_5> ; swap P_14_1: <P_14_5>19.00</P_14_5> ; P_15 = 119.00 ; " +
            "swap P_12: <P_12_XII>19</P_12_XII>"),
        ["to the Union"] = ("vat", "swap P_13_1: <P_13_6_2>100.00</P_13_6_2> ; drop P_14_1 ; P_15 = 100.00 ; P_12 = 0 WDT ; " +
            "swap Podmiot2/NIP: <KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE> ; " +
            "before Podmiot1/DaneIdentyfikacyjne: <PrefiksPodatnika>PL</PrefiksPodatnika>"),
        ["new vehicle"] = ("to the Union", "swap P_22N: <P_22>1</P_22><P_42_5>2</P_42_5>" +
            "<NowySrodekTransportu><P_22A>2026-01-01</P_22A><P_NrWierszaNST>1</P_NrWierszaNST><P_22C>1</P_22C></NowySrodekTransportu>"),
        ["euro"] = ("vat", "KodWaluty = EUR ; after P_14_1: <P_14_1W>99.38</P_14_1W> ; into FaWiersz: <KursWaluty>4.3210</KursWaluty>"),
        ["consumer"] = ("vat", "swap Podmiot2/NIP: <BrakID>1</BrakID> ; drop Podmiot2/Adres"),
        ["simplified"] = ("vat", "RodzajFaktury = UPR ; drop P_13_1 ; drop P_14_1"),
        ["correction"] = ("vat", $"RodzajFaktury = KOR ; after RodzajFaktury: {Corrected}"),
        ["correction, gross"] = ("correction", "swap P_9A: <P_9B>61.50</P_9B> ; swap P_11: <P_11A>123.00</P_11A>"),
        ["before and after"] = ("correction", $"before FaWiersz: {Line(1, "40.00", "23", "<StanPrzed>1</StanPrzed>")} ; " +
            "P_13_1 = 60.00 ; P_14_1 = 13.80 ; P_15 = 73.80"),
        ["advance"] = ("vat", "RodzajFaktury = ZAL ; drop FaWiersz ; into Fa: <Zamowienie><WartoscZamowienia>246.00</WartoscZamowienia>" +
            $"{OrderLine(1, "100.00", "23.00")}{OrderLine(2, "100.00", "23.00")}</Zamowienie>"),
        ["advance in euro"] = ("advance", "KodWaluty = EUR ; after P_14_1: <P_14_1W>99.38</P_14_1W> ; after P_15: <KursWalutyZ>4.3210</KursWalutyZ>"),
        ["advance in parts"] = ("advance", "after RodzajFaktury: " +
            "<ZaliczkaCzesciowa><P_6Z>2026-11-20</P_6Z><P_15Z>100.00</P_15Z></ZaliczkaCzesciowa>" +
            "<ZaliczkaCzesciowa><P_6Z>2026-11-21</P_6Z><P_15Z>23.00</P_15Z></ZaliczkaCzesciowa>"),
        ["correction of an advance"] = ("advance", $"RodzajFaktury = KOR_ZAL ; after RodzajFaktury: {Corrected}<P_15ZK>61.50</P_15ZK>"),
        ["final"] = ("vat", "RodzajFaktury = ROZ ; after RodzajFaktury: " +
            "<FakturaZaliczkowa><NrKSeFFaZaliczkowej>5241037786-20261102-2C3D4E5F6071-A0</NrKSeFFaZaliczkowej></FakturaZaliczkowa>"),
        ["correction of a final"] = ("correction", "RodzajFaktury = KOR_ROZ"),
        ["to be paid"] = ("vat", "into Fa: <Platnosc><TerminPlatnosci><Termin>2026-12-06</Termin></TerminPlatnosci>" +
            "<FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>60102010260000042270201111</NrRB></RachunekBankowy></Platnosc>"),
        ["paid"] = ("vat", "into Fa: <Platnosc><Zaplacono>1</Zaplacono><DataZaplaty>2026-11-22</DataZaplaty></Platnosc>"),
        ["paid in parts"] = ("vat", "into Fa: <Platnosc><ZnacznikZaplatyCzesciowej>2</ZnacznikZaplatyCzesciowej>" +
            $"{PartPaid("100.00")}{PartPaid("23.00")}</Platnosc>"),
        ["settled"] = ("vat", "into Fa: <Rozliczenie><Obciazenia><Kwota>10.00</Kwota><Powod>kaucja</Powod></Obciazenia>" +
            "<Obciazenia><Kwota>5.50</Kwota><Powod>druga</Powod></Obciazenia><SumaObciazen>15.50</SumaObciazen>" +
            "<Odliczenia><Kwota>3.00</Kwota><Powod>zwrot</Powod></Odliczenia><SumaOdliczen>3.00</SumaOdliczen>" +
            "<DoZaplaty>135.50</DoZaplaty></Rozliczenie>"),
        ["attachment"] = ("vat", "after Fa: <Zalacznik><BlokDanych><MetaDane><ZKlucz>a</ZKlucz><ZWartosc>b</ZWartosc></MetaDane>" +
            "<Tabela><TNaglowek><Kol Typ=\"txt\"><NKom>A</NKom></Kol><Kol Typ=\"txt\"><NKom>B</NKom></Kol></TNaglowek>" +
            "<Wiersz><WKom>1</WKom><WKom>2</WKom></Wiersz></Tabela></BlokDanych></Zalacznik>"),
    };

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => Variants.Keys.Prepend("vat");

    /// <summary>The file with its changes.</summary>
    public static string With(string name, string change = "")
    {
        var root = XElement.Parse(Build(name), LoadOptions.PreserveWhitespace);
        foreach (var one in change.Split(" ; ", StringSplitOptions.RemoveEmptyEntries)) Apply(root, one);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>A line without quantity and price.</summary>
    public static string Line(int number, string net, string rate, string more = "") =>
        $"<FaWiersz><NrWierszaFa>{number}</NrWierszaFa><P_7>Bułka</P_7><P_11>{net}</P_11><P_12>{rate}</P_12>{more}</FaWiersz>";

    private static string OrderLine(int number, string net, string tax) =>
        $"<ZamowienieWiersz><NrWierszaZam>{number}</NrWierszaZam><P_7Z>Tort</P_7Z>" +
        $"<P_11NettoZ>{net}</P_11NettoZ><P_11VatZ>{tax}</P_11VatZ><P_12Z>23</P_12Z></ZamowienieWiersz>";

    private static string PartPaid(string amount) =>
        $"<ZaplataCzesciowa><KwotaZaplatyCzesciowej>{amount}</KwotaZaplatyCzesciowej>" +
        "<DataZaplatyCzesciowej>2026-11-20</DataZaplatyCzesciowej></ZaplataCzesciowa>";

    private static string Build(string name) => Variants.TryGetValue(name, out var variant) ? With(variant.From, variant.Change) : name == "vat" ? Vat
        : throw new ArgumentException($"There is no small invoice \"{name}\", but: {string.Join(", ", Names)}.");

    private static void Apply(XElement root, string change)
    {
        if (ChangeForm().Match(change) is not { Success: true } parts) throw new ArgumentException($"Not a change: {change}");
        var element = Find(root, parts.Groups["path"].Value) ?? throw new ArgumentException($"Not in the invoice: {parts.Groups["path"].Value}");
        var value = parts.Groups["value"].Value;
        switch (parts.Groups["verb"].Value)
        {
            case "before": element.AddBeforeSelf(Elements(value)); break;
            case "after": element.AddAfterSelf(Elements(value)); break;
            case "into": element.Add(Elements(value)); break;
            case "swap": element.ReplaceWith(Elements(value)); break;
            case "drop": element.Remove(); break;
            default: element.Value = value; break;
        }
    }

    private static XElement? Find(XElement root, string path)
    {
        var found = root;
        foreach (var step in path.Split('/'))
        {
            var (name, place) = step.EndsWith(']') ? (step[..step.IndexOf('[')], int.Parse(step[(step.IndexOf('[') + 1)..^1])) : (step, 1);
            found = found?.Descendants(root.Name.Namespace + name).ElementAtOrDefault(place - 1);
        }
        return found;
    }

    private static IEnumerable<XElement> Elements(string fragment) =>
        XElement.Parse($"<x xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">{fragment}</x>", LoadOptions.PreserveWhitespace).Elements();

    [GeneratedRegex(@"^(?:(?<verb>before|after|into|swap) (?<path>\S+): (?<value>.+)|(?<verb>drop) (?<path>\S+)|(?<path>\S+) = (?<value>.*))$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ChangeForm();
}
