using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Unit.LocalKsef.Register.RightsOnPaper;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>The sliding windows of the rate limits, to the moment (KSEF 10).</summary>
public sealed class RateWindowTests
{
    private static readonly Route Export = new("POST", "/export", RateGroup.InvoiceExport, _ => throw new InvalidOperationException());
    private static readonly Route One = Export with { Path = "/one", Limit = RateGroup.Other };
    private static readonly Route Open = Export with { Path = "/open", Limit = RateGroup.Public };
    private readonly ServerClock clock;
    private readonly Journal journal = new();
    private readonly RateLimits limits;

    public RateWindowTests()
    {
        clock = new ServerClock(LocalKsefDay.Options.Clock, null, new Journal());
        limits = new RateLimits(clock, RateLimitProfile.None, journal);
        At(0);
    }

    [Theory]
    [InlineData("OnlineSession", 10, 30, 120, false)]
    [InlineData("OnlineSessionClose", 20, 60, 240, true)]
    [InlineData("BatchSession", 10, 20, 60, true)]
    [InlineData("BatchSessionClose", 20, 40, 120, true)]
    [InlineData("InvoiceSend", 10, 30, 180, true)]
    [InlineData("InvoiceStatus", 30, 120, 1200, true)]
    [InlineData("SessionList", 5, 10, 60, true)]
    [InlineData("SessionInvoiceList", 10, 20, 200, true)]
    [InlineData("SessionMisc", 10, 120, 1200, true)]
    [InlineData("InvoiceMetadata", 8, 16, 20, true)]
    [InlineData("InvoiceExport", 8, 16, 20, true)]
    [InlineData("InvoiceExportStatus", 10, 60, 600, true)]
    [InlineData("InvoiceDownload", 8, 16, 64, true)]
    [InlineData("CollectiveIdentifier", 20, 120, 240, true)]
    [InlineData("Other", 10, 30, 120, true)]
    public void The_limits_of_production_and_ten_times_as_many_for_tests(string name, int perSecond, int perMinute, int perHour, bool tenfold)
    {
        var group = Enum.Parse<RateGroup>(name);
        var times = tenfold ? 10 : 1;
        Assert.Equal(new RateLimit(perSecond, perMinute, perHour), New(RateLimitProfile.Production).Of(Company, group));
        Assert.Equal(new RateLimit(perSecond * times, perMinute * times, perHour * times), New(RateLimitProfile.Test).Of(Company, group));
        Assert.Equal(new RateLimit(1_000_000, 1_000_000, 1_000_000), limits.Of(Company, group));
        limits.OverrideWithProduction(Company);
        Assert.Equal(new RateLimit(perSecond, perMinute, perHour), limits.Of(Company, group));
        Assert.Equal(1_000_000, limits.Of(Client, group).PerHour);
        limits.Restore(Company);
        Assert.Equal(1_000_000, limits.Of(Company, group).PerHour);
        Assert.Contains(group, RateLimits.Groups);
    }

    [Theory]
    [InlineData("second", 1, 0.999)]
    [InlineData("minute", 60, 59.999)]
    [InlineData("hour", 3600, 3599.999)]
    public void A_window_is_over_when_its_time_is_and_not_before(string window, double over, double notYet)
    {
        Set(window == "second" ? 2 : 100, window == "minute" ? 2 : 100, window == "hour" ? 2 : 100);
        Assert.Null(Refused(Export));
        Assert.Null(Refused(Export));
        At(notYet);
        Assert.Equal(1, Refused(Export));
        At(over);
        // What was refused was not counted.
        Assert.Null(Refused(Export));
        Assert.Null(Refused(Export));
        Assert.NotNull(Refused(Export));
    }

    [Fact]
    public void The_caller_is_told_when_there_is_room_again_rounded_up()
    {
        Set(100, 2, 100);
        foreach (var second in new[] { 0.0, 10 })
        {
            At(second);
            Assert.Null(Refused(Export));
        }
        At(20.5);
        Assert.Equal(40, Refused(Export));
        Set(100, 1, 100);
        // Of two that are in the window the later one has to leave it.
        Assert.Equal(50, Refused(Export));
    }

