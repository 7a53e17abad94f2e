using System.Text;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Repairs of refused invoices: when there is one to make, what it may change, and what it stands for (LAW 57-64).</summary>
public sealed class RepairInvoiceTests : IDisposable
{
    private static readonly InvoiceState Technical = new InvoiceState.Rejected(450, "no", [], "s");

    private readonly House house = new();

    /// <summary>What was refused how, and why it is not repaired with a file; null when it is.</summary>
    public static TheoryData<string, InvoiceState, IssuingMode, string?> Refusals => new()
    {
        { "offline24", Technical, IssuingMode.Offline24, null },
        { "unavailability", Technical, IssuingMode.Unavailability, null },
        { "failure", Technical, IssuingMode.Failure, null },
        { "online", Technical, IssuingMode.Online, "INK-REPAIR-002" },
        { "for want of a right", new InvoiceState.Rejected(410, "no", [], "s"), IssuingMode.Offline24, "INK-REPAIR-003" },
        { "for want of a consent", new InvoiceState.Rejected(415, "no", [], "s"), IssuingMode.Offline24, "INK-REPAIR-003" },
        { "not refused", new InvoiceState.Issued(), IssuingMode.Offline24, "INK-REPAIR-001" },
        { "accepted", new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null), IssuingMode.Offline24, "INK-REPAIR-001" },
        { "corrected", new InvoiceState.TechnicallyCorrected(9, "n"), IssuingMode.Offline24, "INK-REPAIR-001" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Only_what_was_refused_for_its_file_after_an_offline_issue_is_repaired(string what, InvoiceState state, IssuingMode mode, string? code)
    {
        var refused = house.Add(mode, state);
        if (code is null) Assert.Equal((what, refused.Hash), (what, With(refused, Technically(refused)).CorrectedHash));
        else Assert.Equal((what, code), (what, Refused(() => With(refused, Technically(refused)))[0].Code));
        Assert.Equal(code is null ? 2 : 1, house.Ledger.List().Count);
    }

    /// <summary>How an invoice was issued and refused, and the ways on from there.</summary>
    public static TheoryData<IssuingMode, int, Type[]> Ways => new()
    {
        { IssuingMode.Offline24, 450, [typeof(RepairWith), typeof(CloseRefused)] },
        { IssuingMode.Failure, 440, [typeof(RepairWith), typeof(CloseRefused)] },
        { IssuingMode.Offline24, 410, [typeof(SendAgain), typeof(CloseRefused)] },
        { IssuingMode.Online, 450, [typeof(Issue), typeof(CloseRefused)] },
        { IssuingMode.Online, 415, [typeof(SendAgain), typeof(Issue), typeof(CloseRefused)] },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_refusal_shows_its_ways_on(IssuingMode mode, int code, Type[] steps)
    {
        var refused = house.Add(mode, new InvoiceState.Rejected(code, "no", [], "s"));
        Assert.Equal(steps, house.RepairInvoice.WaysOf(house.Company, refused).Select(way => way.Next.GetType()));
        Assert.DoesNotContain(house.RepairInvoice.WaysOf(house.Company, house.RepairInvoice.Close(house.Company, refused, "x")), way => way.Next is CloseRefused);
    }

    [Fact]
    public void A_refused_invoice_is_closed_with_a_reason_and_nobody_is_reminded_until_its_repair_is_refused_too()
    {
        var refused = house.Add(IssuingMode.Offline24, Technical);
        Assert.Equal("INK-REPAIR-009", Refused(() => house.RepairInvoice.Close(house.Company, refused, " "))[0].Code);
        Assert.Equal("INK-REPAIR-001", Refused(() => house.RepairInvoice.Close(house.Company, house.Add(), "x"))[0].Code);

        var closed = house.RepairInvoice.Close(house.Company, refused, " transakcja nie doszła do skutku ");

        Assert.Equal("closed: transakcja nie doszła do skutku", house.LastCause(closed));
        Assert.Empty(house.Ledger.WaitingForRepair());
        var repaired = With(closed, Technically(refused));
        Assert.Equal(new Cause.TakenUpAgain(), house.Ledger.History(refused)[^1].Cause);
        house.Ledger.MoveAll([(house.Ledger.Move(repaired, new InvoiceState.Sending("s", null), new Cause.Sentence("test")), Technical)], new Cause.Sentence("test"));
        Assert.Equal(refused.Id, Assert.Single(house.Ledger.WaitingForRepair()).Id);
    }

    [Fact]
    public void An_accepted_invoice_is_changed_by_a_correction_as_the_hint_says()
    {
        Assert.Contains("inkaust correct", HintOf(new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null)));
        Assert.Contains("inkaust status", HintOf(new InvoiceState.Issued()));

        string HintOf(InvoiceState state) => Assert.Throws<RefusedException>(() =>
            house.RepairInvoice.ReasonOf(house.Company, house.Add(state: state))).Findings[0].WhatNext!.En;
    }

    [Fact]
    public void A_repaired_file_waits_in_place_of_the_refused_one()
    {
        var refused = house.Add(IssuingMode.Offline24, Technical, change: one => one with
        {
            HasUpo = true,
            ModeEvidence = new ModeEvidence { BipReference = "BIP" }
        });
        house.Clock.Jump(TimeSpan.FromHours(3));
        var xml = Technically(refused);
        var repaired = house.Now(With(refused, xml));
        Assert.Equal((refused.Number, InvoiceHash.Of(xml), xml.Length, refused.Id, refused.Hash), (repaired.Number, repaired.Hash, repaired.Size,
            repaired.Repairs, repaired.CorrectedHash));
        Assert.Equal((null, null, false, new InvoiceState.Issued()), (repaired.KodII, repaired.CertificateSerial, repaired.HasUpo, repaired.State));
        Assert.Equal($"http://127.0.0.1:5080/qr/invoice/5260001246/09-12-2026/{repaired.Hash.Base64Url}", repaired.KodI.AbsoluteUri);
        Assert.Equal($"technical correction of {refused.Hash}; test", repaired.ModeReason.InWords.En);
        Assert.Equal((refused.IssuedAt, refused.Mode, "BIP"), (repaired.IssuedAt, repaired.Mode, repaired.ModeEvidence.BipReference));
        Assert.Equal(new DateOnly(2026, 12, 10), repaired.Deadline.Date); // LAW 63
        Assert.Equal(xml, house.Ledger.Bytes(repaired).ToArray());
    }

    [Fact]
    public void Where_nobody_has_the_first_file_it_is_sent_plainly()
    {
        var refused = house.Add(state: Technical);
        var repaired = house.RepairInvoice.WithFile(house.Company, refused, Technically(refused), nobodyHasIt: true);
        Assert.Equal((null, refused.Id), (repaired.CorrectedHash, repaired.Repairs)); // LAW 62
        Assert.StartsWith("repaired file of", repaired.ModeReason.InWords.En);
    }

    [Fact]
    public async Task Its_term_is_that_of_the_first_file_by_the_event_the_news_and_the_calendar_of_now()
    {
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-08T08:00");
        house.Announce("FAILURE", "FAILURE_END", 7, "2026-12-08T08:00", "2026-12-08T20:00", published: "2026-12-08T20:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T13:00");
        // issued after its end
        var refused = house.Add(IssuingMode.Failure, Technical, change: one => one with { ModeEvidence = new ModeEvidence { EventId = 7 } });
        house.Clock.Jump(TimeSpan.FromHours(2));
        await house.HearAsync();
        // 9, 10, 11, 14, 15, 16, 17; nobody has confirmed the total failure
        Assert.Equal(new DateOnly(2026, 12, 17), With(refused, Technically(refused)).Deadline.Date);

        house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 16), true, "Dz.U."));
        var other = house.Add(IssuingMode.Failure, Technical, change: one => one with { ModeEvidence = new ModeEvidence { EventId = 7 } });
        Assert.Equal(new DateOnly(2026, 12, 18), With(other, Technically(other)).Deadline.Date);
    }

    [Fact]
    public void The_same_bytes_are_no_repair_neither_of_the_first_file_nor_of_one_in_between()
    {
        var first = house.Add(state: Technical);
        Assert.Equal(["INK-REPAIR-007"], Refused(() => With(first, house.Ledger.Bytes(first).ToArray())).Select(one => one.Code));
        var second = Refuse(With(first, Technically(first)));
        Assert.Equal("INK-REPAIR-007", Refused(() => With(second, Technically(first)))[0].Code);
        Assert.Equal("INK-REPAIR-007", Refused(() => With(second, house.Ledger.Bytes(first).ToArray()))[0].Code);
        Assert.Equal((first.Id, first.Hash), (With(second, Technically(first, "3")).Repairs, house.Ledger.List()[0].CorrectedHash)); // LAW 60
    }

    [Fact]
    public void While_one_repair_waits_there_is_no_second_one()
    {
        var first = house.Add(state: Technical);
        var repair = With(first, Technically(first));
        Assert.Equal("INK-REPAIR-006", Refused(() => With(first, Technically(first, "3")))[0].Code);
        Refuse(repair);
        With(first, Technically(first, "3"));
    }

    [Fact]
    public void The_reason_is_that_of_the_last_file()
    {
        var first = house.Add(state: Technical);
        Assert.Equal(450, house.RepairInvoice.ReasonOf(house.Company, first).Code);
        var second = Refuse(With(first, Technically(first)), 410);
        Assert.Equal([410, 410], new[] { first, second }.Select(one => house.RepairInvoice.ReasonOf(house.Company, one).Code));
        Assert.Equal("INK-REPAIR-003", Refused(() => With(first, Technically(first, "3")))[0].Code);
    }

    [Fact]
    public void A_file_that_KSeF_would_refuse_or_that_says_something_else_is_no_repair()
    {
        var refused = house.Add(state: Technical);
        Assert.DoesNotContain("INK-REPAIR", Refused(() => With(refused, Changed(refused, "<Faktura", "<?x y?><Faktura")))[0].Code);
        var different = Refused(() => With(refused, Changed(refused, "<P_7>Kałamarz", "<P_7>Pióro")));
        Assert.Equal([("INK-REPAIR-004", "Fa/FaWiersz/P_7")], different.Select(one => (one.Code, one.Path)));
        Assert.Contains("'Kałamarz' and is 'Pióro'", different[0].Text.En);
        Assert.Single(house.Ledger.List());
    }

    [Theory]
    [InlineData(440, true)]
    [InlineData(450, false)]
    public void Only_a_number_that_KSeF_knows_already_may_be_changed(int code, bool may)
    {
        var first = house.Add(state: new InvoiceState.Rejected(code, "no", [], "s"), draft: house.Draft("FV/1"));
        var renumbered = Changed(first, "<P_2>FV/1<", "<P_2>FV/1A<");
        Assert.Equal(may ? [] : ["Fa/P_2"], house.RepairInvoice.Differences(house.Company, first, renumbered).Select(one => one.Path)); // LAW 59
        if (may) Assert.Equal(("FV/1A", first.Hash), (With(first, renumbered).Number, house.Ledger.List()[0].CorrectedHash));
        else Assert.Equal("INK-REPAIR-004", Refused(() => With(first, renumbered))[0].Code);
    }

    [Fact]
    public void A_number_that_was_refused_in_a_later_file_may_be_changed_too_and_nothing_beside_it()
    {
        var first = house.Add(state: Technical, draft: house.Draft("FV/1"));
        var second = Refuse(With(first, Technically(first)), 440);
        var renumbered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Changed(first, "<P_2>FV/1<", "<P_2>FV/1A<")).Replace("<P_7>Kałamarz",
            "<P_7>Pióro", StringComparison.Ordinal));
        Assert.Equal(["Fa/FaWiersz/P_7"], house.RepairInvoice.Differences(house.Company, second, renumbered).Select(one => one.Path));
    }

    [Fact]
    public void The_same_bytes_go_again_when_the_fault_lay_outside_them()
    {
        var refused = house.Add(state: new InvoiceState.Rejected(410, "no", [], "s"), draft: house.Draft("FV/1"));
        Assert.IsType<InvoiceState.Issued>(house.RepairInvoice.Again(house.Company, refused).State);
        Assert.Equal("sent again as it is after a refusal for reasons outside the file (410)", house.LastCause(refused));
        Assert.Equal("INK-REPAIR-001", Refused(() => house.RepairInvoice.Again(house.Company, house.Now(refused)))[0].Code);
        Assert.Equal("INK-REPAIR-008", Refused(() => house.RepairInvoice.Again(house.Company, house.Add(state: Technical)))[0].Code);

        var used = house.Add(state: new InvoiceState.Rejected(415, "no", [], "s"), draft: house.Draft("FV/2"));
        house.Add(draft: house.Draft("FV/2"));
        Assert.Equal("INK-LEDGER-001", Refused(() => house.RepairInvoice.Again(house.Company, used))[0].Code);
        Assert.IsType<InvoiceState.Rejected>(house.StateOf(used));
    }

    [Fact]
    public void An_accepted_technical_correction_settles_every_file_that_it_stands_for()
    {
        var first = house.Add(state: Technical);
        var second = Refuse(With(first, Technically(first)));
        var third = With(first, Technically(first, "3"));
        Assert.Empty(RepairInvoice.Settle(house.Ledger)); // not accepted yet
        third = house.Ledger.Move(house.Ledger.Move(third, new InvoiceState.Sending("s", null), "t"), new InvoiceState.Accepted("n3",
            House.At("2026-12-09T12:00"), "s", null), "t");
        Assert.Empty(RepairInvoice.Settle(house.LedgerOf(house.Other())));
        Assert.Equal([first.Id, second.Id], RepairInvoice.Settle(house.Ledger).Select(one => one.Id).Order());
        Assert.All([first, second], one => Assert.Equal(new InvoiceState.TechnicallyCorrected(third.Id, "n3"), house.StateOf(one)));
        Assert.Empty(RepairInvoice.Settle(house.Ledger));
    }

    [Fact]
    public void A_file_that_was_sent_plainly_settles_nothing()
    {
        var first = house.Add(state: Technical);
        house.Add(state: new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null), change: one => one with { Repairs = first.Id });
        Assert.Empty(RepairInvoice.Settle(house.Ledger));
        Assert.IsType<InvoiceState.Rejected>(house.StateOf(first));
    }

    public void Dispose() => house.Dispose();

    private IssuedInvoice With(IssuedInvoice refused, byte[] xml) => house.RepairInvoice.WithFile(house.Company, refused, xml);

    private byte[] Technically(IssuedInvoice like, string comment = "2") => Changed(like, "<Naglowek>", $"<!-- {comment} --><Naglowek>");

    private byte[] Changed(IssuedInvoice like, string from, string to)
    {
        var xml = Encoding.UTF8.GetString(house.Ledger.Bytes(like).Span);
        Assert.Contains(from, xml);
        return Encoding.UTF8.GetBytes(xml.Replace(from, to, StringComparison.Ordinal));
    }

    private IssuedInvoice Refuse(IssuedInvoice invoice, int code = 450) =>
        house.Ledger.Move(house.Ledger.Move(invoice, new InvoiceState.Sending("s", null), "t"), new InvoiceState.Rejected(code, "no", [], "s"), "t");

    private static IReadOnlyList<Finding> Refused(Action what) => Assert.Throws<RefusedException>(what).Findings;
}
