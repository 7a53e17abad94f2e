using System.CommandLine;
using Inkaust.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Cli;

/// <summary>Runs the web app until Ctrl-C.</summary>
internal static class WebCommand
{
    private const string UsualUrl = "http://127.0.0.1:5080";

    public static Command Create(CommandKit kit)
    {
        var urls = new Option<string[]>("--urls")
        {
            Description = $"Addresses to listen on (default: {UsualUrl})",
            HelpName = "URL",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("web", "Run the web app, with the sending service and a KSeF of this machine, until Ctrl-C") { urls };
        kit.Does(command, async (parsed, workplace, terminal, stop) =>
        {
            var settings = new WebSettings { Urls = parsed.GetValue(urls) is { Length: > 0 } named ? named : [UsualUrl], Mail = kit.Surroundings.Mail };
            await using var app = WebApp.Build(workplace, settings);
            await app.StartAsync(stop);
            terminal.Say($"Inkaust działa: {app.Urls.First()}", $"Inkaust is up: {app.Urls.First()}");
            terminal.Say("Koniec: Ctrl-C", "End: Ctrl-C");
            await UntilStopped(stop);
            await app.StopAsync(CancellationToken.None);
            return 0;
        });
        return command;
    }

    private static async Task UntilStopped(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how this command ends well.
        }
    }
}
