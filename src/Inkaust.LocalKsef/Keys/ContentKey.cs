using System.Security.Cryptography;

namespace Inkaust.LocalKsef;

/// <summary>The AES-256 key and the initialization vector of one session.</summary>
internal sealed record ContentKey(byte[] Key, byte[] Vector)
{
    private const int BlockLength = 16;

    /// <summary>Stands in a session that has no usable key and in which nothing can be sent.</summary>
    public static readonly ContentKey None = new([], []);

    /// <summary>False for the one that stands for none.</summary>
    public bool IsUsable => Key.Length > 0;

    /// <summary>CBC with PKCS#7; null when it can't be decrypted.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> encrypted) => Decrypt(encrypted, Vector);

    /// <summary>The documentation wants the vector in front of the cipher text, all known clients leave it out (KSEF 6).</summary>
    public byte[]? DecryptWithVectorInFront(ReadOnlySpan<byte> encrypted) =>
        encrypted.Length >= 2 * BlockLength ? Decrypt(encrypted[BlockLength..], encrypted[..BlockLength]) : null;

    public byte[] Encrypt(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return aes.EncryptCbc(plain, Vector);
    }

    private byte[]? Decrypt(ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> vector)
    {
        if (encrypted.Length == 0 || encrypted.Length % BlockLength != 0) return null;
        try
        {
            using var aes = Aes.Create();
            aes.Key = Key;
            return aes.DecryptCbc(encrypted, vector);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
