using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Inkaust.Bench;

/// <summary>What a program costs from its start to its end, as whoever types its name pays it.</summary>
/// <param name="Wall">Until it ended.</param>
/// <param name="Cpu">Of all its threads, in user and system mode.</param>
/// <param name="PeakBytes">The most memory it ever held (VmHWM of Linux; 0 elsewhere).</param>
internal readonly partial record struct WholeProcess(TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Wall.TotalSeconds,7:0.00} s  {Cpu.TotalSeconds,7:0.00} s of CPU  {PeakBytes / 1_000_000,5} MB at most");

    /// <summary>Runs a program to its end; the median by wall time of <paramref name="runs"/>, after one that does not count.</summary>
    public static WholeProcess Run(int runs, string program, params IReadOnlyList<string> arguments)
    {
        Once(program, arguments);
        return Enumerable.Range(0, runs).Select(_ => Once(program, arguments)).OrderBy(one => one.Wall).ElementAt(runs / 2);
    }

    /// <summary>
    /// A project of this checkout, published as its users get it: compiled ahead of time. Its assembly, to be run with <c>dotnet</c>; null where that
    /// cannot be done (the registry serves no compiler for this machine).
    /// </summary>
    public static string? Publish(string project, string assembly)
    {
        var kind = RuntimeInformation.RuntimeIdentifier;
        var published = Path.Combine(PublishedApart.Folder, "publish", Path.GetFileName(project), $"release_{kind}", assembly);
        return PublishedApart.Publish(project, "-r", kind, "--self-contained", "false") && File.Exists(published) ? published : null;
    }

    /// <summary>Runs a program to its end, once.</summary>
    public static WholeProcess Once(string program, params IReadOnlyList<string> arguments)
    {
        var before = CpuOfChildren();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        while (!process.WaitForExit(3)) peak = Math.Max(peak, PeakOf(process.Id));
        return new WholeProcess(watch.Elapsed, CpuOfChildren() - before, peak);
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("VmHWM:".Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static TimeSpan CpuOfChildren()
    {
        if (!OperatingSystem.IsLinux()) return TimeSpan.Zero;
        const int OfChildren = -1;
        var usage = new long[18];
        _ = ResourcesUsed(OfChildren, usage);
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    // struct rusage: seconds and microseconds in user mode, the same in system mode, then counts.
    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ResourcesUsed(int who, [In, Out] long[] usage);
}
