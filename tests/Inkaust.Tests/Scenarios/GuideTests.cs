using System.Text;
using System.Text.RegularExpressions;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Scenarios;

/// <summary>A newcomer types what a guide shows, from its first line to its last, and every line of it works.</summary>
public sealed partial class GuideTests
{
    private const string FirstSteps = """
        ./inkaust company add --nip 5260001246 --name "Atrament i Pióro sp. z o.o." --address "ul. Piękna 7/3, 00-539 Warszawa" --ksef http://127.0.0.1:5080
        ./inkaust cert enrol

        """;

    [Theory]
    [InlineData("first-invoice", "number 5260001246-", "waits to be sent")]
    [InlineData("without-ksef", "no duty to send any more: 2", "confirmation.pdf")]
    [InlineData("certificates", "KOD II signed and verified", "The old certificate is kept")]
    [InlineData("inbox", "FV/1/SPRZEDAZ", "for booking", "All of it agrees.", "month.zip: sales 0")]
    [InlineData("accountants", "Companies: 2;", "Piekarnia Łąka")]
    [InlineData("erp", "\"wereThere\":1", "\"outcome\":\"issued\"", "No;Invoice;Date;")]
    [InlineData("verify", "KOD II: proven", "Watched: after")]
    [InlineData("../management", "\"frozen\": true", "Done.")]
    [InlineData("when-it-goes-wrong", "KOR/1/11/2026", "FV/9/11/2026", "his certificate is pinned")]
    public async Task Every_line_of_a_guide_works_as_it_stands(string guide, params string[] says)
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
        var folder = Directory.CreateTempSubdirectory("inkaust-guide-");
        try
        {
            var page = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "guide", guide + ".md"), Stage.Stop);
            var script = string.Concat(Shell().Matches(page).Select(block => block.Groups[1].Value));
            if (!script.Contains("--nip 5260001246", StringComparison.Ordinal)) script = FirstSteps + script;
            await PrepareAsync(folder.FullName, page);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "script"), "set -euo pipefail\n" + OwnServer().Replace(script, "")
                .Replace("http://127.0.0.1:5080", server.BaseAddress.AbsoluteUri.TrimEnd('/'))
                .Replace(" --management http://127.0.0.1:5081", "")
                .Replace("http://127.0.0.1:5081", server.ManagementAddress.AbsoluteUri.TrimEnd('/'))
                .Replace("local-ksef control", $"local-ksef control --management {server.ManagementAddress.AbsoluteUri.TrimEnd('/')}"), Stage.Stop);

            var said = await Tool.MustAsync("env", "-C", folder.FullName, $"INKAUST_DATA={folder.FullName}/data", "INKAUST_LANG=en", "timeout", "600", "bash", "script");

            foreach (var sentence in says) Assert.Contains(sentence, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What a newcomer has: the program and the examples of the checkout, and the JSON of the page saved under the name that the page uses.
    private static async Task PrepareAsync(string folder, string page)
    {
        var program = Path.Combine(folder, "inkaust");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet \"{Path.Combine(AppContext.BaseDirectory, "inkaust.dll")}\" \"$@\"\n", Stage.Stop);
        await Tool.MustAsync("chmod", "+x", program);
        File.CreateSymbolicLink(Path.Combine(folder, "examples"), Path.Combine(Checkout.Root, "examples"));
        if (Json().Match(page) is { Success: true } json) await File.WriteAllTextAsync(Path.Combine(folder, "correction.json"), json.Groups[1].Value, Encoding.UTF8, Stage.Stop);
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shell();

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Json();

    // The test has started it already.
    [GeneratedRegex(@"^\./inkaust local-ksef --.*\n", RegexOptions.Multiline)]
    private static partial Regex OwnServer();
}
