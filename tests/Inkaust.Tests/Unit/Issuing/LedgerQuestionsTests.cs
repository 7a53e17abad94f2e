using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What the ledger answers, and of whose invoices.</summary>
public sealed class LedgerQuestionsTests : IDisposable
{
    private static readonly InvoiceState Accepted = new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null);
    private static readonly InvoiceState Rejected = new InvoiceState.Rejected(450, "no", [], "s");
    private static readonly InvoiceState Sending = new InvoiceState.Sending("s", "r");
    private static readonly InvoiceState Unknown = new InvoiceState.Unknown("s", null);

    private readonly House house = new();

    [Fact]
    public void The_list_is_of_one_company_or_of_all_newest_first_and_of_the_states_that_are_asked_for()
    {
        var (issued, sending, other) = (house.Add(), house.Add(state: Sending), house.Add(of: house.Other()));
        Assert.Equal([other.Id, sending.Id, issued.Id], Ids(house.SeenLedgers.List()));
        Assert.Equal([sending.Id, issued.Id], Ids(house.Ledger.List()));
        Assert.Equal([issued.Id], Ids(house.Ledger.List("issued")));
        Assert.Equal([other.Id, sending.Id, issued.Id], Ids(house.SeenLedgers.List("sending", "issued")));
        Assert.Empty(house.SeenLedgers.List("waived"));
        Assert.Equal([other.Id], Ids(house.Ledgers.Among([house.Other()]).List()));
        Assert.Empty(house.Ledgers.Among([]).List());
    }

    [Fact]
    public void Who_asks_what_names_an_invoice_reads_nothing_else_of_its_buyer()
    {
        var (one, other) = (house.Add(), house.Add()); // Neither buyer has a NIP.
        var correction = house.Add(draft: CorrectionOf(one));
        house.Add(draft: CorrectionOf(other));
        house.Add(state: Rejected, draft: CorrectionOf(one));
        var named = new CorrectedInvoice { Number = one.Number, IssueDate = one.IssueDate };
        Assert.Equal([correction.Id], Ids(house.Ledger.Naming("kind = 'KOR'", named)));
        Assert.Empty(house.Ledger.Naming("kind = 'ROZ'", named));
        Assert.Empty(house.LedgerOf(house.Other()).Naming("kind = 'KOR'", named));

        // What was issued before that was noted is noted when it is first asked for.
        using (var connection = house.Database.Connect())
        {
            connection.Execute("DELETE FROM named_invoice");
            connection.Execute("UPDATE invoice SET names_noted = 0");
        }
        foreach (var _ in (int[])[1, 2]) Assert.Equal([correction.Id], Ids(house.Ledger.Naming("kind = 'KOR'", named)));
        using (var connection = house.Database.Connect())
            Assert.Equal(3, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM named_invoice"));
    }

    private InvoiceDraft CorrectionOf(IssuedInvoice original) => house.Draft() with
    {
        Kind = InvoiceKind.Kor,
        Correction = new Correction { Invoices = [new CorrectedInvoice { Number = original.Number, IssueDate = original.IssueDate }] },
    };

    [Fact]
    public void They_are_counted_for_one_company_in_its_environment()
    {
        house.Add();
        house.Add(state: Unknown);
        house.Add(state: Rejected);
        house.Add(of: house.Other());
        house.Add(change: one => one with { Environment = "test" });
        Assert.Equal((3, 1, 2, 0), (house.Ledger.Count(), house.Ledger.Count("issued"), house.Ledger.Count("issued", "unknown"), house.Ledger.Count("accepted")));
        Assert.Equal(1, house.LedgerOf(house.Company with { Environment = KsefEnvironment.Test }).Count());
    }

    [Fact]
    public void A_company_has_work_while_anything_of_it_is_open()
    {
        house.Add(state: Rejected);
        house.Add(state: new InvoiceState.Waived(9));
        Assert.Empty(house.SeenLedgers.WithWork());
        var other = house.Other();
        var accepted = house.Add(of: other, state: Accepted);
        Assert.Equal([other.Id], house.SeenLedgers.WithWork());
        house.LedgerOf(other).Upos.Keep(accepted, "upo"u8.ToArray());
        Assert.Empty(house.SeenLedgers.WithWork());
        house.Ledger.Sessions.Opened("s");
        Assert.Equal([house.Company.Id], house.SeenLedgers.WithWork());
        house.Ledger.Sessions.Settled("s", "200");
        house.Add(state: Unknown);
        house.Add(of: other);
        Assert.Equal(2, house.SeenLedgers.WithWork().Count);
        Assert.Equal([other.Id], house.Ledgers.Among([other]).WithWork());
        Assert.Empty(house.Ledgers.Among([]).WithWork());
    }

    [Fact]
    public void What_waits_comes_by_deadline_and_then_by_age_and_no_more_than_asked_for()
    {
        var late = house.Add(due: new DateOnly(2026, 12, 12));
        var open = house.Add(IssuingMode.Failure, change: one => one with { Deadline = one.Deadline with { Date = null } });
        var soon = house.Add(state: Unknown, due: new DateOnly(2026, 12, 10));
        var too = house.Add(state: Sending, due: new DateOnly(2026, 12, 10));
        foreach (var state in new[] { Rejected, Accepted, new InvoiceState.Waived(9) }) house.Add(state: state);
        house.Add(of: house.Other());
        house.Add(change: one => one with { Environment = "test" });
        Assert.Equal([soon.Id, too.Id, late.Id, open.Id], Ids(house.Ledger.Waiting()));
        Assert.Equal([soon.Id, too.Id, late.Id], Ids(house.Ledger.Waiting(3)));
        Assert.Equal([new Due(new(2026, 12, 10), 2), new Due(new(2026, 12, 12), 1)], house.Ledger.Dues());
    }

    [Fact]
    public void A_certificate_is_needed_by_what_has_no_number_and_was_signed_with_it()
    {
        var needing = new[] { house.Add(), house.Add(state: Sending), house.Add(state: Unknown), house.Add(state: Rejected) };
        house.Add(state: Accepted);
        house.Add(change: one => one with { CertificateSerial = "02" });
        house.Add(IssuingMode.Online);
        house.Add(of: house.Other());
        Assert.Equal(needing.Select(one => one.Id).Reverse(), Ids(house.Ledger.NeedingCertificate("01F20A5D352AE590")));

        // A refused one that was sent anew as another file needs it until that is accepted (LAW 62).
        var anew = house.Add(change: one => one with { Repairs = needing[3].Id, CertificateSerial = null });
        Assert.Equal(4, house.Ledger.NeedingCertificate("01F20A5D352AE590").Count);
        house.Ledger.Move(house.Ledger.Move(anew, new InvoiceState.Sending("s", null), "t"), Accepted, "t");
        Assert.Equal(3, house.Ledger.NeedingCertificate("01F20A5D352AE590").Count);
    }

    [Fact]
    public void A_number_is_used_by_what_was_not_refused()
    {
        var issued = house.Add(draft: house.Draft("FV/1"));
        house.Add(state: Rejected, draft: house.Draft("FV/2"));
        house.Add(state: new InvoiceState.TechnicallyCorrected(1, "n"), draft: house.Draft("FV/3"));
        Assert.Equal([issued.Id], Ids(house.Ledger.WithNumber("VAT", "FV/1")));
        Assert.Empty(house.Ledger.WithNumber("KOR", "FV/1"));
        Assert.Empty(house.Ledger.WithNumber("VAT", "FV/2"));
        Assert.Empty(house.Ledger.WithNumber("VAT", "FV/3"));
        Assert.Empty(house.LedgerOf(house.Other()).WithNumber("VAT", "FV/1"));
        Assert.Empty(house.LedgerOf(house.Company with { Environment = KsefEnvironment.Test }).WithNumber("VAT", "FV/1"));
    }

    [Fact]
    public void An_invoice_is_named_by_number_date_and_seller_in_whatever_state()
    {
        var refused = house.Add(state: Rejected, draft: house.Draft("FV/1"));
        var again = house.Add(draft: house.Draft("FV/1"));
        Assert.Equal([again.Id, refused.Id], Ids(house.Ledger.Named("FV/1", new DateOnly(2026, 12, 9))));
        Assert.Empty(house.Ledger.Named("FV/1", new DateOnly(2026, 12, 8)));
        Assert.Empty(house.Ledger.Named("FV/2", new DateOnly(2026, 12, 9)));
        Assert.Empty(house.LedgerOf(house.Other()).Named("FV/1", new DateOnly(2026, 12, 9)));
        Assert.Empty(house.LedgerOf(house.Company with { Environment = KsefEnvironment.Test }).Named("FV/1", new DateOnly(2026, 12, 9)));
    }

    [Fact]
    public void The_invoice_behind_a_file_is_the_newest_with_these_bytes()
    {
        var xml = house.FileOf(house.Draft("FV/1"));
        var file = Fa3Invoice.Read(xml);
        Assert.Null(house.SeenLedgers.IssuedAs(file));
        house.Add(state: Rejected, xml: xml);
        var newest = house.Add(xml: xml);
        house.Add(change: one => one with { Hash = InvoiceHash.Of("other"u8), Environment = "test" }, xml: xml);
        house.Add(change: one => one with { Number = "FV/9" }, xml: xml);
        house.Add(of: house.Other(), xml: xml);
        Assert.Equal(newest.Id, house.SeenLedgers.IssuedAs(file)!.Id);
    }

    [Fact]
    public void Repairs_are_found_from_either_end_and_a_refused_one_repairs_nothing()
    {
        var first = house.Add(state: Rejected);
        Assert.Equal([first.Id], Ids(house.Ledger.WaitingForRepair()));
        Assert.False(house.Ledger.IsBeingRepaired(first));
        var second = house.Add(state: Rejected, change: one => one with { Repairs = first.Id });
        Assert.False(house.Ledger.IsBeingRepaired(first));
        Assert.Equal([first.Id], Ids(house.Ledger.WaitingForRepair())); // still, for its repair was refused too
        var third = house.Add(change: one => one with { Repairs = first.Id });
        Assert.Equal([second.Id, third.Id], Ids(house.Ledger.RepairsOf(first)));
        Assert.Equal([second.Id, third.Id], Ids(house.Ledger.RepairsOf(third)));
        Assert.True(house.Ledger.IsBeingRepaired(first));
        Assert.Empty(house.Ledger.WaitingForRepair());
        var (another, others) = (house.Add(state: Rejected), house.Add(state: Rejected, of: house.Other()));
        house.Add();
        Assert.Equal([others.Id], Ids(house.LedgerOf(house.Other()).WaitingForRepair()));
        Assert.Equal([another.Id], Ids(house.Ledger.WaitingForRepair()));
    }

    [Fact]
    public void A_person_finds_an_invoice_by_place_number_KSeF_number_or_hash()
    {
        var one = house.Add(draft: house.Draft("FV/1"));
        house.Add(draft: house.Draft("FV/2"));
        foreach (var reference in new[] { $"{one.Id}", $"id:{one.Id}", "FV/1", one.Hash.Base64Url }) Assert.Equal(one.Id,
            house.Ledger.Find(reference).Id);
        Assert.Equal("INK-LEDGER-002", Refused("FV/3").Code);
        Assert.Equal("INK-LEDGER-002", Refused("id:FV/1").Code);
    }

    [Fact]
    public void Of_a_refused_invoice_and_the_one_that_repaired_it_the_latter_is_meant()
    {
        var refused = house.Add(state: Rejected, draft: house.Draft("FV/1"));
        var repaired = house.Add(draft: house.Draft("FV/1"), change: one => one with { Repairs = refused.Id });
        Assert.Equal(repaired.Id, house.Ledger.Find("FV/1").Id);
        var corrected = house.Add(state: new InvoiceState.TechnicallyCorrected(1, "n"), draft: house.Draft("FV/2"));
        house.Add(state: Rejected, draft: house.Draft("FV/2"));
        Assert.Equal(("INK-LEDGER-003", $"Name the place in the ledger: id:{corrected.Id}"), (Refused("FV/2").Code, Refused("FV/2").Hint!.En));
    }

    [Fact]
    public void Two_invoices_under_one_reference_are_told_apart_by_a_person()
    {
        house.Add(draft: house.Draft("2"));
        house.Add(draft: house.Draft("FV/2"));
        Assert.Equal("INK-LEDGER-003", Refused("2").Code); // one by its number and one by its place
        Assert.Contains("1, 2", Refused("2").Text.En);
        house.Add(draft: house.Draft("FV/7"));
        house.Add(draft: house.Draft("FV/7"), change: one => one with { Kind = "KOR" });
        Assert.Equal("INK-LEDGER-003", Refused("FV/7").Code);
    }

    [Fact]
    public void What_is_stuck_is_said_from_its_first_sending_after_it_last_waited()
    {
        var invoice = house.Ledger.Move(house.Add(due: new DateOnly(2026, 12, 20)), new InvoiceState.Sending("s", null), "sent");
        house.Clock.Jump(TimeSpan.FromHours(5));
        invoice = house.Ledger.Move(invoice, new InvoiceState.Issued(), "back");
        Assert.Empty(house.Ledger.Stuck());
        invoice = house.Ledger.Move(invoice, new InvoiceState.Sending("s", null), "again");
        Assert.Empty(house.Ledger.Stuck()); // it is new again
        house.Clock.Jump(TimeSpan.FromMinutes(10));
        house.Ledger.Move(invoice, new InvoiceState.Sending("s", "r"), "what was found out makes it no younger");
        Assert.Empty(house.Ledger.Stuck());
        house.Clock.Jump(TimeSpan.FromMinutes(5));
        Assert.Contains("For 15 min", Assert.Single(house.Ledger.Stuck()).Text.En);
        Assert.Empty(house.LedgerOf(house.Other()).Stuck());
        Assert.Empty(house.LedgerOf(house.Company with { Environment = KsefEnvironment.Test }).Stuck());
    }

    [Fact]
    public void Of_an_invoice_of_another_company_nothing_is_seen_and_no_step_is_taken()
    {
        var others = house.Add(of: house.Other(), state: Rejected, draft: house.Draft("FV/9"));
        Assert.Throws<InvalidOperationException>(() => house.Ledger.At(others.Id));
        foreach (var reference in new[] { $"id:{others.Id}", "FV/9", others.Hash.Base64Url })
            Assert.Equal("INK-LEDGER-002", Refused(reference).Code);
        Assert.Throws<InvalidOperationException>(() => house.Ledgers.Among([house.Company]).Of(others));
        Assert.Throws<InvalidOperationException>(() => house.Ledger.Add(others, house.FileOf()));
        Assert.Empty(house.Ledger.History(others));
        Assert.Null(house.Ledger.Upos.Of(others));
        Assert.True(house.Ledger.Bytes(others).IsEmpty);
        house.Ledger.SetDeadlines("g", [(others, others.Deadline with { Basis = "other" })], [others]);
        Assert.Empty(house.LedgerOf(house.Other()).FormerDeadlines(others));
        Assert.Equal("INK-LEDGER-004", Assert.Throws<RefusedException>(() => house.Ledger.Move(others, new InvoiceState.TechnicallyCorrected(1, "n"), "t"))
            .Findings[0].Code);
        Assert.Equal(others.State, house.StateOf(others));
        Assert.Equal(others.Deadline.Basis, house.Now(others).Deadline.Basis);
    }

    public void Dispose() => house.Dispose();

    private Finding Refused(string reference) => Assert.Throws<RefusedException>(() => house.Ledger.Find(reference)).Findings[0];

    private static IEnumerable<long> Ids(IEnumerable<IssuedInvoice> invoices) => invoices.Select(one => one.Id);
}
