using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Clients that take their time, many at once, over raw sockets: others are served meanwhile, memory stays flat, and they are cut off.</summary>
public sealed class SlowClientTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>
{
    private static readonly TimeSpan UntilCutOff = Endurance.ForHeaders + TimeSpan.FromSeconds(10);

    // What other tests may take meanwhile, and far less than a crowd could: 3 GB of announced bodies, 1 GB of answers.
    private const long Flat = 300_000_000;

    private Uri Api => fixture.Server.BaseAddress;

    [Fact]
    public async Task Headers_that_never_end_are_cut_off_while_others_are_served()
    {
        using var slow = await Crowd.Of(300, () => RawConnection.To(Api));
        await slow.Each(one => one.Say($"POST /v2/auth/challenge HTTP/1.1\r\nHost: {Api.Authority}\r\nX-Never: end"));
        await Others_are_served();
        await slow.Each(async one => await one.UntilClosed(UntilCutOff));
    }

    [Fact]
    public async Task A_body_that_trickles_takes_no_memory_and_is_cut_off()
    {
        using var slow = await Crowd.Of(200, () => RawConnection.To(Api));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await slow.Each(one => one.Say($"POST /v2/auth/ksef-token HTTP/1.1\r\nHost: {Api.Authority}\r\nContent-Type: application/json\r\nContent-Length: 16000000\r\n\r\n{{"));
        await Others_are_served();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Flat);
        await slow.Each(async one => await one.UntilClosed(UntilCutOff));
    }

    [Fact]
    public async Task Whoever_does_not_read_the_answer_takes_no_memory_and_is_cut_off()
    {
        var path = new Uri(await LinkToALargePart()).PathAndQuery;
        using var slow = await Crowd.Of(150, () => RawConnection.To(Api, receiveBuffer: 4096));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await slow.Each(one => one.Say($"GET {path} HTTP/1.1\r\nHost: {Api.Authority}\r\n\r\n"));
        await Others_are_served();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Flat);
        await slow.Each(one => one.UntilBrokenOff(2 * UntilCutOff));
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

    private const int LargePart = 6_000_000;

    private async Task<string> LinkToALargePart()
    {
        using var client = new LocalKsefClient(fixture.Server);
        var nip = await client.SignInAsNewCompany();
        await client.BatchOutcome(await client.SendBatch(Package(nip), 1, "Zip"));
        var started = await client.Post("/v2/invoices/exports", new
        {
            encryption = await client.Encryption(),
            filters = new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from = TimeProvider.System.GetUtcNow().AddDays(-1) } },
        });
        while (true)
        {
            var status = await client.Get($"/v2/invoices/exports/{started.Json["referenceNumber"]!.GetValue<string>()}");
            if (status.StatusCode != 100)
            {
                var part = status.Json["package"]!["parts"]![0]!;
                Assert.InRange(part["encryptedPartSize"]!.GetValue<int>(), LargePart, int.MaxValue);
                return part["url"]!.GetValue<string>();
            }
            await Task.Delay(20);
        }
    }

    // Ten invoices of 900 kB that cannot be packed much: their comments are noise.
    private static byte[] Package(string nip)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            for (var i = 0; i < 10; i++)
            {
                var xml = Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(nip, $"W/{i}", PolishTime.DateOf(TimeProvider.System.GetUtcNow())));
                using var entry = zip.CreateEntry($"{i}.xml").Open();
                entry.Write(Encoding.UTF8.GetBytes(xml.Replace("<Fa>", $"<!--{Convert.ToBase64String(RandomNumberGenerator.GetBytes(670_000))}--><Fa>")));
            }
        return stream.ToArray();
    }

    private async Task Others_are_served()
    {
        using var client = new LocalKsefClient(fixture.Server);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++) await client.Challenge();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    /// <summary>Many connections at once.</summary>
    private sealed class Crowd(RawConnection[] connections) : IDisposable
    {
        public static async Task<Crowd> Of(int number, Func<Task<RawConnection>> connect)
        {
            var made = new List<RawConnection>();
            foreach (var some in Enumerable.Range(0, number).Chunk(100)) made.AddRange(await Task.WhenAll(some.Select(_ => connect())));
            return new Crowd([.. made]);
        }

        public Task Each(Func<RawConnection, Task> act) => Task.WhenAll(connections.Select(act));

        public void Dispose()
        {
            foreach (var one in connections) one.Dispose();
        }
    }
}
