using System.Globalization;
using System.Reflection;
using Dapper;
using Inkaust.Invoices;
using Microsoft.Data.Sqlite;

namespace Inkaust.Store;

/// <summary>The one SQLite file that holds everything but the master key. Its schema is brought up to date when it is opened.</summary>
public sealed class Database
{
    private const int BusySeconds = 30;

    private readonly string connectionString;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private Database(string file) => connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
    }.ToString();

    /// <summary>Opens the file in <paramref name="folder"/>, making both when they are not there.</summary>
    /// <exception cref="RefusedException">INK-STORE-001: the folder cannot be used; INK-STORE-002: not our file or damaged; INK-STORE-003: written by a newer program.</exception>
    public static Database Open(string folder)
    {
        var file = Path.Combine(folder, "inkaust.db");
        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(file)) OwnerOnly.Create(file);
            var database = new Database(file);
            database.Migrate();
            return database;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Finding("INK-STORE-001",
                $"Nie można użyć folderu danych {folder}: {fault.Message}", $"The data folder {folder} cannot be used: {fault.Message}")
            { Hint = new("Wskaż inny folder opcją --data.", "Name another folder with --data.") }, fault);
        }
        catch (SqliteException fault)
        {
            throw new RefusedException(new Finding("INK-STORE-002",
                $"Pliku {file} nie da się otworzyć jako bazy Inkausta: {fault.Message}", $"The file {file} cannot be opened as Inkaust's database: {fault.Message}")
            { Hint = new("Plik zostaje nietknięty; przywróć kopię albo wskaż inny folder.", "The file is left as it is; restore a copy or name another folder.") }, fault);
        }
    }

    /// <summary>There is a database in this folder.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "inkaust.db"));

    /// <summary>An open connection; the caller disposes of it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs <paramref name="work"/> in one transaction that is on the disk when this returns.</summary>
    public T InTransaction<T>(Func<SqliteConnection, SqliteTransaction, T> work)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work(connection, transaction);
        transaction.Commit();
        return result;
    }

    /// <summary>An instant as it stands in the database: UTC, sortable as text.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Migrate()
    {
        using var connection = Connect();
        // FULL: a committed intent survives a power cut, not only a crash.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (connection.ExecuteScalar<int>("PRAGMA user_version") == scripts.Count) return;

        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        if (version > scripts.Count)
        {
            throw new RefusedException(new Finding("INK-STORE-003",
                "Bazę zapisał nowszy program; ten jej nie zmieni.", "A newer program wrote this database; this one will not touch it.")
            { Hint = new("Użyj nowszej wersji Inkausta.", "Use the newer version of Inkaust.") });
        }
        foreach (var script in scripts.Skip(version)) connection.Execute(Text(script), transaction: transaction);
        connection.Execute($"PRAGMA user_version = {scripts.Count}", transaction: transaction);
        transaction.Commit();
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
