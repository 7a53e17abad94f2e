using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;

namespace Inkaust.LocalKsef;

/// <summary>The OpenAPI document of the management port, made from its route table.</summary>
internal static partial class ManagementDocument
{
    public static JsonObject Write(IEnumerable<Route> routes)
    {
        var paths = new JsonObject();
        foreach (var route in routes)
        {
            if (paths[route.Path] is not JsonObject verbs) paths[route.Path] = verbs = [];
            verbs[route.Method.ToLowerInvariant()] = Operation(route);
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Local KSeF, management",
                ["version"] = "1",
                ["description"] = "Steers a local KSeF for trials and tests. No legal force; not for production.",
            },
            ["paths"] = paths,
        };
    }

    // The exporter knows nothing of what a converter of our own reads.
    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TransformSchemaNode = (context, node) => context.TypeInfo.Type == typeof(DateTimeOffset?)
            ? new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" } : node,
    };

    private static JsonObject Operation(Route route)
    {
        var (sentence, body, status) = route.Description;
        var operation = new JsonObject
        {
            ["summary"] = sentence,
            ["parameters"] = new JsonArray([.. Parameter().Matches(route.Path).Select(match => new JsonObject
            {
                ["name"] = match.Groups[1].Value,
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = new JsonObject { ["type"] = "string" },
            })]),
        };
        if (body is not null)
        {
            var schema = new JsonObject { ["schema"] = Json.Options.GetJsonSchemaAsNode(body, Exporting) };
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["application/json"] = schema } };
        }
        var success = new JsonObject { ["description"] = status == 204 ? "Done" : sentence };
        var form = route.Path.EndsWith("/authority", StringComparison.Ordinal) ? "text/plain" : "application/json";
        if (status != 204) success["content"] = new JsonObject { [form] = new JsonObject() };
        operation["responses"] = new JsonObject
        {
            [$"{status}"] = success,
            ["default"] = new JsonObject
            {
                ["description"] = "Refused, and why",
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject() },
            },
        };
        return operation;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
