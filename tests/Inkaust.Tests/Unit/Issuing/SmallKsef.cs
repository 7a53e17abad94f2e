using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>An invoice in a session of <see cref="SmallKsef"/>, and what KSeF says of it.</summary>
internal sealed record AtSession(string Reference, InvoiceHash Hash)
{
    public int Code { get; init; } = 200;

    public string Description { get; init; } = "Opis";

    /// <summary>Details and extensions of the status, as JSON after a comma.</summary>
    public string More { get; init; } = "";

    public string? Number { get; init; }

    public string TakenInAt { get; init; } = "2026-12-09T10:30:00Z";

    public string? AcquiredAt { get; init; } = "2026-12-09T10:40:00Z";

    public string Json => $$"""
        {"ordinalNumber":1,"referenceNumber":"{{Reference}}","invoiceHash":"{{Hash.Base64}}","invoicingDate":"{{TakenInAt}}"
        {{(AcquiredAt is null ? "" : $",\"acquisitionDate\":\"{AcquiredAt}\"")}}{{(Number is null ? "" : $",\"ksefNumber\":\"{Number}\"")}}
        ,"status":{"code":{{Code}},"description":"{{Description}}"{{More}}} }
        """;
}

/// <summary>What was sent in an interactive session.</summary>
internal sealed record Sent(string Session, InvoiceHash Hash, bool Offline, string? CorrectedHash);

