using System.Security.Cryptography;
using System.Text;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Store;

/// <summary>A store of every schema that there ever was is brought to today's, with what stands in it.</summary>
public class MigrationTests : IDisposable
{
    private const string Environment = "http://127.0.0.1:11111";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-migrations-");

    // What could first be written under each schema, beside a company with an invoice on its way.
    private static readonly string[] Added =
    [
        "INSERT INTO session (reference, company, environment, opened_at) VALUES ('20261209-SO-1', '5260001246', '@', '2026-12-09T11:00:00.000Z');",
        """
        INSERT INTO announcement (environment, raw, raw_hash, first_read_at) VALUES ('@', '{}', 'aa', '2026-12-09T11:00:00.000Z');
        INSERT INTO total_failure (environment, event_id, reference, confirmed_at) VALUES ('@', 9, 'radio', '2026-12-09T11:00:00.000Z');
        INSERT INTO deadline_change (invoice, at, facts)
            VALUES (1, '2026-12-09T11:00:00.000Z', '{"Duty":0,"Date":"2026-12-09","Basis":"106nda","Steps":[],"Target":null}');
        """,
        """
        INSERT INTO held_correction (company, environment, original, kind, number, draft, wish, held_at)
            VALUES ('5260001246', '@', 1, 'KOR', 'FK/1', CAST('{"number":"FK/1","buyer":{"name":"Zofia"},"lines":[]}' AS BLOB), 'Auto',
                '2026-12-09T11:00:00.000Z');
        INSERT INTO renewal (company, tried_at) VALUES ('5260001246', '2026-12-09T11:00:00.000Z');
        """,
        "INSERT INTO ksef_token (company, sealed, ends_on, added_at) VALUES ('5260001246', X'00ff', '2026-12-31', '2026-12-09T11:00:00.000Z');",
        """
        INSERT INTO calendar_change (day, kind, reason, at) VALUES ('2026-12-14', 'free', 'Dz.U.', '2026-12-09T11:00:00.000Z');
        INSERT INTO rights (company, permissions, read_at) VALUES ('5260001246', 'Owner', '2026-12-09T11:00:00.000Z');
        """,
        "INSERT INTO lease (company, number, machine, process, began, until) VALUES ('5260001246', 6, 'another', 1, '1', 0);",
        "INSERT INTO session_upo (session, reference, content) VALUES ('20261209-SO-1', '20261209-EU-1', CAST('<a/>' AS BLOB));",
        "UPDATE invoice SET counted_by = 'aa';",
        """
        INSERT INTO package (company, environment, session, begun_at, judged_at, refusal)
            VALUES ('5260001246', '@', '20261209-SB-1', '2026-12-09T11:00:00.000Z', '2026-12-09T11:00:01.000Z', '405');
        """,
        "INSERT INTO upo_authority (environment, fingerprint, certificate, added_at) VALUES ('@', 'aa', X'00', '2026-12-09T11:00:00.000Z');",
        "",
        "UPDATE company SET nip = id;",
    ];

    public static TheoryData<int> FormerVersions => [.. Enumerable.Range(1, Added.Length)];

