using System.Security.Cryptography;

namespace Inkaust.Office;

/// <summary>What a program asked for, so that asking again can be told from asking for something else.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Hash">SHA-256 of the draft or file, as hex.</param>
public sealed record IssuingRequest(string Key, string Hash)
{
    /// <summary>Null where no key was given.</summary>
    internal static IssuingRequest? Of(string? key, ReadOnlySpan<byte> content) =>
        key is null ? null : new(key, Convert.ToHexStringLower(SHA256.HashData(content)));
}
