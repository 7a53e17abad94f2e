using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Inkaust.Tests.Support;

/// <summary>Programs and reference files beside the project; tests that want them skip, with a message, where they are missing.</summary>
internal static class LocalKsefTools
{
    public static async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true } };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
        }
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>A file under <c>../shared/ksef</c> beside the checkout.</summary>
    public static string Reference(string path, [CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(here)!); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "ksef", path) is var candidate && File.Exists(candidate)) return candidate;
        Assert.Skip($"The reference file ../shared/ksef/{path} is not there.");
        return "";
    }
}
