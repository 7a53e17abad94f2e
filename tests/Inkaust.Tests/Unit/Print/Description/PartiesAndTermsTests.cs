using System.Xml.Linq;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Parties, terms, attachments and footers of a print, and that nothing in the file is passed over.</summary>
public sealed class PartiesAndTermsTests
{
    private const string Seller = "<Podmiot1><DaneIdentyfikacyjne><NIP>5241037786</NIP><Nazwa>a</Nazwa></DaneIdentyfikacyjne></Podmiot1>";
    private const string Buyer = "<Podmiot2><DaneIdentyfikacyjne><BrakID>1</BrakID></DaneIdentyfikacyjne><JST>2</JST><GV>2</GV></Podmiot2>";
    private const string Both = "<< ## Sprzedawca\na*\nNIP: 5241037786 || ## Nabywca\nIdentyfikator: brak >>";

    [Theory]
    [InlineData("a NIP", "<NIP>1</NIP><Nazwa>a</Nazwa>", "", "a*\nNIP: 1")]
    [InlineData("a unit", "<IDWew>1-2</IDWew>", "", "Identyfikator wewnętrzny: 1-2")]
    [InlineData("from the Union", "<KodUE>DE</KodUE><NrVatUE>1</NrVatUE>", "", "Numer VAT UE: DE 1")]
    [InlineData("from elsewhere", "<KodKraju>US</KodKraju><NrID>1</NrID>", "", "Identyfikator podatkowy: US 1")]
    [InlineData("from elsewhere, told twice", "<KodKraju>NO</KodKraju><NrID>NO 987</NrID>", "", "Identyfikator podatkowy: NO 987")]
    [InlineData("from nobody knows where", "<NrID>1</NrID>", "", "Identyfikator podatkowy: 1")]
    [InlineData("a consumer", "<BrakID>1</BrakID>", "", "Identyfikator: brak")]
    [InlineData("a prefix and EORI", "<NIP>1</NIP>", "<PrefiksPodatnika>PL</PrefiksPodatnika><NrEORI>e</NrEORI>",
        "NIP: 1 ; Prefiks VAT UE: PL ; EORI: e")]
    [InlineData("an address", "<NIP>1</NIP>", "<Adres><KodKraju>PL</KodKraju><AdresL1>Rynek 1</AdresL1><AdresL2>Kraków</AdresL2><GLN>5</GLN></Adres>",
        "NIP: 1 ; Adres: Rynek 1, Kraków, GLN 5")]
    [InlineData("two addresses", "<NIP>1</NIP>", "<Adres><KodKraju>PL</KodKraju><AdresL1>a</AdresL1></Adres><AdresKoresp><KodKraju>DE</KodKraju>"
        + "<AdresL1>b</AdresL1></AdresKoresp>",
        "NIP: 1 ; Adres: a ; Koresp.: b, Niemcy")]
    [InlineData("contacts", "<NIP>1</NIP>", "<DaneKontaktowe><Email>a@b</Email><Telefon>2</Telefon></DaneKontaktowe>"
        + "<DaneKontaktowe><EmailPU>c@d</EmailPU></DaneKontaktowe>",
        "NIP: 1 ; E-mail: a@b ; Telefon: 2 ; E-mail: c@d")]
    [InlineData("numbers", "<NIP>1</NIP>", "<NrKlienta>k</NrKlienta><IDNabywcy>i</IDNabywcy><StatusInfoPodatnika>3</StatusInfoPodatnika>"
        + "<Udzial>50</Udzial>",
        "NIP: 1 ; Numer klienta: k ; Klucz nabywcy: i ; Status podatnika: w stanie upadłości ; Udział: 50%")]
    [InlineData("a unit of a local government", "<NIP>1</NIP>", "<JST>1</JST><GV>2</GV>", "NIP: 1 ; Jednostka podrzędna JST: tak")]
    [InlineData("a member of a VAT group", "<NIP>1</NIP>", "<JST>2</JST><GV>1</GV>", "NIP: 1 ; Członek grupy VAT: tak")]
    [InlineData("what nobody asks for", "<NIP>1</NIP>", "<Obcy>x</Obcy>", "NIP: 1\nObcy: x")]
    public void A_party_says_who_and_where_it_is(string what, string identity, string rest, string told)
    {
        var blocks = Parties.Party(new Reading().Of(XElement.Parse($"<P><DaneIdentyfikacyjne>{identity}</DaneIdentyfikacyjne>{rest}</P>")), "T",
            new Composer(Tongue.Of(PrintLanguages.Polish), "PLN"));
        Assert.Equal((what, "## T\n" + told), (what, Told.Of([blocks])));
    }

