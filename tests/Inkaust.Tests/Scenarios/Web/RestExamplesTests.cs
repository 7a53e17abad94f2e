using System.Text.RegularExpressions;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>The programs of examples/rest, as they stand there: each issues, waits, fetches, and checks the webhook that it hears.</summary>
public sealed partial class RestExamplesTests(RestExamplesTests.Served app) : IClassFixture<RestExamplesTests.Served>
{
    [Theory]
    [InlineData("issue.sh", "bash", "curl", "jq", "openssl", "perl")]
    [InlineData("issue.py", "python3")]
    [InlineData("issue.mjs", "node")]
    [InlineData("issue.cs", "dotnet")]
    public async Task An_example_issues_waits_fetches_both_documents_and_checks_the_signature_of_what_it_is_told(string file, params string[] tools)
    {
        Tool.Need(tools);
        var (said, folder) = await app.RunAsync(file, tools[0]);
        AssertStory(said, folder);
    }

    /// <summary>Types made by a public generator from our document, a public client over them, and the library of Standard Webhooks.</summary>
    [Fact]
    public async Task A_client_that_is_generated_from_the_document_compiles_and_plays_the_same_story()
    {
        Tool.Need("npm", "node");
        var (said, folder) = await app.RunTypedAsync();
        AssertStory(said, folder);
    }

    private void AssertStory(string said, string folder)
    {
        var match = Said().Match(said);
        Assert.True(match.Success, said);
        var (number, ksefNumber) = (match.Groups["number"].Value, match.Groups["ksef"].Value);
        Assert.Equal(ksefNumber, match.Groups["told"].Value);
        Assert.Equal(ksefNumber, ((InvoiceState.Accepted)Assert.Single(app.House.Stage.Ledger.List(), one => one.Number == number).State).KsefNumber);
        Assert.StartsWith("%PDF-", File.ReadAllText(Path.Combine(folder, match.Groups["pdf"].Value)));
        Assert.Contains(ksefNumber, File.ReadAllText(Path.Combine(folder, match.Groups["upo"].Value)));
        Assert.Empty(app.House.Office.Webhooks.Of(app.House.Company));
    }

    [GeneratedRegex(@"Accepted: (?<number>\S+) (?<ksef>\S{35})\nWrote: (?<pdf>\S+\.pdf) (?<upo>\S+\.upo\.xml)\nTold: invoice\.accepted (?<told>\S{35})\n")]
    private static partial Regex Said();

    /// <summary>One app and one KSeF for all of them, by the clock of this machine: a signature is good for five minutes.</summary>
    public sealed class Served : IAsyncLifetime
    {
        private string key = "";

        internal WebHouse House { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            House = await WebHouse.OpenAsync(ready: true, settings => settings with { AllowLocalWebhooks = true }, clock: TimeProvider.System);
            key = House.Office.ApiKeys.Make(House.Company, "examples", ApiRights.Read | ApiRights.Issue | ApiRights.Admin).Text;
        }

        /// <summary>Runs an example in a folder of its own, as somebody who has copied it.</summary>
        public async Task<(string Said, string Folder)> RunAsync(string file, string interpreter)
        {
            var folder = FolderFor(file);
            var copy = Path.Combine(folder, file);
            File.Copy(Path.Combine(Checkout.Root, "examples", "rest", file), copy);
            return (await RunAsync(folder, interpreter == "dotnet" ? ["dotnet", "run", copy] : [interpreter, copy]), folder);
        }

        /// <summary>Installs what the typed example needs, generates, compiles and runs it. Skips the test where npm gives no packages.</summary>
        public async Task<(string Said, string Folder)> RunTypedAsync()
        {
            var folder = FolderFor("typed");
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "examples", "rest", "typed")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            var (code, why) = await Tool.RunAsync("npm", "install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error");
            Assert.SkipUnless(code == 0, $"npm gave no packages: {why}");
            return (await RunAsync(folder, "npm", "start", "--silent"), folder);
        }

        private string FolderFor(string example) => Directory.CreateDirectory(Path.Combine(House.Stage.Folder, example)).FullName;

        private Task<string> RunAsync(string folder, params string[] command) => Tool.MustAsync("env",
            [$"-C{folder}", $"INKAUST={House.Address.AbsoluteUri.TrimEnd('/')}", $"INKAUST_KEY={key}", $"NIP={House.Company.Nip}", .. command]);

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
