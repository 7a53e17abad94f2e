using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Ksef;

/// <summary>What the Latarnia says about KSeF now. An unknown value decides nothing (LAW 107).</summary>
public enum LatarniaState
{
    Unknown,
    Available,
    Maintenance,
    Failure,
    TotalFailure,
}

/// <summary>What a message is about.</summary>
public enum LatarniaCategory
{
    Unknown,
    Maintenance,
    Failure,
    TotalFailure,
}

/// <summary>What a message announces. There is no end of maintenance: its announcement carries both ends (LAW 103).</summary>
public enum LatarniaMessageType
{
    Unknown,
    FailureStart,
    FailureEnd,
    MaintenanceAnnouncement,
}

/// <summary>One message of the Latarnia (LAW 103).</summary>
public sealed record LatarniaMessage
{
    /// <summary>For example <c>K/2026/AWR/02</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Binds the start and the end of one event.</summary>
    public required long EventId { get; init; }

    [JsonConverter(typeof(ByOfficialName<LatarniaCategory>))]
    public required LatarniaCategory Category { get; init; }

    [JsonConverter(typeof(ByOfficialName<LatarniaMessageType>))]
    public required LatarniaMessageType Type { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    [JsonPropertyName("start")]
    public required DateTimeOffset StartsAt { get; init; }

    [JsonPropertyName("end")]
    public DateTimeOffset? EndsAt { get; init; }

    public int Version { get; init; }

    [JsonPropertyName("published")]
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Reads messages as <c>/messages</c> gives them: a bare array.</summary>
    /// <exception cref="Invoices.RefusedException">INK-KSEF-030: not an array of messages.</exception>
    public static IReadOnlyList<LatarniaMessage> ReadJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var messages = JsonSerializer.Deserialize(JsonFile.WithoutMark(utf8), LatarniaJson.Default.ListLatarniaMessage);
            return messages is not null && messages.All(one => one is not null) ? messages : throw new JsonException("null is no message");
        }
        catch (JsonException fault)
        {
            throw new Invoices.RefusedException(KsefFindings.Messages(fault), fault);
        }
    }
}

internal sealed record LatarniaStatusAnswer
{
    [JsonConverter(typeof(ByOfficialName<LatarniaState>))]
    public required LatarniaState Status { get; init; }

    public IReadOnlyList<LatarniaMessage>? Messages { get; init; }
}

/// <summary>Enumerations whose official names are in capitals with underscores; a new one becomes the default value.</summary>
internal sealed class ByOfficialName<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A name was expected.");
        var official = reader.GetString();
        return Enum.GetValues<T>().FirstOrDefault(value => OfficialName(value) == official);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(OfficialName(value));

    private static string OfficialName(T value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LatarniaStatusAnswer))]
[JsonSerializable(typeof(List<LatarniaMessage>))]
internal sealed partial class LatarniaJson : JsonSerializerContext;
