using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.LocalKsef;

/// <summary>A time in a filter; without an offset it is in Poland (KSEF 8).</summary>
internal sealed class PolishTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && WireTime.TryRead(text, out var time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
