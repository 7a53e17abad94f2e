using System.Net;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Servers start quickly, and share nothing in one process.</summary>
public sealed class LocalKsefServerTests : OwnServerTests
{
    [Fact]
    public async Task Servers_in_one_process_know_nothing_of_each_other()
    {
        await using var other = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var otherClient = new LocalKsefClient(other);
        await Client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.Unauthorized, (await otherClient.Get("/v2/auth/sessions", Client.AccessToken)).Status);
    }

    [Fact]
    public async Task It_starts_in_less_than_a_second()
    {
        // The quickest of a few starts: what it takes, and not what else the machine had to do.
        var quickest = TimeSpan.MaxValue;
        for (var start = 0; start < 5; start++)
        {
            using var time = new AwakeTime();
            await using var other = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
            quickest = new[] { quickest, time.Passed }.Min();
        }
        Assert.True(quickest < TimeSpan.FromSeconds(1), $"{quickest}");
    }
}
