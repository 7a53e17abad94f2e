using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

/// <summary>What a draft lacks or says twice: each finding, and the neighbour that passes.</summary>
public class DraftCompletenessTests
{
    private const decimal Most = 100_000_000_000m;

    private static readonly Line Board = new() { Name = "Dąb", Price = 100, Rate = VatRate.Parse("23") };

    private static readonly InvoiceDraft Complete = new()
    {
        Number = "FV/1",
        IssueDate = new DateOnly(2026, 11, 22),
        Seller = Cookbook.Seller,
        Buyer = new Party { Name = "Łąka", Nip = Nip.Parse("7792468135") },
        Lines = [Board],
    };

    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly Period Month = new() { From = new DateOnly(2026, 11, 1), To = new DateOnly(2026, 11, 30) };
    private static readonly ForeignId Foreign = new() { Country = "US", Number = "12-3" };
    private static readonly EuVatNumber German = EuVatNumber.Parse("DE811907980");
    private static readonly Correction Corrected = new()
    {
        Invoices = [new CorrectedInvoice { Number = "FV/0",
        IssueDate = new DateOnly(2026, 11, 1) }]
    };
    private static readonly GivenSum Sum = new() { Bucket = TaxBucket.Basic, Net = 100, Vat = 23 };
    private static readonly Order Ordered = new() { Lines = [Board] };
    private static readonly InvoiceDraft InEuro = Complete with { Currency = "EUR" };
    private static readonly InvoiceDraft Simplified = Complete with { Kind = InvoiceKind.Upr };

