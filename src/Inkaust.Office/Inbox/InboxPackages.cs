using System.Data.Common;
using System.Globalization;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>The packages that a company ordered, each phase of them, and up to when it has everything.</summary>
internal sealed class InboxPackages(Database database, MasterKey masterKey, Company company, TimeProvider clock)
{
    private const string Columns = """
        id, role, from_at, to_at, begins_run, is_first, phase, asked_at, reference, described, file, ended_at, goes_on, why, invoices, fresh, refused
        """;

    private sealed record Row(
        long Id, string Role, string FromAt, string? ToAt, long BeginsRun, long IsFirst, string Phase, string AskedAt, string? Reference,
        string? Described, string? File, string? EndedAt, long GoesOn, string? Why, long Invoices, long Fresh, long Refused);

    /// <summary>A moment to the tick: KSeF tells them so, and what is ordered from a moment on must not begin before it.</summary>
    public static string Exactly(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Up to when everything of a role is here; null: nothing was fetched yet.</summary>
    public DateTimeOffset? CompleteUntil(InvoiceRole role)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<string?>("SELECT complete FROM inbox_mark WHERE company = @Company AND role = @Role",
            new { Company = company.Id.Text, Role = role.Word() }) is { } at ? Database.Instant(at) : null;
    }

    /// <summary>The package of a role that is under way; null: none.</summary>
    public InboxPackage? UnderWay(InvoiceRole role) => One("role = @Role AND ended_at IS NULL", new { Company = company.Id.Text, Role = role.Word() });

    /// <summary>The latest one of a role.</summary>
    public InboxPackage? Latest(InvoiceRole role) =>
        One("role = @Role ORDER BY id DESC LIMIT 1", new { Company = company.Id.Text, Role = role.Word() });

    /// <summary>The one with which the latest run of a role began.</summary>
    public InboxPackage? BeginOfRun(InvoiceRole role) =>
        One("role = @Role AND begins_run = 1 ORDER BY id DESC LIMIT 1", new { Company = company.Id.Text, Role = role.Word() });

    public InboxPackage At(long id) => TryAt(id) ?? throw new RefusedException(InboxFindings.NothingKept);

    public InboxPackage? TryAt(long id) => One("id = @id", new { Company = company.Id.Text, id });

    /// <summary>The latest packages, newest first.</summary>
    public IReadOnlyList<InboxPackage> List(int atMost) => Where($"1 = 1 ORDER BY id DESC LIMIT {atMost}", new { Company = company.Id.Text });

    /// <summary>Those of which something was refused and nobody has decided, newest first.</summary>
    public IReadOnlyList<InboxPackage> WithRefused() =>
        Where("refused > 0 AND settled_at IS NULL ORDER BY id DESC LIMIT 100", new { Company = company.Id.Text });

