using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What the ledger keeps, and that nobody takes a step over the head of another.</summary>
public sealed class LedgerTests : IDisposable
{
    private readonly House house = new();

    [Fact]
    public void Of_two_who_take_a_step_at_once_one_is_told_so_and_nothing_of_his_is_kept()
    {
        var invoice = house.Add();
        var sending = house.Ledger.Move(invoice, new InvoiceState.Sending("one", null), "the first");

        var refused = Assert.Throws<RefusedException>(() => house.Ledger.Move(invoice, new InvoiceState.Waived(9), "the second"));

        Assert.Equal("INK-LEDGER-004", refused.Findings[0].Code);
        Assert.Contains(invoice.Number, refused.Findings[0].Text.En);
        Assert.Equal(sending.State, house.StateOf(invoice));
        Assert.Equal(["issued: test", "the first"], house.Ledger.History(invoice).Select(step => step.Cause.InWords.En));
    }

    [Fact]
    public void Two_who_race_take_each_step_once()
    {
        var invoices = Enumerable.Range(0, 12).Select(_ => house.Add()).ToList();
        var won = new int[2];
        Parallel.For(0, 2, who =>
        {
            foreach (var invoice in invoices)
            {
                try
                {
                    house.Ledger.Move(invoice, new InvoiceState.Sending($"of {who}", null), $"by {who}");
                    won[who]++;
                }
                catch (RefusedException refused) when (refused.Findings[0].Code == "INK-LEDGER-004")
                {
                    // The other one was quicker.
                }
            }
        });
        Assert.Equal(12, won.Sum());
        Assert.All(invoices, invoice => Assert.Equal(2, house.Ledger.History(invoice).Count));
    }

    [Fact]
    public void Within_one_state_a_step_rests_on_all_that_was_known()
    {
        var invoice = house.Ledger.Move(house.Add(), new InvoiceState.Sending("s", null), "sent");
        house.Ledger.Move(invoice, new InvoiceState.Sending("s", "r"), "taken in");
        // it is in the state sending still
        Assert.Throws<RefusedException>(() => house.Ledger.Move(invoice, new InvoiceState.Unknown("s", null), "lost"));
        Assert.Equal(new InvoiceState.Sending("s", "r"), house.StateOf(invoice));
    }

