using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>One request to KSeF, repeatable because it holds its bytes.</summary>
/// <param name="Operation">What it does, for errors.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Below the root, starting with a slash, with the query.</param>
internal sealed record Call(Wording Operation, HttpMethod Method, string Path)
{
    /// <summary>
    /// True when a lost answer leaves a question (something may have been created). False for reading, and for steps that
    /// can be done anew without harm.
    /// </summary>
    public bool ChangesSomething { get; init; }

    /// <summary>Who asks; null for the public calls.</summary>
    public KsefAccess? Access { get; init; }

    /// <summary>A token of the sign-in itself, in place of <see cref="Access"/>.</summary>
    public string? Bearer { get; init; }

    public string? ContinuationToken { get; init; }

    public byte[]? Body { get; private init; }

    public string? BodyType { get; private init; }

    /// <summary>A POST whose lost answer leaves a question.</summary>
    public static Call Changing(Wording operation, KsefAccess access, string path) =>
        new(operation, HttpMethod.Post, path) { Access = access, ChangesSomething = true };

    public Call WithJson<T>(T body, JsonTypeInfo<T> type) =>
        this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, type), BodyType = "application/json" };

    public Call WithXml(byte[] body) => this with { Body = body, BodyType = "application/xml" };

    /// <summary>The name of the operation only: paths hold identifiers.</summary>
    public override string ToString() => Operation.En;
}

/// <summary>Content that remembers whether a single byte of it was asked for: until then KSeF cannot have acted.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly byte[] body;

    public WatchedContent(byte[] body, string? type)
    {
        this.body = body;
        if (type is not null) Headers.ContentType = new(type) { CharSet = "utf-8" };
    }

    public bool WasSent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasSent = true;
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
