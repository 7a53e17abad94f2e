using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class BatchAndSearchTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
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

    [Fact]
    public async Task Seller_and_buyer_find_an_invoice_and_nobody_else()
    {
        var buyer = LocalKsefClient.NewNip();
        var seller = await client.SignInAsNewCompany();
        var number = (await client.SendAndWait(LocalKsefInvoices.Fa3(seller, "FV/1", Today, buyer)))["ksefNumber"]!.GetValue<string>();
        var found = Assert.Single(await Query("Subject1"))!;
        Assert.Equal(number, found["ksefNumber"]!.GetValue<string>());
        Assert.Equal(123m, found["grossAmount"]!.GetValue<decimal>());
        Assert.Equal(100m, found["netAmount"]!.GetValue<decimal>());
        Assert.Equal(buyer, found["buyer"]!["identifier"]!["value"]!.GetValue<string>());
        Assert.Empty(await Query("Subject2"));
        using (var certificate = LocalKsefSigner.Person("TINPL-" + buyer, await client.Now())) await client.SignIn(certificate, buyer);
        Assert.Single(await Query("Subject2"));
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"/v2/invoices/ksef/{number}")).Status);
        await client.SignInAsNewCompany();
        Assert.Empty(await Query("Subject2"));
        Assert.Equal(21164, (await client.Get($"/v2/invoices/ksef/{number}")).ErrorCode);
    }

    [Theory]
    [InlineData("Asc")]
    [InlineData("Desc")]
    public async Task Pages_follow_each_other_in_order_also_when_the_clock_went_back(string order)
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options, TestContext.Current.CancellationToken);
        using var own = new LocalKsefClient(server);
        await own.Manage(HttpMethod.Put, "/clock", new { now = "2026-12-09T12:00:30Z", frozen = true });
        var nip = await own.SignInAsNewCompany();
        foreach (var (second, number) in new[] { (40, 1), (10, 2), (50, 3), (20, 4), (20, 5), (75, 6), (5, 7), (60, 8), (30, 9), (20, 10), (33, 11), (12, 12) })
        {
            await own.Manage(HttpMethod.Put, "/clock", new { now = new DateTimeOffset(2026, 12, 9, 12, 0, 0, TimeSpan.Zero).AddSeconds(second), frozen = true });
            await own.SendAndWait(LocalKsefInvoices.Fa3(nip, $"{number}", new DateOnly(2026, 12, 9)));
        }
        var found = new List<string>();
        for (var page = 0; page < 2; page++)
        {
            var answer = (await own.Post($"/v2/invoices/query/metadata?pageSize=10&pageOffset={page}&sortOrder={order}", new
            {
                subjectType = "Subject1",
                dateRange = new { dateType = "PermanentStorage", from = "2026-12-09T12:00:10Z", to = "2026-12-09T12:01:15Z" },
            })).Json;
            found.AddRange(answer["invoices"]!.AsArray().Select(invoice => invoice!["invoiceNumber"]!.GetValue<string>()));
            Assert.Equal(page == 0, answer["hasMore"]!.GetValue<bool>());
            Assert.False(answer["isTruncated"]!.GetValue<bool>());
        }
        string[] ascending = ["2", "12", "4", "5", "10", "9", "11", "1", "3", "8", "6"];
        Assert.Equal(order == "Asc" ? ascending : ascending.Reverse(), found);
    }

    [Fact]
    public async Task A_range_of_more_than_three_months_is_refused()
    {
        await client.SignInAsNewCompany();
        var answer = await client.Post("/v2/invoices/query/metadata", new { subjectType = "Subject1", dateRange = new { dateType = "Invoicing", from = "2026-01-01T00:00:00Z", to = "2026-04-01T00:00:01Z" } });
        Assert.Equal(21405, answer.ErrorCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Post("/v2/invoices/query/metadata",
            new { subjectType = "Subject1", dateRange = new { dateType = "Invoicing", from = "2026-01-01T00:00:00Z", to = "2026-03-31T23:59:59Z" } })).Status);
    }

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

    [Fact]
    public async Task A_collective_identifier_gathers_invoices_of_one_seller()
    {
        Assert.Equal("1111111111-IZ202607-65ED02180000-E7", CollectiveIdentifier.NewNumber("1111111111", new DateOnly(2026, 7, 1), 0x65ED02180000));
        var nip = await client.SignInAsNewCompany();
        var first = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["ksefNumber"]!.GetValue<string>();
        var second = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", Today)))["ksefNumber"]!.GetValue<string>();
        var made = await client.Post("/v2/collective-identifiers", new { invoices = new object[] { new { ksefNumber = first, payment = new { amount = 123.00, currency = "PLN" } }, new { ksefNumber = second } } });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var number = made.Json["collectiveIdentifierNumber"]!.GetValue<string>();
        Assert.Equal(2, (await client.Get($"/v2/collective-identifiers/{number}/invoices")).Json["invoices"]!.AsArray().Count);
        Assert.Single((await client.Get($"/v2/collective-identifiers/ksef/{first}")).Json["collectiveIdentifiers"]!.AsArray());
        var now = await client.Now();
        Assert.Single((await client.Post("/v2/collective-identifiers/query", new { dateCreatedFrom = now.AddHours(-1), dateCreatedTo = now.AddHours(1) })).Json["collectiveIdentifiers"]!.AsArray());
        var other = await client.SignInAsNewCompany();
        var foreign = (await client.SendAndWait(LocalKsefInvoices.Fa3(other, "FV/1", Today)))["ksefNumber"]!.GetValue<string>();
        Assert.Equal(71001, (await client.Post("/v2/collective-identifiers", new { invoices = new[] { new { ksefNumber = first }, new { ksefNumber = foreign } } })).ErrorCode);
    }

    private static object Filter(string role) => new { subjectType = role, dateRange = new { dateType = "PermanentStorage", from = Noon.AddDays(-1) } };

    private async Task<JsonArray> Query(string role) => (await client.Post("/v2/invoices/query/metadata", Filter(role))).Json["invoices"]!.AsArray();

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
