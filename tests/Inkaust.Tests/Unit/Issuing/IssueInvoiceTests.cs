using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What an invoice is when it is issued, and what keeps it from being issued. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class IssueInvoiceTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 12, 9);

    private readonly House house = new();

    [Fact]
    public async Task A_draft_without_date_and_seller_gets_the_date_in_Poland_and_the_company()
    {
        house.Clock.Set(House.At("2026-12-09T23:10:00Z")); // 00:10 on the 10th in Poland
        var issued = await house.IssueAsync(ModeWish.Online);
        var file = house.Ledger.File(issued);
        Assert.Equal((new DateOnly(2026, 12, 10), new DateOnly(2026, 12, 10)), (issued.IssueDate, file.IssueDate));
        Assert.Equal("Atrament i Pióro sp. z o.o.", file.SellerName);
        Assert.Equal("Inkaust", file.Text("Naglowek", "SystemInfo"));
        Assert.Equal(new DateOnly(2026, 12, 11), issued.Deadline.Date);
    }

    [Fact]
    public async Task A_draft_keeps_the_date_and_the_seller_that_it_names()
    {
        var draft = house.Draft() with
        {
            IssueDate = new DateOnly(2026, 12, 7),
            Seller = house.Company.AsSeller() with { Name = "Atrament, oddział" }
        };
        var issued = await house.IssueAsync(ModeWish.Online, draft);
        Assert.Equal((new DateOnly(2026, 12, 7), "Atrament, oddział"), (house.Ledger.File(issued).IssueDate, house.Ledger.File(issued).SellerName));
    }

    [Fact]
    public async Task What_the_ledger_keeps_is_what_stands_in_the_file_and_what_was_decided()
    {
        house.Certificate();
        var xml = house.FileOf(house.Draft("FV/1") with
        {
            Buyer = new Party
            {
                Name = "Piekarnia",
                Nip = Nip.Parse("6712345098"),
                Address = new Address { Line1 = "ul. Młyńska 7" }
            }
        });
        var issued = await house.IssueInvoice.FromFileAsync(house.Company, xml,
            new IssuingTerms(ModeWish.Offline) { BipReference = "BIP 7", BuyerTold = BuyerBranch.SmeScheme }, House.Stop);

        var kept = house.Now(issued);
        Assert.Equal(xml, house.Ledger.Bytes(issued).ToArray());
        Assert.Equal(("5260001246", "http://127.0.0.1:5080", "VAT", "FV/1", Today), (kept.Company.ToString(), kept.Environment, kept.Kind,
            kept.Number, kept.IssueDate));
        Assert.Equal((House.At("2026-12-09T12:00"), "Piekarnia", "6712345098", "PLN", 123m), (kept.IssuedAt, kept.BuyerName, kept.BuyerNip.ToString(),
            kept.Currency, kept.Gross));
        Assert.Equal((IssuingMode.Offline24, "offline24 as asked for (art. 106nda)"), (kept.Mode, kept.ModeReason.InWords.En));
        Assert.Equal(("BIP 7", BuyerBranch.SmeScheme), (kept.ModeEvidence.BipReference, kept.ModeEvidence.BuyerTold));
        Assert.Equal(kept.CertificateSerial, kept.ModeEvidence.Certificate!.Serial);
        Assert.Equal((InvoiceHash.Of(xml), xml.Length, false), (kept.Hash, kept.Size, kept.HasAttachment));
        Assert.Equal($"http://127.0.0.1:5080/qr/invoice/5260001246/09-12-2026/{kept.Hash.Base64Url}", kept.KodI.AbsoluteUri);
        Assert.StartsWith($"http://127.0.0.1:5080/qr/certificate/Nip/5260001246/5260001246/{kept.CertificateSerial}/{kept.Hash.Base64Url}/",
            kept.KodII!.AbsoluteUri);
        Assert.Equal((SendingDuty.Send, new DateOnly(2026, 12, 10), "106nda"), (kept.Deadline.Duty, kept.Deadline.Date, kept.Deadline.Basis));
        Assert.Equal((new InvoiceState.Issued(), false), (kept.State, kept.HasUpo));
        Assert.Equal("issued: offline24 as asked for (art. 106nda)", Assert.Single(house.Ledger.History(issued)).Cause.InWords.En);
    }

    [Fact]
    public async Task An_attachment_is_noted()
    {
        var attached = house.Draft() with { Attachment = new Attachment { Blocks = [new AttachmentBlock { Facts = [new AttachmentFact { Name = "Punkt poboru", Text = "PL1" }] }] } };
        Assert.True(house.Now(await house.IssueAsync(ModeWish.Online, attached)).HasAttachment);
    }

    [Theory]
    [InlineData(ModeWish.Online, new[] { "INK-ISSUE-002" })]
    [InlineData(ModeWish.Auto, new[] { "INK-ISSUE-002" })]
    [InlineData(ModeWish.Offline, new[] { "INK-ISSUE-002", "INK-CERT-001" })]
    [InlineData(ModeWish.Unavailability, new[] { "INK-ISSUE-002", "INK-CERT-001" })]
    [InlineData(ModeWish.Failure, new[] { "INK-ISSUE-002", "INK-CERT-001" })]
    [InlineData(ModeWish.TotalFailure, new[] { "INK-ISSUE-002" })]
    public async Task Whoever_asks_for_an_offline_mode_hears_of_his_certificate_together_with_all_else(ModeWish wish, string[] codes)
    {
        var findings = await house.RefusedAsync(() => house.IssueAsync(wish, house.Draft() with { IssueDate = new DateOnly(2026, 12, 10) }));
        Assert.Equal(codes, findings.Select(one => one.Code));
        Assert.Equal("Fa/P_1", findings[0].Path);
        Assert.Empty(house.Ledger.List());
        Assert.Empty(house.Wire.Asked); // nobody is asked for an invoice that cannot be issued
    }

    [Fact]
    public async Task Without_a_certificate_an_outage_stops_the_issuing_in_auto_too()
    {
        house.Wire.IsSilent = true;
        var findings = await house.RefusedAsync(() => house.IssueAsync(ModeWish.Auto));
        Assert.Equal(["INK-CERT-001"], findings.Select(one => one.Code));
        Assert.Empty(house.Ledger.List());

        house.Certificate();
        Assert.Equal(IssuingMode.Offline24, (await house.IssueAsync(ModeWish.Auto)).Mode);
    }

    [Fact]
    public async Task Online_needs_no_certificate_and_gets_no_second_code()
    {
        var issued = await house.IssueAsync(ModeWish.Auto);
        Assert.Equal((IssuingMode.Online, null, null, null), (issued.Mode, issued.KodII, issued.CertificateSerial, issued.ModeEvidence.Certificate));
        Assert.Empty(issued.Warnings);

        house.Certificate();
        Assert.Null((await house.IssueAsync(ModeWish.Auto)).KodII);
    }

    [Fact]
    public async Task An_invoice_of_a_total_failure_needs_no_certificate_and_is_waived_for_its_event()
    {
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T11:00");
        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 9, "radio");
        var issued = await house.IssueAsync(ModeWish.TotalFailure);
        Assert.Equal((new InvoiceState.Waived(9), SendingDuty.None, null), (house.StateOf(issued), issued.Deadline.Duty, issued.KodII));
    }

    [Theory]
    [InlineData("2026-12-09", "2026-12-09T00:00:00", true)]
    [InlineData("2026-12-09", "2026-12-08T22:59:59Z", false)] // 23:59:59 on the 8th in Poland
    [InlineData("2026-12-09", "2026-12-08T23:00:00Z", true)]
    [InlineData("2026-12-10", "2026-12-09T22:59:59Z", false)]
    public async Task A_date_of_issue_in_the_future_of_Poland_is_refused(string date, string now, bool passes)
    {
        house.Clock.Set(House.At(now));
        var draft = house.Draft() with { IssueDate = DateOnly.Parse(date) };
        if (passes) Assert.Equal(DateOnly.Parse(date), (await house.IssueAsync(ModeWish.Online, draft)).IssueDate);
        else Assert.Equal(["INK-ISSUE-002"], (await house.RefusedAsync(() => house.IssueAsync(ModeWish.Online, draft))).Select(one => one.Code));
    }

    [Fact]
    public async Task A_seller_who_is_not_the_company_is_refused()
    {
        var xml = house.FileOf(of: house.Other());
        var finding = Assert.Single(await house.RefusedAsync(() => house.IssueInvoice.FromFileAsync(house.Company, xml, ModeWish.Online,
            stop: House.Stop)));
        Assert.Equal(("INK-ISSUE-001", "Podmiot1/DaneIdentyfikacyjne/NIP"), (finding.Code, finding.Path));
        Assert.Empty(house.Ledger.List());
    }

    [Theory]
    [InlineData(ModeWish.Offline)]
    [InlineData(ModeWish.Online)]
    [InlineData(ModeWish.Auto)]
    public async Task A_file_that_KSeF_would_refuse_is_not_issued(ModeWish wish)
    {
        house.Certificate();
        // the schema has no such element
        var broken = house.FileOf(change: xml => xml.Replace("<P_2>", "<P_2A>x</P_2A><P_2>", StringComparison.Ordinal));
        Assert.NotEmpty(await house.RefusedAsync(() => house.IssueInvoice.FromFileAsync(house.Company, broken, wish, stop: House.Stop)));
        var marked = house.FileOf(change: xml => xml.Replace("<Faktura", "<?technical?><Faktura", StringComparison.Ordinal)); // LAW 69
        Assert.NotEmpty(await house.RefusedAsync(() => house.IssueInvoice.FromFileAsync(house.Company, marked, wish, stop: House.Stop)));
        Assert.Empty(house.Ledger.List());
    }

    [Fact]
    public async Task What_KSeF_takes_and_is_wrong_is_issued_only_knowingly_and_the_ledger_keeps_that()
    {
        var odd = house.FileOf(change: xml => xml.Replace("<P_15>123", "<P_15>124", StringComparison.Ordinal)); // LAW 66
        var refused = await Assert.ThrowsAsync<RefusedException>(() => house.IssueInvoice.FromFileAsync(house.Company, odd, ModeWish.Online, House.Stop));
        Assert.Equal(["INK-RULE-052", "INK-ISSUE-003"], refused.Findings.Select(finding => finding.Code));
        Assert.Equal(["INK-RULE-052"], Assert.IsType<TakeKnowingly>(refused.Findings[1].Next).Codes);
        Assert.Empty(house.Ledger.List());

        await Assert.ThrowsAsync<RefusedException>(() => house.IssueInvoice.FromFileAsync(house.Company, odd,
            new IssuingTerms(ModeWish.Online) { Accept = ["INK-RULE-051"] }, House.Stop));
        var issued = await house.IssueInvoice.FromFileAsync(house.Company, odd, new IssuingTerms(ModeWish.Online) { Accept = ["INK-RULE-052", "INK-RULE-999"] }, House.Stop);
        Assert.Equal(124m, issued.Gross);
        Assert.Equal(["INK-RULE-052"], Assert.IsType<Cause.Issued>(house.Ledger.History(issued)[0].Cause).TakenKnowingly!);
        Assert.Contains("INK-RULE-052", house.LastCause(issued));
    }

    [Fact]
    public async Task Advice_stops_nothing_and_is_said()
    {
        var seller = house.Draft() with { Buyer = house.Company.AsSeller() };
        var issued = await house.IssueInvoice.FromDraftAsync(house.Company, seller, ModeWish.Online, House.Stop);
        Assert.Contains("INK-RULE-021", issued.Warnings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_preview_says_everything_and_does_nothing()
    {
        house.Certificate();
        var preview = await house.IssueInvoice.PreviewAsync(house.Company, house.Draft("FV/1"), ModeWish.Offline, House.Stop);
        Assert.True(preview.WouldBeIssued);
        Assert.Equal(IssuingMode.Offline24, preview.Choice!.Mode);
        Assert.NotNull(preview.Deadline!.Date);
        Assert.NotNull(preview.HandOver);
        Assert.Equal("FV/1", Fa3Invoice.Read(preview.File).Number);

        var odd = house.FileOf(change: xml => xml.Replace("<P_15>123", "<P_15>124", StringComparison.Ordinal));
        var stopped = await house.IssueInvoice.PreviewAsync(house.Company, odd, ModeWish.Unavailability, House.Stop);
        Assert.Equal(["INK-RULE-052", "INK-ISSUE-003", "INK-MODE-002"], stopped.Stops.Select(finding => finding.Code));
        Assert.Equal(["INK-RULE-052"], (await house.IssueInvoice.PreviewAsync(house.Company, odd,
            new IssuingTerms(ModeWish.Online) { Accept = ["INK-RULE-052"] }, House.Stop)).TakenKnowingly);
        Assert.Empty(house.Ledger.List());
    }

    [Fact]
    public async Task The_same_key_with_the_same_content_issues_once_and_with_another_is_refused()
    {
        var once = new IssuingTerms(ModeWish.Online) { IdempotencyKey = "order-17" };
        var draft = house.Draft("FV/1");
        var first = await house.IssueInvoice.FromDraftAsync(house.Company, draft, once, House.Stop);
        var again = await house.IssueInvoice.FromDraftAsync(house.Company, draft, once, House.Stop);
        Assert.Equal((first.Id, false, true), (again.Id, first.WasThere, again.WasThere));
        Assert.Single(house.Ledger.List());
        Assert.Single(house.Ledger.History(first));
        Assert.Equal("INK-ISSUE-004", (await Assert.ThrowsAsync<RefusedException>(
            () => house.IssueInvoice.FromDraftAsync(house.Company, house.Draft("FV/2"), once, House.Stop))).Findings[0].Code);
        Assert.NotEqual(first.Id, (await house.IssueInvoice.FromDraftAsync(house.Company, house.Draft("FV/2"),
            once with { IdempotencyKey = "order-18" }, House.Stop)).Id);
    }

    [Fact]
    public async Task A_number_that_is_used_names_its_invoice_and_says_whether_it_is_the_same()
    {
        var draft = house.Draft("FV/1");
        var first = await house.IssueInvoice.FromDraftAsync(house.Company, draft, ModeWish.Online, House.Stop);
        var same = (await Assert.ThrowsAsync<RefusedException>(() => house.IssueInvoice.FromDraftAsync(house.Company, draft, ModeWish.Online, House.Stop))).Findings[0];
        Assert.Equal("INK-LEDGER-001", same.Code);
        Assert.Contains($"No {first.Id}, of {first.IssueDate:yyyy-MM-dd} (issued), and says the same", same.Text.En);
        var other = draft with { Footer = ["inna"] };
        Assert.Contains("says something else", (await Assert.ThrowsAsync<RefusedException>(
            () => house.IssueInvoice.FromDraftAsync(house.Company, other, ModeWish.Online, House.Stop))).Findings[0].Text.En);
    }

    [Fact]
    public void To_check_a_draft_is_to_issue_nothing()
    {
        house.IssueInvoice.Check(house.Company, house.Draft(), ModeWish.Auto);
        Assert.Equal("INK-ISSUE-002", Assert.Throws<RefusedException>(() => house.IssueInvoice.Check(house.Company,
            house.Draft() with { IssueDate = Today.AddDays(1) }, ModeWish.Auto)).Findings[0].Code);
        Assert.Equal("INK-ISSUE-001", Assert.Throws<RefusedException>(
            () => house.IssueInvoice.Check(house.Company,
                house.Draft() with { Seller = house.Company.AsSeller() with { Nip = Nip.Parse("1234563218") } }, ModeWish.Auto)).Findings[0].Code);
        Assert.Empty(house.Ledger.List());
    }

    [Fact]
    public async Task A_number_is_used_once_and_nothing_is_left_of_a_second_one()
    {
        await house.IssueAsync(ModeWish.Online, house.Draft("FV/1"));
        Assert.Equal("INK-LEDGER-001", (await house.RefusedAsync(() => house.IssueAsync(ModeWish.Online, house.Draft("FV/1"))))[0].Code);
        Assert.Single(house.Ledger.List());
    }

    [Fact]
    public async Task The_deadline_is_bound_to_the_event_that_gave_the_mode_though_it_ends_before_the_invoice_is_written()
    {
        house.Certificate();
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T10:00", "2026-12-09T12:00:30", published: "2026-12-01T10:00");
        house.Wire.First = asked =>
        {
            if (asked == "GET /status") house.Clock.Jump(TimeSpan.FromMinutes(1));
            return null;
        };
        var issued = await house.IssueAsync(ModeWish.Unavailability);
        Assert.Equal((IssuingMode.Unavailability, 3), (issued.Mode, issued.ModeEvidence.EventId));
        Assert.NotNull(issued.KodII); // LAW 1.1: issued offline as well
        // the next working day after the end, LAW 22
        Assert.Equal((SendingDuty.Send, new DateOnly(2026, 12, 10)), (issued.Deadline.Duty, issued.Deadline.Date));
    }

    [Fact]
    public async Task A_failure_that_was_over_before_the_issue_gives_no_longer_term()
    {
        house.Certificate();
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T08:00");
        house.Announce("FAILURE", "FAILURE_END", 7, "2026-12-09T08:00", "2026-12-09T10:00", published: "2026-12-09T10:00");
        await house.HearAsync();
        Assert.Equal(new DateOnly(2026, 12, 10), (await house.IssueAsync(ModeWish.Offline)).Deadline.Date); // LAW 20: announced before it
    }

    [Fact]
    public async Task A_total_failure_that_nobody_has_confirmed_lifts_no_duty()
    {
        house.Certificate();
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T11:00");
        await house.HearAsync();
        Assert.Equal((SendingDuty.Send, new DateOnly(2026, 12, 10)), Of(await house.IssueAsync(ModeWish.Offline)));
        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 9, "radio");
        Assert.Equal((SendingDuty.None, null), Of(await house.IssueAsync(ModeWish.Offline)));

        static (SendingDuty Duty, DateOnly? Date) Of(IssuedInvoice one) => (one.Deadline.Duty, one.Deadline.Date);
    }

    [Fact]
    public async Task A_day_that_a_statute_made_free_counts_at_the_issue()
    {
        house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 10), true, "Dz.U. 2026 poz. 1"));
        Assert.Equal(new DateOnly(2026, 12, 11), (await house.IssueAsync(ModeWish.Online)).Deadline.Date);
    }

    [Fact]
    public async Task A_certificate_that_ends_before_the_deadline_of_this_invoice_is_said()
    {
        house.Clock.Set(House.At("2026-12-11T12:00")); // Friday: the deadline is Monday
        house.Certificate(to: "2026-12-13T12:00:00Z");
        Assert.Equal(["INK-ISSUE-015"], (await house.IssueAsync(ModeWish.Offline)).Warnings.Select(one => one.Code));
        house.Certificate(to: "2026-12-15T12:00:00Z");
        Assert.Empty((await house.IssueAsync(ModeWish.Offline)).Warnings);
    }

    public void Dispose() => house.Dispose();
}
