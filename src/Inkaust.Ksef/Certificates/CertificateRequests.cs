using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Which key a certificate gets.</summary>
public enum KeyKind
{
    /// <summary>Elliptic curve P-256: short signatures, small codes. The default.</summary>
    EcP256,

    /// <summary>RSA with 2048 bits.</summary>
    Rsa2048,
}

/// <summary>Applications for KSeF certificates (PKCS#10).</summary>
public static class CertificateRequests
{
    /// <summary>A new private key. Keep it: without it the certificate is worth nothing.</summary>
    public static AsymmetricAlgorithm NewKey(KeyKind kind = KeyKind.EcP256) =>
        kind == KeyKind.Rsa2048 ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The application in DER, signed with <paramref name="key"/>.</summary>
    /// <param name="subject">Exactly what KSeF returned for this sign-in: a changed name is refused (25003).</param>
    /// <param name="key">EC P-256 or RSA 2048.</param>
    /// <exception cref="RefusedException">KSeF would not take this key (INK-KSEF-022).</exception>
    public static byte[] Write(EnrollmentSubject subject, AsymmetricAlgorithm key)
    {
        var name = DistinguishedName.Of(subject);
        var request = key switch
        {
            ECDsa ec when ec.IsP256() => new CertificateRequest(name, ec, HashAlgorithmName.SHA256),
            RSA { KeySize: 2048 } rsa => new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new RefusedException(KsefFindings.UnfitKey),
        };
        return request.CreateSigningRequest();
    }

    /// <summary>
    /// The unsigned part of an application for a key that is somewhere else (CertificationRequestInfo of PKCS#10, RFC 2986 4.1): whoever has the key
    /// signs these bytes with ECDSA over SHA-256.
    /// </summary>
    /// <param name="subject">Exactly what KSeF returned for this sign-in.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo of a key on P-256.</param>
    /// <exception cref="RefusedException">KSeF would not take this key (INK-KSEF-022).</exception>
    public static byte[] Unsigned(EnrollmentSubject subject, ReadOnlySpan<byte> publicKey)
    {
        using var key = OnP256(publicKey);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(DistinguishedName.Of(subject).RawData);
            writer.WriteEncodedValue(key.ExportSubjectPublicKeyInfo());
            writer.PushSetOf(Attributes).Dispose();
        }
        return writer.Encode();
    }

    /// <summary>Refuses a public key for which KSeF gives no certificate to a device.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    /// <exception cref="RefusedException">It is not on P-256 (INK-KSEF-022).</exception>
    public static void RefuseUnfit(ReadOnlySpan<byte> publicKey) => OnP256(publicKey).Dispose();

    /// <summary>The application in DER, put together from its unsigned part and the signature that came back.</summary>
    /// <param name="toSign">What <see cref="Unsigned"/> wrote.</param>
    /// <param name="publicKey">The key that it names.</param>
    /// <param name="signature">r followed by s, 64 bytes.</param>
    /// <returns>Null when the signature is none of this key over these bytes.</returns>
    public static byte[]? Signed(ReadOnlySpan<byte> toSign, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> signature)
    {
        using var key = OnP256(publicKey);
        const int half = 32;
        if (signature.Length != 2 * half
            || !key.VerifyData(toSign, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) return null;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(toSign);
            using (writer.PushSequence()) writer.WriteObjectIdentifier(EcdsaWithSha256);
            var inDer = new AsnWriter(AsnEncodingRules.DER);
            using (inDer.PushSequence())
            {
                inDer.WriteIntegerUnsigned(WithoutZeros(signature[..half]));
                inDer.WriteIntegerUnsigned(WithoutZeros(signature[half..]));
            }
            writer.WriteBitString(inDer.Encode());
        }
        return writer.Encode();
    }

    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    // They stand under the tag [0] and are none.
    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0, isConstructed: true);

    // An integer of DER has no zero bytes before it but the one that keeps it positive.
    private static ReadOnlySpan<byte> WithoutZeros(ReadOnlySpan<byte> number)
    {
        var digits = number.TrimStart((byte)0);
        return digits.IsEmpty ? number[^1..] : digits;
    }

    private static ECDsa OnP256(ReadOnlySpan<byte> publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            if (read == publicKey.Length && key.IsP256()) return key;
        }
        catch (CryptographicException)
        {
            // No key at all, or not on that curve.
        }
        key.Dispose();
        throw new RefusedException(KsefFindings.UnfitKey);
    }
}