/// <summary>The other end of the wire for a house: a KSeF of a few lines that says what the test wants it to say.</summary>
internal sealed class SmallKsef : HttpMessageHandler
{
    private static readonly Lazy<(byte[] Certificate, string Id)> Key = new(() =>
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=KSeF", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return (certificate.RawData, Convert.ToBase64String(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())));
    });

    private int references;

    /// <summary>The requests so far, as <c>METHOD /path</c>.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Answers before anybody else does; null leaves it to the rest.</summary>
    public Func<string, HttpResponseMessage?> First { get; set; } = _ => null;

    /// <summary>The time by its clock, from which its tokens are good.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => throw new InvalidOperationException("Nobody has set the clock of the small KSeF.");

    /// <summary>No connection is made to the API; Latarnia has a line of its own.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What Latarnia has announced, as it writes it.</summary>
    public List<string> Messages { get; } = [];

    public string LatarniaState { get; set; } = "AVAILABLE";

    public Dictionary<string, List<AtSession>> Sessions { get; } = [];

    /// <summary>Codes of sessions that are other than 200.</summary>
    public Dictionary<string, int> SessionCodes { get; } = [];

    /// <summary>The pages of the receipts of sessions.</summary>
    public Dictionary<string, List<(string Reference, byte[] Content)>> Receipts { get; } = [];

    /// <summary>The receipts of single invoices, by their numbers.</summary>
    public Dictionary<string, byte[]> ReceiptsOfOne { get; } = [];

    /// <summary>The files that can be downloaded, by their numbers.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    public List<Sent> Sent { get; } = [];

    /// <summary>Whether each package that was opened is of invoices issued offline.</summary>
    public List<bool> Packages { get; } = [];

    public int MostInvoicesOfAPackage { get; set; } = 10_000;

    /// <summary>What becomes of an invoice that is sent now.</summary>
    public Func<AtSession, AtSession> Judge { get; set; } = sent => sent with { Number = NumberOf(1) };

    public static string NumberOf(long technical, string nip = "5260001246", string day = "2026-12-09") =>
        KsefNumber.Create(Nip.Parse(nip), DateOnly.ParseExact(day, "yyyy-MM-dd"), technical).ToString();

    public static string Reference(int number, string kind = "SO") => $"20261209-{kind}-0000000000-00000{number:00000}-01";

    public static HttpResponseMessage Problem(int code, int status = 400) => ScriptedKsef.Problem(code, "Opis błędu.",
        status: (HttpStatusCode)status);

    public int CountOf(string request) => Asked.Count(one => one == request);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var asked = $"{request.Method} {path}";
        lock (Asked) Asked.Add(asked);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (IsSilent && path.StartsWith("/v2/", StringComparison.Ordinal)) throw new HttpRequestException(HttpRequestError.ConnectionError,
            "no line");
        var answer = First(asked) ?? Answer(asked, path.Split('/', StringSplitOptions.RemoveEmptyEntries), body);
        answer.RequestMessage ??= request;
        return answer;
    }

    private HttpResponseMessage Answer(string asked, string[] path, string body) => (asked.Split(' ')[0], path) switch
    {
        ("GET", ["v2", "security", "public-key-certificates"]) => ScriptedKsef.Json($$"""
            [{"certificate":"{{Convert.ToBase64String(Key.Value.Certificate)}}","publicKeyId":"{{Key.Value.Id}}","validFrom":"2020-01-01T00:00:00Z","validTo":"2040-01-01T00:00:00Z",
            "usage":["SymmetricKeyEncryption","KsefTokenEncryption"]}]
            """),
        ("GET", ["messages"]) => ScriptedKsef.Json($"[{string.Join(',', Messages)}]"),
        ("GET", ["status"]) => ScriptedKsef.Json($$"""{"status":"{{LatarniaState}}","messages":null} """),
        ("GET", ["v2", "limits", "context"]) => ScriptedKsef.Json($$"""
            {"onlineSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":10000},
            "batchSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":{{MostInvoicesOfAPackage}}} }
            """),
        ("POST", ["v2", "auth", "challenge"]) => ScriptedKsef.Json(Desk.Challenge(Now())),
        ("POST", ["v2", "auth", "xades-signature"]) => ScriptedKsef.Json(Desk.Started(Now()), HttpStatusCode.Accepted),
        ("POST", ["v2", "auth", "token", "redeem"]) => ScriptedKsef.Json(Desk.Tokens(Now())),
        ("GET", ["v2", "auth", _]) => ScriptedKsef.Json("""{"startDate":"2026-12-09T11:00:00Z","status":{"code":200,"description":"ok"}}"""),
        ("GET", ["v2", "rate-limits"]) => Problem(21405), // the usual ones hold
        ("POST", ["v2", "certificates", "query"]) => ScriptedKsef.Json("""{"certificates":[],"hasMore":false}"""),
        ("POST", ["v2", "sessions", "online"]) => Opened("SO", _ => ",\"validUntil\":\"2026-12-10T00:00:00Z\""),
        ("POST", ["v2", "sessions", "batch"]) => OpenedForAPackage(body),
        ("PUT", ["upload", ..]) => ScriptedKsef.Empty(HttpStatusCode.Created),
        ("POST", ["v2", "sessions", "online", var session, "invoices"]) => TakenIn(session, body),
        ("POST", ["v2", "sessions", "online" or "batch", _, "close"]) => ScriptedKsef.Empty(HttpStatusCode.NoContent),
        ("GET", ["v2", "sessions", var session]) => ScriptedKsef.Json(StateOf(session)),
        ("GET", ["v2", "sessions", var session, "invoices"]) =>
            ScriptedKsef.Json($$"""{"continuationToken":null,"invoices":[{{string.Join(',', Sessions.GetValueOrDefault(session, []).Select(one => one.Json))}}] }"""),
        ("GET", ["v2", "sessions", var session, "invoices", var reference]) => ScriptedKsef.Json(Sessions[session].Single(one =>
            one.Reference == reference).Json),
        ("GET", ["v2", "sessions", _, "invoices", "ksef", var number, "upo"]) => ScriptedKsef.Answer(Text(ReceiptsOfOne[number]), "application/xml"),
        ("GET", ["v2", "sessions", var session, "upo", var page]) => ScriptedKsef.Answer(Text(Receipts[session].Single(one =>
            one.Reference == page).Content), "application/xml"),
        ("GET", ["v2", "invoices", "ksef", var number]) => Files.TryGetValue(number, out var file) ? ScriptedKsef.Answer(Text(file),
            "application/xml") : Problem(21164),
        _ => throw new InvalidOperationException($"The small KSeF knows no {asked}."),
    };

    private HttpResponseMessage Opened(string kind, Func<string, string> more)
    {
        var session = Reference(++references, kind);
        Sessions[session] = [];
        return ScriptedKsef.Json($$"""{"referenceNumber":"{{session}}"{{more(session)}} }""", HttpStatusCode.Created);
    }

    private HttpResponseMessage OpenedForAPackage(string body)
    {
        using var opened = JsonDocument.Parse(body);
        Packages.Add(opened.RootElement.GetProperty("offlineMode").GetBoolean());
        return Opened("SB", session => $$""","partUploadRequests":[{"ordinalNumber":1,"method":"PUT","url":"http://127.0.0.1:5080/upload/{{session}}","headers":{} }]""");
    }

    private HttpResponseMessage TakenIn(string session, string body)
    {
        using var sent = JsonDocument.Parse(body);
        var hash = InvoiceHash.Parse(sent.RootElement.GetProperty("invoiceHash").GetString()!);
        Sent.Add(new Sent(session, hash, sent.RootElement.GetProperty("offlineMode").GetBoolean(),
            sent.RootElement.TryGetProperty("hashOfCorrectedInvoice", out var corrected) ? corrected.GetString() : null));
        var reference = Reference(++references, "EE");
        Sessions[session].Add(Judge(new AtSession(reference, hash)));
        return ScriptedKsef.Json($$"""{"referenceNumber":"{{reference}}"}""", HttpStatusCode.Accepted);
    }

    private string StateOf(string session)
    {
        var pages = Receipts.GetValueOrDefault(session, []).Select(page =>
            $$"""{"referenceNumber":"{{page.Reference}}","downloadUrl":"http://127.0.0.1:5080/","downloadUrlExpirationDate":"2026-12-12T00:00:00Z"} """).ToList();
        var upo = pages.Count == 0 ? "" : ",\"upo\":{\"pages\":[" + string.Join(',', pages) + "]}";
        return $$"""
            {"status":{"code":{{SessionCodes.GetValueOrDefault(session, 200)}},"description":"Stan sesji"},"dateCreated":"2026-12-09T10:00:00Z","dateUpdated":"2026-12-09T10:00:00Z"{{upo}} }
            """;
    }

    private static string Text(byte[] utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
