using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Support;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record LocalKsefAnswer(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The first error code of a 400 as problem details.</summary>
    public int? ErrorCode => Json["errors"]?[0]?["code"]?.GetValue<int>();

    public int? StatusCode => Json["status"]?["code"]?.GetValue<int>();
}

/// <summary>A small KSeF client for tests of the server, written by hand so that it shares nothing with the product's client.</summary>
internal sealed class LocalKsefClient(Uri api, Uri managementPort) : IDisposable
{
    private static int nips = 311_000_000;
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = api };
    private readonly HttpClient management = new() { BaseAddress = managementPort };

    public LocalKsefClient(LocalKsefServer server) : this(server.BaseAddress, server.ManagementAddress) { }

    public string? AccessToken { get; set; }
    public string? RefreshToken { get; set; }
    public string? OperationToken { get; set; }
    public string? LoginReference { get; set; }
    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);
    public byte[] Vector { get; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>A NIP with a right check digit that nobody has had before in this run.</summary>
    public static string NewNip()
    {
        while (true)
        {
            var number = Interlocked.Increment(ref nips);
            for (var last = 0; last < 10; last++)
                if (Nip.TryParse($"{number}{last}", out _)) return $"{number}{last}";
        }
    }

    /// <summary>The number of a provider of Peppol services that nobody has yet.</summary>
    public static string NewPeppolId() => $"PPL{NewNip()[3..9]}";

    /// <summary>The VAT number of a German company that nobody has yet.</summary>
    public static string NewGermanVat() => $"DE{NewNip()[..9]}";

    /// <summary>What is refused for too many requests is asked for again at once.</summary>
    public bool AsksAgain { get; init; }

    /// <summary>How often that was.</summary>
    public int AskedAgain { get; private set; }

    public async Task<LocalKsefAnswer> Send(HttpMethod method, string path, object? body = null, string? token = null, bool problemDetails = true, string? accept = null,
        params (string Name, string Value)[] headers)
    {
        var answer = await SendOnce(method, path, body, token, problemDetails, accept, headers);
        for (; AsksAgain && answer.Status == HttpStatusCode.TooManyRequests; AskedAgain++) answer = await SendOnce(method, path, body, token, problemDetails, accept, headers);
        return answer;
    }

    private async Task<LocalKsefAnswer> SendOnce(HttpMethod method, string path, object? body, string? token, bool problemDetails, string? accept, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string xml) request.Content = new StringContent(xml, Encoding.UTF8, "application/xml");
        else if (body is byte[] octets) request.Content = new ByteArrayContent(octets) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml", "utf-8") } };
        else if (body is not null) request.Content = JsonContent.Create(body, options: new JsonSerializerOptions());
        if ((token ?? AccessToken) is { Length: > 0 } bearer) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (problemDetails) request.Headers.Add("X-Error-Format", "problem-details");
        if (accept is not null) request.Headers.Add("Accept", accept);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await http.SendAsync(request);
        var answer = new LocalKsefAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
        var faults = LocalKsefOpenApi.Official?.Faults(method.Method, path.Split('?')[0], (int)answer.Status, answer.ContentType, answer.Body) ?? [];
        Assert.True(faults.Count == 0, $"{method} {path} answers otherwise than the OpenAPI file says: {string.Join("; ", faults)}");
        return answer;
    }

    public Task<LocalKsefAnswer> Get(string path, string? token = null) => Send(HttpMethod.Get, path, token: token);

    public Task<LocalKsefAnswer> Post(string path, object? body = null, string? token = null) => Send(HttpMethod.Post, path, body, token);

    /// <summary>A call to the management port that must succeed.</summary>
    public async Task<JsonNode?> Manage(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await management.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : text.Length > 0 ? JsonValue.Create(text) : null;
    }

    /// <summary>The status of a call to the management port that may be refused.</summary>
    public async Task<HttpStatusCode> TryManage(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await management.SendAsync(request);
        return response.StatusCode;
    }

    public async Task<string> Challenge() => (await Post("/v2/auth/challenge")).Json["challenge"]!.GetValue<string>();

    /// <summary>Sends a signed document and waits for the status of the operation.</summary>
    public Task<LocalKsefAnswer> Authenticate(string signedXml) => Authenticate(Encoding.UTF8.GetBytes(signedXml));

    public async Task<LocalKsefAnswer> Authenticate(byte[] signedXml)
    {
        var started = await Post("/v2/auth/xades-signature", signedXml, token: "");
        if (started.Status != HttpStatusCode.Accepted) return started;
        LoginReference = started.Json["referenceNumber"]!.GetValue<string>();
        OperationToken = started.Json["authenticationToken"]!["token"]!.GetValue<string>();
        return await Get($"/v2/auth/{LoginReference}", OperationToken);
    }

    /// <summary>Signs in all the way to the access token.</summary>
    public async Task SignIn(X509Certificate2 certificate, string nip)
    {
        var status = await Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await Challenge(), nip), certificate, await Now()));
        Assert.True(status.Status == HttpStatusCode.OK && status.StatusCode == 200, status.Text);
        var tokens = await Post("/v2/auth/token/redeem", token: OperationToken);
        AccessToken = tokens.Json["accessToken"]!["token"]!.GetValue<string>();
        RefreshToken = tokens.Json["refreshToken"]!["token"]!.GetValue<string>();
    }

    /// <summary>Signs in as the owner of a new company, with an EC key since that is made quickly.</summary>
    public async Task<string> SignInAsNewCompany()
    {
        var nip = NewNip();
        using var certificate = LocalKsefSigner.Person("TINPL-" + nip, await Now());
        await SignIn(certificate, nip);
        return nip;
    }

    public async Task<DateTimeOffset> Now() => (await Manage(HttpMethod.Get, "/clock"))!["now"]!.GetValue<DateTimeOffset>();

    public async Task<string> OpenSession(byte[]? key = null, string systemCode = "FA (3)")
    {
        var answer = await Post("/v2/sessions/online", new { formCode = LocalKsefForms.CodeOf(systemCode), encryption = await Encryption(key) });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Json["referenceNumber"]!.GetValue<string>();
    }

    /// <summary>The key of this client, wrapped for the server.</summary>
    public async Task<object> Encryption(byte[]? key = null)
    {
        var keys = (await Get("/v2/security/public-key-certificates")).Json.AsArray();
        var certificate = keys.First(entry => entry!["usage"]!.AsArray().Any(usage => usage!.GetValue<string>() == "SymmetricKeyEncryption"))!;
        using var loaded = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificate["certificate"]!.GetValue<string>()));
        using var rsa = loaded.GetRSAPublicKey()!;
        return new
        {
            encryptedSymmetricKey = Convert.ToBase64String(rsa.Encrypt(key ?? Key, RSAEncryptionPadding.OaepSHA256)),
            initializationVector = Convert.ToBase64String(Vector),
            publicKeyId = certificate["publicKeyId"]!.GetValue<string>(),
        };
    }

    /// <summary>Opens a batch session for an archive, cut into equal parts of which each is encrypted.</summary>
    public async Task<(string Session, List<(string Url, byte[] Content)> Parts)> OpenBatch(byte[] archive, int parts, string compression, string systemCode = "FA (3)", object? encryption = null,
        params (string Name, string Value)[] headers)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        var size = (archive.Length + parts - 1) / parts;
        var encrypted = archive.Chunk(size).Select(part => aes.EncryptCbc(part, Vector)).ToList();
        var answer = await Send(HttpMethod.Post, "/v2/sessions/batch", new
        {
            formCode = LocalKsefForms.CodeOf(systemCode),
            batchFile = new
            {
                fileSize = archive.Length,
                fileHash = LocalKsefSigner.Digest(archive),
                compressionType = compression,
                fileParts = encrypted.Select((part, index) => new { ordinalNumber = index + 1, fileSize = part.Length, fileHash = LocalKsefSigner.Digest(part) }),
            },
            encryption = encryption ?? await Encryption(),
        }, headers: headers);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        var urls = answer.Json["partUploadRequests"]!.AsArray().Select(part => part!["url"]!.GetValue<string>());
        return (answer.Json["referenceNumber"]!.GetValue<string>(), [.. urls.Zip(encrypted)]);
    }

    public async Task Upload(string url, byte[] content)
    {
        using var response = await http.PutAsync(url, new ByteArrayContent(content));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    /// <summary>Opens, uploads and closes.</summary>
    public async Task<string> SendBatch(byte[] archive, int parts, string compression, string systemCode = "FA (3)", object? encryption = null)
    {
        var (session, pieces) = await OpenBatch(archive, parts, compression, systemCode, encryption);
        foreach (var (url, content) in pieces) await Upload(url, content);
        var closed = await Post($"/v2/sessions/batch/{session}/close");
        Assert.True(closed.Status == HttpStatusCode.NoContent, closed.Text);
        return session;
    }

    /// <summary>Asks for the status of a session until it is final, for as long as a slow machine may need.</summary>
    public async Task<JsonNode> BatchOutcome(string session)
    {
        for (var attempt = 0; attempt < 9000; attempt++)
        {
            var answer = await Get($"/v2/sessions/{session}");
            if (answer.StatusCode >= 200) return answer.Json;
            await Task.Delay(20);
        }
        throw new TimeoutException("The batch got no final status within three minutes.");
    }

    /// <summary>What is sent for an invoice, so that a test can spoil a part of it.</summary>
    public JsonObject Sending(byte[] xml, bool offline = false, string? corrected = null)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        var encrypted = aes.EncryptCbc(xml, Vector);
        return new JsonObject
        {
            ["invoiceHash"] = LocalKsefSigner.Digest(xml),
            ["invoiceSize"] = xml.Length,
            ["encryptedInvoiceHash"] = LocalKsefSigner.Digest(encrypted),
            ["encryptedInvoiceSize"] = encrypted.Length,
            ["encryptedInvoiceContent"] = Convert.ToBase64String(encrypted),
            ["offlineMode"] = offline,
            ["hashOfCorrectedInvoice"] = corrected,
        };
    }

    public async Task<string> SendInvoice(string session, byte[] xml, bool offline = false, string? corrected = null) =>
        await SendInvoice(session, Sending(xml, offline, corrected));

    public async Task<string> SendInvoice(string session, JsonObject sending)
    {
        var answer = await Post($"/v2/sessions/online/{session}/invoices", sending);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return answer.Json["referenceNumber"]!.GetValue<string>();
    }

    /// <summary>Asks for the status until it is final, for as long as a slow machine may need.</summary>
    public async Task<JsonNode> Outcome(string session, string invoice)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var answer = await Get($"/v2/sessions/{session}/invoices/{invoice}");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            if (answer.StatusCode >= 200) return answer.Json;
            await Task.Delay(20);
        }
        throw new TimeoutException("The invoice got no final status within a minute.");
    }

    /// <summary>Sends one invoice in a session of its own and returns its final status.</summary>
    public async Task<JsonNode> SendAndWait(byte[] xml, bool offline = false)
    {
        var session = await OpenSession();
        var outcome = await Outcome(session, await SendInvoice(session, xml, offline));
        await Post($"/v2/sessions/online/{session}/close");
        return outcome;
    }

    /// <summary>Enrols a certificate and returns it with its private key.</summary>
    public async Task<X509Certificate2> Enroll(string type)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest(await EnrollmentName(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var enrolled = await Post("/v2/certificates/enrollments", new { certificateName = "Certyfikat próbny", certificateType = type, csr = Convert.ToBase64String(csr) });
        Assert.True(enrolled.Status == HttpStatusCode.Accepted, enrolled.Text);
        var status = await Get($"/v2/certificates/enrollments/{enrolled.Json["referenceNumber"]!.GetValue<string>()}");
        Assert.True(status.StatusCode == 200, status.Text);
        var serial = status.Json["certificateSerialNumber"]!.GetValue<string>();
        var retrieved = await Post("/v2/certificates/retrieve", new { certificateSerialNumbers = new[] { serial } });
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(retrieved.Json["certificates"]![0]!["certificate"]!.GetValue<string>()));
        return certificate.CopyWithPrivateKey(key);
    }

    public async Task<X500DistinguishedName> EnrollmentName()
    {
        var data = (await Get("/v2/certificates/enrollments/data")).Json.AsObject();
        var builder = new X500DistinguishedNameBuilder();
        foreach (var (property, oid) in new[] { ("commonName", "2.5.4.3"), ("surname", "2.5.4.4"), ("serialNumber", "2.5.4.5"), ("countryName", "2.5.4.6"),
            ("organizationName", "2.5.4.10"), ("givenName", "2.5.4.42"), ("uniqueIdentifier", "2.5.4.45"), ("organizationIdentifier", "2.5.4.97") })
            if (data[property]?.GetValue<string>() is { } value) builder.Add(oid, value);
        return builder.Build();
    }

    public void Dispose()
    {
        http.Dispose();
        management.Dispose();
    }
}
