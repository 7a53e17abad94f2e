using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What was half done when the server stopped: packages, exports, blocks.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly DirectoryInfo around = Directory.CreateTempSubdirectory("inkaust-tests-");
    private readonly string folder;
    private readonly LocalKsefOptions options;

    public RestartTests()
    {
        folder = around.CreateSubdirectory("of-the-server").FullName;
        options = Options with { DataFile = Path.Combine(folder, "ksef.sqlite") };
    }

    public void Dispose() => around.Delete(recursive: true);

    [Fact]
    public async Task A_package_is_uploaded_before_and_after_a_restart_and_then_processed()
    {
        string access, session;
        List<(string Url, byte[] Content)> parts;
        var port = KeptPort.New(); // The links to where the parts go name it.
        await using (var server = await Start(port))
        {
            using var client = new LocalKsefClient(server);
            var nip = await client.SignInAsNewCompany();
            (session, parts) = await client.OpenBatch(Package(nip, 20), 2, "Zip");
            await client.Upload(parts[0].Url, parts[0].Content);
            access = client.AccessToken!;
        }
        await using (var server = await Start(port))
        {
            using var client = new LocalKsefClient(server) { AccessToken = access };
            Assert.Equal(21205, (await client.Post($"/v2/sessions/batch/{session}/close")).ErrorCode);
            await client.Upload(parts[1].Url, parts[1].Content);
            Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/batch/{session}/close")).Status);
            var outcome = await client.BatchOutcome(session);
            Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
            Assert.Equal(20, outcome["successfulInvoiceCount"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_closed_package_that_was_not_begun_is_processed_after_the_restart()
    {
        string access, session;
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            var nip = await client.SignInAsNewCompany();
            await client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-150" });
            session = await client.SendBatch(Package(nip, 5), 1, "Zip");
            access = client.AccessToken!;
        }
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server) { AccessToken = access };
            Assert.Equal(5, (await client.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>());
        }
        // A file is deleted once it is on the disk that nobody needs it; what a server did not come to, the next one does.
        await (await Start()).DisposeAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "ksef.sqlite-files")));
    }

    [Fact]
    public async Task A_package_that_was_half_through_gets_each_invoice_numbered_once()
    {
        await using var server = await Start();
        using var client = new LocalKsefClient(server);
        var nip = await client.SignInAsNewCompany();
        var (session, parts) = await client.OpenBatch(Package(nip, 6), 1, "Zip");
        await client.Upload(parts[0].Url, parts[0].Content);
        await client.Post($"/v2/sessions/batch/{session}/close");
        await client.BatchOutcome(session);
        using var manager = new ManagementClient(server.ManagementAddress);
        var snapshot = JsonNode.Parse(await manager.SnapshotAsync(TestContext.Current.CancellationToken))!;
        // As it was when three invoices had been received, of which one was final: the rest is taken out of what was written down.
        var (sessions, invoices) = (snapshot["chapters"]!["sessions"]!.AsObject(), snapshot["chapters"]!["invoices"]!.AsObject());
        var written = sessions[session]!.AsObject();
        (written["PackageIsThrough"], written["Received"], written["Accepted"], written["UpoPages"]) = (false, 3, 1, new JsonArray());
        foreach (var (reference, invoice) in invoices.ToList())
            if (invoice!["Ordinal"]!.GetValue<int>() > 3) invoices.Remove(reference);
            else if (invoice["Ordinal"]!.GetValue<int>() > 1)
            {
                invoice["Status"] = JsonNode.Parse("""{"Code":150,"Description":"Trwa przetwarzanie"}""");
                foreach (var late in new[] { "Number", "NumberedAt", "Mode", "Facts" }) invoice.AsObject().Remove(late);
                invoice["Xml"] = "";
            }
        var first = invoices.Single(one => one.Value!["Ordinal"]!.GetValue<int>() == 1).Value!["Number"]!.GetValue<string>();
        snapshot["chapters"]!["files"] = new JsonObject { [$"batch/{session}/1"] = new JsonObject { ["FileName"] = "x", ["Size"] = parts[0].Content.Length, ["Content"] = Convert.ToBase64String(parts[0].Content) } };
        await manager.RestoreAsync(System.Text.Encoding.UTF8.GetBytes(snapshot.ToJsonString()), TestContext.Current.CancellationToken);

        var outcome = await client.BatchOutcome(session);
        Assert.Equal((200, 6, 6), (outcome["status"]!["code"]!.GetValue<int>(), outcome["invoiceCount"]!.GetValue<int>(), outcome["successfulInvoiceCount"]!.GetValue<int>()));
        var numbers = (await client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray().Select(invoice => invoice!["ksefNumber"]!.GetValue<string>()).ToList();
        Assert.Equal(first, numbers[0]);
        Assert.Equal(6, numbers.Distinct().Count());
    }

    [Fact]
    public async Task An_export_that_was_ready_or_running_can_be_fetched_after_the_restart()
    {
        string access, ready, running;
        byte[] key, vector;
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            var nip = await client.SignInAsNewCompany();
            await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
            ready = await StartExport(client);
            await Parts(client, ready);
            running = await StartExport(client);
            (access, key, vector) = (client.AccessToken!, client.Key, client.Vector);
        }
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server) { AccessToken = access };
            foreach (var export in new[] { ready, running })
            {
                var part = Assert.Single(await Parts(client, export))!;
                var encrypted = (await client.Get(part["url"]!.GetValue<string>(), "")).Body;
                Assert.Equal(part["encryptedPartHash"]!.GetValue<string>(), LocalKsefSigner.Digest(encrypted));
                using var aes = Aes.Create();
                aes.Key = key;
                using var zip = new ZipArchive(new MemoryStream(aes.DecryptCbc(encrypted, vector)));
                Assert.Equal(2, zip.Entries.Count);
            }
        }
    }

    [Fact]
    public async Task An_export_that_was_half_made_is_made_anew()
    {
        await using var server = await Start();
        using var client = new LocalKsefClient(server);
        var nip = await client.SignInAsNewCompany();
        await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        var reference = await StartExport(client);
        await Parts(client, reference);
        using var manager = new ManagementClient(server.ManagementAddress);
        var snapshot = JsonNode.Parse(await manager.SnapshotAsync(TestContext.Current.CancellationToken))!;
        var (export, invoices) = (snapshot["chapters"]!["exports"]![reference]!.AsObject(), snapshot["chapters"]!["invoices"]!.AsObject());
        foreach (var late in new[] { "CompletedAt", "Package" }) export.Remove(late);
        export["Status"] = JsonNode.Parse("""{"Code":100,"Description":"Eksport faktur w toku"}""");
        export["Order"] = JsonNode.Parse($$"""
            {"Invoices":["{{invoices.Single().Key}}"],"IsTruncated":false,"DateType":"Invoicing","Compression":"TarGz","OnlyMetadata":true,
             "Key":{"Key":"{{Convert.ToBase64String(client.Key)}}","Vector":"{{Convert.ToBase64String(client.Vector)}}"} }
            """);
        await manager.RestoreAsync(System.Text.Encoding.UTF8.GetBytes(snapshot.ToJsonString()), TestContext.Current.CancellationToken);
        Assert.Single(await Parts(client, reference));
    }

    [Fact]
    public async Task A_snapshot_holds_uploaded_parts_and_exports()
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var client = new LocalKsefClient(server);
        var nip = await client.SignInAsNewCompany();
        await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        var export = await StartExport(client);
        var before = Assert.Single(await Parts(client, export))!;
        var (session, parts) = await client.OpenBatch(Package(nip, 3), 2, "TarGz");
        await client.Upload(parts[0].Url, parts[0].Content);
        using var manager = new ManagementClient(server.ManagementAddress);
        var snapshot = await manager.SnapshotAsync(TestContext.Current.CancellationToken);
        await client.Manage(HttpMethod.Post, "/reset");
        await manager.RestoreAsync(snapshot, TestContext.Current.CancellationToken);

        var encrypted = (await client.Get(before["url"]!.GetValue<string>(), "")).Body;
        Assert.Equal(before["encryptedPartHash"]!.GetValue<string>(), LocalKsefSigner.Digest(encrypted));
        await client.Upload(parts[1].Url, parts[1].Content);
        Assert.Equal(HttpStatusCode.NoContent, (await client.Post($"/v2/sessions/batch/{session}/close")).Status);
    }

    [Theory]
    [InlineData("../../secret")]
    [InlineData("/etc/hostname")]
    public async Task A_snapshot_cannot_name_a_file_outside_of_the_folder(string name)
    {
        await using var server = await Start();
        using var client = new LocalKsefClient(server);
        var nip = await client.SignInAsNewCompany();
        await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        var export = await StartExport(client);
        var url = Assert.Single(await Parts(client, export))!["url"]!.GetValue<string>();
        using var manager = new ManagementClient(server.ManagementAddress);
        var snapshot = JsonNode.Parse(await manager.SnapshotAsync(TestContext.Current.CancellationToken))!;
        await File.WriteAllTextAsync(Path.Combine(around.FullName, "secret"), "secret", TestContext.Current.CancellationToken);
        snapshot["chapters"]!["files"]![$"export/{export}/1"] = new JsonObject { ["FileName"] = name, ["Size"] = 6 };
        await manager.RestoreAsync(System.Text.Encoding.UTF8.GetBytes(snapshot.ToJsonString()), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, (await client.Get(url, "")).Status);
    }

    [Fact]
    public async Task Somebody_who_guessed_wrong_too_often_stays_blocked()
    {
        string link;
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            var nip = await client.SignInAsNewCompany();
            var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
            await client.SendAndWait(xml);
            link = $"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(xml)}/download";
            for (var guess = 0; guess < DownloadTries.Most; guess++) await client.Post(link, new { number = "?", buyerType = "None", gross = "1" }, "");
        }
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await client.Post(link, new { number = "FV/1", buyerType = "Nip", buyerIdentifier = "5265877635", gross = "123" }, "")).Status);
        }
    }

    [Fact]
    public async Task What_a_killed_server_left_behind_is_deleted_and_what_it_kept_is_not()
    {
        var left = Path.Combine(folder, "ksef.sqlite-files", "left");
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            var nip = await client.SignInAsNewCompany();
            var (_, parts) = await client.OpenBatch(Package(nip, 1), 1, "Zip");
            await client.Upload(parts[0].Url, parts[0].Content);
            await File.WriteAllTextAsync(left, "half an upload", TestContext.Current.CancellationToken);
        }
        await using (var server = await Start()) Assert.False(File.Exists(left));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(left)!));
    }

    private Task<LocalKsefServer> Start(int port = 0) => LocalKsefServer.StartAsync(options with { Port = port });

    private static async Task<string> StartExport(LocalKsefClient client) => (await client.Post("/v2/invoices/exports", new
    {
        encryption = await client.Encryption(),
        filters = new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from = Noon.AddDays(-1) } },
    })).Json["referenceNumber"]!.GetValue<string>();

    private static async Task<JsonArray> Parts(LocalKsefClient client, string export)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var status = await client.Get($"/v2/invoices/exports/{export}");
            if (status.Json["package"] is { } package) return package["parts"]!.AsArray();
            await Task.Delay(20);
        }
        throw new TimeoutException("The export was not ready within a minute.");
    }

    private static byte[] Package(string nip, int count)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            for (var i = 1; i <= count; i++)
            {
                using var content = zip.CreateEntry($"{i}.xml").Open();
                content.Write(LocalKsefInvoices.Fa3(nip, $"W/{i}", Today));
            }
        return stream.ToArray();
    }
}
