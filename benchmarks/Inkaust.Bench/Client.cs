using System.Diagnostics;
using System.Globalization;
using System.Text;
using Inkaust.Invoices;
using Inkaust.LocalKsef;

namespace Inkaust.Bench;

/// <summary>
/// What a KSeF client costs as whole processes, from their start to their end, on a local KSeF of this run: the first number, 200 and 2,000
/// invoices one by one, a package of 10,000, 10,000 signed codes. <c>--peer NAME=COMMAND</c>, as often as wished, measures another client beside
/// ours: the command is run with TASK (<c>online</c>, <c>batch</c>, <c>codes</c>), the address of the KSeF, the NIP that sends, and the folder of
/// files (for <c>codes</c> their number). It signs in by a self-signed seal, ends when all numbers are known, and its last line is
/// <c>done N</c>. <c>--only NAME</c> measures one line of the table; <c>--runs N</c> sets how often, 3 by default.
/// </summary>
internal static class Client
{
    private const string Nip = "5260001246";

    private sealed record Trial(string Name, string Task, int Count, double Goal);

    private sealed record Cost(TimeSpan Time, TimeSpan Processor, long PeakMemory);

    private static readonly Trial[] Trials =
    [
        new("first", "online", 1, 1.5), new("online-200", "online", 200, 1.5), new("online-2000", "online", 2_000, 1.5),
        new("batch", "batch", 10_000, 1.3), new("codes", "codes", 10_000, 1.0),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["run", .. var ours]) return await ClientRun.RunAsync(ours);
        var clients = new List<(string Name, string Command)> { ("inkaust", $"dotnet {typeof(Client).Assembly.Location} client run") };
        clients.AddRange(Values(arguments, "--peer").Select(peer => peer.Split('=', 2)).Select(peer => (peer[0], peer[1])));
        var runs = Values(arguments, "--runs").Select(text => int.Parse(text, CultureInfo.InvariantCulture)).FirstOrDefault(3);
        var only = Values(arguments, "--only").ToList();
        var missed = 0;
        foreach (var trial in Trials.Where(trial => only.Count == 0 || only.Contains(trial.Name))) missed += await CompareAsync(trial, clients, runs);
        return missed == 0 ? 0 : 1;
    }

    private static async Task<int> CompareAsync(Trial trial, List<(string Name, string Command)> clients, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-client-");
        try
        {
            if (trial.Task != "codes") WriteFiles(folder.FullName, trial.Count);
            var costs = clients.ToDictionary(client => client.Name, _ => new List<Cost>());
            // By turns, so that whatever else the machine does meets all of them.
            for (var run = 0; run < runs; run++)
                foreach (var (name, command) in clients) costs[name].Add(await CostAsync(trial, command, folder.FullName));
            var ours = Middle(costs[clients[0].Name]);
            var missed = 0;
            foreach (var (name, _) in clients)
            {
                var cost = Middle(costs[name]);
                var ratio = cost.Time / ours.Time;
                var isMissed = name != clients[0].Name && ratio < trial.Goal;
                missed += isMissed ? 1 : 0;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{trial.Name,-12} {name,-10} {cost.Time.TotalSeconds,7:0.000} s {cost.Processor.TotalSeconds,7:0.000} s cpu {cost.PeakMemory / 1e6,6:0} MB   x{ratio:0.00}{(isMissed ? $"  (goal x{trial.Goal:0.0})" : "")}"));
            }
            return missed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Cost> CostAsync(Trial trial, string command, string folder)
    {
        // A server of its own for each run: none meets what another one left, and a number is no duplicate.
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { RateLimits = RateLimitProfile.None });
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var what = trial.Task == "codes" ? trial.Count.ToString(CultureInfo.InvariantCulture) : folder;
        var start = new ProcessStartInfo(words[0], [.. words[1..], trial.Task, server.BaseAddress.AbsoluteUri, Nip, what]) { RedirectStandardOutput = true };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var cost = new Cost(default, default, 0);
        using var watch = new Timer(_ => cost = Looked(process, cost), null, 5, 10);
        await process.WaitForExitAsync();
        var time = Stopwatch.GetElapsedTime(started);
        var last = (await said).TrimEnd().Split('\n')[^1];
        if (process.ExitCode != 0 || last != $"done {trial.Count}") throw new InvalidOperationException($"{command} {trial.Task} ended with {process.ExitCode}: {last}");
        return cost with { Time = time };
    }

    // A process that has ended says nothing about itself any more: the last look stays.
    private static Cost Looked(Process process, Cost before)
    {
        try
        {
            process.Refresh();
            return before with { Processor = process.TotalProcessorTime, PeakMemory = Math.Max(before.PeakMemory, process.PeakWorkingSet64) };
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return before;
        }
    }

    private static Cost Middle(List<Cost> costs)
    {
        static T Of<T>(IEnumerable<T> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : default!;
        return new Cost(Of(costs.Select(cost => cost.Time)), Of(costs.Select(cost => cost.Processor)), Of(costs.Select(cost => cost.PeakMemory)));
    }

    private static void WriteFiles(string folder, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var draft = new InvoiceDraft
        {
            Number = "FV/0",
            IssueDate = PolishTime.DateOf(now),
            Seller = new Party { Nip = Invoices.Nip.Parse(Nip), Name = "Atrament", Address = Address.Parse("ul. Piękna 7, 00-539 Warszawa", CultureInfo.InvariantCulture) },
            Buyer = new Party { Name = "Zofia Żółć" },
            Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
        };
        var like = Encoding.UTF8.GetString(Fa3Writer.Write(draft, now, "Inkaust"));
        for (var number = 0; number < count; number++)
            File.WriteAllText(Path.Combine(folder, $"{number:00000}.xml"), like.Replace("<P_2>FV/0</P_2>", $"<P_2>FV/{number}</P_2>", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Values(string[] arguments, string option) =>
        arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == option).Select(pair => pair.Second);
}
