using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Store;

/// <summary>What both databases promise.</summary>
public class DatabaseTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-store-");

    private protected string NewPlace() => Postgres.IsWanted ? Postgres.NewSchema() : Path.Combine(folder.FullName, "data");

    [Fact]
    public async Task Many_programs_that_start_at_once_bring_the_schema_up_once()
    {
        var place = NewPlace();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Database.Open(place))));
        using var connection = Database.Open(place).Connect();
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM lease"));
    }

    [Fact]
    public void The_ledger_is_never_rewritten()
    {
        using var connection = Database.Open(NewPlace()).Connect();
        AddAStep(connection);
        foreach (var table in new[] { "transition", "deadline_change" })
        {
            Assert.Contains("never rewritten", Assert.ThrowsAny<DbException>(() => connection.Execute($"UPDATE {table} SET facts = '{{}}'")).Message);
            Assert.Contains("never rewritten", Assert.ThrowsAny<DbException>(() => connection.Execute($"DELETE FROM {table}")).Message);
            if (Postgres.IsWanted) Assert.Contains("never rewritten", Assert.ThrowsAny<DbException>(() => connection.Execute($"TRUNCATE {table}")).Message);
        }
    }

    [Fact]
    public void A_transaction_that_breaks_off_leaves_nothing()
    {
        var database = Database.Open(NewPlace());
        Assert.Throws<InvalidOperationException>(() => database.InTransaction<int>((connection, transaction) =>
        {
            connection.Execute("INSERT INTO latarnia (environment, state, read_at) VALUES ('test', 'x', 'x')", transaction: transaction);
            throw new InvalidOperationException();
        }));
        using var connection = database.Connect();
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM latarnia"));
    }

    [Fact]
    public void Many_rows_answer_each_for_itself_and_those_that_wait_come_first()
    {
        var (database, seen) = (Database.Open(NewPlace()), new List<object?>());
        database.InTransaction((connection, transaction) =>
        {
            using var rows = database.ManyRows(connection, transaction);
            var add = rows.Statement("""
                INSERT INTO latarnia (environment, state, read_at) VALUES (@Name, @State, @Name) ON CONFLICT (environment) DO NOTHING RETURNING state
                """, "@Name", "@State");
            var change = rows.Statement("UPDATE latarnia SET state = @State WHERE environment = @Name", "@Name", "@State");
            var look = rows.Statement("SELECT state FROM latarnia WHERE environment = @Name", "@Name");
            seen.AddRange(add.Answers([["a", "1"], ["ż", "2"], ["a", "3"]]));
            for (var i = 0; i < 1_200; i++) change.Execute("a", $"{i}");
            seen.AddRange(look.Answers([["ż"], ["b"], ["a"]]));
            change.Execute("ż", "last");
            rows.Finish();
            seen.Add(connection.ExecuteScalar<string>("SELECT state FROM latarnia WHERE environment = 'ż'", transaction: transaction));
            return 0;
        });
        Assert.Equal(["1", "2", null, "2", null, "1199", "last"], seen);
    }

    [Fact]
    public void Where_one_of_many_rows_is_wrong_none_is_written()
    {
        var database = Database.Open(NewPlace());
        Assert.ThrowsAny<DbException>(() => database.InTransaction((connection, transaction) =>
        {
            using var rows = database.ManyRows(connection, transaction);
            var add = rows.Statement("INSERT INTO latarnia (environment, state, read_at) VALUES (@Name, @State, @State)", "@Name", "@State");
            foreach (var name in new[] { "a", "b", "a", "c" }) add.Execute(name, "x");
            rows.Finish();
            return 0;
        }));
        using var connection = database.Connect();
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM latarnia"));
    }

    [Fact]
    public void Text_is_sorted_by_its_bytes_on_both()
    {
        using var connection = Database.Open(NewPlace()).Connect();
        foreach (var name in new[] { "ż", "a", "Z", "-b" }) connection.Execute("INSERT INTO latarnia (environment, state, read_at) VALUES (@name, 'x', 'x')", new { name });
        Assert.Equal(["-b", "Z", "a", "ż"], connection.Query<string>("SELECT environment FROM latarnia ORDER BY environment"));
    }

    [Fact]
    public void A_database_of_a_newer_program_is_left_alone()
    {
        var place = NewPlace();
        using (var connection = Database.Open(place).Connect()) connection.Execute(Postgres.IsWanted ? "UPDATE schema_version SET migrations = 1000" : "PRAGMA user_version = 1000");
        Assert.Equal("INK-STORE-003", Assert.Throws<RefusedException>(() => Database.Open(place)).Findings[0].Code);
    }

    [Fact]
    public void Each_migration_has_a_number_of_its_own()
    {
        var numbers = Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Inkaust.Office", "Store", "Migrations")).Select(file => Path.GetFileName(file)[..3]);
        Assert.Distinct(numbers);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private static void AddAStep(DbConnection connection) => connection.Execute("""
        INSERT INTO company (id, name, address, environment, added_at) VALUES ('1', '', '', '', '');
        INSERT INTO invoice (id, company, environment, kind, number, issue_date, issued_at, buyer_name, currency, gross, mode, mode_reason, hash, xml, kod_i,
            deadline_facts, state, state_facts) VALUES (1, '1', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '');
        INSERT INTO transition (invoice, at, state, facts, cause) VALUES (1, '', '', '', '');
        INSERT INTO deadline_change (invoice, at, facts) VALUES (1, '', '');
        """);
}

