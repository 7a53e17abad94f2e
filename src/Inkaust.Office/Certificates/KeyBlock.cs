using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The forms in which a private key stands in a file.</summary>
internal enum KeyForm
{
    /// <summary>PKCS#8, encrypted with a password.</summary>
    Encrypted,

    /// <summary>PKCS#8.</summary>
    Pkcs8,

    /// <summary>RSA alone.</summary>
    Pkcs1,

    /// <summary>EC alone.</summary>
    Sec1,
}

/// <summary>A private key as it stands in a file.</summary>
/// <param name="Form">In which form.</param>
/// <param name="Der">The key in that form.</param>
internal sealed record KeyBlock(KeyForm Form, ReadOnlyMemory<byte> Der)
{
    private const string Rsa = "1.2.840.113549.1.1.1", Ec = "1.2.840.10045.2.1";

    /// <summary>The key under this label of PEM; null for what is none, or in no form that is known.</summary>
    public static KeyBlock? Labelled(string label, byte[] der) => label switch
    {
        "ENCRYPTED PRIVATE KEY" => new(KeyForm.Encrypted, der),
        "PRIVATE KEY" => new(KeyForm.Pkcs8, der),
        "RSA PRIVATE KEY" => new(KeyForm.Pkcs1, der),
        "EC PRIVATE KEY" => new(KeyForm.Sec1, der),
        _ => null,
    };

    /// <summary>The key itself; the caller disposes of it.</summary>
    /// <param name="askPassword">Asked once, and only when it is encrypted in a way that can be opened.</param>
    /// <exception cref="RefusedException">
    /// INK-CERT-021: the password is wrong; 024: this is no key; 027: it is of another kind than RSA and EC; 029, 030: nobody here opens it.
    /// </exception>
    public AsymmetricAlgorithm Open(Func<string> askPassword) => Form switch
    {
        KeyForm.Encrypted => Decrypted(askPassword),
        KeyForm.Pkcs8 => OfPkcs8(Read(() => Pkcs8PrivateKeyInfo.Decode(Der, out _), CertificateFindings.NoKey)),
        KeyForm.Pkcs1 => Imported(RSA.Create(), key => key.ImportRSAPrivateKey(Der.Span, out _), CertificateFindings.NoKey),
        _ => Imported(ECDsa.Create(), key => key.ImportECPrivateKey(Der.Span, out _), CertificateFindings.NoKey),
    };

    private AsymmetricAlgorithm Decrypted(Func<string> askPassword)
    {
        if (Read(() => KeyEncryption.ObstacleOfKey(Der), CertificateFindings.NoKey) is { } obstacle) throw new RefusedException(obstacle);
        var password = askPassword();
        return OfPkcs8(Read(() => Pkcs8PrivateKeyInfo.DecryptAndDecode(password, Der, out _), CertificateFindings.WrongPassword));
    }

    private AsymmetricAlgorithm OfPkcs8(Pkcs8PrivateKeyInfo decoded)
    {
        var bytes = decoded.Encode();
        try
        {
            return decoded.AlgorithmId.Value switch
            {
                Rsa => Imported(RSA.Create(), key => key.ImportPkcs8PrivateKey(bytes, out _), CertificateFindings.WeakKey),
                Ec => Imported(ECDsa.Create(), key => key.ImportPkcs8PrivateKey(bytes, out _), CertificateFindings.WeakKey),
                _ => throw new RefusedException(CertificateFindings.WeakKey),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            // What was decrypted lies in an array of its own; what was decoded, in the file of the caller, who clears that.
            if (Form == KeyForm.Encrypted) CryptographicOperations.ZeroMemory(MemoryMarshal.AsMemory(decoded.PrivateKeyBytes).Span);
        }
    }

    private static TKey Imported<TKey>(TKey key, Action<TKey> import, Finding otherwise) where TKey : AsymmetricAlgorithm
    {
        try
        {
            import(key);
            return key;
        }
        catch (Exception fault) when (fault is CryptographicException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new RefusedException(otherwise, fault);
        }
    }

    private static T Read<T>(Func<T> read, Finding otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            throw new RefusedException(otherwise, fault);
        }
    }
}
