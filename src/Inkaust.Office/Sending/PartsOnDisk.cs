namespace Inkaust.Office;

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
        (folder, inUse) = New();
    }

    public Stream Create(int ordinal) => OwnerOnly.New(Part(ordinal));

    public Stream Open(int ordinal) => File.OpenRead(Part(ordinal));

    public void Dispose() => Remove(folder, inUse);

    private string Part(int ordinal) => Path.Combine(folder.FullName, $"part-{ordinal}");

#pragma warning disable RS0030 // It holds nothing, and lies in a folder that only its owner enters.
    private static FileStream Lock(DirectoryInfo folder, FileMode mode) => new(
        Path.Combine(folder.FullName, "in-use"), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
#pragma warning restore RS0030

    // Another sender that removes leftovers may come between the folder and its lock, and takes it then; the next folder is tried.
    private static (DirectoryInfo Folder, FileStream InUse) New()
    {
        for (var tries = 1; ; tries++)
        {
            var folder = Directory.CreateTempSubdirectory(Prefix);
            try
            {
                // Unlike CreateNew, it looks once more whether the file that it has locked is still there.
                return (folder, Lock(folder, FileMode.OpenOrCreate));
            }
            catch (IOException) when (tries < 10)
            {
                // Taken for a leftover, and removed as one.
            }
        }
    }

    // The lock of a living process cannot be taken; that of a dead one fell with it. A folder without one was made this very moment.
    private static void RemoveLeftovers()
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                Remove(left, Lock(left, FileMode.Open));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // In use, or somebody else's.
            }
        }
    }

    // The lock goes last and takes its file along, so that nobody else removes the same folder meanwhile.
    private static void Remove(DirectoryInfo folder, FileStream inUse)
    {
        using (inUse)
        {
            foreach (var part in folder.EnumerateFiles("part-*")) part.Delete();
        }
        try
        {
            folder.Delete();
        }
        catch (DirectoryNotFoundException)
        {
            // One who waited for the lock at that moment was quicker.
        }
    }
}
