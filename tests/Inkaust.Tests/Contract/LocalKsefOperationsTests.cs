using System.Net;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>Every operation of the official OpenAPI file, one by one, over HTTP. Each answer is compared with the file by LocalKsefClient.</summary>
public sealed class LocalKsefOperationsTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private static readonly Lazy<string> Sources = new(() => string.Concat(
        Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Inkaust.LocalKsef"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)));

    private readonly LocalKsefClient client = new(fixture.Server);

    public static TheoryData<string> Operations => LocalKsefOpenApi.Official is { } official
        ? [.. official.Operations.Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal)] : [""];

    public void Dispose() => client.Dispose();

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
    [MemberData(nameof(Operations))]
    public async Task Whoever_has_no_right_to_it_is_told_so_as_the_file_says(string operation)
    {
        var (method, path, details) = Find(operation);
        await using var world = new World(new LocalKsefOptions());
        var route = Routes.OfApi(world).Single(route => route.Method == method && route.Path == "/v2" + path);
        if (route.AnyOf.Count == 0 || route.AnyOf.Contains(Permission.CredentialsRead)) return;
        Assert.NotNull(details["responses"]!["403"]);
        await SignInWithNothingButCredentialsRead();
        var answer = await client.Send(new HttpMethod(method), Filled(path), Body(method));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("missing-permissions", answer.Json["reasonCode"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_method_that_the_file_does_not_know_is_refused(string operation)
    {
        var (_, path, _) = Find(operation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.Send(HttpMethod.Patch, Filled(path), token: "")).Status);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Its_parameters_are_read(string operation)
    {
        // What only documents a choice that the server doesn't have to make.
        string[] withoutEffect = ["X-KSeF-Feature", "X-Error-Format"];
        foreach (var parameter in Find(operation).Details["parameters"] as JsonArray ?? [])
        {
            var name = parameter!["name"]!.GetValue<string>();
            var place = parameter["in"]!.GetValue<string>();
            if (place == "path" ? Find(operation).Path.Contains($"{{{name}}}") : withoutEffect.Contains(name)) continue;
            // A period is read by the name that both of its ends share.
            var shared = name.EndsWith("From", StringComparison.Ordinal) ? name[..^4] : name.EndsWith("To", StringComparison.Ordinal) ? name[..^2] : name;
            Assert.True(Sources.Value.Contains($"\"{name}\"") || Sources.Value.Contains($"\"{shared}\""), $"{operation}: nobody reads {place} {name}");
        }
    }

    private static (string Method, string Path, JsonObject Details) Find(string operation)
    {
        if (LocalKsefOpenApi.Official is not { } official)
        {
            Assert.Skip("The reference file ../shared/ksef/open-api-2.7.0.json is not there.");
            throw new InvalidOperationException();
        }
        return official.Operations.Single(one => $"{one.Method} {one.Path}" == operation);
    }

    private static string Filled(string path) => "/v2" + System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "20260201-XX-0123456789-0123456789-01");

    private static object? Body(string method) => method is "POST" or "PUT" ? new { } : null;

    private async Task SignInWithNothingButCredentialsRead()
    {
        var nip = await client.SignInAsNewCompany();
        var guest = LocalKsefClient.NewNip();
        await client.Post("/v2/testdata/permissions", new
        {
            contextIdentifier = new { type = "Nip", value = nip },
            authorizedIdentifier = new { type = "Nip", value = guest },
            permissions = new[] { new { permissionType = "CredentialsRead", description = "Tylko do oglądania" } },
        });
        using var certificate = LocalKsefSigner.Person("TINPL-" + guest, await client.Now());
        client.AccessToken = "";
        await client.SignIn(certificate, nip);
    }
}
