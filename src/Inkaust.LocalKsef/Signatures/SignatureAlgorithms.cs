using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.LocalKsef;

/// <summary>The algorithms that KSeF takes in a XAdES signature; the lists are those of its documentation ("Podpis XAdES").</summary>
internal static class SignatureAlgorithms
{
    private enum Scheme { Pkcs1, Pss, Ecdsa }

    private static readonly Dictionary<string, HashAlgorithmName> Digests = new()
    {
        ["http://www.w3.org/2000/09/xmldsig#sha1"] = HashAlgorithmName.SHA1,
        ["http://www.w3.org/2001/04/xmlenc#sha256"] = HashAlgorithmName.SHA256,
        ["http://www.w3.org/2001/04/xmldsig-more#sha384"] = HashAlgorithmName.SHA384,
        ["http://www.w3.org/2001/04/xmlenc#sha512"] = HashAlgorithmName.SHA512,
        ["http://www.w3.org/2007/05/xmldsig-more#sha3-256"] = HashAlgorithmName.SHA3_256,
        ["http://www.w3.org/2007/05/xmldsig-more#sha3-384"] = HashAlgorithmName.SHA3_384,
        ["http://www.w3.org/2007/05/xmldsig-more#sha3-512"] = HashAlgorithmName.SHA3_512,
    };

    private static readonly Dictionary<string, (Scheme Scheme, HashAlgorithmName Hash)> Signatures = new()
    {
        ["http://www.w3.org/2000/09/xmldsig#rsa-sha1"] = (Scheme.Pkcs1, HashAlgorithmName.SHA1),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"] = (Scheme.Pkcs1, HashAlgorithmName.SHA256),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"] = (Scheme.Pkcs1, HashAlgorithmName.SHA384),
        ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"] = (Scheme.Pkcs1, HashAlgorithmName.SHA512),
        ["http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA1),
        ["http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA256),
        ["http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA384),
        ["http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA512),
        ["http://www.w3.org/2007/05/xmldsig-more#sha3-256-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA3_256),
        ["http://www.w3.org/2007/05/xmldsig-more#sha3-384-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA3_384),
        ["http://www.w3.org/2007/05/xmldsig-more#sha3-512-rsa-MGF1"] = (Scheme.Pss, HashAlgorithmName.SHA3_512),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1"] = (Scheme.Ecdsa, HashAlgorithmName.SHA1),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"] = (Scheme.Ecdsa, HashAlgorithmName.SHA256),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"] = (Scheme.Ecdsa, HashAlgorithmName.SHA384),
        ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"] = (Scheme.Ecdsa, HashAlgorithmName.SHA512),
        ["http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-256"] = (Scheme.Ecdsa, HashAlgorithmName.SHA3_256),
        ["http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-384"] = (Scheme.Ecdsa, HashAlgorithmName.SHA3_384),
        ["http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-512"] = (Scheme.Ecdsa, HashAlgorithmName.SHA3_512),
    };

    public static bool IsDigest(string uri) => Digests.ContainsKey(uri);

    public static byte[] Digest(string uri, byte[] octets) => CryptographicOperations.HashData(Digests[uri], octets);

    /// <summary>Verifies with the key of the certificate; false also when the algorithm isn't allowed or doesn't fit the key.</summary>
    public static bool Verify(string uri, X509Certificate2 certificate, byte[] octets, byte[] signature)
    {
        if (!Signatures.TryGetValue(uri, out var algorithm)) return false;
        try
        {
            if (algorithm.Scheme == Scheme.Ecdsa)
            {
                using var ecdsa = certificate.GetECDsaPublicKey();
                return ecdsa is { KeySize: >= 256 }
                    && ecdsa.VerifyData(octets, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }
            using var rsa = certificate.GetRSAPublicKey();
            return rsa is { KeySize: >= 2048 }
                && rsa.VerifyData(octets, signature, algorithm.Hash,
                    algorithm.Scheme == Scheme.Pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
        // Keys of another kind than the platform knows are not supported, or make no sense to it.
        catch (Exception fault) when (fault is CryptographicException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }
}
