using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>Sums counted by hand, as art. 106e ust. 1 pkt 13-15 and ust. 7-11 and art. 106f ust. 1 pkt 3 and ust. 3 say.</summary>
public class CountedTotalsTests
{
    private const decimal Most = 100_000_000_000m;

    private static readonly InvoiceDraft Plain = new() { Number = "FV/1", Buyer = new Party() };
    private static readonly InvoiceDraft Euro = Plain with { Currency = "EUR", ExchangeRate = 4.25m };

    // The kitchen of the examples: 19,680.00 and 2,160.00 with tax, 21,840.00 together.
    private static readonly Order Kitchen = new() { Lines = [Net(16000, "23"), Net(2000, "8")] };
    private static readonly InvoiceDraft Paid = Plain with { Kind = InvoiceKind.Zal, Order = Kitchen };

    private static readonly List<Counted> Sums =
    [
        new("one net line", Of(Net(100, "23")), "Basic 100.00 + 23.00 = 123.00"),
        new("quantity and discount", Of(Net(9.99m, "23") with { Quantity = 3, Discount = 0.97m }), "Basic 29.00 + 6.67 = 35.67"),
        new("tax on the sum and not line by line", Of(Net(0.02m, "23"), Net(0.02m, "23"), Net(0.02m, "23")), "Basic 0.06 + 0.01 = 0.07"),
        new("half a grosz of net goes up", Of(Net(0.005m, "zw")), "Exempt 0.01 + 0.00 = 0.01"),
        new("half a grosz of tax goes up", Of(Net(0.50m, "5")), "SecondReduced 0.50 + 0.03 = 0.53"),
        new("half a grosz of tax below zero goes down", Of(Net(-0.50m, "5")), "SecondReduced -0.50 + -0.03 = -0.53"),
        new("half a grosz of tax in a gross sum goes up", Of(Gross(0.13m, "4")), "TaxiLumpSum 0.12 + 0.01 = 0.13"),
        new("one gross line", Of(Gross(123, "23")), "Basic 100.00 + 23.00 = 123.00"),
        new("a gross amount alone", Of(new Line { Gross = 246, Rate = Rate("23") }), "Basic 200.00 + 46.00 = 246.00"),
        new("gross prices by quantity less discount", Of(Gross(10, "8") with { Quantity = 12, Discount = 12 }),
            "FirstReduced 100.00 + 8.00 = 108.00"),
        new("net and gross at one rate", Of(Net(100, "23"), Gross(123, "23")), "Basic 200.00 + 46.00 = 246.00"),
        new("a net price counts before a gross amount", Of(Net(100, "23") with { Gross = 124 }), "Basic 100.00 + 23.00 = 123.00"),
        new("a net amount counts before a gross price", Of(Gross(124, "23") with { Net = 100 }), "Basic 100.00 + 23.00 = 123.00"),
        new("a net amount counts before its price", Of(Net(90, "23") with { Net = 100 }), "Basic 100.00 + 23.00 = 123.00"),
        new("a gross amount counts before its price", Of(Gross(90, "23") with { Gross = 123 }), "Basic 100.00 + 23.00 = 123.00"),
        new("net before subtracts", Of(Net(100, "23") with { Before = true }, Net(250, "23")), "Basic 150.00 + 34.50 = 184.50"),
        new("gross before subtracts", Of(Gross(123, "23") with { Before = true }, Gross(246, "23")), "Basic 100.00 + 23.00 = 123.00"),
        new("23 and 22 share a sum, each with its own tax", Of(Net(1.02m, "23"), Net(1.02m, "22")), "Basic 2.04 + 0.45 = 2.49"),
        new("8 and 7 share a sum", Of(Net(100, "8"), Net(100, "7")), "FirstReduced 200.00 + 15.00 = 215.00"),
        new("4 and 3 share a sum", Of(Net(100, "4"), Net(100, "3")), "TaxiLumpSum 200.00 + 7.00 = 207.00"),
        new("sums stand in the order of FA(3)", Of(Net(3, "zw"), Net(2, "0"), Net(100, "5"), Net(100, "23")),
            "Basic 100.00 + 23.00; SecondReduced 100.00 + 5.00; ZeroDomestic 2.00 + 0.00; Exempt 3.00 + 0.00 = 233.00"),
        new("without tax gross is net", Of(Gross(50, "zw"), Gross(7, "oo")), "Exempt 50.00 + 0.00; ReverseCharge 7.00 + 0.00 = 57.00"),
        new("a line without rate goes into no sum", Of(Net(100, "23"), new Line { Price = 5 }), "Basic 100.00 + 23.00 = 123.00"),
        new("no lines", Plain, " = 0.00"),
        new("what is due as given", Of(Net(100, "23")) with { Due = 99 }, "Basic 100.00 + 23.00 = 99.00"),
        new("a price as large as any sale", Of(Net(Most, "zw")), "Exempt 100000000000.00 + 0.00 = 100000000000.00"),
        new("a price beyond any sale counts as nothing", Of(Net(Most + 1, "zw")), "Exempt 0.00 + 0.00 = 0.00"),
        new("a price below any sale counts as nothing", Of(Net(-Most - 1, "zw")), "Exempt 0.00 + 0.00 = 0.00"),
        new("a quantity as large as any sale", Of(Net(1, "zw") with { Quantity = Most }), "Exempt 100000000000.00 + 0.00 = 100000000000.00"),
        new("a quantity beyond any sale counts as nothing", Of(Net(1, "zw") with { Quantity = Most + 1 }), "Exempt 0.00 + 0.00 = 0.00"),
        new("a quantity below any sale counts as nothing", Of(Net(1, "zw") with { Quantity = -Most - 1 }), "Exempt 0.00 + 0.00 = 0.00"),

        new("tax in zloty", Euro with { Lines = [Net(100, "23")] }, "Basic 100.00 + 23.00 (97.75) = 123.00"),
        new("half a grosz of zloty goes up", Euro with { Lines = [Net(10, "5")] }, "SecondReduced 10.00 + 0.50 (2.13) = 10.50"),
        new("each rate has its tax in zloty", Euro with { Lines = [Net(100, "23"), Net(100, "8"), Net(100, "5"), Net(100, "4")] },
            "Basic 100.00 + 23.00 (97.75); FirstReduced 100.00 + 8.00 (34.00); SecondReduced 100.00 + 5.00 (21.25); TaxiLumpSum 100.00 + 4.00 "
            + "(17.00) = 440.00"),
        new("tax of another Member State is not shown in zloty", Euro with { Lines = [Net(100, "oss 19")] }, "OneStopShop 100.00 + 19.00 = 119.00"),
        new("where there is no tax there is none in zloty", Euro with { Lines = [Net(1, "0"), Net(1, "0 WDT"), Net(1, "0 EX"), Net(1, "zw"),
            Net(1, "np I")] },
            "ZeroDomestic 1.00 + 0.00; ZeroIntraUnion 1.00 + 0.00; ZeroExport 1.00 + 0.00; Exempt 1.00 + 0.00; OutsideTerritory 1.00 + 0.00 = 5.00"),
        new("on an invoice in zloty nothing is converted", Plain with { ExchangeRate = 4.25m, Lines = [Net(100, "23")] },
            "Basic 100.00 + 23.00 = 123.00"),
        new("the rate of all lines", Plain with { Currency = "EUR",
            Lines = [Net(100, "23") with { ExchangeRate = 4 }, Net(100, "8") with { ExchangeRate = 4 }] },
            "Basic 100.00 + 23.00 (92.00); FirstReduced 100.00 + 8.00 (32.00) = 231.00"),
        new("two rates in lines: no conversion", Plain with { Currency = "EUR",
            Lines = [Net(100, "23") with { ExchangeRate = 4 }, Net(100, "8") with { ExchangeRate = 5 }] },
            "Basic 100.00 + 23.00; FirstReduced 100.00 + 8.00 = 231.00"),
        new("a rate in one line only: no conversion", Plain with { Currency = "EUR",
            Lines = [Net(100, "23") with { ExchangeRate = 4 }, Net(100, "8")] },
            "Basic 100.00 + 23.00; FirstReduced 100.00 + 8.00 = 231.00"),
        new("the invoice's rate counts before that of its lines", Euro with { Lines = [Net(100, "23") with { ExchangeRate = 4 }] },
            "Basic 100.00 + 23.00 (97.75) = 123.00"),
        new("of two rates the advance's counts", Euro with { AdvanceExchangeRate = 5, Lines = [Net(100, "23")] },
            "Basic 100.00 + 23.00 (115.00) = 123.00"),
        new("a rate as large as no sale has: no conversion", Euro with { ExchangeRate = Most, Lines = [Net(100, "23")] },
            "Basic 100.00 + 23.00 = 123.00"),
        new("the largest rate", Euro with { ExchangeRate = Most - 1, Lines = [Net(20, "5")] }, "SecondReduced 20.00 + 1.00 (99999999999.00) = 21.00"),
        new("tax as large as no sale has: no conversion", Euro with { Lines = [new Line { Net = 2_000_000_000_000m, Rate = Rate("5") }] },
            "SecondReduced 2000000000000.00 + 100000000000.00 = 2100000000000.00"),
        new("the largest tax", Euro with { ExchangeRate = 2, Lines = [new Line { Net = 1_999_999_999_980m, Rate = Rate("5") }] },
            "SecondReduced 1999999999980.00 + 99999999999.00 (199999999998.00) = 2099999999979.00"),

        new("sums as given, in the order of FA(3)", Plain with { Lines = [Net(1, "23")],
            Sums = [Sum(TaxBucket.Exempt, 5, null), Sum(TaxBucket.Basic, 100, 23.01m)] },
            "Basic 100.00 + 23.01; Exempt 5.00 + 0.00 = 128.01"),
        new("sums and what is due as given", Plain with { Due = 1, Sums = [Sum(TaxBucket.Basic, 100, 23)] }, "Basic 100.00 + 23.00 = 1.00"),
        new("zloty as given", Euro with { Sums = [Sum(TaxBucket.Basic, 100, 23) with { VatInPln = 97.76m }] },
            "Basic 100.00 + 23.00 (97.76) = 123.00"),
        new("zloty that are not given are not counted", Euro with { Sums = [Sum(TaxBucket.Basic, 100, 23)] }, "Basic 100.00 + 23.00 = 123.00"),

        // 5,000.00 x 19,680 / 21,840 = 4,505.49, of that 842.49 is tax; the rest is 494.51 with 36.63.
        new("what was paid is divided by the gross values of the order", Paid with { Due = 5000 },
            "Basic 3663.00 + 842.49; FirstReduced 457.88 + 36.63 = 5000.00"),
        new("an advance in euro", Paid with { Due = 5000, Currency = "EUR", ExchangeRate = 4, AdvanceExchangeRate = 2 },
            "Basic 3663.00 + 842.49 (1684.98); FirstReduced 457.88 + 36.63 (73.26) = 5000.00"),
        new("a part may go up by half a grosz", Paid with { Due = 0.01m, Order = new Order { Lines = [Net(1, "zw"), Net(1, "oo")] } },
            "Exempt 0.01 + 0.00; ReverseCharge 0.00 + 0.00 = 0.01"),
        new("the tax of the order as given counts", Paid with { Due = 250,
            Order = new Order { Lines = [Net(100, "23") with { Vat = 50 }, Net(100, "zw")] } },
            "Basic 121.95 + 28.05; Exempt 100.00 + 0.00 = 250.00"),
        new("lines of an order without rate do not share", Paid with { Due = 123,
            Order = new Order { Lines = [Net(100, "23"), new Line { Price = 900 }] } },
            "Basic 100.00 + 23.00 = 123.00"),
        new("lines of one rate share as one", Paid with { Due = 0.03m, Order = new Order { Lines = [Net(1, "zw"), Net(1, "oo"), Net(1, "zw")] } },
            "Exempt 0.02 + 0.00; ReverseCharge 0.01 + 0.00 = 0.03"),
        new("23 and 22 of an order share a sum", Paid with { Due = 245, Order = new Order { Lines = [Net(100, "23"), Net(100, "22")] } },
            "Basic 200.00 + 45.00 = 245.00"),
        new("an order of nothing: all to its first rate", Paid with { Due = 123, Order = new Order { Lines = [Net(0, "23"), Net(0, "zw")] } },
            "Basic 100.00 + 23.00; Exempt 0.00 + 0.00 = 123.00"),
        new("an order of exactly the most", Paid with { Due = 5, Order = new Order { Lines = [new Line { Net = Most, Rate = Rate("zw") }] } },
            "Exempt 5.00 + 0.00 = 5.00"),
        new("an order above the most has no sums", Paid with { Due = 5,
            Order = new Order { Lines = [new Line { Net = Most + 1, Rate = Rate("zw") }] } }, " = 5.00"),
        new("an order below the least has no sums", Paid with { Due = 5,
            Order = new Order { Lines = [new Line { Net = -Most - 1, Rate = Rate("zw") }, Net(1, "23")] } }, " = 5.00"),
        new("a payment as large as none is", Paid with { Due = Most, Lines = [Net(100, "23")] }, "Basic 100.00 + 23.00 = 100000000000.00"),
        new("a payment as small as none is", Paid with { Due = -Most, Lines = [Net(100, "23")] }, "Basic 100.00 + 23.00 = -100000000000.00"),
        new("the largest payment", Paid with { Due = Most - 1, Order = new Order { Lines = [Net(1, "zw")] } },
            "Exempt 99999999999.00 + 0.00 = 99999999999.00"),
        new("the largest payment back", Paid with { Due = 1 - Most, Order = new Order { Lines = [Net(1, "zw")] } },
            "Exempt -99999999999.00 + 0.00 = -99999999999.00"),
        new("an advance with sums as given", Paid with { Due = 5, Sums = [Sum(TaxBucket.Basic, 4, 1)] }, "Basic 4.00 + 1.00 = 5.00"),
        new("an advance without order, from its lines", Paid with { Due = 5, Order = null, Lines = [Net(100, "23")] }, "Basic 100.00 + 23.00 = 5.00"),
        new("an advance without amount, from its lines", Paid with { Lines = [Net(100, "23")] }, "Basic 100.00 + 23.00 = 123.00"),
        new("an order on an ordinary invoice divides nothing", Paid with { Kind = InvoiceKind.Vat, Due = 5, Lines = [Net(100, "23")] },
            "Basic 100.00 + 23.00 = 5.00"),
        new("nor on the correction of an advance", Paid with { Kind = InvoiceKind.KorZal, Due = 5, Lines = [Net(100, "23")] },
            "Basic 100.00 + 23.00 = 5.00"),

        new("a final invoice less its advances", Final(Advance("23", 100, 23), Advance("23", 50, 11.5m)), "Basic 50.00 + 11.50 = 61.50"),
        new("an advance at a rate that no line has", Final(Advance("8", 10, 0.8m), Advance("zw", 1, 0)),
            "Basic 200.00 + 46.00; FirstReduced -10.00 + -0.80; Exempt -1.00 + 0.00 = 234.20"),
        new("what is due of a final invoice as given", Final(Advance("23", 100, 23)) with { Due = 1 }, "Basic 100.00 + 23.00 = 1.00"),
        new("tax of a final invoice in zloty is that of the rest", Final(Advance("23", 100, 23)) with { Currency = "EUR", ExchangeRate = 4 },
            "Basic 100.00 + 23.00 (92.00) = 123.00"),
        new("advances without amounts take nothing off", Final() with { Advances = [new Advance { Number = "ZAL/1" }] },
            "Basic 200.00 + 46.00 = 246.00"),
    ];

