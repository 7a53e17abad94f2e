using System.Text.Json;
using Inkaust.Cli;

namespace Inkaust.Tests;

/// <summary>The command line as somebody types it on one data folder, in English.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">The clock of that machine.</param>
/// <param name="always">What every command gets besides.</param>
internal sealed class Shell(string folder, TimeProvider clock, params string[] always)
{
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var isOfServer = arguments is ["local-ksef", ..];
        var code = await CommandLine.RunAsync(isOfServer ? arguments : [.. arguments, "--data", folder, "--lang", "en", .. always], output, error, clock);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>A command that ends well.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {error}");
        return output;
    }

    /// <summary>A command that ends well, with its answer for programs.</summary>
    public async Task<JsonElement> AnswerAsync(params string[] arguments) => JsonDocument.Parse(await DoneAsync([.. arguments, "--json"])).RootElement;

    /// <summary>A command that is refused.</summary>
    /// <returns>What it said on the error stream.</returns>
    public async Task<string> RefusedAsync(int code, params string[] arguments)
    {
        var (ended, _, error) = await RunAsync(arguments);
        Assert.True(code == ended, $"{string.Join(' ', arguments)} ended with {ended}: {error}");
        return error;
    }
}
