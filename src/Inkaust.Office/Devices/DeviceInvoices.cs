using System.Text.Json.Serialization;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Why something was kept, as it is stored.</summary>
internal sealed record KeptBecause(IReadOnlyList<KeptFinding> Findings)
{
    public static KeptBecause Of(IReadOnlyList<Finding> findings) => new([.. findings.Select(KeptFinding.Of)]);
}

/// <summary>A finding as it is stored.</summary>
internal sealed record KeptFinding(
    string Code, Severity Severity, Wording Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Wording? Hint)
{
    public static KeptFinding Of(Finding finding) => new(finding.Code, finding.Severity,
        new(Database.WithoutNul(finding.Text.Pl), Database.WithoutNul(finding.Text.En)), finding.Path, finding.Hint);

    public Finding Back() => new(Code, Severity, Text) { Path = Path, Hint = Hint };
}

/// <summary>An invoice that a device handed over.</summary>
public sealed record DeviceInvoice
{
    public required long Id { get; init; }

    /// <summary>The key of the device.</summary>
    public required string Device { get; init; }

    public required InvoiceHash Hash { get; init; }

    public required DateTimeOffset CameAt { get; init; }

    /// <summary>By how much the clock of the device was ahead of ours then.</summary>
    public required TimeSpan ClockOff { get; init; }

    /// <summary>What the device said of it.</summary>
    internal ToldByDevice Told { get; init; } = null!;

    /// <summary>Its place in the ledger; null: it is kept.</summary>
    public required long? Invoice { get; init; }

    /// <summary>Why it is kept, or what is to be said of it.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>When a person said that nothing more is to be done about it; null: nobody has.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who said so.</summary>
    public required Who? ClosedBy { get; init; }

    /// <summary>Why.</summary>
    public required string? Because { get; init; }

    /// <summary>Something contradicts, and a person has to decide.</summary>
    public bool IsOpen => Invoice is null && ClosedAt is null;

    /// <summary>The number that the device said; it may be used by another one.</summary>
    public string? Number => DeviceContact.Text(Told.Invoice, "number");

    /// <summary>The deadline that the device said.</summary>
    public DateOnly? Deadline => DeviceContact.Day(Told.Invoice, "deadline");
}

/// <summary>What devices handed over, byte for byte.</summary>
public sealed class DeviceInvoices(Database database, TimeProvider clock)
{
    private const string Columns = "id, device, hash, said, came_at, came_off, invoice, findings, closed_at, closed_by, because";

