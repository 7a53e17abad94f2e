using System.Collections.Concurrent;
using Inkaust.Invoices;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>The fonts of this machine that suit an invoice. They are looked for once, and each file is read once.</summary>
public static class SystemFonts
{
    // Regular and bold, best first. All of them have the Polish letters.
    private static readonly (string Regular, string Bold)[] Suitable =
    [
        ("LiberationSans-Regular", "LiberationSans-Bold"), ("NotoSans-Regular", "NotoSans-Bold"), ("OpenSans-Regular", "OpenSans-Bold"),
        ("arial", "arialbd"), ("Arial", "Arial Bold"), ("Arimo-Regular", "Arimo-Bold"), ("DejaVuSans", "DejaVuSans-Bold"),
        ("segoeui", "segoeuib"), ("Roboto-Regular", "Roboto-Bold"), ("Lato-Regular", "Lato-Bold"), ("Carlito-Regular", "Carlito-Bold"),
        ("Ubuntu-R", "Ubuntu-B"), ("FreeSans", "FreeSansBold"), ("Verdana", "Verdana Bold"), ("tahoma", "tahomabd"),
    ];

    // Where a letter is looked for that the first font lacks: symbols, Greek, Cyrillic, Arabic, Chinese.
    private static readonly string[] Widest =
    [
        "DejaVuSans", "NotoSans-Regular", "NotoSansSymbols2-Regular", "NotoSansSymbols-Regular",
        "ARIALUNI", "Arial Unicode", "DroidSansFallbackFull", "FreeSans",
    ];

    private static readonly Lazy<Dictionary<string, string>> Files = new(Enumerate);

    // A file that was named before, as it was then: one that is written anew is read again.
    private static readonly ConcurrentDictionary<(string Path, DateTime Written, long Length), PrintFont> Read = [];
    private static readonly Lazy<PrintFonts> TheBest = new(() =>
        Suitable.Select(PairOf).FirstOrDefault(pair => pair is not null) ?? PrintFonts.Standard);

    /// <summary>The best pair that this machine has; on a machine without a suitable one the standard font of every reader.</summary>
    public static PrintFonts Best => TheBest.Value;

    /// <summary>The fonts in these files.</summary>
    /// <param name="regular">A TrueType file.</param>
    /// <param name="bold">Its bold sister; null looks beside it.</param>
    /// <exception cref="RefusedException">INK-PRINT-001: it cannot be used.</exception>
    public static PrintFonts Named(string regular, string? bold)
    {
        var family = Path.GetFileNameWithoutExtension(regular).Replace("-Regular", "");
        var sister = Path.Combine(Path.GetDirectoryName(regular) ?? "", family + "-Bold.ttf");
        bold ??= File.Exists(sister) ? sister : regular;
        var file = regular;
        try
        {
            var first = Open(regular);
            file = bold;
            return new PrintFonts(first, bold == regular ? first : Open(bold), Further());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new RefusedException(new Finding("INK-PRINT-001",
                $"Nie można użyć czcionki {Path.GetFileName(file)}: {fault.Message}",
                $"The font {Path.GetFileName(file)} cannot be used: {fault.Message}")
            {
                Hint = new Wording(
                    "Wskaż plik TrueType (.ttf) albo usuń ustawienie czcionki.",
                    "Name a TrueType file (.ttf), or remove the font setting."),
            }, fault);
        }
    }

    private static PrintFont Open(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? Read.GetOrAdd((file.FullName, file.LastWriteTimeUtc, file.Length), one => PrintFont.Read(File.ReadAllBytes(one.Path)))
            : PrintFont.Read(File.ReadAllBytes(path));
    }

    private static PrintFonts? PairOf((string Regular, string Bold) names) =>
        Opened(names.Regular) is { } regular && Opened(names.Bold) is { } bold ? new PrintFonts(regular, bold, Further()) : null;

    private static List<Lazy<PrintFont?>> Further() =>
        [.. Widest.Where(Files.Value.ContainsKey).Select(name => new Lazy<PrintFont?>(() => Opened(name)))];

    // A damaged font of the system is as good as none.
    private static PrintFont? Opened(string name)
    {
        if (!Files.Value.TryGetValue(name, out var path)) return null;
        try
        {
            return Open(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Enumerate()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var look = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };
        foreach (var folder in Folders().Where(Directory.Exists))
            foreach (var path in Directory.EnumerateFiles(folder, "*.ttf", look).Order(StringComparer.Ordinal))
                found.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        return found;
    }

    private static IEnumerable<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows()) return [Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];
        if (OperatingSystem.IsMacOS())
            return ["/System/Library/Fonts/Supplemental", "/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library/Fonts")];
        return ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts")];
    }
}
