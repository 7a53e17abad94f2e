using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>An invoice that went to the wrong buyer: to zero with the wrong NIP, and anew to the right one (LAW 56).</summary>
public sealed class WrongBuyerTests : IDisposable
{
    private static readonly Nip Wrong = Nip.Parse("6712345098"), Right = Nip.Parse("1111111111");

    private readonly House house = new();

    [Fact]
    public void The_zero_correction_takes_every_line_from_what_it_was_to_nothing()
    {
        var zero = Drafts(draft => draft with
        {
            Lines =
            [
                new Line { Name = "Kałamarz", Quantity = 2, Unit = "szt.", Price = 100m, Discount = 10m, Rate = VatRate.Parse("23"), Net = 190.01m },
                new Line { Number = 7, Name = "Pióro", Quantity = 1, GrossPrice = 123m, Gross = 123.01m, Rate = VatRate.Parse("23"), Vat = 23.01m,
                    Excise = 3m },
            ],
        }).Zero;

        Assert.Equal((InvoiceKind.Kor, "KOR/1", null, Wrong), (zero.Kind, zero.Number, zero.IssueDate, zero.Buyer.Nip!.Value));
        Assert.Equal(("błędny NIP nabywcy", CorrectionEffect.OnTheDateOfTheOriginal, 0), (zero.Correction!.Reason, zero.Correction.Effect,
            zero.Correction.Invoices.Count));
        Assert.Equal([(true, 1L), (false, 1L), (true, 7L), (false, 7L)], zero.Lines.Select(line => (line.Before, line.Number!.Value)));
        Assert.Equal((2m, 10m, 190.01m), (zero.Lines[0].Quantity, zero.Lines[0].Discount, zero.Lines[0].Net));
        Assert.Equal((0m, null, 0m, null, null, 100m), (zero.Lines[1].Quantity, zero.Lines[1].Discount, zero.Lines[1].Net, zero.Lines[1].Gross,
            zero.Lines[1].Vat, zero.Lines[1].Price));
        Assert.Equal((123.01m, 23.01m, 3m), (zero.Lines[2].Gross, zero.Lines[2].Vat, zero.Lines[2].Excise));
        Assert.Equal((0m, null, 0m, 0m, null), (zero.Lines[3].Quantity, zero.Lines[3].Net, zero.Lines[3].Gross, zero.Lines[3].Vat,
            zero.Lines[3].Excise));
    }

    [Fact]
    public void Its_sums_are_those_of_the_original_taken_back()
    {
        // A grosz off in the tax and ten in the total, so that both are given and not found.
        var (zero, right) = Drafts(xml: file => file.Replace("<P_14_1>23.00<", "<P_14_1>22.99<").Replace("<P_15>123.00<", "<P_15>122.89<"));
        Assert.Equal(-122.89m, zero.Due);
        Assert.Equal([(-100m, (decimal?)-22.99m)], zero.Sums.Select(sum => (sum.Net, sum.Vat)));
        Assert.Equal((122.89m, 100m), (right.Due, Assert.Single(right.Sums).Net));
    }

    [Fact]
    public void What_was_agreed_about_paying_and_delivering_goes_with_the_new_invoice()
    {
        var (zero, right) = Drafts(draft => draft with
        {
            Payment = new Payment { PaidOn = new DateOnly(2026, 12, 9) },
            Terms = new TransactionTerms { Delivery = "EXW" },
            Attachment = new Attachment { Blocks = [new AttachmentBlock { Facts = [new AttachmentFact { Name = "Punkt", Text = "PL1" }] }] },
        });
        Assert.Equal((null, null, null, null), (zero.Payment, zero.Terms, zero.Attachment, zero.Settlement));
        Assert.True(right.Payment is not null && right.Terms is not null && right.Attachment is not null);
    }

