using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>
/// The symmetric key of one session or export: AES-256 in CBC mode with PKCS#7 padding, the key made here and wrapped for KSeF. It lives in
/// memory only; after a restart a new session is opened. That of an export may be kept sealed (<see cref="Secret"/>), so that a package that
/// was ordered before a restart can be read after it.
/// </summary>
public sealed class InvoiceEncryption : IDisposable
{
    private const int LargestInvoice = 3_000_000; // KSEF 6: 1 MB, with attachment 3 MB

    private const int KeyLength = 32, VectorLength = 16;

    private readonly byte[] key;
    private readonly byte[] initializationVector;
    private bool disposed;

    /// <summary>A new key for one session.</summary>
    /// <param name="publicKey">The key of KSeF for symmetric keys.</param>
    public InvoiceEncryption(KsefPublicKey publicKey)
    {
        (key, initializationVector) = (RandomNumberGenerator.GetBytes(KeyLength), RandomNumberGenerator.GetBytes(VectorLength));
        PublicKeyId = publicKey.Id;
        WrappedKey = publicKey.Wrap(key);
    }

    private InvoiceEncryption(ReadOnlySpan<byte> secret) =>
        (key, initializationVector, PublicKeyId) = (secret[..KeyLength].ToArray(), secret[KeyLength..].ToArray(), "");

    /// <summary>The key of an export that was ordered before, for reading its package; nothing can be ordered with it.</summary>
    /// <param name="secret">From <see cref="Secret"/>.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static InvoiceEncryption OfSecret(ReadOnlySpan<byte> secret) => secret.Length == KeyLength + VectorLength
        ? new InvoiceEncryption(secret) : throw new ArgumentException("48 bytes: a key and an initialization vector.", nameof(secret));

    /// <summary>Key and initialization vector, 48 bytes: to be sealed at once, never to be written as they are.</summary>
    public byte[] Secret()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return [.. key, .. initializationVector];
    }

    /// <summary>Which key of KSeF can unwrap it.</summary>
    public string PublicKeyId { get; }

    /// <summary>The symmetric key, readable by KSeF alone.</summary>
    public ReadOnlyMemory<byte> WrappedKey { get; }

    /// <summary>Sixteen bytes, sent when the session is opened.</summary>
    public ReadOnlyMemory<byte> InitializationVector => initializationVector;

    /// <summary>Encrypts an invoice and measures it before and after.</summary>
    /// <param name="xml">The bytes that were hashed and printed; not written anew.</param>
    /// <exception cref="RefusedException">Empty, or larger than KSeF takes (INK-KSEF-028).</exception>
    public EncryptedInvoice Encrypt(ReadOnlyMemory<byte> xml)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (xml.Length is 0 or > LargestInvoice) throw new RefusedException(KsefFindings.InvoiceSize);
        using var aes = Aes.Create();
        aes.Key = key;
        // KSEF 6: the vector is not put in front of the text, whatever the documents say.
        var content = aes.EncryptCbc(xml.Span, initializationVector, PaddingMode.PKCS7);
        return new EncryptedInvoice(InvoiceHash.Of(xml.Span), xml.Length, InvoiceHash.Of(content), content);
    }

    /// <summary>Encrypts one part of a package, straight through.</summary>
    internal ICryptoTransform NewEncryptor()
    {
        using var aes = NewAes();
        return aes.CreateEncryptor(key, initializationVector);
    }

    /// <summary>Decrypts one part of an export, straight through.</summary>
    internal ICryptoTransform NewDecryptor()
    {
        using var aes = NewAes();
        return aes.CreateDecryptor(key, initializationVector);
    }

    private Aes NewAes()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.PKCS7;
        return aes;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(key);
        disposed = true;
    }

    public override string ToString() => "encryption of one session";
}

/// <summary>An invoice as it goes over the wire.</summary>
/// <param name="Hash">Of the plain bytes.</param>
/// <param name="Size">Of the plain bytes.</param>
/// <param name="EncryptedHash">Of <paramref name="Content"/>.</param>
/// <param name="Content">The encrypted bytes.</param>
public sealed record EncryptedInvoice(InvoiceHash Hash, long Size, InvoiceHash EncryptedHash, ReadOnlyMemory<byte> Content)
{
    /// <summary>Of <see cref="Content"/>.</summary>
    public long EncryptedSize => Content.Length;

    /// <summary>The hash alone.</summary>
    public override string ToString() => $"encrypted invoice {Hash}";
}
