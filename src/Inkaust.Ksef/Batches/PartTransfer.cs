using System.Net;
using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Puts one part where KSeF said: method, address and headers exactly as listed, no token of ours (KSEF 1). Writing a part
/// again changes nothing, so a lost answer is never an unknown outcome here.
/// </summary>
internal sealed class PartTransfer(Wire wire, KsefEnvironment environment, TimeProvider clock)
{
    private const int LargestAnswer = 1 << 16;

    private static readonly Wording Uploading = new("przesłanie części paczki", "uploading a part of a package");

    // What KSeF itself allows for a package of one part.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public async Task SendAsync(PartUploadRequest listed, BatchPart part, Func<Stream> open, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var content = new PartContent(part, open);
        using var request = Request(listed, content);
        try
        {
            // The address holds a key: of it the log shows nothing.
            await wire.SendAsync(request, $"part {part.Ordinal}", async (response, giveUp) =>
            {
                if (response.RequestMessage?.RequestUri is { } asked && asked != request.RequestUri)
                    throw Unavailable(Disturbance.NotKsef, "a redirection was followed");
                if (content.Flaw is { } flaw) throw flaw;
                await JudgeAsync(response, giveUp).ConfigureAwait(false);
                return true;
            }, either.Token).ConfigureAwait(false);
        }
        // However the HTTP stack dresses it up: the bytes could not be read or are others.
        catch (Exception) when (content.Flaw is not null)
        {
            throw content.Flaw;
        }
        catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable(Disturbance.TimedOut, "no answer in time", cause);
        }
        catch (HttpRequestException cause)
        {
            throw Exchange.NeverConnected(cause)
                ? Unavailable(Disturbance.NoConnection, "no connection", cause)
                : Unavailable(Disturbance.ConnectionBroken, "the connection broke", cause);
        }
        catch (IOException cause)
        {
            throw Unavailable(Disturbance.ConnectionBroken, "the connection broke", cause);
        }
    }

    private HttpRequestMessage Request(PartUploadRequest listed, PartContent content)
    {
        // The key in the address is signed over its text: it must not be written another way.
        var exactly = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        if (!Uri.TryCreate(listed.Url, exactly, out var address) || !address.IsAbsoluteUri)
            throw Unavailable(Disturbance.Unreadable, "the address of the upload cannot be read");
        // Where it may be stands here, not in the answer: a part holds invoices, and its way could lead behind our walls.
        if (!environment.MayHandOut(address)) throw Unavailable(Disturbance.NotKsef, "the address of the upload is not one of KSeF's");
        if (listed.Method is not ("PUT" or "POST")) throw Unavailable(Disturbance.Unreadable, "the method of the upload is unknown");
        var request = new HttpRequestMessage(new HttpMethod(listed.Method), address) { Content = content };
        foreach (var (name, value) in listed.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private async Task JudgeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type == "text/html") throw Unavailable(Disturbance.NotKsef, $"HTTP {status} with a page");
        if (status is >= 200 and < 300) return;
        var wait = RetryAfter.Read(response.Headers.RetryAfter, clock);
        if (status == 429)
            throw Unavailable(Disturbance.TooManyRequests, "too many requests (HTTP 429)", retryAfter: wait ?? TimeSpan.FromSeconds(1));
        if (status is 408 or >= 500) throw Unavailable(Disturbance.ServerError, $"HTTP {status}", retryAfter: wait);
        if (status < 400) throw Unavailable(Disturbance.NotKsef, $"HTTP {status}");
        var errors = ErrorAnswers.Read(await StartOfBodyAsync(response, cancellation).ConfigureAwait(false))?.Errors
            ?? [new KsefError(status, Meaning(response.StatusCode), [])];
        throw new KsefRejected(Uploading, errors, status);
    }

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden => "adres nie przyjmuje już tej części (czas na przesłanie mógł upłynąć)",
        HttpStatusCode.Unauthorized => "klucz zawarty w adresie nie został przyjęty",
        _ => "część nie została przyjęta",
    };

    private static async Task<byte[]> StartOfBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[LargestAnswer];
        return buffer[..await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)];
    }

    private static KsefUnavailable Unavailable(Disturbance disturbance, string what, Exception? cause = null, TimeSpan? retryAfter = null) =>
        new(Uploading, disturbance, what, cause) { RetryAfter = retryAfter };

    /// <summary>Streams the bytes and lets their last piece out only when all of them are those that were packed.</summary>
    private sealed class PartContent(BatchPart part, Func<Stream> open) : HttpContent
    {
        /// <summary>Set when the stored bytes cannot be read or differ.</summary>
        public RefusedException? Flaw { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var source = await ReadAsync(() => Task.FromResult(open())).ConfigureAwait(false);
            await using var closing = source.ConfigureAwait(false);
            var buffer = new byte[1 << 16];
            for (var left = part.EncryptedSize; left > 0;)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
                await ReadAsync(async () =>
                {
                    await source.ReadExactlyAsync(wanted, cancellationToken).ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
                hash.AppendData(wanted.Span);
                left -= wanted.Length;
                if (left == 0 && Hashes.Finish(hash) != part.EncryptedHash) throw Flaw = new RefusedException(BatchFindings.PartChanged(part));
                await stream.WriteAsync(wanted, cancellationToken).ConfigureAwait(false);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = part.EncryptedSize;
            return true;
        }

        private async Task<T> ReadAsync<T>(Func<Task<T>> read)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw Flaw = new RefusedException(BatchFindings.PartChanged(part), cause);
            }
        }
    }
}
