using System.Diagnostics;

namespace Inkaust.Tests.Support;

/// <summary>Programs beside the project; tests that want them skip, with a message, where they are missing.</summary>
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
}
