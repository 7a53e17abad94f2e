using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Clients that ask for a large file and then do not read it.</summary>
public sealed class SlowReaderTests
{
    private const int LargePart = 6_000_000;
    [Fact]
    public async Task Whoever_does_not_read_the_answer_takes_no_memory_and_is_cut_off()
    {
        using var server = await LocalKsefProcess.StartAsync();
        var path = new Uri(await LinkToALargePart(server)).PathAndQuery;
        using var slow = await Crowd.Of(150, () => RawConnection.To(server.BaseAddress, receiveBuffer: 4096));
        var before = server.Memory;
        await slow.Each(one => one.Say($"GET {path} HTTP/1.1\r\nHost: {server.BaseAddress.Authority}\r\n\r\n"));
        await Others.AreServed(server);
        Assert.InRange(server.Memory - before, long.MinValue, Crowd.Little);
        await slow.Each(one => one.UntilBrokenOff(TimeSpan.FromMinutes(2)));
    }

    private static async Task<string> LinkToALargePart(LocalKsefProcess server)
    {
        using var client = new LocalKsefClient(server.BaseAddress, server.ManagementAddress);
        var now = await client.Now();
        var nip = await client.SignInAsNewCompany();
        await client.BatchOutcome(await client.SendBatch(Package(nip, PolishTime.DateOf(now)), 1, "Zip"));
        var started = await client.Post("/v2/invoices/exports", new
        {
            encryption = await client.Encryption(),
            filters = new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from = now.AddDays(-1) } },
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
    private static byte[] Package(string nip, DateOnly today)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            for (var i = 0; i < 10; i++)
            {
                var xml = Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(nip, $"W/{i}", today));
                using var entry = zip.CreateEntry($"{i}.xml").Open();
                entry.Write(Encoding.UTF8.GetBytes(xml.Replace("<Fa>", $"<!--{Convert.ToBase64String(RandomNumberGenerator.GetBytes(670_000))}--><Fa>")));
            }
        return stream.ToArray();
    }
}
