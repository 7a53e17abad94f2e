using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Inkaust.Invoices;
using Npgsql;

namespace Inkaust.Office;

/// <summary>A PostgreSQL database that several machines share.</summary>
internal sealed partial class PostgresServer : Engine
{
    private const long SchemaLock = 0x494E4B41555354; // "INKAUST", among the advisory locks of the database
    private const string HasWords = "received_text.words @@ CAST(@Sought AS tsquery)";
    private const int LookedThrough = 15_000; // takes some seven milliseconds; gathering what has the begins of two common words takes fifty

    private readonly NpgsqlConnectionStringBuilder reach;
    private readonly string connectionString;

    private PostgresServer(NpgsqlConnectionStringBuilder reach)
    {
        this.reach = reach;
        reach.ApplicationName ??= "inkaust";
        // Whoever stands in the server's place would only have to ask for the password to be told it.
        if (string.IsNullOrEmpty(reach.RequireAuth)) reach.RequireAuth = "!Password";
        connectionString = reach.ToString();
    }

    /// <summary>How it is reached, with everything that guards the way.</summary>
    internal NpgsqlConnectionStringBuilder Reach => reach;

    public override string Place => $"postgresql://{reach.Host}:{reach.Port}/{reach.Database ?? reach.Username}";

    // One server may hold several of ours, each in a schema of its own.
    public override string KnownBy => $"{Place}?{reach.SearchPath}";

    public override string Now => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

    public static bool IsMeantBy(string place) =>
        place.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || KeyOfHost().IsMatch(place);

