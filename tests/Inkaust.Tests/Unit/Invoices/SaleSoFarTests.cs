using Inkaust.Invoices;

namespace Inkaust.Tests.Unit.Invoices;

/// <summary>What an invoice comes to after its corrections, and what the next one may not say of that.</summary>
public sealed class SaleSoFarTests
{
    private static readonly Line Pen = new() { Name = "Pióro", Quantity = 10, Price = 20, Rate = VatRate.Parse("23") };
    private static readonly Line Ink = new() { Name = "Atrament", Quantity = 5, Price = 8, Rate = VatRate.Parse("8") };

    /// <summary>The corrections so far and the next one, and what is contradicted. The original: 10 pens at 20.00 and 5 inks at 8.00.</summary>
    public static TheoryData<string, Line[][], Line[], string> Corrections => new()
    {
        { "before as it was", [], [Before(Pen), Pen with { Price = 15 }], "" },
        { "another price before", [], [Before(Pen) with { Price = 21 }, Pen with { Price = 15 }], "010 Fa/FaWiersz[1]/P_9A" },
        { "another quantity before", [], [Before(Pen) with { Quantity = 9 }, Pen with { Quantity = 8 }], "010 Fa/FaWiersz[1]/P_8B" },
        { "another rate before", [], [Before(Pen) with { Rate = VatRate.Parse("8") }, Pen], "010 Fa/FaWiersz[1]/P_12" },
        { "another amount before", [], [new Line { Name = "Pióro", Net = 199, Rate = Pen.Rate, Before = true }, Pen with { Price = 15 }], "010 Fa/FaWiersz[1]/P_11" },
        { "another name under the same number", [], [Before(Pen) with { Name = "Ołówek", Number = 1 }, Pen with { Number = 1 }], "010 Fa/FaWiersz[1]/P_7" },
        { "a line that is not there", [], [Before(Pen) with { Name = "Ołówek", Number = 9 }, Pen with { Number = 9 }], "010 Fa/FaWiersz[1]" },
        { "numbers that begin anew do not matter where names agree", [], [Before(Ink), Ink with { Price = 7 }], "" },
        { "blanks and capitals of a name do not matter", [], [Before(Pen) with { Name = " pióro " }, Pen with { Price = 15 }], "" },
        { "only what changes is said", [], [new Line { Name = "Pióro", Before = true }, Pen with { Price = 15 }], "" },
        { "before the second correction it is as after the first", [[Before(Pen), Pen with { Price = 15 }]], [Before(Pen) with { Price = 15 }, Pen with { Price = 10 }], "" },
        { "and not as on the original", [[Before(Pen), Pen with { Price = 15 }]], [Before(Pen), Pen with { Price = 10 }], "010 Fa/FaWiersz[1]/P_9A" },
        { "after a return by difference", [[Pen with { Quantity = -2 }]], [Before(Pen) with { Quantity = 8 }, Pen with { Quantity = 7 }], "" },
        { "which the next one has to know", [[Pen with { Quantity = -2 }]], [Before(Pen), Pen with { Quantity = 7 }], "010 Fa/FaWiersz[1]/P_8B" },
        { "a line that was taken away is nothing", [[Before(Pen)]], [Before(Pen), Pen], "010 Fa/FaWiersz[1]/P_8B" },
        { "all of a quantity may go back", [], [Pen with { Quantity = -10 }], "" },
        { "no more than there is", [], [Pen with { Quantity = -11 }], "011 Fa/FaWiersz[1]/P_8B" },
        { "no more than is left", [[Pen with { Quantity = -9 }]], [Pen with { Quantity = -2 }], "011 Fa/FaWiersz[1]/P_8B" },
        { "no more in two lines of one correction", [], [Pen with { Quantity = -6 }, Pen with { Quantity = -6 }], "011 Fa/FaWiersz[2]/P_8B" },
        { "no more of an amount", [], [new Line { Name = "Pióro", Net = -200.01m, Rate = Pen.Rate }], "011 Fa/FaWiersz[1]/P_11" },
        { "more is no matter", [], [Pen with { Quantity = 3 }], "" },
        { "a discount that belongs to no line", [], [new Line { Name = "rabat", Net = -50, Rate = Pen.Rate }], "" },
        { "but not of more than all", [], [new Line { Name = "rabat", Net = -1000, Rate = Pen.Rate }], "011 Fa/P_15" },
        { "after it lines are not known any more", [[new Line { Name = "rabat", Net = -50, Rate = Pen.Rate }]], [Before(Pen) with { Price = 21 }, Pen], "" },
    };

