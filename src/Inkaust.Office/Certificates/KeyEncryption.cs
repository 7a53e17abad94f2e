using System.Formats.Asn1;
using System.Numerics;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// How a key or a PKCS#12 file is encrypted, as the file itself says before any password is tried. A way that nobody here knows must not end as
/// "the password is wrong": people revoke good certificates after that. And how often a password is hashed is chosen by the file, which could
/// keep us busy for days.
/// </summary>
internal static class KeyEncryption
{
    /// <summary>How often a password is hashed at most, which is about a second of work. Tools use from 2,048 to 600,000.</summary>
    public const int MostIterations = 2_000_000;

    private const string Pbes2 = "1.2.840.113549.1.5.13", Pbkdf2 = "1.2.840.113549.1.5.12", HmacSha1 = "1.2.840.113549.2.7";
    private const string Data = "1.2.840.113549.1.7.1", EncryptedData = "1.2.840.113549.1.7.6", ShroudedKey = "1.2.840.113549.1.12.10.1.2";

    // PKCS#5 1.5 and PKCS#12, as the runtime opens them; RC4 is not among them.
    private static readonly HashSet<string> OfOldTools =
    [
        "1.2.840.113549.1.5.3", "1.2.840.113549.1.5.6", "1.2.840.113549.1.5.10", "1.2.840.113549.1.5.11",
        "1.2.840.113549.1.12.1.3", "1.2.840.113549.1.12.1.4", "1.2.840.113549.1.12.1.5", "1.2.840.113549.1.12.1.6",
    ];

    // HMAC with SHA-1, 256, 384, 512.
    private static readonly HashSet<string> Prfs = [HmacSha1, "1.2.840.113549.2.9", "1.2.840.113549.2.10", "1.2.840.113549.2.11"];

    // AES in CBC with 128, 192, 256 bits, 3DES, RC2, DES.
    private static readonly HashSet<string> Ciphers =
    [
        "2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.22", "2.16.840.1.101.3.4.1.42", "1.2.840.113549.3.7", "1.2.840.113549.3.2", "1.3.14.3.2.7",
    ];

    // SHA-1, 256, 384, 512.
    private static readonly HashSet<string> Digests = ["1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["1.3.6.1.4.1.11591.4.11"] = "scrypt",
        ["1.2.840.113549.1.5.14"] = "PBMAC1",
        ["1.2.840.113549.1.12.1.1"] = "RC4-128",
        ["1.2.840.113549.1.12.1.2"] = "RC4-40",
        ["1.2.840.113549.2.8"] = "PBKDF2, HMAC-SHA-224",
        ["1.2.840.113549.2.12"] = "PBKDF2, HMAC-SHA-512/224",
        ["1.2.840.113549.2.13"] = "PBKDF2, HMAC-SHA-512/256",
        ["1.2.643.7.1.1.4.1"] = "PBKDF2, GOST",
        ["2.16.840.1.101.3.4.2.13"] = "PBKDF2, HMAC-SHA3-224",
        ["2.16.840.1.101.3.4.2.14"] = "PBKDF2, HMAC-SHA3-256",
        ["2.16.840.1.101.3.4.2.15"] = "PBKDF2, HMAC-SHA3-384",
        ["2.16.840.1.101.3.4.2.16"] = "PBKDF2, HMAC-SHA3-512",
        ["2.16.840.1.101.3.4.1.6"] = "AES-128-GCM",
        ["2.16.840.1.101.3.4.1.46"] = "AES-256-GCM",
        ["1.2.392.200011.61.1.1.1.4"] = "Camellia-256",
    };

    private static readonly Asn1Tag Explicit = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Why an encrypted key (EncryptedPrivateKeyInfo) cannot be opened whatever the password; null when it can be tried.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static Finding? ObstacleOfKey(ReadOnlyMemory<byte> key) =>
        Asked(() => JudgeScheme(Read(key).ReadSequence().ReadSequence()), isPkcs12: false);

    /// <summary>Why a PKCS#12 file cannot be opened whatever the password; null when it can be tried.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static Finding? ObstacleOfPkcs12(ReadOnlyMemory<byte> file) => Asked(() => JudgePkcs12(Read(file).ReadSequence()), isPkcs12: true);

