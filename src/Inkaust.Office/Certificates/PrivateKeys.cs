using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>The two families of keys that certificates have here: elliptic curves and RSA (LAW 73).</summary>
internal static class PrivateKeys
{
    private const string Rsa = "1.2.840.113549.1.1.1";

    /// <summary>The private key of a certificate, null when it has none of these families; the caller disposes of it.</summary>
    public static AsymmetricAlgorithm? Of(X509Certificate2 withKey) =>
        (AsymmetricAlgorithm?)withKey.GetECDsaPrivateKey() ?? withKey.GetRSAPrivateKey();

    /// <summary>The family of a public key.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    public static KeyKind KindOf(byte[] publicKey) =>
        PublicKey.CreateFromSubjectPublicKeyInfo(publicKey, out _).Oid.Value == Rsa ? KeyKind.Rsa2048 : KeyKind.EcP256;

    /// <summary>Does something with a private key in clear (PKCS#8), whose octets are gone afterwards.</summary>
    public static T InClear<T>(AsymmetricAlgorithm key, Func<byte[], T> use)
    {
        var clear = key.ExportPkcs8PrivateKey();
        try
        {
            return use(clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>The private key behind a public one; the caller disposes of it.</summary>
    /// <param name="pkcs8">The key in clear; its octets are gone afterwards.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    public static AsymmetricAlgorithm FromPkcs8(byte[] pkcs8, byte[] publicKey)
    {
        AsymmetricAlgorithm key = KindOf(publicKey) == KeyKind.Rsa2048 ? RSA.Create() : ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Certificate and key in one; the caller disposes of it.</summary>
    public static X509Certificate2 Join(X509Certificate2 bare, AsymmetricAlgorithm key) =>
        key is RSA rsa ? bare.CopyWithPrivateKey(rsa) : bare.CopyWithPrivateKey((ECDsa)key);

    /// <summary>Fit to sign in: EC from 256 bits or RSA from 2048 bits. KOD II takes no curve but P-256 (LAW 43).</summary>
    public static bool IsFit(AsymmetricAlgorithm key, CertificateKind kind) => key switch
    {
        RSA rsa => rsa.KeySize >= 2048,
        ECDsa ec => kind == CertificateKind.Offline ? ec.IsP256() : ec.KeySize >= 256,
        _ => false,
    };
}