    [Fact]
    public void A_step_that_is_not_in_the_life_of_an_invoice_is_not_taken()
    {
        var invoice = house.Add();
        Assert.Throws<InvalidOperationException>(() => house.Ledger.Move(invoice, new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s",
            null), "no"));
        Assert.Single(house.Ledger.History(invoice));
    }

    [Fact]
    public void Several_steps_are_taken_together_or_none_of_them()
    {
        var (one, other) = (house.Add(), house.Add());
        house.Ledger.Move(other, new InvoiceState.Waived(9), "gone");
        Assert.Throws<RefusedException>(() => house.Ledger.MoveAll([(one, new InvoiceState.Sending("s", null)), (other, new InvoiceState.Sending("s",
            null))], "both"));
        Assert.IsType<InvoiceState.Issued>(house.StateOf(one));
        Assert.Single(house.Ledger.History(one));

        Assert.Empty(house.Ledger.MoveAll([], "nobody"));
        Assert.Equal(new InvoiceState.Sending("s", null), Assert.Single(house.Ledger.MoveAll([(one, new InvoiceState.Sending("s", null))],
            "alone")).State);
    }

    [Fact]
    public void Several_invoices_come_in_together_or_none_of_them()
    {
        var like = house.Add(draft: house.Draft("FV/1"));
        var xml = house.Ledger.Bytes(like);
        var refused = Assert.Throws<RefusedException>(() => house.Ledger.AddAll([(like with { Number = "FV/2" }, xml), (like, xml)]));
        Assert.Equal(("INK-LEDGER-001", "Fa/P_2"), (refused.Findings[0].Code, refused.Findings[0].Path));
        Assert.Contains("VAT with the number FV/1", refused.Findings[0].Text.En);
        Assert.Single(house.Ledger.List());
    }

    [Fact]
    public void A_number_belongs_to_its_kind_and_environment_and_a_refusal_frees_it()
    {
        var first = house.Add(draft: house.Draft("FV/1"));
        var xml = house.Ledger.Bytes(first);
        house.Ledger.Add(first with { Kind = "KOR" }, xml);
        house.Ledger.Add(first with { Environment = "test" }, xml);
        house.Ledger.Move(house.Ledger.Move(first, new InvoiceState.Sending("s", null), "sent"), new InvoiceState.Rejected(450, "no", [], "s"),
            "refused");
        Assert.NotEqual(first.Id, house.Ledger.Add(first with { State = new InvoiceState.Issued() }, xml).Id);
    }

    [Fact]
    public void A_step_has_its_moment_its_state_and_its_cause()
    {
        var invoice = house.Add();
        house.Clock.Jump(TimeSpan.FromMinutes(5));
        invoice = house.Ledger.Move(invoice, new InvoiceState.Sending("s", null), "sent\0off"); // KSeF's words may hold anything
        invoice = house.Ledger.Move(invoice, new InvoiceState.Accepted("5260001246-x", House.At("2026-12-09T12:06"), "s", "r",
            House.At("2026-12-09T12:04")), "numbered");
        Assert.Equal(
        [
            new Transition(House.At("2026-12-09T12:00"), new InvoiceState.Issued(), new Cause.Issued(new ModeReason.Sentence("test")), Who.Program),
            new Transition(House.At("2026-12-09T12:05"), new InvoiceState.Sending("s", null), new Cause.Sentence("sent\0off"), Who.Program),
            new Transition(House.At("2026-12-09T12:05"), invoice.State, new Cause.Sentence("numbered"), Who.Program),
        ], house.Ledger.History(invoice));
        Assert.Equal(invoice.Id, house.Ledger.Find("5260001246-x").Id);
    }

    [Fact]
    public void An_invoice_comes_back_from_the_ledger_as_it_went_in()
    {
        var full = house.Add(IssuingMode.Failure, draft: house.Draft() with
        {
            Buyer = new Party
            {
                Name = "Piekarnia",
                Nip = Nip.Parse("6712345098"),
                Address = new Address { Line1 = "ul. Młyńska 7" }
            }
        },
            change: one => one with
            {
                Currency = "EUR",
                Gross = 1234.5m,
                ModeEvidence = new ModeEvidence
                {
                    EventId = 7,
                    BipReference = "BIP",
                    BuyerTold = BuyerBranch.NoSeat,
                    Messages = ["{}"],
                    MessageHashes = ["00"]
                },
                HasAttachment = true,
                Deadline = new Deadline(SendingDuty.Send, new DateOnly(2026, 12, 18), "106nf", [new Wording("pl",
                    "en")])
                { Target = new DateOnly(2026, 12, 17), LiftedBy = 3 },
                CorrectedHash = InvoiceHash.Of("held"u8),
            });
        var repaired = house.Add(change: one => one with { Repairs = full.Id, Number = "FV/repaired" });
        var bare = house.Add(IssuingMode.Online, change: one => one with { KodII = null, Deadline = one.Deadline with { Date = null } });
        foreach (var invoice in new[] { full, repaired, bare })
        {
            var kept = house.Now(invoice);
            Assert.Equivalent(invoice with { Warnings = [] }, kept, strict: true);
            Assert.Equal(invoice with { ModeEvidence = kept.ModeEvidence, Deadline = kept.Deadline, Warnings = kept.Warnings }, kept);
        }
        Assert.Equal((full.Id, null), (house.Now(repaired).Repairs, house.Now(bare).Repairs));
        using var connection = house.Database.Connect();
        Assert.Equal([("failure", "2026-12-18", "issued"), ("offline24", "2026-12-10", "issued"), ("online", null, "issued")],
            connection.Query<(string, string?, string)>("SELECT mode, deadline, state FROM invoice ORDER BY id"));
    }

    [Fact]
    public void Whoever_has_lost_his_turn_takes_no_step_any_more()
    {
        var invoice = house.Add();
        var leases = new Leases(house.Database);
        var turn = leases.Take(house.Company.Id)!;
        var under = house.Ledger.Under(turn);
        var sending = under.Move(invoice, new InvoiceState.Sending("s", null), "in turn");
        using (var connection = house.Database.Connect()) connection.Execute("UPDATE lease SET number = number + 1");
        Assert.Equal("INK-SEND-006", Assert.Throws<RefusedException>(() => under.Move(sending, new InvoiceState.Unknown("s", null),
            "too late")).Findings[0].Code);
        Assert.True(turn.Lost.IsCancellationRequested);
        Assert.Equal(sending.State, house.StateOf(invoice));
        house.Ledger.Move(sending, new InvoiceState.Unknown("s", null), "without a turn"); // repairs and the like need none
    }

    [Fact]
    public void A_deadline_that_changes_leaves_the_one_before_in_the_history()
    {
        var (one, other) = (house.Add(due: new DateOnly(2026, 12, 10)), house.Add(due: new DateOnly(2026, 12, 11)));
        house.Clock.Jump(TimeSpan.FromHours(1));
        var moved = one.Deadline with { Date = new DateOnly(2026, 12, 18), Basis = "106nf" };
        house.Ledger.SetDeadlines("ground", [(one, moved)], [one, other]);
        Assert.Equal((moved.Date, "106nf"), (house.Now(one).Deadline.Date, house.Now(one).Deadline.Basis));
        Assert.Equal(other.Deadline.Date, house.Now(other).Deadline.Date);
        var former = Assert.Single(house.Ledger.FormerDeadlines(one));
        Assert.Equal((House.At("2026-12-09T13:00"), new DateOnly(2026, 12, 10)), (former.ReplacedAt, former.Deadline.Date));
        Assert.Empty(house.Ledger.FormerDeadlines(other));
        Assert.Equal(["2026-12-11:1", "2026-12-18:1"], house.Ledger.Dues().Select(due => $"{due.Date:yyyy-MM-dd}:{due.Count}"));

        house.Clock.Jump(TimeSpan.FromHours(1));
        house.Ledger.SetDeadlines("ground", [(house.Now(one), moved with { Date = null })], []);
        Assert.Equal([new DateOnly(2026, 12, 10), new DateOnly(2026, 12, 18)], house.Ledger.FormerDeadlines(one).Select(was =>
            was.Deadline.Date!.Value));
        Assert.Equal([other.Id, one.Id], house.Ledger.Waiting().Select(invoice => invoice.Id)); // the one without a deadline last
    }

    [Fact]
    public void Only_what_waits_and_was_counted_by_something_else_is_counted_anew()
    {
        var waiting = new[] { house.Add(), house.Add(state: new InvoiceState.Sending("s", null)), house.Add(state: new InvoiceState.Unknown("s",
            null)) };
        house.Add(state: new InvoiceState.Rejected(450, "no", [], "s"));
        house.Add(state: new InvoiceState.Waived(9));
        house.Add(change: one => one with { Environment = "test" });
        house.Add(of: house.Other());
        Assert.Equal(waiting.Select(one => one.Id), house.Ledger.NotCountedBy("g").Select(one => one.Id).Order());
        house.Ledger.SetDeadlines("g", [], [waiting[0], waiting[1]]);
        Assert.Equal([waiting[2].Id], house.Ledger.NotCountedBy("g").Select(one => one.Id));
        Assert.Equal(3, house.Ledger.NotCountedBy("h").Count);
    }

    [Fact]
    public void A_receipt_is_kept_for_one_or_for_many_and_is_found_again()
    {
        var accepted = new InvoiceState.Accepted("n", House.At("2026-12-09T12:00"), "s", null);
        var (one, two, three) = (house.Add(state: accepted), house.Add(state: accepted), house.Add(state: accepted));
        house.Add();
        Assert.Equal([one.Id, two.Id, three.Id], house.Ledger.Upos.Lacking().Select(invoice => invoice.Id));
        house.Ledger.Upos.Keep(one, "own"u8.ToArray());
        house.Ledger.Upos.Keep("s", "page", "shared"u8.ToArray(), [two]);
        Assert.Equal(("own", "shared", null), (Text(one), Text(two), house.Ledger.Upos.Of(three)));
        Assert.Equal([true, true, false], new[] { one, two, three }.Select(invoice => house.Now(invoice).HasUpo));
        Assert.Equal([three.Id], house.Ledger.Upos.Lacking().Select(invoice => invoice.Id));
        Assert.True(house.Ledger.Upos.AnyLacking());
        house.Ledger.Upos.Keep("s", "page", "shared"u8.ToArray(), [three]);
        Assert.False(house.Ledger.Upos.AnyLacking());

        string Text(IssuedInvoice invoice) => System.Text.Encoding.UTF8.GetString(house.Ledger.Upos.Of(invoice)!);
    }

    public void Dispose() => house.Dispose();
}
