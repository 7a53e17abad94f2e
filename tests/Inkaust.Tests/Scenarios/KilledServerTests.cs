using System.Collections.Concurrent;
using System.Net;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios;

/// <summary>A local KSeF with a data file is killed (SIGKILL) while a client is in the middle of something.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inkaust-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sessions_parts_and_links_that_a_client_has_still_hold_after_the_kill()
    {
        string access, batch, online, invoice;
        List<(string Url, byte[] Content)> parts;
        var port = KeptPort.New();
        using (var server = await StartAsync(port))
        {
            using var client = new LocalKsefClient(server.BaseAddress, server.ManagementAddress);
            var nip = await client.SignInAsNewCompany();
            var today = PolishTime.DateOf(await client.Now());
            (batch, parts) = await client.OpenBatch(LocalKsefPackages.Zip(Enumerable.Range(1, 3).Select(number => LocalKsefInvoices.Fa3(nip, $"W/{number}", today))), 2, "Zip");
            await client.Upload(parts[0].Url, parts[0].Content);
            online = await client.OpenSession();
            invoice = await client.SendInvoice(online, LocalKsefInvoices.Fa3(nip, "ON/1", today));
            access = client.AccessToken!;
        } // killed; the answer to the invoice is the last thing that the client has seen
        using (var server = await StartAsync(port))
        {
            using var client = new LocalKsefClient(server.BaseAddress, server.ManagementAddress) { AccessToken = access };
            var outcome = await client.Outcome(online, invoice);
            Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
            Assert.Equal(HttpStatusCode.OK, (await client.Get(outcome["upoDownloadUrl"]!.GetValue<string>(), "")).Status);
            await client.Upload(parts[1].Url, parts[1].Content);
            Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/batch/{batch}/close")).Status);
            Assert.Equal(3, (await client.BatchOutcome(batch))["successfulInvoiceCount"]!.GetValue<int>());
        }
    }

    /// <summary>
    /// Four clients do whatever one can do, at once, and the server is killed in the midst of it, three times on one file. What was answered
    /// before a kill is a promise; all promises of all rounds are looked at after every kill.
    /// </summary>
    [Fact]
    public async Task Nothing_that_was_answered_is_lost_however_often_the_server_is_killed()
    {
        var promises = new ConcurrentBag<Promise>();
        var random = new Random(20260201);
        var port = KeptPort.New();
        for (var round = 1; round <= 3; round++)
        {
            Task work;
            PromisingClient[] clients;
            using (var server = await StartAsync(port))
            {
                await AreKeptAsync(promises, server);
                clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PromisingClient.SignIn(server.BaseAddress, server.ManagementAddress, promises)));
                work = Task.WhenAll(clients.Select(client => client.WorkUntilTheServerIsGone()));
                // Not after a time: on a busy machine nothing may have been answered by then.
                for (var enough = promises.Count + random.Next(60, 160); promises.Count < enough && !work.IsCompleted;) await Task.Delay(1, Stage.Stop);
            }
            await work;
            foreach (var client in clients) client.Dispose();
        }
        using (var server = await StartAsync(port)) await AreKeptAsync(promises, server);
        TestContext.Current.SendDiagnosticMessage($"{promises.Count} promises were kept: {string.Join(", ", promises.CountBy(promise => promise.What).Select(one => $"{one.Value} {one.Key}"))}");
        // Each deed was answered at least once, else nothing was proved about it.
        Assert.Equal(PromisingClient.Deeds, promises.Select(promise => promise.What).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task AreKeptAsync(IEnumerable<Promise> promises, LocalKsefProcess server)
    {
        using var client = new LocalKsefClient(server.BaseAddress, server.ManagementAddress);
        foreach (var promise in promises)
        {
            client.AccessToken = promise.AccessToken;
            Assert.True(await promise.IsKept(client), $"Answered before the kill and lost: {promise.What}");
        }
    }

    private Task<LocalKsefProcess> StartAsync(int port) => LocalKsefProcess.StartAsync("--data", Path.Combine(folder, "ksef.sqlite"), "--port", $"{port}");
}
