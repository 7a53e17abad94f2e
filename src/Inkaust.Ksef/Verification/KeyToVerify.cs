using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What is signed of a text.</summary>
/// <param name="Hash">The bytes of the hash.</param>
/// <param name="Algorithm">Its algorithm.</param>
/// <param name="Mistake">What is wrong with it; null: it is as KOD II wants it, SHA-256 of the text (LAW 43).</param>
internal sealed record Digest(byte[] Hash, HashAlgorithmName Algorithm, (string Code, Wording Words)? Mistake)
{
    public static Digest Right(byte[] text) => new(SHA256.HashData(text), HashAlgorithmName.SHA256, null);

    /// <summary>The right one first, then those that programs make by mistake.</summary>
    public static IEnumerable<Digest> All(byte[] text)
    {
        var right = Right(text);
        yield return right;
        foreach (var (bytes, pl, en) in new[]
        {
            (right.Hash, "jego bajty", "its bytes"),
            (Encoding.ASCII.GetBytes(Convert.ToHexStringLower(right.Hash)), "zapisany szesnastkowo", "in hexadecimal digits"),
            (Encoding.ASCII.GetBytes(Convert.ToBase64String(right.Hash)), "zapisany w Base64", "in Base64"),
        })
            yield return new(SHA256.HashData(bytes), HashAlgorithmName.SHA256, HashOfHash(pl, en));
#pragma warning disable CA5350 // A weak hash is what is looked for, to say that it is one.
        yield return new(SHA1.HashData(text), HashAlgorithmName.SHA1, OtherHash("SHA-1"));
#pragma warning restore CA5350
        yield return new(SHA384.HashData(text), HashAlgorithmName.SHA384, OtherHash("SHA-384"));
        yield return new(SHA512.HashData(text), HashAlgorithmName.SHA512, OtherHash("SHA-512"));
    }

    private static (string Code, Wording Words) HashOfHash(string pl, string en)
    {
        var found = (Code: "INK-VERIFY-181", Pl: $"podpisano skrót tekstu zamiast tekstu, {pl}", En: $"the hash of the text was signed instead of the text, {en}");
        return (found.Code, new(found.Pl, found.En));
    }

    private static (string Code, Wording Words) OtherHash(string name)
    {
        var found = (Code: "INK-VERIFY-182", Pl: $"użyto {name} zamiast SHA-256", En: $"{name} was used instead of SHA-256");
        return (found.Code, new(found.Pl, found.En));
    }
}

/// <summary>How a signature fits.</summary>
/// <param name="Form">In words.</param>
/// <param name="Mistake">What is wrong with it all the same; null: nothing.</param>
internal sealed record Fit(Wording Form, (string Code, Wording Words)? Mistake);

/// <summary>The public key of a certificate, with every form of a signature that it may have made.</summary>
internal sealed class KeyToVerify : IDisposable
{
    // Beyond it a power would take long; KSeF gives 2048 bits (LAW 73).
    private const int LargestRsaKey = 8192;

    private readonly ECDsa? ec;
    private readonly RSA? rsa;
    private readonly BigInteger modulus, exponent;
    private readonly int modulusBits;
    private byte[]? opened, openedOf;

    private KeyToVerify(X509Certificate2 certificate)
    {
        try
        {
            ec = certificate.GetECDsaPublicKey();
            rsa = ec is null ? certificate.GetRSAPublicKey() : null;
            if (rsa is null) return;
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            if (rsa.KeySize > LargestRsaKey || numbers.Exponent!.Length > 8)
            {
                rsa.Dispose();
                rsa = null;
                return;
            }
            modulus = new BigInteger(numbers.Modulus, isUnsigned: true, isBigEndian: true);
            exponent = new BigInteger(numbers.Exponent, isUnsigned: true, isBigEndian: true);
            modulusBits = (int)modulus.GetBitLength();
        }
        catch (CryptographicException)
        {
            // A key of a kind that nobody knows verifies nothing.
        }
    }

    public static KeyToVerify Of(X509Certificate2 certificate) => new(certificate);

    public void Dispose()
    {
        ec?.Dispose();
        rsa?.Dispose();
    }

