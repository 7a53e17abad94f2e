using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What people who never sign in may leave behind, and names that strangers have chosen.</summary>
public sealed class StrangersTests : OwnServerTests
{
    private protected override LocalKsefOptions Options => LocalKsefDay.Options with { MostLeftByStrangers = 5 };

    [Fact]
    public async Task Of_challenges_that_nobody_answers_only_the_latest_are_kept()
    {
        var nip = LocalKsefClient.NewNip();
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Client.Now());
        var challenges = new List<string>();
        for (var i = 0; i < 6; i++) challenges.Add(await Client.Challenge());
        Assert.Equal(21111, (await Client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(challenges[0], nip), certificate, await Client.Now()))).ErrorCode);
        Assert.Equal(200, (await Client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(challenges[1], nip), certificate, await Client.Now()))).StatusCode);
    }

    [Fact]
    public async Task Of_logins_that_nobody_goes_through_with_only_the_latest_are_kept_and_all_others_stay()
    {
        await Client.SignInAsNewCompany();
        var (reference, operation) = ("", "");
        for (var i = 0; i < 6; i++)
        {
            var begun = await Client.Post("/v2/auth/ksef-token", new { challenge = await Client.Challenge(), contextIdentifier = new { type = "Nip", value = LocalKsefClient.NewNip() }, encryptedToken = "AAAA" }, token: "");
            if (i == 0) (reference, operation) = (begun.Json["referenceNumber"]!.GetValue<string>(), begun.Json["authenticationToken"]!["token"]!.GetValue<string>());
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Get($"/v2/auth/{reference}", operation)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.Get("/v2/auth/sessions")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.Post("/v2/auth/token/refresh", token: Client.RefreshToken)).Status);
    }

    [Fact]
    public async Task A_long_file_name_is_not_cut_through_a_character()
    {
        var nip = await Client.SignInAsNewCompany();
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry($"a😀{new string('b', 123)}.xml").Open();
            entry.Write(LocalKsefInvoices.Fa3(nip, "W/1", Today));
        }
        var session = await Client.SendBatch(archive.ToArray(), 1, "Zip");
        await Client.BatchOutcome(session);
        var name = (await Client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]![0]!["invoiceFileName"]!.GetValue<string>();
        Assert.Equal($"{new string('b', 123)}.xml", name);
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing_here()
    {
        var person = new { nip = LocalKsefClient.NewNip(), pesel = "44051401359", isBailiff = false, isDeceased = false, description = "Właściciel" };
        using var http = new HttpClient { BaseAddress = Server.BaseAddress, DefaultRequestHeaders = { { "Sec-Fetch-Site", "cross-site" } } };
        using var answer = await http.PostAsJsonAsync("/v2/testdata/person", person, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Client.Send(HttpMethod.Post, "/v2/testdata/person", person, headers: ("Sec-Fetch-Site", "same-origin"))).Status);
        // Links lead here from anywhere.
        Assert.Equal(HttpStatusCode.OK, (await Client.Send(HttpMethod.Get, "/qr/invoice/search", headers: ("Sec-Fetch-Site", "cross-site"))).Status);
    }

    [Fact]
    public async Task Somebody_without_a_host_gets_addresses_all_the_same()
    {
        await Client.SignInAsNewCompany();
        using var raw = await RawConnection.To(Server.BaseAddress);
        var body = System.Text.Json.JsonSerializer.Serialize(new
        {
            formCode = new { systemCode = "FA (3)", schemaVersion = "1-0E", value = "FA" },
            batchFile = new { fileSize = 3, fileHash = LocalKsefSigner.Digest([1]), fileParts = new[] { new { ordinalNumber = 1, fileSize = 16, fileHash = LocalKsefSigner.Digest([1]) } } },
            encryption = await Client.Encryption(),
        });
        await raw.Say($"POST /v2/sessions/batch HTTP/1.0\r\nAuthorization: Bearer {Client.AccessToken}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.Contains($"\"url\":\"http://127.0.0.1:{Server.BaseAddress.Port}/storage/", await raw.UntilClosed(TimeSpan.FromSeconds(10)));
    }
}
