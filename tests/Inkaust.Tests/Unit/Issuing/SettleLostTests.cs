using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What was sent without a reference is looked for by its bytes, and a number that another invoice seems to have is looked into.</summary>
public sealed class SettleLostTests : IDisposable
{
    private static readonly string S = SmallKsef.Reference(100), T = SmallKsef.Reference(101), R = SmallKsef.Reference(200, "EE"),
        N = SmallKsef.NumberOf(1);

    private readonly Settling it = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_in_its_session_is_found_by_its_hash(bool answerWasLost)
    {
        var invoice = answerWasLost ? it.Unknown(S) : it.Lost(S);
        it.Wire.Sessions[S] = [new(T, InvoiceHash.Of("another"u8)) { Number = SmallKsef.NumberOf(2) }, new(R, invoice.Hash) { Number = N }];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Accepted(N, House.At("2026-12-09T10:40:00Z"), S, R, House.At("2026-12-09T10:30:00Z")), it.StateOf(invoice));
        Assert.Equal($"found in session {S} by its hash: KSeF gave it its number", it.House.LastCause(invoice));
        Assert.DoesNotContain(it.Wire.Asked, asked => asked.StartsWith("POST", StringComparison.Ordinal)); // and its session goes on
    }

    [Fact]
    public async Task What_was_found_with_another_verdict_gets_it()
    {
        var (refused, foreign, running) = (it.Lost(S), it.Lost(S), it.Lost(S));
        var slow = SmallKsef.Reference(203, "EE");
        it.Wire.Sessions[S] =
        [
            new(R, refused.Hash) { Code = 450 }, new(SmallKsef.Reference(202, "EE"), foreign.Hash) { Number = SmallKsef.NumberOf(1, "6712345098") },
                new(slow, running.Hash) { Code = 150 },
        ];
        it.Wire.First = asked =>
        {
            if (asked.EndsWith(slow, StringComparison.Ordinal)) it.Wire.Sessions[S][2] = new(slow, running.Hash) { Number = N }; // judged meanwhile
            return null;
        };
        await it.AllAsync();
        Assert.Equal(450, Assert.IsType<InvoiceState.Rejected>(it.StateOf(refused)).Code);
        Assert.Equal(new InvoiceState.Sending(S, SmallKsef.Reference(202, "EE")), it.StateOf(foreign));
        Assert.Equal(N, Assert.IsType<InvoiceState.Accepted>(it.StateOf(running)).KsefNumber);
        Assert.Equal(["INK-SEND-003", "INK-SEND-009"], it.Codes);
        Assert.Contains(it.House.Ledger.History(running), step => step.Cause.InWords.En == $"found in session {S} by its hash");
    }

    [Fact]
    public async Task What_is_not_in_a_session_that_has_ended_never_arrived()
    {
        var invoice = it.Lost(S);
        it.House.Ledger.Sessions.Opened(S);
        it.Wire.Sessions[S] = [];
        await it.AllAsync();
        Assert.IsType<InvoiceState.Issued>(it.StateOf(invoice));
        Assert.Equal($"session {S} ended without it (200 Stan sesji): KSeF has not got it", it.House.LastCause(invoice));
        Assert.Equal((1, 2), (it.Wire.CountOf($"POST /v2/sessions/online/{S}/close"), it.Wire.CountOf($"GET /v2/sessions/{S}/invoices")));
        Assert.Empty(it.Codes);
    }

    [Fact]
    public async Task What_arrives_before_the_session_has_ended_is_found()
    {
        var (late, there) = (it.Lost(S), it.Lost(S));
        it.Wire.Sessions[S] = [new(T, there.Hash) { Number = SmallKsef.NumberOf(2) }];
        it.Wire.First = asked =>
        {
            if (asked.EndsWith("/close", StringComparison.Ordinal)) it.Wire.Sessions[S].Add(new(R, late.Hash) { Number = N });
            return null;
        };
        await it.AllAsync();
        Assert.All([late, there], one => Assert.IsType<InvoiceState.Accepted>(it.StateOf(one)));
    }

    [Fact]
    public async Task While_the_session_has_not_ended_nothing_is_sent_again()
    {
        var (missing, there) = (it.Lost(S), it.Lost(S));
        it.Wire.Sessions[S] = [new(T, there.Hash) { Number = N }];
        it.Wire.SessionCodes[S] = 150;
        await it.AllAsync();
        Assert.All([missing, there], one => Assert.Equal(new InvoiceState.Sending(S, null), it.StateOf(one)));
        Assert.Equal(["INK-SEND-005"], it.Codes);
    }

    // LAW 65: what KSeF has under our number may be our own invoice, whose answer was lost.
    [Fact]
    public async Task A_duplicate_of_the_same_bytes_is_accepted_with_the_moments_of_its_first_sending()
    {
        var invoice = Duplicate($",\"extensions\":{{\"originalKsefNumber\":\"{N}\",\"originalSessionReferenceNumber\":\"{T}\"}}");
        it.Wire.Files[N] = it.House.Ledger.Bytes(invoice).ToArray();
        it.Wire.Sessions[T] =
        [
            new(SmallKsef.Reference(301, "EE"), InvoiceHash.Of("another"u8)) { Number = SmallKsef.NumberOf(2), TakenInAt = "2026-12-01T10:00:00Z" },
            new(SmallKsef.Reference(302, "EE"), invoice.Hash) { Number = N, TakenInAt = "2026-12-02T10:00:00Z", AcquiredAt = "2026-12-02T10:05:00Z" },
        ];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Accepted(N, House.At("2026-12-02T10:05:00Z"), T, SmallKsef.Reference(302, "EE"),
            House.At("2026-12-02T10:00:00Z")), it.StateOf(invoice));
        Assert.Empty(it.Codes);
    }

    [Theory]
    [InlineData("2026-12-09", "2026-12-09T11:00:00Z")] // the day of the number is today: it was given by now
    [InlineData("2026-12-08", "2026-12-08T22:59:59Z")] // by the end of that day in Poland
    public async Task Where_the_first_session_is_somebody_elses_the_number_tells_the_day(string day, string acceptedAt)
    {
        var number = SmallKsef.NumberOf(1, day: day);
        var invoice = Duplicate($",\"extensions\":{{\"originalKsefNumber\":\"{number}\",\"originalSessionReferenceNumber\":\"{T}\"}}");
        it.Wire.Files[number] = it.House.Ledger.Bytes(invoice).ToArray();
        it.Wire.First = asked => asked == $"GET /v2/sessions/{T}/invoices" ? SmallKsef.Problem(21173) : null;
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Accepted(number, House.At(acceptedAt), T, null), it.StateOf(invoice));
    }

    [Fact]
    public async Task Where_no_session_is_named_it_is_accepted_in_the_one_that_told()
    {
        var invoice = Duplicate($",\"extensions\":{{\"originalKsefNumber\":\"{N}\"}}");
        it.Wire.Files[N] = it.House.Ledger.Bytes(invoice).ToArray();
        await it.AllAsync();
        Assert.Equal(S, Assert.IsType<InvoiceState.Accepted>(it.StateOf(invoice)).Session);
        Assert.Equal(0, it.Wire.CountOf($"GET /v2/sessions/{S}/invoices"));
    }

    [Fact]
    public async Task A_duplicate_of_other_bytes_is_a_refusal()
    {
        var invoice = Duplicate($",\"details\":[\"FV/1\"],\"extensions\":{{\"originalKsefNumber\":\"{N}\"}}");
        it.Wire.Files[N] = "<Faktura/>"u8.ToArray();
        await it.AllAsync();
        var rejected = Assert.IsType<InvoiceState.Rejected>(it.StateOf(invoice));
        Assert.Equal((440, "Opis", "FV/1"), (rejected.Code, rejected.Reason, Assert.Single(rejected.Details)));
    }

    [Fact]
    public async Task A_duplicate_whose_number_is_another_firms_is_refused_and_not_looked_up()
    {
        var foreign = SmallKsef.NumberOf(1, "6712345098");
        var invoice = Duplicate($",\"extensions\":{{\"originalKsefNumber\":\"{foreign}\",\"originalSessionReferenceNumber\":\"{T}\"}}");
        it.Wire.Files[foreign] = it.House.Ledger.Bytes(invoice).ToArray();
        await it.AllAsync();
        Assert.Equal(440, Assert.IsType<InvoiceState.Rejected>(it.StateOf(invoice)).Code);
        Assert.DoesNotContain(it.Wire.Asked, asked => asked.Contains("/v2/invoices/ksef/", StringComparison.Ordinal));
    }

    /// <summary>What a page of the receipt of a session says of an invoice, and whether that gives it its number.</summary>
    public static TheoryData<string, string, string, bool> Lines => new()
    {
        { "its seller and its number", "5260001246", N, true },
        { "a foreign seller", "6712345098", N, false },
        { "a foreign number", "5260001246", SmallKsef.NumberOf(1, "6712345098"), false },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_receipt_of_the_session_settles_those_that_it_names_as_ours(string what, string seller, string number, bool taken)
    {
        var lost = Enumerable.Range(0, 11).Select(_ => it.Lost(S)).ToList();
        Assert.NotNull(what);
        it.Wire.SessionCodes[S] = 150; // the list tells nothing in this test
        it.Wire.Sessions[S] = [];
        it.Wire.Receipts[S] = [(SmallKsef.Reference(1, "UP"), Receipts.Signer.Sign(content: Receipts.Of((lost[0], seller, number))))];
        await it.AllAsync();

        if (taken)
        {
            Assert.Equal(new InvoiceState.Accepted(N, House.At("2026-12-09T10:41:00Z"), S, null, House.At("2026-12-09T10:31:00Z")),
                it.StateOf(lost[0]));
            Assert.Equal($"the receipt of session {S} names it with its number", it.House.LastCause(lost[0]));
            Assert.True(it.House.Now(lost[0]).HasUpo);
            Assert.True(Assert.Single(it.Record.Report().Moved).HasUpo);
        }
        else Assert.Equal(new InvoiceState.Sending(S, null), it.StateOf(lost[0]));
        Assert.All(lost.Skip(1), one => Assert.Equal(new InvoiceState.Sending(S, null), it.StateOf(one)));
        Assert.Equal($"INK-SEND-005 {(taken ? 10 : 11)}", $"{it.Codes.Single()} {it.Record.Problems[0].Text.En.Split(';')[1].Split(' ')[1]}");
    }

    [Fact]
    public async Task Without_moments_in_the_receipt_the_number_tells_the_day()
    {
        var lost = Enumerable.Range(0, 11).Select(_ => it.Lost(S)).ToList();
        it.Wire.Sessions[S] = [];
        var number = SmallKsef.NumberOf(1, day: "2026-12-08");
        it.Wire.Receipts[S] = [(SmallKsef.Reference(1, "UP"), Receipts.Signer.Sign(content: Receipts.Of((lost[0], "5260001246",
            number)).Replace("Data", "Dnia", StringComparison.Ordinal)))];
        await it.AllAsync();
        Assert.Equal(new InvoiceState.Accepted(number, House.At("2026-12-08T22:59:59Z"), S, null), it.StateOf(lost[0]));
    }

    [Fact]
    public async Task Few_are_looked_for_in_the_list_and_a_receipt_that_proves_nothing_settles_nothing()
    {
        var few = Enumerable.Range(0, 10).Select(_ => it.Lost(S)).ToList();
        it.Wire.Sessions[S] = [.. few.Select((one, i) => new AtSession(SmallKsef.Reference(300 + i, "EE"),
            one.Hash) { Number = SmallKsef.NumberOf(i) })];
        await it.AllAsync();
        Assert.Equal(0, it.Wire.CountOf($"GET /v2/sessions/{S}"));
        Assert.All(few, one => Assert.IsType<InvoiceState.Accepted>(it.StateOf(one)));

        var many = Enumerable.Range(0, 11).Select(_ => it.Lost(T)).ToList();
        it.Wire.Sessions[T] = [];
        it.Wire.SessionCodes[T] = 150;
        var unknownForm = Encoding.UTF8.GetString(Receipts.Signer.Sign(content: Receipts.Of((many[0], "5260001246",
            SmallKsef.NumberOf(99))))).Replace("xmldsig-more#rsa-sha256", "xmldsig-more#of-tomorrow", StringComparison.Ordinal);
        it.Wire.Receipts[T] = [(SmallKsef.Reference(1, "UP"), Encoding.UTF8.GetBytes(unknownForm))];
        await it.AllAsync();
        Assert.All(many, one => Assert.Equal(new InvoiceState.Sending(T, null), it.StateOf(one)));
    }

    public void Dispose() => it.Dispose();

    private IssuedInvoice Duplicate(string more)
    {
        var invoice = it.Known(S, R);
        it.Wire.Sessions[S] = [new(R, invoice.Hash) { Code = 440, More = more }];
        return invoice;
    }
}
