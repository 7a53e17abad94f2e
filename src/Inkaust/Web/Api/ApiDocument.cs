using System.IO.Compression;
using System.Text.Json.Nodes;
using Inkaust.Office;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Inkaust.Web.Api;

/// <summary>What the API can do, as a document for programs (<c>/openapi/v1.json</c>) and a page for people (<c>/docs/api</c>), from our own address.</summary>
internal static class ApiDocument
{
    private const string Name = "v1", Key = "key";

    private const string Introduction = """
        Issue invoices, follow them to their KSeF number, receive what others issue. Errors are problem+json (RFC 9457) with codes of ours.
        A key is made by `inkaust key create` or on the page Keys of a company, and is sent as `Authorization: Bearer ink_...`.
        The mode is a field, never guessed. New fields may come; unknown words of states and modes must be expected.
        """;

    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Inkaust", Version = "1", Description = Introduction };
            document.Servers = []; // Every installation has an address of its own.
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "ink_live_… or ink_test_…" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    });

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapOpenApi("/openapi/{documentName}.json");
        pages.MapGet("/docs/api", (HttpContext context) =>
        {
            // The reference builds its styles while it runs.
            context.Response.Headers.ContentSecurityPolicy = Safeguards.Policy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
            return Results.Content("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Inkaust API</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
                <body><noscript><p><a href="/openapi/v1.json">OpenAPI 3.1</a></p></noscript>
                <script id="api-reference" src="/docs/api/scalar.js" data-url="/openapi/v1.json"
                    data-configuration='{"withDefaultFonts":false,"telemetry":false,"showDeveloperTools":"never","agent":{"disabled":true},"hideClientButton":true}'></script></body></html>
                """, "text/html; charset=utf-8");
        });
        pages.MapGet("/docs/api/scalar.js", (HttpContext context) => Script(context));
    }

    // It is in its package as gzip has packed it.
    private static IResult Script(HttpContext context)
    {
        var scalar = typeof(Scalar.AspNetCore.ScalarOptions).Assembly;
        var name = scalar.GetManifestResourceNames().FirstOrDefault(one => one.EndsWith(".scalar.js", StringComparison.Ordinal)) ?? throw new NotHere();
        var packed = scalar.GetManifestResourceStream(name)!;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return Results.Stream(new GZipStream(packed, CompressionMode.Decompress), "text/javascript");
        context.Response.Headers.ContentEncoding = "gzip";
        return Results.Stream(packed, "text/javascript");
    }

    // What the scope of a handler asks for stands beside it; what every operation may answer is said once.
    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var route = context.Description.ActionDescriptor.EndpointMetadata.OfType<System.Reflection.MethodInfo>().FirstOrDefault();
        var scope = route?.GetParameters().Select(one => one.ParameterType).FirstOrDefault(one => one.IsAssignableTo(typeof(Scope)));
        if (RightOf(scope) is { } right) operation.Description = $"Needs the right `{right.Words()[0]}`.";
        // By what they are about: drafts, invoices, inbox.
        var about = (context.Description.RelativePath ?? "").Split('/').Skip(2).FirstOrDefault(part => part is not ("companies" or "{company}")) ?? "companies";
        operation.Tags = new HashSet<OpenApiTagReference> { new(about, context.Document) };
        operation.OperationId = IdOf(context.Description.HttpMethod ?? "GET", context.Description.RelativePath ?? "");
        operation.Parameters ??= [];
        foreach (var name in InPath(context.Description.RelativePath ?? "").Where(one => operation.Parameters.All(there => there.Name != one)))
            operation.Parameters.Add(Text(name, ParameterLocation.Path, name == "company" ? "The NIP of the company, or its key where two have the same NIP." : null));
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IssuesOnce>().Any())
            operation.Parameters.Add(Text("Idempotency-Key", ParameterLocation.Header, "The same key with the same content issues nothing again."));
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<SavesOver>().Any())
            operation.Parameters.Add(Text("If-Match", ParameterLocation.Header, "The version that is saved over, as its ETag says."));
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<WaitsFor>().FirstOrDefault() is { } waits)
            operation.Parameters.Add(Text("Prefer", ParameterLocation.Header, $"wait=N: wait up to N seconds, 60 at most, for {waits.What}."));
        // Whatever the header of a body says, it is read; the document names what is meant.
        operation.RequestBody?.Content?.Remove("*/*");
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType is { } asked
            && ApiExamples.Of(asked) is { } example && operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true)
            body.Example = JsonNode.Parse(example);
        context.Document!.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, stop));
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused, and why.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
                    Example = JsonNode.Parse(ApiExamples.Of(typeof(Problem))!),
                },
            },
        };
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, string? what) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Description = what,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static IEnumerable<string> InPath(string path) =>
        path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}').Split(':')[0]);

    private static ApiRights? RightOf(Type? scope) => scope == typeof(MayRead) ? ApiRights.Read
        : scope == typeof(MayIssue) ? ApiRights.Issue
        : scope == typeof(MayCertify) ? ApiRights.Certificates
        : scope == typeof(MayAdminister) ? ApiRights.Admin : null;

    // GET api/v1/companies/{company}/invoices/{id}/pdf -> getCompaniesInvoicesPdf
    private static string IdOf(string method, string path) => method.ToLowerInvariant()
        + string.Concat(path.Split('/').Skip(2).Where(part => part.Length > 0).Select(part => part.StartsWith('{')
            ? part == "{company}" && !path.EndsWith(part, StringComparison.Ordinal) ? "" : "One"
            : string.Concat(part.Split('-', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))));
}

/// <summary>This operation does once what it is asked for under a key.</summary>
internal sealed record IssuesOnce;

/// <summary>This operation saves over a version that the caller names.</summary>
internal sealed record SavesOver;

/// <summary>This operation waits where the caller prefers that.</summary>
/// <param name="What">For what.</param>
internal sealed record WaitsFor(string What);
