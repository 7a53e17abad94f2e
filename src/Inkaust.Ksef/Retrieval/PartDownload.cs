using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Fetches one part of an export from where KSeF said, without a token of ours (KSEF 1), and decrypts it on the way or later.
/// </summary>
internal sealed class PartDownload(Wire wire, KsefEnvironment environment, TimeProvider clock)
{
    private const int Block = 16;
    private const int LargestPart = 50_000_000; // KSEF 8, before encryption

    private static readonly Wording Downloading = new("pobranie części paczki faktur", "downloading a part of an export");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Appends the plain bytes, or without a key the encrypted ones; after a failure as much was appended as before.</summary>
    /// <exception cref="KsefUnavailable">It cannot be had now, or is not what KSeF said of it.</exception>
    /// <exception cref="KsefRejected">Its address has expired.</exception>
    /// <exception cref="RefusedException">INK-KSEF-034: <paramref name="target"/> takes no more.</exception>
    public async Task AppendAsync(InvoicePackagePart part, InvoiceEncryption? encryption, Stream target, CancellationToken cancellation)
    {
        CheckSizes(part);
        var start = target.Position;
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = Request(part);
        try
        {
            // The address holds a key: of it the log shows nothing.
            await wire.SendAsync(request, $"export part {part.OrdinalNumber}", async (response, giveUp) =>
            {
                if (response.RequestMessage?.RequestUri is { } asked && asked != request.RequestUri)
                    throw Unavailable(Disturbance.NotKsef, "a redirection was followed");
                Judge(response);
                var body = await response.Content.ReadAsStreamAsync(giveUp).ConfigureAwait(false);
                await using var closing = body.ConfigureAwait(false);
                await (encryption is null ? CopyAsync(part, body, target, giveUp) : DecryptAsync(part, encryption, body, target, giveUp))
                    .ConfigureAwait(false);
                if (await body.ReadAsync(new byte[1], giveUp).ConfigureAwait(false) > 0) throw Differs();
                return true;
            }, either.Token).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            target.SetLength(start);
            target.Position = start;
            if (fault is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw Unavailable(Disturbance.TimedOut, "no answer in time", fault);
            if (fault is HttpRequestException never && Exchange.NeverConnected(never))
                throw Unavailable(Disturbance.NoConnection, "no connection", fault);
            if (fault is HttpRequestException or IOException) throw Unavailable(Disturbance.ConnectionBroken, "the connection broke", fault);
            throw;
        }
    }

    private HttpRequestMessage Request(InvoicePackagePart part)
    {
        // The key in the address is signed over its text: it must not be written another way.
        var exactly = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        if (!Uri.TryCreate(part.Url, exactly, out var address) || !address.IsAbsoluteUri || part.Method != "GET")
            throw Unavailable(Disturbance.Unreadable, "the address of a part cannot be read");
        // Where it may be stands here, not in the answer: a part holds invoices, and its way could lead behind our walls.
        if (!environment.MayHandOut(address)) throw Unavailable(Disturbance.NotKsef, "the address of a part is not one of KSeF's");
        return new HttpRequestMessage(HttpMethod.Get, address);
    }

    private void Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status == 200 && response.Content.Headers.ContentType?.MediaType != "text/html") return;
        var wait = RetryAfter.Read(response.Headers.RetryAfter, clock);
        throw status switch
        {
            429 => Unavailable(Disturbance.TooManyRequests, "too many requests (HTTP 429)", retryAfter: wait ?? TimeSpan.FromSeconds(1)),
            403 or 404 or 410 => new KsefRejected(Downloading, [new KsefError(status, "adres tej części wygasł", [])], status),
            >= 500 => Unavailable(Disturbance.ServerError, $"HTTP {status}", retryAfter: wait),
            _ => Unavailable(Disturbance.NotKsef, $"HTTP {status}"),
        };
    }

    private static void CheckSizes(InvoicePackagePart part)
    {
        if (part.PartSize is < 0 or > LargestPart || part.EncryptedPartSize != (part.PartSize / Block + 1) * Block)
            throw Unavailable(Disturbance.Unreadable, "a part has a size that none can have");
    }

    private static async Task CopyAsync(InvoicePackagePart part, Stream source, Stream target, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var left = part.EncryptedPartSize; left > 0;)
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
            await source.ReadExactlyAsync(piece, cancellation).ConfigureAwait(false);
            hash.AppendData(piece.Span);
            left -= piece.Length;
            await WriteAsync(piece, target, cancellation).ConfigureAwait(false);
        }
        if (Hashes.Finish(hash) != part.EncryptedPartHash) throw Differs();
    }

    /// <summary>Decrypts a part that was appended without a key, and leaves <paramref name="source"/> behind its end.</summary>
    /// <exception cref="KsefUnavailable">It is not what KSeF said of it.</exception>
    /// <exception cref="RefusedException">INK-KSEF-034: <paramref name="target"/> takes no more.</exception>
    public static async Task DecryptAsync(
        InvoicePackagePart part, InvoiceEncryption encryption, Stream source, Stream target, CancellationToken cancellation)
    {
        CheckSizes(part);
        using var decryptor = encryption.NewDecryptor();
        using var encryptedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var plainHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (encrypted, plain) = (new byte[1 << 16], new byte[(1 << 16) + Block]);
        var written = 0L;
        for (var left = part.EncryptedPartSize; left > 0;)
        {
            var piece = encrypted.AsMemory(0, (int)Math.Min(left, encrypted.Length));
            await source.ReadExactlyAsync(piece, cancellation).ConfigureAwait(false);
            encryptedHash.AppendData(piece.Span);
            left -= piece.Length;
            // The padding tells by itself whether the key fits, but only the hash tells what was damaged.
            if (left == 0 && Hashes.Finish(encryptedHash) != part.EncryptedPartHash) throw Differs();
            var done = left == 0 ? Last(decryptor, encrypted, piece.Length)
                : plain.AsMemory(0, decryptor.TransformBlock(encrypted, 0, piece.Length, plain, 0));
            plainHash.AppendData(done.Span);
            await WriteAsync(done, target, cancellation).ConfigureAwait(false);
            written += done.Length;
        }
        if (written != part.PartSize || Hashes.Finish(plainHash) != part.PartHash) throw Differs();
    }

    // The same type of exception says that a connection broke; this one is no fault of KSeF's, and waiting does not mend it.
    private static async Task WriteAsync(ReadOnlyMemory<byte> plain, Stream target, CancellationToken cancellation)
    {
        try
        {
            await target.WriteAsync(plain, cancellation).ConfigureAwait(false);
        }
        catch (IOException cause)
        {
            throw new RefusedException(KsefFindings.NoRoomForPart, cause);
        }
    }

    private static byte[] Last(ICryptoTransform decryptor, byte[] encrypted, int count)
    {
        try
        {
            return decryptor.TransformFinalBlock(encrypted, 0, count);
        }
        catch (CryptographicException cause)
        {
            throw Unavailable(Disturbance.Unreadable, "a part was not encrypted with this key", cause);
        }
    }

    private static KsefUnavailable Differs() => Unavailable(Disturbance.Unreadable, "a part differs from its hash");

    private static KsefUnavailable Unavailable(Disturbance disturbance, string what, Exception? cause = null, TimeSpan? retryAfter = null) =>
        new(Downloading, disturbance, what, cause) { RetryAfter = retryAfter };
}
