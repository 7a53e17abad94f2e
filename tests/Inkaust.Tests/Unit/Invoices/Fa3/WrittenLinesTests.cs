using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>FaWiersz and ZamowienieWiersz: which amounts stand there, and how a line is read again.</summary>
public class WrittenLinesTests
{
    private const string Name = "<P_7>a</P_7>";
    private static readonly Line Basic = new() { Name = "a", Rate = VatRate.Parse("23") };

    private static readonly List<Case> Lines =
    [
        new("a net price", Basic with { Price = 10 }, Name + "<P_9A>10.00</P_9A><P_11>10.00</P_11><P_12>23</P_12>"),
        new("a net price by quantity less discount", Basic with { Price = 10.5m, Quantity = 3, Discount = 0.505m },
            Name + "<P_8B>3</P_8B><P_9A>10.50</P_9A><P_10>0.505</P_10><P_11>31.00</P_11><P_12>23</P_12>"),
        new("a gross price", Basic with { GrossPrice = 12.3m }, Name + "<P_9B>12.30</P_9B><P_11A>12.30</P_11A><P_12>23</P_12>"),
        new("P_11 beside P_11A", Basic with { Price = 100, Gross = 123 },
            Name + "<P_9A>100.00</P_9A><P_11>100.00</P_11><P_11A>123.00</P_11A><P_12>23</P_12>"),
        new("a net amount alone", Basic with { Net = 7 }, Name + "<P_11>7.00</P_11><P_12>23</P_12>"),
        new("a gross amount alone", Basic with { Gross = 7 }, Name + "<P_11A>7.00</P_11A><P_12>23</P_12>"),
        new("both amounts alone", Basic with { Net = 7, Gross = 8.61m }, Name + "<P_11>7.00</P_11><P_11A>8.61</P_11A><P_12>23</P_12>"),
        new("a gross price and a net amount", Basic with { GrossPrice = 12.3m, Net = 10 },
            Name + "<P_9B>12.30</P_9B><P_11>10.00</P_11><P_12>23</P_12>"),
        new("no amount", Basic, Name + "<P_12>23</P_12>"),
        new("tax of the line", Basic with { Net = 10, Vat = 2.3m }, Name + "<P_11>10.00</P_11><P_11Vat>2.30</P_11Vat><P_12>23</P_12>"),
        new("eight places of a price, six of a quantity", Basic with { Price = 0.123456789m, Quantity = 1.23456789m },
            Name + "<P_8B>1.234568</P_8B><P_9A>0.12345679</P_9A><P_11>0.15</P_11><P_12>23</P_12>"),
        new("needless zeros", Basic with { Price = 1.5000m, Quantity = 2.500m },
            Name + "<P_8B>2.5</P_8B><P_9A>1.50</P_9A><P_11>3.75</P_11><P_12>23</P_12>"),
        new("a rate without code", new Line { Name = "a", Net = 1, Rate = VatRate.Parse("margin") }, Name + "<P_11>1.00</P_11>"),
        new("a rate of another Member State", new Line { Name = "a", Net = 1, Rate = VatRate.Oss(19.5m) },
            Name + "<P_11>1.00</P_11><P_12_XII>19.5</P_12_XII>"),
        new("both rates", Basic with { Net = 1, OssRate = 19 }, Name + "<P_11>1.00</P_11><P_12>23</P_12><P_12_XII>19</P_12_XII>"),
        new("no rate", new Line { Name = "a" }, Name),
        new("as it was before", Basic with { Net = 1, Before = true }, Name + "<P_11>1.00</P_11><P_12>23</P_12><StanPrzed>1</StanPrzed>"),
        new("all about the goods", Basic with
        {
            Key = "k", SaleDate = new DateOnly(2026, 1, 2), Code = "i", Gtin = "g", Pkwiu = "p", Cn = "c", Pkob = "b", Unit = "szt.", Annex15 = true,
                Excise = 1, Gtu = "GTU_01",
            Procedure = "WSTO_EE", ExchangeRate = 4.123456m,
        }, "<UU_ID>k</UU_ID><P_6A>2026-01-02</P_6A>" + Name + "<Indeks>i</Indeks><GTIN>g</GTIN><PKWiU>p</PKWiU><CN>c</CN><PKOB>b</PKOB>"
            + "<P_8A>szt.</P_8A>"
            + "<P_12>23</P_12><P_12_Zal_15>1</P_12_Zal_15><KwotaAkcyzy>1.00</KwotaAkcyzy><GTU>GTU_01</GTU><Procedura>WSTO_EE</Procedura>"
            + "<KursWaluty>4.123456</KursWaluty>"),
    ];