    [Theory]
    [InlineData("seller and buyer", "", "")]
    [InlineData("a factor", "<Podmiot3><DaneIdentyfikacyjne><NIP>1</NIP></DaneIdentyfikacyjne><Rola>1</Rola></Podmiot3>",
        "\n<< ## Faktor\nNIP: 1 ||  >>")]
    [InlineData("a role in words", "<Podmiot3><DaneIdentyfikacyjne><NIP>1</NIP></DaneIdentyfikacyjne><RolaInna>1</RolaInna>"
        + "<OpisRoli>świadek</OpisRoli></Podmiot3>", "\n<< ## świadek\nNIP: 1 ||  >>")]
    [InlineData("no role", "<Podmiot3><DaneIdentyfikacyjne><NIP>1</NIP></DaneIdentyfikacyjne></Podmiot3>", "\n<< ## Podmiot trzeci\nNIP: 1 ||  >>")]
    [InlineData("an unknown role", "<Podmiot3><DaneIdentyfikacyjne><NIP>1</NIP></DaneIdentyfikacyjne><Rola>99</Rola></Podmiot3>",
        "\n<< ## Podmiot trzeci\nNIP: 1 ||  >>")]
    [InlineData("a payer and a bailiff", "<Podmiot3><DaneIdentyfikacyjne><NIP>1</NIP></DaneIdentyfikacyjne><Rola>6</Rola></Podmiot3>"
        + "<PodmiotUpowazniony><DaneIdentyfikacyjne><NIP>2</NIP></DaneIdentyfikacyjne><RolaPU>2</RolaPU></PodmiotUpowazniony>",
        "\n<< ## Dokonujący płatności\nNIP: 1 || ## Komornik sądowy\nNIP: 2 >>")]
    [InlineData("three", "<Podmiot3><OpisRoli>x</OpisRoli></Podmiot3><Podmiot3><OpisRoli>y</OpisRoli></Podmiot3>"
        + "<Podmiot3><OpisRoli>z</OpisRoli></Podmiot3>",
        "\n<< ## x\n || ## y\n >>\n<< ## z\n ||  >>")]
    public void Others_stand_in_pairs_under_their_roles(string what, string others, string told) =>
        Assert.Equal((what, Both + told), (what, Told.By(Parties.Compose, Seller + Buyer + others)));

