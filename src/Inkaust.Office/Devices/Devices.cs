using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What a device said to hold, as it is kept.</summary>
internal sealed record HoldingOfDevice(IReadOnlyList<HeldOnDevice> Invoices);

/// <summary>The devices of companies. No private key of one is ever here: there is no column for it, and no call that would take it.</summary>
public sealed class Devices(Database database, TimeProvider clock)
{
    private const string Columns = """
        id, company, name, account, public_key, to_sign, applied_at, enrolment, certificate, serial, valid_from, valid_to, series, added_at, enrolled_at,
        blocked_at, blocked_by, because, revoked_at, status, status_at, contact_at, contact_off, app, holding
        """;

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Company { get; init; }
        public required string Name { get; init; }
        public required string Account { get; init; }
        public required byte[] PublicKey { get; init; }
        public required byte[] ToSign { get; init; }
        public required string? AppliedAt { get; init; }
        public required string? Enrolment { get; init; }
        public required byte[]? Certificate { get; init; }
        public required string? Serial { get; init; }
        public required string? ValidFrom { get; init; }
        public required string? ValidTo { get; init; }
        public required string Series { get; init; }
        public required string AddedAt { get; init; }
        public required string? EnrolledAt { get; init; }
        public required string? BlockedAt { get; init; }
        public required string? BlockedBy { get; init; }
        public required string? Because { get; init; }
        public required string? RevokedAt { get; init; }
        public required string? Status { get; init; }
        public required string? StatusAt { get; init; }
        public required string? ContactAt { get; init; }
        public required long? ContactOff { get; init; }
        public required string? App { get; init; }
        public required string? Holding { get; init; }
    }

    /// <summary>The devices of a company, the latest first.</summary>
    public IReadOnlyList<Device> Of(Company company)
    {
        using var connection = database.Of(company.Id).Connect();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM device WHERE company = @Company ORDER BY added_at DESC, id",
            new { Company = company.Id.Text }).Select(Read)];
    }

    /// <summary>One of them; null: there is none with this key.</summary>
    public Device? TryFind(Company company, string id)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM device WHERE company = @Company AND id = @id",
            new { Company = company.Id.Text, id }) is { } row ? Read(row) : null;
    }

    /// <summary>The same.</summary>
    /// <exception cref="RefusedException">INK-POCKET-001: there is none.</exception>
    public Device Find(Company company, string id) => TryFind(company, id) ?? throw new RefusedException(DeviceFindings.NoSuchDevice);

    /// <summary>The key is one of a certificate, or of a device of whatever company: each has a key of its own.</summary>
    internal bool KnowsKey(byte[] publicKey)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM device WHERE public_key = @publicKey)", new { publicKey })
            || connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM certificate WHERE public_key = @publicKey)", new { publicKey });
    }

    /// <exception cref="RefusedException">INK-POCKET-005: its key is another one's.</exception>
    internal void Add(Company company, Device device)
    {
        try
        {
            using var connection = database.Of(company.Id).Connect();
            connection.Execute("""
                INSERT INTO device (company, id, name, account, public_key, to_sign, series, added_at, added_by)
                VALUES (@Company, @Id, @Name, @Account, @PublicKey, @ToSign, @Series, @AddedAt, @By)
                """, new
            {
                Company = company.Id.Text,
                device.Id,
                device.Name,
                Account = device.Account.Text,
                device.PublicKey,
                device.ToSign,
                device.Series,
                AddedAt = Database.Instant(device.AddedAt),
                By = company.By.Text,
            });
        }
        catch (DbException fault) when (Database.IsTaken(fault))
        {
            throw new RefusedException(DeviceFindings.KnownKey, fault);
        }
    }

    /// <summary>Its application is about to leave for KSeF.</summary>
    /// <returns>False: it has left already.</returns>
    internal bool Applies(Device device)
    {
        using var connection = database.Of(device.Company).Connect();
        return connection.Execute("UPDATE device SET applied_at = @At WHERE company = @Company AND id = @Id AND applied_at IS NULL",
            new { At = Database.Instant(clock.GetUtcNow()), Company = device.Company.Text, device.Id }) == 1;
    }

    /// <summary>KSeF has not got its application, or has refused it: it may apply again.</summary>
    internal void HasNotApplied(Device device)
    {
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("UPDATE device SET applied_at = NULL, enrolment = NULL WHERE company = @Company AND id = @Id AND certificate IS NULL",
            new { Company = device.Company.Text, device.Id });
    }

    /// <summary>Notes the reference under which KSeF works on its certificate.</summary>
    internal void Requested(Device device, string enrolment)
    {
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("UPDATE device SET enrolment = @enrolment WHERE company = @Company AND id = @Id",
            new { enrolment, Company = device.Company.Text, device.Id });
    }

    /// <summary>Keeps the certificate that came for its key.</summary>
    internal void Received(Device device, string serial, byte[] certificate, DateTimeOffset from, DateTimeOffset to)
    {
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("""
            UPDATE device SET certificate = @certificate, serial = @serial, valid_from = @From, valid_to = @To, enrolled_at = @At
            WHERE company = @Company AND id = @Id
            """, new
        {
            certificate,
            serial,
            From = Database.Instant(from),
            To = Database.Instant(to),
            At = Database.Instant(clock.GetUtcNow()),
            Company = device.Company.Text,
            device.Id,
        });
    }

    /// <summary>It was lost; the first who said so stays.</summary>
    internal void Block(Device device, Who by, string because)
    {
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("""
            UPDATE device SET blocked_at = @At, blocked_by = @By, because = @because WHERE company = @Company AND id = @Id AND blocked_at IS NULL
            """, new { At = Database.Instant(clock.GetUtcNow()), By = by.Text, because, Company = device.Company.Text, device.Id });
    }

    /// <summary>KSeF has revoked its certificate, or there is none to revoke.</summary>
    internal void Revoked(Device device)
    {
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("UPDATE device SET revoked_at = @At WHERE company = @Company AND id = @Id AND revoked_at IS NULL",
            new { At = Database.Instant(clock.GetUtcNow()), Company = device.Company.Text, device.Id });
    }

    /// <summary>Notes what KSeF says of its certificate now.</summary>
    internal void Said(Device device, CertificateState status)
    {
        var now = Database.Instant(clock.GetUtcNow());
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("""
            UPDATE device SET status = @Status, status_at = @now, revoked_at = COALESCE(revoked_at, @Revoked) WHERE company = @Company AND id = @Id
            """, new
        {
            Status = status.ToString(),
            now,
            Revoked = status == CertificateState.Revoked ? now : null,
            Company = device.Company.Text,
            device.Id,
        });
    }

    /// <summary>It has made contact: what it holds is known for the day on which it is gone.</summary>
    internal void Heard(Device device, DeviceContact contact, TimeSpan off)
    {
        using var connection = database.Of(device.Company).Connect();
        connection.Execute("""
            UPDATE device SET contact_at = @At, contact_off = @Off, app = @App, holding = @Holding WHERE company = @Company AND id = @Id
            """, new
        {
            At = Database.Instant(clock.GetUtcNow()),
            Off = (long)off.TotalSeconds,
            contact.App,
            Holding = StoredJson.Write(new HoldingOfDevice(contact.Holding)),
            Company = device.Company.Text,
            device.Id,
        });
    }

    private static Device Read(Row row) => new()
    {
        Id = row.Id,
        Company = new CompanyId(row.Company),
        Name = row.Name,
        Account = new AccountId(row.Account),
        PublicKey = row.PublicKey,
        ToSign = row.ToSign,
        AppliedAt = Moment(row.AppliedAt),
        Enrolment = row.Enrolment,
        Certificate = row.Certificate,
        Serial = row.Serial,
        ValidFrom = Moment(row.ValidFrom),
        ValidTo = Moment(row.ValidTo),
        Series = row.Series,
        AddedAt = Database.Instant(row.AddedAt),
        EnrolledAt = Moment(row.EnrolledAt),
        BlockedAt = Moment(row.BlockedAt),
        BlockedBy = row.BlockedBy is { } by ? new Who(by) : null,
        Because = row.Because,
        RevokedAt = Moment(row.RevokedAt),
        CertificateStatus = row.Status,
        CertificateStatusAt = Moment(row.StatusAt),
        ContactAt = Moment(row.ContactAt),
        ClockOff = TimeSpan.FromSeconds(row.ContactOff ?? 0),
        App = row.App,
        Holding = row.Holding is { } holding ? StoredJson.Read<HoldingOfDevice>(holding).Invoices : [],
    };

    private static DateTimeOffset? Moment(string? text) => text is null ? null : Database.Instant(text);
}
