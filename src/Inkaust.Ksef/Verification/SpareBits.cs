using System.Buffers.Text;

namespace Inkaust.Ksef;

/// <summary>Base64URL in which the bits that the last character has to spare may be anything: they say nothing (LAW 115).</summary>
internal static class SpareBits
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>The bytes; null when it is no Base64URL without padding.</summary>
    public static byte[]? Decoded(string text)
    {
        if (text.Length == 0 || Letters.IndexOf(text[^1], StringComparison.Ordinal) is not (>= 0 and var last)) return null;
        var spare = (text.Length % 4) switch { 2 => 0b1111, 3 => 0b0011, _ => 0 };
        var plain = text[..^1] + Letters[last & ~spare];
        return Base64Url.IsValid(plain) ? Base64Url.DecodeFromChars(plain) : null;
    }
}
