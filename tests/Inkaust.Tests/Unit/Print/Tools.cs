namespace Inkaust.Tests.Unit.Print;

/// <summary>Programs of others that read what we draw. A test that needs one skips where it is not installed.</summary>
internal static class Tools
{
    /// <summary>The text of a PDF as another program reads it, with blanks made plain.</summary>
    public static string TextOf(byte[] pdf) => OnFile(pdf, path => Tool.Must("pdftotext", "-layout", path, "-")).Replace('\u00a0', ' ');

    /// <summary>Words of a PDF in reading order, without line ends.</summary>
    public static string RunningTextOf(byte[] pdf) =>
        string.Join(' ', OnFile(pdf, path => Tool.Must("pdftotext", "-raw", path, "-")).Replace('\u00a0', ' ').Split((char[])['\n', '\f', ' '], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the codes on the first page say, read from a picture of it.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="dotsPerInch">How finely the picture is made.</param>
    public static IReadOnlyList<string> CodesOn(byte[] pdf, int dotsPerInch) => OnFile(pdf, path =>
    {
        Tool.Must("pdftoppm", "-r", $"{dotsPerInch}", "-f", "1", "-l", "1", "-singlefile", "-png", path, path);
        try
        {
            return Tool.Must("zbarimg", "-q", "--raw", path + ".png").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(path + ".png");
        }
    });

    public static T OnFile<T>(byte[] content, Func<string, T> act)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            return act(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The official samples, or a skipped test where they are not beside the checkout.</summary>
    public static IReadOnlyList<string> OfficialSamples() => Directory.GetFiles(Checkout.Reference("samples"), "*.xml").Order(StringComparer.Ordinal).ToList();
}
