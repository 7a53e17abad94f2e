using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Inkaust.LocalKsef;

/// <summary>
/// One SQLite file that follows the journal: a row for each record. One task writes, everything that has changed meanwhile in
/// one transaction; an answer leaves only when what it tells is in the file (<see cref="Journal.Saved"/>), so a server that was
/// killed goes on where its clients believe that it is.
/// </summary>
internal sealed class DataFile : IAsyncDisposable
{
    private readonly SqliteConnection connection;
    private readonly Journal journal;
    private readonly Lock gate = new();
    private readonly Channel<bool> changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Task writer = Task.CompletedTask;
    private TaskCompletionSource round = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long saved;
    private Exception? fault;

    private DataFile(SqliteConnection connection, Journal journal) => (this.connection, this.journal) = (connection, journal);

    /// <summary>Opens or makes a file, and puts what it holds into the chapters of the journal.</summary>
    /// <exception cref="IOException">It cannot be opened, is in use by another server, or is no such file.</exception>
    public static DataFile Open(string path, Journal journal)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(source.ToString());
        try
        {
            // It holds private keys, if only those of a KSeF for trials. What SQLite puts beside it gets the same rights.
            var isOwners = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) isOwners.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
#pragma warning disable RS0030 // It goes on with the file of the last start.
            using (File.Open(path, isOwners)) { }
#pragma warning restore RS0030
            connection.Open();
            // EXCLUSIVE keeps a second server out. NORMAL loses nothing when the process is killed, only when the power fails.
            Run(connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                + "CREATE TABLE IF NOT EXISTS record (chapter TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (chapter, key))");
            Load(connection, journal);
        }
        catch (Exception fault) when (fault is SqliteException or JsonException or UnauthorizedAccessException or NotSupportedException)
        {
            connection.Dispose();
            throw new IOException($"{path}: {fault.Message}", fault);
        }
        return new DataFile(connection, journal);
    }

    /// <summary>From now on the file follows the journal.</summary>
    public void Start()
    {
        writer = Task.Run(Write);
        journal.Follow(() => changes.Writer.TryWrite(true), Saved);
    }

    private async Task Saved()
    {
        long wanted;
        lock (journal.Gate) wanted = journal.Version;
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (fault is not null) throw new IOException($"The data file cannot be written: {fault.Message}", fault);
                if (saved >= wanted) return;
                next = round.Task;
            }
            await next;
        }
    }

    private async Task Write()
    {
        await foreach (var _ in changes.Reader.ReadAllAsync())
        {
            var (entries, version) = journal.Take();
            try
            {
                Write(entries);
                Finish(version, null);
            }
            // Whatever it is, those who wait for the file learn of it.
#pragma warning disable CA1031
            catch (Exception broken)
#pragma warning restore CA1031
            {
                Finish(saved, broken);
                return;
            }
        }
    }

    private void Write(IReadOnlyList<JournalEntry> entries)
    {
        using var transaction = connection.BeginTransaction();
        using var put = Command(transaction,
            "INSERT INTO record (chapter, key, content) VALUES ($chapter, $key, $content) ON CONFLICT DO UPDATE SET content = excluded.content");
        using var delete = Command(transaction, "DELETE FROM record WHERE chapter = $chapter AND key = $key");
        foreach (var entry in entries)
        {
            var command = entry.Record is null ? delete : put;
            command.Parameters["$chapter"].Value = entry.Chapter;
            command.Parameters["$key"].Value = entry.Key;
            if (entry.Record is not null)
                command.Parameters["$content"].Value = JsonSerializer.SerializeToUtf8Bytes(entry.Record, entry.Record.GetType(), KeptJson.Options);
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private SqliteCommand Command(SqliteTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.Parameters.Add("$chapter", SqliteType.Text);
        command.Parameters.Add("$key", SqliteType.Text);
        if (sql.Contains("$content", StringComparison.Ordinal)) command.Parameters.Add("$content", SqliteType.Blob);
        return command;
    }

    private void Finish(long version, Exception? broken)
    {
        lock (gate)
        {
            (saved, fault) = (version, broken);
            round.SetResult();
            round = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static void Load(SqliteConnection connection, Journal journal)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT chapter, key, content FROM record";
        using var rows = command.ExecuteReader();
        var kept = new List<(string, string, byte[])>();
        while (rows.Read()) kept.Add((rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
        journal.Load(kept);
    }

    // The statements are those above.
#pragma warning disable CA2100
    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100

    public async ValueTask DisposeAsync()
    {
        changes.Writer.TryComplete();
        await writer;
        // What was noted while the last round ran.
        if (fault is null && journal.Take().Entries is { Count: > 0 } rest) Write(rest);
        await connection.DisposeAsync();
    }
}