    private static Finding? Asked(Action judge, bool isPkcs12)
    {
        try
        {
            judge();
            return null;
        }
        catch (Unknown unknown)
        {
            return CertificateFindings.UnknownEncryption(Names.GetValueOrDefault(unknown.Oid, unknown.Oid), isPkcs12);
        }
        catch (TooMany tooMany)
        {
            return CertificateFindings.TooManyIterations(tooMany.Iterations, MostIterations, isPkcs12);
        }
    }

    private static AsnReader Read(ReadOnlyMemory<byte> file) => new(file, AsnEncodingRules.BER);

    // RFC 7292: version, ContentInfo of safes, how all of it is authenticated.
    private static void JudgePkcs12(AsnReader file)
    {
        file.ReadInteger();
        var authenticated = file.ReadSequence();
        if (authenticated.ReadObjectIdentifier() != Data) return;
        if (file.HasData) JudgeMac(file.ReadSequence());
        var safes = Read(authenticated.ReadSequence(Explicit).ReadOctetString()).ReadSequence();
        while (safes.HasData)
        {
            var safe = safes.ReadSequence();
            var kind = safe.ReadObjectIdentifier();
            if (kind == Data) JudgeBags(Read(safe.ReadSequence(Explicit).ReadOctetString()).ReadSequence());
            if (kind == EncryptedData) JudgeEncrypted(safe.ReadSequence(Explicit).ReadSequence());
        }
    }

    private static void JudgeMac(AsnReader mac)
    {
        var digest = mac.ReadSequence().ReadSequence().ReadObjectIdentifier();
        if (!Digests.Contains(digest)) throw new Unknown(digest);
        mac.ReadOctetString();
        if (mac.HasData) JudgeIterations(mac.ReadInteger());
    }

    private static void JudgeBags(AsnReader bags)
    {
        while (bags.HasData)
        {
            var bag = bags.ReadSequence();
            if (bag.ReadObjectIdentifier() == ShroudedKey) JudgeScheme(bag.ReadSequence(Explicit).ReadSequence().ReadSequence());
        }
    }

    private static void JudgeEncrypted(AsnReader encrypted)
    {
        encrypted.ReadInteger();
        var content = encrypted.ReadSequence();
        content.ReadObjectIdentifier();
        JudgeScheme(content.ReadSequence());
    }

    private static void JudgeScheme(AsnReader scheme)
    {
        var oid = scheme.ReadObjectIdentifier();
        if (OfOldTools.Contains(oid))
        {
            var parameters = scheme.ReadSequence();
            parameters.ReadOctetString();
            JudgeIterations(parameters.ReadInteger());
        }
        else if (oid == Pbes2)
        {
            var parameters = scheme.ReadSequence();
            JudgeDerivation(parameters.ReadSequence());
            var cipher = parameters.ReadSequence().ReadObjectIdentifier();
            if (!Ciphers.Contains(cipher)) throw new Unknown(cipher);
        }
        else throw new Unknown(oid);
    }

    private static void JudgeDerivation(AsnReader derivation)
    {
        var oid = derivation.ReadObjectIdentifier();
        if (oid != Pbkdf2) throw new Unknown(oid);
        var parameters = derivation.ReadSequence();
        parameters.ReadEncodedValue(); // the salt
        JudgeIterations(parameters.ReadInteger());
        if (parameters.HasData && parameters.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) parameters.ReadInteger(); // the length of the key
        if (!parameters.HasData) return;
        var prf = parameters.ReadSequence().ReadObjectIdentifier();
        if (!Prfs.Contains(prf)) throw new Unknown(prf);
    }

    private static void JudgeIterations(BigInteger iterations)
    {
        if (iterations > MostIterations) throw new TooMany(iterations);
    }

    // The way in which it is encrypted stands deep in the file, and ends the reading at once.
    private sealed class Unknown(string oid) : Exception
    {
        public string Oid => oid;
    }

    private sealed class TooMany(BigInteger iterations) : Exception
    {
        public BigInteger Iterations => iterations;
    }
}
