namespace Inkaust.Tests.Unit.Ksef;

/// <summary>The official files beside the checkout, which the project must not need.</summary>
internal static class References
{
    /// <summary>The path of an official file; skips the test when it is not there.</summary>
    public static string Ksef(params string[] path)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Inkaust.slnx"))) directory = directory.Parent;
        var file = Path.Combine([directory?.Parent?.FullName ?? ".", "shared", "ksef", .. path]);
        Assert.SkipUnless(File.Exists(file), $"The official file {string.Join('/', path)} is not beside this checkout (../shared/ksef).");
        return file;
    }
}