    [Theory]
    [InlineData("delivery notes", "<WZ>1</WZ><WZ>2</WZ>", "Dokumenty WZ: 1, 2")]
    [InlineData("an empty delivery note", "<WZ> </WZ>", "")]
    [InlineData("contracts", "<WarunkiTransakcji><Umowy><DataUmowy>2026-01-02</DataUmowy><NrUmowy>u</NrUmowy></Umowy>"
        + "<Umowy><NrUmowy>v</NrUmowy></Umowy></WarunkiTransakcji>",
        "Umowa: u, 2026-01-02 ; Umowa: v")]
    [InlineData("orders", "<WarunkiTransakcji><Zamowienia><DataZamowienia>2026-01-02</DataZamowienia></Zamowienia></WarunkiTransakcji>",
        "Zamówienie: 2026-01-02")]
    [InlineData("batches", "<WarunkiTransakcji><NrPartiiTowaru>a</NrPartiiTowaru><NrPartiiTowaru>b</NrPartiiTowaru></WarunkiTransakcji>",
        "Numer partii towaru: a, b")]
    [InlineData("delivery", "<WarunkiTransakcji><WarunkiDostawy>EXW</WarunkiDostawy></WarunkiTransakcji>", "Warunki dostawy: EXW")]
    [InlineData("an intermediary", "<WarunkiTransakcji><PodmiotPosredniczacy>1</PodmiotPosredniczacy></WarunkiTransakcji>",
        "Podmiot pośredniczący (art. 22 ust. 2d ustawy): tak")]
    [InlineData("a carriage", "<WarunkiTransakcji><Transport><RodzajTransportu>3</RodzajTransportu>"
        + "<NrZleceniaTransportu>n</NrZleceniaTransportu></Transport></WarunkiTransakcji>",
        "### Transport\nRodzaj transportu: transport drogowy ; Numer zlecenia transportu: n")]
    [InlineData("another carriage", "<WarunkiTransakcji><Transport><TransportInny>1</TransportInny><OpisInnegoTransportu>o</OpisInnegoTransportu>"
        + "<LadunekInny>1</LadunekInny><OpisInnegoLadunku>l</OpisInnegoLadunku></Transport></WarunkiTransakcji>",
        "### Transport\nRodzaj transportu: o ; Ładunek: l")]
    [InlineData("a way", "<WarunkiTransakcji><Transport><WysylkaZ><AdresL1>a</AdresL1></WysylkaZ><WysylkaPrzez><AdresL1>b</AdresL1></WysylkaPrzez>"
        + "<WysylkaDo><AdresL1>c</AdresL1></WysylkaDo></Transport></WarunkiTransakcji>",
        "### Transport\nWysyłka z: a ; Wysyłka przez: b ; Wysyłka do: c")]
    [InlineData("a carrier", "<WarunkiTransakcji><Transport><Przewoznik><DaneIdentyfikacyjne><NIP>1</NIP><Nazwa>p</Nazwa></DaneIdentyfikacyjne>"
        + "<AdresPrzewoznika><AdresL1>a</AdresL1></AdresPrzewoznika></Przewoznik></Transport></WarunkiTransakcji>",
        "### Transport\nPrzewoźnik: p, NIP 1, a")]
    public void Terms_are_told(string what, string fa, string told) => Assert.Equal((what, told),
        (what, string.Join('\n', Told.By(Terms.Compose, fa).Split('\n').Skip(1))));

    [Theory]
    [InlineData("on the invoice", "<DodatkowyOpis><Klucz>k</Klucz><Wartosc>w</Wartosc></DodatkowyOpis>", "| Rodzaj informacji | Treść |\n| k | w |")]
    [InlineData("on a line", "<DodatkowyOpis><Klucz>k</Klucz><Wartosc>w</Wartosc></DodatkowyOpis><DodatkowyOpis><NrWiersza>2</NrWiersza>"
        + "<Klucz>l</Klucz><Wartosc>x</Wartosc></DodatkowyOpis>",
        "| Wiersz 1 | Rodzaj informacji | Treść |\n|  | k | w |\n| 2 | l | x |")]
    public void Details_have_the_number_of_their_line(string what, string details, string told) =>
        Assert.Equal((what, "## Dodatkowe informacje\n" + told), (what, Told.By(Appendix.Details, details)));

    [Fact]
    public void An_attachment_is_told_block_by_block() => Assert.Equal("""
        ## Załącznik: Zużycie
        k: v
        akapit
        ### Tabela
        f: g
        | Dzień | kWh 1 | x |
        | 1 | 1 000,5 |  |
        | Razem |  |  |*
        """, Told.By(Appendix.Attachment, "<Zalacznik><BlokDanych><ZNaglowek>Zużycie</ZNaglowek><MetaDane><ZKlucz>k</ZKlucz><ZWartosc>v</ZWartosc></MetaDane><Tekst><Akapit>akapit</Akapit></Tekst>"
            + "<Tabela><TMetaDane><TKlucz>f</TKlucz><TWartosc>g</TWartosc></TMetaDane><Opis>Tabela</Opis>"
            + "<TNaglowek><Kol Typ=\"date\"><NKom>Dzień</NKom></Kol><Kol Typ=\"dec\"><NKom>kWh</NKom></Kol>"
            + "<Kol Typ=\"txt\"><NKom>x</NKom></Kol></TNaglowek>"
            + "<Wiersz><WKom>1</WKom><WKom>1000.5</WKom></Wiersz><Suma><SKom>Razem</SKom></Suma></Tabela></BlokDanych></Zalacznik>"));