    public static TheoryData<string> Names => [.. Sums.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sums_are_counted_as_the_Act_says(string what)
    {
        var (_, draft, expected) = Sums.Single(one => one.What == what);
        Assert.Equal(expected, Said(Totals.Of(draft)));
    }

    [Theory]
    [InlineData("as counted", 100, 23, 97.75, 123, true)]
    [InlineData("another net sum", 100.01, 23, 97.75, 123, false)]
    [InlineData("another tax", 100, 23.01, 97.75, 123, false)]
    [InlineData("another tax in zloty", 100, 23, 97.76, 123, false)]
    [InlineData("another amount due", 100, 23, 97.75, 123.01, false)]
    public void A_file_says_the_same_sums_or_it_does_not(string what, double net, double vat, double zloty, double due, bool same)
    {
        var totals = Totals.Of(Euro with { Lines = [Net(100, "23")] });
        GivenSum said = new() { Bucket = TaxBucket.Basic, Net = (decimal)net, Vat = (decimal)vat, VatInPln = (decimal)zloty };
        Assert.True(totals.AreSaidBy([said], (decimal)due) == same, what);
        Assert.False(totals.AreSaidBy([said with { Bucket = TaxBucket.FirstReduced }], 123));
        Assert.False(totals.AreSaidBy([said, said], 123));
        Assert.False(totals.AreSaidBy([], 123));
    }

    [Fact]
    public void Tax_that_a_file_does_not_give_is_none()
    {
        Assert.True(Totals.Of(Of(Net(5, "zw"))).AreSaidBy([Sum(TaxBucket.Exempt, 5, null)], 5));
        Assert.False(Totals.Of(Of(Net(100, "23"))).AreSaidBy([Sum(TaxBucket.Basic, 100, null)], 123));
    }

    [Fact]
    public void What_an_order_comes_to_has_tax_and_leaves_out_what_was_before() => Assert.Equal(1000 + 230 + 50,
        new Order { Lines = [Net(1000, "23"), Net(100, "8") with { Before = true }, Net(40, "zw") with { Vat = 10 }] }.CountedValue);

    private sealed record Counted(string What, InvoiceDraft Draft, string Expected);

    private static string Said(Totals totals) => string.Join("; ", totals.Buckets.Select(one =>
        $"{one.Bucket} {Money(one.Net)} + {Money(one.Vat)}{(one.VatInPln is { } zloty ? $" ({Money(zloty)})" : "")}")) + $" = {Money(totals.Due)}";

    private static string Money(decimal amount) => amount.ToString("0.00##########", CultureInfo.InvariantCulture);

    private static InvoiceDraft Of(params Line[] lines) => Plain with { Lines = lines };

    private static InvoiceDraft Final(params AdvanceAmount[] amounts) => Plain with
    {
        Kind = InvoiceKind.Roz,
        Lines = [Net(200, "23")],
        Advances = [.. amounts.Select(amount => new Advance { Number = "ZAL/1", Amounts = [amount] })],
    };

    private static AdvanceAmount Advance(string rate, decimal net, decimal vat) => new() { Rate = Rate(rate), Net = net, Vat = vat };

    private static GivenSum Sum(TaxBucket bucket, decimal net, decimal? vat) => new() { Bucket = bucket, Net = net, Vat = vat };

    private static Line Net(decimal price, string rate) => new() { Price = price, Rate = Rate(rate) };

    private static Line Gross(decimal price, string rate) => new() { GrossPrice = price, Rate = Rate(rate) };

    private static VatRate Rate(string name) => VatRate.Parse(name);
}
