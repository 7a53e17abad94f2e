using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Answers;
using Inkaust.Invoices;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web.Api;

/// <summary>How the API writes and reads JSON: as <c>--json</c> does, so that one program understands both.</summary>
internal static class ApiJson
{
    /// <summary>How deep what somebody sends may be nested; a draft needs eight.</summary>
    private const int Deepest = 32;

    public static JsonSerializerOptions Options { get; } = Shaped(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Makes options those of the API.</summary>
    public static JsonSerializerOptions Shaped(JsonSerializerOptions options)
    {
        options.MaxDepth = Deepest;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }

    /// <summary>A finding as programs read it.</summary>
    public static FindingAnswer Say(Finding finding) => FindingAnswer.Of(finding, finding.Hint, Language.English);

    /// <summary>The body of a request.</summary>
    /// <exception cref="BadHttpRequestException">It cannot be read as this, or is too long.</exception>
    public static async Task<T> BodyAsync<T>(HttpRequest request, CancellationToken stop) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, stop) ?? throw new BadHttpRequestException("No body.");
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is no JSON of this kind.", fault);
        }
    }

    /// <summary>A part of what was sent, with no space between its words: the same content has the same bytes.</summary>
    /// <exception cref="BadHttpRequestException">A text in it is none: half a pair of surrogates.</exception>
    public static byte[] Bytes(JsonElement part)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(part);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new BadHttpRequestException("The body holds a text that is none.", fault);
        }
    }

    /// <summary>The bytes of a request.</summary>
    public static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }
}
