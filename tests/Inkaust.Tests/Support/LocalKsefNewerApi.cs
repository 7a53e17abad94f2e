using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkaust.Tests.Support;

/// <summary>
/// What the API has had since the official file of 2.7.0, put into that file: 2.7.1 to 2.8.1, on production since 23.09.2026 (KSEF 13).
/// No newer file can be had; this is from the ministry's change log and the release notes of its client.
/// </summary>
internal static class LocalKsefNewerApi
{
    /// <summary>Codes of refusals with their words.</summary>
    public static readonly IReadOnlyList<(int Number, string Words)> Codes =
    [
        (71004, "Faktury mają różnych sprzedawców."),
        (71005, "Powtórzony numer KSeF w żądaniu."),
    ];

    /// <summary>The official file with all of it.</summary>
    public static JsonElement Document()
    {
        var document = JsonNode.Parse(File.ReadAllBytes(Checkout.Reference("open-api-2.7.0.json")))!.AsObject();
        PutInto(document);
        return JsonSerializer.SerializeToElement(document);
    }

    public static void PutInto(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        JsonObject Fields(string schema) => schemas[schema]!["properties"]!.AsObject();
        CollectiveIdentifiersByPost(document["paths"]!.AsObject());
        Fields("CollectiveIdentifierInvoicesQueryResponseItem")["collectiveIdentifierNumber"] = Text();
        schemas["CollectiveIdentifierInvoicesQueryResponseItem"]!["required"]!.AsArray().Add("collectiveIdentifierNumber");
        Fields("EffectiveContextLimits")["collectiveIdentifier"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("maxInvoices"),
            ["properties"] = new JsonObject { ["maxInvoices"] = new JsonObject { ["type"] = "integer" } },
        };
        schemas["EffectiveContextLimits"]!["required"]!.AsArray().Add("collectiveIdentifier");
        Fields("InvoicePackage")["compressionType"] = Reference("CompressionType");
        foreach (var group in new[] { "onlineSessionClose", "batchSessionClose", "anonymous", "global" })
        {
            Fields("EffectiveApiRateLimits")[group] = Reference("EffectiveApiRateLimitValues");
            schemas["EffectiveApiRateLimits"]!["required"]!.AsArray().Add(group);
        }
        foreach (var scope in new[] { "EntityPermissionItemScope", "EntityPermissionType", "IndirectPermissionType" })
            schemas[scope]!["enum"]!.AsArray().Add("CollectiveIdentifierManage");
    }

    private static void CollectiveIdentifiersByPost(JsonObject paths)
    {
        const string Former = "/collective-identifiers/{collectiveIdentifierNumber}/invoices";
        var operation = paths[Former]!["get"]!.DeepClone().AsObject();
        paths.Remove(Former);
        var parameters = operation["parameters"]!.AsArray();
        parameters.RemoveAll(parameter => parameter!["in"]!.GetValue<string>() == "path");
        parameters.Single(parameter => parameter!["name"]!.GetValue<string>() == "pageSize")!["schema"]!["maximum"] = 500;
        paths["/collective-identifiers/invoices"] = new JsonObject { ["post"] = operation };
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 35, ["maxLength"] = 35 };
}
