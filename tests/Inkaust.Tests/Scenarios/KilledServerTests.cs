using System.Diagnostics;
using System.IO.Compression;
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
            var addresses = await Addresses(server);
            api = addresses.Api;
            using var client = new LocalKsefClient(addresses.Api, addresses.Management);
            var nip = await client.SignInAsNewCompany();
            var today = PolishTime.DateOf(await client.Now());
            (batch, parts) = await client.OpenBatch(Package(nip, today), 2, "Zip");
            await client.Upload(parts[0].Url, parts[0].Content);
            online = await client.OpenSession();
            invoice = await client.SendInvoice(online, LocalKsefInvoices.Fa3(nip, "ON/1", today));
            access = client.AccessToken!;
            server.Kill(); // the answer to the invoice is the last thing that the client has seen
            await server.WaitForExitAsync(Stage.Stop);
        }
        using (var server = Start(api.Port))
        {
            var addresses = await Addresses(server);
            using var client = new LocalKsefClient(addresses.Api, addresses.Management) { AccessToken = access };
            var outcome = await client.Outcome(online, invoice);
            Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
            Assert.Equal(HttpStatusCode.OK, (await client.Get(outcome["upoDownloadUrl"]!.GetValue<string>(), "")).Status);
            await client.Upload(parts[1].Url, parts[1].Content);
            Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/batch/{batch}/close")).Status);
            Assert.Equal(3, (await client.BatchOutcome(batch))["successfulInvoiceCount"]!.GetValue<int>());
            server.Kill();
            await server.WaitForExitAsync(Stage.Stop);
        }
    }

    private Process Start(int port) => Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "local-ksef", "--data", Path.Combine(folder, "ksef.sqlite"), "--port", $"{port}", "--json"])
    { RedirectStandardOutput = true })!;

    private static async Task<(Uri Api, Uri Management)> Addresses(Process server)
    {
        // One JSON value, over several lines, and then nothing more as long as the server runs.
        var text = "";
        while (await server.StandardOutput.ReadLineAsync(Stage.Stop) is { } line)
        {
            text += line;
            if (text.Count(c => c == '{') == text.Count(c => c == '}')) break;
        }
        var value = JsonNode.Parse(text)!;
        return (new Uri(value["address"]!.GetValue<string>()), new Uri(value["management"]!.GetValue<string>()));
    }

    private static byte[] Package(string nip, DateOnly today)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            for (var i = 1; i <= 3; i++)
            {
                using var content = zip.CreateEntry($"{i}.xml").Open();
                content.Write(LocalKsefInvoices.Fa3(nip, $"W/{i}", today));
            }
        return stream.ToArray();
    }
}
