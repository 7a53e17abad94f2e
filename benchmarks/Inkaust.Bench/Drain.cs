using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Bench;

/// <summary>
/// An outage is over and many invoices wait. How long until all of them have their numbers and receipts, under the limits of
/// production on a clock that skips the waiting? Beside it the least that these limits allow: the time of the same work without
/// limits in the same run, and the waiting that no order of requests can avoid. <c>--invoices N</c>; 1,000, 10,000 and 100,000 by default.
/// <c>--client N</c>: the memory of the client alone, without limits.
/// </summary>
internal static class Drain
{
    private const double Reach = 1.2;
    private const int InAPackage = 10_000;

    private sealed record Outcome(TimeSpan Simulated, TimeSpan Real, long PeakMemory, int Refusals, int Lost, int Doubled);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["--client", var many]) return await ClientAloneAsync(int.Parse(many, CultureInfo.InvariantCulture));
        var sizes = arguments is ["--invoices", var number] ? [int.Parse(number, CultureInfo.InvariantCulture)] : (int[])[1_000, 10_000, 100_000];
        var missed = 0;
        foreach (var size in sizes)
        {
            var free = await DrainedAsync(size, RateLimitProfile.None);
            var limited = await DrainedAsync(size, RateLimitProfile.Production);
            var least = free.Simulated + UnavoidableWait(size);
            var ratio = limited.Simulated / least;
            Console.WriteLine($"{size,7} invoices: {limited.Simulated.TotalHours:0.0000} h ({limited.Simulated.TotalSeconds:0.0} s), at least {least.TotalHours:0.0000} h (work {free.Simulated.TotalSeconds:0.0} s + limits {UnavoidableWait(size).TotalSeconds:0} s), "
                + $"ratio {ratio:0.00} (at most {Reach}); 429: {limited.Refusals}, lost {limited.Lost}, doubled {limited.Doubled}; {limited.Real.TotalSeconds:0} s real, peak {limited.PeakMemory / 1_000_000} MB with the local KSeF");
            if (ratio > Reach || limited.Refusals + limited.Lost + limited.Doubled > 0) missed++;
        }
        return missed == 0 ? 0 : 1;
    }

    // The local KSeF is a process of its own, so that what is measured is the memory of the client.
    private static async Task<int> ClientAloneAsync(int size)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-drain-");
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Inkaust", "release", "inkaust.dll");
        var start = new ProcessStartInfo("dotnet", [program, "local-ksef", "--json"]) { RedirectStandardOutput = true };
        using var ksef = Process.Start(start)!;
        try
        {
            var said = new System.Text.StringBuilder();
            while (await ksef.StandardOutput.ReadLineAsync() is { } line && said.AppendLine(line) is not null && line != "}") { }
            var api = JsonDocument.Parse(said.ToString()).RootElement.GetProperty("address").GetString()!;
            await using var workplace = Workplace.Open(folder.FullName, TimeProvider.System, MasterKey.ForThisProcess());
            var company = new Company(Nip.Parse("5260001246"), "Atrament", "ul. Piękna 7, 00-539 Warszawa", KsefEnvironment.Local(new Uri(api)));
            workplace.Companies.Add(company);
            await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Authentication);
            await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Offline);
            await FillAsync(workplace, company, size);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var memory = new PeakOfThisProcess();
            var started = Stopwatch.GetTimestamp();
            var ledger = workplace.Ledger.Of(company);
            for (var round = 0; round < 20 && ledger.Count("accepted") < size; round++)
            {
                var report = await workplace.SendWaiting.OnceAsync(company, new RoundWish { Patience = Patience.Endless });
                Console.WriteLine($"  round {round}: moved {report.Moved.Count}, kept {(GC.GetTotalMemory(true) - before) / 1_000_000} MB with the report");
            }
            Console.WriteLine($"{size,7} invoices: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, peak {memory.Peak / 1_000_000} MB of the client alone, "
                + $"managed at its peak {memory.ManagedPeak / 1_000_000} MB, {before / 1_000_000} MB before");
            return 0;
        }
        finally
        {
            ksef.Kill(entireProcessTree: true);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    // By hand and apart from the program's own arithmetic: n requests at most m in a window take (n - 1) / m whole windows at least.
    private static TimeSpan UnavoidableWait(int invoices)
    {
        var packages = Math.Max(1, (invoices + InAPackage - 1) / InAPackage);
        var limits = RateLimits.Usual;
        // Opening and closing; the state of each session and its receipt, which names its invoices.
        return new[] { (2 * packages, limits.BatchSession), (2 * packages, limits.SessionMisc) }
            .Max(group => new[] { (group.Item2.PerSecond, 1), (group.Item2.PerMinute, 60), (group.Item2.PerHour, 3600) }
                .Max(window => TimeSpan.FromSeconds((group.Item1 - 1) / window.Item1 * window.Item2)));
    }

    private static async Task<Outcome> DrainedAsync(int size, RateLimitProfile limits)
    {
        var folder = Directory.CreateTempSubdirectory("inkaust-drain-");
        var clock = new SkippingClock();
        try
        {
            await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions { Clock = clock, RateLimits = limits });
            await using var workplace = Workplace.Open(folder.FullName, clock, MasterKey.ForThisProcess());
            var company = new Company(Nip.Parse("5260001246"), "Atrament", "ul. Piękna 7, 00-539 Warszawa", KsefEnvironment.Local(server.BaseAddress));
            workplace.Companies.Add(company);
            await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Authentication);
            await workplace.EnrolCertificate.ForAsync(company, CertificateKind.Offline);
            await FillAsync(workplace, company, size);

            var (ledger, wish) = (workplace.Ledger.Of(company), new RoundWish { Patience = Patience.Endless });
            using var memory = new PeakOfThisProcess();
            var (started, simulated) = (Stopwatch.GetTimestamp(), clock.GetUtcNow());
            for (var round = 0; round < 20; round++)
            {
                foreach (var problem in (await workplace.SendWaiting.OnceAsync(company, wish)).Problems) Console.Error.WriteLine($"  {problem.Code} {problem.Text.En}");
                if (ledger.Count("issued", "sending", "unknown") == 0 && ledger.Upos.Lacking().Count == 0) break;
            }
            var outcome = new Outcome(clock.GetUtcNow() - simulated, Stopwatch.GetElapsedTime(started), memory.Peak, 0, 0, 0);
            return outcome with { Refusals = await RefusalsAsync(server), Lost = size - ledger.Count("accepted") + ledger.Upos.Lacking().Count, Doubled = await DoubledAsync(server, size) };
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    // One is issued as a user would; the others are like it, each with a file, a number, a hash and codes of its own.
    private static async Task FillAsync(Workplace workplace, Company company, int size)
    {
        var draft = new InvoiceDraft
        {
            Number = "FV/0",
            Buyer = new Inkaust.Invoices.Party { Name = "Zofia Żółć" },
            Lines = [new Line { Name = "Kałamarz", Quantity = 1, Unit = "szt.", Price = 100m, Rate = VatRate.Parse("23") }],
        };
        var like = await workplace.IssueInvoice.FromDraftAsync(company, draft, ModeWish.Offline);
        var file = System.Text.Encoding.UTF8.GetString(workplace.Ledger.Of(company).Bytes(like).Span);
        for (var first = 1; first < size; first += 1_000)
        {
            workplace.Ledger.Of(company).AddAll([.. Enumerable.Range(first, Math.Min(1_000, size - first)).Select(number =>
            {
                var xml = System.Text.Encoding.UTF8.GetBytes(file.Replace("<P_2>FV/0</P_2>", $"<P_2>FV/{number}</P_2>"));
                var hash = InvoiceHash.Of(xml);
                return (like with
                {
                    Id = 0,
                    Number = $"FV/{number}",
                    Hash = hash,
                    Size = xml.Length,
                    KodI = VerificationLinks.KodI(company.Environment, company.Nip, like.IssueDate, hash),
                }, (ReadOnlyMemory<byte>)xml);
            })]);
        }
    }

    private static async Task<int> RefusalsAsync(LocalKsefServer server)
    {
        using var received = await ReceivedAsync(server);
        return received.RootElement.GetProperty("requests").EnumerateArray().Count(request => request.GetProperty("status") is { ValueKind: JsonValueKind.Number } status && status.GetInt32() == 429);
    }

    private static async Task<int> DoubledAsync(LocalKsefServer server, int size)
    {
        using var received = await ReceivedAsync(server);
        return received.RootElement.GetProperty("invoices").EnumerateArray().Count(invoice => invoice.GetProperty("ksefNumber").ValueKind == JsonValueKind.String) - size;
    }

    private static async Task<JsonDocument> ReceivedAsync(LocalKsefServer server)
    {
        using var http = new HttpClient { BaseAddress = server.ManagementAddress };
        return await JsonDocument.ParseAsync(await http.GetStreamAsync("received"));
    }

    /// <summary>
    /// A clock on which short waits take their time, because KSeF works meanwhile, and long ones are skipped: nothing happens in them.
    /// The limits of a request and of an upload never fall here.
    /// </summary>
    private sealed class SkippingClock : TimeProvider
    {
        private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);
        private static readonly TimeSpan[] LimitsOfRequests = [TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(20)];

        private readonly Lock gate = new();
        private TimeSpan shift;

        public override DateTimeOffset GetUtcNow()
        {
            lock (gate) return System.GetUtcNow() + shift;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SkippingTimer(this, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }

        private sealed class SkippingTimer : ITimer
        {
            private readonly SkippingClock clock;
            private readonly ITimer real;

            public SkippingTimer(SkippingClock clock, TimerCallback callback, object? state) =>
                (this.clock, real) = (clock, System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime == Timeout.InfiniteTimeSpan || LimitsOfRequests.Contains(dueTime)) return real.Change(Timeout.InfiniteTimeSpan, period);
                if (dueTime <= Short) return real.Change(dueTime, period);
                lock (clock.gate) clock.shift += dueTime;
                return real.Change(TimeSpan.Zero, period);
            }

            public void Dispose() => real.Dispose();

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }
    }

    private sealed class PeakOfThisProcess : IDisposable
    {
        private readonly Timer timer;

        public PeakOfThisProcess() => timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));

        public long Peak { get; private set; }

        public long ManagedPeak { get; private set; }

        public void Dispose() => timer.Dispose();

        private void Look()
        {
            using var process = Process.GetCurrentProcess();
            Peak = Math.Max(Peak, process.WorkingSet64);
            ManagedPeak = Math.Max(ManagedPeak, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
