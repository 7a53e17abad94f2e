namespace Inkaust.Issuing;

/// <summary>
/// The encrypted parts of one package on their way to KSeF. They go away with the sending; what a process that was killed left
/// behind goes with the next package.
/// </summary>
internal sealed class PartsOnDisk : IDisposable
{
    private const string Prefix = "inkaust-parts-";

    private readonly DirectoryInfo folder;
    private readonly FileStream inUse;

    public PartsOnDisk()
    {
        RemoveLeftovers();
        folder = Directory.CreateTempSubdirectory(Prefix);
        inUse = new FileStream(Lock(folder), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public Stream Create(int ordinal) => File.Create(Part(ordinal));

    public Stream Open(int ordinal) => File.OpenRead(Part(ordinal));

    public void Dispose()
    {
        inUse.Dispose();
        folder.Delete(recursive: true);
    }

    private string Part(int ordinal) => Path.Combine(folder.FullName, $"part-{ordinal}");

    private static string Lock(DirectoryInfo folder) => Path.Combine(folder.FullName, "in-use");

    // The lock of a living process cannot be taken; that of a dead one fell with it.
    private static void RemoveLeftovers()
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                // Without a lock it was made this very moment.
                if (!File.Exists(Lock(left))) continue;
                using (new FileStream(Lock(left), FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
                left.Delete(recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // In use, or somebody else's.
            }
        }
    }
}
