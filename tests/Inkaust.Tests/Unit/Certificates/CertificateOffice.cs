using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>A cabinet with the desk of KSeF at which certificates are given: it answers as the test says, and as usual where it says nothing.</summary>
internal sealed class CertificateOffice : IDisposable
{
    public const string Application = "20261122-CE-0123456789-ABCDEF0123-01";

    private readonly HttpClient http;
    private readonly ECDsa authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private byte issued;

    public CertificateOffice()
    {
        Wire.Otherwise = Answer;
        http = new HttpClient(Wire) { Timeout = Timeout.InfiniteTimeSpan };
        Pacing = new Pacing(Cabinet.Folder, Cabinet.Clock);
        Rights = new Rights(Cabinet.Database, Cabinet.Clock);
        SignIn = new SignIn(http, Cabinet.Keys, Cabinet.Tokens, Rights, Pacing, Cabinet.Clock);
        Enrol = new EnrolCertificate(Cabinet.Keys, SignIn, Cabinet.Clock);
        States = new CertificateStates(Cabinet.Keys, SignIn, Cabinet.Clock);
        Renew = new RenewCertificates(Cabinet.Keys, Enrol, Cabinet.Clock);
    }

    public Cabinet Cabinet { get; } = new();

    public ScriptedKsef Wire { get; } = new();

    public Pacing Pacing { get; }

    public Rights Rights { get; }

    public SignIn SignIn { get; }

    public EnrolCertificate Enrol { get; }

    public CertificateStates States { get; }

    public RenewCertificates Renew { get; }

    /// <summary>What is answered otherwise than usual, by <c>METHOD path</c>.</summary>
    public Dictionary<string, Func<Received, HttpResponseMessage>> Answers { get; } = [];

    /// <summary>The verdict on a sign-in with the certificate of this name, or with a token (null).</summary>
    public Func<X509Certificate2?, int> Verdict { get; set; } = _ => 200;

    /// <summary>What the access token allows.</summary>
    public string[] Permissions { get; set; } = ["Owner"];

    /// <summary>The certificates that KSeF has given, with what it says of each.</summary>
    public List<(X509Certificate2 Certificate, string Status)> Given { get; } = [];

    /// <summary>With what somebody has tried to sign in, in this order; null for a token.</summary>
    public List<string?> TriedSerials { get; } = [];

    /// <summary>How often this was asked.</summary>
    public int Asked(string methodAndPath) => Wire.Requests.Count(one => $"{one.Method} {one.Path}" == methodAndPath);

