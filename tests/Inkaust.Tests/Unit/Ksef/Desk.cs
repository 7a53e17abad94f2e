using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>A client on a scripted wire with a steered clock, and the things that most tests need.</summary>
internal sealed class Desk
{
    public static Nip Nip { get; } = Nip.Parse("5265877635");

    // RSA keys are slow to make, and no test minds sharing this one.
    private static readonly Lazy<KsefPublicKey> PublicKey = new(() =>
    {
        using var rsa = RSA.Create(2048);
        return new KsefPublicKey("id", rsa.ExportSubjectPublicKeyInfo());
    });

    public const string Session = "20261122-SO-0123456789-ABCDEF0123-01";
    public const string Invoice = "20261122-EE-0123456789-ABCDEF0123-02";

    public Desk()
    {
        Client = new KsefClient(new HttpClient(Wire) { Timeout = Timeout.InfiniteTimeSpan }, Environment, Clock);
    }

    public KsefEnvironment Environment { get; } = KsefEnvironment.Local(new Uri("http://127.0.0.1:5080"));

    public SteeredClock Clock { get; } = new();

    public ScriptedKsef Wire { get; } = new();

    public KsefClient Client { get; }

    public static ReferenceNumber SessionReference { get; } = ReferenceNumber.Parse(Session);

    public static ReferenceNumber InvoiceReference { get; } = ReferenceNumber.Parse(Invoice);

    /// <summary>Signs in over a script of four answers; the access token lives for 15 minutes, the sign-in for 7 days.</summary>
    public async Task<KsefAccess> SignInAsync()
    {
        var now = Clock.GetUtcNow();
        Wire.Then(ScriptedKsef.Json(Challenge(now)))
            .Then(ScriptedKsef.Json(Started(now), System.Net.HttpStatusCode.Accepted))
            .Then(ScriptedKsef.Json("""{"startDate":"2026-11-22T10:00:00Z","status":{"code":200,"description":"ok"}}"""))
            .Then(ScriptedKsef.Json(Tokens(now)));
        using var seal = SelfSignedSeal.Create(Environment, Nip, "Próba sp. z o.o.", now);
        var access = await Client.Authentication.SignInAsync(Nip, seal);
        Wire.Requests.Clear();
        return access;
    }

    public static string Challenge(DateTimeOffset now) =>
        $$"""{"challenge":"20261122-CR-0123456789-ABCDEF0123-01","timestamp":"{{now:O}}","timestampMs":{{now.ToUnixTimeMilliseconds()}},"clientIp":"127.0.0.1"}""";

    public static string Started(DateTimeOffset now) =>
        $$"""{"referenceNumber":"20261122-AU-0123456789-ABCDEF0123-01","authenticationToken":{"token":"operation-secret","validUntil":"{{now.AddHours(1):O}}"} }""";

    public static string Tokens(DateTimeOffset now) =>
        $$"""{"accessToken":{"token":"access-secret-1","validUntil":"{{now.AddMinutes(15):O}}"},"refreshToken":{"token":"refresh-secret","validUntil":"{{now.AddDays(7):O}}"} }""";

    public static string Refreshed(DateTimeOffset now, string token = "access-secret-2") =>
        $$"""{"accessToken":{"token":"{{token}}","validUntil":"{{now.AddMinutes(15):O}}"} }""";

    public static InvoiceEncryption Encryption() => new(PublicKey.Value);

    public static EncryptedInvoice Encrypted()
    {
        using var encryption = Encryption();
        return encryption.Encrypt("<Faktura/>"u8.ToArray());
    }

    /// <summary>A package of one invoice in as many parts as wished for; each part holds its number, sixteen times.</summary>
    public static BatchPackage Package(int parts = 1) => new()
    {
        Compression = CompressionType.TarGz,
        Size = 15 * parts,
        Hash = InvoiceHash.Of("package"u8),
        Parts = [.. Enumerable.Range(1, parts).Select(ordinal => new BatchPart(ordinal, 16, InvoiceHash.Of(PartBytes(ordinal))))],
        Invoices = [new PackedInvoice("1.xml", InvoiceHash.Of("<Faktura/>"u8), 10)],
    };

    public static byte[] PartBytes(int ordinal) => [.. Enumerable.Repeat((byte)ordinal, 16)];

    /// <summary>A certificate like those that KSeF issues: eight bytes of serial number.</summary>
    public static X509Certificate2 Issued(AsymmetricAlgorithm key, DateTimeOffset now, string serial = "01F20A5D352AE590")
    {
        var name = new X500DistinguishedName("CN=Próba offline, C=PL");
        var generator = key switch
        {
            ECDsa ec => X509SignatureGenerator.CreateForECDsa(ec),
            RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException("Neither RSA nor ECDSA."),
        };
        var request = new CertificateRequest(name, generator.PublicKey, HashAlgorithmName.SHA256);
        return request.Create(new X500DistinguishedName("CN=Próba CA, C=PL"), generator, now.AddDays(-1), now.AddYears(1), Convert.FromHexString(serial));
    }
}
