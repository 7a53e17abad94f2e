using System.Net;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Clocks that jump by years, and times at which nothing can be reckoned.</summary>
public sealed class ClockBoundsTests : OwnServerTests
{
    private protected override LocalKsefOptions Options => base.Options with { RateLimits = RateLimitProfile.Production };

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1999-12-31T23:59:59Z")]
    public async Task The_clock_goes_from_2000_to_2150_and_nowhere_else(string now)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Put, "/clock", new { now }));
        foreach (var by in new[] { "100000.00:00:00", "-100000.00:00:00", "10675199.02:48:05.4775807" })
            Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Post, "/clock/advance", new { by }));
        await Client.SignInAsNewCompany();
    }

    [Theory]
    [InlineData("5")]
    [InlineData("tomorrow")]
    [InlineData("25:00")]
    [InlineData("")]
    public async Task A_span_that_is_none_is_refused(string by)
    {
        var before = await Client.Now();
        Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Post, "/clock/advance", new { by }));
        Assert.True(await Client.Now() - before < TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("2149-12-31T12:00:00Z")]
    [InlineData("2000-01-01T12:00:00Z")]
    public async Task At_either_end_of_the_clock_one_signs_in_and_gets_certificates(string now)
    {
        await Client.Manage(HttpMethod.Put, "/clock", new { now });
        await Client.SignInAsNewCompany();
        using var certificate = await Client.Enroll("Offline");
        await Client.OpenSession();
        var tooLate = new { certificateName = "Za późno", certificateType = "Offline", csr = "", validFrom = "9000-01-01T00:00:00Z" };
        Assert.Equal(21405, (await Client.Post("/v2/certificates/enrollments", tooLate)).ErrorCode);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_keep_anybody_out()
    {
        await Client.Manage(HttpMethod.Put, "/clock", new { frozen = true }); // so that all come within one second
        await Client.SignInAsNewCompany();
        for (var i = 0; i < 5; i++) await Client.Get("/v2/sessions?sessionType=Online");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Client.Get("/v2/sessions?sessionType=Online")).Status);
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "-700.00:00:00" });
        Assert.Equal(HttpStatusCode.OK, (await Client.Get("/v2/sessions?sessionType=Online")).Status);
    }

    [Fact]
    public async Task A_time_without_an_offset_is_in_Poland()
    {
        await Client.Manage(HttpMethod.Put, "/clock", new { now = "2026-07-01T12:00:00", frozen = true });
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), await Client.Now());
        var message = await Client.Manage(HttpMethod.Post, "/announcements", new { category = "MAINTENANCE", type = "MAINTENANCE_ANNOUNCEMENT", start = "2026-12-01T12:00:00" });
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 11, 0, 0, TimeSpan.Zero), message!["start"]!.GetValue<DateTimeOffset>());
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00", "0001-01-02T00:00:00")]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    public async Task A_range_at_the_ends_of_time_is_refused_like_any_other_bad_one(string from, string? to)
    {
        await Client.SignInAsNewCompany();
        Assert.Equal(21405, (await Client.Post("/v2/invoices/query/metadata", new { subjectType = "Subject1", dateRange = new { dateType = "Issue", from, to } })).ErrorCode);
    }
}
