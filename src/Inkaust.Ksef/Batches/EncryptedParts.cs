using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// Takes a package as it is written, cuts it, encrypts each part by itself, and measures and hashes the whole and the parts.
/// KSEF 6: cut first, then encrypt, every part with the same key and vector.
/// </summary>
internal sealed class EncryptedParts : Stream
{
    private readonly InvoiceEncryption encryption;
    private readonly Func<int, Stream> openPart;
    private readonly BatchLimits limits;
    private readonly int partSize;
    private readonly IncrementalHash plainHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<BatchPart> done = [];
    private EncryptedPart? current;
    private bool isBroken;

    public EncryptedParts(InvoiceEncryption encryption, Func<int, Stream> openPart, Packing packing)
    {
        this.encryption = encryption;
        this.openPart = openPart;
        limits = packing.Limits;
        partSize = packing.PartSize ?? limits.LargestPart;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partSize, limits.LargestPart);
    }

    public long PlainSize { get; private set; }

    /// <summary>Of all that was written; known at the end.</summary>
    public InvoiceHash PlainHash { get; private set; }

    public IReadOnlyList<BatchPart> Done => done;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A compressor writes its end when it is disposed of, also after a failure; that must not hide the failure.
        if (isBroken) return;
        isBroken = true;
        await CutAsync(buffer, cancellationToken).ConfigureAwait(false);
        isBroken = false;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Ends the last part.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        if (isBroken) throw new InvalidOperationException("The package broke off.");
        if (current is not null) await CloseAsync(cancellation).ConfigureAwait(false);
        PlainHash = Hashes.Finish(plainHash);
    }

    // Nothing is held back here: a part is written when it is full or finished.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (current is not null) await current.DisposeAsync().ConfigureAwait(false);
        plainHash.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task CutAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        while (buffer.Length > 0)
        {
            current ??= Open();
            var piece = buffer[..(int)Math.Min(buffer.Length, partSize - current.PlainSize)];
            if (PlainSize + piece.Length > limits.LargestPackage) throw new RefusedException(BatchFindings.PackageSize(limits));
            PlainSize += piece.Length;
            plainHash.AppendData(piece.Span);
            await current.WriteAsync(piece, cancellation).ConfigureAwait(false);
            if (current.PlainSize == partSize) await CloseAsync(cancellation).ConfigureAwait(false);
            buffer = buffer[piece.Length..];
        }
    }

    private EncryptedPart Open()
    {
        if (done.Count == limits.MostParts) throw new RefusedException(BatchFindings.PackageSize(limits));
        var ordinal = done.Count + 1;
        return new EncryptedPart(ordinal, openPart(ordinal), encryption.NewEncryptor());
    }

    private async Task CloseAsync(CancellationToken cancellation)
    {
        var part = current!;
        done.Add(await part.FinishAsync(cancellation).ConfigureAwait(false));
        current = null;
        await part.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>One part on its way through the cipher.</summary>
internal sealed class EncryptedPart(int ordinal, Stream target, ICryptoTransform encryptor) : IAsyncDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] plain = new byte[1 << 16];
    private readonly byte[] cipher = new byte[1 << 16];
    private int held;
    private long encryptedSize;

    public long PlainSize { get; private set; }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        PlainSize += bytes.Length;
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, plain.Length - held);
            bytes[..count].CopyTo(plain.AsMemory(held));
            held += count;
            bytes = bytes[count..];
            if (held < plain.Length) return;
            held = 0;
            await PassAsync(cipher.AsMemory(0, encryptor.TransformBlock(plain, 0, plain.Length, cipher, 0)), cancellation).ConfigureAwait(false);
        }
    }

    public async Task<BatchPart> FinishAsync(CancellationToken cancellation)
    {
        await PassAsync(encryptor.TransformFinalBlock(plain, 0, held), cancellation).ConfigureAwait(false);
        await target.FlushAsync(cancellation).ConfigureAwait(false);
        return new BatchPart(ordinal, encryptedSize, Hashes.Finish(hash));
    }

    public async ValueTask DisposeAsync()
    {
        encryptor.Dispose();
        hash.Dispose();
        CryptographicOperations.ZeroMemory(plain);
        await target.DisposeAsync().ConfigureAwait(false);
    }

    private async Task PassAsync(ReadOnlyMemory<byte> encrypted, CancellationToken cancellation)
    {
        hash.AppendData(encrypted.Span);
        encryptedSize += encrypted.Length;
        await target.WriteAsync(encrypted, cancellation).ConfigureAwait(false);
    }
}

internal static class Hashes
{
    /// <summary>The hash of everything that was appended.</summary>
    public static InvoiceHash Finish(IncrementalHash hash) => InvoiceHash.Parse(Convert.ToBase64String(hash.GetHashAndReset()));
}
