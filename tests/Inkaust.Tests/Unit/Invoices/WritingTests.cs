using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class WritingTests
{
    private static readonly InvoiceDraft Small = new()
    {
        Number = "FV/7",
        Buyer = new Party { Name = "Łąka", Nip = Nip.Parse("7792468135") },
        Lines = [new Line { Name = "Dąb", Price = 100, Rate = VatRate.Parse("23") }],
    };

    [Fact]
    public void The_facts_of_the_draft_stand_in_the_file()
    {
        var invoice = Fa3Invoice.Read(Cookbook.Write(Small));
        Assert.Equal(Cookbook.Seller.Nip, invoice.SellerNip);
        Assert.Equal(Small.Buyer.Nip, invoice.BuyerNip);
        Assert.Equal(("FV/7", "VAT", "PLN", 123.00m), (invoice.Number, invoice.Kind, invoice.Currency, invoice.Gross));
        Assert.Equal(new DateOnly(2026, 11, 22), invoice.IssueDate);
    }

    [Fact]
    public void The_file_is_UTF8_without_a_byte_order_mark() => Assert.Equal((byte)'<', Cookbook.Write(Small)[0]);

    [Fact]
    public void A_draft_without_seller_and_date_is_refused_with_both_reasons()
    {
        var refusal = Assert.Throws<RefusedException>(() => Fa3Writer.Write(Small, Cookbook.CreatedAt, "Inkaust"));
        Assert.Equal(["INK-DRAFT-020", "INK-DRAFT-021"], refusal.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_number_of_more_than_one_line_is_refused_also_when_a_program_gives_it()
    {
        var refusal = Assert.Throws<RefusedException>(() => Cookbook.Write(Small with { Number = "FV/7\nFV/8" }));
        Assert.Equal(("INK-DRAFT-018", "number"), (refusal.Findings[0].Code, refusal.Findings[0].Path));
    }

    [Fact]
    public void The_number_of_a_finished_file_is_read_as_the_schema_has_it_with_blanks_collapsed()
    {
        var file = System.Text.Encoding.UTF8.GetString(Cookbook.Write(Small)).Replace("<P_2>FV/7", "<P_2> FV/7\n  a");
        Assert.Equal("FV/7 a", Fa3Invoice.Read(System.Text.Encoding.UTF8.GetBytes(file)).Number);
    }

    [Theory]
    [InlineData("10.005", 1, 10.01, 2.30)]
    [InlineData("0.01", 1, 0.01, 0.00)]
    [InlineData("0.33", 3, 0.99, 0.23)]
    [InlineData("33.333333", 3, 100.00, 23.00)]
    public void Tax_is_counted_on_the_net_sum_to_a_grosz(string price, int quantity, decimal net, decimal vat)
    {
        var totals = Totals.Of([new Line { Price = decimal.Parse(price), Quantity = quantity, Rate = VatRate.Parse("23") }]);
        Assert.Equal((net, vat, net + vat), (totals.Buckets[0].Net, totals.Buckets[0].Vat, totals.Due));
    }

    [Fact]
    public void Tax_is_counted_from_the_gross_sum_when_prices_are_gross()
    {
        var totals = Totals.Of([new Line { GrossPrice = 123, Rate = VatRate.Parse("23") }, new Line { GrossPrice = 0.99m, Rate = VatRate.Parse("23") }]);
        Assert.Equal((100.80m, 23.19m, 123.99m), (totals.Buckets[0].Net, totals.Buckets[0].Vat, totals.Due));
    }

    [Fact]
    public void Tax_in_another_currency_is_shown_in_zloty_too()
    {
        var totals = Totals.Of([new Line { Price = 100, Rate = VatRate.Parse("23") }], exchangeRate: 4.2567m);
        Assert.Equal(97.90m, totals.Buckets[0].VatInPln);
    }
}
