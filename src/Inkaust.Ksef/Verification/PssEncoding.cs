using System.Security.Cryptography;

namespace Inkaust.Ksef;

/// <summary>EMSA-PSS of RFC 8017, 9.1.2, with a salt of any length: .NET verifies only one as long as the hash.</summary>
internal static class PssEncoding
{
    /// <summary>How long the salt is.</summary>
    /// <param name="message">The encoded message, as the public key opened it.</param>
    /// <param name="bits">Its bits: one less than the modulus.</param>
    /// <param name="hash">What was signed.</param>
    /// <param name="algorithm">The algorithm of <paramref name="hash"/>.</param>
    /// <param name="mask">The algorithm of MGF1.</param>
    /// <returns>Bytes; null when it is no encoding of this hash.</returns>
    public static int? SaltOf(ReadOnlySpan<byte> message, int bits, ReadOnlySpan<byte> hash, HashAlgorithmName algorithm, HashAlgorithmName mask)
    {
        if (message.Length < hash.Length + 2 || message[^1] != 0xBC) return null;
        var block = message[..^(hash.Length + 1)].ToArray();
        var sealedHash = message[^(hash.Length + 1)..^1];
        var spare = (8 * message.Length) - bits;
        if (spare > 0 && block[0] >> (8 - spare) != 0) return null;
        Unmask(block, sealedHash, mask);
        block[0] &= (byte)(0xFF >> spare);
        var begin = block.AsSpan().IndexOfAnyExcept((byte)0);
        if (begin < 0 || block[begin] != 1) return null;
        var salt = block.AsSpan(begin + 1);
        byte[] whole = [.. new byte[8], .. hash, .. salt];
        return CryptographicOperations.HashData(algorithm, whole).AsSpan().SequenceEqual(sealedHash) ? salt.Length : null;
    }

    // MGF1, RFC 8017 B.2.1.
    private static void Unmask(Span<byte> block, ReadOnlySpan<byte> seed, HashAlgorithmName algorithm)
    {
        Span<byte> counted = stackalloc byte[seed.Length + 4];
        seed.CopyTo(counted);
        for (int done = 0, counter = 0; done < block.Length; counter++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(counted[seed.Length..], counter);
            foreach (var octet in CryptographicOperations.HashData(algorithm, counted))
            {
                if (done == block.Length) break;
                block[done++] ^= octet;
            }
        }
    }
}
