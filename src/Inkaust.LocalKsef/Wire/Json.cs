using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Inkaust.LocalKsef;

/// <summary>
/// How this server writes and reads JSON: answers in camelCase without absent values, enums by name;
/// requests in any case, since the ministry's client writes PascalCase (KSEF 1).
/// </summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = Make(JsonUnmappedMemberHandling.Skip);

    /// <summary>For what is ordered on the management port: a field that nobody knows is a mistake there, and not a newer client.</summary>
    public static readonly JsonSerializerOptions Orders = Make(JsonUnmappedMemberHandling.Disallow);

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unknown)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = 32,
            UnmappedMemberHandling = unknown,
            // Of two values of one name different readers take different ones.
            AllowDuplicateProperties = false,
        };
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
