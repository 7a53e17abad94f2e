using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Inkaust.Tests.Support;

/// <summary>A local KSeF in a process of its own, as a user starts it: it can be killed, and nobody else takes of its memory.</summary>
internal sealed class LocalKsefProcess : IDisposable
{
    private readonly Process process;

    private LocalKsefProcess(Process process, JsonNode addresses)
    {
        this.process = process;
        BaseAddress = new Uri(addresses["address"]!.GetValue<string>());
        ManagementAddress = new Uri(addresses["management"]!.GetValue<string>());
    }

    public Uri BaseAddress { get; }

    public Uri ManagementAddress { get; }

    /// <summary>What it holds of the machine's memory, in octets.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts one that answers when this returns.</summary>
    public static async Task<LocalKsefProcess> StartAsync(params string[] options)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "local-ksef", .. options, "--json"])
        {
            RedirectStandardOutput = true,
        })!;
        // One JSON value, over several lines, and then nothing more as long as the server runs.
        var text = "";
        while (await process.StandardOutput.ReadLineAsync(Stage.Stop) is { } line)
        {
            text += line;
            if (text.Count(c => c == '{') == text.Count(c => c == '}')) break;
        }
        return new LocalKsefProcess(process, JsonNode.Parse(text)!);
    }

    /// <summary>SIGKILL.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
