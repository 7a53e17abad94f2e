using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>The links behind the two codes on an invoice (LAW 43, docs kody-qr.md).</summary>
public static class VerificationLinks
{
    /// <summary>KOD I: leads to the invoice in KSeF by its hash.</summary>
    /// <param name="environment">Where the invoice is, or will be.</param>
    /// <param name="sellerNip">The seller (Podmiot1).</param>
    /// <param name="issueDate">P_1 of the invoice, never the date of sending.</param>
    /// <param name="hash">Of the bytes of the XML.</param>
    public static Uri KodI(KsefEnvironment environment, Nip sellerNip, DateOnly issueDate, InvoiceHash hash) => new(
        $"{Root(environment)}/invoice/{sellerNip}/{issueDate.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)}/{hash.Base64Url}");

    /// <summary>KOD II: proves who issued an offline invoice, by a signature over the link itself.</summary>
    /// <param name="environment">Its host is part of what is signed.</param>
    /// <param name="context">On whose behalf the issuer acts.</param>
    /// <param name="sellerNip">The seller (Podmiot1).</param>
    /// <param name="certificateSerial">Of the KSeF certificate of type Offline, 16 hexadecimal digits in upper case.</param>
    /// <param name="hash">Of the bytes of the XML.</param>
    /// <param name="privateKey">The key of that certificate: EC P-256, or RSA from 2048 bits.</param>
    /// <exception cref="RefusedException">The serial number or the key is not fit (INK-KSEF-027, INK-KSEF-022).</exception>
    public static Uri KodII(
        KsefEnvironment environment, ContextIdentifier context, Nip sellerNip, string certificateSerial, InvoiceHash hash,
        AsymmetricAlgorithm privateKey)
    {
        var signature = Sign(TextOfKodII(environment, context, sellerNip, certificateSerial, hash), privateKey);
        return SignedKodII(environment, context, sellerNip, certificateSerial, hash, signature);
    }

    /// <summary>What a KOD II signs, for a key that is elsewhere: in a browser, a card or a module. ECDSA over SHA-256, r followed by s.</summary>
    /// <exception cref="RefusedException">The serial number is not fit (INK-KSEF-027).</exception>
    public static byte[] TextOfKodII(
        KsefEnvironment environment, ContextIdentifier context, Nip sellerNip, string certificateSerial, InvoiceHash hash)
    {
        CertificateSerial.Check(certificateSerial);
        return Encoding.UTF8.GetBytes(WithoutScheme(UnsignedKodII(environment, context, sellerNip, certificateSerial, hash)));
    }

    /// <summary>The link of a KOD II that was signed elsewhere, written as it has to be.</summary>
    public static Uri SignedKodII(
        KsefEnvironment environment, ContextIdentifier context, Nip sellerNip, string certificateSerial, InvoiceHash hash, byte[] signature) =>
        new($"{UnsignedKodII(environment, context, sellerNip, certificateSerial, hash)}/{Base64Url.EncodeToString(signature)}");

    /// <summary>True when the link is that of a KOD II of this file, issuer and certificate, whatever signature of r and s ends it.</summary>
    public static bool IsKodIIOf(
        Uri link, KsefEnvironment environment, ContextIdentifier context, Nip sellerNip, string certificateSerial, InvoiceHash hash)
    {
        var signed = $"{UnsignedKodII(environment, context, sellerNip, certificateSerial, hash)}/";
        return link.AbsoluteUri.StartsWith(signed, StringComparison.Ordinal)
            && SpareBits.Decoded(link.AbsoluteUri[signed.Length..]) is { Length: 64 };
    }

    /// <summary>True when the link was signed with the key of this certificate and names its serial number.</summary>
    public static bool VerifyKodII(Uri link, X509Certificate2 certificate)
    {
        var text = link.AbsoluteUri.TrimEnd('/');
        var parts = text.Split('/');
        if (parts.Length < 8 || parts[^7] != "certificate") return false;
        if (parts[^3] != certificate.SerialNumber.TrimStart('0').PadLeft(16, '0')) return false;
        if (SpareBits.Decoded(parts[^1]) is not { } signature) return false;
        var signed = Encoding.UTF8.GetBytes(WithoutScheme(text[..^(parts[^1].Length + 1)]));
        using var ec = certificate.GetECDsaPublicKey();
        using var rsa = certificate.GetRSAPublicKey();
        return Verify(signed, signature, ec, rsa);
    }

    private static bool Verify(byte[] signed, byte[] signature, ECDsa? ec, RSA? rsa)
    {
        var hash = SHA256.HashData(signed);
        // The P1363 form is preferred, DER is allowed.
        if (ec is not null)
            return ec.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                || ec.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        return rsa is not null && rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    // .NET salts PSS with the length of the hash, which for SHA-256 is the 32 bytes wanted.
    private static byte[] Sign(byte[] text, AsymmetricAlgorithm key) => key switch
    {
        ECDsa ec when ec.IsP256() => ec.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        RSA { KeySize: >= 2048 } rsa => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => throw new RefusedException(KsefFindings.UnfitKey),
    };

    // Without http:// too: the address of a local KSeF is signed as that of the ministry's (LAW 43, KSEF 11).
    private static string WithoutScheme(string link) => link[(link.IndexOf("://", StringComparison.Ordinal) + 3)..];

    private static string UnsignedKodII(
        KsefEnvironment environment, ContextIdentifier context, Nip sellerNip, string certificateSerial, InvoiceHash hash) =>
        $"{Root(environment)}/certificate/{context.Type}/{context.Value}/{sellerNip}/{certificateSerial}/{hash.Base64Url}";

    private static string Root(KsefEnvironment environment) => environment.Qr.AbsoluteUri.TrimEnd('/');
}
