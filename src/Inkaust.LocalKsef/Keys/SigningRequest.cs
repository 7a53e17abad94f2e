using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.LocalKsef;

/// <summary>A PKCS#10 request that was checked: form, signature, algorithm and key.</summary>
/// <param name="Request">Ready to be issued.</param>
/// <param name="Name">The name in it.</param>
/// <param name="PublicKeyHash">SHA-256 over the SubjectPublicKeyInfo, Base64.</param>
internal sealed record SigningRequest(CertificateRequest Request, DistinguishedName Name, string PublicKeyHash)
{
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string RsaPublicKey = "1.2.840.113549.1.1.1";
    private const string P256 = "1.2.840.10045.3.1.7";

    // RSA PKCS#1 with SHA-1, SHA-256, SHA-384, SHA-512; RSA-PSS; ECDSA with the same four.
    private static readonly HashSet<string> AllowedSignatures =
    [
        "1.2.840.113549.1.1.5", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13", "1.2.840.113549.1.1.10",
        "1.2.840.10045.4.1", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
    ];

    /// <exception cref="ApiRefusal">25004 form or signature, 25010 key, 25011 algorithm of the signature.</exception>
    public static SigningRequest Read(byte[] der)
    {
        try
        {
            RefuseOtherAlgorithms(der);
            var request = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default,
                RSASignaturePadding.Pkcs1);
            RefuseOtherKeys(request.PublicKey);
            return new SigningRequest(request, DistinguishedName.Of(request.SubjectName),
                Convert.ToBase64String(SHA256.HashData(request.PublicKey.ExportSubjectPublicKeyInfo())));
        }
        // Keys of another kind than the platform knows are not supported, or make no sense to it.
        catch (Exception fault) when (fault is CryptographicException or AsnContentException or NotSupportedException or InvalidOperationException)
        {
            throw ApiRefusal.Of(25004, "Niepoprawny format CSR lub niepoprawny podpis CSR.");
        }
    }

    private static void RefuseOtherAlgorithms(byte[] der)
    {
        var request = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        request.ReadEncodedValue();
        if (!AllowedSignatures.Contains(request.ReadSequence().ReadObjectIdentifier()))
            throw ApiRefusal.Of(25011, "Nieprawidłowy algorytm podpisu CSR.");
    }

    private static void RefuseOtherKeys(PublicKey key)
    {
        using var rsa = key.Oid.Value == RsaPublicKey ? key.GetRSAPublicKey() : null;
        using var ecdsa = key.Oid.Value == EcPublicKey ? key.GetECDsaPublicKey() : null;
        if (rsa?.KeySize == 2048 || ecdsa?.ExportParameters(false).Curve.Oid?.Value == P256) return;
        throw ApiRefusal.Of(25010, "Nieprawidłowy typ lub długość klucza.");
    }
}