    /// <summary>Issues a certificate for a key, as KSeF does.</summary>
    public X509Certificate2 Issue(PublicKey key)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=Próba"), key, HashAlgorithmName.SHA256);
        byte[] serial = [0x01, 0xF2, 0x0A, 0x5D, 0x35, 0x2A, 0xE5, ++issued];
        return request.Create(new X500DistinguishedName("CN=Urząd"), X509SignatureGenerator.CreateForECDsa(authority), Cabinet.Now.AddMinutes(-1),
            Cabinet.Now.AddYears(2), serial);
    }

    /// <summary>The body of an application for a certificate.</summary>
    public JsonElement Applied() => JsonDocument.Parse(Wire.Requests.Last(one => one.Path == "/v2/certificates/enrollments").Body).RootElement;

    public void Dispose()
    {
        Pacing.Dispose();
        http.Dispose();
        authority.Dispose();
        foreach (var (certificate, _) in Given) certificate.Dispose();
        Cabinet.Dispose();
    }

    private HttpResponseMessage Answer(Received received)
    {
        if (Answers.TryGetValue($"{received.Method} {received.Path}", out var answer)) return answer(received);
        return $"{received.Method} {received.Path}" switch
        {
            "POST /v2/auth/challenge" => ScriptedKsef.Json(Desk.Challenge(Cabinet.Now)),
            "POST /v2/auth/xades-signature" or "POST /v2/auth/ksef-token" => Tried(received),
            "GET /v2/auth/20261122-AU-0123456789-ABCDEF0123-01" => ScriptedKsef.Json($$"""{"status":{"code":{{verdict}},"description":"?"} }"""),
            "POST /v2/auth/token/redeem" => ScriptedKsef.Json(Desk.Tokens(Cabinet.Now).Replace("access-secret-1", AccessToken())),
            "POST /v2/auth/token/refresh" => ScriptedKsef.Json(Desk.Refreshed(Cabinet.Now, AccessToken())),
            "GET /v2/rate-limits" => ScriptedKsef.Json(JsonSerializer.Serialize(RateLimits.Usual, LimitsJson.Default.RateLimits)),
            "GET /v2/security/public-key-certificates" => ScriptedKsef.Json(PublicKeysTests.Published(Certificates.Cabinet.Rsa, Cabinet.Now,
                "KsefTokenEncryption")),
            "GET /v2/certificates/limits" => Limits(canRequest: true),
            "GET /v2/certificates/enrollments/data" => ScriptedKsef.Json("""{"commonName":"Atrament","countryName":"PL","organizationName":"Atrament","organizationIdentifier":"VATPL-5260001246"}"""),
            "POST /v2/certificates/enrollments" => Enrolled(received),
            $"GET /v2/certificates/enrollments/{Application}" => Decided(200, Given[^1].Certificate.SerialNumber),
            "POST /v2/certificates/retrieve" => Retrieved(received),
            "POST /v2/certificates/query" => Listed(received),
            _ => throw new InvalidOperationException($"No answer to {received.Method} {received.Path}."),
        };
    }

    public static HttpResponseMessage Limits(bool canRequest) => ScriptedKsef.Json(
        $$"""{"canRequest":{{(canRequest ? "true" : "false")}},"enrollment":{"remaining":7,"limit":300},"certificate":{"remaining":0,"limit":100} }""");

    public static HttpResponseMessage Decided(int code, string? serial = null) => ScriptedKsef.Json(
        $$"""{"requestDate":"2026-11-22T10:00:00Z","status":{"code":{{code}},"description":"stan","details":["powód"]},"certificateSerialNumber":{{(serial is null ? "null" : $"\"{serial}\"")}} }""");

    /// <summary>The usual answer to an application, where a test wants to give it late.</summary>
    public HttpResponseMessage Enrolled(Received received)
    {
        var csr = JsonDocument.Parse(received.Body).RootElement.GetProperty("csr").GetBytesFromBase64();
        Given.Add((Issue(CertificateRequest.LoadSigningRequest(csr, HashAlgorithmName.SHA256).PublicKey), "Active"));
        return ScriptedKsef.Json($$"""{"referenceNumber":"{{Application}}","timestamp":"2026-11-22T10:00:00Z"}""", HttpStatusCode.Accepted);
    }

    private int verdict = 200;

    private HttpResponseMessage Tried(Received received)
    {
        using var with = received.Text.Split("<ds:X509Certificate>") is [_, var rest]
            ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(rest[..rest.IndexOf('<')])) : null;
        TriedSerials.Add(with is null ? null : KeyRing.SerialOf(with));
        verdict = Verdict(with);
        return ScriptedKsef.Json(Desk.Started(Cabinet.Now), HttpStatusCode.Accepted);
    }

    private string AccessToken() => $"e30.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { per = JsonSerializer.Serialize(Permissions) })))}.x";

    private HttpResponseMessage Retrieved(Received received)
    {
        var wanted = JsonDocument.Parse(received.Body).RootElement.GetProperty("certificateSerialNumbers").EnumerateArray().Select(one =>
            one.GetString()).ToList();
        return ScriptedKsef.Json($"{{\"certificates\":[{string.Join(',', Given.Where(one => wanted.Contains(one.Certificate.SerialNumber)).Select(one =>
            $$"""{"certificate":"{{Convert.ToBase64String(one.Certificate.RawData)}}","certificateName":"Inkaust offline","certificateSerialNumber":"{{one.Certificate.SerialNumber}}","certificateType":"Offline"}"""))}]}}");
    }

    private HttpResponseMessage Listed(Received received)
    {
        var query = JsonDocument.Parse(received.Body).RootElement;
        var serial = query.TryGetProperty("certificateSerialNumber", out var wanted) ? wanted.GetString() : null;
        return ScriptedKsef.Json($"{{\"certificates\":[{string.Join(',', Given.Where(one => serial is null || one.Certificate.SerialNumber == serial).Select(one =>
            $$"""{"certificateSerialNumber":"{{one.Certificate.SerialNumber}}","name":"Inkaust offline","type":"Offline","commonName":"x","status":"{{one.Status}}","subjectIdentifier":{"type":"Nip","value":"5260001246"},"validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z","requestDate":"2026-01-01T00:00:00Z"}"""))}],\"hasMore\":false}}");
    }
}
