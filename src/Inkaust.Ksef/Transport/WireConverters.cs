using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Enumerations by name. A name that is not known yet becomes the default value, so that a new one breaks nothing.</summary>
internal sealed class ByName<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A name was expected.");
        var name = reader.GetString() ?? "";
        return Enum.GetNames<T>().Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(name, ignoreCase: true) : default;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Identifiers as strings; a malformed one makes the answer unreadable.</summary>
internal abstract class AsText<T> : JsonConverter<T>
    where T : IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), null, out var value)
            ? value
            // The value itself stays out: it may hold a NIP.
            : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class ReferenceNumberAsText : AsText<ReferenceNumber>;

internal sealed class KsefNumberAsText : AsText<KsefNumber>;

internal sealed class InvoiceHashAsBase64 : AsText<InvoiceHash>
{
    public override void Write(Utf8JsonWriter writer, InvoiceHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Base64);
}
