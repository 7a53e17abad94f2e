using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

[OpenApiSchema("AuthenticationChallengeResponse")]
internal sealed record ChallengeAnswer
{
    public required string Challenge { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required long TimestampMs { get; init; }
}

[OpenApiSchema("AuthenticationInitResponse")]
internal sealed record SignInStarted : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    public required Token AuthenticationToken { get; init; }
}

[OpenApiSchema("AuthenticationOperationStatusResponse")]
internal sealed record SignInStatus
{
    /// <summary>Its forerunner <c>authenticationMethod</c> was to go by 16.11.2026 (KSEF 13).</summary>
    [JsonPropertyName("authenticationMethodInfo")]
    public SignInMethod? Method { get; init; }

    public required StatusCode Status { get; init; }
}

/// <summary>A sign-in that has not ended, by whatever program.</summary>
[OpenApiSchema("AuthenticationListItem")]
public sealed record OpenSignIn
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    [JsonPropertyName("startDate")]
    public required DateTimeOffset StartedAt { get; init; }

    [JsonPropertyName("authenticationMethodInfo")]
    public SignInMethod? Method { get; init; }

    public required StatusCode Status { get; init; }

    [JsonPropertyName("isCurrent")]
    public bool IsThisOne { get; init; }

    [JsonPropertyName("isTokenRedeemed")]
    public bool? IsRedeemed { get; init; }

    [JsonPropertyName("lastTokenRefreshDate")]
    public DateTimeOffset? LastRefreshedAt { get; init; }

    [JsonPropertyName("refreshTokenValidUntil")]
    public DateTimeOffset? EndsAt { get; init; }
}

[OpenApiSchema("AuthenticationListResponse")]
internal sealed record SignInPage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<OpenSignIn> Items { get; init; }
}

[OpenApiSchema("AuthenticationContextIdentifier")]
internal sealed record ContextOnTheWire
{
    [JsonConverter(typeof(ByName<ContextType>))]
    public required ContextType Type { get; init; }

    public required string Value { get; init; }
}

[OpenApiSchema("InitTokenAuthenticationRequest")]
internal sealed record TokenSignIn
{
    public required string Challenge { get; init; }

    public required ContextOnTheWire ContextIdentifier { get; init; }

    public required byte[] EncryptedToken { get; init; }

    public required string PublicKeyId { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, Converters = [typeof(ReferenceNumberAsText)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChallengeAnswer))]
[JsonSerializable(typeof(SignInStarted))]
[JsonSerializable(typeof(SignInStatus))]
[JsonSerializable(typeof(SignInPage))]
[JsonSerializable(typeof(TokenPair))]
[JsonSerializable(typeof(TokenSignIn))]
internal sealed partial class AuthenticationJson : JsonSerializerContext;
