using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>The sessions in which something was sent, and the verdicts on packages.</summary>
public sealed class SendingSessionsTests : IDisposable
{
    private readonly House house = new();

    [Fact]
    public void A_session_is_open_until_its_end_is_noted_and_the_first_end_counts()
    {
        var sessions = house.Ledger.Sessions;
        sessions.Opened("two");
        house.Clock.Jump(TimeSpan.FromMinutes(-1));
        sessions.Opened("one");
        house.LedgerOf(house.Other()).Sessions.Opened("theirs");
        house.LedgerOf(house.Company with { Environment = KsefEnvironment.Test }).Sessions.Opened("test");
        Assert.Equal(["one", "two"], sessions.Unsettled());
        Assert.Null(sessions.OutcomeOf("one"));
        Assert.True(sessions.Settled("one", "200 dobrze"));
        Assert.False(sessions.Settled("one", "500 źle"));
        Assert.False(sessions.Settled("nobody's", "200"));
        Assert.False(sessions.Settled("theirs", "200"));
        Assert.Null(house.LedgerOf(house.Other()).Sessions.OutcomeOf("one"));
        Assert.Equal(("200 dobrze", null), (sessions.OutcomeOf("one"), sessions.OutcomeOf("two")));
        Assert.Equal(["two"], sessions.Unsettled());
    }

    [Fact]
    public void Refusals_in_a_row_are_counted_since_a_package_was_last_taken()
    {
        var packages = house.Ledger.Packages;
        Assert.Null(packages.RefusedInARow());
        packages.NotLetIn("21405");
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        packages.Begun("s1");
        Assert.Equal(1, packages.RefusedInARow()!.InARow); // the second one is on its way
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        packages.Judged("s1", "405 źle");
        var refused = packages.RefusedInARow()!;
        Assert.Equal(new RefusedPackages(2, House.At("2026-12-09T12:02"), "s1", "405 źle"), refused);
        Assert.Null(house.LedgerOf(house.Other()).Packages.RefusedInARow());
        Assert.Null(house.LedgerOf(house.Company with { Environment = KsefEnvironment.Test }).Packages.RefusedInARow());

        house.Clock.Jump(TimeSpan.FromMinutes(1));
        packages.Begun("s2");
        packages.Judged("s2", null);
        packages.Judged("s2", "430 too late"); // the first verdict counts
        Assert.Null(packages.RefusedInARow());
        packages.NotLetIn("21405");
        Assert.Equal((1, null), (packages.RefusedInARow()!.InARow, packages.RefusedInARow()!.Session));
    }

    [Fact]
    public void Packages_that_were_on_their_way_together_were_refused_once()
    {
        var packages = house.Ledger.Packages;
        packages.Begun("s1");
        packages.Begun("s2");
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        packages.Judged("s1", "405");
        packages.Judged("s2", "405");
        Assert.Equal(1, packages.RefusedInARow()!.InARow);
        packages.Begun("s3"); // begun when the others were judged
        packages.Judged("s3", "405");
        Assert.Equal(2, packages.RefusedInARow()!.InARow);
    }

    [Fact]
    public void A_refusal_is_remembered_for_a_day_and_a_person_may_begin_anew()
    {
        var packages = house.Ledger.Packages;
        packages.BeginAnew(); // nothing to forget
        packages.NotLetIn("21405");
        house.Clock.Jump(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.NotNull(packages.RefusedInARow());
        house.Clock.Jump(TimeSpan.FromSeconds(1));
        Assert.Null(packages.RefusedInARow());
        packages.NotLetIn("21405");
        packages.BeginAnew();
        Assert.Null(packages.RefusedInARow());
    }

    public void Dispose() => house.Dispose();
}
