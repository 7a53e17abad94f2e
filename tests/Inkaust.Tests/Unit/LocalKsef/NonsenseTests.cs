using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Requests that are almost right, each with one part replaced by something that nobody expects: refused or taken, never a fault of the server.</summary>
public sealed class NonsenseTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private const string Subject = """{"type":"Nip","value":"5265877635"}""";
    private const string Key = """{"encryptedSymmetricKey":"AAAA","initializationVector":"AAAAAAAAAAAAAAAAAAAAAA==","publicKeyId":"x"}""";
    private const string Form = """{"systemCode":"FA (3)","schemaVersion":"1-0E","value":"FA"}""";
    private const string Person = """{"subjectDetailsType":"PersonByIdentifier","personById":{"firstName":"A","lastName":"B","identifier":{"type":"Pesel","value":"1"},"birthDate":"2000-01-01","idDocument":{"type":"a","number":"b","country":"PL"}}}""";
    private const string Company = """{"subjectDetailsType":"EntityByFingerprint","fullName":"A","entityByFp":{"fullName":"A","address":"B"},"personByFpNoId":{"firstName":"A","lastName":"B"}}""";
    private const string Hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private const string Filters = """{"subjectType":"Subject1","dateRange":{"dateType":"Issue","from":"2026-02-01T00:00:00Z","to":"2026-03-01T00:00:00Z","restrictToPermanentStorageHwmDate":false},"ksefNumber":"x","invoiceNumber":"x","amount":{"type":"Brutto","from":1,"to":2},"sellerNip":"5265877635","buyerIdentifier":{"type":"Nip","value":"1"},"currencyCodes":["PLN"],"invoicingMode":"Online","isSelfInvoicing":false,"formType":"FA","invoiceTypes":["Vat"],"hasAttachment":false}""";

    /// <summary>A body for each operation that takes one; enough of it to come to the end of what is read.</summary>
    private static readonly (string Path, string Body)[] Bodies =
    [
        ("/v2/auth/ksef-token", $$"""{"challenge":"x","contextIdentifier":{{Subject}},"encryptedToken":"AAAA","publicKeyId":"x","authorizationPolicy":{"allowedIps":{"ip4Addresses":["1.2.3.4"],"ip4Ranges":["1.2.3.4-1.2.3.5"],"ip4Masks":["1.2.3.0/24"]} } }"""),
        ("/v2/certificates/enrollments", """{"certificateName":"Nazwa","certificateType":"Offline","csr":"AAAA","validFrom":"2026-02-01T00:00:00Z"}"""),
        ("/v2/certificates/retrieve", """{"certificateSerialNumbers":["0123456789ABCDEF"]}"""),
        ("/v2/certificates/query", """{"certificateSerialNumber":"x","name":"x","type":"Offline","status":"Active","expiresAfter":"2026-02-01T00:00:00Z"}"""),
        ("/v2/certificates/0123456789ABCDEF/revoke", """{"revocationReason":"Unspecified"}"""),
        ("/v2/sessions/online", $$"""{"formCode":{{Form}},"encryption":{{Key}}}"""),
        ("/v2/sessions/online/20260201-SO-0123456789-0123456789-01/invoices", $$"""{"invoiceHash":"{{Hash}}","invoiceSize":1,"encryptedInvoiceHash":"{{Hash}}","encryptedInvoiceSize":1,"encryptedInvoiceContent":"AAAA","offlineMode":true,"hashOfCorrectedInvoice":"{{Hash}}"}"""),
        ("/v2/sessions/batch", $$"""{"formCode":{{Form}},"encryption":{{Key}},"offlineMode":false,"batchFile":{"fileSize":1,"fileHash":"{{Hash}}","compressionType":"Zip","fileParts":[{"ordinalNumber":1,"fileSize":16,"fileHash":"{{Hash}}"}]} }"""),
        ("/v2/invoices/query/metadata", Filters),
        ("/v2/invoices/exports", $$"""{"encryption":{{Key}},"filters":{{Filters}},"onlyMetadata":true,"compressionType":"Zip"}"""),
        ("/v2/tokens", """{"permissions":["InvoiceRead"],"description":"Opis próbny"}"""),
        ("/v2/permissions/persons/grants", $$"""{"subjectIdentifier":{{Subject}},"permissions":["InvoiceRead"],"description":"Opis próbny","subjectDetails":{{Person}}}"""),
        ("/v2/permissions/entities/grants", $$"""{"subjectIdentifier":{{Subject}},"permissions":[{"type":"InvoiceRead","canDelegate":true}],"description":"Opis próbny","subjectDetails":{{Company}}}"""),
        ("/v2/permissions/indirect/grants", $$"""{"subjectIdentifier":{{Subject}},"targetIdentifier":{{Subject}},"permissions":["InvoiceRead"],"description":"Opis próbny","subjectDetails":{{Person}}}"""),
        ("/v2/permissions/eu-entities/administration/grants", $$"""{"subjectIdentifier":{"type":"Fingerprint","value":"x"},"contextIdentifier":{"type":"NipVatUe","value":"x"},"description":"Opis próbny","euEntityName":"A","subjectDetails":{{Company}},"euEntityDetails":{"fullName":"A","address":"B"} }"""),
        ("/v2/permissions/subunits/grants", $$"""{"subjectIdentifier":{{Subject}},"contextIdentifier":{"type":"InternalId","value":"5265877635-00010"},"description":"Opis próbny","subunitName":"A","subjectDetails":{{Person}}}"""),
        ("/v2/permissions/authorizations/grants", $$"""{"subjectIdentifier":{{Subject}},"permission":"SelfInvoicing","description":"Opis próbny","subjectDetails":{{Company}}}"""),
        ("/v2/permissions/query/personal/grants", $$"""{"contextIdentifier":{{Subject}},"targetIdentifier":{{Subject}},"permissionTypes":["InvoiceRead"],"permissionState":"Active"}"""),
        ("/v2/permissions/query/persons/grants", $$"""{"queryType":"PermissionsInCurrentContext","authorIdentifier":{{Subject}},"authorizedIdentifier":{{Subject}},"contextIdentifier":{{Subject}},"targetIdentifier":{{Subject}},"permissionTypes":["InvoiceRead"],"permissionState":"Active"}"""),
        ("/v2/permissions/query/entities/grants", $$"""{"contextIdentifier":{{Subject}}}"""),
        ("/v2/permissions/query/subunits/grants", $$"""{"subunitIdentifier":{{Subject}}}"""),
        ("/v2/permissions/query/eu-entities/grants", """{"vatUeIdentifier":"x","authorizedFingerprintIdentifier":"x","permissionTypes":["InvoiceRead"]}"""),
        ("/v2/permissions/query/subordinate-entities/roles", $$"""{"subordinateEntityIdentifier":{{Subject}}}"""),
        ("/v2/permissions/query/authorizations/grants", $$"""{"queryType":"Granted","authorizingIdentifier":{{Subject}},"authorizedIdentifier":{{Subject}},"permissionTypes":["SelfInvoicing"]}"""),
        ("/v2/collective-identifiers", """{"invoices":[{"ksefNumber":"x","description":"y"}]}"""),
        ("/v2/collective-identifiers/invoices", """{"collectiveIdentifierNumbers":["x","y"]}"""),
        ("/v2/collective-identifiers/query", """{"dateCreatedFrom":"2026-02-01T00:00:00Z","dateCreatedTo":"2026-03-01T00:00:00Z","collectiveIdentifierNumber":"x","invoiceCountFrom":1,"invoiceCountTo":2,"createdInCurrentContext":true}"""),
        ("/v2/testdata/subject", """{"subjectNip":"5265877635","subjectType":"VatGroup","subunits":[{"subjectNip":"5265877635","description":"x"}],"description":"x"}"""),
        ("/v2/testdata/person", """{"nip":"5265877635","pesel":"44051401359","isBailiff":true,"isDeceased":false,"description":"x"}"""),
        ("/v2/testdata/permissions", $$"""{"contextIdentifier":{{Subject}},"authorizedIdentifier":{{Subject}},"permissions":[{"description":"x","permissionType":"InvoiceRead"}]}"""),
        ("/v2/testdata/attachment", """{"nip":"5265877635"}"""),
        ("/v2/testdata/attachment/revoke", """{"nip":"5265877635","expectedEndDate":"2026-02-01"}"""),
        ("/v2/testdata/context/block", """{"contextIdentifier":{"type":"PeppolId","value":"PPL123456"}}"""),
        ("/v2/testdata/limits/context/session", """{"onlineSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":10000},"batchSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":10000}}"""),
        ("/v2/testdata/limits/subject/certificate", """{"subjectIdentifierType":"Nip","certificate":{"maxCertificates":1000000},"enrollment":{"maxEnrollments":1000000}}"""),
        ("/v2/testdata/rate-limits", """{"rateLimits":{"onlineSession":{"perSecond":1000000,"perMinute":1000000,"perHour":1000000}}}"""),
        ("/qr/invoice/5265877635/01-02-2026/47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU/download", """{"number":"x","buyerType":"Nip","buyerIdentifier":"1","gross":"1","format":"xml"}"""),
        ("/qr/invoice/search", """{"ksefNumber":"x","number":"x","buyerType":"Nip","buyerIdentifier":"1","buyerName":"x","gross":"1"}"""),
    ];

    // Objects with one name twice come last, since no node can say them.
    private static readonly string[] Nonsense =
    [
        "null", "true", "-1", "0", "1e30", "1e400", "2147483648", "9223372036854775808", "0.1", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"😀\"", "[]", "[null]", "[[]]", "{}",
        "{\"type\":5,\"value\":[]}", "{\"a\":1,\"a\":2}", "\"9999-12-31T23:59:59.9999999+00:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"9000-12-31T23:59:59Z\"", "\"1900-01-01T00:00:00Z\"", "\"2026-02-30\"",
        "\"AAAA\"", "\"=\"", "\"999.999.999.999\"", "\"0.0.0.0/99\"", "\"AllPartners\"", "\"System\"", "\"Owner\"", "\"PeppolId\"", "\"5\"", "\"LONG\"",
    ];

    private readonly LocalKsefClient client = new(fixture.Server);
    private readonly HttpClient http = new() { BaseAddress = fixture.Server.BaseAddress };

    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task A_body_with_nonsense_in_any_place_is_no_fault_of_the_server()
    {
        await client.SignInAsNewCompany();
        foreach (var (path, body) in Bodies)
        {
            Assert.True(path.StartsWith("/qr/", StringComparison.Ordinal) || (await Sent(path, "{}")).Status != HttpStatusCode.NotFound, $"There is no {path}");
            foreach (var bent in Bent(JsonNode.Parse(body)!))
            {
                var (status, text) = await Sent(path, bent);
                Assert.True((int)status < 500, $"{path} answers {(int)status} to {bent[..Math.Min(bent.Length, 2000)]}: {text}");
            }
        }
    }

    [Fact]
    public async Task An_order_with_nonsense_in_any_place_is_no_fault_of_the_management_port()
    {
        using var management = new HttpClient { BaseAddress = fixture.Server.ManagementAddress };
        foreach (var (path, body) in new[]
        {
            ("/announcements", """{"category":"FAILURE","type":"FAILURE_END","id":"x","eventId":1,"title":"x","text":"x","start":"2026-02-01T00:00:00Z","end":"2026-02-01T00:00:00Z","version":1,"published":"2026-02-01T00:00:00Z"}"""),
            ("/faults", """{"kind":"slow","match":"* /nowhere","count":1,"probability":1,"retryAfter":1,"delayMilliseconds":1,"body":{}}"""),
            ("/clock/advance", """{"by":"0:00:00"}"""),
            ("/restore", """{"format":"inkaust-local-ksef/1","leftOut":{"files":0,"octets":0},"chapters":{"nothing":{}}}"""),
        })
            foreach (var bent in Bent(JsonNode.Parse(body)!))
            {
                // The order itself may be carried out; a restored nothing would be one.
                using var answer = await management.PostAsync(path, new StringContent(bent, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode < 500, $"{path} answers {(int)answer.StatusCode} to {bent[..Math.Min(bent.Length, 2000)]}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            }
        await client.Manage(HttpMethod.Delete, "/faults");
        await client.Manage(HttpMethod.Delete, "/announcements");
    }

    [Fact]
    public async Task Nonsense_in_a_path_a_query_or_a_header_is_no_fault_of_the_server()
    {
        await client.SignInAsNewCompany();
        string[] segments = ["x", "%00", "%F0%9F%98%80", "..%2F..", new('a', 36), new('9', 300), "20260201-SO-0123456789-0123456789-01", "5265877635-20260201-010203040506-AB", "%EF%BF%BD", "'\""];
        await using var world = new World(new LocalKsefOptions());
        foreach (var route in Routes.OfApi(world).Concat(Routes.OfPublic(world)).Where(route => route.Path.Contains('{', StringComparison.Ordinal)))
            foreach (var segment in segments)
                await MustBeNoFault(route.Method, System.Text.RegularExpressions.Regex.Replace(route.Path, @"\{\w+\}", segment.Replace("$", "$$", StringComparison.Ordinal)));
        string[] values = ["", "-1", "0", "10", "99999999999", "1e9", "%00", "Asc,Desc", "😀", "9999-12-31T23:59:59.9999999Z", "0001-01-01", "2026-02-01T00:00:00+99:00"];
        foreach (var path in new[] { "/v2/auth/sessions", "/v2/sessions?sessionType=Online", "/v2/tokens", "/v2/peppol/query", "/v2/permissions/query/entities/roles" })
            foreach (var name in new[] { "pageSize", "pageOffset", "sortOrder", "status", "statuses", "dateCreatedFrom", "dateModifiedTo", "description", "authorIdentifierType", "sessionType" })
                foreach (var value in values) await MustBeNoFault("GET", $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={value}&{name}={value}");
        foreach (var token in new[] { "x", "MjE0NzQ4MzY0N3wvdjIvYXV0aC9zZXNzaW9ucw", "fHx8", "!!!!", new string('A', 20_000) })
            await MustBeNoFault("GET", "/v2/auth/sessions", ("x-continuation-token", token));
        foreach (var bearer in new[] { "x", "a.b.c", "...", "eyJhbGciOiJub25lIn0.e30.", new string('A', 20_000) })
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/v2/auth/sessions", bearer)).Status);
    }

    private async Task MustBeNoFault(string method, string path, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.AccessToken);
        if (header is { } one) request.Headers.TryAddWithoutValidation(one.Name, one.Value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode < 500, $"{method} {path} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    private async Task<(HttpStatusCode Status, string Text)> Sent(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.AccessToken);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The document as often as it has places, each time with another nonsense in one of them.</summary>
    private static IEnumerable<string> Bent(JsonNode document)
    {
        var text = document.ToJsonString();
        yield return text;
        foreach (var place in Places(document).Select(node => node.GetPath()).ToList())
            foreach (var nonsense in Nonsense)
            {
                // A word that stands nowhere else marks the place.
                var copy = JsonNode.Parse(text)!;
                if (place == "$")
                {
                    yield return nonsense;
                    continue;
                }
                Places(copy).First(node => node.GetPath() == place).ReplaceWith("«here»");
                yield return copy.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
                    .Replace("\"«here»\"", nonsense == "\"LONG\"" ? $"\"{new string('x', 20_000)}\"" : nonsense);
            }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => [node, .. node switch
    {
        JsonObject all => all.Where(one => one.Value is not null).SelectMany(one => Places(one.Value!)),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Places),
        _ => [],
    }];
}