    [Theory]
    [MemberData(nameof(FormerVersions))]
    public async Task A_store_of_every_former_schema_opens_and_goes_on(int version)
    {
        var place = Postgres.IsWanted ? Postgres.NewSchema() : Path.Combine(folder.FullName, "data");
        OldStore.Make(place, version, RowsOf(version));

        await using var workplace = Workplace.Open(place, new ShiftedClock(Stage.WednesdayNoon), OldStore.MasterKey, folder.FullName);

        var company = Assert.Single(workplace.Companies.All());
        Assert.Equal(("5260001246", "5260001246", "Atrament"), (company.Id.Text, company.Nip.ToString(), company.Name));
        var invoice = Assert.Single(workplace.Ledger.Of(company).List());
        Assert.Equal((company.Id, company.Nip, new InvoiceState.Sending("20261209-SO-1", null), 123m, 0),
            (invoice.Company, invoice.Seller, invoice.State, invoice.Gross, invoice.Version));
        Assert.Equal((IssuingMode.Offline24, new DateOnly(2026, 12, 10)), (invoice.Mode, invoice.Deadline.Date));
        Assert.Equal("<Faktura/>", Encoding.UTF8.GetString(workplace.Ledger.Of(company).Bytes(invoice).Span));
        var step = Assert.Single(workplace.Ledger.Of(company).History(invoice));
        Assert.Equal((new Cause.Sentence("about to be sent"), Who.Unknown), (step.Cause, step.By));
        Assert.Equal(["20261209-SO-1"], workplace.Ledger.Of(company).Sessions.Unsettled());
        if (version >= 2) Assert.Equal(new DateOnly(2026, 12, 9), Assert.Single(workplace.Ledger.Of(company).FormerDeadlines(invoice)).Deadline.Date);
        if (version >= 2) Assert.True(workplace.Announcements.IsConfirmed(company.Environment, 9));
        if (version >= 3) Assert.Equal(("FK/1", company.Id, company.Nip), Held(Assert.Single(workplace.Corrections.Of(company))));
        if (version >= 4) Assert.Equal(new DateOnly(2026, 12, 31), workplace.KsefTokens.EndDate(company.Id));
        if (version >= 5) Assert.Single(workplace.Calendar.Changes());
        if (version >= 9) Assert.Equal(1, workplace.Ledger.Of(company).Packages.RefusedInARow()!.InARow);

        using (var connection = Database.Open(place).Connect())
            Assert.Equal("fv/1 zofia zolc ", connection.ExecuteScalar<string>("SELECT sought FROM invoice")); // As it is looked for today.

        var number = new InvoiceState.Accepted("5260001246-20261209-5A947A7B9253-2D", step.At, "20261209-SO-1", null);
        var accepted = workplace.Ledger.Of(company).Move(invoice, number, "test");
        Assert.Equal(accepted.State, workplace.Ledger.Of(company).At(invoice.Id).State);
        Assert.Equal(1, workplace.Ledger.Of(company).At(invoice.Id).Version);
        await using var lease = Assert.IsType<Lease>(new Leases(Database.Open(place)).Take(company.Id));
    }

    [Fact]
    public void Each_former_schema_has_its_row() => Assert.InRange(OldStore.Migrations.Count, Added.Length + 1, int.MaxValue);

    // Stores out there have run these; another text would make two kinds of stores of one version.
    [Fact]
    public void A_migration_that_was_run_is_never_changed() => Assert.Equal(
        [
            "10113613c87068fd", "a3d37881289d9190", "e28eb9dabeaa5e52", "a727a951152abafe",
            "6f75b626bade3c17", "3d61f5858958591e", "4478a771fc553cf9", "185085899c3b0290",
            "f30d116a80dbcf06", "0e30916f73c0e2f0", "990c7bbc2ba2ae1b", "cc1196777d1ac7d1",
        ],
        OldStore.Migrations.Take(Added.Length).Select(one => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Text)))[..16]));

    private static (string, CompanyId, Nip) Held(HeldCorrection one) => (one.Number, one.Company, one.Seller);

    private static string RowsOf(int version) => ($$"""
        INSERT INTO company ({{(version < 12 ? "nip" : "id")}}, name, address, environment, added_at)
            VALUES ('5260001246', 'Atrament', 'ul. Piękna 7/3, 00-539 Warszawa', '@', '2026-12-09T11:00:00.000Z');
        INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml,
            kod_i, deadline, deadline_facts, state, state_facts)
            VALUES (1, '5260001246', '@', 'VAT', 'FV/1', '2026-12-09', '2026-12-09T11:00:00.000Z', 'Zofia Żółć', 'PLN', '123.00', 'offline24', 'by wish',
                'UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE', CAST('<Faktura/>' AS BLOB), '@/qr/invoice/5260001246/09-12-2026/aa', '2026-12-10',
                '{"Duty":0,"Date":"2026-12-10","Basis":"106nda","Steps":[],"Target":null}', 'sending',
                '{"state":"sending","session":"20261209-SO-1","reference":null}');
        INSERT INTO transition (invoice, at, state, facts, cause)
            VALUES (1, '2026-12-09T11:00:00.000Z', 'sending', '{"state":"sending","session":"20261209-SO-1","reference":null}', 'about to be sent');

        """ + string.Join('\n', Added.Take(version))).Replace("@", Environment);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

[OnPostgres]
public sealed class MigrationOnPostgresTests : MigrationTests;
