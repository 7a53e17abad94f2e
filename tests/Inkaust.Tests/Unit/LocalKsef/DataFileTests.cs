using System.Net;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What outlives a restart, in a file and in a snapshot.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inkaust-tests-").FullName;

    private readonly LocalKsefOptions options = Options;

    private string DataFile => Path.Combine(folder, "ksef.sqlite");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_restart_goes_on_with_tokens_sessions_numbers_certificates_and_confirmations()
    {
        string nip, session, number, access;
        byte[] upo, xml;
        X509Certificate2 certificate;
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            nip = await client.SignInAsNewCompany();
            certificate = await client.Enroll("Authentication");
            session = await client.OpenSession();
            xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
            number = (await client.Outcome(session, await client.SendInvoice(session, xml)))["ksefNumber"]!.GetValue<string>();
            upo = (await client.Get($"/v2/sessions/{session}/invoices/ksef/{number}/upo")).Body;
            access = client.AccessToken!;
        }
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server) { AccessToken = access };
            Assert.Equal(xml, (await client.Get($"/v2/invoices/ksef/{number}")).Body);
            Assert.Equal(upo, (await client.Get($"/v2/sessions/{session}/invoices/ksef/{number}/upo")).Body);
            Assert.Equal(number, Assert.Single((await client.Post("/v2/invoices/query/metadata?pageSize=10", new
            {
                subjectType = "Subject1",
                dateRange = new { dateType = "PermanentStorage", from = Noon.AddHours(-1) },
            })).Json["invoices"]!.AsArray())!["ksefNumber"]!.GetValue<string>());
            // The session is still open under its key of before, and the earlier invoice still counts as a duplicate.
            var again = (await client.Get($"/v2/sessions/{session}")).Json;
            Assert.Equal(100, again["status"]!["code"]!.GetValue<int>());
            var outcome = await client.SendAndWait(xml);
            Assert.Equal(440, outcome["status"]!["code"]!.GetValue<int>());
            Assert.Equal(number, outcome["status"]!["extensions"]!["originalKsefNumber"]!.GetValue<string>());
            await client.SignIn(certificate, nip);
        }
        certificate.Dispose();
    }

    [Fact]
    public async Task An_invoice_that_waited_when_the_server_stopped_is_processed_after_the_restart()
    {
        string session, invoice, access;
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            var nip = await client.SignInAsNewCompany();
            await client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-150" });
            session = await client.OpenSession();
            invoice = await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today));
            access = client.AccessToken!;
        }
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server) { AccessToken = access };
            Assert.Equal(200, (await client.Outcome(session, invoice))["status"]!["code"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused()
    {
        await using var server = await Start();
        await Assert.ThrowsAsync<IOException>(Start);
    }

    [Fact]
    public async Task A_file_that_is_no_data_file_is_refused()
    {
        await File.WriteAllTextAsync(DataFile, new string('x', 5000));
        await Assert.ThrowsAsync<IOException>(Start);
    }

    [Fact]
    public async Task A_clock_that_was_set_stays_set_after_a_restart()
    {
        var then = new DateTimeOffset(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            await client.Manage(HttpMethod.Put, "/clock", new { now = then, frozen = true });
        }
        await using (var server = await Start())
        {
            using var client = new LocalKsefClient(server);
            Assert.Equal(then, await client.Now());
        }
    }

    [Fact]
    public async Task A_snapshot_brings_back_what_was_and_takes_away_what_came_later()
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        await using var other = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var client = new LocalKsefClient(server);
        var nip = await client.SignInAsNewCompany();
        var first = await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        using var manager = new ManagementClient(server.ManagementAddress);
        var snapshot = await manager.SnapshotAsync(TestContext.Current.CancellationToken);
        var second = await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", Today));
        await manager.RestoreAsync(snapshot, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"/v2/invoices/ksef/{first["ksefNumber"]}")).Status);
        Assert.Equal(21164, (await client.Get($"/v2/invoices/ksef/{second["ksefNumber"]}")).ErrorCode);
        // Another server becomes the same one, keys included.
        using var otherManager = new ManagementClient(other.ManagementAddress);
        await otherManager.RestoreAsync(snapshot, TestContext.Current.CancellationToken);
        using var otherClient = new LocalKsefClient(other) { AccessToken = client.AccessToken };
        Assert.Equal(HttpStatusCode.OK, (await otherClient.Get($"/v2/invoices/ksef/{first["ksefNumber"]}")).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"format":"inkaust-local-ksef/1","chapters":{"sessions":{"x":{"Reference":1}}}}""")]
    [InlineData("""{"format":"inkaust-local-ksef/1","chapters":{"nothing":{"x":{}}}}""")]
    public async Task What_is_no_snapshot_changes_nothing(string document)
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var client = new LocalKsefClient(server);
        await client.SignInAsNewCompany();
        using var manager = new ManagementClient(server.ManagementAddress);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => manager.RestoreAsync(System.Text.Encoding.UTF8.GetBytes(document), TestContext.Current.CancellationToken));
        Assert.Equal("INK-LOCAL-001", Assert.Single(refused.Findings).Code);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/v2/auth/sessions")).Status);
    }

    private Task<LocalKsefServer> Start() => LocalKsefServer.StartAsync(options with { DataFile = DataFile });
}
