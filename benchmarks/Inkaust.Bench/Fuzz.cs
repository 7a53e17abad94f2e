using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Inkaust.Bench.Fuzzing;
using Inkaust.Contract;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Bench;

/// <summary>
/// Throws hostile files at every way in for bytes of strangers: each must come back with a verdict, soon and in little memory. A worker
/// process does it, so that what takes the whole process with it, for instance a stack that overflows, is counted and gone past.
/// </summary>
internal static partial class Fuzz
{
    private const int Most = 5;
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(90);

    /// <summary><c>--inputs N</c> (100,000 unless told), <c>--from SEED</c> (0), <c>--minutes N</c> at most, <c>--target NAME</c> alone.</summary>
    public static int Run(string[] args)
    {
        if (args.Contains("--worker")) return WorkAsync(args).GetAwaiter().GetResult();
        var (from, count) = (Choices.Number(args, "--from", 0), Choices.Number(args, "--inputs", 100_000));
        var until = Stopwatch.GetTimestamp() + (Choices.Number(args, "--minutes", 600) * 60L * Stopwatch.Frequency);
        var crashes = Hostile();
        var (done, hangs, died) = (0, 0, 0);
        var total = new Figures();
        for (var next = from; next < from + count && Stopwatch.GetTimestamp() < until && died < 20;)
        {
            var place = Path.GetTempFileName();
            try
            {
                var seconds = Math.Max(1, (int)((until - Stopwatch.GetTimestamp()) / Stopwatch.Frequency));
                var ended = Worker([.. args, "--worker", "--next", $"{next}", "--end", $"{from + count}", "--progress", place, "--seconds", $"{seconds}"]);
                var seed = BitConverter.ToInt32(File.ReadAllBytes(place));
                total = total.With(ended.Figures);
                (crashes, hangs) = (crashes + ended.Figures.Crashes, hangs + ended.Figures.Hangs);
                done += seed - next + (ended.Code == 0 ? 0 : 1);
                if (ended.Code == 0) break;
                Console.WriteLine($"  seed {seed}: the process ended with {ended.Code}");
                (died, crashes, next) = (died + 1, crashes + 1, seed + 1);
            }
            finally
            {
                File.Delete(place);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"fuzz: {done} inputs, {total.Taken} taken, {total.Refused} refused; slowest {total.Slowest:0} ms of processor time ({total.SlowestWhat}), " +
            $"most allocated for one {total.Largest / 1e6:0} MB ({total.LargestWhat}), greatest working set {total.Peak / 1e6:0} MB with web app and local KSeF"));
        foreach (var line in total.Lines) Console.WriteLine(line);
        Console.WriteLine($"crashes: {crashes}, hangs (over 1 s of processor time, 20 s for a picture): {hangs}");
        return crashes + hangs == 0 ? 0 : 1;
    }

