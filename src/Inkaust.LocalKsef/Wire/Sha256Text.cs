using System.Security.Cryptography;

namespace Inkaust.LocalKsef;

/// <summary>SHA-256 as the API writes it: 44 characters of Base64.</summary>
internal static class Sha256Text
{
    public static string Of(ReadOnlySpan<byte> octets) => Convert.ToBase64String(SHA256.HashData(octets));

    public static bool IsBase64(string text)
    {
        Span<byte> octets = stackalloc byte[33];
        return text.Length == 44 && Convert.TryFromBase64String(text, octets, out var length) && length == 32;
    }
}
