using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Codes that a client seldom meets, and the first one of everything that takes time.</summary>
public sealed class UnusualCodeTests : OwnServerTests
{
    private static readonly object Person = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Anna", lastName = "Próbna" } };

    [Fact]
    public async Task Whatever_takes_time_says_100_until_it_is_let_go_though_it_is_done()
    {
        var nip = await Client.SignInAsNewCompany();
        var access = Client.AccessToken;
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-100" });
        var grant = await StatusOf("/v2/permissions/operations", await GrantTo(LocalKsefClient.NewNip()));
        var enrolment = await StatusOf("/v2/certificates/enrollments", await Enrol());
        var export = await StatusOf("/v2/invoices/exports", await Export());
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Client.Now());
        var login = await Client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await Client.Challenge(), nip), certificate, await Client.Now()));
        Assert.Equal((100, 100, 100, 100), (grant.Code, enrolment.Code, export.Code, login.StatusCode));
        Assert.Equal(21301, (await Client.Post("/v2/auth/token/redeem", token: Client.OperationToken)).ErrorCode);
        Assert.Single((await Persons()));

        await Client.Manage(HttpMethod.Delete, "/faults");
        foreach (var path in new[] { grant.Path, enrolment.Path, $"/v2/auth/{Client.LoginReference}" })
            Assert.Equal(200, (await Client.Get(path, path.Contains("/auth/") ? Client.OperationToken : access)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Client.Post("/v2/auth/token/redeem", token: Client.OperationToken)).Status);
    }

    [Fact]
    public async Task What_the_system_cancels_is_not_done_and_may_be_asked_for_again()
    {
        var nip = await Client.SignInAsNewCompany();
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "cancelled-550" });
        Assert.Equal(550, (await StatusOf("/v2/permissions/operations", await GrantTo(LocalKsefClient.NewNip()))).Code);
        Assert.Equal(550, (await StatusOf("/v2/certificates/enrollments", await Enrol())).Code);
        Assert.Equal(550, (await StatusOf("/v2/invoices/exports", await Export())).Code);
        Assert.Equal(550, (await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["status"]!["code"]!.GetValue<int>());
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Client.Now());
        Assert.Equal(550, (await Client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await Client.Challenge(), nip), certificate, await Client.Now()))).StatusCode);
        Assert.Equal(21301, (await Client.Post("/v2/auth/token/redeem", token: Client.OperationToken)).ErrorCode);
        await Client.Manage(HttpMethod.Delete, "/faults");
        Assert.Empty(await Persons());
        Assert.Empty((await Client.Post("/v2/certificates/query", new { })).Json["certificates"]!.AsArray());
        Assert.Equal(200, (await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today)))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ten_exports_run_at_a_time()
    {
        await Client.SignInAsNewCompany();
        // Held, so that none of them is through before the last one begins.
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-100" });
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.Created, (await Export()).Status);
        Assert.Equal(21182, (await Export()).ErrorCode);
    }

    [Fact]
    public async Task What_is_asked_for_and_does_not_exist_has_a_code_of_its_own()
    {
        var nip = await Client.SignInAsNewCompany();
        Assert.Equal(25005, (await Client.Get("/v2/certificates/enrollments/20260201-CE-0123456789-0123456789-01")).ErrorCode);
        var session = await Client.OpenSession();
        var refused = await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(2)));
        await Client.Outcome(session, refused);
        Assert.Equal(21178, (await Client.Get($"/v2/sessions/{session}/invoices/{refused}/upo")).ErrorCode);
        Assert.Equal(21178, (await Client.Get($"/v2/sessions/{session}/invoices/ksef/{nip}-20260201-010203040506-AB/upo")).ErrorCode);
        Assert.Equal(21178, (await Client.Get($"/v2/sessions/{session}/upo/20260201-EU-0123456789-0123456789-01")).ErrorCode);
    }

    [Fact]
    public async Task A_document_in_other_characters_than_UTF_8_is_told_as_such()
    {
        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes("<AuthTokenRequest>ó</AuthTokenRequest>"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var answer = await http.PostAsync("/v2/auth/xades-signature", content, TestContext.Current.CancellationToken);
        Assert.Contains("21217", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_a_certificate_that_is_signed_otherwise_is_told_as_such()
    {
        await Client.SignInAsNewCompany();
        Assert.Equal(25011, (await Enrol(csr => Rewritten(csr, "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.1"))).ErrorCode);
    }

    [Fact]
    public async Task A_token_gives_no_more_than_its_maker_has_and_makes_no_applications()
    {
        var nip = await Client.SignInAsNewCompany();
        var accountant = LocalKsefClient.NewNip();
        await GrantTo(accountant);
        using var other = new LocalKsefClient(Server);
        using var certificate = LocalKsefSigner.Person("TINPL-" + accountant, await Client.Now());
        await other.SignIn(certificate, nip);
        var refused = await other.Post("/v2/tokens", new { permissions = new[] { "InvoiceRead", "InvoiceWrite" }, description = "Program sprzedaży" });
        Assert.Equal(26001, refused.ErrorCode);
        Assert.Contains("InvoiceWrite", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await other.Post("/v2/tokens", new { permissions = new[] { "InvoiceRead" }, description = "Program sprzedaży" })).Status);
    }

    [Fact]
    public async Task Test_data_are_made_once()
    {
        var (nip, unit) = (LocalKsefClient.NewNip(), LocalKsefClient.NewNip());
        var subject = new { subjectNip = nip, subjectType = "VatGroup", subunits = new[] { new { subjectNip = unit, description = "Członek" } }, description = "Grupa" };
        Assert.Equal(HttpStatusCode.OK, (await Client.Post("/v2/testdata/subject", subject)).Status);
        Assert.Equal(30001, (await Client.Post("/v2/testdata/subject", subject)).ErrorCode);
        var person = new { nip, pesel = "44051401359", isBailiff = false, isDeceased = false, description = "Właściciel" };
        Assert.Equal(HttpStatusCode.OK, (await Client.Post("/v2/testdata/person", person)).Status);
        Assert.Equal(30001, (await Client.Post("/v2/testdata/person", person)).ErrorCode);
    }

    [Fact]
    public async Task An_invoice_stands_in_so_many_collective_identifiers_and_no_more()
    {
        var nip = await Client.SignInAsNewCompany();
        async Task<object> Accepted(string number) => new { ksefNumber = (await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, number, Today)))["ksefNumber"]!.GetValue<string>() };
        var request = new { invoices = new[] { await Accepted("FV/1"), await Accepted("FV/2") } };
        for (var i = 0; i < 132; i++) Assert.Equal(HttpStatusCode.Created, (await Client.Post("/v2/collective-identifiers", request)).Status);
        Assert.Equal(71002, (await Client.Post("/v2/collective-identifiers", request)).ErrorCode);
    }

    private async Task<(int? Code, string Path)> StatusOf(string path, LocalKsefAnswer started)
    {
        Assert.True((int)started.Status < 300, started.Text);
        path += $"/{started.Json["referenceNumber"]!.GetValue<string>()}";
        return ((await Client.Get(path)).StatusCode, path);
    }

    private Task<LocalKsefAnswer> GrantTo(string nip) => Client.Post("/v2/permissions/persons/grants", new
    {
        subjectIdentifier = new { type = "Nip", value = nip },
        permissions = new[] { "InvoiceRead" },
        description = "Księgowość",
        subjectDetails = Person,
    });

    private async Task<JsonArray> Persons() =>
        (await Client.Post("/v2/permissions/query/persons/grants", new { queryType = "PermissionsInCurrentContext" })).Json["permissions"]!.AsArray();

    private async Task<LocalKsefAnswer> Export() => await Client.Post("/v2/invoices/exports", new
    {
        encryption = await Client.Encryption(),
        filters = new { subjectType = "Subject1", dateRange = new { dateType = "Issue", from = LocalKsefDay.Noon.AddDays(-1) } },
    });

    private async Task<LocalKsefAnswer> Enrol(Func<byte[], byte[]>? change = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest(await Client.EnrollmentName(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
        return await Client.Post("/v2/certificates/enrollments", new { certificateName = "Certyfikat próbny", certificateType = "Offline", csr = Convert.ToBase64String(change?.Invoke(csr) ?? csr) });
    }

    // Both have the same length in DER.
    private static byte[] Rewritten(byte[] der, string from, string to)
    {
        static byte[] Encoded(string oid)
        {
            var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
            writer.WriteObjectIdentifier(oid);
            return writer.Encode();
        }
        byte[] changed = [.. der];
        Encoded(to).CopyTo(changed, der.AsSpan().LastIndexOf(Encoded(from)));
        return changed;
    }
}
