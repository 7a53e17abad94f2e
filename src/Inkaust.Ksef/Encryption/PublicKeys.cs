using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>A public key of KSeF.</summary>
/// <param name="Id">Base64 of SHA-256 over the key (SubjectPublicKeyInfo); says in requests which key was used.</param>
/// <param name="SubjectPublicKeyInfo">The RSA key in DER.</param>
public sealed record KsefPublicKey(string Id, ReadOnlyMemory<byte> SubjectPublicKeyInfo)
{
    /// <summary>Encrypts a few bytes for KSeF alone: RSA-OAEP with SHA-256 in both places.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> secret)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo.Span, out _);
        return rsa.Encrypt(secret, RSAEncryptionPadding.OaepSHA256);
    }
}

/// <summary>
/// The keys for which KSeF wants things encrypted (tag "Certyfikaty klucza publicznego"). Remembered for an hour at most, and
/// forgotten as soon as KSeF says that a key is no longer taken.
/// </summary>
public sealed class PublicKeys
{
    /// <summary>KSeF's code for a key that it does not take (any more), KSEF 1.</summary>
    public const int Withdrawn = 21470;

    private static readonly Wording Fetching = new("pobranie kluczy publicznych", "fetching the public keys");
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Exchange exchange;
    private readonly TimeProvider clock;
    private volatile Known? known;

    internal PublicKeys(Exchange exchange, TimeProvider clock)
    {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// <summary>The key for the symmetric keys of sessions and exports.</summary>
    /// <exception cref="RefusedException">KSeF gives no key that is valid now (INK-KSEF-025).</exception>
    public Task<KsefPublicKey> ForSymmetricKeysAsync(CancellationToken cancellation = default) => FindAsync("SymmetricKeyEncryption", cancellation);

    /// <summary>The key for KSeF tokens.</summary>
    /// <exception cref="RefusedException">KSeF gives no key that is valid now (INK-KSEF-025).</exception>
    public Task<KsefPublicKey> ForKsefTokensAsync(CancellationToken cancellation = default) => FindAsync("KsefTokenEncryption", cancellation);

    /// <summary>A fresh symmetric key for one session, wrapped for the current key of KSeF.</summary>
    public async Task<InvoiceEncryption> NewEncryptionAsync(CancellationToken cancellation = default) =>
        new(await ForSymmetricKeysAsync(cancellation).ConfigureAwait(false));

    /// <summary>Asks anew next time: KSeF refused a key (<see cref="Withdrawn"/>, or status 415 of a session).</summary>
    public void Forget() => known = null;

    /// <summary>415: KSeF could not unwrap a symmetric key, so the public key behind it is stale.</summary>
    internal void Heed(StatusCode status)
    {
        if (status.Code == 415) Forget();
    }

    /// <summary>A call with something in it that was encrypted for one of these keys; when KSeF does not take it, they are asked for anew.</summary>
    internal async Task<T> UsedInAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (KsefRejected refused) when (refused.Has(Withdrawn))
        {
            Forget();
            throw;
        }
    }

    private async Task<KsefPublicKey> FindAsync(string usage, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known is { } fresh && now - fresh.FetchedAt < Remembered && Newest(fresh.Certificates, usage, now) is { } key) return key;
        var call = new Call(Fetching, HttpMethod.Get, "/security/public-key-certificates");
        var certificates = await exchange.AskAsync(call, PublicKeysJson.Default.ListPublicKeyCertificate, cancellation).ConfigureAwait(false);
        known = new Known(certificates, now);
        return Newest(certificates, usage, now) ?? throw new RefusedException(KsefFindings.NoPublicKey);
    }

    // Docs klucze-publiczne-do-szyfrowania.md 4.1: among those valid at this moment the one with the latest validFrom.
    private static KsefPublicKey? Newest(IEnumerable<PublicKeyCertificate> certificates, string usage, DateTimeOffset now) => certificates
        .Where(certificate => certificate.Usage.Contains(usage) && certificate.ValidFrom <= now && now < certificate.ValidTo)
        .OrderByDescending(certificate => certificate.ValidFrom)
        .Select(KeyOf)
        .FirstOrDefault(key => key is not null);

    private static KsefPublicKey? KeyOf(PublicKeyCertificate published)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(published.Certificate);
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is null) return null;
            var key = rsa.ExportSubjectPublicKeyInfo();
            return Convert.ToBase64String(SHA256.HashData(key)) == published.PublicKeyId ? new KsefPublicKey(published.PublicKeyId, key) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Known(IReadOnlyList<PublicKeyCertificate> Certificates, DateTimeOffset FetchedAt);
}
