using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// A file that somebody gives as a certificate, as a key or as both, told by what stands in it and never by its name: PEM, DER, bare Base64,
/// PKCS#7, PKCS#12.
/// </summary>
internal sealed class CertificateFile
{
    // A chain with a key of 4096 bits has some 10 kB.
    private const int Largest = 256 * 1024;

    /// <summary>The certificates in it, in DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; private init; } = [];

    /// <summary>The private keys in it.</summary>
    public IReadOnlyList<KeyBlock> Keys { get; private init; } = [];

    /// <summary>All of it, when it is a PKCS#12 file.</summary>
    public ReadOnlyMemory<byte>? Pkcs12 { get; private init; }

    /// <summary>It holds a key as OpenSSL encrypted it before PKCS#8.</summary>
    public bool HasKeyOfOldOpenssl { get; private init; }

    /// <summary>Takes a file apart; what nothing is known of stays empty.</summary>
    /// <exception cref="RefusedException">INK-CERT-020: it is too large for a certificate.</exception>
    public static CertificateFile Of(ReadOnlyMemory<byte> file)
    {
        if (file.Length > Largest) throw new RefusedException(CertificateFindings.Unreadable(new("ma ponad 256 kB", "it has more than 256 kB")));
        var text = TextOf(file.Span);
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal)) return OfPem(text);
        if (file.Length > 0 && file.Span[0] == 0x30) return OfDer(file);
        try
        {
            return OfDer(Convert.FromBase64String(text.Trim()));
        }
        catch (FormatException)
        {
            return new CertificateFile();
        }
    }

    // With a mark of UTF-8 or UTF-16 before it as editors and PowerShell write it; else each byte is a character.
    private static string TextOf(ReadOnlySpan<byte> file) => file switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.Latin1.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => Encoding.Latin1.GetString(file),
    };

    private static CertificateFile OfPem(string text)
    {
        var (certificates, keys) = (new List<ReadOnlyMemory<byte>>(), new List<KeyBlock>());
        for (var at = 0; PemEncoding.TryFind(text.AsSpan(at), out var block);)
        {
            var rest = text.AsSpan(at);
            var (label, der) = (rest[block.Label].ToString(), Convert.FromBase64String(rest[block.Base64Data].ToString()));
            if (label is "CERTIFICATE" or "X509 CERTIFICATE") certificates.Add(der);
            else if (label is "PKCS7" or "CMS") certificates.AddRange(OfDer(der).Certificates);
            else if (KeyBlock.Labelled(label, der) is { } key) keys.Add(key);
            at += block.Location.GetOffsetAndLength(rest.Length) is var (offset, length) ? offset + length : 0;
        }
        return new CertificateFile
        {
            Certificates = certificates,
            Keys = keys,
            HasKeyOfOldOpenssl = text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal),
        };
    }

    private static CertificateFile OfDer(ReadOnlyMemory<byte> der)
    {
        try
        {
            var file = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            var first = file.PeekTag();
            if (first.HasSameClassAndValue(Asn1Tag.ObjectIdentifier)) return OfPkcs7(der);
            if (first.HasSameClassAndValue(Asn1Tag.Integer)) return OfNumbered(der, file);
            file.ReadEncodedValue();
            return file.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString)
                ? new CertificateFile { Keys = [new KeyBlock(KeyForm.Encrypted, der)] }
                : new CertificateFile { Certificates = [der] };
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException)
        {
            return new CertificateFile();
        }
    }

    // What begins with a number is told by what follows it: PKCS#12 is of version 3, and keys are of version 0 or 1.
    private static CertificateFile OfNumbered(ReadOnlyMemory<byte> der, AsnReader file)
    {
        var version = file.ReadInteger();
        var next = file.PeekTag();
        if (version == 3 && next.HasSameClassAndValue(Asn1Tag.Sequence)) return new CertificateFile { Pkcs12 = der };
        KeyForm? form = next.HasSameClassAndValue(Asn1Tag.Sequence) ? KeyForm.Pkcs8
            : next.HasSameClassAndValue(Asn1Tag.Integer) ? KeyForm.Pkcs1
            : next.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString) ? KeyForm.Sec1 : null;
        return form is { } known ? new CertificateFile { Keys = [new KeyBlock(known, der)] } : new CertificateFile();
    }

    private static CertificateFile OfPkcs7(ReadOnlyMemory<byte> der)
    {
        var signed = new SignedCms();
        signed.Decode(der.Span);
        return new CertificateFile { Certificates = [.. signed.Certificates.Select(one => (ReadOnlyMemory<byte>)one.RawData)] };
    }
}
