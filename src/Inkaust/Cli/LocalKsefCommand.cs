using System.CommandLine;
using Inkaust.Invoices;
using Inkaust.LocalKsef;

namespace Inkaust.Cli;

internal static class LocalKsefCommand
{
    public static Command Create(CommandKit kit)
    {
        var port = Port("--port", "Port of the API, Latarnia and the QR pages");
        var managementPort = Port("--management-port", "Port of the clock, announcements and faults");
        var command = new Command("local-ksef", "Run a KSeF on this machine, until Ctrl-C. No legal force; not for production") { port, managementPort };
        kit.Does(command, async (parsed, terminal, stop) =>
        {
            await using var server = await StartAsync(new LocalKsefOptions
            {
                Port = parsed.GetValue(port),
                ManagementPort = parsed.GetValue(managementPort),
                Clock = kit.Clock,
            }, stop);
            terminal.Value(new { Address = Bare(server.BaseAddress), Api = Bare(server.BaseAddress) + "/v2", Qr = Bare(server.BaseAddress) + "/qr", Management = Bare(server.ManagementAddress) });
            terminal.Say($"Lokalny KSeF działa (bez mocy prawnej): {Bare(server.BaseAddress)}", $"A local KSeF is up (no legal force): {Bare(server.BaseAddress)}");
            terminal.Say($"  API {Bare(server.BaseAddress)}/v2, strony QR {Bare(server.BaseAddress)}/qr, zarządzanie {Bare(server.ManagementAddress)}",
                $"  API {Bare(server.BaseAddress)}/v2, QR pages {Bare(server.BaseAddress)}/qr, management {Bare(server.ManagementAddress)}");
            terminal.Say($"  Firma: inkaust company add --nip NIP --name NAZWA --address ADRES --ksef {Bare(server.BaseAddress)}",
                $"  A company: inkaust company add --nip NIP --name NAME --address ADDRESS --ksef {Bare(server.BaseAddress)}");
            terminal.Say("  Koniec: Ctrl-C", "  End: Ctrl-C");
            await UntilStopped(stop);
            return 0;
        });
        return command;
    }

    private static async Task<LocalKsefServer> StartAsync(LocalKsefOptions options, CancellationToken stop)
    {
        try
        {
            return await LocalKsefServer.StartAsync(options, stop);
        }
        catch (IOException fault)
        {
            throw new RefusedException(new Finding("INK-ENV-003",
                $"Lokalny KSeF nie może zająć portu: {fault.Message}", $"The local KSeF cannot take its port: {fault.Message}")
            { Hint = new("Podaj inny --port albo --management-port.", "Name another --port or --management-port.") }, fault);
        }
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

    private static Option<int> Port(string name, string description)
    {
        var option = new Option<int>(name) { Description = description + " (0: a free one)", HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535) result.AddError($"{name} is a number from 0 to 65535.");
        });
        return option;
    }

    private static string Bare(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
