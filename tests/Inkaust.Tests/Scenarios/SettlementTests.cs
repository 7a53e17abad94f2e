using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Advances, their settlement, and corrections of both, as the local KSeF has them in the end.</summary>
public sealed class SettlementTests
{
    private static readonly Party Bakery = new() { Name = "Piekarnia Złoty Kłos Anna Wójcik", Nip = Nip.Parse("6712345098"), Address = Address.Parse("ul. Młyńska 7, 61-730 Poznań", null) };
    private static readonly Line Shop = new() { Name = "Sklep internetowy", Quantity = 1, Unit = "usł.", Price = 10000, Rate = VatRate.Parse("23") };

    [Fact]
    public async Task A_settlement_takes_off_what_was_paid_on_the_advance_of_the_ledger_and_names_its_KSeF_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var advance = await AcceptedAsync(stage, Advance("ZAL/1/2026", 3690));

        var settlement = await AcceptedAsync(stage, Settlement("ROZ/1/2026", "ZAL/1/2026"));

        Assert.Equal((3690m, 8610m), (advance.Gross, settlement.Gross));
        var file = stage.Ledger.File(settlement);
        Assert.Equal(("7000.00", "1610.00"), (file.Text("Fa", "P_13_1"), file.Text("Fa", "P_14_1")));
        Assert.Equal((NumberOf(advance), null), (file.Text("Fa", "FakturaZaliczkowa", "NrKSeFFaZaliczkowej"), file.Text("Fa",
            "FakturaZaliczkowa", "NrKSeFZN")));
        var twice = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Online, Settlement("ROZ/2/2026", "ZAL/1/2026")));
        Assert.Equal("INK-ADVANCE-012", twice.Findings[0].Code);
    }

    [Fact]
    public async Task Several_advances_of_one_order_are_taken_off_each_after_its_correction()
    {
        await using var stage = await Stage.ReadyAsync();
        var first = await AcceptedAsync(stage, Advance("ZAL/1/2026", 3690));
        await AcceptedAsync(stage, Advance("ZAL/2/2026", 2460));
        var correction = Advance("KZAL/1/2026", 0) with
        {
            Kind = InvoiceKind.KorZal,
            AdvancePayments = [],
            Order = null,
            Due = -1230,
            Sums = [new GivenSum { Bucket = TaxBucket.Basic, Net = -1000, Vat = -230 }],
            Correction = new Correction { Reason = "zwrot części zaliczki", Invoices = [] },
        };
        Assert.IsType<CorrectionOutcome.Issued>(await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, first, correction, ModeWish.Online, Stage.Stop));
        // Until it is accepted nobody knows what the advance came to.
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Online, Settlement("ROZ/1/2026", "ZAL/1/2026",
            "ZAL/2/2026")));
        Assert.Equal(("INK-ADVANCE-002", "advances[0]"), (Assert.Single(refused.Findings).Code, refused.Findings[0].Path));
        await stage.SendAsync();

        var settlement = await AcceptedAsync(stage, Settlement("ROZ/1/2026", "ZAL/1/2026", "ZAL/2/2026"));

        Assert.Equal(12300m - (3690m - 1230m) - 2460m, settlement.Gross);
    }

    [Fact]
    public async Task A_settlement_issued_without_its_advance_is_put_right_by_a_correction_that_names_it()
    {
        await using var stage = await Stage.ReadyAsync();
        await AcceptedAsync(stage, Advance("ZAL/1/2026", 3690));
        await AcceptedAsync(stage, Advance("ZAL/2/2026", 1230));
        var settlement = await AcceptedAsync(stage, Settlement("ROZ/1/2026", "ZAL/1/2026"));

        var draft = Settlement("KROZ/1/2026", "ZAL/1/2026", "ZAL/2/2026") with { Lines = [Shop with { Before = true, Number = 1 }, Shop with { Number = 1 }], Correction = new Correction { Reason = "pominięta zaliczka", Invoices = [] } };
        var issued = Assert.IsType<CorrectionOutcome.Issued>(await stage.Workplace.CorrectInvoice.FromDraftAsync(
            stage.Company, settlement, draft with { Kind = InvoiceKind.KorRoz }, ModeWish.Online, Stage.Stop)).Invoice;
        await stage.SendAsync();

        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal(-1230m, issued.Gross); // The first one was taken off by the settlement itself.
        Assert.Equal("8610.00", stage.Ledger.File(issued).Text("Fa", "P_15ZK"));
    }

    [Fact]
    public async Task A_second_correction_begins_where_the_first_one_ended()
    {
        await using var stage = await Stage.ReadyAsync();
        var service = new Line { Name = "Usługa 2", Quantity = 1, Unit = "szt.", Price = 200, Rate = VatRate.Parse("23"), Number = 1 };
        var original = await AcceptedAsync(stage, stage.Draft("FV/2/11/2026") with { Buyer = Bakery, Lines = [service] });
        var first = await CorrectedAsync(stage, original, "KOR/1/11/2026", service with { Before = true }, service with { Price = 150 });
        Assert.Equal(-61.50m, first.Gross);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            CorrectedAsync(stage, original, "KOR/3/11/2026", service with { Price = 999, Before = true }, service with { Price = 150 }));

        Assert.Equal(["INK-CORRECT-010 Fa/FaWiersz[1]/P_9A", "INK-ISSUE-003 "], refused.Findings.Select(one => $"{one.Code} {one.Path}"));
        Assert.Contains("'150.00'", refused.Findings[0].Text.En);
        Assert.Contains("'999.00'", refused.Findings[0].Text.En);
        Assert.Equal(-36.90m, (await CorrectedAsync(stage, original, "KOR/4/11/2026", service with { Price = 150, Before = true }, service with { Price = 120 })).Gross);
        var taken = await CorrectedAsync(stage, original, "KOR/5/11/2026", new IssuingTerms(ModeWish.Online) { Accept = ["INK-CORRECT-010"] }, service with { Price = 999, Before = true }, service with { Price = 100 });
        Assert.Equal(["INK-CORRECT-010"], Assert.IsType<Cause.Issued>(stage.Ledger.History(taken)[0].Cause).TakenKnowingly);
    }

    [Fact]
    public async Task A_wrong_buyer_of_a_corrected_invoice_is_corrected_from_what_is_left_of_it()
    {
        await using var stage = await Stage.ReadyAsync();
        var line = new Line { Number = 1, Name = "Usługa", Quantity = 1, Unit = "szt.", Price = 200, Rate = VatRate.Parse("23") };
        var original = await AcceptedAsync(stage, stage.Draft() with { Buyer = Bakery, Lines = [line] });
        await CorrectedAsync(stage, original, "KOR/1/2026", line with { Before = true }, line with { Price = 150 });
        var wrong = new WrongBuyer(Nip.Parse("1111111111"), "KOR/2/2026", "FV/77/2026");

        var (zero, right) = await stage.Workplace.CorrectInvoice.WrongBuyerAsync(stage.Company, original, wrong, ModeWish.Online, Stage.Stop);

        Assert.Equal((-184.50m, 184.50m), (Assert.IsType<CorrectionOutcome.Issued>(zero).Invoice.Gross, right.Gross));
        var nothing = await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.CorrectInvoice.WrongBuyerAsync(
            stage.Company, original, wrong with { CorrectionNumber = "KOR/3/2026", NewNumber = "FV/78/2026" }, ModeWish.Online, Stage.Stop));
        Assert.Equal("INK-CORRECT-012", Assert.Single(nothing.Findings).Code);
    }

    private static InvoiceDraft Advance(string number, decimal paid) => new()
    {
        Number = number,
        Kind = InvoiceKind.Zal,
        Buyer = Bakery,
        Order = new Order { Lines = [Shop] },
        AdvancePayments = [new AdvancePayment { Date = new DateOnly(2026, 12, 8), Amount = paid }],
    };

    private static InvoiceDraft Settlement(string number, params string[] advances) => new()
    {
        Number = number,
        Kind = InvoiceKind.Roz,
        Buyer = Bakery,
        Lines = [Shop],
        Advances = [.. advances.Select(one => new Advance { Number = one })],
    };

    private static string NumberOf(IssuedInvoice invoice) => ((InvoiceState.Accepted)invoice.State).KsefNumber;

    private static async Task<IssuedInvoice> AcceptedAsync(Stage stage, InvoiceDraft draft)
    {
        var issued = await stage.IssueAsync(ModeWish.Online, draft);
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        return stage.Now(issued);
    }

    private static Task<IssuedInvoice> CorrectedAsync(Stage stage, IssuedInvoice original, string number, params Line[] lines) =>
        CorrectedAsync(stage, original, number, ModeWish.Online, lines);

    private static async Task<IssuedInvoice> CorrectedAsync(Stage stage, IssuedInvoice original, string number, IssuingTerms terms, params Line[] lines)
    {
        var draft = stage.Draft(number) with { Buyer = Bakery, Lines = lines, Correction = new Correction { Reason = "rabat", Invoices = [] } };
        return Assert.IsType<CorrectionOutcome.Issued>(await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, draft, terms, Stage.Stop)).Invoice;
    }
}
