using Inkaust.Invoices;
using Inkaust.Issuing;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>One round of sending: what goes how, and what becomes of what did not go.</summary>
public sealed class SendingRoundTests : IDisposable
{
    private const string Opening = "POST /v2/sessions/online", OpeningAPackage = "POST /v2/sessions/batch";

    private readonly House house = new();
    private int number;

    [Theory]
    [InlineData(IssuingMode.Online, false)]
    [InlineData(IssuingMode.Offline24, true)]
    [InlineData(IssuingMode.Unavailability, true)]
    [InlineData(IssuingMode.Failure, true)]
    public async Task An_invoice_is_sent_with_the_word_whether_it_was_issued_offline(IssuingMode mode, bool offline)
    {
        var invoice = house.Add(mode);
        await SendAsync();
        Assert.Equal((invoice.Hash, offline, null), (house.Wire.Sent[0].Hash, house.Wire.Sent[0].Offline, house.Wire.Sent[0].CorrectedHash)); // LAW 1.1
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(invoice));
        Assert.Equal(["issued", "sending", "sending", "accepted"], house.Ledger.History(invoice).Select(step => step.State.Word));
        Assert.Equal($"about to be sent in session {house.Wire.Sent[0].Session}", house.Ledger.History(invoice)[1].Cause);
        Assert.Equal("200 Stan sesji", house.Ledger.Sessions.OutcomeOf(house.Wire.Sent[0].Session));
    }

    [Fact]
    public async Task A_technical_correction_names_the_hash_that_the_buyer_holds()
    {
        var held = InvoiceHash.Of("held"u8);
        house.Add(change: one => one with { CorrectedHash = held });
        await SendAsync();
        Assert.Equal(held.Base64, house.Wire.Sent[0].CorrectedHash);
    }

    [Fact]
    public async Task They_go_oldest_first_in_one_session_and_only_what_waits_goes()
    {
        var (one, two) = (house.Add(), house.Add());
        house.Add(state: new InvoiceState.Waived(9));
        house.Add(state: new InvoiceState.Rejected(450, "no", [], "s"));
        house.Add(of: house.Other());
        house.Add(change: other => other with { Environment = "test" });
        var report = await SendAsync();
        Assert.Equal([one.Hash, two.Hash], house.Wire.Sent.Select(sent => sent.Hash));
        Assert.Equal(1, house.Wire.CountOf(Opening));
        Assert.Equal([one.Id, two.Id], report.Moved.Select(moved => moved.Id).Order());
    }

    [Fact]
    public async Task Where_nothing_waits_no_session_is_opened()
    {
        await SendAsync();
        Assert.Empty(house.Wire.Asked);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public async Task More_than_30_go_in_a_package(int count, int packages)
    {
        for (var i = 0; i < count; i++) house.Add();
        await SendAsync();
        Assert.Equal(packages, house.Wire.CountOf(OpeningAPackage));
        Assert.Equal(packages == 0 ? count : 0, house.Wire.Sent.Count);
    }

    [Fact]
    public async Task A_technical_correction_among_31_that_wait_goes_singly()
    {
        for (var i = 0; i < 31; i++) house.Add();
        var correction = house.Add(change: one => one with { CorrectedHash = InvoiceHash.Of("held"u8) });
        await SendAsync();
        Assert.Equal(correction.Hash, Assert.Single(house.Wire.Sent).Hash); // LAW 57
        Assert.Equal(1, house.Wire.CountOf(OpeningAPackage));
    }

    /// <summary>What waits, and what of it goes in packages.</summary>
    public static TheoryData<string, int, int, bool, bool, bool, string> Packages => new()
    {
        { "few", 3, 3, false, false, false, "" },
        { "few, when single ones have to wait", 3, 2, true, false, false, "online 2, offline 3" },
        { "many offline and few online", 31, 3, false, false, false, "offline 31" },
        { "many of both", 31, 31, false, false, false, "online 31, offline 31" },
        { "thirty of each are not many", 30, 30, false, false, false, "" },
        { "an attachment", 2, 0, false, true, false, "offline 1" },
        { "a technical correction with an attachment", 2, 0, false, true, true, "" },
        { "many, one of them with an attachment", 31, 0, false, true, false, "offline 31" },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_goes_in_packages_is_told_apart_by_how_it_was_issued(string what, int offline, int online, bool singlesWait, bool attached, bool corrects, string expected)
    {
        var like = house.Add();
        List<IssuedInvoice> waiting = [.. Enumerable.Repeat(like with { Mode = IssuingMode.Online }, online), .. Enumerable.Repeat(like, offline)];
        if (attached) waiting[^1] = waiting[^1] with { HasAttachment = true, CorrectedHash = corrects ? like.Hash : null };
        var packages = SendingRound.ForPackages(waiting, singlesWait).Select(one => $"{(one.Offline ? "offline" : "online")} {one.Invoices.Count}");
        Assert.Equal((what, expected), (what, string.Join(", ", packages)));
    }

    [Fact]
    public async Task An_attachment_goes_in_a_package_and_the_rest_singly_unless_it_corrects_technically()
    {
        var (plain, attached) = (house.Add(), house.Add(change: one => one with { HasAttachment = true }));
        var correction = house.Add(change: one => one with { HasAttachment = true, CorrectedHash = InvoiceHash.Of("held"u8) });
        await SendAsync();
        Assert.Equal([plain.Hash, correction.Hash], house.Wire.Sent.Select(sent => sent.Hash));
        Assert.Equal([true], house.Wire.Packages);
        Assert.Equal("batch", house.Ledger.History(attached)[1].Cause.Split(' ')[5]);
    }

    [Fact]
    public async Task Who_may_not_send_keeps_his_invoice_waiting()
    {
        var (one, other) = (house.Add(), house.Add());
        house.Wire.First = asked => asked.EndsWith("/invoices", StringComparison.Ordinal) && asked.StartsWith("POST", StringComparison.Ordinal) ? SmallKsef.Problem(403, 403) : null;
        var fault = await Assert.ThrowsAsync<KsefRejected>(() => SendAsync());
        Assert.Equal(403, fault.HttpStatus);
        Assert.IsType<InvoiceState.Issued>(house.StateOf(one));
        Assert.StartsWith("nothing was sent: ", house.LastCause(one));
        Assert.Single(house.Ledger.History(other)); // an outage ends the round
    }

    [Fact]
    public async Task What_was_surely_not_sent_waits_again()
    {
        var invoice = house.Add();
        house.Wire.First = asked => asked.EndsWith("/invoices", StringComparison.Ordinal) ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no line") : null;
        await Assert.ThrowsAsync<KsefUnavailable>(() => SendAsync());
        Assert.IsType<InvoiceState.Issued>(house.StateOf(invoice));
        Assert.StartsWith("nothing was sent: ", house.LastCause(invoice));
    }

    [Fact]
    public async Task What_may_have_been_sent_is_unknown_and_is_looked_for_before_the_round_ends()
    {
        var invoice = house.Add();
        house.Wire.First = asked => asked.StartsWith("POST", StringComparison.Ordinal) && asked.EndsWith("/invoices", StringComparison.Ordinal) ? ScriptedKsef.Html(System.Net.HttpStatusCode.BadGateway) : null;
        await SendAsync();
        Assert.Contains(house.Ledger.History(invoice), step => step.State is InvoiceState.Unknown && step.Cause.StartsWith("the answer was lost: ", StringComparison.Ordinal));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(invoice)); // it is not in its session, which has ended
        Assert.Equal(0, house.Wire.Sent.Count);
    }

    [Fact]
    public async Task What_KSeF_refuses_to_take_in_is_a_refusal_and_the_next_goes_on()
    {
        var (bad, good) = (house.Add(), house.Add());
        var first = true;
        house.Wire.First = asked =>
        {
            if (!first || !asked.StartsWith("POST", StringComparison.Ordinal) || !asked.EndsWith("/invoices", StringComparison.Ordinal)) return null;
            first = false;
            return SmallKsef.Problem(21402);
        };
        var report = await SendAsync();
        Assert.Equal((21402, "Opis błędu."), (Assert.IsType<InvoiceState.Rejected>(house.StateOf(bad)).Code, ((InvoiceState.Rejected)house.StateOf(bad)).Reason));
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(good));
        Assert.Contains(report.Problems, one => one.Code == "INK-SEND-003");
    }

    [Theory]
    [InlineData(21173)]
    [InlineData(21180)]
    [InlineData(21184)]
    [InlineData(21155)]
    public async Task A_session_that_takes_no_more_is_followed_by_another_and_two_in_a_row_end_the_round(int code)
    {
        var invoices = new[] { house.Add(), house.Add(), house.Add() };
        var taken = 0;
        house.Wire.First = asked => asked.StartsWith("POST", StringComparison.Ordinal) && asked.EndsWith("/invoices", StringComparison.Ordinal) && ++taken != 1 && taken != 3 ? SmallKsef.Problem(code) : null;
        await SendAsync();
        Assert.All(invoices[..2], one => Assert.IsType<InvoiceState.Accepted>(house.StateOf(one)));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(invoices[2]));
        Assert.EndsWith("(HTTP 400)", house.LastCause(invoices[2]));
        Assert.Contains("takes no more invoices", house.LastCause(invoices[2]));
        // 1 took one, 2 took one, 3 and 4 took nothing.
        Assert.Equal(4, house.Wire.CountOf(Opening));
    }

    [Fact]
    public async Task A_session_that_took_something_makes_up_for_one_that_took_nothing()
    {
        var invoices = new[] { house.Add(), house.Add() };
        var tries = 0;
        // The first session takes nothing, the second one invoice, the third nothing, the fourth the other invoice.
        house.Wire.First = asked => asked.StartsWith("POST", StringComparison.Ordinal) && asked.EndsWith("/invoices", StringComparison.Ordinal) && ++tries is 1 or 3 or 4 ? SmallKsef.Problem(21184) : null;
        await SendAsync();
        Assert.All(invoices, one => Assert.IsType<InvoiceState.Accepted>(house.StateOf(one)));
        Assert.Equal(4, house.Wire.CountOf(Opening));
    }

    /// <summary>How many invoices KSeF takes in a minute and in an hour when two were sent just now, and how the third goes.</summary>
    public static TheoryData<string, int, int, bool> Waits => new()
    {
        { "there is room", 30, 180, false },
        { "a minute's wait", 2, 180, false },
        { "an hour's wait", 30, 2, true },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Where_single_ones_have_to_wait_longer_than_a_minute_a_package_goes(string what, int perMinute, int perHour, bool package)
    {
        var pacing = new RequestPacing(house.Clock, RateLimits.Usual with { InvoiceSend = new RateLimit(10, perMinute, perHour) });
        house.Add();
        house.Add();
        await SendAsync(pacing);
        house.Clock.Jump(TimeSpan.FromSeconds(1)); // so that less than a minute is left of the minute
        house.Add();
        await SendAsync(pacing);
        Assert.Equal((what, package ? 1 : 0, package ? 2 : 3), (what, house.Wire.CountOf(OpeningAPackage), house.Wire.Sent.Count));
    }

    [Fact]
    public async Task Where_both_are_refused_for_now_nothing_goes()
    {
        var pacing = new RequestPacing(house.Clock, RateLimits.Usual with { OnlineSession = new RateLimit(10, 30, 2) }); // opening and closing the first one
        house.Add();
        await SendAsync(pacing);
        for (var i = 0; i < 2; i++)
        {
            house.Ledger.Packages.NotLetIn(house.Company, "21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        var waits = house.Add();
        Assert.Contains((await SendAsync(pacing)).Problems, one => one.Code == "INK-SEND-014");
        Assert.Single(house.Ledger.History(waits));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_key_that_was_withdrawn_is_fetched_anew_once_in_a_round(int times, bool goes)
    {
        var invoice = house.Add();
        house.Wire.First = asked => asked == Opening && times-- > 0 ? SmallKsef.Problem(PublicKeys.Withdrawn) : null;
        if (goes) await SendAsync();
        else await Assert.ThrowsAsync<KsefRejected>(() => SendAsync());
        Assert.Equal(goes, house.StateOf(invoice) is InvoiceState.Accepted);
        Assert.Equal(2, house.Wire.CountOf("GET /v2/security/public-key-certificates"));
    }

    [Fact]
    public async Task Another_refusal_to_open_a_session_ends_the_round()
    {
        house.Add();
        house.Wire.First = asked => asked == Opening ? SmallKsef.Problem(21405) : null;
        Assert.True((await Assert.ThrowsAsync<KsefRejected>(() => SendAsync())).Has(21405));
        Assert.Equal(1, house.Wire.CountOf(Opening));
    }

    [Theory]
    [InlineData(1, 0, 1)] // once may be chance: the package goes again
    [InlineData(2, 4, 0)] // twice: it waits for five minutes, and what needs no package goes meanwhile
    [InlineData(2, 6, 1)]
    public async Task While_packages_are_refused_they_go_more_rarely_and_the_rest_singly_by_deadline(int refusals, int minutesLater, int packages)
    {
        var late = house.Add(due: new DateOnly(2026, 12, 20));
        var open = house.Add(change: one => one with { Deadline = one.Deadline with { Date = null } });
        for (var i = 0; i < 30; i++) house.Add(due: new DateOnly(2026, 12, 15));
        var soon = house.Add(due: new DateOnly(2026, 12, 10));
        for (var i = 0; i < refusals; i++)
        {
            house.Ledger.Packages.NotLetIn(house.Company, "21405");
            house.Clock.Jump(TimeSpan.FromSeconds(1));
        }
        house.Clock.Jump(TimeSpan.FromMinutes(minutesLater));

        var report = await SendAsync();

        Assert.Equal(packages, house.Wire.CountOf(OpeningAPackage));
        Assert.Equal(packages == 0, report.Problems.Any(one => one.Code == "INK-SEND-014"));
        if (packages > 0) return;
        Assert.Equal(30, house.Wire.Sent.Count);
        Assert.Equal(soon.Hash, house.Wire.Sent[0].Hash);
        Assert.All([late, open], one => Assert.IsType<InvoiceState.Issued>(house.StateOf(one))); // no more than go in a minute
        Assert.All([late, open], one => Assert.DoesNotContain(one.Hash, house.Wire.Sent.Select(sent => sent.Hash)));
    }

    [Fact]
    public async Task A_package_that_is_not_let_in_keeps_the_rest_not_waiting()
    {
        var (attached, plain) = (house.Add(change: one => one with { HasAttachment = true }), house.Add());
        house.Wire.First = asked => asked == OpeningAPackage ? SmallKsef.Problem(21405) : null;
        var report = await SendAsync();
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(plain));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(attached));
        Assert.Contains(report.Problems, one => one.Text.En.Contains("21405", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_back_from_a_package_goes_again_in_the_next_round_only()
    {
        for (var i = 0; i < 31; i++) house.Add();
        await SendAsync(); // the small KSeF has none of them in its session
        Assert.All(house.Ledger.List(), one => Assert.IsType<InvoiceState.Issued>(one.State));
        Assert.Empty(house.Wire.Sent);
        Assert.Equal(1, house.Wire.CountOf(OpeningAPackage));
    }

    [Fact]
    public async Task Sessions_that_were_left_open_are_closed_and_one_that_is_not_known_is_said()
    {
        var (gone, open) = (SmallKsef.Reference(100), SmallKsef.Reference(101));
        house.Ledger.Sessions.Opened(gone, house.Company);
        house.Clock.Jump(TimeSpan.FromSeconds(1));
        house.Ledger.Sessions.Opened(open, house.Company);
        house.Wire.First = asked => asked.Contains(gone, StringComparison.Ordinal) ? SmallKsef.Problem(21173) : null;
        var round = Round();
        await round.CloseSessionsAsync(House.Stop);
        Assert.Empty(house.Ledger.Sessions.Unsettled(house.Company));
        Assert.Equal("200 Stan sesji", house.Ledger.Sessions.OutcomeOf(open));
        Assert.Contains("21173", Assert.Single(round.Problems).Text.En);
    }

    [Fact]
    public void A_refused_invoice_whose_repair_was_accepted_is_settled_in_the_round()
    {
        var refused = house.Add(state: new InvoiceState.Rejected(450, "no", [], "s"));
        house.Add(state: new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null), change: one => one with { Repairs = refused.Id, CorrectedHash = refused.Hash });
        var round = Round();
        round.SettleRepairs();
        Assert.Equal([refused.Id], round.Report().Moved.Select(one => one.Id));
        Assert.IsType<InvoiceState.TechnicallyCorrected>(house.StateOf(refused));
    }

    [Fact]
    public async Task Receipts_are_fetched_and_what_was_not_taken_is_said()
    {
        var (good, bad) = (SmallKsef.NumberOf(1), SmallKsef.NumberOf(2));
        var (one, other) = (Accepted(good), Accepted(bad));
        house.Wire.ReceiptsOfOne[good] = Receipts.Signer.Sign(content: Receipts.Of((one, "5260001246", good)));
        house.Wire.ReceiptsOfOne[bad] = house.Wire.ReceiptsOfOne[good];
        var round = Round();
        await round.CollectUposAsync(House.Stop);
        Assert.Equal([true, false], new[] { one, other }.Select(invoice => house.Now(invoice).HasUpo));
        Assert.True(Assert.Single(round.Report().Moved).HasUpo);
        Assert.Equal(["INK-SEND-007"], round.Problems.Select(said => said.Code));

        IssuedInvoice Accepted(string number) => house.Add(state: new InvoiceState.Accepted(number, House.At("2026-12-09T12:00"), SmallKsef.Reference(100), null));
    }

    public void Dispose() => house.Dispose();

    private SendingRound Round(RequestPacing? pacing = null) => new(house.Ledger, house.JudgeUpo, new KsefClient(house.Http, house.Company.Environment, house.Clock, pacing: pacing), house.Access(),
        house.Company, house.Clock, new Pace(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2)));

    private async Task<SendingReport> SendAsync(RequestPacing? pacing = null)
    {
        house.Wire.Judge = sent => sent with { Number = SmallKsef.NumberOf(++number) };
        var round = Round(pacing);
        await round.SendAsync(House.Stop);
        return round.Report();
    }
}
