using System.Text.Json;

namespace Inkaust.LocalKsef;

/// <summary>
/// Files that are too large for memory: parts of packages and of exports. They lie in one folder, beside the data file (then they
/// outlive a restart, as the records do) or in a temporary one. A file goes away only when the data file knows that it is not kept
/// any more, so that a server which was killed never misses one.
/// </summary>
internal sealed class KeptFiles : IChapter, IDisposable
{
    /// <summary>A kept file as it is written down; in a snapshot with its content, unless all together are too large for that.</summary>
    internal sealed record Written(string FileName, long Size, byte[]? Content = null);

    /// <summary>So much goes into a snapshot, which is one document of at most 101 MB, and a third longer in Base64.</summary>
    public const long MostInSnapshot = 64_000_000;

    private readonly long mostInSnapshot;
    private readonly Journal journal;
    private readonly Lazy<DirectoryInfo> folder;
    private readonly bool isTemporary;
    private readonly Dictionary<string, Written> entries = [];

    /// <param name="journal">Where changes are noted.</param>
    /// <param name="dataFile">The data file beside which the folder lies; null for a temporary folder.</param>
    /// <param name="mostInSnapshot">Together longer than this, they stay out of a snapshot.</param>
    public KeptFiles(Journal journal, string? dataFile, long mostInSnapshot = MostInSnapshot)
    {
        (this.journal, isTemporary, this.mostInSnapshot) = (journal, dataFile is null, mostInSnapshot);
        folder = new(() => dataFile is null ? Directory.CreateTempSubdirectory("inkaust-local-ksef-") : MakeOwnersOnly(dataFile + "-files"));
        journal.Open(this);
    }

    public string Name => "files";

    public IReadOnlyList<string> Keys
    {
        get { lock (journal.Gate) return [.. entries.Keys]; }
    }

    public bool IsPage => false;

    /// <summary>A path at which there is no file yet; what is written there and not kept goes away at the end or at the next start.</summary>
    public string NewFile() => Path.Combine(folder.Value.FullName, Guid.NewGuid().ToString("N"));

    /// <summary>Makes the file at a path of <see cref="NewFile"/>, which nobody else may read; no link is followed.</summary>
    public static FileStream Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
#pragma warning disable RS0030 // The one place of this server: CreateNew follows no link.
        return new FileStream(path, options);
#pragma warning restore RS0030
    }

    /// <summary>The same with its content.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = Make(path);
        file.Write(content);
    }

    /// <summary>Keeps a file that was written at a path of <see cref="NewFile"/>, in place of an earlier one under the same key.</summary>
    public void Keep(string key, string path)
    {
        lock (journal.Gate)
        {
            Remove(key);
            entries[key] = new Written(Path.GetFileName(path), new FileInfo(path).Length);
            journal.Note(this, key);
        }
    }

    /// <summary>Where a file is and how long; null when none is kept under the key.</summary>
    public (string Path, long Size)? Find(string key)
    {
        lock (journal.Gate) return entries.TryGetValue(key, out var entry) ? (PathOf(entry), entry.Size) : null;
    }

    public void Remove(string key)
    {
        lock (journal.Gate)
        {
            if (!entries.Remove(key, out var entry)) return;
            journal.Note(this, key);
            _ = DeleteOnceSaved(PathOf(entry));
        }
    }

    /// <summary>Removes all whose keys begin like this.</summary>
    public void RemoveAll(string prefix)
    {
        lock (journal.Gate)
            foreach (var key in entries.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList()) Remove(key);
    }

    public void Clear() => RemoveAll("");

    public object? Record(string key)
    {
        lock (journal.Gate) return entries.GetValueOrDefault(key);
    }

    /// <summary>What a snapshot of this moment would not hold: nothing, or all files.</summary>
    public LeftOut LeftOut
    {
        get
        {
            lock (journal.Gate)
            {
                var octets = entries.Values.Sum(entry => entry.Size);
                return octets > mostInSnapshot ? new(entries.Count, octets) : new(0, 0);
            }
        }
    }

    public object? RecordForSnapshot(string key)
    {
        lock (journal.Gate)
        {
            if (!entries.TryGetValue(key, out var entry)) return null;
            return LeftOut.Files > 0 ? entry : entry with { Content = File.ReadAllBytes(PathOf(entry)) };
        }
    }

    public object Read(ReadOnlySpan<byte> written) => JsonSerializer.Deserialize<Written>(written, KeptJson.Options)
        ?? throw new JsonException("A kept file is null");

    public void Put(string key, object record)
    {
        var written = (Written)record;
        if (written.Content is { } content)
        {
            var path = NewFile();
            Write(path, content);
            Keep(key, path);
            return;
        }
        // A snapshot comes from outside: its file names lead nowhere but into the folder.
        if (Path.GetFileName(written.FileName) != written.FileName || !File.Exists(PathOf(written))) return;
        entries[key] = written;
        journal.Note(this, key);
    }

    /// <summary>Deletes what a server that was killed has left behind.</summary>
    public void DeleteLeftovers()
    {
        var kept = entries.Values.Select(entry => entry.FileName).ToHashSet();
        if (Directory.Exists(folder.Value.FullName))
            foreach (var file in folder.Value.EnumerateFiles().Where(file => !kept.Contains(file.Name))) file.Delete();
    }

    private string PathOf(Written entry) => Path.Combine(folder.Value.FullName, entry.FileName);

    private async Task DeleteOnceSaved(string path)
    {
        try
        {
            await journal.Saved();
            // A restoration may have put it back meanwhile.
            lock (journal.Gate)
                if (!entries.Values.Any(entry => PathOf(entry) == path)) File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is deleted at the next start.
        }
    }

    private static DirectoryInfo MakeOwnersOnly(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Dispose()
    {
        if (isTemporary && folder.IsValueCreated) folder.Value.Delete(recursive: true);
    }
}
