namespace Inkaust.Tests;

/// <summary>Text that people approved. <c>INKAUST_GOLDEN=update ./test</c> writes it anew; read the difference before you commit it.</summary>
internal static class GoldenFile
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("INKAUST_GOLDEN") == "update";

    /// <param name="path">Relative to the root of the checkout.</param>
    /// <param name="text">What it should hold.</param>
    public static void AssertEqual(string path, string text)
    {
        var file = Path.Combine(Checkout.Root, path);
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.True(File.Exists(file), $"{path} is not there; INKAUST_GOLDEN=update ./test writes it");
        Assert.Equal(File.ReadAllText(file), text);
    }
}
