using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Corrections: named by the number of their original, and not issued before it has one.</summary>
public class CorrectionTests
{
    [Fact]
    public async Task A_correction_of_an_accepted_invoice_names_it_by_its_KSeF_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await AcceptedAsync(stage);
        var outcome = await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, Correction(stage), ModeWish.Auto, Stage.Stop);

        var correction = Assert.IsType<CorrectionOutcome.Issued>(outcome).Invoice;
        Assert.Equal("KOR", correction.Kind);
        Assert.Equal(((InvoiceState.Accepted)original.State).KsefNumber, NumberNamedBy(stage, correction));
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(correction).State);
    }

    [Fact]
    public async Task A_correction_of_several_invoices_takes_their_numbers_from_those_of_the_same_number_date_and_seller()
    {
        await using var stage = await Stage.ReadyAsync();
        var (one, other) = (await stage.IssueAsync(ModeWish.Online), await stage.IssueAsync(ModeWish.Online));
        await stage.SendAsync();
        var draft = stage.Draft() with
        {
            Correction = new Correction
            {
                Reason = "rabat",
                Invoices = [.. new[] { one, other }.Select(named => new CorrectedInvoice { Number = named.Number, IssueDate = named.IssueDate })],
            },
        };
        var outcome = await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, stage.Now(one), draft, ModeWish.Online, Stage.Stop);
        var corrected = System.Text.Encoding.UTF8.GetString(stage.Ledger.Bytes(Assert.IsType<CorrectionOutcome.Issued>(outcome).Invoice).Span);
        Assert.Contains(((InvoiceState.Accepted)stage.Now(other).State).KsefNumber, corrected);
        Assert.Equal(other.Id, Assert.Single(stage.Ledger.Named(other.Number, other.IssueDate)).Id);
        Assert.Empty(stage.Ledger.Named(other.Number, other.IssueDate.AddDays(1)));
        Assert.Empty(stage.Workplace.Ledger.Of(stage.Company with { Nip = Nip.Parse("1111111111"), Id = new("1111111111") }).Named(other.Number, other.IssueDate));
    }

    [Fact]
    public async Task A_correction_is_held_until_its_original_has_a_number_and_then_goes_by_itself()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var original = await stage.IssueAsync(ModeWish.Offline);
        var outcome = await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, Correction(stage), ModeWish.Auto, Stage.Stop);
        var held = Assert.IsType<CorrectionOutcome.Held>(outcome);
        Assert.Contains("106j", held.Why.En);
        Assert.Single(stage.Ledger.List()); // Nothing is issued.

        clock.Jump(TimeSpan.FromHours(20)); // the next day
        var report = await stage.SendAsync();

        Assert.Empty(report.Problems);
        var correction = stage.Ledger.Find(held.Correction.Number);
        Assert.IsType<InvoiceState.Accepted>(correction.State);
        Assert.Equal(new DateOnly(2026, 12, 10), correction.IssueDate);
        Assert.Equal(((InvoiceState.Accepted)stage.Now(original).State).KsefNumber, NumberNamedBy(stage, correction));
        Assert.Empty(stage.Workplace.Corrections.Among(stage.Workplace.Companies.All()));
        Assert.Empty((await stage.SendAsync()).Moved);
    }

    [Fact]
    public async Task Numbers_that_look_like_places_in_the_ledger_mislead_nobody()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline, stage.Draft("2"));
        var other = await stage.IssueAsync(ModeWish.Offline, stage.Draft("1"));
        Assert.Equal((1, 2), (original.Id, other.Id));
        var held = Assert.IsType<CorrectionOutcome.Held>(
            await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, Correction(stage), ModeWish.Auto, Stage.Stop)).Correction;

        Assert.Empty((await stage.SendAsync()).Problems);

        var correction = stage.Ledger.Find(held.Number);
        Assert.Equal(((InvoiceState.Accepted)stage.Now(original).State).KsefNumber, NumberNamedBy(stage, correction));
        var twice = Assert.Single(Assert.Throws<RefusedException>(() => stage.Ledger.Find("1")).Findings);
        Assert.Equal("INK-LEDGER-003", twice.Code);
        Assert.Equal(original.Id, stage.Ledger.Find($"id:{original.Id}").Id); // as the hint says
    }

    [Fact]
    public async Task A_crash_after_the_release_does_not_issue_the_correction_twice()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline);
        var held = Assert.IsType<CorrectionOutcome.Held>(
            await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, Correction(stage), ModeWish.Auto, Stage.Stop)).Correction;
        await stage.SendAsync();
        // As if the note that it waits no longer had not reached the disk.
        var again = stage.Workplace.Corrections.Hold(stage.Company, original, held.Kind, held.Draft, held.Terms.Wish);
        await stage.SendAsync();
        Assert.Equal(2, stage.Ledger.List().Count);
        Assert.DoesNotContain(stage.Workplace.Corrections.Among(stage.Workplace.Companies.All()), one => one.Id == again.Id);
    }

    [Fact]
    public async Task A_held_correction_is_judged_at_once_and_its_number_is_taken()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline);
        var draft = Correction(stage);
        await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, draft, ModeWish.Auto, Stage.Stop);
        Assert.Equal("INK-CORRECT-004", await RefusedAsync(stage, original, draft));
        Assert.StartsWith("INK-DRAFT-", await RefusedAsync(stage, original, Correction(stage) with { Lines = [new Line { Name = "a", Price = 1, GrossPrice = 2, Rate = VatRate.Parse("23") }] }));

        var withdrawn = stage.Workplace.Corrections.Withdraw([stage.Company], Assert.Single(stage.Workplace.Corrections.Of(stage.Company)).Id);
        Assert.Equal(draft.Number, withdrawn.Number);
        await stage.SendAsync();
        Assert.Single(stage.Ledger.List());
    }

    [Fact]
    public async Task A_refused_invoice_is_not_corrected()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await RepairTests.RefusedAsync(stage);
        Assert.Equal("INK-CORRECT-001", await RefusedAsync(stage, original, Correction(stage)));
    }

    [Fact]
    public async Task A_draft_that_corrects_another_invoice_or_in_another_kind_is_refused()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await AcceptedAsync(stage);
        var other = new Correction { Invoices = [new CorrectedInvoice { Number = "FV/99", IssueDate = new DateOnly(2026, 12, 1) }] };
        Assert.Equal("INK-CORRECT-002", await RefusedAsync(stage, original, Correction(stage) with { Correction = other }));
        Assert.Equal("INK-CORRECT-003", await RefusedAsync(stage, original, Correction(stage) with { Kind = InvoiceKind.KorZal }));
    }

    [Fact]
    public async Task An_advance_invoice_gets_KOR_ZAL_with_the_amount_before()
    {
        await using var stage = await Stage.ReadyAsync();
        var advance = InvoiceDraft.ReadJson(File.ReadAllBytes(Path.Combine(Checkout.Root, "examples", "zal-advance.json"))) with { Seller = null, IssueDate = null, SaleDate = null, AdvancePayments = [] };
        var original = await stage.IssueAsync(ModeWish.Online, advance);
        await stage.SendAsync();
        var correction = InvoiceDraft.ReadJson(File.ReadAllBytes(Path.Combine(Checkout.Root, "examples", "kor-zal.json")));
        var outcome = await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, stage.Now(original), correction with
        {
            Seller = null,
            IssueDate = null,
            SaleDate = null,
            Correction = correction.Correction! with { Invoices = [], AmountBefore = null },
        }, ModeWish.Online, Stage.Stop);
        var issued = Assert.IsType<CorrectionOutcome.Issued>(outcome).Invoice;
        Assert.Equal("KOR_ZAL", issued.Kind);
        Assert.Equal(original.Gross, decimal.Parse(stage.Ledger.File(issued).Text("Fa", "P_15ZK")!));
    }

    [Fact]
    public async Task An_invoice_of_another_program_is_corrected_by_its_KSeF_number()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var desk = stage.AnotherDesk();
        var original = await AcceptedAsync(stage);
        var number = KsefNumber.Parse(((InvoiceState.Accepted)original.State).KsefNumber);
        var correction = await desk.CorrectInvoice.OfKsefAsync(stage.Company, number, Correction(stage), ModeWish.Online, Stage.Stop);
        var named = desk.Ledger.Of(stage.Company).File(correction);
        Assert.Equal(original.Number, named.Text("Fa", "DaneFaKorygowanej", "NrFaKorygowanej"));
        Assert.Equal(number.ToString(), named.Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej"));
    }

    [Fact]
    public async Task A_correction_by_KSeF_number_is_checked_against_the_file_that_KSeF_gives_and_the_corrections_so_far()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var desk = stage.AnotherDesk();
        var number = KsefNumber.Parse(((InvoiceState.Accepted)(await AcceptedAsync(stage)).State).KsefNumber);
        Task<IssuedInvoice> CorrectedAsync(decimal before, decimal after, params string[] accept) => desk.CorrectInvoice.OfKsefAsync(stage.Company, number,
            Correction(stage, before, after), new IssuingTerms(ModeWish.Online) { Accept = accept }, Stage.Stop);
        async Task<string> RefusalAsync(decimal before, decimal after) =>
            (await Assert.ThrowsAsync<RefusedException>(() => CorrectedAsync(before, after))).Findings[0].Code;

        Assert.Equal("INK-CORRECT-010", await RefusalAsync(99m, 90m)); // The original says 100.
        await CorrectedAsync(100m, 90m);
        Assert.Equal("INK-CORRECT-010", await RefusalAsync(100m, 80m)); // The first correction has made it 90.
        await CorrectedAsync(90m, 80m);
        var taken = await CorrectedAsync(100m, 70m, "INK-CORRECT-010");
        Assert.Equal(["INK-CORRECT-010"], taken.TakenKnowingly);

        var another = KsefNumber.Create(Nip.Parse("6712345098"), new DateOnly(2026, 12, 9), 1);
        Assert.Equal("INK-CORRECT-013", (await Assert.ThrowsAsync<RefusedException>(() =>
            desk.CorrectInvoice.OfKsefAsync(stage.Company, another, Correction(stage), ModeWish.Online, Stage.Stop))).Findings[0].Code);
    }

    [Fact]
    public async Task An_invoice_that_a_total_failure_lifted_is_corrected_without_a_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline);
        original = stage.Ledger.Move(original, new InvoiceState.Waived(9), "total failure 9"); // LAW 55
        var outcome = await stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, Correction(stage), ModeWish.Online, Stage.Stop);
        Assert.Equal("1", stage.Ledger.File(Assert.IsType<CorrectionOutcome.Issued>(outcome).Invoice).Text("Fa", "DaneFaKorygowanej", "NrKSeFN"));
    }

    [Fact]
    public async Task A_wrong_buyer_is_corrected_to_zero_and_a_new_invoice_goes_to_the_right_one()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Online, stage.Draft() with { Buyer = Buyer("6712345098") });
        await stage.SendAsync();
        var (outcome, right) = await stage.Workplace.CorrectInvoice.WrongBuyerAsync(
            stage.Company, stage.Now(original), new WrongBuyer(Nip.Parse("1111111111"), "KOR/1/2026", "FV/77/2026"), ModeWish.Online, Stage.Stop);
        await stage.SendAsync();

        var zero = stage.Now(Assert.IsType<CorrectionOutcome.Issued>(outcome).Invoice);
        Assert.Equal((-original.Gross, original.BuyerNip), (zero.Gross, zero.BuyerNip));
        Assert.Equal((original.Gross, Nip.Parse("1111111111")), (right.Gross, right.BuyerNip!.Value));
        Assert.All([zero, stage.Now(right)], one => Assert.IsType<InvoiceState.Accepted>(one.State));
        Assert.Equal(VatOf(stage, original), -VatOf(stage, zero));
    }

    [Fact]
    public async Task The_right_buyer_gets_an_invoice_at_once_while_the_zero_correction_waits()
    {
        await using var stage = await Stage.ReadyAsync();
        var original = await stage.IssueAsync(ModeWish.Offline, stage.Draft() with { Buyer = Buyer("6712345098") });
        var (outcome, right) = await stage.Workplace.CorrectInvoice.WrongBuyerAsync(
            stage.Company, original, new WrongBuyer(Nip.Parse("1111111111"), "KOR/1/2026", "FV/77/2026"), ModeWish.Offline, Stage.Stop);
        Assert.IsType<CorrectionOutcome.Held>(outcome);
        await stage.SendAsync();
        Assert.Each(stage.Ledger.List(), one => Assert.IsType<InvoiceState.Accepted>(one.State));
        Assert.Equal(3, stage.Ledger.List().Count);
        Assert.Equal("INK-CORRECT-009", (await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.CorrectInvoice.WrongBuyerAsync(
            stage.Company, stage.Now(right), new WrongBuyer(Nip.Parse("1111111111"), "KOR/2", "FV/78"), ModeWish.Offline, Stage.Stop))).Findings[0].Code);
    }

    [Fact]
    public async Task JPK_gets_numbers_and_where_there_are_none_the_markers()
    {
        await using var stage = await Stage.ReadyAsync();
        var accepted = await AcceptedAsync(stage);
        var offline = await stage.IssueAsync(ModeWish.Offline);
        var waived = stage.Ledger.Move(await stage.IssueAsync(ModeWish.Offline, stage.Draft("FV;\"ŻÓŁĆ\"")), new InvoiceState.Waived(9), "total failure 9");
        var failure = stage.Ledger.Add(offline with { Id = 0, Number = "FV/failure", Mode = Inkaust.Ksef.Modes.IssuingMode.Failure }, stage.Ledger.File(offline).Bytes);
        var refused = offline with { State = new InvoiceState.Rejected(450, "refused", [], "s") };

        var lines = JpkMarkers.Of([accepted, offline, waived, failure, refused], new DateOnly(2026, 12, 1));
        Assert.Equal([null, "DI", "BFK", "OFF"], lines.Select(line => line.Marker));
        Assert.Equal(((InvoiceState.Accepted)accepted.State).KsefNumber, lines[0].KsefNumber);
        Assert.Contains(";\"FV;\"\"ŻÓŁĆ\"\"\";2026-12-09;", JpkMarkers.Csv(lines));
        Assert.Empty(JpkMarkers.Of([accepted, offline], new DateOnly(2026, 11, 1)));
    }

    private static async Task<IssuedInvoice> AcceptedAsync(Stage stage)
    {
        var issued = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        return stage.Now(issued);
    }

    private static InvoiceDraft Correction(Stage stage, decimal before = 100m, decimal after = 90m) => stage.Draft() with
    {
        Correction = new Correction { Reason = "błędna cena", Invoices = [] },
        Lines =
        [
            new Line { Number = 1, Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = before, Rate = VatRate.Parse("23"), Before = true },
            new Line { Number = 1, Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = after, Rate = VatRate.Parse("23") },
        ],
    };

    private static Party Buyer(string nip) => new() { Name = "Papiernia Sarna", Nip = Nip.Parse(nip), Address = new Address { Line1 = "ul. Leśna 4, 00-001 Warszawa" } };

    private static string? NumberNamedBy(Stage stage, IssuedInvoice correction) =>
        stage.Ledger.File(correction).Text("Fa", "DaneFaKorygowanej", "NrKSeFFaKorygowanej");

    private static decimal VatOf(Stage stage, IssuedInvoice invoice) => decimal.Parse(stage.Ledger.File(invoice).Text("Fa", "P_14_1")!);

    private static async Task<string> RefusedAsync(Stage stage, IssuedInvoice original, InvoiceDraft draft) =>
        (await Assert.ThrowsAsync<RefusedException>(() => stage.Workplace.CorrectInvoice.FromDraftAsync(stage.Company, original, draft, ModeWish.Auto, Stage.Stop))).Findings[0].Code;
}
