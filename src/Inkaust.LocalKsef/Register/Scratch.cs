namespace Inkaust.LocalKsef;

/// <summary>A temporary folder for files that are too large for memory; it goes away with the server.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly Lazy<DirectoryInfo> folder = new(() => Directory.CreateTempSubdirectory("inkaust-local-ksef-"));
    private int files;

    /// <summary>A path at which there is no file yet.</summary>
    public string NewFile() => Path.Combine(folder.Value.FullName, $"{Interlocked.Increment(ref files)}");

    public void Dispose()
    {
        if (folder.IsValueCreated) folder.Value.Delete(recursive: true);
    }
}
