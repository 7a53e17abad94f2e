using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Deadlines that announcements and the calendar move. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class KeepDeadlinesTests : IDisposable
{
    private readonly House house = new();

    [Fact]
    public async Task A_failure_within_the_term_moves_the_deadline_when_it_has_ended()
    {
        var issued = house.Add();
        house.Clock.Jump(TimeSpan.FromHours(1));
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T12:30");
        Assert.Equal((null, "106nf"), Of(Assert.Single(await KeptAsync())));
        house.Announce("FAILURE", "FAILURE_END", 7, "2026-12-09T12:30", "2026-12-09T12:45", published: "2026-12-09T12:45");
        var moved = Assert.Single(await KeptAsync());
        Assert.Equal((new DateOnly(2026, 12, 18), "106nf"), Of(moved)); // the seventh working day after the 9th
        Assert.Equal(Of(moved), Of(house.Now(issued)));
        Assert.Equal([new DateOnly(2026, 12, 10), null], house.Ledger.FormerDeadlines(issued).Select(one => one.Deadline.Date));
    }

    [Fact]
    public void What_rests_on_the_same_ground_is_not_counted_again()
    {
        var issued = house.Add();
        Assert.DoesNotContain(house.KeepDeadlines.For(house.Company), one => one.Deadline.Date != new DateOnly(2026, 12, 10));
        Assert.Empty(house.Ledger.NotCountedBy(GroundOf(issued)));
        house.Ledger.SetDeadlines("another", [(house.Now(issued), issued.Deadline with { Date = new DateOnly(2030, 1, 1) })], []);
        Assert.Empty(house.KeepDeadlines.For(house.Company));
        Assert.Equal(new DateOnly(2030, 1, 1), house.Now(issued).Deadline.Date);
    }

    /// <summary>Something on which deadlines rest, and whether it makes them be counted anew.</summary>
    public static TheoryData<string, bool> Grounds => new()
    {
        { "nothing", false },
        { "time", false },
        { "an event", true },
        { "the confirmation of a total failure", true },
        { "a day made free", true },
        { "the same day made free for another reason", true },
        { "an end that lay ahead", true },
    };

    [Theory]
    [MemberData(nameof(Grounds))]
    public async Task Deadlines_are_counted_anew_when_what_they_rest_on_changes(string what, bool anew)
    {
        var issued = house.Add();
        house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 24), true, "before"));
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-01T10:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_END", 9, "2026-12-01T10:00", "2026-12-02T10:00", published: "2026-12-02T10:00");
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T11:00", "2026-12-09T13:00", published: "2026-12-01T10:00");
        await KeptAsync();
        var before = GroundOf(issued);
        switch (what)
        {
            case "time": house.Clock.Jump(TimeSpan.FromMinutes(59)); break;
            case "an event": house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-05T10:00"); break;
            case "the confirmation of a total failure": house.Announcements.ConfirmTotalFailure(house.Company.Environment, 9, "radio"); break;
            case "a day made free": house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 23), true, "x")); break;
            case "the same day made free for another reason":
                house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 24), true,
                "after")); break;
            case "an end that lay ahead": house.Clock.Jump(TimeSpan.FromMinutes(60)); break;
            default: break;
        }
        await KeptAsync();
        Assert.Equal((what, anew), (what, GroundOf(issued) != before));
    }

    [Fact]
    public async Task A_confirmed_total_failure_waives_what_waits_and_not_what_is_under_way()
    {
        var (waits, underWay, overdue) = (house.Add(), house.Add(state: new InvoiceState.Sending("s", null)), house.Add(due: new DateOnly(2026, 12,
            7), change: one => one with { IssueDate = new DateOnly(2026, 12, 4), IssuedAt = House.At("2026-12-04T12:00") }));
        house.Clock.Jump(TimeSpan.FromHours(1));
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T12:30");
        await KeptAsync();
        Assert.IsType<InvoiceState.Issued>(house.StateOf(waits)); // nobody has confirmed it

        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 9, "radio");
        var changed = await KeptAsync();
        Assert.Equal(new InvoiceState.Waived(9), house.StateOf(waits));
        Assert.Equal("total failure, confirmed by a person: no duty to send (art. 106ng, 106nha)", house.LastCause(waits));
        Assert.Equal((SendingDuty.None, 9L), (house.Now(underWay).Deadline.Duty, house.Now(underWay).Deadline.LiftedBy));
        Assert.IsType<InvoiceState.Sending>(house.StateOf(underWay));
        // a person decides, LAW 30
        Assert.Equal((new InvoiceState.Issued(), new DateOnly(2026, 12, 7)), (house.StateOf(overdue), house.Now(overdue).Deadline.Date));
        Assert.Equal([waits.Id, underWay.Id], changed.Select(one => one.Id).Order());
        Assert.Equal(1, changed.Count(one => one.State is InvoiceState.Waived));

        house.Ledger.Move(house.Now(underWay), new InvoiceState.Issued(), "came back");
        Assert.Equal([underWay.Id], (await KeptAsync()).Select(one => one.Id));
        Assert.Equal(new InvoiceState.Waived(9), house.StateOf(underWay));
    }

    [Fact]
    public async Task Each_invoice_is_bound_to_its_own_event_and_moment()
    {
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-08T08:00");
        house.Announce("FAILURE", "FAILURE_END", 7, "2026-12-08T08:00", "2026-12-08T20:00", published: "2026-12-08T20:00");
        // written a moment after its end
        var bound = house.Add(IssuingMode.Failure, change: one => one with { ModeEvidence = new ModeEvidence { EventId = 7 } });
        var early = house.Add(change: one => one with
        {
            IssuedAt = House.At("2026-12-08T07:00"),
            IssueDate = new DateOnly(2026, 12, 8),
            Deadline = one.Deadline with { Date = new DateOnly(2026, 12, 9) }
        });
        var later = house.Add();
        await KeptAsync();
        Assert.Equal([new DateOnly(2026, 12, 17), new DateOnly(2026, 12, 17), new DateOnly(2026, 12, 10)], new[] { bound, early, later }.Select(one =>
            house.Now(one).Deadline.Date!.Value));
    }

    [Fact]
    public async Task Of_another_company_nothing_is_changed()
    {
        var theirs = house.Add(of: house.Other());
        house.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 10), true, "Dz.U."));
        Assert.Empty(await KeptAsync());
        Assert.Equal(new DateOnly(2026, 12, 11), Assert.Single(house.KeepDeadlines.For(house.Other())).Deadline.Date);
        Assert.Equal(new DateOnly(2026, 12, 11), house.Now(theirs).Deadline.Date);
    }

    public void Dispose() => house.Dispose();

    private static (DateOnly? Date, string Basis) Of(IssuedInvoice one) => (one.Deadline.Date, one.Deadline.Basis);

    private string GroundOf(IssuedInvoice invoice)
    {
        using var connection = house.Database.Connect();
        return Dapper.SqlMapper.ExecuteScalar<string>(connection, "SELECT counted_by FROM invoice WHERE id = @Id", new { invoice.Id })!;
    }

    private async Task<IReadOnlyList<IssuedInvoice>> KeptAsync()
    {
        await house.HearAsync();
        return house.KeepDeadlines.For(house.Company);
    }
}
