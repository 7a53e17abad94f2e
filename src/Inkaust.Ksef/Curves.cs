using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Inkaust.Ksef;

/// <summary>Which elliptic curve a key is on. The number of bits does not tell: brainpoolP256r1 and secp256k1 have 256 too.</summary>
public static class Curves
{
    private const string P256 = "1.2.840.10045.3.1.7"; // secp256r1, prime256v1 (RFC 5480)

    // Asking a key for its curve costs about a third of a signature, and who signs ten thousand codes has one key.
    private static readonly ConditionalWeakTable<ECDsa, object> KnownToBeP256 = new();

    /// <summary>True for P-256, the one curve of KSeF certificates and of KOD II (LAW 43). A curve that is not named is none of them.</summary>
    /// <param name="key">Is not given another curve once it was asked.</param>
    public static bool IsP256(this ECDsa key)
    {
        if (key.KeySize != 256) return false;
        if (KnownToBeP256.TryGetValue(key, out _)) return true;
        if (!SaysThatItIsP256(key)) return false;
        KnownToBeP256.AddOrUpdate(key, P256);
        return true;
    }

    private static bool SaysThatItIsP256(ECDsa key)
    {
        try
        {
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            // Windows knows its curves by name alone.
            return curve.IsNamed && (curve.Oid.Value == P256 || (curve.Oid.Value is null && curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256"));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
