using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Clients that take their time, many at once, over raw sockets: others are served meanwhile, memory stays flat, and they are cut off.</summary>
public sealed class SlowClientTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>
{
    private static readonly TimeSpan UntilCutOff = Endurance.ForHeaders + TimeSpan.FromSeconds(10);

    private Uri Api => fixture.Server.BaseAddress;

    [Fact]
    public async Task Headers_that_never_end_are_cut_off_while_others_are_served()
    {
        using var slow = await Crowd.Of(300, () => RawConnection.To(Api));
        await slow.Each(one => one.Say($"POST /v2/auth/challenge HTTP/1.1\r\nHost: {Api.Authority}\r\nX-Never: end"));
        await Others.AreServed(fixture.Server);
        await slow.Each(async one => await one.UntilClosed(UntilCutOff));
    }

    [Fact]
    public async Task A_body_that_trickles_takes_no_memory_and_is_cut_off()
    {
        using var slow = await Crowd.Of(200, () => RawConnection.To(Api));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await slow.Each(one => one.Say($"POST /v2/auth/ksef-token HTTP/1.1\r\nHost: {Api.Authority}\r\nContent-Type: application/json\r\nContent-Length: 16000000\r\n\r\n{{"));
        await Others.AreServed(fixture.Server);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Crowd.Little);
        await slow.Each(async one => await one.UntilClosed(UntilCutOff));
    }

    [Fact]
    public async Task A_crowd_that_holds_every_connection_leaves_the_management_port_reachable_and_its_places_come_back()
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), TestContext.Current.CancellationToken);
        using (var crowd = await Crowd.Of(Endurance.MostConnections, () => RawConnection.To(server.BaseAddress)))
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            using var late = await RawConnection.To(server.BaseAddress);
            Assert.True(await late.IsClosed());
            using var management = new HttpClient { BaseAddress = server.ManagementAddress };
            (await management.GetAsync("health", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }
        using var client = new LocalKsefClient(server);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await client.Challenge();
                return;
            }
            catch (HttpRequestException) when (attempt < 50)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
