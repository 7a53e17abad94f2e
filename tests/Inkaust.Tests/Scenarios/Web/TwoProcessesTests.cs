using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Two processes of the web app behind one address, on one database: nobody notices which of them answers, or that one dies.</summary>
[OnPostgres]
public sealed class TwoProcessesTests
{
    private const string Address = "http://faktury.example";

    [Fact]
    public async Task A_session_and_a_form_that_is_open_go_on_when_one_of_two_processes_is_killed()
    {
        await using var stage = await Stage.ReadyAsync(TimeProvider.System);
        var account = AccountTests.WithPassword(stage.Workplace);
        stage.Workplace.Members.Let(account.Id, stage.Company, Role.Issuer);
        var both = await Task.WhenAll(Instance.StartAsync(stage), Instance.StartAsync(stage));
        using var doomed = both[0];
        using var other = both[1];
        // Both make their first page, and so look for keys, at the same time.
        await Task.WhenAll(both.Select(async one =>
        {
            using var nobody = new Visitor(new Uri(Address), () => one.Port);
            Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/sign-in")).Status);
        }));
        List<Instance> alive = [.. both];
        var turn = 0;
        using var anna = new Visitor(new Uri(Address), () => alive[turn++ % alive.Count].Port);

        Assert.Equal("/", (await AccountTests.SignInAsync(anna, account.Email, AccountTests.Password)).Location?.ToString());
        for (var i = 0; i < 4; i++) Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync($"/c/{stage.Company.Id}")).Status);
        turn = 0;
        var form = await anna.GetAsync($"/c/{stage.Company.Id}/buyers/new");
        doomed.Kill();
        alive.Remove(doomed);
        var saved = await anna.SubmitAsync(form, "form.form", ("name", "Księgarnia"), ("nip", "6712345098"));

        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Contains("Księgarnia", (await anna.FollowAsync(saved.Location!.ToString())).Words("main"));
        Assert.Single(stage.Workplace.Buyers.Search(stage.Company, "ksiegarnia"));
        // Whoever is signed out on one is signed out on all.
        stage.Workplace.SignInSecrets.EndAll(account.Id);
        Assert.StartsWith("/sign-in", (await anna.GetAsync("/account")).Location?.ToString());
    }

    /// <summary>The program as somebody starts it on one of several machines.</summary>
    private sealed class Instance : IDisposable
    {
        private readonly Process process;

        private Instance(Process process, int port) => (this.process, Port) = (process, port);

        public int Port { get; }

        public static async Task<Instance> StartAsync(Stage stage)
        {
            var start = new ProcessStartInfo("dotnet",
                [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "web", "--urls", "http://127.0.0.1:0", "--public", Address, "--no-local-ksef", "--json"])
            {
                RedirectStandardOutput = true,
            };
            start.Environment["INKAUST_DATABASE"] = stage.Store;
            var process = Process.Start(start)!;
            var text = "";
            while (await process.StandardOutput.ReadLineAsync(Stage.Stop) is { } line && (text += line).Count(c => c == '{') != text.Count(c => c == '}')) { }
            return new Instance(process, new Uri(JsonNode.Parse(text)!["address"]!.GetValue<string>()).Port);
        }

        /// <summary>SIGKILL.</summary>
        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited) Kill();
            process.Dispose();
        }
    }
}
