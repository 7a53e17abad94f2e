using System.Diagnostics;
using Inkaust.LocalKsef;
using Inkaust.Model;

namespace Inkaust.Bench;

/// <summary>
/// Random stories of users, announcements, faults, clocks and power cuts, played against the local KSeF; each one must end with
/// every invoice accepted once, waived, or waiting for a person to see. <c>--runs N --seed S [--production-limits]</c>
/// </summary>
internal static class ModelStories
{
    private const int FirstSeed = 20260201;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var runs = Choices.Number(arguments, "--runs", 100);
        var first = Choices.Number(arguments, "--seed", FirstSeed);
        var setting = new Setting { Limits = arguments.Contains("--production-limits") ? RateLimitProfile.Production : RateLimitProfile.None };
        var all = new Tally();
        var broken = 0;
        var gate = new Lock();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(first, first + runs, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (seed, _) =>
        {
            var played = await ModelRun.PlayAsync(Story.Of(seed), setting);
            lock (gate) all += played.Tally;
            if (played.Broken.Count == 0) return;
            Interlocked.Increment(ref broken);
            var shrunk = await ModelRun.ShrunkAsync(played, setting);
            lock (gate) Console.WriteLine(shrunk + "\n");
        });
        Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, seeds from {first}, broken {broken}");
        Console.WriteLine(all);
        return broken == 0 ? 0 : 1;
    }
}
