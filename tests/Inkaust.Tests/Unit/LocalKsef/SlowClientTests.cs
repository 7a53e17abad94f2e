using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Clients that take their time, many at once, over raw sockets: others are served meanwhile, memory stays flat, and they are cut off.</summary>
public sealed class SlowClientTests
{
    // Ten seconds for headers, five for a body that does not come; the rest is for a machine that is slow itself.
    private static readonly TimeSpan UntilCutOff = Endurance.ForHeaders + TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Headers_that_never_end_are_cut_off_while_others_are_served()
    {
        using var server = await LocalKsefProcess.StartAsync();
        using var slow = await Crowd.Of(300, () => RawConnection.To(server.BaseAddress));
        await slow.Each(one => one.Say($"POST /v2/auth/challenge HTTP/1.1\r\nHost: {server.BaseAddress.Authority}\r\nX-Never: end"));
        await Others.AreServed(server);
        await slow.Each(async one => await one.UntilClosed(UntilCutOff));
    }

    [Fact]
    public async Task A_body_that_trickles_takes_no_memory_and_is_cut_off()
    {
        using var server = await LocalKsefProcess.StartAsync();
        using var slow = await Crowd.Of(200, () => RawConnection.To(server.BaseAddress));
        var before = server.Memory;
        await slow.Each(one => one.Say($"POST /v2/auth/ksef-token HTTP/1.1\r\nHost: {server.BaseAddress.Authority}\r\nContent-Type: application/json\r\nContent-Length: 16000000\r\n\r\n{{"));
        await Others.AreServed(server);
        Assert.InRange(server.Memory - before, long.MinValue, Crowd.Little);
        await slow.Each(async one => await one.UntilClosed(UntilCutOff));
    }

    [Fact]
    public async Task A_crowd_that_holds_every_connection_leaves_the_management_port_reachable_and_its_places_come_back()
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options, TestContext.Current.CancellationToken);
        using (var crowd = await Crowd.Of(Endurance.MostConnections, () => RawConnection.To(server.BaseAddress)))
        {
            // They are let in or turned away in the order in which they came.
            using var late = await RawConnection.To(server.BaseAddress);
            Assert.Empty(await late.UntilClosed(UntilCutOff));
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
            catch (HttpRequestException) when (attempt < 600)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
