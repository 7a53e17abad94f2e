using System.Net;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class RateLimitTests
{
    [Fact]
    public async Task The_window_slides_with_the_clock()
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { RateLimits = RateLimitProfile.Production });
        using var client = new LocalKsefClient(server);
        await client.Manage(HttpMethod.Put, "/clock", new { now = "2026-02-02T09:00:00Z", frozen = true });
        await client.SignInAsNewCompany();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/sessions")).Status);
        var refused = await client.Get("/v2/sessions");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:00:01" });
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/sessions")).Status);
        await client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:00:01" });
        refused = await client.Get("/v2/sessions");
        Assert.Equal(TimeSpan.FromSeconds(58), refused.Headers.RetryAfter!.Delta);
        await client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/sessions")).Status);
    }

    [Fact]
    public async Task Test_data_set_and_restore_the_limits_of_one_context()
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions());
        using var client = new LocalKsefClient(server);
        await client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.OK, (await client.Post("/v2/testdata/rate-limits/production")).Status);
        Assert.Equal(20, (await client.Get("/v2/rate-limits")).Json["invoiceExport"]!["perHour"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await client.Send(HttpMethod.Delete, "/v2/testdata/rate-limits")).Status);
        Assert.Equal(1_000_000, (await client.Get("/v2/rate-limits")).Json["invoiceExport"]!["perHour"]!.GetValue<int>());
        Assert.Equal(21405, (await client.Post("/v2/testdata/rate-limits", new { rateLimits = new { other = new { perSecond = 0, perMinute = 1, perHour = 1 } } })).ErrorCode);
    }
}
