using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
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
        Uri api;
        using (var server = Start(0))
        {
            var addresses = await server.Addresses();
            api = addresses.Api;
            using var client = new LocalKsefClient(addresses.Api, addresses.Management);
            var nip = await client.SignInAsNewCompany();
            var today = PolishTime.DateOf(await client.Now());
            (batch, parts) = await client.OpenBatch(LocalKsefPackages.Zip(Enumerable.Range(1, 3).Select(number => LocalKsefInvoices.Fa3(nip, $"W/{number}", today))), 2, "Zip");
            await client.Upload(parts[0].Url, parts[0].Content);
            online = await client.OpenSession();
            invoice = await client.SendInvoice(online, LocalKsefInvoices.Fa3(nip, "ON/1", today));
            access = client.AccessToken!;
            await server.Kill(); // the answer to the invoice is the last thing that the client has seen
        }
        using (var server = Start(api.Port))
        {
            var addresses = await server.Addresses();
            using var client = new LocalKsefClient(addresses.Api, addresses.Management) { AccessToken = access };
            var outcome = await client.Outcome(online, invoice);
            Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
            Assert.Equal(HttpStatusCode.OK, (await client.Get(outcome["upoDownloadUrl"]!.GetValue<string>(), "")).Status);
            await client.Upload(parts[1].Url, parts[1].Content);
            Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/batch/{batch}/close")).Status);
            Assert.Equal(3, (await client.BatchOutcome(batch))["successfulInvoiceCount"]!.GetValue<int>());
            await server.Kill();
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
        Uri? api = null;
        for (var round = 1; round <= 3; round++)
        {
            using var server = Start(api?.Port ?? 0);
            var (address, management) = await server.Addresses();
            api = address;
            await Keep(promises, address, management);
            var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PromisingClient.SignIn(address, management, promises)));
            var work = Task.WhenAll(clients.Select(client => client.WorkUntilTheServerIsGone()));
            // Not after a time: on a busy machine nothing may have been answered by then.
            for (var enough = promises.Count + random.Next(60, 160); promises.Count < enough && !work.IsCompleted;) await Task.Delay(1);
            await server.Kill();
            await work;
            foreach (var client in clients) client.Dispose();
        }
        using (var server = Start(api!.Port))
        {
            var (address, management) = await server.Addresses();
            await Keep(promises, address, management);
            await server.Kill();
        }
        TestContext.Current.SendDiagnosticMessage($"{promises.Count} promises were kept: {string.Join(", ", promises.CountBy(promise => promise.What).Select(one => $"{one.Value} {one.Key}"))}");
        // Each deed was answered at least once, else nothing was proved about it.
        Assert.Equal(PromisingClient.Deeds, promises.Select(promise => promise.What).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task Keep(IEnumerable<Promise> promises, Uri api, Uri management)
    {
        using var client = new LocalKsefClient(api, management);
        foreach (var promise in promises)
        {
            client.AccessToken = promise.AccessToken;
            Assert.True(await promise.IsKept(client), $"Answered before the kill and lost: {promise.What}");
        }
    }

    private ServerProcess Start(int port) => new(Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "local-ksef", "--data", Path.Combine(folder, "ksef.sqlite"), "--port", $"{port}", "--json"])
    { RedirectStandardOutput = true })!);

    /// <summary>A server in a process of its own, which does not outlive the test.</summary>
    private sealed class ServerProcess(Process process) : IDisposable
    {
        public async Task<(Uri Api, Uri Management)> Addresses()
        {
            // One JSON value, over several lines, and then nothing more as long as the server runs.
            var text = "";
            while (await process.StandardOutput.ReadLineAsync(Stage.Stop) is { } line)
            {
                text += line;
                if (text.Count(c => c == '{') == text.Count(c => c == '}')) break;
            }
            var value = JsonNode.Parse(text)!;
            return (new Uri(value["address"]!.GetValue<string>()), new Uri(value["management"]!.GetValue<string>()));
        }

        /// <summary>SIGKILL.</summary>
        public async Task Kill()
        {
            process.Kill();
            await process.WaitForExitAsync(Stage.Stop);
        }

        public void Dispose()
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }
    }
}
