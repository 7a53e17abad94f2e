using System.Diagnostics;
using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Scenarios;

/// <summary>The program in a pipe: bytes as they are, whatever the terminal believes.</summary>
public sealed class StandardStreamsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-streams-");

    [Fact]
    public async Task Polish_letters_reach_a_program_whatever_the_terminal_believes()
    {
        await AddCompanyAsync();
        Assert.Contains("Żółć i Łąka", Encoding.UTF8.GetString(await RunAsync([], "company", "list", "--json")));
    }

    [Fact]
    public async Task A_draft_comes_in_by_a_pipe_and_the_invoice_goes_out_by_one()
    {
        await AddCompanyAsync();
        var draft = await File.ReadAllBytesAsync(Path.Combine(Checkout.Root, "examples", "a-online.json"), Stage.Stop);
        var xml = await RunAsync(draft, "invoice", "new", "-", "-o", "-");
        Assert.Equal("FV/1/11/2026", Fa3Invoice.Read(xml).Number);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(await RunAsync(xml, "pdf", "-", "-o", "-", "--mode", "online"))[..5]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<byte[]> AddCompanyAsync() =>
        RunAsync([], "company", "add", "--nip", "5260001246", "--name", "Żółć i Łąka", "--address", "ul. Ćmielowska 1, 00-001 Łódź", "--ksef", "http://127.0.0.1:9");

    private async Task<byte[]> RunAsync(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), .. arguments, "--data", folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "en_US.US-ASCII" },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(input, Stage.Stop);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, Stage.Stop);
        await process.WaitForExitAsync(Stage.Stop);
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
