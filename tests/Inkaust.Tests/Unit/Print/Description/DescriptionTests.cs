using System.Xml.Linq;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Each section of a print by itself: what it says of which elements, and that nothing in them is lost.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void Nothing_makes_no_section()
    {
        foreach (var compose in (Func<Part, Composer, IEnumerable<Block>>[])
            [Lines.OfInvoice, Lines.OfOrder, Sums.Settlement, Correction.Compose, Advances.Compose, Annotations.Compose, Terms.Compose,
                Payment.Compose, Appendix.Details, Appendix.Footer, Appendix.Attachment])
            Assert.Equal("", Told.By(compose, ""));
    }

    [Fact]
    public void Lines_have_the_columns_that_some_line_fills_and_small_print_for_the_rest() => Assert.Equal("""
        ## Pozycje faktury
        | Lp. 1 | Nazwa towaru lub usługi | Ilość 1 | J.m. | Cena netto 1 | Wartość netto 1 | Stawka VAT 1 | Do przeniesienia, Z przeniesienia of column 5: 1 234,50
        | 1 | Dąb | 2 | szt. | 10,50 | 21,00 | 23% | +21.00
        | 2 | Buk (GTU: GTU_01 · PKWiU: 16.10) |  |  |  | 5,00 | zw | +5
        """,
        Told.By(Lines.OfInvoice, "<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Dąb</P_7><P_8A>szt.</P_8A><P_8B>2</P_8B><P_9A>10.5</P_9A>"
            + "<P_11>21.00</P_11><P_12>23</P_12></FaWiersz>"
            + "<FaWiersz><NrWierszaFa>2</NrWierszaFa><P_7>Buk</P_7><GTU>GTU_01</GTU><PKWiU>16.10</PKWiU><P_11>5</P_11><P_12>zw</P_12></FaWiersz>"));

    [Theory]
    [InlineData("net before gross", "<P_11>1</P_11><P_11A>2</P_11A>", "of column 2", "+1")]
    [InlineData("gross alone", "<P_11A>2</P_11A>", "of column 2", "+2")]
    [InlineData("no amount", "<P_8A>x</P_8A>", "", "")]
    [InlineData("not a number", "<P_11>x</P_11>", "of column 2", "")]
    public void The_sum_of_the_net_or_gross_column_goes_over_the_end_of_a_page(string what, string amounts, string carried, string row)
    {
        var told = Told.By(Lines.OfInvoice, $"<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>a</P_7>{amounts}</FaWiersz>").Split('\n');
        Assert.True(carried.Length == 0 ? !told[1].Contains(" of column", StringComparison.Ordinal) : told[1].Contains(carried,
            StringComparison.Ordinal), what);
        Assert.Equal(row, told[2][(told[2].LastIndexOf('|') + 1)..].Trim());
    }

    [Fact]
    public void A_correction_shows_lines_before_and_after_and_carries_no_sum()
    {
        var told = Told.By(Lines.OfInvoice, "<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>a</P_7><P_11>1</P_11><StanPrzed>1</StanPrzed></FaWiersz>"
            + "<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>a</P_7><P_11>2</P_11></FaWiersz>").Split('\n');
        Assert.Equal(["| Lp. 1 | Stan | Nazwa towaru lub usługi | Wartość netto 1 |", "| 1 | przed | a | 1,00 |~", "| 1 | po | a | 2,00 |"],
            told[1..]);
    }

    [Fact]
    public void An_order_shows_its_value_in_the_currency()
    {
        Assert.Equal("## Zamówienie lub umowa\nWartość zamówienia lub umowy: 1 230,00 PLN*",
            Told.By(Lines.OfOrder, "<Zamowienie><WartoscZamowienia>1230</WartoscZamowienia></Zamowienie>"));
        var told = Told.By(Lines.OfOrder, "<Zamowienie><WartoscZamowienia>5</WartoscZamowienia><ZamowienieWiersz><NrWierszaZam>1</NrWierszaZam>"
            + "<P_7Z>a</P_7Z><P_11NettoZ>4</P_11NettoZ>"
            + "<P_11VatZ>1</P_11VatZ><StanPrzedZ>1</StanPrzedZ></ZamowienieWiersz></Zamowienie>").Split('\n');
        Assert.Equal(["| 1 | przed | a | 4,00 | 1,00 |~", "Wartość zamówienia lub umowy: 5,00 PLN*"], told[2..]);
    }

    [Theory]
    [InlineData("one rate, named by the lines", "<FaWiersz><P_12>22</P_12></FaWiersz><P_13_1>100</P_13_1><P_14_1>22</P_14_1><P_15>122</P_15>",
        "| Stawka | Netto 1 | VAT 1 | Brutto 1 |\n| 22% | 100,00 | 22,00 | 122,00 |\nKwota należności ogółem = 122,00 PLN")]
    [InlineData("both rates of one sum", "<FaWiersz><P_12>22</P_12></FaWiersz><FaWiersz><P_12>23</P_12></FaWiersz><P_13_1>1</P_13_1>"
        + "<P_14_1>1</P_14_1><P_15>2</P_15>",
        "| Stawka | Netto 1 | VAT 1 | Brutto 1 |\n| 23%, 22% | 1,00 | 1,00 | 2,00 |\nKwota należności ogółem = 2,00 PLN")]
    [InlineData("a sum that no line names", "<P_13_1>100</P_13_1><P_14_1>23</P_14_1><P_15>123</P_15>",
        "| Stawka | Netto 1 | VAT 1 | Brutto 1 |\n| podstawowa | 100,00 | 23,00 | 123,00 |\nKwota należności ogółem = 123,00 PLN")]
    [InlineData("two sums and their total, one in zloty", "<P_13_1>100</P_13_1><P_14_1>23</P_14_1><P_14_1W>92</P_14_1W><P_13_7>5</P_13_7>"
        + "<P_15>128</P_15>",
        "| Stawka | Netto 1 | VAT 1 | VAT w PLN 1 | Brutto 1 |\n| podstawowa | 100,00 | 23,00 | 92,00 | 123,00 |\n| zw | 5,00 | – |  | 5,00 |\n"
        + "| Razem | 105,00 | 23,00 | 92,00 | 128,00 |*\nKwota należności ogółem = 128,00 PLN")]
    [InlineData("tax without a net sum", "<P_14_2>5</P_14_2><P_15>5</P_15>",
        "| Stawka | Netto 1 | VAT 1 | Brutto 1 |\n| obniżona | 0,00 | 5,00 | 5,00 |\nKwota należności ogółem = 5,00 PLN")]
    [InlineData("no sums", "<P_15>5</P_15>", "Kwota należności ogółem = 5,00 PLN")]
    [InlineData("a correction", "<P_15>-5</P_15><RodzajFaktury>KOR</RodzajFaktury>", "Korekta kwoty należności = -5,00 PLN")]
    [InlineData("a correction of an advance", "<P_15>-5</P_15><RodzajFaktury>KOR_ZAL</RodzajFaktury><P_15ZK>10</P_15ZK>"
        + "<KursWalutyZK>4.5</KursWalutyZK>",
        "Korekta kwoty należności = -5,00 PLN\n_\nKwota przed korektą: 10,00 PLN ; Kwota po korekcie: 5,00 PLN ; Kurs waluty przed korektą: 4,5")]
    [InlineData("a correction of a final invoice", "<P_15>-5</P_15><RodzajFaktury>KOR_ROZ</RodzajFaktury>", "Korekta kwoty należności = -5,00 PLN")]
    [InlineData("an advance", "<P_15>5</P_15><RodzajFaktury>ZAL</RodzajFaktury><KursWalutyZ>4.25</KursWalutyZ>",
        "Kwota otrzymanej zapłaty = 5,00 PLN\n_\nKurs waluty: 4,25")]
    [InlineData("a final invoice", "<P_15>5</P_15><RodzajFaktury>ROZ</RodzajFaktury>", "Kwota pozostała do zapłaty = 5,00 PLN")]
    public void Sums_are_shown_by_rate_with_what_is_due(string what, string fa, string told) => Assert.Equal((what, "## Podsumowanie\n" + told),
        (what, Told.By(Sums.Compose, fa)));

    [Fact]
    public void A_settlement_with_payments_received_before_tells_what_remains() => Assert.Equal("""
        ## Podsumowanie
        _
        Kwota należności ogółem: 4 705,05 PLN* ; Otrzymane zaliczki: 1 500,00 PLN
        Kwota pozostała do zapłaty = 3 205,05 PLN
        """, Told.By(Sums.Compose, "<P_15>4705.05</P_15><RodzajFaktury>ROZ</RodzajFaktury>"
            + "<ZaliczkaCzesciowa><P_6Z>d</P_6Z><P_15Z>1000.00</P_15Z></ZaliczkaCzesciowa>"
            + "<ZaliczkaCzesciowa><P_6Z>e</P_6Z><P_15Z>500.00</P_15Z></ZaliczkaCzesciowa>"));

    private const string Half = "<FaWiersz><P_11>1000</P_11><P_12>23</P_12></FaWiersz><FaWiersz><P_11>100</P_11><P_12>zw</P_12></FaWiersz>";

    [Theory]
    [InlineData("deducted", Half + "<P_13_1>400</P_13_1><P_14_1>92</P_14_1><P_13_7>100</P_13_7>",
        "| Rozliczenie zaliczek | Netto 1 | VAT 1 | Brutto 1 |\n| Wartość dostaw i usług | 1 100,00 | 230,00 | 1 330,00 |\n"
        + "| Odliczone zaliczki | -600,00 | -138,00 | -738,00 |\n| Pozostaje | 500,00 | 92,00 | 592,00 |*\n")]
    [InlineData("nothing deducted, but for rounding", Half + "<P_13_1>1000</P_13_1><P_14_1>230.01</P_14_1><P_13_7>100</P_13_7>", "")]
    [InlineData("gross prices", "<FaWiersz><P_11A>123</P_11A><P_12>23</P_12></FaWiersz><P_13_1>50</P_13_1><P_14_1>11.50</P_14_1>",
        "| Rozliczenie zaliczek | Netto 1 | VAT 1 | Brutto 1 |\n| Wartość dostaw i usług | 100,00 | 23,00 | 123,00 |\n"
        + "| Odliczone zaliczki | -50,00 | -11,50 | -61,50 |\n| Pozostaje | 50,00 | 11,50 | 61,50 |*\n")]
    [InlineData("lines that cannot be added", "<FaWiersz><P_12>23</P_12></FaWiersz><P_13_1>50</P_13_1>", "")]
    public void Lines_less_the_advances_are_the_sums_of_a_settlement(string what, string fa, string told) =>
        Assert.Equal((what, $"## Zaliczki\n{told}Numer faktury zaliczkowej: n"), (what, Told.By(Advances.Compose, fa
            + "<RodzajFaktury>ROZ</RodzajFaktury><FakturaZaliczkowa><NrFaZaliczkowej>n</NrFaZaliczkowej></FakturaZaliczkowa>")));

    private const string Was = "<FaWiersz><P_11>2400</P_11><P_12>23</P_12><StanPrzed>1</StanPrzed></FaWiersz>";

    [Theory]
    [InlineData("one rate", Was + "<FaWiersz><P_11>2100</P_11><P_12>23</P_12></FaWiersz><P_13_1>-300</P_13_1><P_14_1>-69</P_14_1>",
        "| Przed korektą | 2 400,00 | 552,00 | 2 952,00 |~\n| Po korekcie | 2 100,00 | 483,00 | 2 583,00 |\n"
        + "| Różnica (23%) | -300,00 | -69,00 | -369,00 |*")]
    [InlineData("another rate", Was + "<FaWiersz><P_11>2400</P_11><P_12>8</P_12></FaWiersz><P_13_1>-2400</P_13_1><P_14_1>-552</P_14_1>"
        + "<P_13_2>2400</P_13_2><P_14_2>192</P_14_2>",
        "| Przed korektą | 2 400,00 | 552,00 | 2 952,00 |~\n| Po korekcie | 2 400,00 | 192,00 | 2 592,00 |\n"
        + "| Różnica | 0,00 | -360,00 | -360,00 |*\n| Stawka | Netto 1 | VAT 1 | Brutto 1 |\n| 23% | -2 400,00 | -552,00 | -2 952,00 |\n"
        + "| 8% | 2 400,00 | 192,00 | 2 592,00 |\n| Razem | 0,00 | -360,00 | -360,00 |*")]
    [InlineData("taken back whole", Was + "<P_13_1>-2400</P_13_1><P_14_1>-552</P_14_1>",
        "| Przed korektą | 2 400,00 | 552,00 | 2 952,00 |~\n| Po korekcie | 0,00 | 0,00 | 0,00 |\n"
        + "| Różnica (23%) | -2 400,00 | -552,00 | -2 952,00 |*")]
    [InlineData("a grosz of rounding", Was + "<FaWiersz><P_11>2100</P_11><P_12>23</P_12></FaWiersz><P_13_1>-300</P_13_1><P_14_1>-69.01</P_14_1>",
        "| Przed korektą | 2 400,00 | 552,00 | 2 952,00 |~\n| Po korekcie | 2 100,00 | 482,99 | 2 582,99 |\n"
        + "| Różnica (23%) | -300,00 | -69,01 | -369,01 |*")]
    [InlineData("lines and sums that contradict each other", Was + "<FaWiersz><P_11>2000</P_11><P_12>23</P_12></FaWiersz><P_13_1>-300</P_13_1>"
        + "<P_14_1>-69</P_14_1>",
        "| Przed korektą | 2 400,00 | 552,00 | 2 952,00 |~\n| Po korekcie | 2 000,00 | 460,00 | 2 460,00 |\n"
        + "| Różnica (23%) | -300,00 | -69,00 | -369,00 |*")]
    public void A_correction_tells_the_totals_before_and_after_and_the_difference(string what, string fa, string told) => Assert.Equal(
        (what, $"## Podsumowanie\n| Korekta | Netto 1 | VAT 1 | Brutto 1 |\n{told}\nKorekta kwoty należności = 0,00 PLN"),
        (what, Told.By(Sums.Compose, fa + "<P_15>0</P_15><RodzajFaktury>KOR</RodzajFaktury>")));

    [Theory]
    [InlineData("by a day", "VAT", "123", "<TerminPlatnosci><Termin>2026-12-01</Termin></TerminPlatnosci>",
        "Stan płatności: do zapłaty* ; Termin płatności: 2026-12-01*")]
    [InlineData("nothing said", "VAT", "123", "<FormaPlatnosci>1</FormaPlatnosci>", "Stan płatności: brak zapłaty* ; Forma płatności: gotówka")]
    [InlineData("in part", "VAT", "123", "<ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej>"
        + "<ZaplataCzesciowa><KwotaZaplatyCzesciowej>23</KwotaZaplatyCzesciowej></ZaplataCzesciowa>",
        "Stan płatności: zapłacono w części* ; Pozostaje do zapłaty: 100,00 PLN*\n| Data | Forma płatności | Kwota 1 |\n|  |  | 23,00 |")]
    [InlineData("an advance came already", "ZAL", "123", "<FormaPlatnosci>6</FormaPlatnosci>", "Forma płatności: przelew")]
    [InlineData("a correction may give back", "KOR", "-5", "<FormaPlatnosci>6</FormaPlatnosci>", "Forma płatności: przelew")]
    [InlineData("nothing is due", "ROZ", "0", "<FormaPlatnosci>6</FormaPlatnosci>", "Forma płatności: przelew")]
    public void A_payment_tells_whether_something_is_still_to_be_paid(string what, string kind, string due, string payment, string told) =>
        Assert.Equal((what, "## Płatność\n" + told), (what, Told.By(Payment.Compose,
            $"<P_15>{due}</P_15><RodzajFaktury>{kind}</RodzajFaktury><Platnosc>{payment}</Platnosc>")));

    [Fact]
    public void What_the_file_says_is_left_is_not_told_twice() => Assert.DoesNotContain("Pozostaje", Told.By(Payment.Compose,
        "<P_15>9</P_15><Platnosc><ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej></Platnosc><Rozliczenie><DoZaplaty>5</DoZaplaty></Rozliczenie>"));

    [Fact]
    public void Every_sum_of_FA3_has_its_row()
    {
        string[] fields = ["1", "2", "3", "4", "5", "6_1", "6_2", "6_3", "7", "8", "9", "10", "11"];
        var sums = string.Concat(fields.Select((field, i) => $"<P_13_{field}>{i + 1}</P_13_{field}>"));
        Assert.Equal(["podstawowa 1,00", "obniżona 2,00", "5% 3,00", "ryczałt taksówek 4,00", "OSS 5,00", "0% kraj 6,00", "0% WDT 7,00",
            "0% eksport 8,00", "zw 9,00", "np I 10,00", "np II 11,00",
            "oo 12,00", "marża 13,00", "Razem 91,00"],
            Told.By(Sums.Compose, sums + "<P_15>0</P_15>").Split('\n')[2..^1].Select(row => row.Split(" | ") is var cells
                ? $"{cells[0][2..]} {cells[1]}" : ""));
    }

    [Theory]
    [InlineData("charges and deductions", "<Obciazenia><Kwota>1</Kwota><Powod>r</Powod></Obciazenia><SumaObciazen>1</SumaObciazen>"
        + "<Odliczenia><Kwota>2</Kwota><Powod>s</Powod></Odliczenia>"
        + "<SumaOdliczen>2</SumaOdliczen><DoZaplaty>5</DoZaplaty>",
        "r: + 1,00 ; Suma obciążeń: 1,00 ; s: - 2,00 ; Suma odliczeń: 2,00\nDo zapłaty = 5,00 PLN")]
    [InlineData("overpaid", "<DoRozliczenia>5</DoRozliczenia>", "Nadpłata do rozliczenia lub zwrotu = 5,00 PLN")]
    public void A_settlement_tells_what_is_added_and_taken_off(string what, string settlement, string told) =>
        Assert.Equal((what, "## Rozliczenie\n" + told), (what, Told.By(Sums.Settlement, $"<Rozliczenie>{settlement}</Rozliczenie>")));

    [Theory]
    [InlineData("due by a day", "<TerminPlatnosci><Termin>2026-12-01</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci>",
        "Forma płatności: przelew ; Termin płatności: 2026-12-01*")]
    [InlineData("due in words", "<TerminPlatnosci><TerminOpis><Ilosc>7</Ilosc><Jednostka>dni</Jednostka>"
        + "<ZdarzeniePoczatkowe>odbiór</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci>",
        "Termin płatności: 7 dni, odbiór")]
    [InlineData("due after something", "<TerminPlatnosci><TerminOpis><ZdarzeniePoczatkowe>odbiór</ZdarzeniePoczatkowe></TerminOpis>"
        + "</TerminPlatnosci>", "Termin płatności: odbiór")]
    [InlineData("another way", "<PlatnoscInna>1</PlatnoscInna><OpisPlatnosci>kompensata</OpisPlatnosci>", "Forma płatności: kompensata")]
    [InlineData("paid", "<Zaplacono>1</Zaplacono><DataZaplaty>2026-12-01</DataZaplaty>", "Stan płatności: zapłacono* ; Data zapłaty: 2026-12-01")]
    [InlineData("not paid", "<Zaplacono>2</Zaplacono>", "")]
    [InlineData("paid in part", "<ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej>", "Stan płatności: zapłacono w części*")]
    [InlineData("paid in full by parts", "<ZnacznikZaplatyCzesciowej>2</ZnacznikZaplatyCzesciowej>", "Stan płatności: zapłacono w częściach*")]
    [InlineData("accounts", "<RachunekBankowy><NrRB>1234567890</NrRB><NazwaBanku>b</NazwaBanku><SWIFT>s</SWIFT></RachunekBankowy>"
        + "<RachunekBankowyFaktora><NrRB>12</NrRB></RachunekBankowyFaktora>",
        "Rachunek bankowy: 12 3456 7890*! ; Bank: b ; SWIFT: s ; Rachunek faktora: 12*!")]
    [InlineData("parts", "<ZaplataCzesciowa><KwotaZaplatyCzesciowej>5</KwotaZaplatyCzesciowej>"
        + "<DataZaplatyCzesciowej>2026-12-01</DataZaplatyCzesciowej><FormaPlatnosci>1</FormaPlatnosci></ZaplataCzesciowa>",
        "| Data | Forma płatności | Kwota 1 |\n| 2026-12-01 | gotówka | 5,00 |")]
    [InlineData("what nobody asks for", "<LinkDoPlatnosci>l</LinkDoPlatnosci>", "Link do płatności: l")]
    public void A_payment_tells_how_when_and_where(string what, string payment, string told) =>
        Assert.Equal((what, told), (what, string.Join('\n', Told.By(Payment.Compose, $"<Platnosc>{payment}</Platnosc>").Split('\n').Skip(1))));

    [Theory]
    [InlineData("known to KSeF", "<NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>k</NrKSeFFaKorygowanej>", "k")]
    [InlineData("from outside", "<NrKSeFN>1</NrKSeFN>", "wystawiona poza KSeF")]
    [InlineData("nothing said", "", "")]
    public void A_correction_tells_what_it_corrects(string what, string known, string told) =>
        Assert.Equal((what, $"| FV/1 | 2026-11-01 | {told} |"), (what, Told.By(Correction.Compose,
            $"<DaneFaKorygowanej><DataWystFaKorygowanej>2026-11-01</DataWystFaKorygowanej><NrFaKorygowanej>FV/1</NrFaKorygowanej>{known}</DaneFaKorygowanej>").Split('\n')[2]));

    [Fact]
    public void A_correction_tells_the_parties_before() => Assert.Equal("""
        ## Dane korekty
        Przyczyna korekty: zwrot ; Skutek korekty: w dacie wystawienia faktury korygującej
        ### Sprzedawca przed korektą
        a*
        NIP: 5241037786
        ### Nabywca przed korektą
        b*
        Identyfikator: brak
        """, Told.By(Correction.Compose, "<PrzyczynaKorekty>zwrot</PrzyczynaKorekty><TypKorekty>2</TypKorekty>"
            + "<Podmiot1K><DaneIdentyfikacyjne><NIP>5241037786</NIP><Nazwa>a</Nazwa></DaneIdentyfikacyjne></Podmiot1K>"
            + "<Podmiot2K><DaneIdentyfikacyjne><BrakID>1</BrakID><Nazwa>b</Nazwa></DaneIdentyfikacyjne></Podmiot2K>"));

    [Theory]
    [InlineData("from outside", "<FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>n</NrFaZaliczkowej></FakturaZaliczkowa>",
        "Numer faktury zaliczkowej: n")]
    [InlineData("known to KSeF", "<FakturaZaliczkowa><NrKSeFFaZaliczkowej>k</NrKSeFFaZaliczkowej></FakturaZaliczkowa>",
        "Numer KSeF faktury zaliczkowej: k")]
    [InlineData("payments", "<ZaliczkaCzesciowa><P_6Z>2026-11-01</P_6Z><P_15Z>5</P_15Z></ZaliczkaCzesciowa>",
        "| Data otrzymania płatności | Kwota płatności 1 |\n| 2026-11-01 | 5,00 |")]
    [InlineData("payments with a rate", "<ZaliczkaCzesciowa><P_6Z>d</P_6Z><P_15Z>5</P_15Z></ZaliczkaCzesciowa><ZaliczkaCzesciowa><P_6Z>e</P_6Z>"
        + "<P_15Z>6</P_15Z><KursWalutyZW>4.5</KursWalutyZW></ZaliczkaCzesciowa>",
        "| Data otrzymania płatności | Kwota płatności 1 | Kurs waluty 1 |\n| d | 5,00 |  |\n| e | 6,00 | 4,5 |")]
    public void Advances_are_named_or_listed(string what, string advances, string told) =>
        Assert.Equal((what, "## Zaliczki\n" + told), (what, Told.By(Advances.Compose, advances)));

    [Theory]
    [InlineData("P_16", "metoda kasowa")]
    [InlineData("P_17", "samofakturowanie")]
    [InlineData("P_18", "odwrotne obciążenie")]
    [InlineData("P_18A", "mechanizm podzielonej płatności")]
    public void A_note_of_the_Act_stands_where_it_says_yes(string name, string words)
    {
        Assert.Equal($"## Adnotacje\n{words}*", Told.By(Annotations.Compose, $"<Adnotacje><{name}>1</{name}></Adnotacje>"));
        Assert.Equal("", Told.By(Annotations.Compose, $"<Adnotacje><{name}>2</{name}></Adnotacje>"));
    }

    [Theory]
    [InlineData("<P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>", "procedura marży dla biur podróży*")]
    [InlineData("<P_PMarzy>1</P_PMarzy><P_PMarzy_3_1>1</P_PMarzy_3_1>", "procedura marży – towary używane*")]
    [InlineData("<P_PMarzy>1</P_PMarzy><P_PMarzy_3_2>1</P_PMarzy_3_2>", "procedura marży – dzieła sztuki*")]
    [InlineData("<P_PMarzy>1</P_PMarzy><P_PMarzy_3_3>1</P_PMarzy_3_3>", "procedura marży – przedmioty kolekcjonerskie i antyki*")]
    [InlineData("<P_PMarzy>1</P_PMarzy>", "procedura marży*")]
    public void A_margin_is_named_by_its_kind(string margin, string told) => Assert.Equal("## Adnotacje\n" + told,
        Told.By(Annotations.Compose, $"<Adnotacje><PMarzy>{margin}</PMarzy></Adnotacje>"));

    [Theory]
    [InlineData("no margin", "<PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy>", "")]
    [InlineData("no exemption", "<Zwolnienie><P_19N>1</P_19N></Zwolnienie>", "")]
    [InlineData("no new vehicle", "<NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu>", "")]
    [InlineData("an exemption", "<Zwolnienie><P_19>1</P_19><P_19A>art. 43</P_19A></Zwolnienie>",
        "## Adnotacje\nDostawa lub usługa zwolniona od podatku*\nPodstawa zwolnienia: ustawa lub akt wykonawczy: art. 43")]
    [InlineData("a new vehicle", "<NoweSrodkiTransportu><P_22>1</P_22><P_42_5>1</P_42_5><NowySrodekTransportu><P_22B1>v</P_22B1>"
        + "</NowySrodekTransportu></NoweSrodkiTransportu>",
        "## Adnotacje\nWewnątrzwspólnotowa dostawa nowych środków transportu*\nObowiązek z art. 42 ust. 5 ustawy: tak\n### Nowy środek "
            + "transportu\nNumer VIN: v")]
    [InlineData("a new vehicle without the duty", "<NoweSrodkiTransportu><P_22>1</P_22><P_42_5>2</P_42_5></NoweSrodkiTransportu>",
        "## Adnotacje\nWewnątrzwspólnotowa dostawa nowych środków transportu*")]
    public void Grounds_and_vehicles_are_told(string what, string notes, string told) => Assert.Equal((what, told),
        (what, Told.By(Annotations.Compose, $"<Adnotacje>{notes}</Adnotacje>")));

    [Fact]
    public void Marks_of_the_invoice_are_told()
    {
        Assert.Equal("## Adnotacje\nFaktura do paragonu (art. 109 ust. 3d ustawy)*\nPowiązania między stronami*\nZwrot akcyzy dla rolników*",
            Told.By(Annotations.Compose, "<FP>1</FP><TP>1</TP><ZwrotAkcyzy>1</ZwrotAkcyzy>"));
        Assert.Contains("VAT: Faktura WE uproszczona na mocy art. 135–138", Told.By(Annotations.Compose, "<Adnotacje><P_23>1</P_23></Adnotacje>"));
    }
}
