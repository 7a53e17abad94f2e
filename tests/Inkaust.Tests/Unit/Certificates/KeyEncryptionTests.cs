using System.Formats.Asn1;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>A key whose encryption nobody here opens is called so, before a password is asked for; and no file chooses for how long we hash.</summary>
public sealed class KeyEncryptionTests : IDisposable
{
    private const string Pbkdf2 = "1.2.840.113549.1.5.12", Scrypt = "1.3.6.1.4.1.11591.4.11", Pbes2 = "1.2.840.113549.1.5.13";
    private const string HmacSha256 = "1.2.840.113549.2.9", Aes256 = "2.16.840.1.101.3.4.1.42", Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string OldTripleDes = "1.2.840.113549.1.12.1.3", Data = "1.2.840.113549.1.7.1", EncryptedData = "1.2.840.113549.1.7.6";

    private readonly Cabinet cabinet = new();

    public void Dispose() => cabinet.Dispose();

    [Theory]
    [InlineData(Scrypt, HmacSha256, Aes256, "scrypt")]
    [InlineData(Pbkdf2, "1.2.840.113549.2.8", Aes256, "HMAC-SHA-224")]
    [InlineData(Pbkdf2, "2.16.840.1.101.3.4.2.14", Aes256, "HMAC-SHA3-256")]
    [InlineData(Pbkdf2, HmacSha256, "2.16.840.1.101.3.4.1.46", "AES-256-GCM")]
    [InlineData(Pbkdf2, HmacSha256, "1.2.3.4", "1.2.3.4")]
    [InlineData("1.2.3.5", HmacSha256, Aes256, "1.2.3.5")]
    public void An_encryption_that_is_not_known_is_named_and_is_never_a_wrong_password(string derivation, string prf, string cipher, string name)
    {
        var key = Key(scheme => Scheme(scheme, derivation, 2048, prf, cipher));
        var pem = $"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{Convert.ToBase64String(key)}\n-----END ENCRYPTED PRIVATE KEY-----\n";
        foreach (var file in new[] { key, Encoding.ASCII.GetBytes(pem) })
        {
            var said = Refusal(file);
            Assert.Equal("INK-CERT-029", said.Code);
            Assert.Contains(name, said.Text.Pl);
            Assert.Contains("openssl pkcs8 -topk8", said.Hint!.En);
        }
        var packed = OfPkcs12(Pkcs12(bags => Bag(bags, scheme => Scheme(scheme, derivation, 2048, prf, cipher)), Sha256, 2048));
        Assert.Equal(("INK-CERT-029", true), (packed.Code, packed.Hint!.Pl.Contains("openssl pkcs12", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1.2.840.113549.1.12.1.1", "RC4-128")]
    [InlineData("1.2.3.6", "1.2.3.6")]
    public void So_is_a_scheme_of_its_own(string scheme, string name)
    {
        var said = Refusal(Key(writer => Old(writer, scheme, 1)));
        Assert.Equal("INK-CERT-029", said.Code);
        Assert.Contains(name, said.Text.En);
    }

    [Fact]
    public void So_is_a_PKCS12_file_that_is_authenticated_in_a_way_that_is_not_known()
    {
        var said = OfPkcs12(Pkcs12(bags => { }, "1.2.840.113549.1.5.14", 2048));
        Assert.Equal("INK-CERT-029", said.Code);
        Assert.Contains("PBMAC1", said.Text.En);
        Assert.Equal("INK-CERT-029", OfPkcs12(Pkcs12(null, Sha256, 1, scheme => Scheme(scheme, Scrypt, 1, HmacSha256, Aes256))).Code);
    }

    [Fact]
    public void So_is_a_key_that_old_OpenSSL_encrypted()
    {
        var said = Refusal(Encoding.ASCII.GetBytes(
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n"));
        Assert.Equal("INK-CERT-029", said.Code);
    }

    [Theory]
    [InlineData(2_000_001)]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    public void More_rounds_than_a_second_of_work_are_refused_before_any_work(long rounds)
    {
        foreach (var said in new[]
        {
            Refusal(Key(scheme => Scheme(scheme, Pbkdf2, rounds, HmacSha256, Aes256))),
            Refusal(Key(scheme => Old(scheme, OldTripleDes, rounds))),
            OfPkcs12(Pkcs12(bags => Bag(bags, scheme => Scheme(scheme, Pbkdf2, rounds, HmacSha256, Aes256)), Sha256, 1)),
            OfPkcs12(Pkcs12(bags => Bag(bags, scheme => Old(scheme, OldTripleDes, rounds)), Sha256, 1)),
            OfPkcs12(Pkcs12(null, Sha256, 1, scheme => Scheme(scheme, Pbkdf2, rounds, HmacSha256, Aes256))),
            OfPkcs12(Pkcs12(bags => { }, Sha256, rounds)),
        })
        {
            Assert.Equal("INK-CERT-030", said.Code);
            Assert.Contains(rounds > int.MaxValue ? "2147483647" : $"{rounds}", said.Text.Pl);
            Assert.NotNull(said.Hint);
        }
    }

    [Fact]
    public void As_many_rounds_as_are_allowed_are_tried()
    {
        Assert.Null(KeyEncryption.ObstacleOfKey(Key(scheme => Scheme(scheme, Pbkdf2, KeyEncryption.MostIterations, HmacSha256, Aes256))));
        Assert.Null(KeyEncryption.ObstacleOfPkcs12(Pkcs12(bags => Bag(bags, scheme => Old(scheme, OldTripleDes, 1)), Sha256, KeyEncryption.MostIterations)));
    }

    private Finding Refusal(byte[] key)
    {
        using var certificate = cabinet.Issued(Cabinet.SignsCodes);
        return Refused(certificate.RawData, () => key);
    }

    private Finding OfPkcs12(byte[] file) => Refused(file, null);

    // Nobody is asked for a password that would not help.
    private Finding Refused(byte[] file, Func<byte[]>? key) => Assert.Single(Assert.Throws<RefusedException>(() => new ImportCertificate(cabinet.Keys, cabinet.Clock)
        .FromFiles(Cabinet.Ours, file, key, null, () => throw new InvalidOperationException("asked"))).Findings);

    private static byte[] Key(Action<AsnWriter> scheme)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        EncryptedKey(writer, scheme);
        return writer.Encode();
    }

    private static void EncryptedKey(AsnWriter writer, Action<AsnWriter> scheme)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) scheme(writer);
            writer.WriteOctetString(new byte[32]);
        }
    }

    private static void Scheme(AsnWriter writer, string derivation, long rounds, string prf, string cipher)
    {
        writer.WriteObjectIdentifier(Pbes2);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(derivation);
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(new byte[8]);
                    writer.WriteInteger(rounds);
                    using (writer.PushSequence()) writer.WriteObjectIdentifier(prf);
                }
            }
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(cipher);
                writer.WriteOctetString(new byte[16]);
            }
        }
    }

    private static void Old(AsnWriter writer, string scheme, long rounds)
    {
        writer.WriteObjectIdentifier(scheme);
        using (writer.PushSequence())
        {
            writer.WriteOctetString(new byte[8]);
            writer.WriteInteger(rounds);
        }
    }

    private static void Bag(AsnWriter bags, Action<AsnWriter> scheme)
    {
        using (bags.PushSequence())
        {
            bags.WriteObjectIdentifier("1.2.840.113549.1.12.10.1.2");
            using (bags.PushSequence(Explicit)) EncryptedKey(bags, scheme);
        }
    }

    // Version 3, a safe of bags or an encrypted one, and how it is authenticated (RFC 7292).
    private static byte[] Pkcs12(Action<AsnWriter>? bags, string digest, long macRounds, Action<AsnWriter>? encrypted = null)
    {
        var safes = new AsnWriter(AsnEncodingRules.DER);
        using (safes.PushSequence())
        using (safes.PushSequence())
        {
            safes.WriteObjectIdentifier(encrypted is null ? Data : EncryptedData);
            using (safes.PushSequence(Explicit))
            {
                if (encrypted is null) safes.WriteOctetString(Written(bags!));
                else Encrypted(safes, encrypted);
            }
        }
        var file = new AsnWriter(AsnEncodingRules.DER);
        using (file.PushSequence())
        {
            file.WriteInteger(3);
            using (file.PushSequence())
            {
                file.WriteObjectIdentifier(Data);
                using (file.PushSequence(Explicit)) file.WriteOctetString(safes.Encode());
            }
            using (file.PushSequence())
            {
                using (file.PushSequence())
                {
                    using (file.PushSequence()) file.WriteObjectIdentifier(digest);
                    file.WriteOctetString(new byte[32]);
                }
                file.WriteOctetString(new byte[8]);
                file.WriteInteger(macRounds);
            }
        }
        return file.Encode();
    }

    private static void Encrypted(AsnWriter safes, Action<AsnWriter> scheme)
    {
        using (safes.PushSequence())
        {
            safes.WriteInteger(0);
            using (safes.PushSequence())
            {
                safes.WriteObjectIdentifier(Data);
                using (safes.PushSequence()) scheme(safes);
                safes.WriteOctetString(new byte[16], new Asn1Tag(TagClass.ContextSpecific, 0));
            }
        }
    }

    private static byte[] Written(Action<AsnWriter> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) content(writer);
        return writer.Encode();
    }

    private static Asn1Tag Explicit => new(TagClass.ContextSpecific, 0, isConstructed: true);
}
