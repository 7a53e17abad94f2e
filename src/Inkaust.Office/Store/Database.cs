using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Everything but the master key: one SQLite file, or a PostgreSQL database that several machines share. Its schema is brought up
/// to date when it is opened.
/// </summary>
public sealed class Database
{
    private const int Tries = 5;

    /// <summary>Instead of companies: the rows of all of them are seen.</summary>
    internal const string Everybody = "*";

    private readonly Engine engine;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private Database(Engine engine) => this.engine = engine;

    // Whose rows its connections see.
    private string Sees { get; init; } = Everybody;

    /// <summary>Where it is, for people; never with a password.</summary>
    public string Place => engine.Place;

    /// <summary>What is to be said of where it is, for instance that others can read it; null: nothing.</summary>
    public Finding? Reservation => engine.Reservation;

    /// <summary>By what it is told from all others.</summary>
    internal string KnownBy => engine.KnownBy;

    /// <summary>The present moment by the database's own clock, in milliseconds since 1970, as an expression of SQL.</summary>
    internal string Now => engine.Now;

    /// <inheritdoc cref="Engine.ManyRows"/>
    internal ManyRows ManyRows(DbConnection connection, DbTransaction transaction) => engine.ManyRows(connection, transaction);

    /// <inheritdoc cref="Engine.AddWords"/>
    internal string AddWords => engine.AddWords;

    /// <inheritdoc cref="Engine.WordsAmongAll"/>
    internal WordSearch WordsAmongAll => engine.WordsAmongAll;

    /// <inheritdoc cref="Engine.WordsAmongFew"/>
    internal WordSearch WordsAmongFew => engine.WordsAmongFew;

    /// <inheritdoc cref="Engine.WordsAmongNewest"/>
    internal WordSearch? WordsAmongNewest => engine.WordsAmongNewest;

    /// <inheritdoc cref="Engine.Sought"/>
    internal string Sought(IReadOnlyList<SoughtWord> words) => engine.Sought(words, Connect);

    /// <summary>Opens a database, making what is not there yet.</summary>
    /// <param name="place">A folder, or how to reach a PostgreSQL database: <c>Host=...;Database=...</c> or <c>postgresql://...</c>.</param>
    /// <param name="inTheClear">Hosts of PostgreSQL with which whoever runs the program lets it speak without TLS; null: none but this machine.</param>
    /// <exception cref="RefusedException">INK-STORE-nnn: it cannot be opened, and why.</exception>
    public static Database Open(string place, IReadOnlyCollection<string>? inTheClear = null)
    {
        var database = new Database(PostgresServer.IsMeantBy(place) ? PostgresServer.At(place, inTheClear) : SqliteFile.In(place));
        try
        {
            database.Migrate();
        }
        catch (DbException fault)
        {
            throw new RefusedException(database.engine.CannotBeOpened(fault), fault);
        }
        return database;
    }

    /// <summary>There is a database in this folder, or it is a server that is meant.</summary>
    public static bool IsAt(string place) => PostgresServer.IsMeantBy(place) || File.Exists(Path.Combine(place, "inkaust.db"));

    /// <summary>An open connection; the caller disposes of it.</summary>
    /// <exception cref="RefusedException">INK-STORE-004, 006: the server is not there, or does not let us in.</exception>
    public DbConnection Connect() => engine.Connect(Sees);

    /// <summary>The same database as one company sees it: on a server its connections see and change no row of another one, whatever the SQL says.</summary>
    internal Database Of(CompanyId company) => Of([company]);

    /// <summary>The same for several.</summary>
    /// <exception cref="InvalidOperationException">One of them is not seen here: a fault in the program.</exception>
    internal Database Of(IEnumerable<CompanyId> companies)
    {
        var wanted = companies.Select(one => one.Text).ToList();
        if (Sees != Everybody && wanted.Except(Sees.Split(',')).Any())
            throw new InvalidOperationException("A company that is not seen here cannot be asked for.");
        return new Database(engine) { Sees = string.Join(',', wanted) };
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction that is on the disk when this returns. On PostgreSQL others write at the same
    /// time: work says what it expects (<c>WHERE version = @Version</c>), leans on a unique index, or locks a row by updating it.
    /// When two wait for each other, one is undone and done again; so work touches nothing but the database.
    /// </summary>
    public T InTransaction<T>(Func<DbConnection, DbTransaction, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = Connect();
                using var transaction = engine.Begin(connection);
                var result = work(connection, transaction);
                transaction.Commit();
                return result;
            }
            catch (DbException fault) when (attempt < Tries && engine.IsUndone(fault))
            {
                // The other one has gone on by now.
            }
        }
    }

    /// <summary>Waits until nobody else is in such a transaction: for what is decided by what is not there yet, and no row can be locked for.</summary>
    internal void Alone(DbConnection connection, DbTransaction transaction) => engine.Alone(connection, transaction);

    /// <summary>What was to be added is there already.</summary>
    internal static bool IsTaken(DbException fault) => SqliteFile.SaysTaken(fault) || PostgresServer.SaysTaken(fault);

    /// <summary>What to say when the database failed in the middle of something.</summary>
    public static Finding Failed(DbException fault) => new("INK-STORE-005",
        $"Baza danych zawiodła: {fault.Message}", $"The database failed: {fault.Message}")
    {
        Hint = new("To, co zapisano przedtem, nie przepadło. Ponów, gdy zobaczysz, dokąd doszło",
            "What was written before is not lost. Try again once you have seen how far it came"),
        Next = new SeeLedger(),
    };

    /// <summary>An instant as it stands in the database: UTC, sortable as text.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text that somebody else has written, KSeF for instance; PostgreSQL keeps no NUL in one.</summary>
    public static string WithoutNul(string text) => text.Replace('\0', '\uFFFD');

    /// <summary>What <c>LIKE … ESCAPE '\'</c> finds as it stands: no sign in it means anything else.</summary>
    internal static string ForLike(string text) => text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");

    // A migration is a file Migrations/NNN_what.sql in SQLite's words; PostgresServer.Translate says the few that differ in its own.
    private void Migrate()
    {
        using var connection = Connect();
        engine.Prepare(connection);
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (engine.Version(connection) == scripts.Count) return;

        using var transaction = engine.Begin(connection);
        engine.Alone(connection, transaction);
        var version = engine.Version(connection, transaction);
        if (version > scripts.Count)
        {
            throw new RefusedException(new Finding("INK-STORE-003",
                "Bazę zapisał nowszy program; ten jej nie zmieni.", "A newer program wrote this database; this one will not touch it.")
            { Hint = new("Użyj nowszej wersji Inkausta.", "Use the newer version of Inkaust.") });
        }
        foreach (var script in scripts.Skip(version)) connection.Execute(engine.Translate(Text(script)), transaction: transaction);
        engine.SetVersion(connection, transaction, scripts.Count);
        transaction.Commit();
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
