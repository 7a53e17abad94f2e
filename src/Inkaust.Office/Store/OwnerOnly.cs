using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// The one way in which the program writes files, which the list of banned symbols holds: nobody but their owner may read them; they are whole or not
/// there; and what is written goes into the folder that was named, never through a link to somewhere else.
/// </summary>
public static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder, and those above it that are missing, with mode 0700; one that is there stays as it is.</summary>
    public static void Folder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Mode | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file with mode 0600 from its first moment, for whoever fills it in a way of his own.</summary>
    /// <exception cref="IOException">It exists already.</exception>
    public static void Create(string file) => New(file).Dispose();

    /// <summary>The same, to be written to and disposed of by the caller.</summary>
    /// <exception cref="IOException">It exists already.</exception>
    /// <param name="file">Its name.</param>
    /// <param name="how">How it is kept, for instance until it is closed only.</param>
    public static FileStream New(string file, FileOptions how = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, Options = how };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mode;
#pragma warning disable RS0030 // The one place: CreateNew follows no link.
        return new FileStream(file, options);
#pragma warning restore RS0030
    }

    /// <summary>The same for what is too long to be in memory at once.</summary>
    public static void Replace(string file, Action<Stream> write) => Put(file, write, static (stream, what) => what(stream), replaces: true);

    /// <summary>Adds a line to a file of its owner's: of two who add at once both are kept.</summary>
    /// <exception cref="IOException">It is a link.</exception>
    public static void AddLine(string file, string line)
    {
        if (!File.Exists(file)) Create(file);
        if (new FileInfo(file).LinkTarget is not null) throw new IOException(file);
#pragma warning disable RS0030 // The other place: it is there, and no link.
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
#pragma warning restore RS0030
        stream.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>Makes a file with a secret: whoever sees it sees all of it.</summary>
    /// <exception cref="IOException">It exists already.</exception>
    /// <exception cref="RefusedException">INK-STORE-013: others may write in its folder.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        RefuseOpenFolder(file);
        Put(file, content, static (stream, bytes) => stream.Write(bytes), replaces: false);
    }

    /// <summary>Puts a file in place of whatever has this name; a link with this name is replaced, and what it leads to stays as it is.</summary>
    public static void Replace(string file, ReadOnlySpan<byte> content) =>
        Put(file, content, static (stream, bytes) => stream.Write(bytes), replaces: true);

    /// <summary>Somebody else can read it.</summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~Mode) != UnixFileMode.None;

    // File.Move looks whether the name is taken and renames afterwards: of two at once the second would replace what the first made. A link is made
    // only where the name is free.
    private static void Name(string unfinished, string file)
    {
        if (!OperatingSystem.IsWindows() && Link(unfinished, file) == 0) File.Delete(unfinished);
        else File.Move(unfinished, file); // It is taken, or this disk has no links.
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    // Beside it, because only within a folder a file takes its name at once; by a name that nobody could have laid a link under.
    private static string BesideIt(string file) =>
        Path.Combine(FolderOf(file), $".inkaust-{RandomNumberGenerator.GetHexString(24, lowercase: true)}.part");

    private static void Put<TContent>(string file, TContent content, Action<Stream, TContent> write, bool replaces) where TContent : allows ref struct
    {
        var unfinished = BesideIt(file);
        try
        {
            using (var stream = New(unfinished))
            {
                write(stream, content);
                stream.Flush(flushToDisk: true);
            }
            if (replaces) File.Move(unfinished, file, overwrite: true);
            else Name(unfinished, file);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file)) ?? throw new IOException(file);

    // Whoever may write in the folder could put another file in its place. With the sticky bit, as /tmp has it, he may not.
    private static void RefuseOpenFolder(string file)
    {
        var folder = FolderOf(file);
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return;
        if ((File.GetUnixFileMode(folder) & (UnixFileMode.OtherWrite | UnixFileMode.StickyBit)) != UnixFileMode.OtherWrite) return;
        throw new RefusedException(new Finding("INK-STORE-013",
            $"W folderze {folder} może pisać każdy, więc nie powstanie w nim plik z kluczem.",
            $"Everybody may write in the folder {folder}, so no file with a key is made in it.")
        { Hint = new($"Wykonaj: chmod o-w {folder}", $"Run: chmod o-w {folder}") });
    }
}
