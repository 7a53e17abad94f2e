using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What becomes of an invoice that was sent, by what KSeF says of it. Nothing is believed but what names its bytes.</summary>
public sealed class SettleSentTests : IDisposable
{
    private static readonly string S = SmallKsef.Reference(100), T = SmallKsef.Reference(101), R = SmallKsef.Reference(200, "EE");

    private readonly Settling it = new();

    [Fact]
    public async Task An_accepted_invoice_has_its_number_and_the_moments_that_KSeF_tells()
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Number = SmallKsef.NumberOf(1), TakenInAt = "2026-12-09T10:30:00Z",
            AcquiredAt = "2026-12-09T10:40:00Z" }];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Accepted(SmallKsef.NumberOf(1), House.At("2026-12-09T10:40:00Z"), S, R, House.At("2026-12-09T10:30:00Z")),
            it.StateOf(invoice));
        Assert.Equal($"KSeF gave it the number {SmallKsef.NumberOf(1)}", it.House.LastCause(invoice));
        Assert.Empty(it.Codes);
    }

    [Fact]
    public async Task Where_KSeF_does_not_tell_when_it_gave_the_number_it_is_now()
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Number = SmallKsef.NumberOf(1), AcquiredAt = null }];
        await it.AllAsync();
        Assert.Equal(House.At("2026-12-09T12:00"), Assert.IsType<InvoiceState.Accepted>(it.StateOf(invoice)).AcceptedAt);
    }

    [Fact]
    public async Task A_status_of_another_file_leaves_it_unknown()
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, InvoiceHash.Of("another"u8)) { Number = SmallKsef.NumberOf(1) }];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Unknown(S, null), it.StateOf(invoice));
        Assert.Equal(["INK-SEND-009"], it.Codes);
    }

    [Fact]
    public async Task A_number_of_another_seller_is_not_taken()
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Number = SmallKsef.NumberOf(1, "6712345098") }];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Sending(S, R), it.StateOf(invoice));
        Assert.Equal(["INK-SEND-009"], it.Codes);
    }

    [Theory]
    [InlineData(450, "INK-SEND-003", true)]
    [InlineData(410, "INK-SEND-003", true)]
    [InlineData(500, "INK-SEND-004", false)]
    [InlineData(405, "INK-SEND-004", false)]
    public async Task A_verdict_against_it_is_a_refusal_and_one_against_nobody_sends_it_again(int code, string said, bool isRefused)
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Code = code, Description = "Powód", More = ",\"details\":[\"dokładnie\"]" }];
        await it.AllAsync();
        if (isRefused)
        {
            var rejected = Assert.IsType<InvoiceState.Rejected>(it.StateOf(invoice));
            Assert.Equal((code, "Powód", "dokładnie", S), (rejected.Code, rejected.Reason, Assert.Single(rejected.Details), rejected.Session));
            Assert.Equal($"KSeF refused it: {code} Powód (dokładnie)", it.House.LastCause(invoice));
        }
        else Assert.IsType<InvoiceState.Issued>(it.StateOf(invoice));
        Assert.Equal([said], it.Codes);
    }

    [Theory]
    [InlineData(410, true, false, "repair {0} --again")]
    [InlineData(415, false, false, "repair {0} --again")]
    [InlineData(450, false, false, "issue it again")] // nobody can hold it
    [InlineData(450, true, false, "technical correction: inkaust repair")]
    [InlineData(450, false, true, "technical correction: inkaust repair")] // a repair, for whose first file somebody waits
    public async Task What_is_to_be_done_about_a_refusal_depends_on_where_the_fault_lies(int code, bool offline, bool repairs, string hint)
    {
        var invoice = it.House.Ledger.Add(it.Known(S, R) with
        {
            Number = "FV/x",
            KodII = offline ? new Uri("http://127.0.0.1/") : null,
            CorrectedHash = repairs ? InvoiceHash.Of("held"u8) : null,
        }, it.House.FileOf());
        it.House.Ledger.Move(it.House.Ledger.At(1), new InvoiceState.Issued(), "out of the way");
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Code = code }];
        await it.AllAsync();
        Assert.Contains(string.Format(null, hint, invoice.Id), Assert.Single(it.Record.Problems).WhatNext!.En);
    }

    [Fact]
    public async Task What_is_not_judged_yet_is_no_refusal_and_stays_under_way()
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Code = 150 }];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Sending(S, R), it.StateOf(invoice));
        Assert.Equal(["INK-SEND-002"], it.Codes);
    }

    [Fact]
    public async Task Once_KSeF_was_waited_for_in_vain_the_others_are_looked_at_once()
    {
        var (one, other) = (it.Known(S, R), it.Known(T, SmallKsef.Reference(201, "EE")));
        it.Wire.Sessions[S] = [new(R, one.Hash) { Code = 150 }];
        it.Wire.Sessions[T] = [new(SmallKsef.Reference(201, "EE"), other.Hash) { Code = 150 }];
        await it.AllAsync();
        Assert.True(it.Wire.CountOf($"GET /v2/sessions/{S}/invoices/{R}") > 5);
        Assert.Equal(1, it.Wire.CountOf($"GET /v2/sessions/{T}/invoices/{SmallKsef.Reference(201, "EE")}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_KSeF_refuses_to_tell_of_one_keeps_the_others_not_waiting(bool sameSession)
    {
        var other = SmallKsef.Reference(201, "EE");
        var (silent, told) = (it.Known(S, R), it.Known(sameSession ? S : T, other));
        it.Wire.Sessions[S] = [];
        it.Wire.Sessions.TryAdd(T, []);
        it.Wire.Sessions[sameSession ? S : T].Add(new(other, told.Hash) { Number = SmallKsef.NumberOf(1) });
        it.Wire.First = asked => asked.EndsWith(R, StringComparison.Ordinal) ? SmallKsef.Problem(21180) : null;
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Sending(S, R), it.StateOf(silent));
        Assert.IsType<InvoiceState.Accepted>(it.StateOf(told));
        Assert.Equal(["INK-KSEF-001"], it.Codes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_KSeF_does_not_know_is_said_and_settled_and_its_invoices_go_again(bool hasReference)
    {
        var invoice = hasReference ? it.Known(S, R) : it.Lost(S);
        it.House.Ledger.Sessions.Opened(S);
        it.Wire.First = asked => asked.Contains(S, StringComparison.Ordinal) ? SmallKsef.Problem(SettleSent.SessionUnknown) : null;
        await it.AllAsync();
        Assert.IsType<InvoiceState.Issued>(it.StateOf(invoice));
        Assert.StartsWith($"KSeF does not know session {S}: ", it.House.LastCause(invoice));
        Assert.Empty(it.House.Ledger.Sessions.Unsettled());
        Assert.Contains("21173", it.House.Ledger.Sessions.OutcomeOf(S));
        Assert.Contains("21173", Assert.Single(it.Record.Problems).Text.En);
        Assert.Equal([invoice.Id], it.Record.Report().Moved.Select(one => one.Id));
    }

    [Fact]
    public async Task What_was_just_sent_is_settled_with_its_session_and_what_was_lost_in_another_one_is_not()
    {
        var (sent, lost, elsewhere) = (it.Known(S, R), it.Unknown(S), it.Unknown(T));
        it.House.Ledger.Sessions.Opened(S);
        it.Wire.Sessions[S] = [new(R, sent.Hash) { Number = SmallKsef.NumberOf(1) }, new(SmallKsef.Reference(201, "EE"),
            lost.Hash) { Number = SmallKsef.NumberOf(2) }];
        await it.Settle.SessionAsync(S, [sent], House.Stop);
        Assert.All([sent, lost], one => Assert.IsType<InvoiceState.Accepted>(it.StateOf(one)));
        Assert.Equal(new InvoiceState.Unknown(T, null), it.StateOf(elsewhere));
        Assert.Equal("200 Stan sesji", it.House.Ledger.Sessions.OutcomeOf(S));
        Assert.Equal(1, it.Wire.CountOf($"POST /v2/sessions/online/{S}/close"));
    }

    [Fact]
    public async Task A_session_is_closed_also_when_nothing_was_sent_in_it()
    {
        it.House.Ledger.Sessions.Opened(S);
        await it.Settle.SessionAsync(S, [], House.Stop);
        Assert.Empty(it.House.Ledger.Sessions.Unsettled());
        Assert.Equal(0, it.Wire.CountOf($"GET /v2/sessions/{S}/invoices"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(150, false)]
    public async Task The_invoices_of_a_package_are_told_once_all_of_them_were_judged(int code, bool told)
    {
        var invoice = it.Lost(S);
        it.House.Ledger.Sessions.Opened(S);
        it.Wire.SessionCodes[S] = code;
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Number = SmallKsef.NumberOf(1) }];
        await it.Settle.PackageAsync(new SentPackage(S, [invoice]), House.Stop);
        Assert.Equal(told, it.StateOf(invoice) is InvoiceState.Accepted);
        Assert.Equal(told ? [] : [S], it.House.Ledger.Sessions.Unsettled());
    }

    /// <summary>How a session ends, what is noted of it and of its package, and what is said.</summary>
    public static TheoryData<int, bool, string?, bool> Ends => new()
    {
        { 200, true, null, false },
        { 445, true, null, false }, // taken apart, and each invoice refused for itself
        { 440, false, null, false }, // nothing was sent in it, so nothing was judged
        { 405, true, "405 Stan sesji", true },
        { 430, true, "430 Stan sesji", true },
        { 500, true, "500 Stan sesji", true },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task The_end_of_a_session_says_how_its_package_was_judged(int code, bool judged, string? refusal, bool said)
    {
        it.House.Ledger.Sessions.Opened(S);
        it.House.Ledger.Packages.Begun(S);
        it.Wire.SessionCodes[S] = code;
        Assert.True(await it.Settle.CloseAsync(S, House.Stop));
        Assert.Equal($"{code} Stan sesji", it.House.Ledger.Sessions.OutcomeOf(S));
        Assert.Equal(said ? ["INK-SEND-008"] : [], it.Codes);
        Assert.Equal(refusal, it.House.Ledger.Packages.RefusedInARow()?.Words);

        it.Wire.SessionCodes[S] = 430;
        await it.Settle.CloseAsync(S, House.Stop); // heard a second time it is no news
        Assert.Equal(said ? 1 : 0, it.Codes.Count());
        Assert.Equal(judged ? refusal : "430 Stan sesji", it.House.Ledger.Packages.RefusedInARow()?.Words);
    }

    [Fact]
    public async Task A_session_that_has_not_ended_is_asked_about_again()
    {
        it.House.Ledger.Sessions.Opened(S);
        it.Wire.SessionCodes[S] = 170;
        Assert.False(await it.Settle.CloseAsync(S, House.Stop));
        Assert.Equal([S], it.House.Ledger.Sessions.Unsettled());
        Assert.Null(it.House.Ledger.Sessions.OutcomeOf(S));
    }

    [Theory]
    [InlineData(200, 0, true, "200 Stan sesji")] // it is closed already
    [InlineData(100, 1, true, "200 Stan sesji")] // that of a package, which is closed now
    [InlineData(100, 21205, true, "21205")] // parts are missing for ever
    [InlineData(100, 21180, false, null)] // KSeF does not close it now
    public async Task A_session_that_is_no_interactive_one_or_is_closed_already_is_closed_as_what_it_is(int code, int ofPackage, bool ended,
        string? outcome)
    {
        it.House.Ledger.Sessions.Opened(S);
        it.Wire.SessionCodes[S] = code;
        it.Wire.First = asked =>
        {
            if (asked == $"POST /v2/sessions/online/{S}/close") return SmallKsef.Problem(21180);
            if (asked != $"POST /v2/sessions/batch/{S}/close") return null;
            if (ofPackage > 1) return SmallKsef.Problem(ofPackage);
            it.Wire.SessionCodes[S] = 200;
            return null;
        };
        Assert.Equal(ended, await it.Settle.CloseAsync(S, House.Stop));
        Assert.Equal(ofPackage > 0 ? 1 : 0, it.Wire.CountOf($"POST /v2/sessions/batch/{S}/close"));
        if (outcome is null) Assert.Null(it.House.Ledger.Sessions.OutcomeOf(S));
        else Assert.Contains(outcome, it.House.Ledger.Sessions.OutcomeOf(S));
    }

    public void Dispose() => it.Dispose();
}

/// <summary>A house with invoices under way, and whoever settles them.</summary>
internal sealed class Settling : IDisposable
{
    public Settling()
    {
        var parts = new RoundParts(House.Ledger, House.JudgeUpo, House.Client(), House.Access(), House.Clock,
            new Pace(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2)));
        (Record, Settle) = (parts.Round, parts.Settle);
    }

    public House House { get; } = new();

    public SmallKsef Wire => House.Wire;

    public Round Record { get; }

    public SettleSent Settle { get; }

    public IEnumerable<string> Codes => Record.Problems.Select(one => one.Code);

    public IssuedInvoice Known(string session, string reference) => House.Add(state: new InvoiceState.Sending(session, reference));

    /// <summary>The intent is on disk, and nothing else.</summary>
    public IssuedInvoice Lost(string session) => House.Add(state: new InvoiceState.Sending(session, null));

    public IssuedInvoice Unknown(string session) => House.Add(state: new InvoiceState.Unknown(session, null));

    public InvoiceState StateOf(IssuedInvoice invoice) => House.StateOf(invoice);

    public Task AllAsync() => Settle.AllAsync(House.Stop);

    public void Dispose() => House.Dispose();
}
