using Inkaust.Invoices;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>Files that the user names. A single dash is the standard input or output.</summary>
internal static class UserFiles
{
    private const string Standard = "-";
    private const int Most = 20_000_000;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="RefusedException">INK-CLI-003: it cannot be read; INK-CLI-004: it is too big.</exception>
    public static byte[] Read(FileInfo file) => Reading(file, () =>
    {
        if (file.ToString() == Standard) return ReadStandardInput();
        if (file.Exists && file.Length > Most) throw new RefusedException(TooBig(file.Name, $"{file.Length}"));
        return File.ReadAllBytes(file.FullName);
    });

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="RefusedException">INK-CLI-005: it cannot be written.</exception>
    public static void Write(string file, ReadOnlyMemory<byte> content) => Writing(file, () =>
    {
        // A device is written to; a file moved over it would take its place.
        if (Devices.Contains(file) || (file.StartsWith("/dev/fd/", StringComparison.Ordinal) && file[8..].All(char.IsAsciiDigit)))
        {
#pragma warning disable RS0030 // Nothing is made here: these are the streams of this process and what takes everything.
            using var device = File.OpenWrite(file);
#pragma warning restore RS0030
            device.Write(content.Span);
            return;
        }
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) OwnerOnly.Folder(folder);
        OwnerOnly.Replace(file, content.Span);
    });

    private static readonly string[] Devices = ["/dev/null", "/dev/full", "/dev/tty", "/dev/stdout", "/dev/stderr"];

    /// <summary>The same, or the standard output when that is what was named.</summary>
    /// <returns>Where it was written; null for the standard output, on which nothing else may be said.</returns>
    /// <exception cref="RefusedException">INK-CLI-005: it cannot be written.</exception>
    public static string? Write(FileInfo file, ReadOnlyMemory<byte> content)
    {
        if (file.ToString() == Standard)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(content.Span);
            return null;
        }
        Write(file.FullName, content);
        return file.FullName;
    }

    /// <summary>Reads in a way of its own from a file that the user named.</summary>
    /// <exception cref="RefusedException">INK-CLI-003: it cannot be read.</exception>
    public static T Reading<T>(FileInfo file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Unreadable(file.ToString(), fault), fault);
        }
    }

    /// <summary>Writes in a way of its own into a file that the user named.</summary>
    /// <exception cref="RefusedException">INK-CLI-005: it cannot be written.</exception>
    public static void Writing(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Unwritable(file, fault), fault);
        }
    }

    /// <summary>What a file is that may be a draft or a finished invoice.</summary>
    public enum Kind
    {
        Unknown,
        Draft,
        Invoice,
    }

    /// <summary>What a file is: by how it begins, else by its name.</summary>
    public static Kind KindOf(FileInfo file, ReadOnlySpan<byte> content) => (FirstCharacter(content), file.Extension.ToUpperInvariant()) switch
    {
        ('<', _) or (_, ".XML") => Kind.Invoice,
        ('{', _) or (_, ".JSON") => Kind.Draft,
        _ => Kind.Unknown,
    };

    /// <summary>
    /// The first character that says something, by which a draft (<c>{</c>) and a finished invoice (<c>&lt;</c>) differ; 0 for nothing.
    /// </summary>
    public static char FirstCharacter(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8)) content = content[3..];
        content = content.TrimStart(" \t\r\n"u8);
        return content.IsEmpty ? '\0' : (char)content[0];
    }

    public static Finding Unreadable(string file, Exception fault)
    {
        var why = Directory.Exists(file) ? new Wording("to jest folder.", "it is a folder.")
            : !File.Exists(file) ? new Wording("nie ma go.", "it is not there.")
            : new Wording(fault.Message, fault.Message);
        return new Finding("INK-CLI-003", $"Nie da się odczytać pliku {file}: {why.Pl}", $"The file {file} cannot be read: {why.En}")
        { Hint = new("Sprawdź nazwę i folder.", "Check its name and the folder.") };
    }

    private static Finding Unwritable(string file, Exception fault)
    {
        var why = Directory.Exists(file) ? new Wording("to jest folder.", "it is a folder.") : new Wording(fault.Message, fault.Message);
        return new Finding("INK-CLI-005", $"Nie da się zapisać pliku {file}: {why.Pl}", $"The file {file} cannot be written: {why.En}")
        { Hint = new("Podaj inną nazwę albo folder.", "Name another file or folder.") };
    }

    private static Finding TooBig(string file, string bytes) => new("INK-CLI-004", $"Plik {file} jest za duży, w bajtach: {bytes}.",
        $"The file {file} has {bytes} bytes; that is too much.")
    { Hint = new("Sprawdź, czy to jest ten plik.", "Check whether it is the right file.") };

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        for (int length; (length = input.Read(buffer)) > 0;)
        {
            if (read.Length + length > Most) throw new RefusedException(TooBig(Standard, $"> {Most}"));
            read.Write(buffer.AsSpan(0, length));
        }
        return read.ToArray();
    }
}
