using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>A data folder with two companies on a clock that stands still: keys and certificates without any KSeF.</summary>
internal sealed class Cabinet : IDisposable
{
    public const X509KeyUsageFlags SignsIn = X509KeyUsageFlags.DigitalSignature, SignsCodes = X509KeyUsageFlags.NonRepudiation;

    public const string Serial = "01F20A5D352AE590";

    /// <summary>RSA keys are slow to make, and no test minds sharing this one.</summary>
    public static readonly RSA Rsa = RSA.Create(2048);

    public static Company Ours { get; } = new(Nip.Parse("5260001246"), "Atrament i Pióro", "ul. Piękna 7, 00-539 Warszawa",
        KsefEnvironment.Local(new Uri("http://127.0.0.1:5080")));

    public static Company Theirs { get; } = Ours with { Nip = Nip.Parse("5265877635"), Name = "Drukarnia" };

    // Made once: each test begins with a copy.
    private static readonly Lazy<byte[]> Empty = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-cabinet-");
        var database = Database.Open(folder.FullName);
        var companies = new CompanyRegister(database, Who.Program, new SteeredClock());
        companies.Add(Ours);
        companies.Add(Theirs);
        // Everything into the one file.
        using (var connection = database.Connect()) connection.Execute("PRAGMA journal_mode = DELETE");
        var content = File.ReadAllBytes(Path.Combine(folder.FullName, "inkaust.db"));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return content;
    });

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-cabinet-");

    public Cabinet()
    {
        File.WriteAllBytes(Path.Combine(Folder, "inkaust.db"), Empty.Value);
        Database = Database.Open(Folder);
        Keys = new KeyRing(Database, MasterKey, Clock);
        Tokens = new KsefTokens(Database, MasterKey, Clock);
    }

    public string Folder => folder.FullName;

    /// <summary>2026-11-22 10:00 UTC until it is moved.</summary>
    public SteeredClock Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public MasterKey MasterKey { get; } = MasterKey.ForThisProcess();

    public Database Database { get; }

    public KeyRing Keys { get; }

    public KsefTokens Tokens { get; }

    /// <summary>A certificate with its key, as an authority issues one.</summary>
    /// <param name="usage">None: without that extension.</param>
    /// <param name="key">A new EC key when null.</param>
    /// <param name="from">A day ago when null.</param>
    /// <param name="to">A year ahead when null.</param>
    /// <param name="serial">In hexadecimal digits.</param>
    public X509Certificate2 Issued(X509KeyUsageFlags usage, AsymmetricAlgorithm? key = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        string serial = Serial)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key ??= made;
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA rsa
            ? new CertificateRequest("CN=Próba", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=Próba", (ECDsa)key, HashAlgorithmName.SHA256);
        if (usage != X509KeyUsageFlags.None) request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var bare = request.Create(new X500DistinguishedName("CN=Urząd"), X509SignatureGenerator.CreateForECDsa(authority),
            from ?? Now.AddDays(-1), to ?? Now.AddYears(1), Convert.FromHexString(serial));
        return key is RSA both ? bare.CopyWithPrivateKey(both) : bare.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>Keeps a certificate of our company that was issued for it.</summary>
    public CompanyCertificate Kept(CertificateKind kind, string serial = Serial, DateTimeOffset? from = null, DateTimeOffset? to = null,
        AsymmetricAlgorithm? key = null, Company? of = null)
    {
        using var certificate = Issued(kind == CertificateKind.Offline ? SignsCodes : SignsIn, key, from, to, serial);
        return Keys.Keep(of ?? Ours, kind, "próba", certificate);
    }

    public void Run(string sql, object? values = null)
    {
        using var connection = Database.Connect();
        connection.Execute(sql, values);
    }

    /// <summary>The code of the only finding with which this is refused.</summary>
    public static string Refusal(Action act) => Assert.Single(Assert.Throws<RefusedException>(act).Findings).Code;

    /// <inheritdoc cref="Refusal(Action)"/>
    public static async Task<string> RefusalAsync(Func<Task> act) => Assert.Single((await Assert.ThrowsAsync<RefusedException>(act)).Findings).Code;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
