using System.Diagnostics;
using System.Globalization;

namespace Inkaust.Office;

/// <summary>A process, named so that nobody takes another one for it: who holds a lease.</summary>
/// <param name="Machine">A running system, and the processes that see each other in it: a restart or another container is another one.</param>
/// <param name="Process">Its number there.</param>
/// <param name="Began">When it began; numbers are given again.</param>
internal sealed record Holder(string Machine, long Process, string Began)
{
    private const int State = 0, StartTime = 19; // fields of /proc/PID/stat after the name, proc(5)

    /// <summary>This process.</summary>
    public static Holder ThisProcess { get; } = new(ThisMachine(), Environment.ProcessId, BeganOf(Environment.ProcessId) ?? "");

    /// <summary>It is known to have ended. Of another machine nothing is known.</summary>
    public bool HasEnded => Machine == ThisProcess.Machine && BeganOf(Process) != Began;

    private static string ThisMachine() => OperatingSystem.IsLinux()
        ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {File.ResolveLinkTarget("/proc/self/ns/pid", false)?.Name}"
        : Environment.MachineName;

    // Null when no such process runs; one that was killed and not yet cleared away runs no more.
    private static string? BeganOf(long process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return System.Diagnostics.Process.GetProcessById((int)process).StartTime.ToUniversalTime()
                    .ToString("O", CultureInfo.InvariantCulture);
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[State] is "Z" or "X" ? null : fields[StartTime];
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