    [Fact]
    public void Each_context_each_address_and_each_group_is_counted_for_itself()
    {
        Set(1, 100, 100);
        limits.Override(Client, RateLimits.Groups.ToDictionary(group => group, _ => new RateLimit(1, 100, 100)));
        Assert.Null(Refused(Export));
        Assert.Null(Refused(Export, address: "10.0.0.2"));
        Assert.Null(Refused(Export, Client));
        Assert.Null(Refused(Export with { Limit = RateGroup.InvoiceMetadata }));
        Assert.NotNull(Refused(Export));
        // One group, whatever the path; every other operation is a group of its own.
        Assert.NotNull(Refused(Export with { Path = "/another" }));
        Assert.Null(Refused(One));
        Assert.Null(Refused(One with { Path = "/another" }));
        Assert.Null(Refused(One with { Method = "GET" }));
        Assert.NotNull(Refused(One));
    }

    [Fact]
    public void Open_doors_let_sixty_a_second_through_from_one_address()
    {
        var production = New(RateLimitProfile.Production);
        for (var i = 0; i < 60; i++) Assert.Null(Refused(production, Open, null));
        Assert.NotNull(Refused(production, Open, null));
        Assert.Null(Refused(production, Open, null, "10.0.0.2"));
        for (var i = 0; i < 100; i++) Assert.Null(Refused(limits, Open, null));
        for (var i = 0; i < 100; i++) Assert.Null(Refused(production, Open with { Limit = RateGroup.None }, null));
        // Nobody is known where there is no context.
        for (var i = 0; i < 60; i++) Assert.Null(Refused(production, Export, null));
        Assert.NotNull(Refused(production, Export, null));
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-60.001, true)]
    public void A_clock_that_is_set_back_far_keeps_nobody_out(double to, bool isForgotten)
    {
        Set(100, 100, 1);
        Assert.Null(Refused(Export));
        At(to);
        Assert.Equal(isForgotten, Refused(Export) is null);
    }

    [Fact]
    public void Whoever_goes_on_asking_while_he_is_kept_out_is_kept_out_longer()
    {
        Set(100, 1, 100);
        Assert.Null(Refused(Export));
        int? AskedAt(double second)
        {
            At(second);
            return Refused(Export);
        }
        Assert.Equal(50, AskedAt(10));
        Assert.Equal(50, AskedAt(10.999)); // It was on its way when the first was refused.
        Assert.Equal(100, AskedAt(11));
        Assert.Equal(200, AskedAt(61)); // Its window is free by now.
        Assert.Null(Refused(One)); // Another is none the worse for it.
        Assert.Null(Refused(Export, address: "10.0.0.2"));
        Assert.Null(AskedAt(261));
        Assert.Equal(60, AskedAt(261)); // Who waited begins anew.
        Set(100, 2, 100);
        Assert.Null(Refused(Export)); // Limits that hold no longer keep nobody out.
    }

    [Fact]
    public void Nobody_is_kept_out_for_more_than_an_hour_at_a_time()
    {
        Set(100, 100, 1);
        Assert.Null(Refused(Export));
        At(1);
        Assert.Equal(3599, Refused(Export));
        At(2);
        Assert.Equal(3600, Refused(Export));
    }

    [Fact]
    public void A_reset_forgets_what_was_set_and_counted()
    {
        Set(1, 1, 1);
        Assert.Null(Refused(Export));
        journal.Clear(() => { });
        Assert.Equal(1_000_000, limits.Of(Company, RateGroup.InvoiceExport).PerHour);
        Set(1, 1, 1);
        Assert.Null(Refused(Export));
    }

    private RateLimits New(RateLimitProfile profile) => new(clock, profile, new Journal());

    private void Set(int perSecond, int perMinute, int perHour) =>
        limits.Override(Company, RateLimits.Groups.ToDictionary(group => group, _ => new RateLimit(perSecond, perMinute, perHour)));

    private void At(double second) => clock.Set(LocalKsefDay.Noon.AddMilliseconds(second * 1000), frozen: true);

    private int? Refused(Route route, ContextIdentifier? context = null, string address = "10.0.0.1") =>
        Refused(limits, route, context ?? Company, address);

    private static int? Refused(RateLimits limits, Route route, ContextIdentifier? context, string address = "10.0.0.1")
    {
        var refusal = (ApiRefusal?)Record.Exception(() => limits.Count(route.Limit, $"{route.Method} {route.Path}", context, address));
        Assert.True(refusal is null or { Status: 429 });
        return refusal?.RetryAfter;
    }
}
