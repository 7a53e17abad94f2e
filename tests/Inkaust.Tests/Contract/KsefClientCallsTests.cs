using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Contract;

/// <summary>
/// Every call that the client can make against the paths and parameters of the official OpenAPI document. The calls are the public methods of
/// its parts: a new one is made here too, or the test says which argument it does not know.
/// </summary>
public sealed class KsefClientCallsTests
{
    // RSA keys are slow to make, and no test minds sharing this one.
    private static readonly RSA Published = RSA.Create(2048);

    private static readonly string[] OutsideOfTheDocument =
    [
        "PUT /upload/1", // where KSeF says that a part goes
        "GET /export/1", // and where one is fetched from
        "GET /status", // the Latarnia has a host of its own
        "GET /messages",
    ];

    private readonly Desk desk = new();

    /// <summary>Part and method, for each method that speaks to KSeF.</summary>
    public static TheoryData<string> Methods => [.. Calls.Keys];

    private static Dictionary<string, (PropertyInfo Part, MethodInfo Method)> Calls { get; } = typeof(KsefClient).GetProperties()
        .SelectMany(part => part.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => (Part: part, Method: method)))
        .Where(call => call.Method.ReturnType.IsAssignableTo(typeof(Task)) || IsStream(call.Method.ReturnType))
        .ToDictionary(call => $"{call.Part.Name}.{call.Method.Name}({string.Join(", ", call.Method.GetParameters().Select(one => one.ParameterType.Name))})");

    [Fact]
    public void All_parts_of_the_client_speak_to_KSeF() => Assert.Equal(
        [
            "Authentication", "BatchSessions", "Certificates", "CollectiveIdentifiers", "Exports", "Invoices", "Latarnia", "Limits", "OnlineSessions",
            "PermissionQueries", "Permissions", "PublicKeys", "Sessions", "Tokens",
        ],
        Calls.Values.Select(call => call.Part.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_call_asks_KSeF_for_something(string method)
    {
        Assert.NotEmpty(await MadeAsync(method));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_call_is_in_the_official_document(string method)
    {
        var paths = LocalKsefNewerApi.Document().GetProperty("paths");
        foreach (var request in await MadeAsync(method)) AssertOfficial(request, paths);
    }

    [Fact]
    public async Task Every_operation_of_the_official_document_but_test_data_has_a_call()
    {
        var paths = LocalKsefNewerApi.Document().GetProperty("paths");
        var all = paths.EnumerateObject().Where(path => !path.Name.StartsWith("/testdata", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        foreach (var method in Calls.Keys)
            foreach (var request in await MadeAsync(method))
                if (!OutsideOfTheDocument.Contains($"{request.Method} {request.Path}")) all.Remove($"{request.Method} {Official(request, paths).Name}");
        // Seen in a test of its own.
        Assert.Equal(["POST /auth/token/refresh"], all);
    }

    [Fact]
    public async Task The_renewal_of_an_access_is_in_the_official_document()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = Answer;
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        await desk.Client.Limits.SubjectAsync(access);
        Assert.Equal(["/v2/auth/token/refresh", "/v2/limits/subject"], desk.Wire.Requests.Select(request => request.Path));
        var paths = LocalKsefNewerApi.Document().GetProperty("paths");
        foreach (var request in desk.Wire.Requests) AssertOfficial(request, paths);
    }

    // What was asked, each request once: who looks for a verdict asks again and again.
    private async Task<List<Received>> MadeAsync(string name)
    {
        var (part, method) = Calls[name];
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = Answer;
        using var seal = SelfSignedSeal.Create(desk.Environment, Desk.Nip, "Próba", desk.Clock.GetUtcNow());
        using var encryption = Desk.Encryption();
        var arguments = method.GetParameters().Select(one => Argument(one, access, seal, encryption)).ToArray();
        var ended = await Record.ExceptionAsync(async () =>
        {
            var result = method.Invoke(part.GetValue(desk.Client), arguments);
            if (result is IAsyncEnumerable<object> stream)
                await foreach (var _ in stream) { }
            else
                await (Task)result!;
        });
        if (ended is not null) Assert.IsAssignableFrom<KsefException>(ended);
        return [.. desk.Wire.Requests.DistinctBy(request => (request.Method, request.Address))];
    }

    // The steps of a sign-in, so that all of them are seen; to everything else there is no answer.
    private HttpResponseMessage Answer(Received received) => $"{received.Method} {received.Path}" switch
    {
        "POST /v2/auth/challenge" => ScriptedKsef.Json(Desk.Challenge(desk.Clock.GetUtcNow())),
        "POST /v2/auth/xades-signature" or "POST /v2/auth/ksef-token" => ScriptedKsef.Json(Desk.Started(desk.Clock.GetUtcNow()), HttpStatusCode.Accepted),
        "GET /v2/auth/20261122-AU-0123456789-ABCDEF0123-01" => ScriptedKsef.Json("""{"status":{"code":200,"description":"ok"}}"""),
        "POST /v2/auth/token/redeem" => ScriptedKsef.Json(Desk.Tokens(desk.Clock.GetUtcNow())),
        "POST /v2/auth/token/refresh" => ScriptedKsef.Json(Desk.Refreshed(desk.Clock.GetUtcNow())),
        "GET /v2/security/public-key-certificates" => ScriptedKsef.Json(
            PublicKeysTests.Published(Published, desk.Clock.GetUtcNow(), "KsefTokenEncryption").Replace("\"KsefTokenEncryption\"", "\"KsefTokenEncryption\",\"SymmetricKeyEncryption\"")),
        "GET /v2/limits/subject" => ScriptedKsef.Json("{}"),
        _ => ScriptedKsef.Html(HttpStatusCode.BadGateway),
    };

    private object? Argument(ParameterInfo parameter, KsefAccess access, X509Certificate2 seal, InvoiceEncryption encryption) =>
        (parameter.ParameterType, parameter.Name) switch
        {
            _ when parameter.HasDefaultValue && parameter.ParameterType == typeof(CancellationToken) => CancellationToken.None,
            _ when parameter.HasDefaultValue => parameter.DefaultValue,
            var (type, _) when type == typeof(KsefAccess) => access,
            var (type, _) when type == typeof(X509Certificate2) => seal,
            var (type, _) when type == typeof(InvoiceEncryption) => encryption,
            var (type, _) when type == typeof(EncryptedInvoice) => encryption.Encrypt("<Faktura/>"u8.ToArray()),
            var (type, _) when type == typeof(Nip) => Desk.Nip,
            var (type, _) when type == typeof(ContextIdentifier) => ContextIdentifier.Of(Desk.Nip),
            var (type, name) when type == typeof(ReferenceNumber) => name is "invoice" or "upo" ? Desk.InvoiceReference : Desk.SessionReference,
            var (type, _) when type == typeof(KsefNumber) => KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 1),
            var (type, _) when type == typeof(SessionQuery) => new SessionQuery { CreatedFrom = DateTimeOffset.UnixEpoch, CreatedTo = DateTimeOffset.UnixEpoch },
            var (type, _) when type == typeof(CertificateQuery) => new CertificateQuery(),
            var (type, _) when type == typeof(CertificateType) => CertificateType.Offline,
            var (type, _) when type == typeof(RevocationReason) => RevocationReason.Unspecified,
            var (type, _) when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([1]),
            var (type, _) when type == typeof(IEnumerable<string>) => new[] { "01F20A5D352AE590" },
            var (type, _) when type == typeof(BatchPackage) => Desk.Package(),
            var (type, _) when type == typeof(BatchPart) => Desk.Package().Parts[0],
            var (type, _) when type == typeof(Func<BatchPart, Stream>) => (BatchPart part) => (Stream)new MemoryStream(Desk.PartBytes(part.Ordinal)),
            var (type, _) when type == typeof(BatchUpload) => new BatchUpload(Opened(), Desk.Package()),
            var (type, _) when type == typeof(Pace) => new Pace(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
            var (type, _) when type == typeof(InvoiceQuery) => new InvoiceQuery
            {
                Role = InvoiceRole.Subject2,
                DateRange = new InvoiceDateRange { DateType = InvoiceDateType.PermanentStorage, From = desk.Clock.GetUtcNow().AddDays(-1) },
            },
            var (type, _) when type == typeof(InvoicePackage) => ExportWireTests.PackageAt("http://127.0.0.1:5080/export/1"),
            var (type, _) when type == typeof(Stream) => new MemoryStream(),
            var (type, _) when type == typeof(IReadOnlyList<CollectedInvoice>) => Enumerable.Range(1, 2)
                .Select(number => new CollectedInvoice { KsefNumber = KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), number) }).ToList(),
            var (type, _) when type == typeof(CollectiveIdentifierQuery) => new CollectiveIdentifierQuery
            {
                CreatedFrom = DateTimeOffset.UnixEpoch,
                CreatedTo = DateTimeOffset.UnixEpoch,
            },
            var (type, _) when type == typeof(IReadOnlyList<string>) => new[] { "5265877635-IZ20261122-0123456789AB-CD" },
            var (type, _) when type == typeof(IReadOnlyList<KsefRight>) => new[] { KsefRight.InvoiceRead },
            var (type, _) when Grants.GetValueOrDefault(type) is { } grant => grant,
            var (type, _) when type == typeof(bool) => false,
            var (type, name) when type == typeof(string) && name == "serial" => "01F20A5D352AE590",
            var (type, name) when type == typeof(string) && name == "permissionId" => "0c9a7e88-ba99-4551-9921-90f8ddc7f02f",
            var (type, name) when type == typeof(string) && name == "description" => "Program sprzedaży",
            var (type, name) when type == typeof(string) && name == "name" => "Certyfikat",
            var (type, name) when type == typeof(string) && name == "ksefToken" => "reference|nip|secret",
            _ => throw new InvalidOperationException($"{parameter.Member.Name}: which {parameter.ParameterType.Name} {parameter.Name}? Say so here."),
        };

    private static Dictionary<Type, object> Grants { get; } = new object[]
    {
        new PersonGrant { Subject = By(IdentifierType.Pesel), Permissions = [], Description = "Zofia", SubjectDetails = new() { Type = PersonDescriptionType.PersonByIdentifier } },
        new EntityGrant { Subject = By(IdentifierType.Nip), Permissions = [], Description = "Biuro", SubjectDetails = new() { FullName = "Biuro" } },
        new AuthorizationGrant { Subject = By(IdentifierType.Nip), Permission = AuthorizationKind.SelfInvoicing, Description = "Nabywca", SubjectDetails = new() { FullName = "Nabywca" } },
        new IndirectGrant { Subject = By(IdentifierType.Pesel), Permissions = [], Description = "Zofia", SubjectDetails = new() { Type = PersonDescriptionType.PersonByIdentifier } },
        new SubunitGrant
        {
            Subject = By(IdentifierType.Pesel), Context = By(IdentifierType.InternalId), Description = "Zofia",
            SubjectDetails = new() { Type = PersonDescriptionType.PersonByIdentifier },
        },
        new EuAdministrationGrant
        {
            Subject = By(IdentifierType.Fingerprint), Context = By(IdentifierType.NipVatUe), Description = "Tinta", EuEntityName = "Tinta",
            SubjectDetails = new() { Type = EuSubjectDescriptionType.EntityByFingerprint }, EuEntityDetails = new() { FullName = "Tinta", Address = "Lisboa" },
        },
        new EuGrant { Subject = By(IdentifierType.Fingerprint), Permissions = [], Description = "Tinta", SubjectDetails = new() { Type = EuSubjectDescriptionType.EntityByFingerprint } },
        new OwnRightQuery(), new SubunitRightQuery(), new EntityRightQuery(), new SubordinateRoleQuery(), new EuRightQuery(),
        new PersonRightQuery { QueryType = PersonPermissionsAsked.PermissionsInCurrentContext },
        new AuthorizationQuery { QueryType = AuthorizationsAsked.Granted },
    }.ToDictionary(grant => grant.GetType());

    private static Identifier By(IdentifierType type) => new() { Type = type, Value = "5265877635" };

    private static BatchSession Opened() => JsonSerializer.Deserialize(
        $$"""{"referenceNumber":"{{Desk.Session}}","partUploadRequests":[{"ordinalNumber":1,"method":"PUT","url":"http://127.0.0.1:5080/upload/1","headers":{ } } ] }""",
        BatchSessionsJson.Default.BatchSession)!;

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static void AssertOfficial(Received request, JsonElement paths)
    {
        if (OutsideOfTheDocument.Contains($"{request.Method} {request.Path}")) return;
        Assert.StartsWith("/v2/", request.Path);
        var path = request.Path["/v2".Length..];
        var official = Official(request, paths);
        Assert.True(official.Value.ValueKind == JsonValueKind.Object, $"No such path: {path}");
        Assert.True(official.Value.TryGetProperty(request.Method.Method.ToLowerInvariant(), out var operation), $"No {request.Method} {official.Name}");
        var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : [];
        var query = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query").ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
        var sent = request.Address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Subset(query.Keys.ToHashSet(), sent.Keys.ToHashSet());
        Assert.All(query.Where(pair => pair.Value.TryGetProperty("required", out var required) && required.GetBoolean()), pair => Assert.Contains(pair.Key, sent.Keys));
        if (sent.TryGetValue("pageSize", out var size))
            Assert.InRange(int.Parse(size), query["pageSize"].GetProperty("schema").GetProperty("minimum").GetInt32(), query["pageSize"].GetProperty("schema").GetProperty("maximum").GetInt32());
        Assert.Equal(operation.TryGetProperty("security", out _), request.Bearer is not null);
    }

    // The literal path before a template that fits too: /certificates/enrollments/data.
    private static JsonProperty Official(Received request, JsonElement paths) => paths.EnumerateObject()
        .Where(candidate => Regex.IsMatch(request.Path["/v2".Length..], $"^{Regex.Replace(candidate.Name, @"\{[^}]+\}", "[^/]+")}$"))
        .OrderBy(candidate => candidate.Name.Count(c => c == '{'))
        .FirstOrDefault();
}