    // Beyond so many, what happened is told by the next contacts.
    private const int MostNews = 500;

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Device { get; init; }
        public required string Hash { get; init; }
        public required string Said { get; init; }
        public required string CameAt { get; init; }
        public required long CameOff { get; init; }
        public required long? Invoice { get; init; }
        public required string? Findings { get; init; }
        public required string? ClosedAt { get; init; }
        public required string? ClosedBy { get; init; }
        public required string? Because { get; init; }
    }

    /// <summary>Those that are kept and about which nobody has decided, the latest first.</summary>
    public IReadOnlyList<DeviceInvoice> Open(Company company) => Where(company, "invoice IS NULL AND closed_at IS NULL", new { Company = company.Id.Text });

    /// <summary>One that a device handed over; null: there is none with this key.</summary>
    public DeviceInvoice? At(Company company, long id) =>
        Where(company, "id = @id", new { Company = company.Id.Text, id }) is [var only] ? only : null;

    /// <summary>The bytes, as they came.</summary>
    public ReadOnlyMemory<byte> Bytes(Company company, long id)
    {
        using var connection = database.Of(company.Id).Connect();
        return connection.ExecuteScalar<byte[]>("SELECT xml FROM device_invoice WHERE company = @Company AND id = @id",
            new { Company = company.Id.Text, id }) ?? [];
    }

    internal DeviceInvoice? Find(Device device, Company company, InvoiceHash hash) => Where(company, "device = @Device AND hash = @Hash",
        new { Company = company.Id.Text, Device = device.Id, Hash = hash.Base64Url }) is [var only] ? only : null;

    /// <summary>Which of these the office has, in the ledger or kept.</summary>
    internal IReadOnlyList<DeviceInvoice> Of(Device device, Company company) =>
        Where(company, "device = @Device", new { Company = company.Id.Text, Device = device.Id });

    /// <summary>Keeps what came. What was kept before and is in the ledger now gets its place there.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="device">From which device.</param>
    /// <param name="handed">The invoice.</param>
    /// <param name="off">By how much the clock of the device was ahead.</param>
    /// <param name="invoice">Its place in the ledger; null: it is kept.</param>
    /// <param name="findings">Why, or what else is to be said.</param>
    internal void Keep(Company company, Device device, HandedOver handed, TimeSpan off, long? invoice, IReadOnlyList<Finding> findings)
    {
        using var connection = database.Of(company.Id).Connect();
        connection.Execute("""
            INSERT INTO device_invoice (company, device, hash, xml, said, came_at, came_off, invoice, findings)
            VALUES (@Company, @Device, @Hash, @Xml, @Said, @At, @Off, @invoice, @Findings)
            ON CONFLICT (company, device, hash) DO UPDATE SET invoice = COALESCE(device_invoice.invoice, excluded.invoice), findings = excluded.findings
            """, new
        {
            Company = company.Id.Text,
            Device = device.Id,
            Hash = handed.Hash.Base64Url,
            handed.Xml,
            Said = StoredJson.Write(handed.Told),
            At = Database.Instant(clock.GetUtcNow()),
            Off = (long)off.TotalSeconds,
            invoice,
            Findings = findings.Count == 0 ? null : StoredJson.Write(KeptBecause.Of(findings)),
        });
    }

    /// <summary>A person says that nothing more is to be done about it.</summary>
    /// <exception cref="RefusedException">INK-POCKET-033: it is not open; 034: without a reason.</exception>
    public void Close(Company company, long id, string because)
    {
        if (because.Trim() is not { Length: > 0 and <= LongestReason } reason) throw new RefusedException(DeviceFindings.NoReason);
        using var connection = database.Of(company.Id).Connect();
        if (connection.Execute("""
            UPDATE device_invoice SET closed_at = @At, closed_by = @By, because = @reason
            WHERE company = @Company AND id = @id AND invoice IS NULL AND closed_at IS NULL
            """, new
        {
            At = Database.Instant(clock.GetUtcNow()),
            By = company.By.Text,
            reason = Database.WithoutNul(reason),
            Company = company.Id.Text,
            id,
        }) == 0) throw new RefusedException(DeviceFindings.NothingKept);
    }

    /// <summary>Characters of a reason that a person gives.</summary>
    public const int LongestReason = 500;

    /// <summary>The invoices of a device about which something happened in the ledger after a step, and the last of those steps.</summary>
    internal (IReadOnlyList<long> Invoices, long Last) After(Company company, Device device, long after)
    {
        using var connection = database.Of(company.Id).Connect();
        var steps = connection.Query<(long Invoice, long Step)>($"""
            SELECT invoice, MAX(id) FROM transition
            WHERE id > @after AND invoice IN (SELECT invoice FROM device_invoice WHERE company = @Company AND device = @Device AND invoice IS NOT NULL)
            GROUP BY invoice ORDER BY MAX(id) LIMIT {MostNews}
            """, new { after, Company = company.Id.Text, Device = device.Id }).AsList();
        return ([.. steps.Select(one => one.Invoice)], steps.Count > 0 ? steps[^1].Step : after);
    }

    private List<DeviceInvoice> Where(Company company, string condition, object parameters)
    {
        using var connection = database.Of(company.Id).Connect();
        return [.. connection.Query<Row>(
            $"SELECT {Columns} FROM device_invoice WHERE company = @Company AND {condition} ORDER BY id DESC", parameters).Select(Read)];
    }

    private static DeviceInvoice Read(Row row) => new()
    {
        Id = row.Id,
        Device = row.Device,
        Hash = InvoiceHash.Parse(row.Hash),
        CameAt = Database.Instant(row.CameAt),
        ClockOff = TimeSpan.FromSeconds(row.CameOff),
        Told = StoredJson.Read<ToldByDevice>(row.Said),
        Invoice = row.Invoice,
        Findings = row.Findings is { } findings ? [.. StoredJson.Read<KeptBecause>(findings).Findings.Select(one => one.Back())] : [],
        ClosedAt = row.ClosedAt is { } at ? Database.Instant(at) : null,
        ClosedBy = row.ClosedBy is { } by ? new Who(by) : null,
        Because = row.Because,
    };
}
