using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>One round of sending: what goes how, and what becomes of what did not go.</summary>
public sealed class SendingRoundTests : IDisposable
{
    private const string Opening = "POST /v2/sessions/online";

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
        // LAW 1.1
        Assert.Equal((invoice.Hash, offline, null), (house.Wire.Sent[0].Hash, house.Wire.Sent[0].Offline, house.Wire.Sent[0].CorrectedHash));
        Assert.IsType<InvoiceState.Accepted>(house.StateOf(invoice));
        Assert.Equal(["issued", "sending", "sending", "accepted"], house.Ledger.History(invoice).Select(step => step.State.Word));
        Assert.Equal($"about to be sent in session {house.Wire.Sent[0].Session}", house.Ledger.History(invoice)[1].Cause.InWords.En);
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

    [Fact]
    public async Task Who_may_not_send_keeps_his_invoice_waiting()
    {
        var (one, other) = (house.Add(), house.Add());
        house.Wire.First = asked => asked.EndsWith("/invoices", StringComparison.Ordinal) && asked.StartsWith("POST", StringComparison.Ordinal)
            ? SmallKsef.Problem(403, 403) : null;
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
        house.Wire.First = asked => asked.EndsWith("/invoices", StringComparison.Ordinal)
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no line") : null;
        await Assert.ThrowsAsync<KsefUnavailable>(() => SendAsync());
        Assert.IsType<InvoiceState.Issued>(house.StateOf(invoice));
        Assert.StartsWith("nothing was sent: ", house.LastCause(invoice));
    }

    [Fact]
    public async Task What_may_have_been_sent_is_unknown_and_is_looked_for_before_the_round_ends()
    {
        var invoice = house.Add();
        house.Wire.First = asked => asked.StartsWith("POST", StringComparison.Ordinal) && asked.EndsWith("/invoices", StringComparison.Ordinal)
            ? ScriptedKsef.Html(System.Net.HttpStatusCode.BadGateway) : null;
        await SendAsync();
        Assert.Contains(house.Ledger.History(invoice), step => step.State is InvoiceState.Unknown && step.Cause.InWords.En.StartsWith("the answer was lost: ",
            StringComparison.Ordinal));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(invoice)); // it is not in its session, which has ended
        Assert.Empty(house.Wire.Sent);
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
        Assert.Equal((21402, "Opis błędu."), (Assert.IsType<InvoiceState.Rejected>(house.StateOf(bad)).Code,
            ((InvoiceState.Rejected)house.StateOf(bad)).Reason));
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
        house.Wire.First = asked => asked.StartsWith("POST", StringComparison.Ordinal) && asked.EndsWith("/invoices", StringComparison.Ordinal)
            && ++taken != 1 && taken != 3 ? SmallKsef.Problem(code) : null;
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
        house.Wire.First = asked => asked.StartsWith("POST", StringComparison.Ordinal) && asked.EndsWith("/invoices", StringComparison.Ordinal)
            && ++tries is 1 or 3 or 4 ? SmallKsef.Problem(21184) : null;
        await SendAsync();
        Assert.All(invoices, one => Assert.IsType<InvoiceState.Accepted>(house.StateOf(one)));
        Assert.Equal(4, house.Wire.CountOf(Opening));
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

    [Fact]
    public async Task Sessions_that_were_left_open_are_closed_and_one_that_is_not_known_is_said()
    {
        var (gone, open) = (SmallKsef.Reference(100), SmallKsef.Reference(101));
        house.Ledger.Sessions.Opened(gone);
        house.Clock.Jump(TimeSpan.FromSeconds(1));
        house.Ledger.Sessions.Opened(open);
        house.Wire.First = asked => asked.Contains(gone, StringComparison.Ordinal) ? SmallKsef.Problem(21173) : null;
        var round = Round();
        await round.CloseSessionsAsync(House.Stop);
        Assert.Empty(house.Ledger.Sessions.Unsettled());
        Assert.Equal("200 Stan sesji", house.Ledger.Sessions.OutcomeOf(open));
        Assert.Contains("21173", Assert.Single(round.Problems).Text.En);
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

        IssuedInvoice Accepted(string number) => house.Add(state: new InvoiceState.Accepted(number, House.At("2026-12-09T12:00"),
            SmallKsef.Reference(100), null));
    }

    public void Dispose() => house.Dispose();

    private RoundParts Round(RequestPacing? pacing = null) => new(house.Ledger, house.JudgeUpo, new KsefClient(house.Http,
        house.Company.Environment, house.Clock, pacing: pacing), house.Access(),
        house.Clock, new Pace(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2)));

    private async Task<SendingReport> SendAsync(RequestPacing? pacing = null)
    {
        house.Wire.Judge = sent => sent with { Number = SmallKsef.NumberOf(++number) };
        var round = Round(pacing);
        await round.SendAsync(House.Stop);
        return round.Report();
    }
}
