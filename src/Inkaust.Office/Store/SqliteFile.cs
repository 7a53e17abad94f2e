using System.Data.Common;
using Dapper;
using Inkaust.Invoices;
using Microsoft.Data.Sqlite;

namespace Inkaust.Office;

/// <summary>One file on this machine, for everybody who has not set up anything else.</summary>
internal sealed class SqliteFile : Engine
{
    private const int BusySeconds = 30;
    private const int UniqueBroken = 2067; // SQLITE_CONSTRAINT_UNIQUE
    private const int LongestBeginKept = 4, MostNamed = 50;
    private const char FirstSign = '0'; // of letters and digits, none sorts before it

    private readonly string file;
    private readonly string connectionString;

    private SqliteFile(string file)
    {
        this.file = file;
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = BusySeconds }.ToString();
    }

    public override string Place => Path.GetDirectoryName(file)!;

    // Its invoices stand in it in clear. What SQLite puts beside it has the same rights.
    public override Finding? Reservation => !OwnerOnly.IsOpenToOthers(file) ? null : new Finding("INK-STORE-012", Severity.Advice, new(
        $"Plik bazy {file} mogą czytać inni, a są w nim faktury.", $"Others can read the database file {file}, which holds invoices."))
    { Hint = new($"Wykonaj: chmod 600 {file}", $"Run: chmod 600 {file}") };

    public override string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    /// <exception cref="RefusedException">INK-STORE-001: the folder cannot be used.</exception>
    public static SqliteFile In(string folder)
    {
        var file = Path.Combine(folder, "inkaust.db");
        try
        {
            OwnerOnly.Folder(folder);
            if (!File.Exists(file)) OwnerOnly.Create(file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process made it a moment ago.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Finding("INK-STORE-001",
                $"Nie można użyć folderu danych {folder}: {fault.Message}", $"The data folder {folder} cannot be used: {fault.Message}")
            { Hint = new("Wskaż inny folder", "Name another folder"), Next = new ChooseDataFolder() }, fault);
        }
        return new SqliteFile(file);
    }

    public static bool SaysTaken(DbException fault) => fault is SqliteException { SqliteExtendedErrorCode: UniqueBroken };

    public override DbConnection Connect(string sees)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // A committed intent survives a power cut, not only a crash.
        connection.Execute("PRAGMA synchronous = FULL");
        return connection;
    }

    public override DbTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    public override ManyRows ManyRows(DbConnection connection, DbTransaction transaction) => new SqliteRows((SqliteConnection)connection);

    public override void Prepare(DbConnection connection) => connection.Execute("PRAGMA journal_mode = WAL");

    // Who writes is alone.
    public override void Alone(DbConnection connection, DbTransaction transaction) { }

    public override int Version(DbConnection connection, DbTransaction? transaction = null) =>
        connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);

    public override void SetVersion(DbConnection connection, DbTransaction transaction, int version) =>
        connection.Execute($"PRAGMA user_version = {version}", transaction: transaction);

    public override string Translate(string migration) => migration;

    public override string AddWords => "INSERT INTO received_text (rowid, words) VALUES (@Id, @Words)";

    public override WordSearch WordsAmongFew => new("received_text", "received_text MATCH @Sought");

    public override string Sought(IReadOnlyList<SoughtWord> words, Func<DbConnection> connect)
    {
        using var connection = connect();
        connection.Execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.received_vocabulary USING fts5vocab(main, received_text, instance)");
        return string.Join(" AND ", words.Select(one => one.IsWhole ? Quoted(one.Text) : Begins(connection, one.Text)));
    }

    // Where the begin of a word is longer than those that the index keeps, SQLite gathers all rows of all words that begin so before the first comes:
    // very many, where one of the words is common. So the words are named, as long as they are few.
    private static string Begins(DbConnection connection, string begin)
    {
        if (begin.Length <= LongestBeginKept) return $"{Quoted(begin)} *";
        List<string> named = [begin];
        for (var from = begin; Next(connection, from) is { } word && word.StartsWith(begin, StringComparison.Ordinal); from = word + FirstSign)
        {
            if (named.Count == MostNamed) return $"{Quoted(begin)} *";
            named.Add(word);
        }
        return $"({string.Join(" OR ", named.Distinct().Select(Quoted))})";
    }

    private static string? Next(DbConnection connection, string from) =>
        connection.ExecuteScalar<string?>("SELECT term FROM received_vocabulary WHERE term >= @from LIMIT 1", new { from });

    private static string Quoted(string word) => $"\"{word}\"";

    public override bool IsUndone(DbException fault) => false;

    public override Finding CannotBeOpened(DbException fault) => new("INK-STORE-002",
        $"Pliku {file} nie da się otworzyć jako bazy Inkausta: {fault.Message}",
        $"The file {file} cannot be opened as Inkaust's database: {fault.Message}")
    {
        Hint = new("Plik zostaje nietknięty; przywróć kopię albo wskaż inny folder.",
            "The file is left as it is; restore a copy or name another folder."),
    };
}
