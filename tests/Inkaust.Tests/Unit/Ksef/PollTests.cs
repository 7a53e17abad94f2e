using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class PollTests
{
    private static readonly Wording Looking = new("sprawdzenie", "looking");
    private readonly SteeredClock clock = new();

    [Fact]
    public async Task The_first_final_look_ends_it()
    {
        var looks = 0;
        var look = await Poll.UntilDoneAsync(_ => Task.FromResult<Look<int>>(++looks == 4 ? new Look<int>.Done(7) : new Look<int>.Running()),
            Pace.Usual, clock, CancellationToken.None);
        Assert.Equal(new Look<int>.Done(7), look);
        Assert.Equal([50, 100, 200], clock.Waits.Select(wait => (int)wait.TotalMilliseconds));
    }

    [Fact]
    public async Task Each_wait_is_longer_than_the_one_before_by_what_the_pace_says()
    {
        var looks = 0;
        await Poll.UntilDoneAsync(_ => Task.FromResult<Look<int>>(++looks == 5 ? new Look<int>.Done(7) : new Look<int>.Running()),
            new Pace(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(120), TimeSpan.FromMinutes(1)) { Growth = 1.5 }, clock, CancellationToken.None);
        Assert.Equal([40, 60, 90, 120], clock.Waits.Select(wait => (int)wait.TotalMilliseconds));
    }

    [Fact]
    public async Task When_the_limit_runs_out_it_is_still_running()
    {
        var started = clock.GetUtcNow();
        var look = await Poll.UntilDoneAsync(_ => Task.FromResult<Look<int>>(new Look<int>.Running()), Pace.Usual, clock, CancellationToken.None);
        Assert.IsType<Look<int>.Running>(look);
        // Two minutes at most, and not given up before the next wait would be too long.
        Assert.InRange(clock.GetUtcNow() - started, TimeSpan.FromSeconds(115), TimeSpan.FromSeconds(120));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.Waits.Max());
    }

    [Fact]
    public async Task A_refusal_ends_it_at_once()
    {
        var looks = 0;
        await Assert.ThrowsAsync<KsefRejected>(() => Poll.UntilDoneAsync<int>(_ =>
        {
            looks++;
            throw new KsefRejected(Looking, [new KsefError(21304, "x", [])], 400);
        }, Pace.Usual, clock, CancellationToken.None));
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task An_outage_is_waited_out_as_long_as_KSeF_asks()
    {
        var looks = 0;
        var look = await Poll.UntilDoneAsync(_ => ++looks == 1
            ? throw new KsefUnavailable(Looking, Disturbance.TooManyRequests, "x") { RetryAfter = TimeSpan.FromSeconds(30) }
            : Task.FromResult<Look<int>>(new Look<int>.Done(1)), Pace.Usual, clock, CancellationToken.None);
        Assert.IsType<Look<int>.Done>(look);
        Assert.Equal([TimeSpan.FromSeconds(30)], clock.Waits);
    }

    [Fact]
    public async Task An_outage_longer_than_the_limit_is_told()
    {
        await Assert.ThrowsAsync<KsefUnavailable>(() => Poll.UntilDoneAsync<int>(
            _ => throw new KsefUnavailable(Looking, Disturbance.TooManyRequests, "x") { RetryAfter = TimeSpan.FromHours(1) },
            Pace.Usual, clock, CancellationToken.None));
        Assert.Empty(clock.Waits);
    }
}