    private static readonly List<Case> Ordered =
    [
        new("tax is counted", Basic with { Price = 10, Quantity = 2 },
            "<P_7Z>a</P_7Z><P_8BZ>2</P_8BZ><P_9AZ>10.00</P_9AZ><P_11NettoZ>20.00</P_11NettoZ><P_11VatZ>4.60</P_11VatZ><P_12Z>23</P_12Z>"),
        new("tax as given", Basic with { Net = 10, Vat = 2.31m },
            "<P_7Z>a</P_7Z><P_11NettoZ>10.00</P_11NettoZ><P_11VatZ>2.31</P_11VatZ><P_12Z>23</P_12Z>"),
        new("no amount", Basic, "<P_7Z>a</P_7Z><P_11VatZ>0.00</P_11VatZ><P_12Z>23</P_12Z>"),
        new("no tax", new Line { Name = "a", Price = 1, Rate = VatRate.Parse("zw") },
            "<P_7Z>a</P_7Z><P_9AZ>1.00</P_9AZ><P_11NettoZ>1.00</P_11NettoZ><P_12Z>zw</P_12Z>"),
        new("a rate of another Member State", new Line { Name = "a", Net = 100, Rate = VatRate.Oss(19) },
            "<P_7Z>a</P_7Z><P_11NettoZ>100.00</P_11NettoZ><P_11VatZ>19.00</P_11VatZ><P_12Z_XII>19</P_12Z_XII>"),
        new("both rates", Basic with { Net = 1, OssRate = 19 },
            "<P_7Z>a</P_7Z><P_11NettoZ>1.00</P_11NettoZ><P_11VatZ>0.23</P_11VatZ><P_12Z>23</P_12Z><P_12Z_XII>19</P_12Z_XII>"),
        new("all about the goods", Basic with
        {
            Key = "k", Code = "i", Gtin = "g", Pkwiu = "p", Cn = "c", Pkob = "b", Unit = "szt.", Annex15 = true, Excise = 1, Gtu = "GTU_01",
                Procedure = "WSTO_EE", Before = true,
        }, "<UU_IDZ>k</UU_IDZ><P_7Z>a</P_7Z><IndeksZ>i</IndeksZ><GTINZ>g</GTINZ><PKWiUZ>p</PKWiUZ><CNZ>c</CNZ><PKOBZ>b</PKOBZ><P_8AZ>szt.</P_8AZ>"
            + "<P_11VatZ>0.00</P_11VatZ><P_12Z>23</P_12Z><P_12Z_Zal_15>1</P_12Z_Zal_15><GTUZ>GTU_01</GTUZ><ProceduraZ>WSTO_EE</ProceduraZ>"
            + "<KwotaAkcyzyZ>1.00</KwotaAkcyzyZ><StanPrzedZ>1</StanPrzedZ>"),
    ];

    public static TheoryData<string> NamesOfLines => [.. Lines.Select(one => one.What)];

