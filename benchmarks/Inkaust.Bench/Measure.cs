using System.Diagnostics;

namespace Inkaust.Bench;

/// <summary>Times as a person would compare them: the median of several runs, after one that does not count.</summary>
internal static class Measure
{
    public static async Task<TimeSpan> MedianAsync(int runs, Func<Task> work)
    {
        await work();
        var times = new List<TimeSpan>();
        for (var run = 0; run < runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(started));
        }
        times.Sort();
        return times[times.Count / 2];
    }

    public static TimeSpan Median(int runs, Action work) => MedianAsync(runs, () =>
    {
        work();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();
}
