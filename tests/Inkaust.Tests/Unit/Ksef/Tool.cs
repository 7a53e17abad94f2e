using System.Diagnostics;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>An independent program that judges our signatures, where it is installed.</summary>
internal static class Tool
{
    /// <summary>Runs it and gives its exit code and everything it said; skips the test when it is not there.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed here.");
        }
        var error = process!.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        var exitCode = process.ExitCode;
        process.Dispose();
        return (exitCode, output);
    }
}

/// <summary>A directory for one test, deleted with it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("inkaust-ksef-");

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(directory.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => directory.Delete(recursive: true);
}
