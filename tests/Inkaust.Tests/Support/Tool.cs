using System.Diagnostics;

namespace Inkaust.Tests;

/// <summary>A program of the system that judges our files from outside.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end and gives what it wrote. Skips the test when the program is not installed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        Need(name);
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs it and fails the test unless it ends well.</summary>
    public static async Task<string> MustAsync(string name, params string[] arguments)
    {
        var (code, output) = await RunAsync(name, arguments);
        Assert.True(code == 0, $"{name} {string.Join(' ', arguments)} ended with {code}: {output}");
        return output;
    }

    /// <summary>Skips the test unless these programs are installed.</summary>
    public static void Need(params string[] names)
    {
        foreach (var name in names)
            if (!IsInstalled(name)) Assert.Skip($"{name} is not installed; ./test installs it where it can.");
    }

    private static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
