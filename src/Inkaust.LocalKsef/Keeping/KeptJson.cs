using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>How records are written into snapshots and data files: what is derived is left out.</summary>
internal static class KeptJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        // Names and limits are pairs.
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new PermissionSetConverter(), new KsefNumberConverter() },
    };

    private sealed class PermissionSetConverter : JsonConverter<IReadOnlySet<Permission>>
    {
        public override IReadOnlySet<Permission> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<Permission>>(ref reader, options) ?? [];

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<Permission> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }

    private sealed class KsefNumberConverter : JsonConverter<KsefNumber>
    {
        public override KsefNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            KsefNumber.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, KsefNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
