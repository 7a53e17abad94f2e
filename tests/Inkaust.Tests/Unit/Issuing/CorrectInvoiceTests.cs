using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Corrections: what each names, when it is held, and when it is refused.</summary>
public sealed class CorrectInvoiceTests : IDisposable
{
    private readonly House house = new();

    /// <summary>The kind of the original, the kind that the draft names, and the kind of the correction; null when it is refused.</summary>
    public static TheoryData<string, InvoiceKind, string?> Kinds => new()
    {
        { "VAT", InvoiceKind.Vat, "KOR" },
        { "VAT", InvoiceKind.Kor, "KOR" },
        { "VAT", InvoiceKind.KorZal, null },
        { "UPR", InvoiceKind.Vat, "KOR" },
        { "KOR", InvoiceKind.Kor, "KOR" },
        { "ZAL", InvoiceKind.Vat, "KOR_ZAL" },
        { "ZAL", InvoiceKind.KorZal, "KOR_ZAL" },
        { "ZAL", InvoiceKind.Kor, null },
        { "KOR_ZAL", InvoiceKind.KorZal, "KOR_ZAL" },
        { "ROZ", InvoiceKind.KorRoz, "KOR_ROZ" },
        { "KOR_ROZ", InvoiceKind.KorRoz, "KOR_ROZ" },
        { "ROZ", InvoiceKind.KorZal, null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_kind_of_a_correction_follows_from_its_original(string original, InvoiceKind named, string? kind)
    {
        var corrected = Numbered(change: one => one with { Kind = original });
        var draft = Draft() with { Kind = named, Due = named is InvoiceKind.Kor or InvoiceKind.Vat ? null : 50 };
        if (kind is null)
        {
            var finding = Assert.Single(await house.RefusedAsync(() => CorrectedAsync(corrected, draft)));
            Assert.Equal(("INK-CORRECT-003", "kind"), (finding.Code, finding.Path));
            return;
        }
        try
        {
            Assert.Equal(kind, (await IssuedAsync(corrected, draft)).Kind);
        }
        catch (RefusedException refused) when (kind != "KOR")
        {
            // The small draft is no whole advance or final invoice; of its kind nothing is said.
            Assert.DoesNotContain(refused.Findings, one => one.Code.StartsWith("INK-CORRECT", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_correction_names_its_original_by_number_date_and_KSeF_number()
    {
        var corrected = Numbered(SmallKsef.NumberOf(5));
        var file = house.Ledger.File(await IssuedAsync(corrected, Draft()));
        Assert.Equal((corrected.Number, "2026-12-09", SmallKsef.NumberOf(5), null),
            (Of(file, "NrFaKorygowanej"), Of(file, "DataWystFaKorygowanej"), Of(file, "NrKSeFFaKorygowanej"), Of(file, "NrKSeFN")));
        Assert.Null(file.Text("Fa", "P_15ZK")); // that of advances alone
    }

    [Theory]
    [InlineData(null, 123)] // the amount of the original
    [InlineData(50, 50)]
    public async Task A_correction_of_an_advance_says_the_amount_before(int? said, int expected)
    {
        var corrected = Numbered(change: one => one with { Kind = "ZAL" });
        var draft = new InvoiceDraft
        {
            Number = "KOR/1",
            Buyer = Buyer("6712345098"),
            Due = 100,
            Order = new Order
            {
                Lines = [new Line { Number = 1, Name = "Biurko", Quantity = 1, Unit = "szt.", Price = 1600m,
                Rate = VatRate.Parse("23") }]
            },
            Correction = new Correction { Reason = "x", Invoices = [], AmountBefore = said },
        };
        Assert.Equal(expected, decimal.Parse(house.Ledger.File(await IssuedAsync(corrected, draft)).Text("Fa", "P_15ZK")!,
            System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_was_never_sent_is_corrected_as_issued_outside_KSeF()
    {
        var waived = house.Add(state: new InvoiceState.Waived(9));
        var file = house.Ledger.File(await IssuedAsync(waived, Draft()));
        Assert.Equal(("1", null), (Of(file, "NrKSeFN"), Of(file, "NrKSeFFaKorygowanej"))); // LAW 55
    }

    /// <summary>Where the original stands, and what becomes of its correction.</summary>
    public static TheoryData<string, InvoiceState, IssuingMode, string?> Standings => new()
    {
        { "issued", new InvoiceState.Issued(), IssuingMode.Offline24, "art. 106j ust. 2 pkt 3" },
        { "under way", new InvoiceState.Sending("s", "r"), IssuingMode.Online, "art. 106j ust. 2 pkt 3" },
        { "unknown", new InvoiceState.Unknown("s", null), IssuingMode.Online, "art. 106j ust. 2 pkt 3" },
        { "refused", new InvoiceState.Rejected(450, "no", [], "s"), IssuingMode.Offline24, null },
        { "refused online", new InvoiceState.Rejected(450, "no", [], "s"), IssuingMode.Online, null },
    };

    [Theory]
    [MemberData(nameof(Standings))]
    public async Task While_the_original_has_no_number_its_correction_is_held_or_refused(string what, InvoiceState state, IssuingMode mode,
        string? why)
    {
        var original = house.Add(mode, state);
        if (why is null)
        {
            Assert.Equal((what, "INK-CORRECT-001"), (what, (await house.RefusedAsync(() => CorrectedAsync(original, Draft())))[0].Code));
            Assert.Empty(house.Corrections.Among(house.Companies.All()));
            return;
        }
        var held = Assert.IsType<CorrectionOutcome.Held>(await CorrectedAsync(original, Draft() with { IssueDate = new DateOnly(2026, 12, 1) }));
        Assert.Contains(why, held.Why.En);
        Assert.Equal((original.Id, "KOR", ModeWish.Online, null), (held.Correction.Original, held.Correction.Kind, held.Correction.Terms.Wish,
            held.Correction.Draft.IssueDate));
        Assert.Equal(held.Correction.Id, Assert.Single(house.Corrections.Among(house.Companies.All())).Id);
        Assert.Single(house.Ledger.List());
    }

    [Fact]
    public async Task A_refused_original_that_is_being_repaired_holds_its_correction_and_says_what_it_waits_for()
    {
        var refused = house.Add(state: new InvoiceState.Rejected(450, "no", [], "s"));
        var repair = house.Add(change: one => one with { Repairs = refused.Id });
        var held = Assert.IsType<CorrectionOutcome.Held>(await CorrectedAsync(refused, Draft()));
        Assert.EndsWith("its repaired file has no number yet", held.Why.En);
        Assert.Equal(new SendNow(house.Company.Reference), held.Next);
        var asked = house.CorrectInvoice.WhyHeld(house.Company, held.Correction);
        Assert.Equal((held.Why, held.Next), (asked.Why, asked.Next));

        house.Ledger.Move(house.Ledger.Move(repair, new InvoiceState.Sending("s", null), "t"), new InvoiceState.Accepted(SmallKsef.NumberOf(8),
            House.At("2026-12-09T12:00"), "s", null), "t");
        // Until a round goes, nobody says that there is no number.
        asked = house.CorrectInvoice.WhyHeld(house.Company, held.Correction);
        Assert.Contains($"has its KSeF number {SmallKsef.NumberOf(8)} now", asked.Why.En);
        Assert.Equal(new SendNow(house.Company.Reference), asked.Next);
        var file = house.Ledger.File(Assert.Single((await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop)).Moved));
        Assert.Equal(SmallKsef.NumberOf(8), Of(file, "NrKSeFFaKorygowanej"));
    }

    [Fact]
    public void A_correction_of_a_refused_online_invoice_has_nothing_to_wait_for()
    {
        var refused = house.Add(IssuingMode.Online, new InvoiceState.Rejected(450, "no", [], "s"));
        var held = house.Corrections.Hold(house.Company, refused, "KOR", Draft(), ModeWish.Auto);
        Assert.Equal(new WithdrawCorrection(held.Id), house.CorrectInvoice.WhyHeld(house.Company, held).Next);
    }

    [Fact]
    public async Task A_technically_corrected_original_is_named_by_the_number_of_its_repair()
    {
        var refused = house.Add(state: new InvoiceState.TechnicallyCorrected(2, SmallKsef.NumberOf(8)));
        house.Add(state: new InvoiceState.Rejected(450, "no", [], "s"), change: one => one with { Repairs = refused.Id });
        house.Add(state: Accepted(8), change: one => one with { Repairs = refused.Id });
        var file = house.Ledger.File(await IssuedAsync(refused, Draft()));
        Assert.Equal(SmallKsef.NumberOf(8), Of(file, "NrKSeFFaKorygowanej"));
    }

    [Fact]
    public async Task Of_several_invoices_that_are_named_each_gets_its_number()
    {
        var (one, two) = (Numbered(SmallKsef.NumberOf(1)), Numbered(SmallKsef.NumberOf(2)));
        var waived = house.Add(state: new InvoiceState.Waived(9));
        var named = new[] { one, two, waived }.Select(invoice => new CorrectedInvoice { Number = invoice.Number, IssueDate = invoice.IssueDate })
            .Append(new CorrectedInvoice { Number = "OBCA/1", IssueDate = new DateOnly(2026, 1, 2) })
            .Append(new CorrectedInvoice { Number = two.Number, IssueDate = two.IssueDate, KsefNumber = SmallKsef.NumberOf(77) }).ToList();
        var file = house.Ledger.File(await IssuedAsync(one, Draft() with { Correction = new Correction { Reason = "rabat", Invoices = named } }));
        var corrected = file.Document.Root!.Element(Fa3Invoice.Namespace + "Fa")!.Elements(Fa3Invoice.Namespace + "DaneFaKorygowanej")
            .Select(element => element.Element(Fa3Invoice.Namespace + "NrKSeFFaKorygowanej")?.Value);
        Assert.Equal([SmallKsef.NumberOf(1), SmallKsef.NumberOf(2), null, null, SmallKsef.NumberOf(77)], corrected);
    }

    [Theory]
    [InlineData("INK-CORRECT-002", false)]
    [InlineData("INK-CORRECT-006", true)]
    public async Task A_draft_that_names_other_invoices_or_one_without_a_number_is_refused(string code, bool namesTheOriginal)
    {
        var original = Numbered();
        var waits = house.Add();
        var named = new[] { namesTheOriginal ? original : waits, waits }.Select(one => new CorrectedInvoice
        {
            Number = one.Number,
            IssueDate = one.IssueDate
        }).ToList();
        var finding = Assert.Single(await house.RefusedAsync(() => CorrectedAsync(original,
            Draft() with { Correction = new Correction { Reason = "rabat", Invoices = named } })));
        Assert.Equal((code, "correction.invoices"), (finding.Code, finding.Path)); // LAW 52
    }

    [Fact]
    public async Task A_held_correction_is_judged_at_once()
    {
        var original = house.Add();
        house.Add(draft: house.Draft("KOR/1"), change: one => one with { Kind = "KOR" });
        Assert.Equal("INK-LEDGER-001", (await house.RefusedAsync(() => CorrectedAsync(original, Draft("KOR/1"))))[0].Code);
        await CorrectedAsync(original, Draft("KOR/2"));
        Assert.Equal("INK-CORRECT-004", (await house.RefusedAsync(() => CorrectedAsync(original, Draft("KOR/2"))))[0].Code);
        Assert.Equal("INK-ISSUE-001", (await house.RefusedAsync(() => CorrectedAsync(original,
            Draft("KOR/3") with { Seller = house.Other().AsSeller() })))[0].Code);
        Assert.Single(house.Corrections.Among(house.Companies.All()));
    }

    [Fact]
    public async Task Once_the_original_has_its_number_the_correction_goes_with_the_date_of_that_day_and_once()
    {
        var (original, another) = (house.Add(), house.Add());
        await CorrectedAsync(original, Draft("KOR/1"));
        await CorrectedAsync(another, Draft("KOR/2"));
        Assert.Empty((await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop)).Moved);
        house.Clock.Jump(TimeSpan.FromDays(1));
        Number(original, 5);
        var issued = Assert.Single((await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop)).Moved);
        Assert.Equal(("KOR/1", new DateOnly(2026, 12, 10), IssuingMode.Online), (issued.Number, issued.IssueDate, issued.Mode));
        Assert.Equal(SmallKsef.NumberOf(5), Of(house.Ledger.File(issued), "NrKSeFFaKorygowanej"));
        Assert.Equal("KOR/2", Assert.Single(house.Corrections.Among(house.Companies.All())).Number);
        Assert.Empty((await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop)).Moved);
    }

    [Fact]
    public async Task A_correction_that_was_issued_before_a_crash_is_not_issued_again()
    {
        var original = house.Add();
        var held = Assert.IsType<CorrectionOutcome.Held>(await CorrectedAsync(original, Draft("KOR/1"))).Correction;
        original = Number(original, 5);
        var before = await IssuedAsync(original, Draft("KOR/1")); // and the note that it waits no longer was lost
        Assert.Equal(before.Id, Assert.Single((await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop)).Moved).Id);
        Assert.DoesNotContain(house.Corrections.Among(house.Companies.All()), one => one.Id == held.Id);
        Assert.Equal(2, house.Ledger.List().Count);
    }

    [Fact]
    public async Task A_number_that_another_correction_took_meanwhile_is_said_and_the_held_one_stays()
    {
        var (original, another) = (house.Add(), Numbered(SmallKsef.NumberOf(6)));
        var held = Assert.IsType<CorrectionOutcome.Held>(await CorrectedAsync(original, Draft("KOR/1"))).Correction;
        await IssuedAsync(another, Draft("KOR/1")); // of another original
        Number(original, 5);
        var report = await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop);
        Assert.Empty(report.Moved);
        var problem = Assert.Single(report.Problems);
        Assert.Equal(("INK-CORRECT-007", "Fa/P_2"), (problem.Code, problem.Path));
        Assert.Contains("KOR/1", problem.Text.En);
        Assert.Contains($"--withdraw {held.Id}", problem.WhatNext!.En);
        Assert.Equal(held.Id, Assert.Single(house.Corrections.Among(house.Companies.All())).Id);
    }

    [Fact]
    public async Task A_correction_that_is_held_in_another_environment_or_company_is_left_alone()
    {
        var original = Numbered();
        house.Corrections.Hold(house.Company with { Environment = KsefEnvironment.Test }, original, "KOR", Draft("KOR/1"), ModeWish.Online);
        house.Corrections.Hold(house.Other(), original, "KOR", Draft("KOR/2"), ModeWish.Online);
        var report = await house.CorrectInvoice.ReleaseAsync(house.Company, House.Stop);
        Assert.Empty(report.Moved);
        Assert.Empty(report.Problems);
        Assert.Equal(2, house.Corrections.Among(house.Companies.All()).Count);
    }

    [Fact]
    public async Task Neither_of_two_is_issued_when_the_right_invoice_of_a_wrong_buyer_is_bad()
    {
        var original = Numbered(draft: house.Draft() with { Buyer = Buyer("6712345098") });
        house.Add(draft: house.Draft("FV/taken"));
        var right = Nip.Parse("1111111111");
        Assert.Equal("INK-LEDGER-001", (await house.RefusedAsync(() => WrongAsync(new WrongBuyer(right, "KOR/1", "FV/taken"))))[0].Code);
        Assert.NotEmpty(await house.RefusedAsync(() => WrongAsync(new WrongBuyer(right, "KOR/1", "FV/2") { RightName = new string('x', 600) })));
        Assert.Equal(2, house.Ledger.List().Count);
        Assert.Empty(house.Corrections.Among(house.Companies.All()));

        var (zero, issued) = await WrongAsync(new WrongBuyer(right, "KOR/1", "FV/2"));
        Assert.Equal((-original.Gross, original.BuyerNip), (((CorrectionOutcome.Issued)zero).Invoice.Gross,
            ((CorrectionOutcome.Issued)zero).Invoice.BuyerNip));
        Assert.Equal((original.Gross, right), (issued.Gross, issued.BuyerNip!.Value));

        Task<(CorrectionOutcome Zero, IssuedInvoice Right)> WrongAsync(WrongBuyer wrong) => house.CorrectInvoice.WrongBuyerAsync(house.Company,
            original, wrong, ModeWish.Online, House.Stop);
    }

    public void Dispose() => house.Dispose();

    private static string? Of(Fa3Invoice file, string name) => file.Text("Fa", "DaneFaKorygowanej", name);

    private static Party Buyer(string nip) => new() { Name = "Papiernia", Nip = Nip.Parse(nip), Address = new Address { Line1 = "ul. Leśna 4" } };

    private static InvoiceState.Accepted Accepted(int number) => new(SmallKsef.NumberOf(number), House.At("2026-12-09T12:00"), "s", null);

    private InvoiceDraft Draft(string? number = null) => house.Draft(number) with
    {
        Correction = new Correction
        {
            Reason = "błędna cena",
            Invoices = []
        }
    };

    private IssuedInvoice Numbered(string? number = null, InvoiceDraft? draft = null, Func<IssuedInvoice, IssuedInvoice>? change = null) =>
        house.Add(IssuingMode.Online, Accepted(1) with { KsefNumber = number ?? SmallKsef.NumberOf(1) }, draft, change: change);

    private IssuedInvoice Number(IssuedInvoice original, int number) =>
        house.Ledger.Move(house.Ledger.Move(original, new InvoiceState.Sending("s", null), "t"), Accepted(number), "t");

    private Task<CorrectionOutcome> CorrectedAsync(IssuedInvoice original, InvoiceDraft draft) =>
        house.CorrectInvoice.FromDraftAsync(house.Company, original, draft, ModeWish.Online, House.Stop);

    private async Task<IssuedInvoice> IssuedAsync(IssuedInvoice original, InvoiceDraft draft) =>
        Assert.IsType<CorrectionOutcome.Issued>(await CorrectedAsync(original, draft)).Invoice;
}
