using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Inkaust.LocalKsef;

/// <summary>A whole HTTP answer as a value: handlers make it, one place writes it.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A file that is sent instead of <see cref="Body"/>, bit by bit, since it may be large and the reader slow.</summary>
    public string? Path { get; private init; }

    /// <summary>How many octets are sent.</summary>
    public long Length { get; private init; } = Body.Length;

    public static readonly Answer NoContent = new(204, default, null);

    /// <summary>An empty 200 has a length of 0 (KSEF 1).</summary>
    public static readonly Answer Empty = new(200, default, null);

    public static Answer Json<T>(T value, int status = 200) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value, LocalKsef.Json.Options), "application/json; charset=utf-8");

    /// <summary>An XML file with its SHA-256 beside it (KSEF 7).</summary>
    public static Answer Xml(ReadOnlyMemory<byte> xml) =>
        new Answer(200, xml, "application/xml").With("x-ms-meta-hash", Convert.ToBase64String(SHA256.HashData(xml.Span)));

    public static Answer File(string path, long length) => new(200, default, "application/octet-stream") { Path = path, Length = length };

    public static Answer Html(string page, int status = 200) => new(status, Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");

    public static Answer Text(string text) => new(200, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    public Answer With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };
}
