using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What the ministry's second test project asks of a server, where the first one says nothing (KSEF 14).</summary>
public sealed class MinistrysQuestionsTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient owner = new(fixture.Server);
    private readonly LocalKsefClient other = new(fixture.Server);

    public void Dispose()
    {
        owner.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task The_owner_of_a_context_closes_any_session_in_it_and_nobody_else_one_of_others()
    {
        var nip = await owner.SignInAsNewCompany();
        await SignInAsAccountant(nip);
        var session = await other.OpenSession();
        await other.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        Assert.Equal(21173, (await owner.Post($"/v2/sessions/online/{session}/invoices", owner.Sending(LocalKsefInvoices.Fa3(nip, "FV/2", Today)))).ErrorCode);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Post($"/v2/sessions/online/{session}/close")).Status);
        Assert.Equal(200, (await owner.BatchOutcome(session))["status"]!["code"]!.GetValue<int>());

        var (package, parts) = await other.OpenBatch(LocalKsefPackages.Zip([LocalKsefInvoices.Fa3(nip, "FV/3", Today)]), 1, "Zip");
        await other.Upload(parts[0].Url, parts[0].Content);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Post($"/v2/sessions/batch/{package}/close")).Status);
        Assert.Equal(1, (await owner.BatchOutcome(package))["successfulInvoiceCount"]!.GetValue<int>());

        var own = await owner.OpenSession();
        Assert.Equal(21173, (await other.Post($"/v2/sessions/online/{own}/close")).ErrorCode);
        await owner.SignInAsNewCompany();
        Assert.Equal(21173, (await owner.Post($"/v2/sessions/online/{await other.OpenSession()}/close")).ErrorCode);
    }

    [Theory]
    [InlineData("CN=Nikt, C=PL")]
    [InlineData("2.5.4.5=123, CN=Nikt, C=PL")]
    [InlineData("2.5.4.5=PNOPL-123, CN=Nikt, C=PL")]
    [InlineData("2.5.4.97=VATDE-123456789, CN=Nikt, C=DE")]
    public async Task A_certificate_that_names_nobody_signs_in_by_its_fingerprint_only(string name)
    {
        var nip = await owner.SignInAsNewCompany();
        using var certificate = LocalKsefSigner.SelfSigned(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), Noon);
        async Task<LocalKsefAnswer> Begun(string by)
        {
            var request = LocalKsefSigner.Request(await other.Challenge(), nip).Replace("certificateSubject", by, StringComparison.Ordinal);
            return await other.Authenticate(LocalKsefSigner.Sign(request, certificate, Noon));
        }
        var refused = await Begun("certificateSubject");
        Assert.Equal((HttpStatusCode.BadRequest, 21115), (refused.Status, refused.ErrorCode));
        Assert.Equal(415, (await Begun("certificateFingerprint")).StatusCode);
        await owner.Post("/v2/permissions/persons/grants", new
        {
            subjectIdentifier = new { type = "Fingerprint", value = Convert.ToHexString(SHA256.HashData(certificate.RawData)) },
            permissions = new[] { "InvoiceRead" },
            description = "Po odcisku",
            subjectDetails = new
            {
                subjectDetailsType = "PersonByFingerprintWithoutIdentifier",
                personByFpNoId = new { firstName = "Jan", lastName = "Próbny", birthDate = "1980-01-01", idDocument = new { type = "Paszport", number = "X1", country = "DE" } },
            },
        });
        Assert.Equal(200, (await Begun("certificateFingerprint")).StatusCode);
    }

    [Theory]
    [InlineData("a key of sixteen octets")]
    [InlineData("no key at all")]
    public async Task A_package_under_a_key_that_cannot_be_unwrapped_is_uploaded_and_closed_and_ends_in_415(string what)
    {
        var nip = await owner.SignInAsNewCompany();
        var encryption = what.StartsWith("no", StringComparison.Ordinal)
            ? new { encryptedSymmetricKey = Convert.ToBase64String(new byte[256]), initializationVector = Convert.ToBase64String(new byte[16]) }
            : await owner.Encryption(new byte[16]);
        var (session, parts) = await owner.OpenBatch(LocalKsefPackages.Zip([LocalKsefInvoices.Fa3(nip, "FV/1", Today)]), 1, "Zip", encryption: encryption);
        Assert.Equal(100, (await owner.Get($"/v2/sessions/{session}")).StatusCode);
        await owner.Upload(parts[0].Url, parts[0].Content);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Post($"/v2/sessions/batch/{session}/close")).Status);
        Assert.Equal(415, (await owner.BatchOutcome(session))["status"]!["code"]!.GetValue<int>());
        Assert.Empty((await owner.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray());
    }

    [Theory]
    [InlineData("Zip")]
    [InlineData("TarGz")]
    public async Task A_package_under_another_vector_cannot_be_unpacked_and_ends_in_430(string compression)
    {
        var nip = await owner.SignInAsNewCompany();
        byte[] package = compression == "Zip" ? LocalKsefPackages.Zip([LocalKsefInvoices.Fa3(nip, "FV/1", Today)])
            : LocalKsefPackages.TarGz([LocalKsefInvoices.Fa3(nip, "FV/1", Today)]);
        var encryption = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await owner.Encryption()))!;
        encryption["initializationVector"] = Convert.ToBase64String([.. owner.Vector.Select(octet => (byte)~octet)]);
        Assert.Equal(430, (await owner.BatchOutcome(await owner.SendBatch(package, 1, compression, encryption: encryption)))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(1, (await owner.BatchOutcome(await owner.SendBatch(package, 1, compression)))["successfulInvoiceCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_package_that_can_be_unpacked_but_is_not_the_declared_one_ends_in_405()
    {
        var nip = await owner.SignInAsNewCompany();
        byte[] File(int number) => LocalKsefPackages.Zip([LocalKsefInvoices.Fa3(nip, $"FV/{number}", Today)]);
        var (declared, sent) = (File(1), File(2));
        using var aes = Aes.Create();
        aes.Key = owner.Key;
        var encrypted = aes.EncryptCbc(sent, owner.Vector);
        async Task<int> Ends(int size, string hash)
        {
            var opened = await owner.Post("/v2/sessions/batch", new
            {
                formCode = LocalKsefForms.CodeOf("FA (3)"),
                encryption = await owner.Encryption(),
                batchFile = new { fileSize = size, fileHash = hash, fileParts = new[] { new { ordinalNumber = 1, fileSize = encrypted.Length, fileHash = LocalKsefSigner.Digest(encrypted) } } },
            });
            var session = opened.Json["referenceNumber"]!.GetValue<string>();
            await owner.Upload(opened.Json["partUploadRequests"]![0]!["url"]!.GetValue<string>(), encrypted);
            await owner.Post($"/v2/sessions/batch/{session}/close");
            return (await owner.BatchOutcome(session))["status"]!["code"]!.GetValue<int>();
        }
        Assert.Equal(405, await Ends(sent.Length, LocalKsefSigner.Digest(declared)));
        Assert.Equal(405, await Ends(sent.Length + 1, LocalKsefSigner.Digest(sent)));
        Assert.Equal(200, await Ends(sent.Length, LocalKsefSigner.Digest(sent)));
    }

    [Theory]
    [InlineData(100_000_016, 21205)]
    [InlineData(100_000_017, 21157)]
    [InlineData(101_000_000, 21157)]
    public async Task A_part_of_more_than_a_hundred_megabytes_is_refused_when_the_session_is_closed(int size, int code)
    {
        await owner.SignInAsNewCompany();
        var opened = await OpenWithPart(size);
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Equal(code, (await owner.Post($"/v2/sessions/batch/{opened.Json["referenceNumber"]!.GetValue<string>()}/close")).ErrorCode);
        Assert.Equal(21157, (await OpenWithPart(101_000_001)).ErrorCode);
    }

    [Theory]
    [InlineData("/v2/sessions/online", """{"formCode":{"systemCode":"FA (3)","schemaVersion":"1-0E","value":"FA"},"encryption":{"initializationVector":"AAAAAAAAAAAAAAAAAAAAAA=="}}""",
        "$.encryption.encryptedSymmetricKey")]
    [InlineData("/v2/sessions/online", """{"formCode":{"systemCode":"FA (3)","schemaVersion":"1-0E","value":"FA"}}""", "$.encryption")]
    [InlineData("/v2/sessions/online", """{"FormCode":{"SystemCode":"FA (3)","Value":"FA"},"Encryption":{}}""", "$.formCode.schemaVersion")]
    [InlineData("/v2/sessions/batch", """{"formCode":{"systemCode":"FA (3)","schemaVersion":"1-0E","value":"FA"},"encryption":{"encryptedSymmetricKey":"AA==","initializationVector":"AA=="},"batchFile":{"fileSize":1,"fileHash":"x","fileParts":[{"ordinalNumber":1,"fileSize":1}]}}""",
        "$.batchFile.fileParts[0].fileHash")]
    [InlineData("/v2/invoices/query/metadata", """{"subjectType":"Subject1"}""", "$.dateRange")]
    [InlineData("/v2/invoices/query/metadata", """{"subjectType":"Subject1","dateRange":{"dateType":"Issue"}}""", "$.dateRange.from")]
    [InlineData("/v2/tokens", """{"permissions":["InvoiceRead"]}""", "$.description")]
    [InlineData("/v2/collective-identifiers", """{"invoices":[{"ksefNumber":"x","payment":{"amount":1}}]}""", "$.invoices[0].payment.currency")]
    public async Task A_missing_field_is_named(string path, string body, string field)
    {
        await owner.SignInAsNewCompany();
        var answer = await owner.Post(path, JsonNode.Parse(body));
        Assert.Equal((HttpStatusCode.BadRequest, 21405), (answer.Status, answer.ErrorCode));
        Assert.Contains($"Brak wymaganego pola: {field}.", answer.Json["errors"]![0]!["details"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_field_that_nobody_knows_is_passed_over_in_the_API_and_an_unknown_word_is_named_with_those_that_are_known()
    {
        await owner.SignInAsNewCompany();
        object Filter(string type) => new { subjectType = type, whatever = 7, dateRange = new { dateType = "Issue", from = Noon, more = true } };
        Assert.Equal(HttpStatusCode.OK, (await owner.Post("/v2/invoices/query/metadata", Filter("Subject1"))).Status);
        Assert.Equal("Nieznana wartość: $.subjectType = \"Subject9\". Znane: Subject1, Subject2, Subject3, SubjectAuthorized.",
            (await owner.Post("/v2/invoices/query/metadata", Filter("Subject9"))).Json["errors"]![0]!["details"]![0]!.GetValue<string>());
    }

    private async Task<LocalKsefAnswer> OpenWithPart(int size) => await owner.Post("/v2/sessions/batch", new
    {
        formCode = LocalKsefForms.CodeOf("FA (3)"),
        encryption = await owner.Encryption(),
        batchFile = new { fileSize = size, fileHash = LocalKsefSigner.Digest([1]), fileParts = new[] { new { ordinalNumber = 1, fileSize = size, fileHash = LocalKsefSigner.Digest([1]) } } },
    });

    private async Task SignInAsAccountant(string nip)
    {
        var accountant = LocalKsefClient.NewNip();
        await owner.Post("/v2/permissions/persons/grants", new
        {
            subjectIdentifier = new { type = "Nip", value = accountant },
            permissions = new[] { "InvoiceWrite" },
            description = "Księgowość",
            subjectDetails = new { subjectDetailsType = "PersonByIdentifier", personById = new { firstName = "Anna", lastName = "Próbna" } },
        });
        using var certificate = LocalKsefSigner.Person("TINPL-" + accountant, Noon);
        await other.SignIn(certificate, nip);
    }
}
