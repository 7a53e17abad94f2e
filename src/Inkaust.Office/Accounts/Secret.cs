using System.Security.Cryptography;
using System.Text;

namespace Inkaust.Office;

/// <summary>Secrets that are drawn here and kept as their hash only.</summary>
internal static class Secret
{
    /// <summary>256 bits, as they may stand in an address.</summary>
    public static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether a secret is the one that was kept, in a time that says nothing.</summary>
    public static bool Fits(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}
