using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Bench;

/// <summary>
/// The program is killed (SIGKILL) at random moments while it issues and while it sends, two processes at a time on one data folder,
/// while KSeF is slow and now and then loses an answer. At the end every invoice that it said it issued must be accepted exactly once: none lost, none with two numbers, none sent again
/// after KSeF had it. A kill counts when it ended the process.
/// </summary>
internal static class Crash
{
    private const int Seed = 20260201;
    private const int LastRounds = 20;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "inkaust.dll");

    public static async Task<int> RunAsync(string[] arguments)
    {
        var kills = arguments is ["--kills", var count] ? int.Parse(count) : 40;
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions());
        var folder = Directory.CreateTempSubdirectory("inkaust-crash-");
        try
        {
            var desk = new Desk(folder.FullName);
            await desk.RunAsync("company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", server.BaseAddress.AbsoluteUri);
            await desk.RunAsync("cert", "enrol");
            // Moments at which the program has not begun its work would be cheap: it is killed between these two.
            var began = await TimeOfAsync(() => desk.RunAsync("company", "list"));
            await SteerAsync(server, HttpMethod.Post, new { kind = "answer-lost", match = "POST /v2/sessions/*", probability = 0.05 });
            await SteerAsync(server, HttpMethod.Post, new { kind = "slow", match = "* /v2/sessions/*", probability = 0.5, delayMilliseconds = 50 });
            var ended = await TimeOfAsync(() => desk.RunAsync("issue", desk.Draft(0), "--mode", "online"));
            var started = Stopwatch.GetTimestamp();

            // One of the two issues, online or offline, the other one sends; sometimes the program is quicker than its killer.
            var killed = 0;
            var (issuing, sending) = (new Random(Seed), new Random(Seed + 1));
            await Task.WhenAll(
                UntilEnoughAsync(kills / 2, number => desk.KilledAsync(Moment(issuing), "issue", desk.Draft(number), "--mode", issuing.Next(2) == 0 ? "offline" : "online")),
                UntilEnoughAsync(kills - kills / 2, _ => desk.KilledAsync(Moment(sending), "send")));

            TimeSpan Moment(Random random) => began + (ended - began) * (1.1 * random.NextDouble());

            async Task UntilEnoughAsync(int enough, Func<int, Task<bool>> startAndKill)
            {
                for (int number = 1, hits = 0; hits < enough; number++)
                {
                    if (!await startAndKill(number)) continue;
                    hits++;
                    Interlocked.Increment(ref killed);
                }
            }
            await SteerAsync(server, HttpMethod.Delete, null);
            for (var round = 0; round < LastRounds && desk.Waiting() > 0; round++) await desk.RunAsync("send");

            var (issued, lost, doubled) = await desk.CountAsync(server);
            Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
            Console.WriteLine($"kills {killed}, issued {issued}, lost {lost}, doubled {doubled}");
            return lost + doubled == 0 ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> TimeOfAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task SteerAsync(LocalKsefServer server, HttpMethod method, object? fault)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(server.ManagementAddress, "faults")) { Content = fault is null ? null : JsonContent.Create(fault) };
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>A data folder, and the program as a user starts it.</summary>
    private sealed class Desk(string folder)
    {
        private readonly HashSet<string> saidIssued = [];
        private readonly Lock gate = new();

        public string Draft(int number)
        {
            var file = Path.Combine(folder, "draft.json");
            File.WriteAllText(file, $$"""
                { "number": "FV/{{number}}", "buyer": { "name": "Zofia Żółć" }, "lines": [ { "name": "Kałamarz", "quantity": 1, "unit": "szt.", "price": 100, "rate": 23 } ] }
                """);
            return file;
        }

        public int Waiting() => Ledger().List("issued", "sending", "unknown").Count;

        public async Task<bool> KilledAsync(TimeSpan moment, params string[] arguments)
        {
            using var process = Start(arguments);
            var output = process.StandardOutput.ReadToEndAsync();
            using var patience = new CancellationTokenSource(moment);
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
            var there = received.RootElement.GetProperty("invoices").EnumerateArray()
                .Select(one => (Hash: one.GetProperty("hash").GetString()!, Accepted: one.TryGetProperty("ksefNumber", out _))).ToLookup(one => one.Hash, one => one.Accepted);
            var ledger = Ledger().List();
            var lost = ledger.Count(invoice => invoice.State is not InvoiceState.Accepted || !there[invoice.Hash.Base64].Contains(true))
                + saidIssued.Count(number => ledger.All(invoice => invoice.Number != number));
            return (ledger.Count, lost, there.Count(sendings => sendings.SkipWhile(accepted => !accepted).Count() > 1));
        }

        private CompanyLedger Ledger()
        {
            var database = Database.Open(Path.Combine(folder, "data"));
            return new Ledger(database, TimeProvider.System).Of(new CompanyRegister(database, Who.Program, TimeProvider.System).Find(null));
        }

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
                    lock (gate) saidIssued.Add(number.GetString()!);
            }
            catch (JsonException)
            {
                // Killed before or while it answered: no promise.
            }
        }
    }
}
