using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Office;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Inkaust.Tests.Unit.Store;

/// <summary>Where a database may be, how it is brought up to date, and how things stand in it.</summary>
public sealed class DatabasePlacesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-places-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_database_is_made_for_its_owner_alone_and_keeps_what_was_committed()
    {
        var place = Place("new");
        Assert.False(Database.IsAt(place));
        var database = Database.Open(place);
        Assert.True(Database.IsAt(place));
        Assert.Equal(place, database.Place);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(place,
            "inkaust.db")));
        using var connection = database.Connect();
        Assert.Equal(2, connection.ExecuteScalar<int>("PRAGMA synchronous")); // FULL: a committed intent survives a power cut
        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(Migrations().Count, connection.ExecuteScalar<int>("PRAGMA user_version"));
        Assert.ThrowsAny<DbException>(() => connection.Execute("INSERT INTO rights (company, permissions, read_at) VALUES ('nobody', '', '')"));
    }

    [Fact]
    public void A_database_of_every_older_program_is_brought_up_to_date()
    {
        var migrations = Migrations();
        var wanted = Schema(Database.Open(Place("new")));
        for (var seen = 1; seen < migrations.Count; seen++)
        {
            var place = Place($"seen {seen}");
            Directory.CreateDirectory(place);
            using (var old = new SqliteConnection($"Data Source={Path.Combine(place, "inkaust.db")}"))
            {
                old.Open();
                old.Execute($"PRAGMA synchronous = OFF; BEGIN; {string.Concat(migrations.Take(seen))}; PRAGMA user_version = {seen}; COMMIT");
            }
            Assert.Equal(wanted, Schema(Database.Open(place)));
        }
    }

    [Fact]
    public void A_database_of_the_very_next_program_is_left_alone()
    {
        var place = Place("newer");
        var newer = Migrations().Count + 1;
        using (var connection = Database.Open(place).Connect()) connection.Execute($"PRAGMA user_version = {newer}");
        Assert.Equal("INK-STORE-003", Code(place));
        using var untouched = new SqliteConnection($"Data Source={Path.Combine(place, "inkaust.db")}");
        untouched.Open();
        Assert.Equal(newer, untouched.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Fact]
    public void A_folder_or_file_that_cannot_be_used_is_said()
    {
        var file = Place("a file");
        File.WriteAllText(file, "x");
        Assert.Equal("INK-STORE-001", Code(file));
        var place = Place("no database");
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, "inkaust.db"), "This is not a database, however long one looks at it, and it is left as it is.");
        Assert.Equal("INK-STORE-002", Code(place));
        Assert.StartsWith("This is not", File.ReadAllText(Path.Combine(place, "inkaust.db")));
    }

    [Fact]
    public void A_transaction_is_kept_when_it_ends_well_and_a_failure_of_it_is_not_repeated()
    {
        var database = Database.Open(Place("new"));
        Assert.Equal(7, database.InTransaction((connection, transaction) =>
        {
            connection.Execute("INSERT INTO latarnia (environment, state, read_at) VALUES ('test', 'x', 'x')", transaction: transaction);
            return 7;
        }));
        using var connection = database.Connect();
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM latarnia"));
        var attempts = 0;
        var fault = Assert.ThrowsAny<DbException>(() => database.InTransaction((open, transaction) =>
        {
            attempts++;
            return open.Execute("INSERT INTO latarnia (no_such_column) VALUES (1)", transaction: transaction);
        }));
        Assert.Equal(1, attempts);
        Assert.False(Database.IsTaken(fault));
        Assert.Equal("INK-STORE-005", Database.Failed(fault).Code);
        Assert.Contains("no_such_column", Database.Failed(fault).Text.En);
    }

    [Fact]
    public void What_is_there_already_is_told_from_other_failures()
    {
        using var connection = Database.Open(Place("new")).Connect();
        connection.Execute("CREATE TABLE one (name TEXT NOT NULL UNIQUE)");
        connection.Execute("INSERT INTO one (name) VALUES ('a')");
        Assert.True(Database.IsTaken(Assert.ThrowsAny<DbException>(() => connection.Execute("INSERT INTO one (name) VALUES ('a')"))));
        Assert.False(Database.IsTaken(Assert.ThrowsAny<DbException>(() => connection.Execute("INSERT INTO one (name) VALUES (NULL)"))));
        Assert.True(Database.IsTaken(Said("23505")));
        Assert.False(Database.IsTaken(Said("23502")));
    }

    [Fact]
    public void A_moment_stands_in_UTC_with_its_milliseconds_and_comes_back()
    {
        var moment = new DateTimeOffset(2026, 12, 9, 12, 5, 6, 78, TimeSpan.FromHours(1));
        Assert.Equal("2026-12-09T11:05:06.078Z", Database.Instant(moment));
        Assert.Equal(moment, Database.Instant("2026-12-09T11:05:06.078Z"));
        Assert.Equal(TimeSpan.Zero, Database.Instant("2026-12-09T11:05:06.078Z").Offset);
        Assert.Equal("2026-02-03", Database.Date(new DateOnly(2026, 2, 3)));
        Assert.Equal(new DateOnly(2026, 2, 3), Database.Date("2026-02-03"));
        Assert.Equal("a\uFFFDb", Database.WithoutNul("a\0b"));
    }

    [Theory]
    [InlineData("postgres://db/x", true)]
    [InlineData("postgresql://db/x", true)]
    [InlineData("POSTGRESQL://db/x", true)]
    [InlineData("Host=db;Database=x", true)]
    [InlineData("Database=x; host = db", true)]
    [InlineData("Server=db", true)]
    [InlineData("/var/lib/inkaust", false)]
    [InlineData("C:\\inkaust", false)]
    [InlineData("localhost=db", false)]
    [InlineData("my postgres://", false)]
    public void A_server_is_told_from_a_folder(string place, bool isServer)
    {
        Assert.Equal(isServer, PostgresServer.IsMeantBy(place));
        if (isServer) Assert.True(Database.IsAt(place));
    }

    [Theory]
    [InlineData("Host=db;Port=6000;Database=books;Username=u", "postgresql://db:6000/books")]
    [InlineData("Host=db;Username=u", "postgresql://db:5432/u")]
    [InlineData("postgresql://u:p@db/books", "postgresql://db:5432/books")]
    [InlineData("postgres://u@db:6000", "postgresql://db:6000/u")]
    [InlineData("postgres://u%40v@db:6000/", "postgresql://db:6000/u@v")]
    [InlineData("postgres://u:p@db:6000/my%20books?sslmode=verify-full&Timeout=3", "postgresql://db:6000/my books")]
    public void The_place_of_a_server_is_said_without_its_password(string reach, string place) => Assert.Equal(place, PostgresServer.At(reach).Place);

    [Fact]
    public void Only_the_word_for_TLS_loses_its_dash()
    {
        var reach = PostgresServer.At("postgres://u-v:p-w@db-1/my-books?sslmode=verify-full&application_name=in-kaust&sslrootcert=/etc/ca-1.pem&require_auth=scram-sha-256,md5").Reach;
        Assert.Equal(("u-v", "p-w", "db-1", "my-books"), (reach.Username, reach.Password, reach.Host, reach.Database));
        Assert.Equal((SslMode.VerifyFull, "in-kaust", "/etc/ca-1.pem", "ScramSHA256,MD5"), (reach.SslMode, reach.ApplicationName, reach.RootCertificate, reach["Require Auth"]));
    }

    [Theory]
    [InlineData("postgres://u@db/x?sslmode=nonsense")]
    [InlineData("postgres://u@db/x?no-such-option=1")]
    public void An_option_that_there_is_not_is_refused(string reach) => Assert.Equal("INK-STORE-007", Code(reach));

    [Fact]
    public void A_migration_is_said_in_the_words_of_PostgreSQL()
    {
        const string migration = """
            -- A comment with INTEGER in it
            CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, x BLOB, t TEXT); -- TEXT
            CREATE TRIGGER a_kept BEFORE UPDATE ON a BEGIN SELECT RAISE(ABORT, 'never'); END;
            """;
        Assert.Equal("""

            CREATE TABLE a (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, n BIGINT NOT NULL, x BYTEA, t TEXT COLLATE "C");
            CREATE OR REPLACE FUNCTION a_kept() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'never'; END$$;
            CREATE TRIGGER a_kept BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION a_kept();
            CREATE TRIGGER a_kept_at_once BEFORE TRUNCATE ON a EXECUTE FUNCTION a_kept();
            """, string.Join('\n', PostgresServer.At("Host=db").Translate(migration).Split('\n').Select(line => line.TrimEnd())));
    }

    [Theory]
    [InlineData("40P01", true)] // a deadlock
    [InlineData("40001", true)] // not serializable
    [InlineData("23505", false)]
    [InlineData("57014", false)]
    public void What_was_undone_for_another_one_is_told_from_other_failures(string state, bool isUndone) =>
        Assert.Equal(isUndone, PostgresServer.At("Host=db").IsUndone(Said(state)));

    private static PostgresException Said(string state) => new("?", "ERROR", "ERROR", state);

    private string Place(string name) => Path.Combine(folder.FullName, name);

    private static string Code(string place) => Assert.Single(Assert.Throws<RefusedException>(() => Database.Open(place)).Findings).Code;

    private static List<string> Migrations() =>
        [.. Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Inkaust.Office", "Store",
            "Migrations")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static List<string> Schema(Database database)
    {
        using var connection = database.Connect();
        return [.. connection.Query<string>("SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master ORDER BY name"),
            connection.ExecuteScalar<string>("PRAGMA user_version")!];
    }
}
