using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>When the next request may start, by numbers that are worked out by hand, and which calls are counted together (KSEF 10).</summary>
public sealed class RequestLimitTests
{
    private readonly SteeredClock clock = new() { SkipsWaitsUpTo = TimeSpan.MinValue };

    // Seconds at which requests were answered, how many are under way, and the second at which the next may start; now is 100.
    [Theory]
    [InlineData("nothing before", 2, 3, 4, "", 0, 100)]
    [InlineData("one of two in the second", 2, 9, 9, "100", 0, 100)]
    [InlineData("two of two in the second", 2, 9, 9, "99.5 99.9", 0, 100.501)]
    [InlineData("two of two, the older one just out of the second", 2, 9, 9, "98.999 99.9", 0, 100)]
    [InlineData("two of two, the older one at the very edge", 2, 9, 9, "99 99.9", 0, 100.001)]
    [InlineData("one answered and one under way", 2, 9, 9, "99.5", 1, 100.501)]
    [InlineData("two under way", 2, 9, 9, "", 2, 101.001)]
    [InlineData("three under way of two", 2, 9, 9, "", 3, 101.001)]
    [InlineData("the minute is full", 9, 2, 9, "50 90", 0, 110.001)]
    [InlineData("the minute is full with one under way", 9, 2, 9, "20 90", 1, 150.001)]
    [InlineData("the hour is full", 9, 9, 3, "1 2 3", 0, 3601.001)]
    [InlineData("the longest wait counts", 1, 1, 9, "99.5", 0, 159.501)]
    [InlineData("a limit of none is one", 0, 0, 0, "", 0, 100)]
    [InlineData("a limit of none is one, which is used up", 0, 9, 9, "99.5", 0, 100.501)]
    [InlineData("a minute of none is one", 9, 0, 9, "99.5", 0, 159.501)]
    [InlineData("an hour of none is one", 9, 9, 0, "99.5", 0, 3699.501)]
    public void The_next_request_starts_a_window_after_the_one_that_is_as_far_back_as_the_limit(
        string what, int perSecond, int perMinute, int perHour, string answered, int underWay, double next)
    {
        var times = answered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Seconds).ToList();
        var limit = new RateLimit(perSecond, perMinute, perHour);
        Assert.True(Seconds(next) == limit.NextStart(times, underWay, Seconds(100)), $"{what}: {limit.NextStart(times, underWay, Seconds(100))}");
    }

    [Theory]
    [InlineData("nobody before", 0, 0, 100, 0)]
    [InlineData("one under way takes the second", 1, 0, 100, 1.001)]
    [InlineData("one ahead", 0, 1, 100, 1.001)]
    [InlineData("one under way and two ahead", 1, 2, 100, 3.003)]
    [InlineData("not before", 0, 0, 107, 7)]
    [InlineData("one ahead and not before", 0, 1, 107, 8.001)]
    public void Whoever_comes_now_waits_behind_those_before_him(string what, int underWay, int ahead, double notBefore, double wait) =>
        Assert.True(Seconds(wait) == new RateLimit(1, 100, 1000).WaitBehind([], underWay, ahead, Seconds(notBefore), Seconds(100)), what);

    [Theory]
    [InlineData(9_999, false)]
    [InlineData(10_000, true)]
    public void Ten_thousand_in_a_second_are_no_limit(int perSecond, bool isNone) => Assert.Equal(isNone, new RateLimit(perSecond, 1, 1).IsNone);

    [Theory]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    [InlineData(3600.0009, true)]
    [InlineData(3600.001, false)]
    [InlineData(3601, false)]
    public void A_request_counts_for_an_hour_after_its_answer(double now, bool counts) => Assert.Equal(counts, RateLimit.StillCounts(TimeSpan.Zero,
        Seconds(now)));

    // KSEF 10.
    [Theory]
    [InlineData(RequestGroup.OnlineSession, 10, 30, 120)]
    [InlineData(RequestGroup.OnlineSessionClose, 20, 60, 240)] // KSEF 13
    [InlineData(RequestGroup.BatchSession, 10, 20, 60)]
    [InlineData(RequestGroup.BatchSessionClose, 20, 40, 120)]
    [InlineData(RequestGroup.InvoiceSend, 10, 30, 180)]
    [InlineData(RequestGroup.InvoiceStatus, 30, 120, 1200)]
    [InlineData(RequestGroup.SessionList, 5, 10, 60)]
    [InlineData(RequestGroup.SessionInvoiceList, 10, 20, 200)]
    [InlineData(RequestGroup.SessionMisc, 10, 120, 1200)]
    [InlineData(RequestGroup.InvoiceMetadata, 8, 16, 20)]
    [InlineData(RequestGroup.InvoiceExport, 8, 16, 20)]
    [InlineData(RequestGroup.InvoiceExportStatus, 10, 60, 600)]
    [InlineData(RequestGroup.InvoiceDownload, 8, 16, 64)]
    [InlineData(RequestGroup.CollectiveIdentifier, 20, 120, 240)]
    [InlineData(RequestGroup.Other, 10, 30, 120)]
    [InlineData(RequestGroup.Public, 60, 3_600, 216_000)]
    public void The_usual_limits_are_those_of_production(RequestGroup group, int perSecond, int perMinute, int perHour) =>
        Assert.Equal(new RateLimit(perSecond, perMinute, perHour), RateLimits.Usual.Of(group));

    [Fact]
    public void Each_group_has_the_limit_of_its_own_name()
    {
        var limits = new RateLimits
        {
            OnlineSession = new(1, 0, 0),
            BatchSession = new(2, 0, 0),
            InvoiceSend = new(3, 0, 0),
            InvoiceStatus = new(4, 0, 0),
            SessionList = new(5, 0, 0),
            SessionInvoiceList = new(6, 0, 0),
            SessionMisc = new(7, 0, 0),
            InvoiceMetadata = new(8, 0, 0),
            InvoiceExport = new(9, 0, 0),
            InvoiceExportStatus = new(10, 0, 0),
            InvoiceDownload = new(11, 0, 0),
            CollectiveIdentifier = new(12, 0, 0),
            Other = new(13, 0, 0),
            OnlineSessionClose = new(14, 0, 0),
            BatchSessionClose = new(15, 0, 0),
        };
        Assert.Equal([13, 1, 14, 2, 15, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 60], Enum.GetValues<RequestGroup>().Select(group => limits.Of(group).PerSecond));
    }

    [Fact]
    public void Closing_is_counted_with_opening_where_it_has_no_limit_of_its_own_yet()
    {
        var limits = RateLimits.Usual with { OnlineSessionClose = null, BatchSessionClose = null };
        Assert.Equal((limits.OnlineSession, limits.BatchSession), (limits.Of(RequestGroup.OnlineSessionClose), limits.Of(RequestGroup.BatchSessionClose)));
    }

    [Fact]
    public void A_limit_that_is_switched_off_holds_nobody_back()
    {
        var off = new RateLimit(-1, -1, -1);
        Assert.True(off.IsNone);
        Assert.Equal(TimeSpan.FromSeconds(5), off.NextStart([.. Enumerable.Repeat(TimeSpan.FromSeconds(5), 1000)], 1000, TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("/sessions?pageSize=10", RequestGroup.SessionList)]
    [InlineData("/sessions/online", RequestGroup.OnlineSession)]
    [InlineData("/sessions/online/1/close", RequestGroup.OnlineSessionClose)]
    [InlineData("/sessions/online/1/invoices", RequestGroup.InvoiceSend)]
    [InlineData("/sessions/batch", RequestGroup.BatchSession)]
    [InlineData("/sessions/batch/1/close", RequestGroup.BatchSessionClose)]
    [InlineData("/sessions/1/invoices?pageSize=10", RequestGroup.SessionInvoiceList)]
    [InlineData("/sessions/1/invoices/failed", RequestGroup.SessionInvoiceList)]
    [InlineData("/sessions/1/invoices/2", RequestGroup.InvoiceStatus)]
    [InlineData("/sessions/1", RequestGroup.SessionMisc)]
    [InlineData("/sessions/1/upo/2", RequestGroup.SessionMisc)]
    [InlineData("/sessions/1/invoices/2/upo", RequestGroup.SessionMisc)]
    [InlineData("/sessions/1/invoices/ksef/2/upo", RequestGroup.SessionMisc)]
    [InlineData("/invoices/query/metadata", RequestGroup.InvoiceMetadata)]
    [InlineData("/invoices/exports", RequestGroup.InvoiceExport)]
    [InlineData("/invoices/exports/1", RequestGroup.InvoiceExportStatus)]
    [InlineData("/invoices/ksef/1", RequestGroup.InvoiceDownload)]
    [InlineData("/collective-identifiers", RequestGroup.CollectiveIdentifier)]
    [InlineData("/collective-identifiers/1/invoices", RequestGroup.CollectiveIdentifier)]
    [InlineData("/auth/challenge", RequestGroup.Public)]
    [InlineData("/auth/sessions/current", RequestGroup.Other)]
    [InlineData("/security/public-key-certificates", RequestGroup.Public)]
    [InlineData("/peppol/query", RequestGroup.Public)]
    [InlineData("/certificates/limits", RequestGroup.Other)]
    [InlineData("/rate-limits", RequestGroup.Other)]
    public void Each_call_belongs_to_one_group(string path, RequestGroup group) => Assert.Equal(group, RequestGroups.Of(path));

    [Theory]
    [InlineData("/certificates/limits", "certificates/limits")]
    [InlineData("/certificates/01F20A5D352AE590/revoke", "certificates/{}/revoke")]
    [InlineData("/certificates/query?pageSize=50&pageOffset=0", "certificates/query")]
    [InlineData("/tokens/20261122-EC-0123456789-0123456789-01/", "tokens/{}")]
    public void A_call_is_named_without_what_names_a_single_thing(string path, string name) => Assert.Equal(name, RequestGroups.Endpoint(path));

    [Fact]
    public void The_past_of_this_process_holds_back_forgets_and_never_shortens_a_refusal()
    {
        var past = new PastInMemory(clock);
        var limit = new RateLimit(1, 100, 1000);
        Assert.Equal(TimeSpan.Zero, past.TryBegin(limit, out _));
        Assert.Equal(Seconds(1.001), past.TryBegin(limit, out _)); // under way: answered now at the earliest
        Assert.Equal(Seconds(2.002), past.ExpectedWait(limit, 1));
        clock.Advance(Seconds(5));
        past.End(0);
        Assert.Equal(Seconds(1.001), past.TryBegin(limit, out _));
        clock.Advance(Seconds(1.001));
        Assert.Equal(TimeSpan.Zero, past.ExpectedWait(limit, 0));

        past.Block(Seconds(30));
        past.Block(Seconds(10));
        Assert.Equal(Seconds(30), past.TryBegin(limit, out _));
        clock.Advance(Seconds(30));
        Assert.Equal(TimeSpan.Zero, past.TryBegin(limit, out _));
        past.End(0);

        var hourly = new RateLimit(10, 10, 2);
        Assert.Equal(Seconds(3600.001) - Seconds(31.001), past.TryBegin(hourly, out _));
        clock.Advance(Seconds(3600));
        Assert.Equal(TimeSpan.Zero, past.TryBegin(hourly, out _));
    }

    [Fact]
    public void Each_context_has_its_own_limits_and_all_share_those_of_calls_without_a_sign_in()
    {
        var usual = RateLimits.Usual with { SessionMisc = new RateLimit(9, 9, 9) };
        var pacing = new RequestPacing(clock, usual);
        var (ours, theirs) = (ContextIdentifier.Of(Desk.Nip), ContextIdentifier.Of(Nip.Parse("5260001246")));
        var adopted = RateLimits.Usual with { InvoiceSend = new RateLimit(1, 1, 1) };
        pacing.Adopt(ours, adopted);
        Assert.Equal((adopted, usual), (pacing.LimitsOf(ours), pacing.LimitsOf(theirs)));
        Assert.Equal(RateLimits.Usual, new RequestPacing(clock).LimitsOf(ours));
        Assert.Equal(TimeSpan.Zero, pacing.WaitFor(ours, RequestGroup.InvoiceSend));
    }

    [Theory]
    [InlineData("as long as it is borne", 0, false)]
    [InlineData("longer by an instant", -1, true)]
    public async Task A_wait_is_borne_up_to_the_longest(string what, int ticks, bool isRefused)
    {
        var pacing = new RequestPacing(clock);
        var longest = Seconds(1.001) + TimeSpan.FromTicks(ticks);
        var call = new Call(new Wording("a", "b"), HttpMethod.Get, "/certificates/limits");
        pacing.Adopt(ContextIdentifier.Of(Desk.Nip), RateLimits.Usual);
        for (var i = 0; i < RateLimits.Usual.Other.PerSecond; i++) (await pacing.TakeTurnAsync(call, longest, CancellationToken.None)).Dispose();
        var next = pacing.TakeTurnAsync(call, longest, CancellationToken.None);
        Assert.True(isRefused == next.IsFaulted, what);
        if (isRefused) Assert.Equal(Seconds(1.001), (await Assert.ThrowsAsync<KsefUnavailable>(() => next)).RetryAfter);
        else Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Limits_of_one_context_let_nobody_else_go()
    {
        var names = new List<string>();
        var pacing = new RequestPacing(clock, RateLimits.Usual with { Other = new RateLimit(1, 100, 1000) }, name =>
        {
            names.Add(name);
            return new PastInMemory(clock);
        });
        var desk = new Desk();
        var ours = new Call(new Wording("a", "b"), HttpMethod.Get, "/certificates/limits") { Access = await desk.SignInAsync() };
        var nobodys = new Call(new Wording("a", "b"), HttpMethod.Get, "/auth/challenge") { Access = ours.Access };
        (await pacing.TakeTurnAsync(ours, null, CancellationToken.None)).Dispose();
        (await pacing.TakeTurnAsync(nobodys, null, CancellationToken.None)).Dispose();
        Assert.Equal(["Nip/5265877635/Other/certificates/limits", "//Public/"], names);
        var waits = pacing.TakeTurnAsync(ours, null, CancellationToken.None);
        pacing.Adopt(ContextIdentifier.Of(Nip.Parse("5260001246")), RateLimits.Usual);
        Assert.False(waits.IsCompleted);
        Assert.Equal(Seconds(2.002), pacing.WaitFor(ours.Access!.Context, RequestGroup.Other));
        pacing.Adopt(ours.Access!.Context, RateLimits.Usual);
        (await waits.WaitAsync(TimeSpan.FromMinutes(2))).Dispose();
    }

    private static TimeSpan Seconds(string seconds) => Seconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
