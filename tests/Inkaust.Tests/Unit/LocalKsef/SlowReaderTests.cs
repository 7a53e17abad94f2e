using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Clients that ask for a large file and then do not read it.</summary>
public sealed class SlowReaderTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>
{
    private const int LargePart = 6_000_000;

    private Uri Api => fixture.Server.BaseAddress;

    [Fact]
    public async Task Whoever_does_not_read_the_answer_takes_no_memory_and_is_cut_off()
    {
        var path = new Uri(await LinkToALargePart()).PathAndQuery;
        using var slow = await Crowd.Of(150, () => RawConnection.To(Api, receiveBuffer: 4096));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await slow.Each(one => one.Say($"GET {path} HTTP/1.1\r\nHost: {Api.Authority}\r\n\r\n"));
        await Others.AreServed(fixture.Server);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Crowd.Little);
        await slow.Each(one => one.UntilBrokenOff(TimeSpan.FromSeconds(40)));
    }

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
}