    /// <summary>How the signature fits; null: it does not.</summary>
    public Fit? Verifies(Digest digest, byte[]? signature)
    {
        if (signature is null) return null;
        return ec is not null ? ByCurve(ec, digest.Hash, signature) : rsa is not null ? ByRsa(digest, signature) : null;
    }

    private static Fit? ByCurve(ECDsa key, byte[] hash, byte[] signature)
    {
        foreach (var (form, words) in new[]
        {
            (DSASignatureFormat.IeeeP1363FixedFieldConcatenation, new Wording("ECDSA, postać P1363", "ECDSA in the form P1363")),
            (DSASignatureFormat.Rfc3279DerSequence, new Wording("ECDSA, postać DER, też dozwolona", "ECDSA in the form DER, which is allowed too")),
        })
        {
            if (!Holds(() => key.VerifyHash(hash, signature, form))) continue;
            return new Fit(words, key.IsP256() ? null : OtherKey());
        }
        return null;
    }

    private Fit? ByRsa(Digest digest, byte[] signature)
    {
        // PSS, MGF1 with the same hash, a salt of 32 bytes, a key from 2048 bits (LAW 43).
        if (digest.Algorithm == HashAlgorithmName.SHA256
            && Holds(() => rsa!.VerifyHash(digest.Hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)))
        {
            return new Fit(new("RSA-PSS, sól 32 bajty", "RSA-PSS with a salt of 32 bytes"), rsa!.KeySize < 2048 ? OtherKey() : null);
        }
        if (Holds(() => rsa!.VerifyHash(digest.Hash, signature, digest.Algorithm, RSASignaturePadding.Pkcs1)))
        {
            var found = (Code: "INK-VERIFY-183", Pl: "podpis RSA ma dopełnienie PKCS#1 v1.5 zamiast PSS",
                En: "the RSA signature has the padding PKCS#1 v1.5 instead of PSS");
            return new Fit(new("RSA, PKCS#1 v1.5", "RSA, PKCS#1 v1.5"), (found.Code, new(found.Pl, found.En)));
        }
        if (Open(signature) is not { } message) return null;
        foreach (var mask in (HashAlgorithmName[])[digest.Algorithm, HashAlgorithmName.SHA1])
        {
            if (PssEncoding.SaltOf(message, modulusBits - 1, digest.Hash, digest.Algorithm, mask) is not { } salt) continue;
            var found = mask == digest.Algorithm
                ? (Code: "INK-VERIFY-184", Pl: $"sól PSS ma bajtów {salt} zamiast 32", En: $"the salt of PSS has {salt} bytes instead of 32")
                : (Code: "INK-VERIFY-185", Pl: $"maska PSS (MGF1) używa {mask.Name} zamiast SHA-256",
                    En: $"the mask of PSS (MGF1) uses {mask.Name} instead of SHA-256");
            // With another hash that is what is wrong, and its salt goes with it.
            var isOfTheHash = mask == digest.Algorithm && salt == digest.Hash.Length && digest.Mistake is not null;
            return new Fit(new("RSA-PSS", "RSA-PSS"), isOfTheHash ? null : (found.Code, new(found.Pl, found.En)));
        }
        return null;
    }

    // What was signed is the same for every text that is tried.
    private byte[]? Open(byte[] signature)
    {
        if (openedOf == signature) return opened;
        openedOf = signature;
        var number = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (modulusBits == 0 || number >= modulus) return opened = null;
        var message = BigInteger.ModPow(number, exponent, modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        var length = (modulusBits - 1 + 7) / 8;
        if (message.Length > length) return opened = null;
        opened = new byte[length];
        message.CopyTo(opened.AsSpan(length - message.Length));
        return opened;
    }

    private static (string Code, Wording Words) OtherKey()
    {
        var found = (Code: "INK-VERIFY-186", Pl: "klucz nie jest ani EC P-256, ani RSA od 2048 bitów",
            En: "the key is neither EC P-256 nor RSA from 2048 bits");
        return (found.Code, new(found.Pl, found.En));
    }

    private static bool Holds(Func<bool> verifies)
    {
        try
        {
            return verifies();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
