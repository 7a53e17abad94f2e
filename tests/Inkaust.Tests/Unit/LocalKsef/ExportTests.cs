using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>A package of invoices for whoever has asked for it.</summary>
public sealed class ExportTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task An_export_holds_the_files_and_their_metadata_under_the_callers_key()
    {
        var nip = await client.SignInAsNewCompany();
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        var number = (await client.SendAndWait(xml))["ksefNumber"]!.GetValue<string>();
        var started = await client.Post("/v2/invoices/exports", new { encryption = await client.Encryption(), filters = Filter("Subject1") });
        Assert.Equal(HttpStatusCode.Created, started.Status);
        LocalKsefAnswer status;
        var attempts = 0;
        do
        {
            status = await client.Get($"/v2/invoices/exports/{started.Json["referenceNumber"]!.GetValue<string>()}");
            await Task.Delay(10);
        }
        while (status.StatusCode == 100 && ++attempts < 6000);
        var part = Assert.Single(status.Json["package"]!["parts"]!.AsArray())!;
        var encrypted = (await client.Get(part["url"]!.GetValue<string>(), "")).Body;
        Assert.Equal(part["encryptedPartHash"]!.GetValue<string>(), LocalKsefSigner.Digest(encrypted));
        using var aes = Aes.Create();
        aes.Key = client.Key;
        using var zip = new ZipArchive(new MemoryStream(aes.DecryptCbc(encrypted, client.Vector)));
        Assert.Equal([$"{number}.xml", "_metadata.json"], zip.Entries.Select(entry => entry.FullName));
        using var content = new MemoryStream();
        using (var entry = zip.Entries[0].Open()) entry.CopyTo(content);
        Assert.Equal(xml, content.ToArray());
    }

    private static object Filter(string role) => new { subjectType = role, dateRange = new { dateType = "PermanentStorage", from = Noon.AddDays(-1) } };
}