    /// <param name="place">How to reach it.</param>
    /// <param name="inTheClear">Hosts with which whoever runs the program lets it speak without TLS.</param>
    /// <exception cref="RefusedException">INK-STORE-007: that is not how a database is named; INK-STORE-011: it would be spoken to in the
    /// clear.</exception>
    public static PostgresServer At(string place, IReadOnlyCollection<string>? inTheClear = null)
    {
        try
        {
            return new PostgresServer(Guarded(
                place.Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(place)) : new NpgsqlConnectionStringBuilder(place),
                inTheClear ?? []));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // Neither the text nor the reason is shown: either may hold a password.
            throw new RefusedException(new Finding("INK-STORE-007",
                "INKAUST_DATABASE nie jest poprawnym opisem połączenia z PostgreSQL.",
                "INKAUST_DATABASE does not say how to reach a PostgreSQL database.")
            {
                Hint = new("Np.: Host=db.firma.pl;Database=inkaust;Username=inkaust;Password=...",
                    "E.g.: Host=db.example.com;Database=inkaust;Username=inkaust;Password=..."),
            });
        }
    }

    // Invoices and the password go over the net: to whom, is proven by his certificate unless somebody chose less, and never in the clear.
    private static NpgsqlConnectionStringBuilder Guarded(NpgsqlConnectionStringBuilder reach, IReadOnlyCollection<string> inTheClear)
    {
        if (LetsThePasswordBeAskedFor(reach.RequireAuth)) throw new RefusedException(InTheClear(reach.Host ?? ""));
        var outside = (reach.Host ?? "").Split(',', StringSplitOptions.TrimEntries).Select(HostOf)
            .Where(host => !IsOnThisMachine(host) && !inTheClear.Contains(host, StringComparer.OrdinalIgnoreCase)).ToList();
        if (outside.Count == 0) return reach;
        if (!reach.ContainsKey("SSL Mode") || !reach.ShouldSerialize("SSL Mode")) reach.SslMode = SslMode.VerifyFull;
        return reach.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull ? reach
            : throw new RefusedException(InTheClear(outside[0]));
    }

    // A list says what may be asked for, or with "!" before each what may not.
    private static bool LetsThePasswordBeAskedFor(string? requireAuth)
    {
        var methods = (requireAuth ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return methods.Length > 0 && (methods[0][0] == '!' ? !methods.Contains("!Password", StringComparer.OrdinalIgnoreCase)
            : methods.Contains("Password", StringComparer.OrdinalIgnoreCase));
    }

    // "db:5433" and "[::1]:5433" name a port too.
    private static string HostOf(string host) => host.StartsWith('[') ? host[1..Math.Max(1, host.IndexOf(']'))]
        : host.Count(c => c == ':') == 1 ? host[..host.IndexOf(':')] : host;

    private static bool IsOnThisMachine(string host) => host.Length == 0 || host[0] is '/' or '@'
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static Finding InTheClear(string host) => new("INK-STORE-011",
        $"Z bazą na {host} program rozmawiałby otwartym tekstem: hasło i faktury mógłby przeczytać każdy po drodze.",
        $"The program would speak to the database at {host} in the clear: anybody on the way could read the password and the invoices.")
    {
        Hint = new("Włącz TLS na serwerze i usuń z INKAUST_DATABASE ustawienia, które go wyłączają. Host, z którym wolno bez TLS, wskazuje "
            + "INKAUST_DATABASE_PLAIN_HOSTS.",
            "Turn TLS on at the server, and remove from INKAUST_DATABASE what turns it off. A host with which it may do without is named in "
            + "INKAUST_DATABASE_PLAIN_HOSTS."),
    };

    public static bool SaysTaken(DbException fault) => fault is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <remarks>A pooled connection may have died with the server or on the way; the first question finds out, and it is made anew.</remarks>
    public override DbConnection Connect(string sees)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            try
            {
                Greet(connection, sees);
            }
            catch (NpgsqlException)
            {
                connection.Close();
                NpgsqlConnection.ClearPool(connection);
                connection.Open();
                Greet(connection, sees);
            }
            return connection;
        }
        catch (NpgsqlException fault)
        {
            connection.Dispose();
            throw new RefusedException(NotLetIn(fault), fault);
        }
    }

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(System.Data.IsolationLevel.ReadCommitted);

    public override ManyRows ManyRows(DbConnection connection, DbTransaction transaction) =>
        new PostgresRows((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);

    public override void Prepare(DbConnection connection) { }

    public override void Alone(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("SELECT pg_advisory_xact_lock(@SchemaLock)", new { SchemaLock }, transaction);

    // Asked of the catalogue's rows: to_regclass may answer from what it knew before it waited for its turn.
    public override int Version(DbConnection connection, DbTransaction? transaction = null) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version')", transaction: transaction)
            ? connection.ExecuteScalar<int>("SELECT migrations FROM schema_version", transaction: transaction)
            : 0;

    public override void SetVersion(DbConnection connection, DbTransaction transaction, int version) => connection.Execute("""
        CREATE TABLE IF NOT EXISTS schema_version (one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one), migrations INTEGER NOT NULL);
        INSERT INTO schema_version (migrations) VALUES (@version) ON CONFLICT (one) DO UPDATE SET migrations = @version;
        """, new { version }, transaction);

    // Text is compared byte by byte, as SQLite does.
    public override string Translate(string migration)
    {
        var text = Comment().Replace(ForServersAlone().Replace(migration, ""), "").Replace("INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
        text = WordIndex().Replace(text, """
            CREATE TABLE ${name} (rowid BIGINT PRIMARY KEY, ${words} TSVECTOR NOT NULL);
            CREATE INDEX ${name}_${words} ON ${name} USING gin (${words}) WITH (fastupdate = off);
            """);
        text = text.Replace(") WITHOUT ROWID;", ");");
        text = Word().Replace(text, word => word.Value switch { "INTEGER" => "BIGINT", "BLOB" => "BYTEA", _ => "TEXT COLLATE \"C\"" });
        return ForbiddingTrigger().Replace(text, """
            CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$$$BEGIN RAISE EXCEPTION ${why}; END$$$$;
            CREATE TRIGGER ${name} BEFORE ${what} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}();
            CREATE TRIGGER ${name}_at_once BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION ${name}();
            """);
    }

    public override string AddWords => "INSERT INTO received_text (rowid, words) VALUES (@Id, array_to_tsvector(string_to_array(@Words, ' ')))";

    // It does not know how rare a word is, takes the order for the quicker way, and looks through all there is. The sum keeps it from the order, the offset
    // from fetching the invoices of all of them.
    public override WordSearch WordsAmongAll => new(
        $"(SELECT rowid + 0 AS rowid FROM received_text WHERE {HasWords} ORDER BY 1 DESC OFFSET 0) AS received_text", "TRUE");

    public override WordSearch WordsAmongFew => new("received_text", HasWords);

    // One by one: of a condition that may be unknown the index is not asked.
    public override WordSearch? WordsAmongNewest => new(
        "received_text", $"({HasWords}) IS TRUE AND received_text.rowid BETWEEN @Newest - {LookedThrough} AND @Newest");

    public override string Sought(IReadOnlyList<SoughtWord> words, Func<DbConnection> connect) =>
        string.Join(" & ", words.Select(one => one.IsWhole ? $"'{one.Text}'" : $"'{one.Text}':*"));

    public override bool IsUndone(DbException fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public override Finding CannotBeOpened(DbException fault) => new("INK-STORE-008",
        $"Bazy {Place} nie da się przygotować dla Inkausta: {Said(fault)}", $"The database {Place} cannot be made ready for Inkaust: {Said(fault)}")
    {
        Hint = new("Potrzebna jest własna, pusta baza albo schemat, w którym ten użytkownik może tworzyć tabele.",
            "It needs a database or schema of its own, empty, in which this user may create tables."),
    };

    // "off" on a server or user would let a committed intent perish in a power cut; and a frozen process must not hold its locks for ever.
    private static void Greet(NpgsqlConnection connection, string sees) => connection.Execute("""
        SELECT set_config('idle_in_transaction_session_timeout', '30s', false),
            set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), false),
            set_config('inkaust.company', @sees, false)
        """, new { sees });

    private Finding NotLetIn(NpgsqlException fault) => fault is PostgresException { SqlState: var state } && IsAboutUs(state)
        ? new Finding("INK-STORE-006",
            $"Serwer bazy {Place} nas nie wpuszcza: {Said(fault)}", $"The database server {Place} does not let us in: {Said(fault)}")
        { Hint = new("Sprawdź użytkownika, hasło i nazwę bazy w INKAUST_DATABASE.", "Check user, password and database in INKAUST_DATABASE.") }
        : new Finding("INK-STORE-004",
            $"Serwer bazy {Place} nie odpowiada: {Said(fault)}", $"The database server {Place} does not answer: {Said(fault)}")
        { Hint = new("Sprawdź, czy działa i czy stąd go widać; potem ponów.", "See whether it runs and can be reached from here; then try again.") };

    // Class 28: authorization; 3D: no such database; 42: no right to it.
    private static bool IsAboutUs(string state) =>
        state.StartsWith("28", StringComparison.Ordinal) || state.StartsWith("3D", StringComparison.Ordinal)
        || state.StartsWith("42", StringComparison.Ordinal);

    private static string Said(DbException fault) => (fault as PostgresException)?.MessageText ?? fault.Message;

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        var reach = new NpgsqlConnectionStringBuilder { Host = uri.Host.Trim('[', ']'), Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort };
        if (user[0].Length > 0) reach.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) reach.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Length > 1) reach.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)))
        {
            var (name, value) = (Uri.UnescapeDataString(option[0]), Uri.UnescapeDataString(option.ElementAtOrDefault(1) ?? ""));
            // libpq writes verify-full where Npgsql writes VerifyFull; every other value is what it is.
            if (name == "sslmode") (name, value) = ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal));
            if (name == "require_auth") value = string.Join(',', value.Split(',').Select(AsNpgsqlWrites));
            reach[LibpqNames.GetValueOrDefault(name, name)] = value;
        }
        return reach;
    }

    // As people write them in such an address (PostgreSQL's manual, 34.1.2).
    private static readonly Dictionary<string, string> LibpqNames = new(StringComparer.Ordinal)
    {
        ["sslrootcert"] = "Root Certificate",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["channel_binding"] = "Channel Binding",
        ["require_auth"] = "Require Auth",
    };

    private static string AsNpgsqlWrites(string way) => way.StartsWith('!') ? '!' + AsNpgsqlWrites(way[1..]) : WaysToSignIn.GetValueOrDefault(way, way);

    // How somebody may sign in, in libpq's words (34.1.2, require_auth) and in Npgsql's.
    private static readonly Dictionary<string, string> WaysToSignIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["password"] = "Password",
        ["md5"] = "MD5",
        ["gss"] = "GSS",
        ["sspi"] = "SSPI",
        ["scram-sha-256"] = "ScramSHA256",
        ["none"] = "None",
    };

    [GeneratedRegex(@"(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex KeyOfHost();

    // What a file knows nothing of.
    [GeneratedRegex("^-- pg: ", RegexOptions.Multiline)]
    private static partial Regex ForServersAlone();

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(INTEGER|BLOB|TEXT)\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"CREATE VIRTUAL TABLE (?<name>\w+) USING fts5 \((?<words>\w+), [^)]*\);")]
    private static partial Regex WordIndex();

    [GeneratedRegex(@"CREATE TRIGGER (?<name>\w+) BEFORE (?<what>UPDATE|DELETE) ON (?<table>\w+) BEGIN SELECT RAISE\(ABORT, (?<why>'[^']*')\); END;")]
    private static partial Regex ForbiddingTrigger();
}