    [Theory]
    [MemberData(nameof(Corrections))]
    public void A_correction_begins_with_what_the_invoice_and_its_corrections_have_left(string what, Line[][] soFar, Line[] next, string contradicted)
    {
        var sale = SaleSoFar.Of(Original(Pen, Ink), soFar.Select(lines => Correction(lines)));
        var found = sale.Contradictions(Correction(next));
        Assert.Equal((what, contradicted), (what, string.Join("; ", found.Select(one => $"{one.Code[^3..]} {one.Path}"))));
        Assert.All(found, one => Assert.Equal(Severity.Wrong, one.Severity));
    }

    [Fact]
    public void The_amounts_after_corrections_are_those_of_the_original_and_all_differences()
    {
        var sale = SaleSoFar.Of(Original(Pen, Ink), [Correction(Before(Pen), Pen with { Price = 15 }), Correction(Ink with { Quantity = -5 })]);
        Assert.Equal(289.20m - 61.50m - 43.20m, sale.Due);
        Assert.Equal(["Basic 150 34.50",
            "FirstReduced 0 0.00"], sale.Sums!.Select(sum => FormattableString.Invariant($"{sum.Bucket} {sum.Net:0.##} {sum.Vat:0.00}")));
    }

    [Fact]
    public void A_correction_of_several_invoices_says_nothing_of_one_and_is_not_judged_by_one()
    {
        var discount = Correction(new Line { Name = "rabat", Net = -5000, Rate = Pen.Rate });
        discount = discount with { Correction = discount.Correction! with { Invoices = [.. discount.Correction.Invoices, new CorrectedInvoice { Number = "FV/2", IssueDate = new DateOnly(2026, 12, 2) }] } };
        Assert.Empty(SaleSoFar.Of(Original(Pen), []).Contradictions(discount));
        var after = SaleSoFar.Of(Original(Pen), [discount]);
        Assert.Equal((null, null), (after.Due, after.Sums));
        Assert.Empty(after.Contradictions(Correction(Before(Pen) with { Price = 1 }, Pen)));
    }

    [Theory]
    [InlineData(246, "")]
    [InlineData(200, "010 Fa/P_15ZK")]
    public void The_amount_before_a_correction_of_an_advance_is_that_after_its_corrections_so_far(decimal said, string contradicted)
    {
        var advance = new InvoiceDraft { Number = "ZAL/1", Kind = InvoiceKind.Zal, Buyer = new Party(), Due = 369, Order = new Order { Lines = [Pen with { Quantity = 100 }] } };
        InvoiceDraft Kor(decimal before) => new()
        {
            Number = "KZAL/1",
            Kind = InvoiceKind.KorZal,
            Buyer = new Party(),
            Sums = [new GivenSum { Bucket = TaxBucket.Basic, Net = -100, Vat = -23 }],
            Correction = new Correction { Invoices = [new CorrectedInvoice { Number = "ZAL/1", IssueDate = new DateOnly(2026, 12, 1) }], AmountBefore = before },
        };
        var sale = SaleSoFar.Of(advance, [Kor(369)]);
        Assert.Equal(contradicted, string.Join("; ", sale.Contradictions(Kor(said)).Select(one => $"{one.Code[^3..]} {one.Path}")));
        var amount = Assert.Single(sale.AsAdvance(advance)!);
        Assert.Equal(("23", 200m, 46m), (amount.Rate.ToString(), amount.Net, amount.Vat));
    }

    [Fact]
    public void A_corrected_order_is_compared_in_its_own_fields()
    {
        var advance = new InvoiceDraft { Number = "ZAL/1", Kind = InvoiceKind.Zal, Buyer = new Party(), Due = 246, Order = new Order { Lines = [Pen, Ink] } };
        var correction = new InvoiceDraft
        {
            Number = "KZAL/1",
            Kind = InvoiceKind.KorZal,
            Buyer = new Party(),
            Due = 0,
            Order = new Order { Lines = [Before(Ink) with { Number = 2, Price = 9 }, Ink with { Number = 2, Quantity = 0 }] },
            Correction = new Correction { Invoices = [new CorrectedInvoice { Number = "ZAL/1", IssueDate = new DateOnly(2026, 12, 1) }] },
        };
        Assert.Equal("Fa/Zamowienie/ZamowienieWiersz[1]/P_9AZ", Assert.Single(SaleSoFar.Of(advance, []).Contradictions(correction)).Path);
    }

    private static Line Before(Line line) => line with { Before = true };

    private static InvoiceDraft Original(params Line[] lines) => new() { Number = "FV/1", Buyer = new Party(), Lines = lines };

    private static InvoiceDraft Correction(params Line[] lines) => new()
    {
        Number = "KOR/1",
        Kind = InvoiceKind.Kor,
        Buyer = new Party(),
        Lines = lines,
        Correction = new Correction { Invoices = [new CorrectedInvoice { Number = "FV/1", IssueDate = new DateOnly(2026, 12, 1) }] },
    };
}
