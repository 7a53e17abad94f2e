using System.Net;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class RateLimitTests
{
    [Fact]
    public async Task The_window_slides_with_the_clock()
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options with { RateLimits = RateLimitProfile.Production });
        using var client = new LocalKsefClient(server);
        await client.Manage(HttpMethod.Put, "/clock", new { now = "2026-02-02T09:00:00Z", frozen = true });
        await client.SignInAsNewCompany();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/sessions?sessionType=Online")).Status);
        var refused = await client.Get("/v2/sessions?sessionType=Online");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:00:01" });
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/sessions?sessionType=Online")).Status);
        await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:00:01" });
        refused = await client.Get("/v2/sessions?sessionType=Online");
        Assert.Equal(TimeSpan.FromSeconds(58), refused.Headers.RetryAfter!.Delta);
        await client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/sessions?sessionType=Online")).Status);
    }

    /// <summary>The ministry's own tests want the 31st session in a minute refused, and a hundred other requests in that time not (KSEF 10).</summary>
    [Theory]
    [InlineData(RateLimitProfile.Production, true, true)]
    [InlineData(RateLimitProfile.Test, true, false)]
    [InlineData(RateLimitProfile.None, false, false)]
    public async Task Each_profile_keeps_its_limits_and_reports_them(RateLimitProfile profile, bool refusesSessions, bool refusesOthers)
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options with { RateLimits = profile });
        using var client = new LocalKsefClient(server);
        await client.Manage(HttpMethod.Put, "/clock", new { now = "2026-02-02T09:00:00Z", frozen = true });
        await client.SignInAsNewCompany();
        var encryption = await client.Encryption();
        var (sessions, others) = (new List<HttpStatusCode>(), new List<HttpStatusCode>());
        for (var i = 0; i < 31; i++)
        {
            sessions.Add((await client.Post("/v2/sessions/online", new { formCode = new { systemCode = "FA (3)", schemaVersion = "1-0E", value = "FA" }, encryption })).Status);
            others.Add((await client.Get("/v2/limits/context")).Status);
            await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:00:01" });
        }
        Assert.Equal(refusesSessions ? HttpStatusCode.TooManyRequests : HttpStatusCode.Created, sessions[^1]);
        Assert.Equal(refusesOthers ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, others[^1]);
        Assert.All(sessions.SkipLast(1), status => Assert.Equal(HttpStatusCode.Created, status));
        await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:05:00" });
        var reported = (await client.Get("/v2/rate-limits")).Json;
        Assert.Equal(refusesSessions ? 30 : 1_000_000, reported["onlineSession"]!["perMinute"]!.GetValue<int>());
    }

    [Fact]
    public async Task Test_data_set_and_restore_the_limits_of_one_context()
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var client = new LocalKsefClient(server);
        await client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.OK, (await client.Post("/v2/testdata/rate-limits/production")).Status);
        Assert.Equal(20, (await client.Get("/v2/rate-limits")).Json["invoiceExport"]!["perHour"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await client.Send(HttpMethod.Delete, "/v2/testdata/rate-limits")).Status);
        Assert.Equal(1_000_000, (await client.Get("/v2/rate-limits")).Json["invoiceExport"]!["perHour"]!.GetValue<int>());
        Assert.Equal(21405, (await client.Post("/v2/testdata/rate-limits", new { rateLimits = new { other = new { perSecond = 0, perMinute = 1, perHour = 1 } } })).ErrorCode);
    }
}