    private static readonly List<Judged> Drafts =
    [
        new("a complete draft", Complete, ""),
        new("a number of two lines", Complete with { Number = "FV\n1" }, "018 number"),
        new("no date of issue", Complete with { IssueDate = null }, "020 issueDate"),
        new("no seller", Complete with { Seller = null }, "021 seller"),
        new("a seller without NIP", WithSeller(Cookbook.Seller with { Nip = null }), "022 seller.nip"),
        new("a seller without name", WithSeller(Cookbook.Seller with { Name = null }), "022 seller.name"),
        new("a seller without address", WithSeller(Cookbook.Seller with { Address = null }), "022 seller.address"),
        new("a seller of whom nothing is said", WithSeller(new Party()), "022 seller.nip, 022 seller.name, 022 seller.address"),
        new("a day of sale", Complete with { SaleDate = Day }, ""),
        new("a period of sale", Complete with { SalePeriod = Month }, ""),
        new("a day and a period of sale", Complete with { SaleDate = Day, SalePeriod = Month }, "023 salePeriod"),

        new("a buyer without number", WithBuyer(new Party { Name = "Łąka" }), ""),
        new("a buyer from the Union", WithBuyer(new Party { EuVat = German }), ""),
        new("a buyer from elsewhere", WithBuyer(new Party { ForeignId = Foreign }), ""),
        new("a buyer with NIP and EU number", WithBuyer(Complete.Buyer with { EuVat = German }), "024 buyer"),
        new("a buyer with NIP and another number", WithBuyer(Complete.Buyer with { ForeignId = Foreign }), "024 buyer"),
        new("a buyer with EU and another number", WithBuyer(new Party { EuVat = German, ForeignId = Foreign }), "024 buyer"),
        new("a third party", WithThird(new ThirdParty { Nip = Complete.Buyer.Nip, Role = ThirdPartyRole.Payer }), ""),
        new("a third party with its own words", WithThird(new ThirdParty { OtherRole = "świadek" }), ""),
        new("a third party with an internal number", WithThird(new ThirdParty { InternalId = "7792468135-00001", Role = ThirdPartyRole.Payer }), ""),
        new("a third party with NIP and internal number",
            WithThird(new ThirdParty { Nip = Complete.Buyer.Nip, InternalId = "7792468135-00001", Role = ThirdPartyRole.Payer }),
                "024 thirdParties[0]"),
        new("a third party with two numbers", WithThird(new ThirdParty { EuVat = German, ForeignId = Foreign, Role = ThirdPartyRole.Payer }),
            "024 thirdParties[0]"),
        new("a third party without role", WithThird(new ThirdParty()), "034 thirdParties[0].role"),
        new("the second third party without role", Complete with { ThirdParties = [new ThirdParty { OtherRole = "a" }, new ThirdParty()] },
            "034 thirdParties[1].role"),
        new("a third party with two roles", WithThird(new ThirdParty { Role = ThirdPartyRole.Payer, OtherRole = "świadek" }), "035 thirdParties[0]"),

        new("an invoice without lines", Complete with { Lines = [] }, "025 lines"),
        new("a final invoice without lines", Complete with { Kind = InvoiceKind.Roz, Lines = [] }, "025 lines"),
        new("a simplified invoice without lines", Simplified with { Lines = [] }, "025 lines"),
        new("sums instead of lines", Complete with { Lines = [], Sums = [Sum] }, ""),
        new("a correction without lines", Complete with { Kind = InvoiceKind.Kor, Lines = [], Correction = Corrected }, ""),
        new("an advance without lines", Complete with { Kind = InvoiceKind.Zal, Lines = [], Due = 5, Order = Ordered }, ""),
        new("a correction of nothing", Complete with { Kind = InvoiceKind.Kor }, "036 correction"),
        new("a correction of an advance, of nothing", Complete with { Kind = InvoiceKind.KorZal }, "036 correction"),
        new("a correction of a final invoice, of nothing", Complete with { Kind = InvoiceKind.KorRoz }, "036 correction"),
        new("an advance without amount", Complete with { Kind = InvoiceKind.Zal, Lines = [] }, "037 due"),
        new("an advance with sums", Complete with { Kind = InvoiceKind.Zal, Lines = [], Sums = [Sum] }, ""),
        new("an advance with lines", Complete with { Kind = InvoiceKind.Zal }, ""),
        new("the correction of an advance without amount", Complete with { Kind = InvoiceKind.KorZal, Lines = [], Correction = Corrected }, ""),

        new("a line without name", WithLine(Board with { Name = null }), "026 lines[0].name"),
        new("a line without rate", WithLine(Board with { Rate = null }), "027 lines[0].rate"),
        new("a line without price", WithLine(Board with { Price = null }), "028 lines[0].price"),
        new("a line with a gross price", WithLine(Board with { Price = null, GrossPrice = 1 }), ""),
        new("a line with a net amount", WithLine(Board with { Price = null, Net = 1 }), ""),
        new("a line with a gross amount", WithLine(Board with { Price = null, Gross = 1 }), ""),
        new("the second line of a final invoice, empty", Complete with { Kind = InvoiceKind.Roz, Lines = [Board, new Line()] },
            "026 lines[1].name, 027 lines[1].rate, 028 lines[1].price"),
        new("an empty line of a simplified invoice", Simplified with { Lines = [new Line()] }, ""),
        new("an empty line of a correction", Complete with { Kind = InvoiceKind.Kor, Correction = Corrected, Lines = [new Line()] }, ""),
        new("an empty line of an advance", Complete with { Kind = InvoiceKind.Zal, Lines = [new Line()] }, ""),
        new("two prices", WithLine(Board with { GrossPrice = 123 }), "029 lines[0]"),
        new("two prices and the net amount", WithLine(Board with { GrossPrice = 123, Net = 100 }), ""),
        new("two prices and the gross amount", WithLine(Board with { GrossPrice = 123, Gross = 123 }), ""),
        new("two prices on a simplified invoice", Simplified with { Lines = [Board with { GrossPrice = 123 }] }, "029 lines[0]"),
        new("the largest price", WithLine(Board with { Price = Most }), ""),
        new("a price too large", WithLine(Board with { Price = Most + 0.01m }), "038 lines[0]"),
        new("a price too small", WithLine(Board with { Price = -Most - 0.01m }), "038 lines[0]"),
        new("a gross price too large", WithLine(Board with { Price = null, GrossPrice = Most + 0.01m }), "038 lines[0]"),
        new("the largest quantity", WithLine(Board with { Quantity = Most }), ""),
        new("a quantity too large", WithLine(Board with { Quantity = Most + 0.01m }), "038 lines[0]"),
        new("a quantity too small", WithLine(Board with { Quantity = -Most - 0.01m }), "038 lines[0]"),
        new("a price that is not multiplied", WithLine(Board with { Price = Most + 0.01m, Net = 1 }), ""),
        new("a quantity that is not multiplied", WithLine(Board with { Quantity = Most + 0.01m, Gross = 1 }), ""),

        new("euro without rate", InEuro, "030 exchangeRate"),
        new("euro with its rate", InEuro with { ExchangeRate = 4 }, ""),
        new("euro with the rate of the advance", InEuro with { AdvanceExchangeRate = 4 }, ""),
        new("euro with the rate in the line", InEuro with { Lines = [Board with { ExchangeRate = 4 }] }, ""),
        new("euro with the rate in one of two lines", InEuro with { Lines = [Board with { ExchangeRate = 4 }, Board] }, "030 exchangeRate"),
        new("euro with sums as given", InEuro with { Sums = [Sum] }, ""),
        new("euro with the taxi's lump sum", InEuro with { Lines = [Board with { Rate = VatRate.Parse("3") }] }, "030 exchangeRate"),
        new("euro without tax", InEuro with { Lines = [Board with { Rate = VatRate.Parse("0 EX") }, Board with { Rate = VatRate.Parse("np I") }] },
            ""),
        new("euro with tax of another Member State", InEuro with { Lines = [Board with { Rate = VatRate.Parse("oss 19") }] }, ""),
        new("euro with tax in the order", InEuro with { Kind = InvoiceKind.Zal, Due = 5, Lines = [], Order = Ordered }, "030 exchangeRate"),
        new("euro in an order with its rate", InEuro with { Kind = InvoiceKind.Zal, Due = 5, Lines = [], Order = Ordered, AdvanceExchangeRate = 4 },
            ""),

        new("paid by a day", WithPayment(new Payment { Due = Day }), ""),
        new("paid in days", WithPayment(new Payment { DueInDays = 7 }), ""),
        new("paid by a day and in days", WithPayment(new Payment { Due = Day, DueInDays = 7 }), "031 payment"),
        new("a way of paying", WithPayment(new Payment { Method = PaymentMethod.Cash }), ""),
        new("a way of paying in words", WithPayment(new Payment { OtherMethod = "kompensata" }), ""),
        new("two ways of paying", WithPayment(new Payment { Method = PaymentMethod.Cash, OtherMethod = "kompensata" }), "032 payment"),
        new("paid", WithPayment(new Payment { PaidOn = Day }), ""),
        new("paid in parts", WithPayment(new Payment { Parts = [new PartPayment { Amount = 1, Date = Day }] }), ""),
        new("paid, and in parts", WithPayment(new Payment { PaidOn = Day, Parts = [new PartPayment { Amount = 1, Date = Day }] }), "033 payment"),

        new("an order", Complete with { Order = Ordered }, ""),
        new("an order with a gross price", WithOrder(Board with { GrossPrice = 1 }), "039 order.lines[0]"),
        new("an order with a gross amount", WithOrder(Board with { Gross = 1 }), "039 order.lines[0]"),
        new("an order with a discount", WithOrder(Board with { Discount = 1 }), "039 order.lines[0]"),
        new("an order with a rate of exchange", WithOrder(Board with { ExchangeRate = 1 }), "039 order.lines[0]"),
        new("the second line of an order with a discount", Complete with { Order = new Order { Lines = [Board, Board with { Discount = 1 }] } },
            "039 order.lines[1]"),
        new("everything at once, in the order of the draft",
            Complete with { IssueDate = null, Seller = null, Kind = InvoiceKind.Kor, Lines = [Board with { GrossPrice = 1 }],
                Order = new Order { Lines = [Board with { Discount = 1 }] } },
            "020 issueDate, 021 seller, 036 correction, 029 lines[0], 039 order.lines[0]"),
    ];

