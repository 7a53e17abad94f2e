namespace Inkaust.Office;

/// <summary>Files that nobody but their owner may read.</summary>
public static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an empty file with mode 0600 from its first moment.</summary>
    /// <exception cref="IOException">It exists already.</exception>
    public static void Create(string file) => Write(file, []);

    /// <summary>Makes a file with mode 0600 and this content.</summary>
    /// <exception cref="IOException">It exists already.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mode;
        using var stream = new FileStream(file, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Somebody else can read it.</summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~Mode) != UnixFileMode.None;
}
