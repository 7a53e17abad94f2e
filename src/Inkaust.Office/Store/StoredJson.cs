using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What is kept as JSON, and outlives the code: each text bears the version of its form, enums are words, names are camel case. Forms before
/// version 1 had no number, wrote some names as in C# and some enums as ordinals; they are read for ever, and the tests keep a row of each.
/// </summary>
internal static class StoredJson
{
    /// <summary>The newest form, and the one that is written.</summary>
    public const int Version = 1;

    private const string Mark = "\"v\":1}";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: true) },
    };

    public static string Write<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, Form);
        // A word that says which form it is may stand anywhere in an object; at its end it costs nothing.
        return json is "{}" ? "{" + Mark : string.Concat(json.AsSpan(0, json.Length - 1), ",", Mark);
    }

    /// <summary>JSON of a form that is described elsewhere, with the version beside.</summary>
    /// <param name="json">An object with something in it, in UTF-8.</param>
    public static byte[] Marked(ReadOnlySpan<byte> json) =>
        [.. json.TrimEnd(Blanks)[..^1].TrimEnd(Blanks), .. ","u8, .. Encoding.UTF8.GetBytes(Mark)];

    /// <summary>The same without the version; what came before there was one is as it was.</summary>
    /// <exception cref="RefusedException">INK-STORE-010: a newer program wrote it.</exception>
    public static ReadOnlyMemory<byte> Unmarked(ReadOnlyMemory<byte> json)
    {
        if (json.Span.EndsWith(Encoding.UTF8.GetBytes(Mark))) return (byte[])[.. json.Span[..^(Mark.Length + 1)], .. "}"u8];
        RefuseNewer(Encoding.UTF8.GetString(json.Span));
        return json;
    }

    private static ReadOnlySpan<byte> Blanks => " \r\n\t"u8;

    /// <exception cref="RefusedException">INK-STORE-010: a newer program wrote it.</exception>
    public static T Read<T>(string json)
    {
        if (!json.EndsWith(Mark, StringComparison.Ordinal)) RefuseNewer(json);
        return JsonSerializer.Deserialize<T>(json, Form)!;
    }

    private static void RefuseNewer(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("v", out var version) || version.GetInt32() <= Version) return;
        throw new RefusedException(new Finding("INK-STORE-010",
            $"Wpis zapisał nowszy program (forma {version.GetInt32()}); ten zna formy do {Version}.",
            $"A newer program wrote this entry (form {version.GetInt32()}); this one knows forms up to {Version}.")
        { Hint = new("Użyj nowszej wersji Inkausta.", "Use the newer version of Inkaust.") });
    }
}
