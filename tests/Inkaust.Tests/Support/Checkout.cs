using System.Runtime.CompilerServices;

namespace Inkaust.Tests;

/// <summary>Where the sources are, and the references that may stand beside them.</summary>
internal static class Checkout
{
    /// <summary>The root of the checkout that this test project was built from.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary>A file of the official references, or a skip when they are not beside the checkout.</summary>
    public static string Reference(params string[] path)
    {
        var file = Path.Combine([Root, "..", "shared", "ksef", .. path]);
        if (!Path.Exists(file)) Assert.Skip($"The official reference {string.Join('/', path)} is not beside the checkout.");
        return file;
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