    private static (int Code, Figures Figures) Worker(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Fuzz).Assembly.Location);
        foreach (var argument in arguments.Prepend("fuzz")) start.ArgumentList.Add(argument);
        using var worker = Process.Start(start)!;
        var figures = new Figures();
        while (worker.StandardOutput.ReadLine() is { } line)
        {
            if (Figures.TryRead(line, out var said)) figures = said;
            else if (!line.StartsWith("==", StringComparison.Ordinal)) Console.WriteLine(line);
        }
        worker.WaitForExit();
        return (worker.ExitCode, figures);
    }

    private static async Task<int> WorkAsync(string[] args)
    {
        var (next, end) = (Choices.Number(args, "--next", 0), Choices.Number(args, "--end", 0));
        var until = Stopwatch.GetTimestamp() + (Choices.Number(args, "--seconds", 60) * Stopwatch.Frequency);
        var only = Choices.Text(args, "--target");
        var said = new List<string>();
        var figures = new Figures();
        await using var targets = await Targets.OpenAsync();
        var wheel = targets.All.Where(one => only is null || one.Name == only).SelectMany(one => Enumerable.Repeat(one, one.Weight)).ToArray();
        using var progress = File.OpenHandle(Choices.Text(args, "--progress")!, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var seed = next;
        using var watch = new Timer(_ => EndWhenStill(ref seed), null, StandsStill, StandsStill);
        var all = wheel.Distinct().ToDictionary(one => one, _ => (Count: 0, Slowest: 0d));
        for (; seed < end && Stopwatch.GetTimestamp() < until; seed++)
        {
            RandomAccess.Write(progress, BitConverter.GetBytes(seed), 0);
            var random = new Random(seed);
            var target = wheel[random.Next(wheel.Length)];
            var file = Mutations.Of(target.Seeds[random.Next(target.Seeds.Count)], target.Seeds[random.Next(target.Seeds.Count)], random);
            var what = $"seed {seed}, {target.Name}, {file.Length} bytes";
            // All that is kept must be that of this file.
            var (time, memory) = (ProcessorTime(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                target.Feed(file);
                figures = figures with { Taken = figures.Taken + 1 };
            }
            catch (Exception fault) when (fault is RefusedException or KsefException)
            {
                figures = figures with { Refused = figures.Refused + 1 };
            }
            // Any other exception is what this run looks for.
            catch (Exception fault)
            {
                figures = figures with { Crashes = figures.Crashes + 1 };
                if (said.Count(one => one == $"{target.Name} {fault.GetType().Name}") < Most)
                    Console.WriteLine($"  {what}: {fault.GetType().Name}: {fault.Message.Split('\n')[0]} {Where(fault)}");
                said.Add($"{target.Name} {fault.GetType().Name}");
            }
            var took = (ProcessorTime() - time) * 1000;
            var bytes = GC.GetAllocatedBytesForCurrentThread() - memory;
            // The first of each kind compiles it.
            var (count, slowest) = all[target];
            if (count > 20)
            {
                if (took > target.Bound * 1000)
                {
                    figures = figures with { Hangs = figures.Hangs + 1 };
                    Console.WriteLine($"  {what}: {took:0} ms");
                }
                if (took > figures.Slowest) figures = figures with { Slowest = took, SlowestWhat = what };
                slowest = Math.Max(slowest, took);
            }
            all[target] = (count + 1, slowest);
            if (bytes > figures.Largest) figures = figures with { Largest = bytes, LargestWhat = what };
        }
        RandomAccess.Write(progress, BitConverter.GetBytes(seed), 0);
        figures = figures with
        {
            Peak = Process.GetCurrentProcess().PeakWorkingSet64,
            Lines = [.. all.Select(one => string.Create(CultureInfo.InvariantCulture, $"  {one.Key.Name,-28} {one.Value.Count,8} inputs, slowest {one.Value.Slowest:0} ms"))],
        };
        Console.WriteLine(figures.Written());
        return 0;
    }

    private static string Where(Exception fault) =>
        fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Inkaust.", StringComparison.Ordinal))?.Trim() ?? "";

    private static int lastSeen = -1;

    private static void EndWhenStill(ref int seed)
    {
        if (lastSeen == seed)
        {
            Console.WriteLine($"  seed {seed}: stands still");
            Environment.Exit(99);
        }
        lastSeen = seed;
    }

    // Of all threads, because what answers a request is not the one that asks; of this process alone, because others share the machine.
    private static double ProcessorTime()
    {
        if (!OperatingSystem.IsLinux()) return Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        _ = Clock(ProcessClock, out var time);
        return time.Seconds + (time.Nanoseconds / 1e9);
    }

    private const int ProcessClock = 2; // CLOCK_PROCESS_CPUTIME_ID

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Clock(int clock, out Moment time);

    private static int Hostile()
    {
        var crashes = 0;
        foreach (var (name, bytes) in HostileFiles.All())
        {
            var findings = Fa3Validator.Validate(bytes);
            var first = findings.FirstOrDefault(finding => finding.Severity == Severity.Rejected);
            if (first is not null) continue;
            Console.WriteLine($"  {name,-36} NO FINDING");
            crashes++;
        }
        return crashes;
    }
}