    [Theory]
    [InlineData("a block without heading", "<MetaDane><ZKlucz>k</ZKlucz><ZWartosc>v</ZWartosc></MetaDane>", "k: v")]
    [InlineData("whole numbers", "<Tabela><TNaglowek><Kol Typ=\"int\"><NKom>n</NKom></Kol></TNaglowek><Wiersz><WKom>1000</WKom></Wiersz></Tabela>",
        "\n\n| n 1 |\n| 1 000 |")]
    [InlineData("a table without columns", "<Tabela><Opis>o</Opis></Tabela>", "\n### o\n")]
    public void Columns_of_numbers_stand_to_the_right(string what, string block, string told) =>
        Assert.Equal((what, "## Załącznik\n" + told), (what, Told.By(Appendix.Attachment,
            $"<Zalacznik><BlokDanych>{block}</BlokDanych></Zalacznik>")));

    [Fact]
    public void A_footer_names_registers_and_texts() => Assert.Equal("## Rejestry i informacje\nf · KRS: 1 · BDO: 2\ntekst",
        Told.By(Appendix.Footer, "<Stopka><Informacje><StopkaFaktury>tekst</StopkaFaktury></Informacje><Rejestry><PelnaNazwa>f</PelnaNazwa>"
            + "<KRS>1</KRS><BDO>2</BDO></Rejestry></Stopka>"));

    [Fact]
    public void What_nobody_read_is_told_with_its_own_names()
    {
        var composer = new Composer(Tongue.Of(PrintLanguages.Polish), "PLN");
        var part = new Reading().Of(XElement.Parse("<Fa><a>1</a><b><c>2</c><d/></b><e>3</e><f><g>4</g></f></Fa>"));
        Assert.Equal("1", part["a"]);
        Assert.Equal("e: 3\n### b\nc: 2\n### f\ng: 4", Told.Of(composer.Rest(part)));
        Assert.Empty(composer.Rest(part));
        Assert.Equal("", composer.RestInLine(part));
    }

    [Fact]
    public void What_is_nested_without_end_is_told_in_one_line()
    {
        var deep = "<v>1</v><w>2</w>";
        for (var i = 0; i < 12; i++) deep = $"<n{i}>{deep}</n{i}>";
        var told = Told.Of(new Composer(Tongue.Of(PrintLanguages.Polish), "PLN").Rest(new Reading().Of(XElement.Parse($"<Fa>{deep}</Fa>")))).Split('\n');
        Assert.Equal("### n11|### n10|### n9|### n8|### n7|### n6|### n5|### n4|v: 1 · w: 2", string.Join('|', told));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public void Four_short_fields_fill_two_columns(int count, int columns)
    {
        Assert.Equal(columns, Composer.Grid([.. Enumerable.Range(0, count).Select(i => new Field("a", new string('x', 59)))]).Columns);
        Assert.Equal(1, Composer.Grid([.. Enumerable.Range(0, count).Select(i => new Field("a", new string('x', i == 0 ? 60 : 1)))]).Columns);
    }

    [Fact]
    public void A_part_that_is_not_there_says_nothing()
    {
        var part = new Reading().Of(null);
        Assert.False(part.Exists);
        Assert.Null(part["a"]);
        Assert.Null(part.Text);
        Assert.False(part.Says("a"));
        Assert.Empty(part.Children("a"));
        Assert.Empty(part.Unread());
        Assert.Null(new Composer(Tongue.Of(PrintLanguages.Polish), "PLN").Address(part, "Adres"));
        Assert.True(new Reading().Of(XElement.Parse("<Fa><a> 1 </a></Fa>")).Says("a"));
        Assert.True(new Reading().Of(XElement.Parse("<Fa><a>true</a></Fa>")).Says("a"));
        Assert.False(new Reading().Of(XElement.Parse("<Fa><a>2</a></Fa>")).Says("a"));
    }
}
