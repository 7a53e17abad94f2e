using System.CommandLine;
using System.CommandLine.Parsing;
using Inkaust.Answers;

namespace Inkaust.Cli;

/// <summary>Runs the web app until Ctrl-C.</summary>
internal static class WebCommand
{
    // The management port is the next one.
    private const int LargestPort = 65534;

    private const string UsualUrl = "http://127.0.0.1:5080";

    public static Command Create(CommandKit kit)
    {
        var urls = new Option<string[]>("--urls")
        {
            Description = $"Addresses to listen on (default: {UsualUrl})",
            HelpName = "URL",
            AllowMultipleArgumentsPerToken = true,
        };
        var published = new Option<Uri?>("--public")
        {
            Description = "Where people reach it, e.g. behind a proxy: other hosts are refused, and links in e-mails begin so",
            HelpName = "URL",
            CustomParser = ReadAddress,
        };
        var without = new Option<bool>("--no-local-ksef") { Description = "Without the KSeF of this machine" };
        var local = new Option<bool>("--allow-local-webhooks")
        {
            Description = "Let companies have their events sent to programs on this machine, by http too, and to the private networks around it by https",
        };
        var port = new Option<int?>("--local-ksef-port")
        {
            Description = "Port of the KSeF of this machine; its management port is the next one (default: that of the last time, at first 5090)",
            HelpName = "PORT",
            CustomParser = result => Arguments.ReadNumber(result, "--local-ksef-port", 0, LargestPort),
        };
        port.Validators.Add(result =>
        {
            if (result.GetResult(without) is { Implicit: false })
                result.Refuse("--local-ksef-port i --no-local-ksef wykluczają się.", "--local-ksef-port and --no-local-ksef exclude each other.");
        });
        var command = new Command("web", "Run the web app, with the sending service and a KSeF of this machine, until Ctrl-C")
        {
            urls, published, local, without, port,
        };
        kit.Does(command, async (parsed, terminal, stop) =>
        {
            using var logs = parsed.GetValue(CommandLine.Verbose) ? kit.LogsOf(terminal) : null;
            await using var installation = await Installation.StartAsync(kit.Surroundings, CommandKit.PlaceOf(parsed), new InstallationWish
            {
                Urls = parsed.GetValue(urls) is { Length: > 0 } named ? named : [UsualUrl],
                PublicAddress = parsed.GetValue(published),
                AllowLocalWebhooks = parsed.GetValue(local),
                HasLocalKsef = !parsed.GetValue(without),
                LocalKsefPort = parsed.GetValue(port),
            }, kit.Clock, logs, stop);
            var (shown, ksef) = (Bare(installation.Address), installation.LocalKsef);
            var first = installation.FirstAccount?.AbsoluteUri;
            terminal.Value(new WebAnswer(shown, ksef is null ? null : Bare(ksef.BaseAddress), ksef is null ? null : Bare(ksef.ManagementAddress), first));
            terminal.Say($"Inkaust działa: {shown}", $"Inkaust is up: {shown}");
            if (first is not null)
                terminal.Say($"Tu załóż pierwsze konto, które prowadzi instalację: {first}",
                    $"Make the first account, which runs the installation, here: {first}");
            terminal.Say("Koniec: Ctrl-C", "End: Ctrl-C");
            await installation.UntilStoppedAsync(stop);
            return 0;
        });
        return command;
    }

    private static Uri? ReadAddress(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.PathAndQuery == "/") return address;
        result.Refuse("--public to adres bez ścieżki, np. https://faktury.example.",
            "--public is an address without a path, e.g. https://invoices.example.");
        return null;
    }

    private static string Bare(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
