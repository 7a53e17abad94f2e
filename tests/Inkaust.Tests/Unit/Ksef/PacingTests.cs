using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>Waiting for one's turn, on a clock that is moved by hand.</summary>
public sealed class PacingTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly SteeredClock clock = new() { SkipsWaitsUpTo = TimeSpan.MinValue };

    [Fact]
    public async Task More_requests_than_fit_into_a_second_wait_for_the_next()
    {
        var lane = Lane(perSecond: 3);
        for (var number = 0; number < 3; number++) await PassAsync(lane);
        var fourth = lane.EnterAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(fourth.IsCompleted);
        clock.Advance(Instant);
        await Now(fourth);
    }

    [Theory]
    [InlineData(100, 2, 100, 60)]
    [InlineData(100, 100, 2, 3600)]
    public async Task A_minute_and_an_hour_have_limits_of_their_own(int perSecond, int perMinute, int perHour, int seconds)
    {
        var lane = Lane(perSecond, perMinute, perHour);
        await PassAsync(lane);
        clock.Advance(TimeSpan.FromSeconds(10));
        await PassAsync(lane);
        var third = lane.EnterAsync(CancellationToken.None);
        // The window slides: the third waits for the first to leave it, and whoever comes after that for the second.
        Assert.Equal(TimeSpan.FromSeconds(seconds) + Instant, lane.ExpectedWait());
        clock.Advance(TimeSpan.FromSeconds(seconds - 10));
        Assert.False(third.IsCompleted);
        clock.Advance(Instant);
        await Now(third);
    }

    [Fact]
    public async Task A_request_keeps_its_place_until_a_window_after_its_answer()
    {
        var lane = Lane(perSecond: 1);
        await Now(lane.EnterAsync(CancellationToken.None));
        var second = lane.EnterAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(second.IsCompleted);
        lane.Leave(0);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);
        clock.Advance(Instant);
        await Now(second);
    }

    [Fact]
    public async Task Whoever_came_first_goes_first()
    {
        var lane = Lane(perSecond: 1);
        await PassAsync(lane);
        var waiting = Enumerable.Range(0, 5).Select(_ => lane.EnterAsync(CancellationToken.None)).ToList();
        for (var turn = 0; turn < waiting.Count; turn++)
        {
            clock.Advance(TimeSpan.FromSeconds(1) + Instant);
            await Now(waiting[turn]);
            Assert.DoesNotContain(waiting.Skip(turn + 1), task => task.IsCompleted);
            lane.Leave(0);
        }
    }

    [Fact]
    public async Task Whoever_gives_up_makes_room_for_the_next()
    {
        var lane = Lane(perSecond: 1);
        await PassAsync(lane);
        using var giveUp = new CancellationTokenSource();
        var first = lane.EnterAsync(giveUp.Token);
        var second = lane.EnterAsync(CancellationToken.None);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        clock.Advance(TimeSpan.FromSeconds(1) + Instant);
        await Now(second);
    }

    [Fact]
    public async Task A_refusal_holds_back_everybody_for_as_long_as_KSeF_asks()
    {
        var lane = Lane(perSecond: 10);
        await PassAsync(lane);
        lane.Block(TimeSpan.FromSeconds(30));
        var first = lane.EnterAsync(CancellationToken.None);
        var second = lane.EnterAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(first.IsCompleted || second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Now(first);
        await Now(second);
    }

    [Fact]
    public async Task Higher_limits_let_those_go_who_wait()
    {
        var lane = Lane(perSecond: 1);
        await PassAsync(lane);
        var second = lane.EnterAsync(CancellationToken.None);
        Assert.False(second.IsCompleted);
        lane.Adopt(new RateLimit(2, 100, 1000));
        await Now(second);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_line_does_no_window_of_KSeF_holds_more_than_the_limit(int seed)
    {
        var dice = new Random(seed);
        var limit = new RateLimit(4, 15, 40);
        var lane = new RequestLane(limit, clock);
        var waiting = new List<Task>();
        var underWay = new List<DateTimeOffset>();
        var arrived = new List<DateTimeOffset>();
        // Those whose turn it is go on by other threads, which a busy machine runs when it likes.
        for (var step = 0; step < 3_000 || (arrived.Count <= 100 && step < 3_000_000); step++)
        {
            foreach (var task in waiting.Where(task => task.IsCompletedSuccessfully).ToList())
            {
                waiting.Remove(task);
                underWay.Add(clock.GetUtcNow());
            }
            switch (dice.Next(4))
            {
                case 0 when waiting.Count < 20:
                    waiting.Add(lane.EnterAsync(CancellationToken.None));
                    break;
                case 1 when underWay.Count > 0:
                    // KSeF counted it at some moment between its start and its answer.
                    var started = underWay[dice.Next(underWay.Count)];
                    underWay.Remove(started);
                    arrived.Add(started + (clock.GetUtcNow() - started) * dice.NextDouble());
                    lane.Leave(0);
                    break;
                default:
                    clock.Advance(TimeSpan.FromMilliseconds(dice.Next(1, dice.Next(20) == 0 ? 600_000 : 400)));
                    await Task.Yield();
                    break;
            }
        }
        Assert.True(arrived.Count > 100, $"only {arrived.Count} went through");
        foreach (var (most, window) in new[] { (limit.PerSecond, 1), (limit.PerMinute, 60), (limit.PerHour, 3600) })
            Assert.All(arrived, last => Assert.InRange(arrived.Count(at => at > last.AddSeconds(-window) && at <= last), 1, most));
    }

    [Fact]
    public async Task A_strict_server_never_refuses_and_no_time_is_wasted()
    {
        var limit = new RateLimit(5, 10, 60);
        var lane = new RequestLane(limit, clock);
        var started = clock.GetUtcNow();
        var arrived = new List<DateTimeOffset>();
        for (var number = 0; number < 150; number++)
        {
            var wait = lane.ExpectedWait();
            var turn = lane.EnterAsync(CancellationToken.None);
            clock.Advance(wait);
            await Now(turn);
            arrived.Add(clock.GetUtcNow());
            lane.Leave(0);
            // Both ends of a window are counted: as strict as a server can be.
            foreach (var (most, window) in new[] { (limit.PerSecond, 1), (limit.PerMinute, 60), (limit.PerHour, 3600) })
                Assert.InRange(arrived.Count(at => at >= arrived[^1].AddSeconds(-window)), 1, most);
        }
        // 60 in each of two hours and 30 more, 10 in a minute: two hours and two minutes at the very least.
        Assert.InRange(clock.GetUtcNow() - started, TimeSpan.FromMinutes(122), TimeSpan.FromMinutes(122.1));
    }

    [Fact]
    public async Task A_client_with_pacing_waits_and_without_it_does_not()
    {
        var (paced, access) = await PacedAsync(new RequestPacing(clock, RateLimits.Usual with { SessionMisc = new RateLimit(2, 10, 100) }));
        Wire.Otherwise = _ => ScriptedKsef.Json(Status);
        for (var number = 0; number < 2; number++) await paced.Sessions.StatusAsync(access, Desk.SessionReference);
        var third = paced.Sessions.StatusAsync(access, Desk.SessionReference);
        Assert.False(third.IsCompleted);
        Assert.Equal(2, Wire.Requests.Count);
        await new KsefClient(new HttpClient(Wire), Local, clock).Sessions.StatusAsync(access, Desk.SessionReference);
        clock.Advance(TimeSpan.FromSeconds(1) + Instant);
        await Now(third);
        Assert.Equal(4, Wire.Requests.Count);
    }

    [Fact]
    public async Task A_wait_for_the_limits_is_logged_with_how_long_it_was_and_no_wait_is_not()
    {
        using var log = new HeardLog();
        var pacing = new RequestPacing(clock, RateLimits.Usual with { SessionMisc = new RateLimit(1, 10, 100) });
        var (_, access) = await PacedAsync(pacing);
        var paced = new KsefClient(new HttpClient(Wire), Local, clock, pacing: pacing, log: log.CreateLogger("Inkaust.Ksef"));
        Wire.Otherwise = _ => ScriptedKsef.Json(Status);
        await paced.Sessions.StatusAsync(access, Desk.SessionReference);
        Assert.DoesNotContain(log.Lines, line => line.Contains("Waited", StringComparison.Ordinal));
        var second = paced.Sessions.StatusAsync(access, Desk.SessionReference);
        clock.Advance(TimeSpan.FromSeconds(1) + Instant);
        await Now(second);
        var line = Assert.Single(log.Lines, line => line.Contains("Waited", StringComparison.Ordinal));
        Assert.StartsWith("Trace Inkaust.Ksef Waited looking at a session: waited 1001 ms for the limits of requests [", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_after_is_obeyed_by_the_whole_group_of_this_context_and_by_nobody_else()
    {
        var pacing = new RequestPacing(clock);
        var (client, access) = await PacedAsync(pacing);
        Wire.Then(_ =>
        {
            var refusal = ScriptedKsef.Answer("{}", "application/json", HttpStatusCode.TooManyRequests);
            refusal.Headers.Add("Retry-After", "30");
            return refusal;
        });
        await Assert.ThrowsAsync<KsefUnavailable>(() => client.Sessions.StatusAsync(access, Desk.SessionReference));
        Assert.Equal(TimeSpan.FromSeconds(30), pacing.WaitFor(access.Context, RequestGroup.SessionMisc));
        Assert.Equal(TimeSpan.Zero, pacing.WaitFor(access.Context, RequestGroup.OnlineSession));
        Assert.Equal(TimeSpan.Zero, pacing.WaitFor(ContextIdentifier.Of(Nip.Parse("1111111111")), RequestGroup.SessionMisc));
        Wire.Otherwise = _ => ScriptedKsef.Json(Status);
        var upo = client.Sessions.StatusAsync(access, Desk.SessionReference);
        Assert.False(upo.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(30));
        await Now(upo);
    }

    [Fact]
    public async Task The_token_is_taken_after_the_wait_which_it_may_not_survive()
    {
        var (client, access) = await PacedAsync(new RequestPacing(clock, RateLimits.Usual with { SessionMisc = new RateLimit(1, 1, 1) }));
        Wire.Then(ScriptedKsef.Json(Status));
        await client.Sessions.StatusAsync(access, Desk.SessionReference);
        var second = client.Sessions.StatusAsync(access, Desk.SessionReference);
        Wire.Then(ScriptedKsef.Json(Desk.Refreshed(clock.GetUtcNow().AddHours(1)))).Then(ScriptedKsef.Json(Status));
        clock.Advance(TimeSpan.FromHours(1) + Instant);
        await Now(second);
        Assert.Equal("access-secret-2", Wire.Requests[^1].Bearer);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_said_at_once()
    {
        var pacing = new RequestPacing(clock, RateLimits.Usual with { SessionMisc = new RateLimit(1, 1, 1) });
        var (patient, access) = await PacedAsync(pacing);
        var client = patient.Waiting(TimeSpan.FromMinutes(5));
        Wire.Then(ScriptedKsef.Json(Status));
        await client.Sessions.StatusAsync(access, Desk.SessionReference);
        var unavailable = await Assert.ThrowsAsync<KsefUnavailable>(() => client.Sessions.StatusAsync(access, Desk.SessionReference));
        Assert.Equal(Disturbance.TooManyRequests, unavailable.Disturbance);
        Assert.Equal(TimeSpan.FromHours(1) + Instant, unavailable.RetryAfter);
        Assert.Equal("INK-KSEF-004", unavailable.Finding.Code);
        Assert.Same(patient.PublicKeys, client.PublicKeys);
        Assert.False(patient.Sessions.StatusAsync(access, Desk.SessionReference).IsCompleted); // patience is the caller's
    }

    [Fact]
    public async Task Each_of_the_other_calls_has_a_counter_of_its_own()
    {
        var (client, access) = await PacedAsync(new RequestPacing(clock, RateLimits.Usual with { Other = new RateLimit(1, 10, 100) }));
        Wire.Otherwise = _ => ScriptedKsef.Json("{}");
        await client.Limits.SubjectAsync(access);
        Wire.Otherwise = _ => ScriptedKsef.Empty(HttpStatusCode.NoContent);
        await client.Certificates.RevokeAsync(access, "01F20A5D352AE590", RevocationReason.Unspecified);
        var another = client.Certificates.RevokeAsync(access, "02F20A5D352AE590", RevocationReason.Unspecified);
        Assert.False(another.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1) + Instant);
        await Now(another);
    }

    [Fact]
    public async Task Limits_that_were_read_hold_from_then_on()
    {
        var pacing = new RequestPacing(clock);
        var (client, access) = await PacedAsync(pacing);
        var lower = RateLimits.Usual with { InvoiceSend = new RateLimit(1, 1, 1) };
        Wire.Then(ScriptedKsef.Json(System.Text.Json.JsonSerializer.Serialize(lower, LimitsJson.Default.RateLimits)));
        await client.Limits.RateLimitsAsync(access);
        Assert.Equal(lower, pacing.LimitsOf(access.Context));
    }

    private const string Status = """{"status":{"code":100,"description":"ok"},"dateCreated":"2026-11-22T10:00:00Z","dateUpdated":"2026-11-22T10:00:00Z"}""";

    private static readonly KsefEnvironment Local = KsefEnvironment.Local(new Uri("http://127.0.0.1:5080"));

    private ScriptedKsef Wire { get; } = new();

    // Signs in elsewhere, so that only what is tested goes over the wire; the access refreshes itself over the paced one.
    private async Task<(KsefClient Client, KsefAccess Access)> PacedAsync(RequestPacing pacing)
    {
        var client = new KsefClient(new HttpClient(Wire) { Timeout = Timeout.InfiniteTimeSpan }, Local, clock, null, pacing);
        var now = clock.GetUtcNow();
        Wire.Then(ScriptedKsef.Json(Desk.Challenge(now)))
            .Then(ScriptedKsef.Json(Desk.Started(now), HttpStatusCode.Accepted))
            .Then(ScriptedKsef.Json("""{"startDate":"2026-11-22T10:00:00Z","status":{"code":200,"description":"ok"}}"""))
            .Then(ScriptedKsef.Json(Desk.Tokens(now)));
        using var seal = SelfSignedSeal.Create(Local, Desk.Nip, "Próba sp. z o.o.", now);
        var access = await client.Authentication.SignInAsync(Desk.Nip, seal);
        Wire.Requests.Clear();
        return (client, access);
    }

    private RequestLane Lane(int perSecond, int perMinute = 1_000, int perHour = 10_000) => new(new RateLimit(perSecond, perMinute, perHour), clock);

    private static async Task PassAsync(RequestLane lane)
    {
        await Now(lane.EnterAsync(CancellationToken.None));
        lane.Leave(0);
    }

    private static Task Now(Task task) => task.WaitAsync(TimeSpan.FromMinutes(2));
}
