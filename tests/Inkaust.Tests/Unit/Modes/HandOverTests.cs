using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Modes;

/// <summary>The table of LAW 1.10, and the six branches of art. 106gb ust. 4 that decide its column.</summary>
public sealed class HandOverTests
{
    private static readonly Fa3Invoice Domestic = Invoice(new Party { Name = "Piekarnia", Nip = Nip.Parse("6712345098"), Address = Address.Parse("ul. Młyńska 7, 61-730 Poznań") });
    private static readonly Fa3Invoice NoNip = Invoice(new Party { Name = "Zofia Żółć" });

    [Theory]
    [InlineData(IssuingMode.Online, false, Handed.Confirmation, Handed.InvoiceLater, 2)]
    [InlineData(IssuingMode.Online, true, Handed.Copy, Handed.Invoice, 1)]
    [InlineData(IssuingMode.Offline24, false, Handed.Confirmation, Handed.Invoice, 2)]
    [InlineData(IssuingMode.Offline24, true, Handed.Copy, Handed.Invoice, 1)]
    [InlineData(IssuingMode.Unavailability, false, Handed.Confirmation, Handed.Invoice, 2)]
    [InlineData(IssuingMode.Unavailability, true, Handed.Copy, Handed.Invoice, 1)]
    [InlineData(IssuingMode.Failure, false, Handed.Invoice, Handed.Invoice, 2)]
    [InlineData(IssuingMode.Failure, true, Handed.Copy, Handed.Invoice, 1)]
    [InlineData(IssuingMode.TotalFailure, false, Handed.Invoice, Handed.Invoice, 0)]
    [InlineData(IssuingMode.TotalFailure, true, Handed.Invoice, Handed.Invoice, 0)]
    public void What_is_handed_over_follows_the_table_of_the_law(IssuingMode mode, bool numbered, Handed domestic, Handed other, int codes)
    {
        HandOver Of(Fa3Invoice file, BuyerBranch? told = null) => numbered ? HandOver.AfterTheNumber(file, mode, told) : HandOver.BeforeTheNumber(file, mode, told);
        Assert.Equal((domestic, codes), (Of(Domestic).What, Of(Domestic).Codes));
        Assert.Equal((other, codes), (Of(NoNip).What, Of(NoNip).Codes));
        foreach (var branch in Enum.GetValues<BuyerBranch>())
        {
            var told = Of(Domestic, branch);
            Assert.Equal((other, codes, branch, true), (told.What, told.Codes, told.Branch!.Value, told.Told));
        }
    }

    [Fact]
    public void The_file_shows_a_buyer_without_NIP_a_foreign_one_and_a_supply_abroad()
    {
        var foreign = new Party { Name = "Tinte GmbH", EuVat = EuVatNumber.Parse("DE123456789"), Address = new Address { Country = "DE", Line1 = "Hauptstr. 1, Berlin" } };
        Assert.Null(HandOver.BeforeTheNumber(Domestic, IssuingMode.Offline24).Branch);
        Assert.Equal(BuyerBranch.NoNip, HandOver.BeforeTheNumber(NoNip, IssuingMode.Offline24).Branch);
        Assert.Equal(BuyerBranch.NoSeat, HandOver.BeforeTheNumber(Invoice(foreign), IssuingMode.Offline24).Branch);
        Assert.Equal(BuyerBranch.SupplyAbroad, HandOver.BeforeTheNumber(Abroad(Domestic), IssuingMode.Offline24).Branch);
        Assert.Contains("as the file shows", HandOver.BeforeTheNumber(NoNip, IssuingMode.Offline24).Why.En);
        Assert.Contains("as was said", HandOver.BeforeTheNumber(Domestic, IssuingMode.Offline24, BuyerBranch.SmeScheme).Why.En);
        Assert.Contains("is shown by no file", HandOver.BeforeTheNumber(Domestic, IssuingMode.Offline24).Why.En);
        Assert.True(HandOver.BeforeTheNumber(Domestic, IssuingMode.Offline24).PersonMayKnowMore);
        Assert.False(HandOver.BeforeTheNumber(Domestic, IssuingMode.Failure).PersonMayKnowMore);
    }

    private static Fa3Invoice Abroad(Fa3Invoice invoice)
    {
        var text = Encoding.UTF8.GetString(invoice.Bytes.Span);
        return Fa3Invoice.Read(Encoding.UTF8.GetBytes(text.Replace("P_13_1>", "P_13_8>", StringComparison.Ordinal)));
    }

    private static Fa3Invoice Invoice(Party buyer) => Fa3Invoice.Read(Fa3Writer.Write(new InvoiceDraft
    {
        Number = "FV/1/2026",
        IssueDate = new DateOnly(2026, 12, 9),
        Seller = new Party { Nip = Nip.Parse("5260001246"), Name = "Atrament", Address = Address.Parse("ul. Piękna 7/3, 00-539 Warszawa") },
        Buyer = buyer,
        Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
    }, new DateTimeOffset(2026, 12, 9, 12, 0, 0, TimeSpan.Zero), "Inkaust"));
}
