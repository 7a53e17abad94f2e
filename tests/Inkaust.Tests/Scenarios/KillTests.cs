using System.Diagnostics;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>The process is killed while it sends, and the next one goes on from what is on disk.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Killed after the intent is on disk: in one run before KSeF has processed the request, in the other after it, with
    /// only the answer missing.
    /// </summary>
    [Theory]
    [InlineData(60_000)]
    [InlineData(0)]
    public async Task One_invoice_gets_one_number_when_the_sender_is_killed_between_intent_and_answer(int delayMilliseconds)
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
        using var desk = new Desk(server);
        await desk.MustAsync("company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa",
            "--ksef", server.BaseAddress.AbsoluteUri);
        await desk.MustAsync("cert", "enrol");
        await desk.MustAsync("issue", Path.Combine(Checkout.Root, "examples", "b-offline24.json"), "--mode", "offline");

        await desk.FaultAsync(delayMilliseconds > 0 ? "slow" : "answer-lost", delayMilliseconds);
        using (var sender = desk.Start("send"))
        {
            await desk.UntilAsync("sending", "unknown", "accepted");
            sender.Kill(entireProcessTree: true); // SIGKILL
            await sender.WaitForExitAsync(Stage.Stop);
        }
        await desk.NoFaultsAsync();
        await desk.MustAsync("send");

        var invoice = (await desk.JsonAsync("ledger", "list"))[0];
        Assert.Equal("accepted", invoice.GetProperty("state").GetString());
        var numbered = (await desk.ReceivedAsync()).Where(one => one.GetProperty("ksefNumber").ValueKind == JsonValueKind.String).ToList();
        Assert.Equal(invoice.GetProperty("ksefNumber").GetString(), Assert.Single(numbered).GetProperty("ksefNumber").GetString());
    }

    /// <summary>A data folder of its own, and the program as a user starts it.</summary>
    private sealed class Desk : IDisposable
    {
        private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "inkaust.dll");

        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-kill-");
        private readonly HttpClient management;

        public Desk(LocalKsefServer server) => management = new HttpClient { BaseAddress = server.ManagementAddress };

        public Process Start(params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet", [Program, .. arguments, "--data", folder.FullName, "--json"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            return Process.Start(start)!;
        }

        public async Task<string> MustAsync(params string[] arguments)
        {
            using var process = Start(arguments);
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(Stage.Stop);
            Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}");
            return await output;
        }

        public async Task<IReadOnlyList<JsonElement>> JsonAsync(params string[] arguments) =>
            [.. JsonDocument.Parse(await MustAsync(arguments)).RootElement.EnumerateArray()];

        /// <summary>Looks into the database until the invoice is in one of these states.</summary>
        public async Task UntilAsync(params string[] states)
        {
            var ledger = new Ledger(Database.Open(folder.FullName), TimeProvider.System).Of(new CompanyRegister(Database.Open(folder.FullName), Who.Program, TimeProvider.System).Find(null));
            var started = TimeProvider.System.GetTimestamp();
            while (ledger.List(states).Count == 0)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "the sender never began to send");
                await Task.Delay(5, Stage.Stop);
            }
        }

        public async Task FaultAsync(string kind, int delayMilliseconds)
        {
            using var body = new StringContent(
                JsonSerializer.Serialize(new { kind, match = "POST /v2/sessions/online/*/invoices", delayMilliseconds }), null, "application/json");
            (await management.PostAsync("faults", body, Stage.Stop)).EnsureSuccessStatusCode();
        }

        public async Task NoFaultsAsync() => (await management.DeleteAsync("faults", Stage.Stop)).EnsureSuccessStatusCode();

        public async Task<IReadOnlyList<JsonElement>> ReceivedAsync() =>
            [.. JsonDocument.Parse(await management.GetStringAsync("received", Stage.Stop)).RootElement.GetProperty("invoices").EnumerateArray()];

        public void Dispose()
        {
            management.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
