using System.Diagnostics;
using System.Text.Json;
using Inkaust.Issuing;
using Inkaust.LocalKsef;
using Inkaust.Store;

namespace Inkaust.Bench;

/// <summary>
/// The program is killed (SIGKILL) at random moments while it issues and sends. At the end every invoice that it said it
/// issued must be accepted exactly once: none lost, none with two numbers.
/// </summary>
internal static class Crash
{
    private const int Seed = 20260201;
    private const int LastRounds = 20;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "inkaust.dll");

    public static async Task<int> RunAsync(string[] arguments)
    {
        var kills = arguments is ["--kills", var count] ? int.Parse(count) : 40;
        var random = new Random(Seed);
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions());
        var folder = Directory.CreateTempSubdirectory("inkaust-crash-");
        try
        {
            var desk = new Desk(folder.FullName);
            await desk.RunAsync("company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", server.BaseAddress.AbsoluteUri);
            await desk.RunAsync("cert", "enrol");
            var usual = await desk.UsualSendAsync();

            var killed = 0;
            for (var number = 1; killed < kills; number++)
            {
                // Half of the kills hit an issuing, half a sending; sometimes the program is quicker than the killer.
                if (await desk.KilledAsync(random, usual, "issue", desk.Draft(number), "--mode", random.Next(2) == 0 ? "offline" : "online")) killed++;
                if (killed < kills && await desk.KilledAsync(random, usual, "send")) killed++;
            }
            for (var round = 0; round < LastRounds && desk.Waiting() > 0; round++) await desk.RunAsync("send");

            var (issued, lost, doubled) = await desk.CountAsync(server);
            Console.WriteLine($"kills {killed}, issued {issued}, lost {lost}, doubled {doubled}");
            return lost + doubled == 0 ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A data folder, and the program as a user starts it.</summary>
    private sealed class Desk(string folder)
    {
        private readonly HashSet<string> saidIssued = [];

        public string Draft(int number)
        {
            var file = Path.Combine(folder, "draft.json");
            File.WriteAllText(file, $$"""
                { "number": "FV/{{number}}", "buyer": { "name": "Zofia Żółć" }, "lines": [ { "name": "Kałamarz", "quantity": 1, "unit": "szt.", "price": 100, "rate": 23 } ] }
                """);
            return file;
        }

        public int Waiting() => Ledger().List(null, "issued", "sending", "unknown").Count;

        /// <summary>How long the program needs when nobody kills it: the moments of killing lie within this time.</summary>
        public async Task<TimeSpan> UsualSendAsync()
        {
            var started = Stopwatch.GetTimestamp();
            await RunAsync("issue", Draft(0), "--mode", "online");
            return Stopwatch.GetElapsedTime(started);
        }

        public async Task<bool> KilledAsync(Random random, TimeSpan usual, params string[] arguments)
        {
            using var process = Start(arguments);
            var output = process.StandardOutput.ReadToEndAsync();
            using var patience = new CancellationTokenSource(usual * (0.2 + random.NextDouble()));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
            Remember(await output);
            return process.ExitCode == 137;
        }

        public async Task RunAsync(params string[] arguments)
        {
            using var process = Start(arguments);
            var output = process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Remember(await output);
        }

        public async Task<(int Issued, int Lost, int Doubled)> CountAsync(LocalKsefServer server)
        {
            using var http = new HttpClient { BaseAddress = server.ManagementAddress };
            using var received = JsonDocument.Parse(await http.GetStringAsync("received"));
            var numbers = received.RootElement.GetProperty("invoices").EnumerateArray()
                .Where(invoice => invoice.GetProperty("ksefNumber").ValueKind == JsonValueKind.String)
                .GroupBy(invoice => invoice.GetProperty("number").GetString()!).ToDictionary(group => group.Key, group => group.Count());
            var ledger = Ledger().List();
            var lost = ledger.Count(invoice => invoice.State is not InvoiceState.Accepted || !numbers.ContainsKey(invoice.Number))
                + saidIssued.Count(number => ledger.All(invoice => invoice.Number != number));
            return (ledger.Count, lost, numbers.Values.Count(times => times > 1));
        }

        private Ledger Ledger() => new(Database.Open(Path.Combine(folder, "data")), TimeProvider.System);

        private Process Start(string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet", [Program, .. arguments, "--data", Path.Combine(folder, "data"), "--json"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["INKAUST_KEY_FILE"] = Path.Combine(folder, "bench.key");
            return Process.Start(start)!;
        }

        // A whole answer of "issue" is a promise: that invoice must be in the ledger.
        private void Remember(string output)
        {
            try
            {
                using var answer = JsonDocument.Parse(output);
                if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("number", out var number))
                    saidIssued.Add(number.GetString()!);
            }
            catch (JsonException)
            {
                // Killed before or while it answered: no promise.
            }
        }
    }
}
