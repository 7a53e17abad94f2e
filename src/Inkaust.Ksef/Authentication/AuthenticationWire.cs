using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>The state of an operation: a code of KSeF with its sentence in Polish.</summary>
[OpenApiSchema("StatusInfo")]
public sealed record StatusCode
{
    /// <summary>Below 200 still running, 200 done, above 200 failed.</summary>
    public required int Code { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>The same as one error in KSeF's answer.</summary>
    internal KsefError AsError() => new(Code, Description, Details ?? []);

    /// <summary>Code and description; the details stay out of logs.</summary>
    public override string ToString() => $"{Code} {Description}";
}

[OpenApiSchema("AuthenticationChallengeResponse")]
internal sealed record ChallengeAnswer
{
    public required string Challenge { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required long TimestampMs { get; init; }
}

[OpenApiSchema("TokenInfo")]
internal sealed record Token
{
    [JsonPropertyName("token")]
    public required string Secret { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public override string ToString() => $"token until {ValidUntil:u}";
}

[OpenApiSchema("AuthenticationInitResponse")]
internal sealed record SignInStarted
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    public required Token AuthenticationToken { get; init; }
}

[OpenApiSchema("AuthenticationOperationStatusResponse")]
internal sealed record SignInStatus
{
    public required StatusCode Status { get; init; }
}

[OpenApiSchema("AuthenticationTokensResponse")]
internal sealed record Tokens
{
    public required Token AccessToken { get; init; }

    public required Token RefreshToken { get; init; }
}

[OpenApiSchema("AuthenticationTokenRefreshResponse")]
internal sealed record RefreshedToken
{
    public required Token AccessToken { get; init; }
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
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(RefreshedToken))]
[JsonSerializable(typeof(TokenSignIn))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class AuthenticationJson : JsonSerializerContext;
