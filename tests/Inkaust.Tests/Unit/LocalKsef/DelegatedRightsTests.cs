using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Rights through a middleman, in subunits, in companies of the European Union and for enforcement; and what nobody may give.</summary>
public sealed class DelegatedRightsTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private static readonly object Person = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Anna", lastName = "Próbna" } };
    private readonly LocalKsefClient owner = new(fixture.Server);
    private readonly LocalKsefClient other = new(fixture.Server);

    public void Dispose()
    {
        owner.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_right_through_a_middleman_waits_until_the_client_has_given_one_to_pass_on(bool forAllClients)
    {
        var office = await owner.SignInAsNewCompany();
        var client = LocalKsefClient.NewNip();
        var accountant = LocalKsefClient.NewNip();
        var granted = await owner.Post("/v2/permissions/indirect/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = accountant },
            targetIdentifier = forAllClients ? (object)new { type = "AllPartners" } : new { type = "Nip", value = client },
            permissions = new[] { "InvoiceWrite" },
            description = "Przez biuro",
            subjectDetails = Person,
        });
        Assert.Equal(200, await Operation(owner, granted));
        using var certificate = LocalKsefSigner.Person("TINPL-" + accountant, await owner.Now());
        Assert.Equal(415, await SigningIn(certificate, client));
        if (!forAllClients) Assert.Equal("Inactive", (await Persons(owner))[0]!["permissionState"]!.GetValue<string>());

        using (var seal = LocalKsefSigner.Person("TINPL-" + client, await other.Now())) await other.SignIn(seal, client);
        foreach (var canDelegate in new[] { false, true })
        {
            await other.Post("/v2/permissions/entities/grants", new
            {
                subjectIdentifier = new { type = "Nip", value = office },
                permissions = new[] { new { type = "InvoiceWrite", canDelegate } },
                description = "Dla biura",
                subjectDetails = new { fullName = "Biuro Próbne" },
            });
            Assert.Equal(canDelegate ? 200 : 415, await SigningIn(certificate, client));
        }
        Assert.Equal("Active", (await Persons(owner))[0]!["permissionState"]!.GetValue<string>());
        Assert.Equal(415, await SigningIn(certificate, LocalKsefClient.NewNip()));
    }

    [Fact]
    public async Task The_administrator_of_a_subunit_manages_there_and_nowhere_else()
    {
        var nip = await owner.SignInAsNewCompany();
        var unit = UnitOf(nip);
        var administrator = LocalKsefClient.NewNip();
        object Grant(string context) => new
        {
            subjectIdentifier = new { type = "Nip", value = administrator },
            contextIdentifier = new { type = "InternalId", value = context },
            description = "Administrator oddziału",
            subunitName = "Oddział Próbny",
            subjectDetails = Person,
        };
        Assert.Equal(200, await Operation(owner, await owner.Post("/v2/permissions/subunits/grants", Grant(unit))));
        Assert.Equal(440, await Operation(owner, await owner.Post("/v2/permissions/subunits/grants", Grant(UnitOf(LocalKsefClient.NewNip())))));
        var wrongDigit = unit[..^1] + (char)('0' + (unit[^1] - '0' + 1) % 10);
        Assert.Equal(21405, (await owner.Post("/v2/permissions/subunits/grants", Grant(wrongDigit))).ErrorCode);
        async Task<int> Listed(string queryType) => (await owner.Post("/v2/permissions/query/persons/grants", new { queryType, contextIdentifier = new { type = "InternalId", value = unit } })).Json["permissions"]!.AsArray().Count;
        Assert.Equal((1, 0), (await Listed("PermissionsGrantedInCurrentContext"), await Listed("PermissionsInCurrentContext")));
        Assert.Equal(21405, (await owner.Post("/v2/permissions/query/persons/grants", new { queryType = "Everything" })).ErrorCode);
        var row = Assert.Single((await owner.Post("/v2/permissions/query/subunits/grants", new { })).Json["permissions"]!.AsArray())!;
        Assert.Equal((unit, administrator, nip), (row["subunitIdentifier"]!["value"]!.GetValue<string>(), row["authorizedIdentifier"]!["value"]!.GetValue<string>(), row["authorIdentifier"]!["value"]!.GetValue<string>()));

        using var certificate = LocalKsefSigner.Person("TINPL-" + administrator, await owner.Now());
        Assert.Equal(415, await SigningIn(certificate, nip));
        Assert.Equal(200, (await other.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await other.Challenge(), nip).Replace($"<Nip>{nip}</Nip>", $"<InternalId>{unit}</InternalId>"), certificate, await other.Now()))).StatusCode);
        other.AccessToken = (await other.Post("/v2/auth/token/redeem", token: other.OperationToken)).Json["accessToken"]!["token"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await other.Post("/v2/permissions/query/persons/grants", new { queryType = "PermissionsInCurrentContext" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/invoices/query/metadata", new { })).Status);
    }

    [Fact]
    public async Task Whoever_manages_rights_sees_all_of_them_and_which_ones_were_given_by_oneself()
    {
        var nip = await owner.SignInAsNewCompany();
        var (manager, accountant) = (LocalKsefClient.NewNip(), LocalKsefClient.NewNip());
        object Grant(string to, string permission) => new { subjectIdentifier = new { type = "Nip", value = to }, permissions = new[] { permission }, description = "Pracownik", subjectDetails = Person };
        await owner.Post("/v2/permissions/persons/grants", Grant(manager, "CredentialsManage"));
        using var certificate = LocalKsefSigner.Person("TINPL-" + manager, await other.Now());
        await other.SignIn(certificate, nip);
        await other.Post("/v2/permissions/persons/grants", Grant(accountant, "InvoiceRead"));
        static async Task<string[]> Listed(LocalKsefClient who, string queryType) => [.. (await who.Post("/v2/permissions/query/persons/grants", new { queryType }))
            .Json["permissions"]!.AsArray().Select(row => row!["authorizedIdentifier"]!["value"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
        string[] both = [.. new[] { manager, accountant }.Order(StringComparer.Ordinal)];
        Assert.Equal(both, await Listed(owner, "PermissionsInCurrentContext"));
        Assert.Equal(both, await Listed(other, "PermissionsInCurrentContext"));
        Assert.Equal([manager], await Listed(owner, "PermissionsGrantedInCurrentContext"));
        Assert.Equal([accountant], await Listed(other, "PermissionsGrantedInCurrentContext"));
    }

    [Fact]
    public async Task A_company_of_the_European_Union_is_run_by_a_fingerprint_which_lets_in_another()
    {
        var nip = await owner.SignInAsNewCompany();
        var company = $"{nip}-{LocalKsefClient.NewGermanVat()}";
        using var administrator = LocalKsefSigner.SelfSigned("CN=Verwalter, C=DE", ECDsa.Create(ECCurve.NamedCurves.nistP256), await owner.Now());
        using var representative = LocalKsefSigner.SelfSigned("CN=Vertreter, C=DE", ECDsa.Create(ECCurve.NamedCurves.nistP256), await owner.Now());
        string Fingerprint(X509Certificate2 certificate) => Convert.ToHexString(SHA256.HashData(certificate.RawData));
        var details = new { subjectDetailsType = "EntityByFingerprint", entityByFp = new { fullName = "Beispiel GmbH", address = "Berlin" } };
        object Administration(string context) => new
        {
            subjectIdentifier = new { type = "Fingerprint", value = Fingerprint(administrator) },
            contextIdentifier = new { type = "NipVatUe", value = context },
            description = "Administrator podmiotu unijnego",
            euEntityName = "Beispiel GmbH",
            subjectDetails = details,
            euEntityDetails = new { fullName = "Beispiel GmbH", address = "Berlin" },
        };
        Assert.Equal(200, await Operation(owner, await owner.Post("/v2/permissions/eu-entities/administration/grants", Administration(company))));
        Assert.Equal(410, await Operation(owner, await owner.Post("/v2/permissions/eu-entities/administration/grants", Administration($"{LocalKsefClient.NewNip()}-DE123456789"))));
        var rows = (await owner.Post("/v2/permissions/query/eu-entities/grants", new { })).Json["permissions"]!.AsArray();
        Assert.Equal(["Introspection", "InvoiceRead", "InvoiceWrite", "VatUeManage"], rows.Select(row => row!["permissionScope"]!.GetValue<string>()).Order(StringComparer.Ordinal));

        await SignInByFingerprint(administrator, company);
        Assert.Equal(200, await Operation(other, await other.Post("/v2/permissions/eu-entities/grants", new
        {
            subjectIdentifier = new { type = "Fingerprint", value = Fingerprint(representative) },
            permissions = new[] { "InvoiceWrite", "InvoiceRead" },
            description = "Przedstawiciel podmiotu",
            subjectDetails = details,
        })));
        var two = (await other.Post("/v2/permissions/query/eu-entities/grants", new { authorizedFingerprintIdentifier = Fingerprint(representative) })).Json["permissions"]!.AsArray();
        Assert.Equal(2, two.Count);
        await SignInByFingerprint(representative, company);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/v2/permissions/eu-entities/grants", new { })).Status);
    }

    [Fact]
    public async Task Enforcement_is_given_where_enforcement_is_done_and_nowhere_else()
    {
        var nip = await owner.SignInAsNewCompany();
        object Grant() => new { subjectIdentifier = new { type = "Nip", value = LocalKsefClient.NewNip() }, permissions = new[] { "EnforcementOperations" }, description = "Egzekucja", subjectDetails = Person };
        Assert.Equal(430, await Operation(owner, await owner.Post("/v2/permissions/persons/grants", Grant())));
        Assert.Empty(await Persons(owner));
        await owner.Post("/v2/testdata/subject", new { subjectNip = nip, subjectType = "EnforcementAuthority", description = "Organ egzekucyjny" });
        Assert.Equal("EnforcementAuthority", (await owner.Get("/v2/permissions/query/entities/roles")).Json["roles"]![0]!["role"]!.GetValue<string>());
        Assert.Equal(200, await Operation(owner, await owner.Post("/v2/permissions/persons/grants", Grant())));
        await owner.Post("/v2/testdata/subject/remove", new { subjectNip = nip });
        Assert.Equal(430, await Operation(owner, await owner.Post("/v2/permissions/persons/grants", Grant())));
    }

    [Theory]
    [InlineData("persons", "Owner")]
    [InlineData("persons", "VatUeManage")]
    [InlineData("persons", "PefInvoiceWrite")]
    [InlineData("indirect", "Owner")]
    [InlineData("indirect", "CredentialsManage")]
    public async Task Ownership_and_rights_of_other_operations_cannot_be_given(string operation, string permission)
    {
        await owner.SignInAsNewCompany();
        var refused = await owner.Post($"/v2/permissions/{operation}/grants", new { subjectIdentifier = new { type = "Nip", value = LocalKsefClient.NewNip() }, permissions = new[] { permission }, description = "Za dużo", subjectDetails = Person });
        Assert.Equal(21405, refused.ErrorCode);
        Assert.Empty(await Persons(owner));
    }

    [Theory]
    [InlineData("Owner")]
    [InlineData("VatUeManage")]
    public async Task Neither_a_token_nor_test_data_give_them(string permission)
    {
        var nip = await owner.SignInAsNewCompany();
        Assert.Equal(21405, (await owner.Post("/v2/tokens", new { permissions = new[] { permission }, description = "Za dużo" })).ErrorCode);
        Assert.Equal(21405, (await owner.Post("/v2/testdata/permissions", new
        {
            contextIdentifier = new { type = "Nip", value = nip },
            authorizedIdentifier = new { type = "Nip", value = LocalKsefClient.NewNip() },
            permissions = new[] { new { permissionType = permission, description = "Za dużo" } },
        })).ErrorCode);
        Assert.Equal(21405, (await owner.Post("/v2/permissions/entities/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = LocalKsefClient.NewNip() },
            permissions = new[] { new { type = permission, canDelegate = true } },
            description = "Za dużo",
            subjectDetails = new { fullName = "Ktoś" },
        })).ErrorCode);
    }

    [Theory]
    [InlineData("Nip", "123")]
    [InlineData("Pesel", "4405140135")]
    [InlineData("Fingerprint", "abc")]
    [InlineData("PeppolId", "PPL123456")]
    public async Task An_identifier_that_is_none_gets_no_right(string type, string value)
    {
        await owner.SignInAsNewCompany();
        Assert.Equal(21405, (await owner.Post("/v2/permissions/persons/grants", new { subjectIdentifier = new { type, value }, permissions = new[] { "InvoiceRead" }, description = "Komuś", subjectDetails = Person })).ErrorCode);
    }

    [Fact]
    public async Task Whoever_manages_subunits_only_withdraws_no_other_rights()
    {
        var nip = await owner.SignInAsNewCompany();
        var (manager, accountant) = (LocalKsefClient.NewNip(), LocalKsefClient.NewNip());
        foreach (var (who, what) in new[] { (manager, "SubunitManage"), (accountant, "InvoiceRead") })
            await owner.Post("/v2/permissions/persons/grants", new { subjectIdentifier = new { type = "Nip", value = who }, permissions = new[] { what }, description = "Próbne", subjectDetails = Person });
        var id = (await Persons(owner)).Single(row => row!["authorizedIdentifier"]!["value"]!.GetValue<string>() == accountant)!["id"]!.GetValue<string>();
        using var certificate = LocalKsefSigner.Person("TINPL-" + manager, await owner.Now());
        await other.SignIn(certificate, nip);
        Assert.Equal(420, await Operation(other, await other.Send(HttpMethod.Delete, $"/v2/permissions/common/grants/{id}")));
        Assert.Equal(2, (await Persons(owner)).Count);
    }

    private static async Task<int?> Operation(LocalKsefClient client, LocalKsefAnswer started)
    {
        Assert.True(started.Status == HttpStatusCode.Accepted, started.Text);
        return (await client.Get($"/v2/permissions/operations/{started.Json["referenceNumber"]!.GetValue<string>()}")).StatusCode;
    }

    private static async Task<JsonArray> Persons(LocalKsefClient client) =>
        (await client.Post("/v2/permissions/query/persons/grants", new { queryType = "PermissionsInCurrentContext" })).Json["permissions"]!.AsArray();

    private async Task<int?> SigningIn(X509Certificate2 certificate, string nip) =>
        (await owner.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await owner.Challenge(), nip), certificate, await owner.Now()))).StatusCode;

    private async Task SignInByFingerprint(X509Certificate2 certificate, string company)
    {
        var request = LocalKsefSigner.Request(await other.Challenge(), "x").Replace("<Nip>x</Nip>", $"<NipVatUe>{company}</NipVatUe>").Replace("certificateSubject", "certificateFingerprint");
        Assert.Equal(200, (await other.Authenticate(LocalKsefSigner.Sign(request, certificate, await other.Now()))).StatusCode);
        other.AccessToken = (await other.Post("/v2/auth/token/redeem", token: other.OperationToken)).Json["accessToken"]!["token"]!.GetValue<string>();
    }

    // Four digits and a check digit over all fourteen, by weights 1 and 3 (KSEF 9).
    private static string UnitOf(string nip) => $"{nip}-0001{(nip + "0001").Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum() % 10}";
}
