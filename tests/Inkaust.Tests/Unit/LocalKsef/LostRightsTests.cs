using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Rights that are given twice, listed, used where they do not reach, and lost between signing in and the next token.</summary>
public sealed class LostRightsTests : OwnServerTests
{
    private static readonly object Person = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Anna", lastName = "Próbna" } };

    [Fact]
    public async Task The_same_right_given_twice_is_one_right_and_the_latest_is_listed_first()
    {
        await Client.SignInAsNewCompany();
        var somebody = LocalKsefClient.NewNip();
        foreach (var right in new[] { "InvoiceRead", "InvoiceWrite", "InvoiceRead" })
        {
            await Grant(somebody, right);
            await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:00:01" });
        }
        var listed = (await Rights()).Select(row => row!["permissionScope"]!.GetValue<string>());
        Assert.Equal(["InvoiceWrite", "InvoiceRead"], listed);
        await Withdraw((await Rights()).Single(row => row!["permissionScope"]!.GetValue<string>() == "InvoiceRead")!);
        Assert.Equal("InvoiceWrite", Assert.Single(await Rights())!["permissionScope"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whoever_has_lost_every_right_gets_no_new_token()
    {
        var nip = await Client.SignInAsNewCompany();
        var somebody = LocalKsefClient.NewNip();
        await Grant(somebody, "InvoiceRead");
        using var other = new LocalKsefClient(Server);
        using var certificate = LocalKsefSigner.Person("TINPL-" + somebody, await Client.Now());
        await other.SignIn(certificate, nip);
        Assert.Equal(HttpStatusCode.OK, (await other.Post("/v2/auth/token/refresh", token: other.RefreshToken)).Status);
        await Withdraw(Assert.Single(await Rights())!);
        Assert.Equal(21301, (await other.Post("/v2/auth/token/refresh", token: other.RefreshToken)).ErrorCode);
    }

    [Fact]
    public async Task A_person_who_has_died_gets_no_new_token()
    {
        var (nip, pesel) = (LocalKsefClient.NewNip(), "90010112345");
        object Someone(bool isDeceased) => new { nip, pesel, isBailiff = false, isDeceased, description = "Osoba próbna" };
        await Client.Post("/v2/testdata/person", Someone(isDeceased: false));
        using var certificate = LocalKsefSigner.Person("PNOPL-" + pesel, await Client.Now());
        await Client.SignIn(certificate, nip);
        await Client.Post("/v2/testdata/person/remove", new { nip });
        await Client.Post("/v2/testdata/person", Someone(isDeceased: true));
        Assert.Equal(21308, (await Client.Post("/v2/auth/token/refresh", token: Client.RefreshToken)).ErrorCode);
    }

    [Fact]
    public async Task A_KSeF_token_that_is_revoked_before_its_login_is_redeemed_brings_nothing()
    {
        var nip = await Client.SignInAsNewCompany();
        var made = (await Client.Post("/v2/tokens", new { permissions = new[] { "InvoiceRead" }, description = "Próbny" })).Json;
        var challenge = (await Client.Post("/v2/auth/challenge")).Json;
        var started = await Client.Post("/v2/auth/ksef-token", new
        {
            challenge = challenge["challenge"]!.GetValue<string>(),
            contextIdentifier = new { type = "Nip", value = nip },
            encryptedToken = await Wrapped($"{made["token"]}|{challenge["timestampMs"]}"),
        }, token: "");
        await Client.Send(HttpMethod.Delete, $"/v2/tokens/{made["referenceNumber"]}");
        Assert.Equal(21301, (await Client.Post("/v2/auth/token/redeem", token: started.Json["authenticationToken"]!["token"]!.GetValue<string>())).ErrorCode);
    }

    [Fact]
    public async Task An_owner_lets_nobody_into_a_company_of_the_European_Union_that_is_not_the_context()
    {
        await Client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.Forbidden, (await Client.Post("/v2/permissions/eu-entities/grants", new { })).Status);
    }

    [Theory]
    [InlineData("/v2/testdata/person", """{"nip":"123","pesel":"90010112345","isBailiff":false,"description":"Osoba próbna"}""")]
    [InlineData("/v2/testdata/person", """{"nip":"5265877635","pesel":"x","isBailiff":false,"description":"Osoba próbna"}""")]
    [InlineData("/v2/testdata/subject", """{"subjectNip":"0000000000","subjectType":"VatGroup","description":"Grupa próbna"}""")]
    [InlineData("/v2/testdata/subject", """{"subjectNip":"5265877635","subjectType":"VatGroup","subunits":[{"subjectNip":"","description":"Członek"}],"description":"Grupa próbna"}""")]
    [InlineData("/v2/testdata/permissions", """{"contextIdentifier":{"type":"Nip","value":"1"},"authorizedIdentifier":{"type":"Nip","value":"5265877635"},"permissions":[]}""")]
    [InlineData("/v2/testdata/permissions", """{"contextIdentifier":{"type":"Nip","value":"5265877635"},"authorizedIdentifier":{"type":"Fingerprint","value":"abc"},"permissions":[]}""")]
    [InlineData("/v2/testdata/attachment", """{"nip":"abc"}""")]
    [InlineData("/v2/testdata/context/block", """{"contextIdentifier":{"type":"InternalId","value":"5265877635"}}""")]
    public async Task Test_data_for_nobody_are_refused(string path, string json) =>
        Assert.Equal(21405, (await Client.Post(path, JsonNode.Parse(json))).ErrorCode);

    private async Task<string> Wrapped(string text)
    {
        var keys = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray();
        var key = keys.First(entry => entry!["usage"]!.AsArray().Any(usage => usage!.GetValue<string>() == "KsefTokenEncryption"))!;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key["certificate"]!.GetValue<string>()));
        using var rsa = certificate.GetRSAPublicKey()!;
        return Convert.ToBase64String(rsa.Encrypt(Encoding.UTF8.GetBytes(text), RSAEncryptionPadding.OaepSHA256));
    }

    private Task<LocalKsefAnswer> Grant(string nip, string right) => Client.Post("/v2/permissions/persons/grants",
        new { subjectIdentifier = new { type = "Nip", value = nip }, permissions = new[] { right }, description = "Próbne", subjectDetails = Person });

    private async Task<JsonArray> Rights() =>
        (await Client.Post("/v2/permissions/query/persons/grants", new { queryType = "PermissionsInCurrentContext" })).Json["permissions"]!.AsArray();

    private Task<LocalKsefAnswer> Withdraw(JsonNode row) => Client.Send(HttpMethod.Delete, $"/v2/permissions/common/grants/{row["id"]!.GetValue<string>()}");
}
