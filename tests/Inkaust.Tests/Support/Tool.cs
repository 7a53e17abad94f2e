using System.Diagnostics;

namespace Inkaust.Tests;

/// <summary>A program of the system that judges our files from outside, or builds from them. When its test is stopped, so is the program.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end and gives all that it wrote. Skips the test when the program is not installed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        var ended = await EndedAsync(name, arguments);
        return (ended.ExitCode, ended.Output + ended.Error);
    }

    /// <inheritdoc cref="RunAsync"/>
    public static (int ExitCode, string Output) Run(string name, params string[] arguments)
    {
        var ended = End(name, arguments);
        return (ended.ExitCode, ended.Output + ended.Error);
    }

    /// <summary>Runs it, fails the test unless it ends well, and gives its output.</summary>
    public static async Task<string> MustAsync(string name, params string[] arguments) => (await EndedAsync(name, arguments)).Well(name, arguments);

    /// <inheritdoc cref="MustAsync"/>
    public static string Must(string name, params string[] arguments) => End(name, arguments).Well(name, arguments);

    /// <summary>
    /// Has the SDK build something, by processes that end with it: a build server that stays would hold what it was given open, and
    /// one that another build left may go away meanwhile.
    /// </summary>
    /// <param name="verb"><c>build</c>, <c>pack</c> or <c>publish</c>.</param>
    /// <param name="project">What is built: a file or its folder.</param>
    /// <param name="arguments">Further ones.</param>
    public static Task<string> BuildAsync(string verb, string project, params string[] arguments) => MustAsync(
        "dotnet", [verb, project, "-v", "quiet", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. arguments]);

    /// <summary>Skips the test unless these programs are installed.</summary>
    public static void Need(params string[] names)
    {
        foreach (var name in names)
            if (!IsInstalled(name)) Assert.Skip($"{name} is not installed; ./test installs it where it can.");
    }

    private static async Task<Ended> EndedAsync(string name, string[] arguments)
    {
        using var process = Start(name, arguments);
        await using var stopping = StoppedWithTheTest(process);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, output, await error);
    }

    private static Ended End(string name, string[] arguments)
    {
        using var process = Start(name, arguments);
        using var stopping = StoppedWithTheTest(process);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ended(process.ExitCode, output, error.Result);
    }

    private static Process Start(string name, string[] arguments)
    {
        Need(name);
        return Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private static CancellationTokenRegistration StoppedWithTheTest(Process process) => Stage.Stop.Register(() => process.Kill(entireProcessTree: true));

    private static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    private sealed record Ended(int ExitCode, string Output, string Error)
    {
        public string Well(string name, string[] arguments)
        {
            Assert.True(ExitCode == 0, $"{name} {string.Join(' ', arguments)} ended with {ExitCode}: {Output}{Error}");
            return Output;
        }
    }
}
