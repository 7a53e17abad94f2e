using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>Every operation of the official OpenAPI file, one by one, over HTTP. Each answer is compared with the file by LocalKsefClient.</summary>
public sealed partial class LocalKsefOperationsTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    // Whoever gives up an own right needs none; all others are told by the status of the operation.
    private const string GivingUp = "DELETE /permissions/common/grants/{permissionId}";

    private readonly LocalKsefClient client = new(fixture.Server);

    public static TheoryData<string> Operations => Data(official => official.Operations.Select(NameOf));

    /// <summary>Those that need one of some rights, by what the file says about them.</summary>
    public static TheoryData<string> OperationsWithRights =>
        Data(official => official.Operations.Where(one => RightsFor(one.Operation).Length > 0).Select(NameOf).Where(name => name != GivingUp));

    /// <summary>Those that take something in the query or in a header that may be wrong: the operation, the place and the name.</summary>
    public static TheoryData<string> Parameters => Data(official =>
        from one in official.Operations
        from parameter in one.Operation["parameters"] as JsonArray ?? []
        where WrongFor(parameter!.AsObject()) is not null
        select $"{NameOf(one)}, {parameter!["in"]} {parameter["name"]}");

    public void Dispose() => client.Dispose();

    [Fact]
    public void The_file_has_so_many_operations_rights_and_parameters()
    {
        SkipWithoutTheFile();
        Assert.Equal((83, 37, 51), (Operations.Count, OperationsWithRights.Count, Parameters.Count));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Without_credentials_it_answers_as_the_file_says(string operation)
    {
        var (method, path, details) = Find(operation);
        var answer = await client.Send(new HttpMethod(method), Filled(path), Body(method), token: "");
        if (details["security"] is not null) Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        else Assert.True((int)answer.Status is 200 or 400, $"{operation} answers {(int)answer.Status}");
    }

    [Theory]
    [MemberData(nameof(OperationsWithRights))]
    public async Task Whoever_has_no_right_to_it_is_told_so_as_the_file_says(string operation)
    {
        var (method, path, details) = Find(operation);
        Assert.NotNull(details["responses"]!["403"]);
        await SignInWithNothingBut(new[] { "CredentialsRead", "InvoiceRead" }.First(right => !RightsFor(details).Contains(right)));
        var answer = await client.Send(new HttpMethod(method), Filled(path), Body(method));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("missing-permissions", answer.Json["reasonCode"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_rights_that_open_an_operation_are_those_of_the_file_and_no_others()
    {
        SkipWithoutTheFile();
        await using var world = new World(new LocalKsefOptions());
        var routes = Routes.OfApi(world).ToDictionary(route => $"{route.Method} {route.Path["/v2".Length..]}",
            route => route.AnyOf.Select(right => $"{right}").Order(StringComparer.Ordinal));
        foreach (var operation in Operations.Select(row => row.Data))
            Assert.Equal((operation, operation == GivingUp ? "" : string.Join(" ", RightsFor(Find(operation).Details))),
                (operation, string.Join(" ", routes[operation])));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_method_that_the_file_does_not_know_is_refused(string operation)
    {
        var (_, path, _) = Find(operation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.Send(HttpMethod.Patch, Filled(path), token: "")).Status);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task A_parameter_is_read_and_refused_where_it_is_wrong(string parameter)
    {
        var (method, path, details) = Find(parameter.Split(", ")[0]);
        var (place, name) = (parameter.Split(", ")[1].Split(' ')[0], parameter.Split(' ')[^1]);
        var wrong = WrongFor(details["parameters"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)!.AsObject())!;
        var (nip, session) = (await client.SignInAsNewCompany(), await client.OpenSession());
        var number = path.Contains("{ksefNumber}", StringComparison.Ordinal) || path == "/collective-identifiers/invoices"
            ? (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", LocalKsefDay.Today)))["ksefNumber"]!.GetValue<string>() : "";
        var body = path == "/collective-identifiers/invoices" ? await Collected(nip, number) : RightBody(path);
        var filled = "/v2" + path.Replace("{referenceNumber}", session).Replace("{ksefNumber}", number)
            + (path == "/sessions" && name != "sessionType" ? "?sessionType=Online" : "");
        async Task<LocalKsefAnswer> Asked(string value) => place == "header"
            ? await client.Send(new HttpMethod(method), filled, body, headers: (name, value))
            : await client.Send(new HttpMethod(method), $"{filled}{(filled.Contains('?') ? '&' : '?')}{name}={Uri.EscapeDataString(value)}", body);
        // Without it, or with one that is right, the same request is answered.
        Assert.Equal(HttpStatusCode.OK, (name == "sessionType" ? await Asked("Online") : await client.Send(new HttpMethod(method), filled, body)).Status);
        foreach (var value in wrong) Assert.Equal(name == "x-continuation-token" ? 21418 : 21405, (await Asked(value)).ErrorCode);
    }

    private async Task<object> Collected(string nip, string number)
    {
        var other = (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/2", LocalKsefDay.Today)))["ksefNumber"]!.GetValue<string>();
        var made = await client.Post("/v2/collective-identifiers", new { invoices = new[] { new { ksefNumber = number }, new { ksefNumber = other } } });
        return new { collectiveIdentifierNumbers = new[] { made.Json["collectiveIdentifierNumber"]!.GetValue<string>() } };
    }

    private static object? RightBody(string path) => path switch
    {
        "/permissions/query/persons/grants" => new { queryType = "PermissionsInCurrentContext" },
        "/permissions/query/authorizations/grants" => new { queryType = "Granted" },
        "/collective-identifiers/query" => new { dateCreatedFrom = LocalKsefDay.Noon.AddDays(-1), dateCreatedTo = LocalKsefDay.Noon },
        "/invoices/query/metadata" => new { subjectType = "Subject1", dateRange = new { dateType = "Issue", from = LocalKsefDay.Noon.AddDays(-1) } },
        _ when path.Contains("query", StringComparison.Ordinal) && !path.StartsWith("/peppol",
            StringComparison.Ordinal) && !path.EndsWith("entities/roles", StringComparison.Ordinal) => new { },
        "/permissions/query/subordinate-entities/roles" => new { },
        _ => null,
    };

    /// <summary>Values that the file does not allow; null where it allows any, or where the server has no choice to make.</summary>
    private static string[]? WrongFor(JsonObject parameter)
    {
        if (parameter["in"]!.GetValue<string>() is not ("query" or "header") || parameter["name"]!.GetValue<string>() is "X-KSeF-Feature" or "X-Error-Format") return null;
        if (parameter["name"]!.GetValue<string>() == "x-continuation-token") return ["!!", "bm9uc2Vuc2U"];
        var schema = parameter["schema"]!.AsObject();
        return schema["type"]?.GetValue<string>() switch
        {
            "integer" => [.. new[] { "x", "-1" }, .. schema["minimum"] is { } least ? [$"{least.GetValue<int>() - 1}"] : Array.Empty<string>(),
                .. schema["maximum"] is { } most ? [$"{most.GetValue<int>() + 1}"] : Array.Empty<string>()],
            "array" => ["Nonsense"],
            "string" when schema["format"]?.GetValue<string>() == "date-time" => ["yesterday"],
            "string" when schema["minLength"]?.GetValue<int>() is { } length => [new string('x', length - 1)],
            // A list of words, by reference.
            null when schema["allOf"] is not null => ["Nonsense"],
            _ => null,
        };
    }

    private static TheoryData<string> Data(Func<LocalKsefOpenApi, IEnumerable<string>> rows) =>
        LocalKsefOpenApi.Official is { } official ? [.. rows(official).Order(StringComparer.Ordinal)] : [""];

    private static string NameOf((string Method, string Path, JsonObject Operation) one) => $"{one.Method} {one.Path}";

    /// <summary>What stands behind "Wymagane uprawnienie" or "Wymagane jedno z uprawnień".</summary>
    private static string[] RightsFor(JsonObject operation) =>
        Required().Match(operation["description"]?.GetValue<string>() ?? "") is { Success: true } required
        ? [.. InTicks().Matches(required.Value).Select(match => match.Groups[1].Value).Where(word => Enum.TryParse<Permission>(word,
            out _)).Distinct().Order(StringComparer.Ordinal)] : [];

    private static (string Method, string Path, JsonObject Details) Find(string operation)
    {
        SkipWithoutTheFile();
        return LocalKsefOpenApi.Official!.Operations.Single(one => NameOf(one) == operation);
    }

    private static void SkipWithoutTheFile()
    {
        if (LocalKsefOpenApi.Official is null) Assert.Skip("The reference file ../shared/ksef/open-api-2.7.0.json is not there.");
    }

    private static string Filled(string path) => "/v2" + Regex.Replace(path, @"\{[^}]+\}", "20260201-XX-0123456789-0123456789-01");

    private static object? Body(string method) => method is "POST" or "PUT" ? new { } : null;

    private async Task SignInWithNothingBut(string right)
    {
        var nip = await client.SignInAsNewCompany();
        var guest = LocalKsefClient.NewNip();
        await client.Post("/v2/testdata/permissions", new
        {
            contextIdentifier = new { type = "Nip", value = nip },
            authorizedIdentifier = new { type = "Nip", value = guest },
            permissions = new[] { new { permissionType = right, description = "Tylko do oglądania" } },
        });
        using var certificate = LocalKsefSigner.Person("TINPL-" + guest, await client.Now());
        client.AccessToken = "";
        await client.SignIn(certificate, nip);
    }

    [GeneratedRegex(@"\*\*Wymagan[^*]*uprawnie[^*]*\*\*:(.*?)(\n\s*\n|\z)", RegexOptions.Singleline)]
    private static partial Regex Required();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex InTicks();
}
