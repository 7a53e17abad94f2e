using System.Collections.Concurrent;
using System.Diagnostics;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Bench;

/// <summary>
/// Many issue at the same time, as behind a web page: 50 at once, 20 invoices each, offline24, so that only the store is waited for. Its SQL is
/// synchronous, so each who waits holds a thread of the pool: a timer that should tick every 10 ms says what that does to everybody else.
/// The limit of the same run is one who issues alone.
/// <c>--concurrent N</c>, <c>--each N</c>, <c>--postgres HOW-TO-REACH-IT</c>.
/// </summary>
internal static class IssueTogether
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private sealed record Outcome(TimeSpan Whole, IReadOnlyList<TimeSpan> Times, TimeSpan WorstTick, TimeSpan UsualTick, int Threads);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (concurrent, each) = (Choices.Number(arguments, "--concurrent", 50), Choices.Number(arguments, "--each", 20));
        Console.WriteLine($"{Environment.ProcessorCount} cores; threads of the pool from {MinThreads()} on");
        await RunOnAsync("SQLite", null, concurrent, each);
        var postgres = Choices.Text(arguments, "--postgres") ?? Environment.GetEnvironmentVariable("INKAUST_TEST_POSTGRES");
        if (postgres is null) Console.WriteLine("PostgreSQL: not measured; --postgres says how to reach one");
        else await RunOnAsync("PostgreSQL", postgres, concurrent, each);
        return 0;
    }

    private static async Task RunOnAsync(string store, string? place, int concurrent, int each)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-issue-");
        try
        {
            await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions());
            await using var workplace = Workplace.Open(place ?? folder.FullName, TimeProvider.System, MasterKey.ForThisProcess(), folder.FullName);
            var company = workplace.Companies.Add(
                new Company(Nip.Parse("5260001246"), "Atrament", "ul. Piękna 7, 00-539 Warszawa", KsefEnvironment.Local(server.BaseAddress)));
            await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Authentication);
            await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Offline);
            await MeasuredAsync(workplace, company, "W", 1, 20);

            Tell(store, "1 alone", await MeasuredAsync(workplace, company, "A", 1, concurrent * each / 10));
            Tell(store, $"{concurrent} at once", await MeasuredAsync(workplace, company, "B", concurrent, each));
            foreach (var gate in new[] { Environment.ProcessorCount, 1 })
            {
                using var doors = new SemaphoreSlim(gate);
                Tell(store, $"{concurrent}, {gate} let in", await MeasuredAsync(workplace, company, $"C{gate}", concurrent, each, doors));
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Outcome> MeasuredAsync(Workplace workplace, Company company, string series, int concurrent, int each, SemaphoreSlim? doors = null)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var ticks = new List<TimeSpan>();
        var threads = 0;
        using var end = new CancellationTokenSource();
        var heart = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var since = Stopwatch.GetTimestamp();
                await Task.Delay(Tick);
                ticks.Add(Stopwatch.GetElapsedTime(since) - Tick);
                threads = Math.Max(threads, ThreadPool.ThreadCount);
            }
        });
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, concurrent).Select(who => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                // From the moment at which the request is there: the wait for a thread, or at the door, is part of it.
                var (since, number) = (Stopwatch.GetTimestamp(), $"{series}/{who}/{i}");
                await Task.Run(async () =>
                {
                    if (doors is not null) await doors.WaitAsync();
                    try
                    {
                        await workplace.IssueInvoice.FromDraftAsync(company, Draft(number), ModeWish.Offline);
                    }
                    finally
                    {
                        doors?.Release();
                    }
                });
                times.Add(Stopwatch.GetElapsedTime(since));
            }
        })));
        var whole = Stopwatch.GetElapsedTime(started);
        await end.CancelAsync();
        await heart;
        ticks.Sort();
        return new Outcome(whole, [.. times.Order()], ticks[^1], ticks[ticks.Count / 2], threads);
    }

    private static void Tell(string store, string who, Outcome outcome)
    {
        var times = outcome.Times;
        Console.WriteLine(
            $"{store,-10} {who,-12} {times.Count / outcome.Whole.TotalSeconds,6:0} invoices/s   median {times[times.Count / 2].TotalMilliseconds,6:0.0} ms   "
            + $"99% {times[times.Count * 99 / 100].TotalMilliseconds,6:0.0} ms   worst {times[^1].TotalMilliseconds,7:0.0} ms   threads {outcome.Threads,3}   "
            + $"tick late: median {outcome.UsualTick.TotalMilliseconds,5:0.0} ms, worst {outcome.WorstTick.TotalMilliseconds,6:0.0} ms");
    }

    private static InvoiceDraft Draft(string number) => new()
    {
        Number = number,
        Buyer = new Invoices.Party { Name = "Zofia Żółć" },
        Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
    };

    private static int MinThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return workers;
    }
}
