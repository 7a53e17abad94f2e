using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Text;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>A package on its way: parts, closing, what is inside, and how it ends.</summary>
public sealed class BatchSessionTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("Zip", 1)]
    [InlineData("Zip", 3)]
    [InlineData("TarGz", 2)]
    public async Task A_package_in_parts_gets_its_invoices_numbered(string compression, int parts)
    {
        var nip = await client.SignInAsNewCompany();
        var files = Files(nip, 5).Append(("zła.xml", Encoding.UTF8.GetBytes("<x/>")));
        var session = await client.SendBatch(compression == "Zip" ? Zip(files) : TarGz(files), parts, compression);
        var status = await client.BatchOutcome(session);
        Assert.Equal(200, status["status"]!["code"]!.GetValue<int>());
        Assert.Equal(5, status["successfulInvoiceCount"]!.GetValue<int>());
        Assert.Equal(1, status["failedInvoiceCount"]!.GetValue<int>());
        var invoices = (await client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray();
        Assert.Equal(6, invoices.Count);
        Assert.Equal("zła.xml", Assert.Single((await client.Get($"/v2/sessions/{session}/invoices/failed")).Json["invoices"]!.AsArray())!["invoiceFileName"]!.GetValue<string>());
        var upo = (await client.Get(status["upo"]!["pages"]![0]!["downloadUrl"]!.GetValue<string>(), "")).Text;
        Assert.Equal(5, upo.Split("<Dokument>").Length - 1);
    }

    [Fact]
    public async Task A_package_without_a_good_invoice_ends_in_445()
    {
        await client.SignInAsNewCompany();
        var session = await client.SendBatch(Zip([("a.xml", [1, 2, 3])]), 1, "Zip");
        Assert.Equal(445, (await client.BatchOutcome(session))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_no_archive_ends_in_430()
    {
        await client.SignInAsNewCompany();
        Assert.Equal(430, (await client.BatchOutcome(await client.SendBatch([1, 2, 3, 4], 1, "Zip")))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(430, (await client.BatchOutcome(await client.SendBatch([1, 2, 3, 4], 1, "TarGz")))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_file_that_unpacks_to_gigabytes_is_read_no_further_than_an_invoice_goes()
    {
        var nip = await client.SignInAsNewCompany();
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("../../bomba.xml", CompressionLevel.Fastest).Open())
                for (var i = 0; i < 200; i++) entry.Write(new byte[1_000_000]);
            using (var entry = zip.CreateEntry("dobra.xml").Open()) entry.Write(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        }
        var session = await client.SendBatch(bomb.ToArray(), 1, "Zip");
        Assert.Equal(1, (await client.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>());
        var refused = Assert.Single((await client.Get($"/v2/sessions/{session}/invoices/failed")).Json["invoices"]!.AsArray())!;
        Assert.Equal(430, refused["status"]!["code"]!.GetValue<int>());
        Assert.Equal("bomba.xml", refused["invoiceFileName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Closing_asks_for_every_part_in_its_declared_size()
    {
        await client.SignInAsNewCompany();
        var (session, parts) = await client.OpenBatch(Zip([("a.xml", [1])]), 1, "Zip");
        Assert.Equal(21205, (await client.Post($"/v2/sessions/batch/{session}/close")).ErrorCode);
        await client.Upload(parts[0].Url, [1, 2, 3]);
        Assert.Equal(21157, (await client.Post($"/v2/sessions/batch/{session}/close")).ErrorCode);
        await client.Upload(parts[0].Url, [.. parts[0].Content[..^1], (byte)(parts[0].Content[^1] ^ 1)]);
        Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/batch/{session}/close")).Status);
        Assert.Equal(405, (await client.BatchOutcome(session))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(21180, (await client.Post($"/v2/sessions/batch/{session}/close")).ErrorCode);
    }

    [Fact]
    public async Task A_duplicate_is_found_across_batch_and_online()
    {
        var nip = await client.SignInAsNewCompany();
        await client.BatchOutcome(await client.SendBatch(Zip(Files(nip, 1)), 1, "Zip"));
        Assert.Equal(440, (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "W/1", Today)))["status"]!["code"]!.GetValue<int>());
    }

    private static IEnumerable<(string, byte[])> Files(string nip, int count) =>
        Enumerable.Range(1, count).Select(i => ($"faktura-{i}.xml", LocalKsefInvoices.Fa3(nip, $"W/{i}", Today)));

    private static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    private static byte[] TarGz(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionMode.Compress))
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar))
            foreach (var (name, content) in files) tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return stream.ToArray();
    }
}
