using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Inkaust.Ksef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Contract;

/// <summary>The client's wire records against the official OpenAPI document.</summary>
public sealed class KsefClientWireTests
{
    private static readonly Assembly Client = typeof(KsefClient).Assembly;

    private static IEnumerable<(Type Type, string Schema)> Named => Client.GetTypes()
        .Select(type => (type, type.GetCustomAttribute<OpenApiSchemaAttribute>()?.Name))
        .Where(pair => pair.Name is not null)!;

    private static JsonElement Schemas()
    {
        return LocalKsefNewerApi.Document().GetProperty("components").GetProperty("schemas");
    }

    [Fact]
    public void Every_property_of_a_wire_record_is_in_its_official_schema()
    {
        var schemas = Schemas();
        Assert.True(Named.Count() > 50, $"only {Named.Count()} records are named");
        var strangers = Named.Where(pair => pair.Type.IsClass).SelectMany(pair => OnTheWire(pair.Type)
            .Where(property => !schemas.GetProperty(pair.Schema).GetProperty("properties").TryGetProperty(property.Name, out _))
            .Select(property => $"{pair.Schema}.{property.Name}"));
        Assert.Empty(strangers);
    }

    [Fact]
    public void What_we_demand_of_an_answer_KSeF_promises()
    {
        var schemas = Schemas();
        var answers = Named.Where(pair => pair.Type.IsClass && !pair.Schema.EndsWith("Request", StringComparison.Ordinal));
        var demands = answers.SelectMany(pair => OnTheWire(pair.Type)
            .Where(property => property.IsRequired && !Required(schemas.GetProperty(pair.Schema)).Contains(property.Name))
            .Select(property => $"{pair.Schema}.{property.Name}"))
            // Optional in the documents, and without a code there is no error to speak of.
            .Except(["ApiError.code"]);
        Assert.Empty(demands);
    }

    public static TheoryData<string> Requests => [.. Sent().Select(pair => pair.Schema).Distinct()];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Whatever_KSeF_requires_of_a_request_we_send(string schema)
    {
        var required = Required(Schemas().GetProperty(schema));
        var ours = OnTheWire(Named.Single(pair => pair.Schema == schema).Type).Select(property => property.Name);
        Assert.Subset(ours.ToHashSet(), required);
    }

    [Fact]
    public void What_we_send_is_found_with_what_it_holds() => Assert.Subset(Sent().Select(pair => pair.Schema).ToHashSet(),
        new HashSet<string> { "OpenOnlineSessionRequest", "EncryptionInfo", "FormCode", "BatchFileInfo", "BatchFilePartInfo", "AuthenticationContextIdentifier" });

    // Requests, and what they hold.
    private static List<(Type Type, string Schema)> Sent()
    {
        var named = Named.ToList();
        var sent = named.Where(pair => pair.Schema.EndsWith("Request", StringComparison.Ordinal)).ToList();
        for (var next = 0; next < sent.Count; next++)
        {
            var held = OnTheWire(sent[next].Type).SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType)).ToHashSet();
            sent.AddRange(named.Where(pair => pair.Type.IsClass && held.Contains(pair.Type) && !sent.Contains(pair)));
        }
        return sent;
    }

    [Fact]
    public void Every_enumeration_has_the_official_names()
    {
        var schemas = Schemas();
        foreach (var (type, schema) in Named.Where(pair => pair.Type.IsEnum))
            Assert.Equal(
                schemas.GetProperty(schema).GetProperty("enum").EnumerateArray().Select(name => name.GetString()!).Order(),
                Enum.GetNames(type).Where(name => name != "Unknown").Order());
    }

    private static HashSet<string> Required(JsonElement schema) => schema.TryGetProperty("required", out var required)
        ? required.EnumerateArray().Select(name => name.GetString()!).ToHashSet()
        : [];

    // A property that is ignored has neither a getter nor a setter here.
    private static IEnumerable<JsonPropertyInfo> OnTheWire(Type type) =>
        Info(type).Properties.Where(property => property.Get is not null || property.Set is not null);

    private static JsonTypeInfo Info(Type type) => Client.GetTypes()
        .Where(context => context.IsSubclassOf(typeof(JsonSerializerContext)))
        .Select(context => ((JsonSerializerContext)context.GetProperty("Default")!.GetValue(null)!).GetTypeInfo(type))
        .First(info => info is not null)!;
}
