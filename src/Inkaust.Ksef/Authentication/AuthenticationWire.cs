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
    public required StatusCode Status { get; init; }
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
[JsonSerializable(typeof(TokenSignIn))]
internal sealed partial class AuthenticationJson : JsonSerializerContext;
