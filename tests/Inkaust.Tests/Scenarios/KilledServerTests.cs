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
        var port = KeptPort.New();
        using (var server = await StartAsync(port))
        {
            using var client = new LocalKsefClient(server.BaseAddress, server.ManagementAddress);
            var nip = await client.SignInAsNewCompany();
            var today = PolishTime.DateOf(await client.Now());
            (batch, parts) = await client.OpenBatch(Package(nip, today), 2, "Zip");
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

    private Task<LocalKsefProcess> StartAsync(int port) => LocalKsefProcess.StartAsync("--data", Path.Combine(folder, "ksef.sqlite"), "--port", $"{port}");

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