    public static TheoryData<string> NamesOfOrdered => [.. Ordered.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(NamesOfLines))]
    public void A_line_is_written_with_what_it_has(string what)
    {
        var (_, line, expected) = Lines.Single(one => one.What == what);
        Assert.Equal("<NrWierszaFa>1</NrWierszaFa>" + expected, Written.At(Written.Draft with { Lines = [line] }, "Fa/FaWiersz"));
    }

    [Theory]
    [MemberData(nameof(NamesOfOrdered))]
    public void A_line_of_an_order_is_written_with_what_it_has(string what)
    {
        var (_, line, expected) = Ordered.Single(one => one.What == what);
        Assert.Equal("<NrWierszaZam>1</NrWierszaZam>" + expected,
            Written.At(Written.Draft with { Order = new Order { Lines = [line] } }, "Fa/Zamowienie/ZamowienieWiersz"));
    }

    [Theory]
    [InlineData(InvoiceKind.Vat, "4.25", "")]
    [InlineData(InvoiceKind.Kor, "4.25", "")]
    [InlineData(InvoiceKind.Upr, "4.25", "")]
    [InlineData(InvoiceKind.Roz, "4.25", "")]
    [InlineData(InvoiceKind.KorRoz, "4.25", "")]
    [InlineData(InvoiceKind.Zal, "", "4.25")]
    [InlineData(InvoiceKind.KorZal, "", "4.25")]
    public void The_rate_of_exchange_stands_in_each_line_or_on_an_advance_and_its_correction_once(InvoiceKind kind, string inTheLine,
        string onTheInvoice)
    {
        var draft = Written.Draft with { Kind = kind, Currency = "EUR", ExchangeRate = 4.25m };
        Assert.Equal((inTheLine, onTheInvoice), (Written.At(draft, "Fa/FaWiersz/KursWaluty"), Written.At(draft, "Fa/KursWalutyZ")));
        Assert.Equal("5", Written.At(draft with { AdvanceExchangeRate = 5 }, "Fa/KursWalutyZ"));
        Assert.Equal("3", Written.At(draft with { Lines = [Written.Draft.Lines[0] with { ExchangeRate = 3 }] }, "Fa/FaWiersz/KursWaluty"));
    }

    [Fact]
    public void Lines_are_numbered_by_their_place_or_as_given()
    {
        var line = Written.Draft.Lines[0];
        var draft = Written.Draft with
        {
            Lines = [line, line with { Number = 7 }, line, line with { Number = 4 }],
            Order = new Order { Lines = [line, line with { Number = 9 }] }
        };
        Assert.Equal("1734", Written.At(draft, "Fa/FaWiersz/NrWierszaFa"));
        Assert.Equal("19", Written.At(draft, "Fa/Zamowienie/ZamowienieWiersz/NrWierszaZam"));
        var again = Written.ReadAgain(draft);
        Assert.Equal([null, 7, null, null], again.Lines.Select(one => one.Number));
        Assert.Equal([null, 9], again.Order!.Lines.Select(one => one.Number));
    }

    [Theory]
    [InlineData("a net amount that follows", "<P_9A>100.00</P_9A><P_11>100.00</P_11>", null, null)]
    [InlineData("one that does not", "<P_9A>100.00</P_9A><P_11>100.01</P_11>", 100.01, null)]
    [InlineData("one without price", "<P_11>100.00</P_11>", 100.0, null)]
    [InlineData("one beside a gross amount", "<P_9A>100.00</P_9A><P_11>100.00</P_11><P_11A>123.00</P_11A>", 100.0, 123.0)]
    [InlineData("a gross amount that follows", "<P_9B>123.00</P_9B><P_11A>123.00</P_11A>", null, null)]
    [InlineData("a gross amount that does not", "<P_9B>123.00</P_9B><P_11A>123.01</P_11A>", null, 123.01)]
    [InlineData("a gross amount without price", "<P_11A>123.00</P_11A>", null, 123.0)]
    [InlineData("a gross amount beside a net price", "<P_9A>100.00</P_9A><P_9B>123.00</P_9B><P_11A>123.00</P_11A>", null, 123.0)]
    [InlineData("a gross price with both amounts", "<P_9B>123.00</P_9B><P_11>100.00</P_11><P_11A>123.00</P_11A>", 100.0, 123.0)]
    [InlineData("no amount", "<P_9A>100.00</P_9A>", null, null)]
    public void An_amount_that_follows_is_left_to_be_counted(string what, string amounts, double? net, double? gross)
    {
        var line = Written.ReadWith(Written.Draft with { Lines = [new Line { Name = "a", Net = 1, Rate = VatRate.Parse("23") }] },
            "<P_11>1.00</P_11>", amounts).Lines[0];
        Assert.Equal((what, (decimal?)net, (decimal?)gross), (what, line.Net, line.Gross));
    }

    [Theory]
    [InlineData("<P_12>23</P_12>", "23", null)]
    [InlineData("<P_12>0 KR</P_12>", "0", null)]
    [InlineData("<P_12>np II</P_12>", "np II", null)]
    [InlineData("<P_12_XII>19.5</P_12_XII>", "oss 19.5", null)]
    [InlineData("<P_12>23</P_12><P_12_XII>19</P_12_XII>", "23", 19)]
    [InlineData("", null, null)]
    public void A_rate_is_read_from_either_field(string written, string? rate, int? oss)
    {
        var line = Written.ReadWith(Written.Draft, "<P_12>23</P_12>", written).Lines[0];
        Assert.Equal((rate, (decimal?)oss), (line.Rate?.ToString(), line.OssRate));
    }

    [Fact]
    public void A_line_without_rate_has_the_margin_only_where_the_invoice_has_one()
    {
        var sold = Written.Draft with
        {
            Annotations = new Annotations { Margin = MarginScheme.Antiques },
            Lines = [new Line { Name = "a", Net = 1, Rate = VatRate.Parse("margin") }]
        };
        Assert.Equal("margin", Written.ReadAgain(sold).Lines[0].Rate.ToString());
        Assert.Null(Written.ReadWith(sold, "<P_13_11>1.00</P_13_11>", "").Lines[0].Rate);
        Assert.Null(Written.ReadAgain(sold with { Annotations = null }).Lines[0].Rate);
    }

    [Fact]
    public void One_rate_of_exchange_in_all_lines_is_that_of_the_invoice()
    {
        var line = Written.Draft.Lines[0];
        var draft = Written.Draft with { Currency = "EUR", Lines = [line with { ExchangeRate = 4 }, line with { ExchangeRate = 4 }] };
        var again = Written.ReadAgain(draft);
        Assert.Equal((4m, null, null), (again.ExchangeRate!.Value, again.Lines[0].ExchangeRate, again.Lines[1].ExchangeRate));
        var two = Written.ReadAgain(draft with { Lines = [line with { ExchangeRate = 4 }, line with { ExchangeRate = 5 }] });
        Assert.Equal((null, 4m, 5m), (two.ExchangeRate, two.Lines[0].ExchangeRate!.Value, two.Lines[1].ExchangeRate!.Value));
        Assert.Null(Written.ReadAgain(draft with { Lines = [line with { ExchangeRate = 4 }, line] }).ExchangeRate);
        Assert.Null(Written.ReadAgain(draft with { Lines = [line, line] }).ExchangeRate);
        var advance = Written.ReadAgain(draft with { Kind = InvoiceKind.KorZal });
        Assert.Equal((null, 4m), (advance.ExchangeRate, advance.Lines[0].ExchangeRate!.Value));
    }

    [Fact]
    public void The_value_and_the_tax_of_an_order_are_kept_where_they_do_not_follow()
    {
        var draft = Written.Draft with { Order = new Order { Lines = [new Line { Name = "a", Price = 100, Rate = VatRate.Parse("23") }] } };
        Assert.Equal("123.00", Written.At(draft, "Fa/Zamowienie/WartoscZamowienia"));
        Assert.Equal("99.00", Written.At(draft with { Order = draft.Order with { Value = 99 } }, "Fa/Zamowienie/WartoscZamowienia"));
        var follows = Written.ReadAgain(draft).Order!;
        Assert.Equal((null, null, null), (follows.Value, follows.Lines[0].Net, follows.Lines[0].Vat));
        Assert.Equal(123.01m, Written.ReadWith(draft, "123.00</WartoscZamowienia>", "123.01</WartoscZamowienia>").Order!.Value);
        var other = Written.ReadWith(draft, "<P_11VatZ>23.00", "<P_11VatZ>22.00").Order!;
        Assert.Equal((22m, 123m), (other.Lines[0].Vat!.Value, other.Value!.Value));
        Assert.Equal(101m, Written.ReadWith(draft, "<P_11NettoZ>100.00", "<P_11NettoZ>101.00").Order!.Lines[0].Net);
        Assert.Null(Written.ReadAgain(Written.Draft).Order);
    }

    private sealed record Case(string What, Line Line, string Expected);
}
