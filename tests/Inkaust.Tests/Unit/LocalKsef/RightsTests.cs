using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class RightsTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient owner = new(fixture.Server);
    private readonly LocalKsefClient other = new(fixture.Server);

    public void Dispose()
    {
        owner.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task An_accountant_may_do_what_was_granted_until_it_is_withdrawn()
    {
        var nip = await owner.SignInAsNewCompany();
        var accountant = LocalKsefClient.NewNip();
        var granted = await owner.Post("/v2/permissions/persons/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = accountant },
            permissions = new[] { "InvoiceWrite" },
            description = "Księgowość",
            subjectDetails = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Anna", lastName = "Próbna" } },
        });
        Assert.Equal(200, (await owner.Get($"/v2/permissions/operations/{granted.Json["referenceNumber"]!.GetValue<string>()}")).StatusCode);
        using var certificate = LocalKsefSigner.Person("TINPL-" + accountant, await other.Now());
        await other.SignIn(certificate, nip);
        Assert.Equal(200, (await other.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/invoices/query/metadata", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/permissions/persons/grants", new { })).Status);

        var listed = await owner.Post("/v2/permissions/query/persons/grants", new { queryType = "PermissionsInCurrentContext" });
        var id = Assert.Single(listed.Json["permissions"]!.AsArray())!["id"]!.GetValue<string>();
        await owner.Send(HttpMethod.Delete, $"/v2/permissions/common/grants/{id}");
        Assert.Equal(415, (await other.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await other.Challenge(), nip), certificate, await other.Now()))).StatusCode);
    }

    [Fact]
    public async Task Self_invoicing_needs_the_sellers_authorization()
    {
        var seller = await owner.SignInAsNewCompany();
        var buyer = await other.SignInAsNewCompany();
        Assert.Equal(410, (await other.SendAndWait(LocalKsefInvoices.Fa3(seller, "SF/1", Today, buyer)))["status"]!["code"]!.GetValue<int>());
        await owner.Post("/v2/permissions/authorizations/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = buyer },
            permission = "SelfInvoicing",
            description = "Samofakturowanie",
            subjectDetails = new { fullName = "Nabywca Próbny" },
        });
        Assert.Equal(200, (await other.SendAndWait(LocalKsefInvoices.Fa3(seller, "SF/1", Today, buyer)))["status"]!["code"]!.GetValue<int>());
        var received = await other.Post("/v2/permissions/query/authorizations/grants", new { queryType = "Received" });
        Assert.Equal(seller, Assert.Single(received.Json["authorizationGrants"]!.AsArray())!["authorizingEntityIdentifier"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_KSeF_token_signs_in_with_its_rights_and_no_others()
    {
        var nip = await owner.SignInAsNewCompany();
        var made = await owner.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite" }, description = "Program sprzedaży" });
        Assert.Equal(200, (await SignInWithToken(nip, made.Json["token"]!.GetValue<string>())).StatusCode);
        await Redeem();
        Assert.Equal(200, (await other.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/invoices/query/metadata", new { })).Status);
        Assert.Equal(25001, (await other.Get("/v2/certificates/enrollments/data")).ErrorCode);
        Assert.Equal(25002, (await other.Post("/v2/certificates/enrollments", new { })).ErrorCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite" }, description = "Jeszcze jeden" })).Status);
        var reference = made.Json["referenceNumber"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.NoContent, (await other.Send(HttpMethod.Delete, $"/v2/tokens/{reference}")).Status);
        Assert.Equal("Revoked", (await other.Get($"/v2/tokens/{reference}")).Json["status"]!.GetValue<string>());
        Assert.Equal(21301, (await other.Post("/v2/auth/token/refresh", token: other.RefreshToken)).ErrorCode);
        Assert.Equal(450, (await SignInWithToken(nip, made.Json["token"]!.GetValue<string>())).StatusCode);
    }

    [Fact]
    public async Task A_token_with_a_wrong_secret_time_or_context_is_refused()
    {
        var nip = await owner.SignInAsNewCompany();
        var token = (await owner.Post("/v2/tokens", new { permissions = new[] { "InvoiceRead" }, description = "Program sprzedaży" })).Json["token"]!.GetValue<string>();
        Assert.Equal(450, (await SignInWithToken(nip, token[..^1] + (token[^1] == '0' ? '1' : '0'))).StatusCode);
        Assert.Equal(450, (await SignInWithToken(nip, token, lateBy: 1)).StatusCode);
        Assert.Equal(450, (await SignInWithToken(LocalKsefClient.NewNip(), token)).StatusCode);
    }

    [Fact]
    public async Task Test_data_give_and_take_rights_at_once()
    {
        var nip = LocalKsefClient.NewNip();
        const string pesel = "44051401359";
        var authorized = new { type = "Pesel", value = pesel };
        await owner.Post("/v2/testdata/permissions", new
        {
            contextIdentifier = new { type = "Nip", value = nip },
            authorizedIdentifier = authorized,
            permissions = new[] { new { description = "Próbne", permissionType = "InvoiceRead" } },
        });
        using var certificate = LocalKsefSigner.Person("PNOPL-" + pesel, await other.Now());
        await other.SignIn(certificate, nip);
        Assert.Equal(21405, (await other.Post("/v2/invoices/query/metadata", new { })).ErrorCode);
        await owner.Post("/v2/testdata/permissions/revoke", new { contextIdentifier = new { type = "Nip", value = nip }, authorizedIdentifier = authorized });
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/invoices/query/metadata", new { })).Status);
    }

    [Fact]
    public async Task A_blocked_context_lets_nobody_in()
    {
        var nip = LocalKsefClient.NewNip();
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await owner.Now());
        await owner.Post("/v2/testdata/context/block", new { contextIdentifier = new { type = "Nip", value = nip } });
        Assert.Equal(480, (await owner.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await owner.Challenge(), nip), certificate, await owner.Now()))).StatusCode);
        await owner.Post("/v2/testdata/context/unblock", new { contextIdentifier = new { type = "Nip", value = nip } });
        await owner.SignIn(certificate, nip);
    }

    private async Task<LocalKsefAnswer> SignInWithToken(string nip, string token, long lateBy = 0)
    {
        var challenge = (await other.Post("/v2/auth/challenge", token: "")).Json;
        var keys = (await other.Get("/v2/security/public-key-certificates", "")).Json.AsArray();
        var entry = keys.First(key => key!["usage"]![0]!.GetValue<string>() == "KsefTokenEncryption")!;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(entry["certificate"]!.GetValue<string>()));
        using var rsa = certificate.GetRSAPublicKey()!;
        var plain = Encoding.UTF8.GetBytes($"{token}|{challenge["timestampMs"]!.GetValue<long>() + lateBy}");
        var started = await other.Post("/v2/auth/ksef-token", new
        {
            challenge = challenge["challenge"]!.GetValue<string>(),
            contextIdentifier = new { type = "Nip", value = nip },
            encryptedToken = Convert.ToBase64String(rsa.Encrypt(plain, RSAEncryptionPadding.OaepSHA256)),
        }, token: "");
        other.OperationToken = started.Json["authenticationToken"]!["token"]!.GetValue<string>();
        return await other.Get($"/v2/auth/{started.Json["referenceNumber"]!.GetValue<string>()}", other.OperationToken);
    }

    private async Task Redeem()
    {
        var tokens = await other.Post("/v2/auth/token/redeem", token: other.OperationToken);
        other.AccessToken = tokens.Json["accessToken"]!["token"]!.GetValue<string>();
        other.RefreshToken = tokens.Json["refreshToken"]!["token"]!.GetValue<string>();
    }
}
