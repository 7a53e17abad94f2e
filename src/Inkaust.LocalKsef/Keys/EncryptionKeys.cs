using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Inkaust.LocalKsef;

internal enum KeyUsage { KsefTokenEncryption, SymmetricKeyEncryption }

/// <summary>An RSA key of this KSeF with the certificate by which clients get to know it.</summary>
internal sealed class EncryptionKey(RSA rsa, X509Certificate2 certificate, KeyUsage usage, DateTimeOffset from, DateTimeOffset to) : IDisposable
{
    public RSA Rsa => rsa;
    public X509Certificate2 Certificate => certificate;
    public KeyUsage Usage => usage;
    public DateTimeOffset ValidFrom => from;
    public DateTimeOffset ValidTo => to;
    public string PublicKeyId { get; } = Convert.ToBase64String(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));
    public string CertificateId { get; } = Convert.ToBase64String(SHA256.HashData(certificate.RawData));

    /// <summary>RSA-OAEP with SHA-256; null when it doesn't open.</summary>
    public byte[]? Open(byte[] wrapped)
    {
        try
        {
            lock (rsa) return rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        rsa.Dispose();
        certificate.Dispose();
    }
}

/// <summary>
/// The keys under which clients encrypt. RSA keys take long to make, so that happens beside the start of the server;
/// who needs them earlier waits for them.
/// </summary>
internal sealed class EncryptionKeys : IDisposable
{
    /// <summary>All keys as they are written down.</summary>
    internal sealed record Written(IReadOnlyList<WrittenKey> Keys);

    /// <summary>One key: PKCS#8 and DER.</summary>
    internal sealed record WrittenKey(KeyUsage Usage, byte[] Key, byte[] Certificate, DateTimeOffset ValidFrom, DateTimeOffset ValidTo);

    /// <summary>Makes an RSA key, which takes a third of a second of a processor. Tests lend theirs.</summary>
    internal static Func<RSA> NewRsa { get; set; } = () => RSA.Create(2048);

    private readonly Lock gate = new();
    private readonly ServerClock clock;
    private readonly Page<Written> page;
    private Task<List<EncryptionKey>>? keys;
    private List<EncryptionKey>? made;

    public EncryptionKeys(ServerClock clock, Journal journal)
    {
        this.clock = clock;
        page = new Page<Written>(journal, "encryptionKeys", Write, PutBack, () => { });
    }

    /// <summary>All keys that haven't been withdrawn, the newest of each usage first. The first call makes them, if none were put back.</summary>
    public Task<List<EncryptionKey>> All()
    {
        lock (gate)
        {
            return keys ??= MakeFirst();
        }
    }

    // Noted before anybody gets to know them: what is wrapped under them is opened after a restart too.
    private async Task<List<EncryptionKey>> MakeFirst()
    {
        var first = await MakeBoth();
        lock (gate) made = first;
        page.Changed();
        return first;
    }

    /// <summary>New keys come first; the old ones still open what was wrapped for them.</summary>
    public async Task Rotate()
    {
        var old = await All();
        var fresh = await MakeBoth();
        Put([.. fresh, .. old]);
        page.Changed();
    }

    /// <summary>All keys; new ones among them when the clock has left the time of those that were there.</summary>
    public async Task<List<EncryptionKey>> InForce()
    {
        var now = clock.Now;
        if (!(await All()).Any(key => key.ValidFrom <= now && now < key.ValidTo)) await Rotate();
        return await All();
    }

    /// <summary>Opens what was wrapped for one of the keys of a usage; null when none fits.</summary>
    /// <param name="usage">What the key is for.</param>
    /// <param name="wrapped">RSA-OAEP cipher text.</param>
    /// <param name="publicKeyId">The key that the client names, or null.</param>
    /// <exception cref="ApiRefusal">21470: there is no such key.</exception>
    public async Task<byte[]?> Open(KeyUsage usage, byte[] wrapped, string? publicKeyId)
    {
        var fitting = (await All()).Where(key => key.Usage == usage && (publicKeyId is null || key.PublicKeyId == publicKeyId)).ToList();
        if (fitting.Count == 0) throw ApiRefusal.UnknownKey(publicKeyId!);
        return fitting.Select(key => key.Open(wrapped)).FirstOrDefault(opened => opened is not null);
    }

    private async Task<List<EncryptionKey>> MakeBoth()
    {
        var now = clock.Now;
        return [.. await Task.WhenAll(Enum.GetValues<KeyUsage>().Select(usage => Task.Run(() => Make(usage, now))))];
    }

    private static EncryptionKey Make(KeyUsage usage, DateTimeOffset now)
    {
        var rsa = NewRsa();
        var request = new CertificateRequest($"CN=Lokalny KSeF - {usage}, C=PL", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, true));
        // Clients refuse a key that isn't valid yet; a day back allows for clocks that disagree.
        var (from, to) = (now.AddDays(-1), now.AddYears(2));
        return new EncryptionKey(rsa, request.CreateSelfSigned(from, to), usage, now, to);
    }

    // Null as long as they are being made: what is noted when they are ready tells of them.
    private Written? Write()
    {
        lock (gate)
            return made is null ? null : new Written([.. made.Select(key =>
                new WrittenKey(key.Usage, key.Rsa.ExportPkcs8PrivateKey(), key.Certificate.RawData, key.ValidFrom, key.ValidTo))]);
    }

    private void PutBack(Written written)
    {
        var read = written.Keys.Select(key =>
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(key.Key, out _);
            return new EncryptionKey(rsa, X509CertificateLoader.LoadCertificate(key.Certificate), key.Usage, key.ValidFrom, key.ValidTo);
        }).ToList();
        Put(read);
    }

    private void Put(List<EncryptionKey> all)
    {
        lock (gate) (keys, made) = (Task.FromResult(all), all);
    }

    public void Dispose()
    {
        lock (gate)
            foreach (var key in made ?? []) key.Dispose();
    }
}
