using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>The companies of this database, as they stand before somebody.</summary>
/// <param name="database">Where they are.</param>
/// <param name="by">Who asks: whatever is done with a company that comes from here is noted as done by this one.</param>
/// <param name="clock">The time.</param>
/// <param name="addresses">Where a KSeF may be; null: at the usual addresses.</param>
public sealed class CompanyRegister(Database database, Who by, TimeProvider clock, KsefAddresses? addresses = null)
{
    private const string Selection = """
        SELECT id, nip, name, address, environment, (SELECT COUNT(*) FROM company other WHERE other.nip = company.nip) AS namesakes FROM company
        """;

    /// <summary>What goes with a company that has issued and received nothing: each before what it refers to.</summary>
    internal static IReadOnlyList<string> GoesWithIt { get; } =
    [
        "certificate", "renewal", "ksef_token", "rights", "lease", "refused_upo", "inbox_refused", "inbox_package", "inbox_mark", "draft",
        "number_counter", "number_series", "buyer", "task_note", "watched_invoice", "event_letter", "event_seen", "webhook_attempt",
        "webhook_delivery", "webhook", "event_order", "event", "notice_choice", "calendar_feed", "consultation_file", "consultation_read",
        "consultation_message", "consultation", "company_look", "company_letter", "ksef_claim", "member", "former_member", "invitation",
        "audit", "api_key", "device_invoice", "device",
    ];

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Nip { get; init; }
        public required string Name { get; init; }
        public required string Address { get; init; }
        public required string Environment { get; init; }
        public required long Namesakes { get; init; }
    }

    /// <summary>The same register before somebody else.</summary>
    public CompanyRegister For(Who who) => new(database, who, clock, addresses);

    /// <summary>Adds a company. Its NIP may be here already, in another environment.</summary>
    /// <returns>The company with its key.</returns>
    /// <exception cref="RefusedException">INK-COMPANY-001: it is here already; 004: no name or address; 012: not in a rehearsal.</exception>
    public Company Add(Company company) => Add([company])[0];

    /// <summary>Adds several, all or none.</summary>
    /// <returns>The companies with their keys, in the same order.</returns>
    /// <inheritdoc cref="Add(Company)"/>
    public IReadOnlyList<Company> Add(IReadOnlyList<Company> companies)
    {
        companies = [.. companies.Select(one => one with { Name = one.Name.Trim(), Address = one.Address.Trim() })];
        foreach (var one in companies)
        {
            RefuseNameless(one);
            RefuseInRehearsal(one);
        }
        return database.InTransaction((connection, transaction) =>
            companies.Select(one => Added(connection, transaction, one with { Id = FreeKey(connection, transaction, one.Nip), By = by })).ToList());
    }

    private Company Added(DbConnection connection, DbTransaction transaction, Company company)
    {
        var count = connection.Execute("""
            INSERT INTO company (id, nip, name, address, environment, owner, added_at)
            VALUES (@Id, @Nip, @Name, @Address, @Environment, @Owner, @AddedAt)
            ON CONFLICT (nip, environment, owner) DO NOTHING
            """, new
        {
            Id = company.Id.Text,
            Nip = company.Nip.ToString(),
            company.Name,
            company.Address,
            Environment = company.Environment.Word,
            Owner = by.AccountId ?? "",
            AddedAt = Database.Instant(clock.GetUtcNow()),
        }, transaction);
        return count == 1 ? company : throw new RefusedException(CompanyFindings.HereAlready(company));
    }

    // The first company with a NIP has that as its key; one that was removed leaves its key free.
    private static CompanyId FreeKey(DbConnection connection, DbTransaction transaction, Nip nip)
    {
        var taken = connection.Query<string>("SELECT id FROM company WHERE nip = @Nip", new { Nip = nip.ToString() }, transaction).ToHashSet();
        return new(Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? nip.ToString() : $"{nip}-{n}").First(key => !taken.Contains(key)));
    }

    /// <summary>Removes a company that has issued nothing, with its certificates, keys and token.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-005: it has invoices, which stay for ever, and so does it.</exception>
    public void Remove(Company company) => database.InTransaction((connection, transaction) =>
    {
        var ofIt = new { Company = company.Id.Text };
        var invoices = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM invoice WHERE company = @Company", ofIt, transaction)
            + connection.ExecuteScalar<long>("SELECT COUNT(*) FROM received WHERE company = @Company", ofIt, transaction);
        if (invoices > 0) throw new RefusedException(CompanyFindings.HasInvoices(company, invoices));
        foreach (var table in GoesWithIt) connection.Execute($"DELETE FROM {table} WHERE company = @Company", ofIt, transaction);
        return connection.Execute("DELETE FROM company WHERE id = @Company", ofIt, transaction);
    });

    /// <summary>Gives a company another name and address: those of invoices that are issued from now on.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-004: no name or address.</exception>
    public void Rename(Company company)
    {
        RefuseNameless(company);
        using var connection = database.Connect();
        connection.Execute(
            "UPDATE company SET name = @Name, address = @Address WHERE id = @Id", new { company.Name, company.Address, Id = company.Id.Text });
    }

    /// <summary>The same for a company that a person named.</summary>
    /// <param name="reference">Which; null: the only one there is.</param>
    /// <param name="name">Its new name; null: as before.</param>
    /// <param name="address">Its new address; null: as before.</param>
    /// <returns>The company as it is now.</returns>
    /// <exception cref="RefusedException">INK-COMPANY-002, 003, 004.</exception>
    public Company Change(CompanyReference? reference, string? name, string? address)
    {
        var before = Find(reference);
        var company = before with { Name = name?.Trim() ?? before.Name, Address = address?.Trim() ?? before.Address };
        Rename(company);
        return company;
    }

    /// <summary>The same for a company.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-004: no name or address.</exception>
    public Company Rename(Company company, string name, string address)
    {
        var changed = company with { Name = name.Trim(), Address = address.Trim() };
        Rename(changed);
        return changed;
    }

    /// <summary>Every company of this database belongs to a local KSeF, so that days to come may be rehearsed.</summary>
    public bool AreAllLocal()
    {
        using var connection = database.Connect();
        return connection.Query<string>("SELECT DISTINCT environment FROM company").All(word => Known.Kept(word).IsLocal);
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Company> All()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>($"{Selection} ORDER BY name, nip, environment").Select(Read)];
    }

    /// <summary>The company with this key.</summary>
    public Company At(CompanyId id)
    {
        using var connection = database.Connect();
        return Read(connection.QuerySingle<Row>($"{Selection} WHERE id = @Id", new { Id = id.Text }));
    }

    /// <summary>The companies with these keys, by name.</summary>
    public IReadOnlyList<Company> At(IReadOnlyList<CompanyId> ids)
    {
        using var connection = database.Connect();
        // SQLite takes some 30,000 parameters, and fewer in older versions.
        return [.. ids.Chunk(500).SelectMany(some =>
        {
            var (names, parameters) = (new List<string>(), new DynamicParameters());
            foreach (var id in some)
            {
                names.Add($"@Id{names.Count}");
                parameters.Add($"Id{parameters.ParameterNames.Count()}", id.Text);
            }
            return connection.Query<Row>($"{Selection} WHERE id IN ({string.Join(", ", names)})", parameters);
        }).OrderBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Nip, StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>The companies that a person means: the one that is named, or all of them.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-002, 003, as <see cref="Find"/> says.</exception>
    public IReadOnlyList<Company> Meant(CompanyReference? named) => named is null ? All() : [Find(named)];

    /// <summary>The same for what is to be done: where there is no company, a schedule that names the wrong folder would do nothing and say nothing.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-002: there is none; 002, 003, as <see cref="Find"/> says.</exception>
    public IReadOnlyList<Company> AtLeastOne(CompanyReference? named) =>
        Meant(named) is { Count: > 0 } some ? some : throw new RefusedException(CompanyFindings.NoneYet);

    /// <summary>The company that a person means; without a name, the only company there is.</summary>
    /// <exception cref="RefusedException">INK-COMPANY-002: no such company; INK-COMPANY-003: there are several, and none was named or the name
    /// fits more than one.</exception>
    public Company Find(CompanyReference? reference)
    {
        var all = All();
        if (reference is not { } wanted)
        {
            return all.Count switch
            {
                1 => all[0],
                0 => throw new RefusedException(CompanyFindings.NoneYet),
                _ => throw new RefusedException(CompanyFindings.Several(all)),
            };
        }
        var meant = all.Where(one => one.Nip == wanted.Nip
            && (wanted.Environment is null || one.Environment == Known.Kept(wanted.Environment))).ToList();
        return meant switch
        {
            [var only] => only,
            [] => throw new RefusedException(
                new Finding("INK-COMPANY-002", $"Nie ma tu firmy o NIP {wanted}.", $"There is no company with NIP {wanted} here.")
                { Hint = new("Dodaj ją", "Add it"), Next = new AddCompany() }),
            _ => throw new RefusedException(CompanyFindings.InSeveralEnvironments(wanted, meant)),
        };
    }

    /// <summary>The KSeF that a text means: a named one, or an address where one may be.</summary>
    /// <exception cref="RefusedException">INK-KSEF-020, 035.</exception>
    public KsefEnvironment EnvironmentOf(string word) => Known.Environment(word);

    private KsefAddresses Known => addresses ?? KsefAddresses.Usual;

    private static void RefuseNameless(Company company)
    {
        if (string.IsNullOrWhiteSpace(company.Name) || string.IsNullOrWhiteSpace(company.Address))
            throw new RefusedException(CompanyFindings.Nameless);
    }

    private void RefuseInRehearsal(Company company)
    {
        if (clock is RehearsalClock { IsRehearsal: true } && !company.Environment.IsLocal)
            throw new RefusedException(CompanyFindings.NoRehearsalWith(company));
    }

    private Company Read(Row row)
    {
        var company = new Company(Nip.Parse(row.Nip), row.Name, row.Address, Known.Kept(row.Environment))
        {
            Id = new CompanyId(row.Id),
            SharesNip = row.Namesakes > 1,
            By = by,
        };
        RefuseInRehearsal(company);
        return company;
    }
}