    public static TheoryData<string> Names => [.. Drafts.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_draft_is_told_what_it_lacks_or_says_twice(string what)
    {
        var (_, draft, expected) = Drafts.Single(one => one.What == what);
        var findings = DraftCompleteness.Check(draft);
        Assert.Equal(expected, string.Join(", ", findings.Select(finding => $"{finding.Code[^3..]} {finding.Path}")));
        Assert.All(findings, finding => Assert.StartsWith("INK-DRAFT-", finding.Code));
        Assert.All(findings, finding => Assert.False(string.IsNullOrWhiteSpace(finding.Hint?.Pl) || string.IsNullOrWhiteSpace(finding.Hint?.En)));
    }

    private sealed record Judged(string What, InvoiceDraft Draft, string Expected);

    private static InvoiceDraft WithSeller(Party seller) => Complete with { Seller = seller };

    private static InvoiceDraft WithBuyer(Party buyer) => Complete with { Buyer = buyer };

    private static InvoiceDraft WithThird(ThirdParty party) => Complete with { ThirdParties = [party] };

    private static InvoiceDraft WithLine(Line line) => Complete with { Lines = [line] };

    private static InvoiceDraft WithOrder(Line line) => Complete with { Order = new Order { Lines = [line] } };

    private static InvoiceDraft WithPayment(Payment payment) => Complete with { Payment = payment };
}