    [Fact]
    public void The_new_invoice_is_of_today_and_names_the_right_buyer()
    {
        var right = Drafts(with: wrong => wrong with { RightName = "Sarna", RightAddress = new Address { Line1 = "ul. Nowa 1" } }).Right;
        Assert.Equal(("FV/2", null, InvoiceKind.Vat, null), (right.Number, right.IssueDate, right.Kind, right.Correction));
        Assert.Equal((Right, "Sarna", "ul. Nowa 1"), (right.Buyer.Nip!.Value, right.Buyer.Name, right.Buyer.Address!.Line1));
        var asBefore = Drafts().Right.Buyer;
        Assert.Equal((Right, "Papiernia", "ul. Leśna 4"), (asBefore.Nip!.Value, asBefore.Name, asBefore.Address!.Line1));
    }

    [Fact]
    public void A_foreign_number_of_the_wrong_buyer_does_not_stay_beside_the_right_NIP()
    {
        var eu = Drafts(draft => draft with
        {
            Buyer = new Party
            {
                Name = "Tinte",
                EuVat = EuVatNumber.Parse("DE123456789"),
                Address = new Address { Country = "DE", Line1 = "Hauptstr. 1" }
            }
        }).Right.Buyer;
        Assert.Equal((Right, null, null), (eu.Nip!.Value, eu.EuVat, eu.ForeignId));
        var foreign = Drafts(draft => draft with
        {
            Buyer = new Party
            {
                Name = "Ink",
                ForeignId = new ForeignId { Country = "US", Number = "12-3" },
                Address = new Address { Country = "US", Line1 = "Main 1" }
            }
        }).Right.Buyer;
        Assert.Equal((Right, null, null), (foreign.Nip!.Value, foreign.EuVat, foreign.ForeignId));
    }

    [Fact]
    public void The_sale_was_when_it_was()
    {
        Assert.Equal(new DateOnly(2026, 12, 9), Drafts().Right.SaleDate); // it was not said: the day of the original
        Assert.Equal(new DateOnly(2026, 12, 1), Drafts(draft => draft with { SaleDate = new DateOnly(2026, 12, 1) }).Right.SaleDate);
        Assert.Null(Drafts(draft => draft with
        {
            SalePeriod = new Period
            {
                From = new DateOnly(2026, 11, 1),
                To = new DateOnly(2026, 11,
            30)
            }
        }).Right.SaleDate);
        Assert.Null(Drafts(draft => draft with { Lines = [draft.Lines[0] with { SaleDate = new DateOnly(2026, 12, 2) }] }).Right.SaleDate);
    }

    [Fact]
    public void The_same_NIP_and_a_kind_that_a_person_has_to_correct_are_refused()
    {
        Assert.Equal("INK-CORRECT-009", Refused(new WrongBuyer(Wrong, "KOR/1", "FV/2"), Draft()));
        Assert.Equal("INK-CORRECT-008", Refused(new WrongBuyer(Right, "KOR/1", "FV/2"), Draft() with
        {
            Kind = InvoiceKind.Kor,
            Correction = new Correction
            {
                Reason = "x",
                Invoices = [new CorrectedInvoice { Number = "FV/0", IssueDate = new DateOnly(2026, 1,
            1) }]
            }
        }));
        Assert.Equal("INK-CORRECT-008", Refused(new WrongBuyer(Right, "KOR/1", "FV/2"), Draft() with { Kind = InvoiceKind.Upr }));

        string Refused(WrongBuyer wrong, InvoiceDraft draft) => Assert.Throws<RefusedException>(() =>
            wrong.Drafts(Fa3Invoice.Read(house.FileOf(draft)))).Findings[0].Code;
    }

    public void Dispose() => house.Dispose();

    private InvoiceDraft Draft() => house.Draft() with
    {
        Buyer = new Party
        {
            Name = "Papiernia",
            Nip = Wrong,
            Address = new Address { Line1 = "ul. Leśna 4" }
        }
    };

    private (InvoiceDraft Zero, InvoiceDraft Right) Drafts(Func<InvoiceDraft, InvoiceDraft>? change = null, Func<WrongBuyer, WrongBuyer>? with = null,
        Func<string, string>? xml = null)
    {
        var wrong = new WrongBuyer(Right, "KOR/1", "FV/2");
        var draft = Draft();
        return (with is null ? wrong : with(wrong)).Drafts(Fa3Invoice.Read(house.FileOf(change is null ? draft : change(draft), change: xml)));
    }
}