[OnPostgres]
public sealed class DatabaseOnPostgresTests : DatabaseTests
{
    [Fact]
    public void A_connection_that_died_with_its_server_is_made_anew()
    {
        var database = Database.Open(NewPlace());
        int process;
        using (var connection = database.Connect()) process = connection.ExecuteScalar<int>("SELECT pg_backend_pid()");
        Postgres.Run($"SELECT pg_terminate_backend({process}, 5000)");
        using var anew = database.Connect();
        Assert.NotEqual(process, anew.ExecuteScalar<int>("SELECT pg_backend_pid()"));
    }

    [Fact]
    public void A_transaction_that_was_undone_for_another_is_done_again()
    {
        var database = Database.Open(NewPlace());
        var attempts = 0;
        database.InTransaction((connection, transaction) => ++attempts < 3
            ? connection.Execute("DO $$BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END$$", transaction: transaction)
            : 0);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void A_transaction_that_is_undone_again_and_again_is_given_up_after_five_tries()
    {
        var database = Database.Open(NewPlace());
        var attempts = 0;
        var fault = Assert.ThrowsAny<DbException>(() => database.InTransaction((connection, transaction) =>
        {
            attempts++;
            return connection.Execute("DO $$BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END$$", transaction: transaction);
        }));
        Assert.Equal((5, "40001"), (attempts, fault.SqlState));
    }

    [Fact]
    public void A_schema_with_tables_of_somebody_else_is_refused()
    {
        var place = NewPlace();
        var schema = new Npgsql.NpgsqlConnectionStringBuilder(place).SearchPath;
        Postgres.Run($"CREATE TABLE {schema}.company (id INTEGER)");
        Assert.Equal("INK-STORE-008", Assert.Throws<RefusedException>(() => Database.Open(place)).Findings[0].Code);
    }

    [Fact]
    public void A_wrong_password_is_said_and_not_shown()
    {
        var refused = DatabaseRefusal.Of(new Npgsql.NpgsqlConnectionStringBuilder(Postgres.Reach) { Password = "tajne" }.ToString());
        Assert.Equal("INK-STORE-006", refused.Findings[0].Code);
    }
}

/// <summary>What is said when PostgreSQL is not there, or not named right. Needs none.</summary>
public sealed class PostgresRefusalTests
{
    [Fact]
    public void A_server_that_is_not_there_is_said_without_its_password() =>
        Assert.Equal("INK-STORE-004", DatabaseRefusal.Of("Host=127.0.0.1;Port=1;Username=inkaust;Password=tajne;Database=inkaust").Findings[0].Code);

    [Theory]
    [InlineData("Host=127.0.0.1;Password=tajne;Nonsense=1")]
    [InlineData("Host=127.0.0.1;Port=tajne")]
    [InlineData("postgresql://inkaust:tajne@127.0.0.1:port/inkaust")]
    public void A_text_that_names_no_database_is_refused_and_not_repeated(string place) =>
        Assert.Equal("INK-STORE-007", DatabaseRefusal.Of(place).Findings[0].Code);

    [Fact]
    public void An_address_is_understood_with_its_password_escaped()
    {
        var refused = DatabaseRefusal.Of("postgresql://ink%40ust:taj%2Fne@127.0.0.1:1/baza?sslmode=disable");
        Assert.Contains("postgresql://127.0.0.1:1/baza", refused.Findings[0].Text.En);
    }
}

internal static class DatabaseRefusal
{
    /// <summary>The refusal, after a look that no word of it holds the password.</summary>
    public static RefusedException Of(string place)
    {
        var refused = Assert.Throws<RefusedException>(() => Database.Open(place));
        Assert.DoesNotContain("taj", refused.ToString());
        return refused;
    }
}
