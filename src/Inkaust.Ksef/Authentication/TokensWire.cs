using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>Where a KSeF token stands.</summary>
[OpenApiSchema("AuthenticationTokenStatus")]
[JsonConverter(typeof(ByName<KsefTokenState>))]
public enum KsefTokenState { Unknown, Pending, Active, Revoking, Revoked, Failed }

/// <summary>A KSeF token as lists show it, without the secret.</summary>
[OpenApiSchema("TokenStatusResponse")]
public sealed record KsefToken
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    [JsonPropertyName("authorIdentifier")]
    public required Identifier Author { get; init; }

    [JsonPropertyName("contextIdentifier")]
    public required Identifier Context { get; init; }

    public required string Description { get; init; }

    [JsonPropertyName("requestedPermissions")]
    public required IReadOnlyList<KsefRight> Permissions { get; init; }

    [JsonPropertyName("dateCreated")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("lastUseDate")]
    public DateTimeOffset? LastUsedAt { get; init; }

    [JsonPropertyName("status")]
    public required KsefTokenState State { get; init; }

    [JsonPropertyName("statusDetails")]
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>Reference and state.</summary>
    public override string ToString() => $"KSeF token {ReferenceNumber}: {State}";
}

/// <summary>A new KSeF token. KSeF never tells the secret again.</summary>
[OpenApiSchema("GenerateTokenResponse")]
public sealed record GeneratedToken : IHasBegun
{
    public required ReferenceNumber ReferenceNumber { get; init; }

    [JsonPropertyName("token")]
    public required string Secret { get; init; }

    /// <summary>The reference alone.</summary>
    public override string ToString() => $"KSeF token {ReferenceNumber}";
}

[OpenApiSchema("GenerateTokenRequest")]
internal sealed record GenerateToken
{
    public required IReadOnlyList<KsefRight> Permissions { get; init; }

    public required string Description { get; init; }
}

[OpenApiSchema("QueryTokensResponse")]
internal sealed record TokenPage : IPageWithToken
{
    public string? ContinuationToken { get; init; }

    public required IReadOnlyList<KsefToken> Tokens { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, Converters = [typeof(ReferenceNumberAsText)])]
[JsonSerializable(typeof(GenerateToken))]
[JsonSerializable(typeof(GeneratedToken))]
[JsonSerializable(typeof(KsefToken))]
[JsonSerializable(typeof(TokenPage))]
internal sealed partial class KsefTokensJson : JsonSerializerContext;
