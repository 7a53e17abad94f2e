using System.Collections.Concurrent;
using Inkaust.Rendering.Pdf;

namespace Inkaust.Rendering.Drawing;

/// <summary>The fonts of this machine that suit an invoice. Each file is read once.</summary>
internal static class SystemFonts
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
        ["DejaVuSans", "NotoSans-Regular", "NotoSansSymbols2-Regular", "NotoSansSymbols-Regular", "ARIALUNI", "Arial Unicode", "DroidSansFallbackFull", "FreeSans"];

    private static readonly Lazy<Dictionary<string, string>> Files = new(Enumerate);
    private static readonly ConcurrentDictionary<string, Lazy<TrueTypeFile?>> Read = new();

    /// <summary>The best pair, or null on a machine without a suitable font.</summary>
    public static (TrueTypeFile Regular, TrueTypeFile Bold)? Best()
    {
        foreach (var (regular, bold) in Suitable)
            if (Named(regular) is { } first && Named(bold) is { } second) return (first, second);
        return null;
    }

    /// <summary>Fonts for letters that the first one lacks; read only when such a letter comes.</summary>
    public static IEnumerable<Lazy<TrueTypeFile?>> Further() => Widest.Where(Files.Value.ContainsKey).Select(name => Open(Files.Value[name]));

    private static TrueTypeFile? Named(string name) => Files.Value.TryGetValue(name, out var path) ? Open(path).Value : null;

    private static Lazy<TrueTypeFile?> Open(string path) => Read.GetOrAdd(path, static file => new Lazy<TrueTypeFile?>(() =>
    {
        try
        {
            var font = TrueTypeFile.Read(File.ReadAllBytes(file));
            return font.MayBeEmbedded ? font : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            // A damaged font of the system is as good as none.
            return null;
        }
    }));

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
