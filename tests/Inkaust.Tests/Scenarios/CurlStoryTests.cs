using System.Text.RegularExpressions;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Scenarios;

/// <summary>An integrator who has no library: the script of docs/guide/curl.md, as it stands there.</summary>
public sealed partial class CurlStoryTests
{
    [Fact]
    public async Task An_integrator_with_curl_and_openssl_sends_an_invoice_and_fetches_its_receipt()
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
        var page = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "guide", "curl.md"), Stage.Stop);
        var script = Path.Combine(Directory.CreateTempSubdirectory("inkaust-curl-").FullName, "script");
        await File.WriteAllTextAsync(script, string.Concat(Block().Matches(page).Select(block => block.Groups[1].Value)), Stage.Stop);

        var said = await Tool.MustAsync("env", $"KSEF={server.BaseAddress.AbsoluteUri.TrimEnd('/')}", "timeout", "600", "bash", script);

        var number = KsefNumberIn().Match(said).Groups[1].Value;
        Assert.Equal(35, number.Length);
        using var http = new HttpClient { BaseAddress = server.ManagementAddress };
        Assert.Contains(number, await http.GetStringAsync("received", Stage.Stop));
        var upo = UpoIn().Match(said).Groups[1].Value;
        Assert.Contains(number, await File.ReadAllTextAsync(upo, Stage.Stop));
        Directory.Delete(Path.GetDirectoryName(upo)!, recursive: true);
        Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
    }

    [GeneratedRegex(@"^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"KSeF number: (\S{35})")]
    private static partial Regex KsefNumberIn();

    [GeneratedRegex(@"UPO: (\S+)")]
    private static partial Regex UpoIn();
}
