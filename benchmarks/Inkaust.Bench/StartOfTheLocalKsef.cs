using System.Diagnostics;
using Inkaust.LocalKsef;

namespace Inkaust.Bench;

/// <summary>How long the local KSeF takes to answer its first question, and what memory a process with it holds.</summary>
internal static class StartOfTheLocalKsef
{
    private const int Runs = 5;

    public static async Task<int> RunAsync(string[] _)
    {
        var before = Resident();
        using var http = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        await StartAndAskAsync(http);
        var first = Stopwatch.GetElapsedTime(started);
        var median = await Measure.MedianAsync(Runs, () => StartAndAskAsync(http));
        Console.WriteLine($"first start in a process    {first.TotalMilliseconds,8:0} ms");
        Console.WriteLine($"a further one (median)      {median.TotalMilliseconds,8:0} ms   (the limit that we set: 1000 ms)");
        Console.WriteLine($"memory of the process       {Resident(),8:0} MB   ({before:0} MB before)");
        return 0;
    }

    private static async Task StartAndAskAsync(HttpClient http)
    {
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions());
        (await http.GetAsync(new Uri(server.BaseAddress, "v2/security/public-key-certificates"))).EnsureSuccessStatusCode();
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }
}