    /// <summary>What of a package was refused.</summary>
    public IReadOnlyList<RefusedFile> RefusedOf(long package)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string? Name, string Code, string Pl, string En)>(
            "SELECT name, code, pl, en FROM inbox_refused WHERE company = @Company AND package = @package ORDER BY id",
            new { Company = company.Id.Text, package }).Select(row => new RefusedFile(row.Name, new Finding(row.Code, row.Pl, row.En)))];
    }

    /// <summary>Notes that a package is about to be ordered. Null: another process has done so a moment ago.</summary>
    public InboxPackage? Begin(InvoiceRole role, DateTimeOffset from, DateTimeOffset? to, bool beginsRun, bool isFirst)
    {
        using var connection = database.Connect();
        var id = connection.ExecuteScalar<long?>("""
            INSERT INTO inbox_package (company, role, from_at, to_at, begins_run, is_first, phase, asked_at)
            VALUES (@Company, @Role, @From, @To, @BeginsRun, @IsFirst, 'asked', @At)
            ON CONFLICT DO NOTHING RETURNING id
            """, new
        {
            Company = company.Id.Text,
            Role = role.Word(),
            From = Exactly(from),
            To = to is { } end ? Exactly(end) : null,
            BeginsRun = beginsRun ? 1 : 0,
            IsFirst = isFirst ? 1 : 0,
            At = Database.Instant(clock.GetUtcNow()),
        });
        return id is { } begun ? At(begun) : null;
    }

    /// <summary>It is ordered with this key; before the order goes out.</summary>
    public bool OrderedWith(InboxPackage package, byte[] secret) => Moved(package, "sealed_key = @Key, asked_at = @At, reference = NULL",
        new { Key = masterKey.Seal(secret, Purpose(package.Id)), At = Database.Instant(clock.GetUtcNow()) });

    public bool Ordered(InboxPackage package, ReferenceNumber reference) => Moved(package, "reference = @Reference", new { Reference = $"{reference}" });

    public bool IsReady(InboxPackage package, DescribedPackage described) =>
        Moved(package, "phase = 'ready', described = @Described", new { Described = StoredJson.Write(described) });

    public bool IsDownloaded(InboxPackage package, string file) => Moved(package, "phase = 'downloaded', file = @File", new { File = file });

    /// <summary>What was here is gone: it is fetched again.</summary>
    public bool IsGone(InboxPackage package) => Moved(package, "phase = 'ready', file = NULL", null);

    /// <summary>It came to nothing; where something came, it is kept as it is.</summary>
    /// <param name="package">Which.</param>
    /// <param name="why">Why.</param>
    /// <param name="refused">What is to be decided about; null: nothing.</param>
    public void Fail(InboxPackage package, string why, RefusedFile? refused = null) => database.InTransaction((connection, transaction) =>
    {
        var how = new { At = Database.Instant(clock.GetUtcNow()), Why = Database.WithoutNul(why), Refused = refused is null ? 0 : 1 };
        if (!Moved(package, "phase = 'failed', ended_at = @At, why = @Why, refused = @Refused", how, connection, transaction)) return 0;
        if (refused is not null) Note(connection, transaction, package.Id, [refused]);
        return 1;
    });

    /// <summary>The package is stored, and the mark moves with its rows.</summary>
    /// <returns>False: another process has stored it, and nothing of this is to be kept.</returns>
    public bool Store(
        DbConnection connection, DbTransaction transaction, InboxPackage package, DateTimeOffset? completeUntil, bool goesOn, StoredCounts counts,
        IReadOnlyList<RefusedFile> refused)
    {
        if (!Moved(package, """
            phase = 'stored', ended_at = @At, goes_on = @GoesOn, invoices = @Invoices, fresh = @Fresh, alerts = @Alerts,
            first_alert = @FirstAlert, refused = @Refused
            """, new
        {
            At = Database.Instant(clock.GetUtcNow()),
            GoesOn = goesOn ? 1 : 0,
            counts.Invoices,
            counts.Fresh,
            Alerts = package.IsFirst ? 0 : counts.Alerts,
            counts.FirstAlert,
            Refused = refused.Count,
        }, connection, transaction)) return false;
        Note(connection, transaction, package.Id, refused);
        if (completeUntil is { } until)
        {
            connection.Execute("""
                INSERT INTO inbox_mark (company, role, complete) VALUES (@Company, @Role, @Until)
                ON CONFLICT (company, role) DO UPDATE SET complete = excluded.complete WHERE inbox_mark.complete < excluded.complete
                """, new { Company = company.Id.Text, Role = package.Role.Word(), Until = Exactly(until) }, transaction);
        }
        return true;
    }

    /// <summary>A package was read once more: this is what is refused of it now.</summary>
    public void RefusedNow(DbConnection connection, DbTransaction transaction, InboxPackage package, StoredCounts counts, IReadOnlyList<RefusedFile> refused)
    {
        var of = new { Company = company.Id.Text, package.Id, counts.Fresh, Refused = refused.Count };
        connection.Execute("DELETE FROM inbox_refused WHERE company = @Company AND package = @Id", of, transaction);
        connection.Execute("UPDATE inbox_package SET refused = @Refused, fresh = fresh + @Fresh WHERE company = @Company AND id = @Id", of, transaction);
        Note(connection, transaction, package.Id, refused);
    }

    /// <summary>A person has decided about what was refused.</summary>
    public void Settle(InboxPackage package)
    {
        using var connection = database.Connect();
        connection.Execute("""
            UPDATE inbox_package SET settled_at = @At, settled_by = @By WHERE company = @Company AND id = @Id AND settled_at IS NULL
            """, new { Company = company.Id.Text, package.Id, At = Database.Instant(clock.GetUtcNow()), By = company.By.Text });
    }

    /// <summary>Its file is not here any more.</summary>
    public void ForgetFile(InboxPackage package)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE inbox_package SET file = NULL WHERE company = @Company AND id = @Id", new { Company = company.Id.Text, package.Id });
    }

    /// <summary>Files of packages that are over and of which nobody has to decide anything.</summary>
    public IReadOnlyList<InboxPackage> WithNeedlessFile() =>
        Where("file IS NOT NULL AND ended_at IS NOT NULL AND (refused = 0 OR settled_at IS NOT NULL)", new { Company = company.Id.Text });

    /// <summary>The key with which a package was ordered; the caller disposes of it.</summary>
    public InvoiceEncryption KeyOf(InboxPackage package)
    {
        using var connection = database.Connect();
        var sealedKey = connection.ExecuteScalar<byte[]>("SELECT sealed_key FROM inbox_package WHERE company = @Company AND id = @Id",
            new { Company = company.Id.Text, package.Id })!;
        return InvoiceEncryption.OfSecret(masterKey.Open(sealedKey, Purpose(package.Id)));
    }

    private SealPurpose Purpose(long package) =>
        SealPurpose.Of("inbox-package", company.Id.Text, company.Environment.Word, package.ToString(CultureInfo.InvariantCulture));

    private void Note(DbConnection connection, DbTransaction transaction, long package, IReadOnlyList<RefusedFile> refused) => connection.Execute(
        "INSERT INTO inbox_refused (company, package, name, code, pl, en) VALUES (@Company, @package, @Name, @Code, @Pl, @En)",
        refused.Select(one => new
        {
            Company = company.Id.Text,
            package,
            Name = one.Name is { } name ? Database.WithoutNul(name) : null,
            one.Why.Code,
            Pl = Database.WithoutNul(one.Why.Text.Pl),
            En = Database.WithoutNul(one.Why.Text.En),
        }), transaction);

    // Only from the phase in which it was seen: of two processes one goes on.
    private bool Moved(InboxPackage package, string what, object? parameters, DbConnection? connection = null, DbTransaction? transaction = null)
    {
        using var own = connection is null ? database.Connect() : null;
        var all = new DynamicParameters(parameters);
        all.AddDynamicParams(new { Company = company.Id.Text, package.Id, Phase = Word(package.Phase) });
        return (connection ?? own!).Execute(
            $"UPDATE inbox_package SET {what} WHERE company = @Company AND id = @Id AND phase = @Phase AND ended_at IS NULL", all, transaction) == 1;
    }

    private InboxPackage? One(string condition, object parameters) => Where(condition, parameters) is [var first, ..] ? first : null;

    private IReadOnlyList<InboxPackage> Where(string condition, object parameters)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM inbox_package WHERE company = @Company AND {condition}", parameters).Select(Read)];
    }

    private static string Word(PackagePhase phase) => phase.ToString().ToLowerInvariant();

    private static InboxPackage Read(Row row) => new()
    {
        Id = row.Id,
        Role = InboxWords.RoleOf(row.Role)!.Value,
        From = Database.Instant(row.FromAt),
        To = row.ToAt is { } to ? Database.Instant(to) : null,
        BeginsRun = row.BeginsRun != 0,
        IsFirst = row.IsFirst != 0,
        Phase = Enum.Parse<PackagePhase>(row.Phase, ignoreCase: true),
        AskedAt = Database.Instant(row.AskedAt),
        Reference = row.Reference,
        Described = row.Described is { } described ? StoredJson.Read<DescribedPackage>(described) : null,
        File = row.File,
        EndedAt = row.EndedAt is { } ended ? Database.Instant(ended) : null,
        GoesOn = row.GoesOn != 0,
        Why = row.Why,
        Invoices = (int)row.Invoices,
        Fresh = (int)row.Fresh,
        Refused = (int)row.Refused,
    };
}

/// <summary>What came of the invoices of a package.</summary>
/// <param name="Invoices">How many there were.</param>
/// <param name="Fresh">How many had not come before.</param>
/// <param name="Alerts">How many of these a person is to hear of.</param>
/// <param name="FirstAlert">The first of those; null: there is none.</param>
internal sealed record StoredCounts(int Invoices, int Fresh, int Alerts, long? FirstAlert);
