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
        var match = Said().Match(said);
        Assert.True(match.Success, said);
        var (number, ksefNumber) = (match.Groups["number"].Value, match.Groups["ksef"].Value);
        Assert.Equal(ksefNumber, match.Groups["told"].Value);
        Assert.Equal(ksefNumber, ((InvoiceState.Accepted)Assert.Single(app.House.Stage.Ledger.List(), one => one.Number == number).State).KsefNumber);
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(Path.Combine(folder, match.Groups["pdf"].Value), Stage.Stop));
        Assert.Contains(ksefNumber, await File.ReadAllTextAsync(Path.Combine(folder, match.Groups["upo"].Value), Stage.Stop));
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
            var folder = Directory.CreateDirectory(Path.Combine(House.Stage.Folder, file)).FullName;
            var copy = Path.Combine(folder, file);
            File.Copy(Path.Combine(Checkout.Root, "examples", "rest", file), copy);
            string[] run = interpreter == "dotnet" ? ["dotnet", "run", copy] : [interpreter, copy];
            var said = await Tool.MustAsync("env", [$"-C{folder}", $"INKAUST={House.Address.AbsoluteUri.TrimEnd('/')}", $"INKAUST_KEY={key}",
                $"NIP={House.Company.Nip}", .. run]);
            return (said, folder);
        }

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
