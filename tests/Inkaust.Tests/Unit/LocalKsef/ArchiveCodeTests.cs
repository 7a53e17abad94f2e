using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Between the number and the archive, and after a package is gone: codes that depend on when one asks.</summary>
public sealed class ArchiveCodeTests : OwnServerTests
{
    private static readonly object LateStorage = new { kind = "late-storage" };

    [Fact]
    public async Task A_numbered_invoice_that_is_not_in_the_archive_yet_can_be_had_from_nowhere()
    {
        var nip = await Client.SignInAsNewCompany();
        var before = await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        await Client.Manage(HttpMethod.Post, "/faults", LateStorage);
        var outcome = await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", Today));
        var number = outcome["ksefNumber"]!.GetValue<string>();
        Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
        Assert.NotNull(outcome["acquisitionDate"]);
        Assert.Null(outcome["permanentStorageDate"]);
        Assert.Equal(21165, (await Client.Get($"/v2/invoices/ksef/{number}")).ErrorCode);
        Assert.Equal([before["ksefNumber"]!.GetValue<string>()], await Found());
        var hwm = (await Query())["permanentStorageHwmDate"]!.GetValue<DateTimeOffset>();

        await Client.Manage(HttpMethod.Delete, "/faults");
        Assert.Equal(HttpStatusCode.OK, (await Client.Get($"/v2/invoices/ksef/{number}")).Status);
        Assert.Equal([before["ksefNumber"]!.GetValue<string>(), number], await Found());
        // Whoever has fetched up to the mark finds it behind the mark.
        var stored = (await Query())["invoices"]!.AsArray()[^1]!["permanentStorageDate"]!.GetValue<DateTimeOffset>();
        Assert.True(stored > hwm, $"{stored:O} is not after {hwm:O}");
    }

    [Fact]
    public async Task A_package_waits_for_the_archive_as_a_whole_and_a_stranger_learns_nothing_of_it()
    {
        var nip = await Client.SignInAsNewCompany();
        await Client.Manage(HttpMethod.Post, "/faults", LateStorage);
        var session = await Client.SendBatch(LocalKsefPackages.Zip(LocalKsefInvoices.Fa3(nip, "W/1", Today), LocalKsefInvoices.Fa3(nip, "W/2", Today)), 1, "Zip");
        await Client.BatchOutcome(session);
        var number = (await Client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]![1]!["ksefNumber"]!.GetValue<string>();
        Assert.Equal(21165, (await Client.Get($"/v2/invoices/ksef/{number}")).ErrorCode);
        Assert.Empty(await Found());
        using var stranger = new LocalKsefClient(Server);
        await stranger.SignInAsNewCompany();
        Assert.Equal(21164, (await stranger.Get($"/v2/invoices/ksef/{number}")).ErrorCode);
        await Client.Manage(HttpMethod.Delete, "/faults");
        Assert.Equal(2, (await Found()).Count);
    }

    [Fact]
    public async Task A_package_of_an_export_expires_while_its_status_is_still_told()
    {
        var nip = await Client.SignInAsNewCompany();
        await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        var reference = (await Export("Subject1")).Json["referenceNumber"]!.GetValue<string>();
        var ready = await Ready(reference);
        var url = ready["package"]!["parts"]![0]!["url"]!.GetValue<string>();
        var expires = ready["packageExpirationDate"]!.GetValue<DateTimeOffset>();
        await Client.Manage(HttpMethod.Put, "/clock", new { now = expires.AddSeconds(-1), frozen = true });
        await RefreshAsync(nip);
        Assert.Equal(200, (await Client.Get($"/v2/invoices/exports/{reference}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Client.Get(url, "")).Status);

        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "0:00:02" });
        var expired = await Client.Get($"/v2/invoices/exports/{reference}");
        Assert.Equal(210, expired.StatusCode);
        Assert.Null(expired.Json["package"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Get(url, "")).Status);

        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "4.00:00:00" });
        await RefreshAsync(nip);
        Assert.Equal(HttpStatusCode.Gone, (await Client.Get($"/v2/invoices/exports/{reference}")).Status);
    }

    [Fact]
    public async Task Who_cannot_stand_on_an_invoice_in_a_role_exports_nothing_in_it()
    {
        var nip = await Client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.Created, (await Export("SubjectAuthorized")).Status);
        var company = $"{nip}-{LocalKsefClient.NewGermanVat()}";
        using var certificate = LocalKsefSigner.SelfSigned("CN=Verwalter, C=DE", ECDsa.Create(ECCurve.NamedCurves.nistP256), await Client.Now());
        await Client.Post("/v2/permissions/eu-entities/administration/grants", new
        {
            subjectIdentifier = new { type = "Fingerprint", value = Convert.ToHexString(SHA256.HashData(certificate.RawData)) },
            contextIdentifier = new { type = "NipVatUe", value = company },
            description = "Administrator podmiotu unijnego",
            euEntityName = "Beispiel GmbH",
            subjectDetails = new { subjectDetailsType = "EntityByFingerprint", entityByFp = new { fullName = "Beispiel GmbH", address = "Berlin" } },
            euEntityDetails = new { fullName = "Beispiel GmbH", address = "Berlin" },
        });
        var request = LocalKsefSigner.Request(await Client.Challenge(), "x").Replace("<Nip>x</Nip>", $"<NipVatUe>{company}</NipVatUe>").Replace("certificateSubject", "certificateFingerprint");
        await Client.Authenticate(LocalKsefSigner.Sign(request, certificate, await Client.Now()));
        Client.AccessToken = (await Client.Post("/v2/auth/token/redeem", token: Client.OperationToken)).Json["accessToken"]!["token"]!.GetValue<string>();
        Assert.Equal(21181, (await Export("SubjectAuthorized")).ErrorCode);
        Assert.Equal(26002, (await Client.Post("/v2/tokens", new { permissions = new[] { "InvoiceRead" }, description = "Program sprzedaży" })).ErrorCode);
        Assert.Equal(HttpStatusCode.Created, (await Export("Subject1")).Status);
    }

    private async Task RefreshAsync(string nip)
    {
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Client.Now());
        await Client.SignIn(certificate, nip);
    }

    private async Task<JsonNode> Query() => (await Client.Post("/v2/invoices/query/metadata", Filters("Subject1"))).Json;

    private async Task<IReadOnlyList<string>> Found() => [.. (await Query())["invoices"]!.AsArray().Select(invoice => invoice!["ksefNumber"]!.GetValue<string>())];

    private static object Filters(string subjectType) => new { subjectType, dateRange = new { dateType = "PermanentStorage", from = LocalKsefDay.Noon.AddDays(-1) } };

    private async Task<LocalKsefAnswer> Export(string subjectType) => await Client.Post("/v2/invoices/exports", new { encryption = await Client.Encryption(), filters = Filters(subjectType) });

    private async Task<JsonNode> Ready(string reference)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var status = await Client.Get($"/v2/invoices/exports/{reference}");
            if (status.StatusCode == 200) return status.Json;
            await Task.Delay(20);
        }
        throw new TimeoutException("The export was not ready within a minute.");
    }
}
