using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

[OpenApiSchema("PublicKeyCertificate")]
internal sealed record PublicKeyCertificate
{
    public required byte[] Certificate { get; init; }

    public required string PublicKeyId { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset ValidTo { get; init; }

    public required IReadOnlyList<string> Usage { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(List<PublicKeyCertificate>))]
internal sealed partial class PublicKeysJson : JsonSerializerContext;
