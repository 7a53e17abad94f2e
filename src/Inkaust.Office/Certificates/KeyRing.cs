using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What a certificate is for.</summary>
public enum CertificateKind
{
    /// <summary>The company's seal, with which it signs in before it has a KSeF certificate. Self-signed on local and test.</summary>
    Seal,

    /// <summary>KSeF certificate of type 1: signs in (LAW 70).</summary>
    Authentication,

    /// <summary>KSeF certificate of type 2: signs KOD II and nothing else (LAW 70).</summary>
    Offline,
}

/// <summary>A certificate of a company, or one that was asked for and has not come yet.</summary>
public sealed record CompanyCertificate
{
    public required long Id { get; init; }

    public required CompanyId Company { get; init; }

    /// <summary>The NIP of that company.</summary>
    public Nip Holder { get; init; }

    public required CertificateKind Kind { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Reference of the enrolment in KSeF, when its answer reached us.</summary>
    public string? Enrolment { get; init; }

    /// <summary>Serial number, 16 upper-case hexadecimal digits for a KSeF certificate; null until it has come.</summary>
    public string? Serial { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>What KSeF last said of it: Active, Blocked, Revoked or Expired; null when it was never asked.</summary>
    public string? Status { get; init; }

    /// <summary>When KSeF said so.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>SubjectPublicKeyInfo: by it a certificate is found again whose enrolment answer was lost.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The family of its key.</summary>
    public KeyKind Family => PrivateKeys.KindOf(PublicKey);

    /// <summary>How it stands, in a word.</summary>
    public Wording StandingAt(DateTimeOffset now) => this switch
    {
        { Serial: null } => new("w toku", "awaited"),
        { Status: "Revoked" } => new("unieważniony", "revoked"),
        { Status: "Blocked" } => new("zablokowany", "blocked"),
        _ when IsValid(now) => new("ważny", "valid"),
        _ when now < ValidFrom => new("jeszcze nieważny", "not valid yet"),
        _ => new("wygasł", "expired"),
    };

    /// <summary>It has come, <paramref name="now"/> lies within its time, and KSeF has not said that it is blocked or revoked.</summary>
    public bool IsValid(DateTimeOffset now) => Serial is not null && ValidFrom <= now && now < ValidTo && Status is null or "Active";

    /// <summary>It ends so soon that it is renewed now.</summary>
    public bool EndsSoon(DateTimeOffset now) => ValidTo - RenewCertificates.Ahead <= now;
}

/// <summary>The keys and certificates of all companies. A private key is on disk, sealed, before anybody hears of it.</summary>
public sealed class KeyRing(Database database, MasterKey masterKey, TimeProvider clock)
{
    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Company { get; init; }
        public required string Holder { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required byte[] PublicKey { get; init; }
        public required string RequestedAt { get; init; }
        public required string? Enrolment { get; init; }
        public required string? Serial { get; init; }
        public required string? ValidFrom { get; init; }
        public required string? ValidTo { get; init; }
        public required string? Status { get; init; }
        public required string? StatusAt { get; init; }
    }

    /// <summary>Makes a key and keeps it.</summary>
    /// <returns>The place of the certificate to come, and its key; the caller disposes of the key.</returns>
    public (CompanyCertificate Place, AsymmetricAlgorithm Key) NewKey(
        Company company, CertificateKind kind, string name, KeyKind family = KeyKind.EcP256)
    {
        var key = CertificateRequests.NewKey(family);
        return (Keep(company, kind, name, key), key);
    }

    /// <summary>Keeps a certificate that came together with its key, EC or RSA.</summary>
    public CompanyCertificate Keep(Company company, CertificateKind kind, string name, X509Certificate2 withKey)
    {
        using var key = PrivateKeys.Of(withKey)!;
        return Received(Keep(company, kind, name, key), withKey);
    }

    private CompanyCertificate Keep(Company company, CertificateKind kind, string name, AsymmetricAlgorithm key)
    {
        var now = clock.GetUtcNow();
        var publicKey = key.ExportSubjectPublicKeyInfo();
        using var connection = database.Of(company.Id).Connect();
        var id = connection.ExecuteScalar<long>("""
            INSERT INTO certificate (company, kind, name, sealed_key, public_key, requested_at)
            VALUES (@Company, @Kind, @name, @SealedKey, @publicKey, @RequestedAt) RETURNING id
            """, new
        {
            Company = company.Id.Text,
            Kind = kind.Word(),
            name,
            SealedKey = PrivateKeys.InClear(key, clear => masterKey.Seal(clear, Purpose(company, kind, publicKey))),
            publicKey,
            RequestedAt = Database.Instant(now),
        });
        return new CompanyCertificate { Id = id, Company = company.Id, Kind = kind, Name = name, RequestedAt = now, PublicKey = publicKey };
    }

    /// <summary>The key of a certificate that may not have come yet; the caller disposes of it.</summary>
    /// <param name="company">Whose it is, with the KSeF that is spoken to: a key opens for no other company, address or use.</param>
    /// <param name="place">The certificate, or its place.</param>
    /// <exception cref="RefusedException">INK-KEY-003: it cannot be opened, or was sealed for something else.</exception>
    public AsymmetricAlgorithm KeyOf(Company company, CompanyCertificate place)
    {
        using var connection = database.Of(company.Id).Connect();
        var sealedKey = connection.ExecuteScalar<byte[]>("SELECT sealed_key FROM certificate WHERE id = @Id AND company = @Company",
            new { place.Id, Company = company.Id.Text }) ?? [];
        return PrivateKeys.FromPkcs8(masterKey.Open(sealedKey, Purpose(company, place.Kind, place.PublicKey)), place.PublicKey);
    }

    /// <summary>Notes the reference under which KSeF works on the certificate.</summary>
    public void Requested(CompanyCertificate place, string enrolment)
    {
        using var connection = database.Of(place.Company).Connect();
        connection.Execute("UPDATE certificate SET enrolment = @enrolment WHERE id = @Id AND company = @Company",
            new { enrolment, place.Id, Company = place.Company.Text });
    }

    /// <summary>KSeF refused to give it; its key is of no use to anybody.</summary>
    public void Refused(CompanyCertificate place)
    {
        using var connection = database.Of(place.Company).Connect();
        connection.Execute(
            "DELETE FROM certificate WHERE id = @Id AND company = @Company AND serial IS NULL", new { place.Id, Company = place.Company.Text });
    }

    /// <summary>Keeps the certificate that came for a key.</summary>
    /// <exception cref="RefusedException">INK-CERT-003: it is for another key.</exception>
    public CompanyCertificate Received(CompanyCertificate place, X509Certificate2 certificate)
    {
        if (!IsFor(certificate, place.PublicKey)) throw new RefusedException(CertificateFindings.OfAnotherKey);
        var received = place with
        {
            Serial = SerialOf(certificate),
            ValidFrom = new DateTimeOffset(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero),
            ValidTo = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero),
        };
        using var connection = database.Of(place.Company).Connect();
        connection.Execute("""
            UPDATE certificate SET serial = @Serial, certificate = @RawData, valid_from = @From, valid_to = @To WHERE id = @Id AND company = @Company
            """, new
        {
            received.Serial,
            certificate.RawData,
            From = Database.Instant(received.ValidFrom.Value),
            To = Database.Instant(received.ValidTo.Value),
            received.Id,
            Company = received.Company.Text,
        });
        return received;
    }

    /// <summary>Notes what KSeF says of a certificate now.</summary>
    public CompanyCertificate Said(CompanyCertificate certificate, string status)
    {
        var now = clock.GetUtcNow();
        using var connection = database.Of(certificate.Company).Connect();
        connection.Execute("UPDATE certificate SET status = @status, status_at = @At WHERE id = @Id AND company = @Company",
            new { status, At = Database.Instant(now), certificate.Id, Company = certificate.Company.Text });
        return certificate with { Status = status, StatusAt = now };
    }

    /// <summary>A certificate that was kept as something else is of this kind: its key is sealed for that from now on.</summary>
    /// <exception cref="RefusedException">INK-KEY-003: its key cannot be opened as what it was.</exception>
    public CompanyCertificate Reclassified(Company company, CompanyCertificate certificate, CertificateKind kind)
    {
        using var key = KeyOf(company, certificate);
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            UPDATE certificate SET kind = @Kind, sealed_key = @SealedKey, status = NULL, status_at = NULL WHERE id = @Id AND company = @Company
            """, new
        {
            Kind = kind.Word(),
            SealedKey = masterKey.Seal(key.ExportPkcs8PrivateKey(), Purpose(company, kind, certificate.PublicKey)),
            certificate.Id,
            Company = company.Id.Text,
        });
        return certificate with { Kind = kind, Status = null, StatusAt = null };
    }

    /// <summary>What KSeF said of a certificate is in doubt: it does not take it. How it stands is to be asked.</summary>
    public void Doubt(CompanyCertificate certificate)
    {
        using var connection = database.Of(certificate.Company).Connect();
        connection.Execute("UPDATE certificate SET status = NULL, status_at = NULL WHERE id = @Id AND company = @Company",
            new { certificate.Id, Company = certificate.Company.Text });
    }

    /// <summary>The certificates of a company, those still to come among them, newest first.</summary>
    public IReadOnlyList<CompanyCertificate> Of(CompanyId company)
    {
        using var connection = database.Of(company).Connect();
        return [.. connection.Query<Row>("""
            SELECT id, company, (SELECT nip FROM company WHERE company.id = certificate.company) AS holder,
                kind, name, public_key, requested_at, enrolment, serial, valid_from, valid_to, status, status_at
            FROM certificate WHERE company = @company ORDER BY id DESC
            """, new { company = company.ToString() }).Select(Read)];
    }

    /// <summary>The certificate of this kind that is valid now and stays so longest; null when there is none.</summary>
    public CompanyCertificate? Valid(CompanyId company, CertificateKind kind) => AllValid(company, kind) is [var best, ..] ? best : null;

    /// <summary>The certificates of this kind that are valid now, first the one that stays so longest.</summary>
    public IReadOnlyList<CompanyCertificate> AllValid(CompanyId company, CertificateKind kind) =>
        [.. Of(company).Where(one => one.Kind == kind && one.IsValid(clock.GetUtcNow())).OrderByDescending(one => one.ValidTo)];

    /// <summary>The certificate itself, without its key.</summary>
    /// <exception cref="RefusedException">INK-KEY-006: what is kept of it does not belong together.</exception>
    public X509Certificate2 Certificate(CompanyCertificate certificate)
    {
        using var connection = database.Of(certificate.Company).Connect();
        var kept = X509CertificateLoader.LoadCertificate(connection.ExecuteScalar<byte[]>(
            "SELECT certificate FROM certificate WHERE id = @Id AND company = @Company",
            new { certificate.Id, Company = certificate.Company.Text })!);
        if (IsFor(kept, certificate.PublicKey) && SerialOf(kept) == certificate.Serial) return kept;
        kept.Dispose();
        throw new RefusedException(CertificateFindings.DoesNotBelongTogether(certificate));
    }

    /// <summary>The certificate together with its private key; the caller disposes of it.</summary>
    /// <exception cref="RefusedException">INK-KEY-003: the key cannot be opened; INK-KEY-006: it is not that of the certificate.</exception>
    public X509Certificate2 WithKey(Company company, CompanyCertificate certificate)
    {
        using var bare = Certificate(certificate);
        using var key = KeyOf(company, certificate);
        return PrivateKeys.Join(bare, key);
    }

    /// <summary>Finds a certificate by its serial number, or by its place.</summary>
    /// <exception cref="RefusedException">INK-CERT-011: there is none.</exception>
    public CompanyCertificate Find(CompanyId company, string reference) =>
        Of(company).FirstOrDefault(one => string.Equals(one.Serial, reference, StringComparison.OrdinalIgnoreCase) || one.Id.ToString() == reference)
        ?? throw new RefusedException(CertificateFindings.NotHere(reference));

    /// <summary>Notes that a renewal is tried now. A try that lies ahead was noted before the clock was set back.</summary>
    /// <returns>False when one was tried less than <paramref name="pause"/> ago.</returns>
    public bool BeginsRenewal(CompanyId company, TimeSpan pause)
    {
        using var connection = database.Of(company).Connect();
        var now = clock.GetUtcNow();
        return connection.Execute("""
            INSERT INTO renewal (company, tried_at) VALUES (@Company, @Now)
            ON CONFLICT (company) DO UPDATE SET tried_at = @Now WHERE renewal.tried_at <= @Before OR renewal.tried_at > @Now
            """, new { Company = company.ToString(), Now = Database.Instant(now), Before = Database.Instant(now - pause) }) == 1;
    }

    // KSeF writes 16 digits; DER puts a zero byte before a number whose first bit is set.
    internal static string SerialOf(X509Certificate2 certificate) => certificate.SerialNumber.TrimStart('0').PadLeft(16, '0');

    /// <summary>A certificate is for this public key (SubjectPublicKeyInfo).</summary>
    internal static bool IsFor(X509Certificate2 certificate, ReadOnlySpan<byte> publicKey) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey);

    /// <summary>A key opens only for the company and the KSeF, with its address, that it was made for, for its use, and for its public key.</summary>
    internal static SealPurpose Purpose(string company, string nip, string environment, string kind, byte[] publicKey) =>
        SealPurpose.Of("certificate-key", company, nip, environment, kind, Convert.ToHexString(SHA256.HashData(publicKey)));

    private static SealPurpose Purpose(Company company, CertificateKind kind, byte[] publicKey) =>
        Purpose(company.Id.Text, company.Nip.ToString(), company.Environment.Word, kind.Word(), publicKey);

    private static CompanyCertificate Read(Row row) => new()
    {
        Id = row.Id,
        Company = new CompanyId(row.Company),
        Holder = Nip.Parse(row.Holder),
        Kind = Enum.Parse<CertificateKind>(row.Kind, ignoreCase: true),
        Name = row.Name,
        PublicKey = row.PublicKey,
        RequestedAt = Database.Instant(row.RequestedAt),
        Enrolment = row.Enrolment,
        Serial = row.Serial,
        ValidFrom = row.ValidFrom is { } from ? Database.Instant(from) : null,
        ValidTo = row.ValidTo is { } to ? Database.Instant(to) : null,
        Status = row.Status,
        StatusAt = row.StatusAt is { } at ? Database.Instant(at) : null,
    };
}
