using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

[OpenApiSchema("TokenInfo")]
internal sealed record Token
{
    [JsonPropertyName("token")]
    public required string Secret { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public override string ToString() => $"token until {ValidUntil:u}";
}

[OpenApiSchema("AuthenticationTokensResponse")]
internal sealed record TokenPair
{
    public required Token AccessToken { get; init; }

    public required Token RefreshToken { get; init; }
}

[OpenApiSchema("AuthenticationTokenRefreshResponse")]
internal sealed record RefreshedToken
{
    public required Token AccessToken { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RefreshedToken))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class TokensJson : JsonSerializerContext;
