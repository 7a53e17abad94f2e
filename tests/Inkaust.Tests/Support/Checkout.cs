using System.Runtime.CompilerServices;

namespace Inkaust.Tests;

/// <summary>Where the sources are, and the references that may stand beside them.</summary>
internal static class Checkout
{
    /// <summary>The root of the checkout that this test project was built from.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary>What the tests, and all that they refer to, were built as: <c>artifacts/bin/Inkaust.Tests/release/</c>.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>A file or folder of the official references, which the project must not need; skips the test when it is not beside the checkout.</summary>
    public static string Reference(params string[] path)
    {
        var file = PlaceOf(path);
        Assert.SkipUnless(Path.Exists(file), $"The official reference {string.Join('/', path)} is not beside the checkout (../shared/ksef).");
        return file;
    }

    /// <summary>The same; null when it is not there.</summary>
    public static string? ReferenceIfThere(params string[] path) => PlaceOf(path) is var file && Path.Exists(file) ? file : null;

    private static string PlaceOf(string[] path) => Path.GetFullPath(Path.Combine([Root, "..", "shared", "ksef", .. path]));

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
