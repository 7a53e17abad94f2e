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

/// <summary>In what way somebody signed in, in KSeF's words: the codes grow without notice.</summary>
[OpenApiSchema("AuthenticationMethodInfo")]
public sealed record SignInMethod
{
    /// <summary>XadesSignature, NationalNode, Token or Other.</summary>
    public required string Category { get; init; }

    /// <summary>For example <c>xades.qualified</c>.</summary>
    public required string Code { get; init; }

    /// <summary>For people, in Polish.</summary>
    public required string DisplayName { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RefreshedToken))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class TokensJson : JsonSerializerContext;
