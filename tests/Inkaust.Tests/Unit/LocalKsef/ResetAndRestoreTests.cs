using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>The state is taken away or replaced while something is going on.</summary>
public sealed class ResetAndRestoreTests : OwnServerTests
{
    private const int Many = 600;

    private protected override LocalKsefOptions Options => base.Options with { LargestFilesInSnapshot = 2_000_000, Clock = new Unhurried(base.Options.Clock) };

    [Fact]
    public async Task A_reset_forgets_everything()
    {
        await Client.SignInAsNewCompany();
        await Client.Manage(HttpMethod.Post, "/reset");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Get("/v2/sessions?sessionType=Online")).Status);
        Assert.Empty(((JsonArray)(await Client.Manage(HttpMethod.Get, "/received"))!["invoices"]!));
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_package_leaves_nothing_of_it()
    {
        var nip = LocalKsefClient.NewNip();
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Client.Now());
        await Client.SignIn(certificate, nip);
        await UntilSomeAreThere(await Client.SendBatch(Package(nip), 1, "Zip"));
        await Client.Manage(HttpMethod.Post, "/reset");
        Assert.Empty(await Received());

        // The same package again: what went on of the first one would take the place of an invoice, or be one too many.
        await Client.SignIn(certificate, nip);
        Assert.Equal(Many, (await Client.BatchOutcome(await Client.SendBatch(Package(nip), 1, "Zip")))["successfulInvoiceCount"]!.GetValue<int>());
        Assert.Equal(Many, (await Received()).Count);
        var found = await Client.Post("/v2/invoices/query/metadata?pageSize=10", new { subjectType = "Subject1", dateRange = new { dateType = "Issue", from = (await Client.Now()).AddDays(-2) } });
        Assert.Equal((10, true), (found.Json["invoices"]!.AsArray().Count, found.Json["hasMore"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_restoration_in_the_middle_of_a_package_leads_to_each_invoice_numbered_once()
    {
        var nip = await Client.SignInAsNewCompany();
        var (session, parts) = await Client.OpenBatch(Package(nip), 1, "Zip");
        await Client.Upload(parts[0].Url, parts[0].Content);
        var before = await Client.Manage(HttpMethod.Get, "/snapshot");
        Assert.Equal(0, before!["leftOut"]!["files"]!.GetValue<int>());
        await Client.Post($"/v2/sessions/batch/{session}/close");
        await UntilSomeAreThere(session);
        var middle = await Client.Manage(HttpMethod.Get, "/snapshot");

        await Client.Manage(HttpMethod.Post, "/restore", before);
        Assert.Equal(100, (await Client.Get($"/v2/sessions/{session}")).StatusCode);
        Assert.Empty(await Received());
        await Client.Manage(HttpMethod.Post, "/restore", middle);
        Assert.Equal(Many, (await Client.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>());
        var invoices = await Received();
        Assert.Equal((Many, Many), (invoices.Count, invoices.Select(invoice => invoice!["ksefNumber"]!.GetValue<string>()).Distinct().Count()));
    }

    [Fact]
    public async Task What_is_no_snapshot_lets_the_work_go_on()
    {
        var session = await Client.SendBatch(Package(await Client.SignInAsNewCompany()), 1, "Zip");
        Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Post, "/restore", new { format = "something else" }));
        Assert.Equal(Many, (await Client.BatchOutcome(session))["successfulInvoiceCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_snapshot_says_what_it_leaves_out()
    {
        await Client.SignInAsNewCompany();
        var (_, parts) = await Client.OpenBatch(new byte[2_100_000], 1, "Zip");
        await Client.Upload(parts[0].Url, parts[0].Content);
        var leftOut = (await Client.Manage(HttpMethod.Get, "/snapshot"))!["leftOut"]!;
        Assert.Equal((1, 2_100_016L), (leftOut["files"]!.GetValue<int>(), leftOut["octets"]!.GetValue<long>()));
    }

    private static byte[] Package(string nip)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create))
            for (var i = 0; i < Many; i++)
            {
                using var entry = zip.CreateEntry($"{i}.xml", CompressionLevel.Fastest).Open();
                entry.Write(LocalKsefInvoices.Fa3(nip, $"FV/{i}", Today));
            }
        return archive.ToArray();
    }

    /// <summary>
    /// Every look at it takes a moment. The server looks several times for each invoice, and so there is time enough to come into the
    /// middle of a package, also for somebody who gets his turn late.
    /// </summary>
    private sealed class Unhurried(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            using var never = new ManualResetEventSlim();
            never.Wait(1);
            return clock.GetUtcNow();
        }
    }

    private async Task UntilSomeAreThere(string session)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
            if ((await Client.Get($"/v2/sessions/{session}")).Json["successfulInvoiceCount"]!.GetValue<int>() is > 0 and < Many) return;
        throw new TimeoutException("The package was not seen in the middle.");
    }

    private async Task<JsonArray> Received() => (await Client.Manage(HttpMethod.Get, "/received"))!["invoices"]!.AsArray();
}
