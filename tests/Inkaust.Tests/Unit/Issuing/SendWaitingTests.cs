using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Whole rounds of sending for a company: who has the turn, what is done in which order, and what is said when something fails.</summary>
public sealed class SendWaitingTests : IDisposable
{
    private const string SigningIn = "POST /v2/auth/xades-signature", Opening = "POST /v2/sessions/online", Asking = "GET /messages";

    private readonly HeardLog log = new();
    private readonly House house;

    public SendWaitingTests()
    {
        house = new House(log: new OfficeLog(log));
        house.Certificate(CertificateKind.Authentication);
        house.Certificate();
        house.AcceptWithReceipts();
    }

    [Fact]
    public async Task What_waits_is_sent_numbered_and_has_its_receipt()
    {
        var issued = await house.IssueAsync(ModeWish.Online);
        var report = await OnceAsync();
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(issued));
        Assert.True(house.Now(issued).HasUpo);
        Assert.Equal([(issued.Id, true)], report.Moved.Select(one => (one.Id, one.HasUpo)));
        Assert.Empty(report.Problems);
        Assert.Empty(house.Ledger.Sessions.Unsettled());
    }

    [Fact]
    public async Task Where_there_is_nothing_to_do_nobody_signs_in()
    {
        house.Add(state: new InvoiceState.Waived(9));
        house.Add(of: house.Other());
        var report = await OnceAsync();
        Assert.Empty(report.Moved);
        Assert.Equal(0, house.Wire.CountOf(SigningIn));
        Assert.Equal(1, house.Wire.CountOf(Asking));
    }

    [Theory]
    [InlineData("an invoice")]
    [InlineData("an invoice under way")]
    [InlineData("an invoice of which nothing is known")]
    [InlineData("a receipt that is missing")]
    [InlineData("a session that was left open")]
    public async Task There_is_work_while_anything_is_open(string what)
    {
        var session = SmallKsef.Reference(100);
        switch (what)
        {
            case "an invoice": house.Add(); break;
            case "an invoice under way": house.Add(state: new InvoiceState.Sending(session, null)); break;
            case "an invoice of which nothing is known": house.Add(state: new InvoiceState.Unknown(session, null)); break;
            case "a receipt that is missing":
                var accepted = house.Add(state: new InvoiceState.Accepted(SmallKsef.NumberOf(50), House.At("2026-12-09T12:00"), session, null));
                house.Wire.ReceiptsOfOne[SmallKsef.NumberOf(50)] = Receipts.Signer.Sign(content: Receipts.Of((accepted, "5260001246",
                    SmallKsef.NumberOf(50))));
                break;
            default: house.Ledger.Sessions.Opened(session); break;
        }
        await OnceAsync();
        Assert.Equal(1, house.Wire.CountOf(SigningIn));
        Assert.Empty((await OnceAsync()).Problems);
        Assert.Equal(1, house.Wire.CountOf(SigningIn)); // once for as long as it lasts
    }

    [Fact]
    public async Task Latarnia_is_asked_every_30_seconds_and_the_deadlines_are_brought_up_to_date_first()
    {
        var issued = await house.IssueAsync(ModeWish.Offline);
        house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 10), true, "Dz.U."));
        await OnceAsync();
        Assert.Equal(new DateOnly(2026, 12, 11), house.Now(issued).Deadline.Date);
        house.Clock.Jump(TimeSpan.FromSeconds(29));
        await OnceAsync();
        Assert.Equal(1, house.Wire.CountOf(Asking));
        house.Clock.Jump(TimeSpan.FromSeconds(30));
        await OnceAsync();
        Assert.Equal(2, house.Wire.CountOf(Asking));
    }

    [Fact]
    public async Task What_a_confirmed_total_failure_lifts_is_not_sent()
    {
        var issued = await house.IssueAsync(ModeWish.Offline);
        house.Clock.Jump(TimeSpan.FromHours(1));
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T12:30");
        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 9, "radio");
        await OnceAsync();
        Assert.Equal(new InvoiceState.Waived(9), house.StateOf(issued));
        Assert.Empty(house.Wire.Sent);
    }

    [Fact]
    public async Task Whoever_has_not_the_turn_is_told_so_and_says_nothing_else()
    {
        await house.IssueAsync(ModeWish.Online);
        await using (new Leases(house.Database).Take(house.Company.Id))
        {
            Assert.Equal("INK-SEND-001", Assert.Single(Assert.IsType<AnothersTurn>(await OnceAsync()).Problems).Code);
            Assert.IsType<AnothersTurn>(await house.SendWaiting.TheseAsync(house.Company, house.Ledger.List(), House.Stop));
        }
        Assert.Equal(2, log.Lines.Count(line => line == "Debug Inkaust.Office IsAnothersTurn Company 1: another process has the turn [Company=1] "));
        Assert.DoesNotContain(log.Lines, line => line.Contains("RoundBegins", StringComparison.Ordinal));
        Assert.Empty(house.Wire.Sent);
        await OnceAsync(); // the turn was given back
        Assert.Single(house.Wire.Sent);
    }

    [Fact]
    public async Task Whoever_loses_the_turn_in_the_middle_takes_no_step_any_more()
    {
        var issued = await house.IssueAsync(ModeWish.Online);
        house.Wire.First = asked =>
        {
            if (asked != Opening) return null;
            using var connection = house.Database.Connect();
            connection.Execute("UPDATE lease SET number = number + 1");
            return null;
        };
        var refused = await house.SendWaiting.OnceAsync(house.Company, House.Stop);
        Assert.Equal("INK-SEND-006", refused.Problems[0].Code);
        Assert.Single(log.Lines, line => line == "Warning Inkaust.Office TurnIsLost Company 1: another process took the turn over [Company=1] ");
        Assert.Equal(new InvoiceState.Issued(), house.StateOf(issued));
        Assert.Empty(house.Wire.Sent);
    }

    [Fact]
    public async Task A_correction_goes_in_the_round_in_which_its_original_gets_its_number()
    {
        var original = await house.IssueAsync(ModeWish.Offline);
        var held = Assert.IsType<CorrectionOutcome.Held>(await house.CorrectInvoice.FromDraftAsync(house.Company, original,
            house.Draft("KOR/1") with { Correction = new Correction { Reason = "x", Invoices = [] } }, ModeWish.Online, House.Stop));
        var report = await OnceAsync();
        Assert.Equal(2, house.Wire.Sent.Count);
        Assert.IsType<InvoiceState.Accepted>(house.Ledger.Find("KOR/1").State);
        Assert.Equal(2, report.Moved.Count);
        Assert.NotNull(held);
    }

    [Fact]
    public async Task A_correction_that_cannot_be_issued_is_said_once_in_a_round()
    {
        var original = await house.IssueAsync(ModeWish.Online);
        await OnceAsync();
        house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1") with
        {
            Correction = new Correction
            {
                Reason = "x",
                Invoices = []
            },
            Seller = house.Other().AsSeller()
        }, ModeWish.Online);
        Assert.Equal(["INK-CORRECT-007"], (await OnceAsync()).Problems.Select(one => one.Code)); // nothing else is to be done
        await house.IssueAsync(ModeWish.Online);
        Assert.Equal(["INK-CORRECT-007"], (await OnceAsync()).Problems.Select(one => one.Code));
    }

    [Fact]
    public async Task An_outage_in_the_middle_ends_the_round_and_is_said_with_what_comes_near()
    {
        await house.IssueAsync(ModeWish.Online);
        house.Wire.First = asked => asked == Opening ? ScriptedKsef.Html(System.Net.HttpStatusCode.BadGateway) : null;
        Assert.Equal(["INK-KSEF-005", "INK-SEND-016"], (await OnceAsync()).Problems.Select(one => one.Code));
    }

    [Fact]
    public async Task When_KSeF_cannot_be_reached_at_all_what_comes_near_is_said_too()
    {
        await house.IssueAsync(ModeWish.Online);
        house.Wire.IsSilent = true;
        Assert.Equal(["INK-KSEF-003", "INK-SEND-016"], (await house.SendWaiting.OnceAsync(house.Company, House.Stop)).Problems.Select(one =>
            one.Code));
    }

    [Fact]
    public async Task A_company_that_has_nothing_to_sign_in_with_is_told_so()
    {
        var demo = house.Other(environment: KsefEnvironment.Demo);
        house.Add(of: demo);
        Assert.Equal(["INK-CERT-002", "INK-SEND-016"], (await house.SendWaiting.OnceAsync(demo, House.Stop)).Problems.Select(one => one.Code));
    }

    [Fact]
    public async Task A_sign_in_that_was_lost_is_said_and_the_next_round_signs_in_anew()
    {
        var issued = await house.IssueAsync(ModeWish.Online);
        house.Wire.First = asked => asked == Opening ? ScriptedKsef.Json("{}", System.Net.HttpStatusCode.Unauthorized)
            : asked == "POST /v2/auth/token/refresh" ? SmallKsef.Problem(21301) : null;
        Assert.Contains("INK-KSEF-006", (await OnceAsync()).Problems.Select(one => one.Code));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(issued));
        house.Wire.First = _ => null;
        await OnceAsync();
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(issued));
        Assert.Equal(2, house.Wire.CountOf(SigningIn));
    }

    [Fact]
    public async Task A_step_that_another_process_took_meanwhile_is_said_and_ends_the_round()
    {
        var issued = await house.IssueAsync(ModeWish.Online);
        house.Wire.First = asked =>
        {
            if (asked == Opening) house.Ledger.Move(issued, new InvoiceState.Waived(9), "by another");
            return null;
        };
        Assert.Contains("INK-LEDGER-004", (await OnceAsync()).Problems.Select(one => one.Code));
        Assert.Equal(new InvoiceState.Waived(9), house.StateOf(issued));
    }

    [Fact]
    public async Task What_is_stuck_is_said_at_the_end_of_the_round()
    {
        var session = SmallKsef.Reference(100);
        var stuck = house.Ledger.Move(house.Add(due: new DateOnly(2026, 12, 10)), new InvoiceState.Sending(session, null), "t");
        stuck = house.Ledger.Move(stuck, new InvoiceState.Sending(session, SmallKsef.Reference(200, "EE")), "t");
        house.Wire.Sessions[session] = [new(SmallKsef.Reference(200, "EE"), stuck.Hash) { Code = 150 }];
        house.Clock.Jump(TimeSpan.FromMinutes(20));
        Assert.Equal(["INK-SEND-002", "INK-SEND-010", "INK-SEND-016"], (await OnceAsync()).Problems.Select(one => one.Code));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_renewed_is_said_first_and_stops_nothing()
    {
        house.Keys.Doubt(house.Certificate(to: "2026-12-20T00:00:00Z"));
        using (var connection = house.Database.Connect()) connection.Execute("DELETE FROM certificate WHERE valid_to > '2027' AND kind = 'offline'");
        var issued = await house.IssueAsync(ModeWish.Online);
        house.Wire.First = asked => asked.Contains("/certificates/", StringComparison.Ordinal) && !asked.EndsWith("query", StringComparison.Ordinal)
            ? SmallKsef.Problem(21405) : null;
        var report = await OnceAsync();
        Assert.StartsWith("INK-CERT-", report.Problems[0].Code);
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(issued));
    }

    [Fact]
    public async Task What_went_well_before_something_broke_is_told_with_it()
    {
        var issued = await house.IssueAsync(ModeWish.Online);
        house.Wire.First = asked =>
        {
            if (!asked.EndsWith("/close", StringComparison.Ordinal)) return null;
            using var connection = house.Database.Connect();
            connection.Execute("ALTER TABLE session RENAME TO gone");
            return null;
        };
        var report = await OnceAsync();
        Assert.Equal([issued.Id], report.Moved.Select(one => one.Id));
        Assert.Contains("INK-STORE-005", report.Problems.Select(one => one.Code));
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(issued));
    }

    [Fact]
    public async Task What_was_said_before_KSeF_could_not_be_reached_is_not_lost()
    {
        var original = await house.IssueAsync(ModeWish.Online);
        await OnceAsync();
        house.SignIn.Forget(house.Company);
        house.Corrections.Hold(house.Company, original, "KOR", house.Draft("KOR/1") with
        {
            Correction = new Correction { Reason = "x", Invoices = [] },
            Seller = house.Other().AsSeller(),
        }, ModeWish.Online);
        await house.IssueAsync(ModeWish.Online);
        house.Wire.IsSilent = true;
        Assert.Equal(["INK-CORRECT-007", "INK-KSEF-003", "INK-SEND-016"], (await OnceAsync()).Problems.Select(one => one.Code));
    }

    [Fact]
    public async Task Of_one_invoice_only_its_own_work_is_done()
    {
        var (older, mine) = (await house.IssueAsync(ModeWish.Offline), await house.IssueAsync(ModeWish.Online));
        var lacking = house.Add(state: new InvoiceState.Accepted(SmallKsef.NumberOf(50), House.At("2026-12-09T12:00"), SmallKsef.Reference(101), null));
        var asked = house.Wire.CountOf(Asking);
        var report = await house.SendWaiting.TheseAsync(house.Company, [mine], House.Stop);
        Assert.Equal([(mine.Id, true)], report.Moved.Select(one => (one.Id, one.HasUpo)));
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(mine));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(older));
        Assert.False(house.Now(lacking).HasUpo);
        Assert.Equal(asked, house.Wire.CountOf(Asking));
        Assert.Empty(house.Ledger.Sessions.Unsettled());
        Assert.Empty((await house.SendWaiting.TheseAsync(house.Company, [mine], House.Stop)).Moved); // it waits no longer
        house.Wire.ReceiptsOfOne[SmallKsef.NumberOf(50)] = Receipts.Signer.Sign(content: Receipts.Of((lacking, "5260001246", SmallKsef.NumberOf(50))));
        await OnceAsync();
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(older)); // the rest is the round's
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_invoice_whose_repair_was_accepted_is_settled_in_the_round(bool whole)
    {
        var refused = house.Add(state: new InvoiceState.Rejected(450, "no", [], "s"));
        var repaired = house.Add(state: new InvoiceState.Accepted(SmallKsef.NumberOf(60), House.At("2026-12-09T12:00"), SmallKsef.Reference(101), null),
            change: one => one with { Repairs = refused.Id, CorrectedHash = refused.Hash });
        house.Wire.ReceiptsOfOne[SmallKsef.NumberOf(60)] = Receipts.Signer.Sign(content: Receipts.Of((repaired, "5260001246", SmallKsef.NumberOf(60))));
        var report = whole ? await OnceAsync() : await house.SendWaiting.TheseAsync(house.Company, [], House.Stop);
        Assert.Equal([refused.Id], report.Moved.Where(one => one.State is InvoiceState.TechnicallyCorrected).Select(one => one.Id));
        Assert.IsType<InvoiceState.TechnicallyCorrected>(house.StateOf(refused));
    }

    [Fact]
    public async Task Whoever_listens_hears_how_far_a_round_has_come()
    {
        for (var i = 0; i < 3; i++) await house.IssueAsync(ModeWish.Online);
        var heard = new RoundParts.ProgressHeard();
        await house.SendWaiting.OnceAsync(house.Company, new RoundWish { Progress = heard }, House.Stop);
        Assert.Equal([new(Doing.SendingSingly, 0, 3), new(Doing.SendingSingly, 1, 3), new(Doing.SendingSingly, 2, 3), new(Doing.FetchingReceipts, 0, 3)],
            heard.All);
    }

    [Fact]
    public async Task A_database_that_fails_is_an_answer_too()
    {
        using (var connection = house.Database.Connect()) connection.Execute("ALTER TABLE latarnia_asked RENAME TO gone");
        Assert.Equal(["INK-STORE-005"], (await house.SendWaiting.OnceAsync(house.Company, House.Stop)).Problems.Select(one => one.Code));
    }

    [Fact]
    public void A_person_may_have_packages_sent_now()
    {
        for (var i = 0; i < 2; i++)
        {
            house.Ledger.Packages.NotLetIn("21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        Assert.True(house.Ledger.Packages.RefusedInARow()!.IsEveryTime);
        house.SendWaiting.PackagesNow(house.Company);
        Assert.Null(house.Ledger.Packages.RefusedInARow());
    }

    public void Dispose() => house.Dispose();

    private Task<SendingReport> OnceAsync() => house.SendWaiting.OnceAsync(house.Company, House.Stop);
}
