using System.Globalization;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkaust.Cli;

/// <summary>What somebody wants who starts the web app.</summary>
internal sealed record InstallationWish
{
    /// <summary>Addresses to listen on.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Where people reach it; null: where it listens.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Events may be sent to programs on this machine.</summary>
    public bool AllowLocalWebhooks { get; init; }

    /// <summary>With a KSeF of this machine.</summary>
    public bool HasLocalKsef { get; init; } = true;

    /// <summary>The port of that KSeF, its management port is the next one; 0: free ones; null: those of the last time.</summary>
    public int? LocalKsefPort { get; init; }
}

/// <summary>
/// Everything that runs on this machine: the local KSeF with its own file in the data folder, the clock that follows it, the office, and the web app
/// with the sending. The ports of the local KSeF stay the same, because companies know it by its address.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private const int UsualPort = 5090;
    private const string KeptPorts = "local-ksef.ports", KeptKsef = "local-ksef.db";

    private readonly Stack<IAsyncDisposable> parts = new();

    private Installation() { }

    public WebApplication App { get; private set; } = null!;

    public Workplace Office { get; private set; } = null!;

    /// <summary>Null: it runs without one.</summary>
    public LocalKsefServer? LocalKsef { get; private set; }

    /// <summary>Where it answers.</summary>
    public Uri Address => new(App.Urls.First());

    /// <summary>Where whoever started it makes the first account; null: it is there already, or nobody else reaches the app.</summary>
    public Uri? FirstAccount => App.Services.GetRequiredService<WebSettings>() is { IsForTheNet: true } settings && Office.FirstAccount.Word is { } word
        ? new Uri(settings.PublicAddress ?? Address, $"/sign-up?first={word}") : null;

    /// <summary>Starts all of it; it answers when this returns.</summary>
    /// <param name="surroundings">What the machine tells.</param>
    /// <param name="place">Where the data are; null: the usual place.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="own">The clock of this machine.</param>
    /// <param name="logs">Hears what happens; null: nobody.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-ENV-007: the local KSeF cannot start; 008: the app cannot listen;
    /// INK-STORE-nnn, INK-KEY-nnn.</exception>
    public static async Task<Installation> StartAsync(
        Surroundings surroundings, string? place, InstallationWish wish, TimeProvider own, ILoggerFactory? logs, CancellationToken stop)
    {
        place ??= surroundings.UsualPlace;
        var installation = new Installation();
        try
        {
            await installation.StartAsync(
                surroundings, place, Workplace.IsOfSeveralMachines(place) ? surroundings.UsualFolder : place, wish, own, logs, stop);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync(
        Surroundings surroundings, string place, string folder, InstallationWish wish, TimeProvider own, ILoggerFactory? logs, CancellationToken stop)
    {
        var starting = wish.HasLocalKsef ? Task.Run(() => StartLocalKsefAsync(folder, wish.LocalKsefPort, own, stop), stop) : null;
        var clock = new RehearsalClock(own) { NowAndThen = true };
        try
        {
            Office = surroundings.Open(place, clock, logs);
        }
        finally
        {
            if (starting is not null) LocalKsef = await starting;
            if (LocalKsef is not null) parts.Push(LocalKsef);
        }
        parts.Push(Office);
        if (LocalKsef is not null) await FollowAsync(LocalKsef, clock, own, stop);
        App = WebApp.Build(Office, new WebSettings
        {
            Urls = wish.Urls,
            PublicAddress = wish.PublicAddress,
            AllowLocalWebhooks = wish.AllowLocalWebhooks,
            LocalKsef = LocalKsef?.BaseAddress,
            LocalManagement = LocalKsef?.ManagementAddress,
            Mail = surroundings.Mail,
        });
        parts.Push(new Listening(App));
        await ListenAsync(wish.Urls, stop);
    }

    /// <summary>Waits until somebody ends it.</summary>
    /// <param name="stop">Ctrl-C, or the end of the machine.</param>
    public Task UntilStoppedAsync(CancellationToken stop) => App.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part)) await part.DisposeAsync();
    }

    // Its receipts are proven by its own authority, and days to come are played by its clock while nobody belongs to another KSeF.
    private async Task FollowAsync(LocalKsefServer ksef, RehearsalClock clock, TimeProvider own, CancellationToken stop)
    {
        using (var management = new ManagementClient(ksef.ManagementAddress))
            Office.JudgeUpo.Trust(KsefEnvironment.Local(ksef.BaseAddress), await management.AuthorityAsync(stop));
        parts.Push(new Following(await FollowedClock.OfAsync(ksef.ManagementAddress, clock, Office.Companies.AreAllLocal, own, stop)));
    }

    private async Task ListenAsync(IReadOnlyList<string> urls, CancellationToken stop)
    {
        try
        {
            await App.StartAsync(stop);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException or FormatException or InvalidOperationException)
        {
            throw new RefusedException(new Finding("INK-ENV-008",
                $"Aplikacja nie może nasłuchiwać na {string.Join(", ", urls)}: {fault.Message}",
                $"The app cannot listen on {string.Join(", ", urls)}: {fault.Message}")
            {
                Hint = new("Może Inkaust już działa. Podaj inny adres w --urls.",
                    "Perhaps Inkaust runs already. Name another address with --urls."),
            }, fault);
        }
    }

    private static async Task<LocalKsefServer> StartLocalKsefAsync(string folder, int? wanted, TimeProvider own, CancellationToken stop)
    {
        var (port, management) = PortsIn(folder, wanted);
        try
        {
            OwnerOnly.Folder(folder);
            var server = await LocalKsefServer.StartAsync(new LocalKsefOptions
            {
                Port = port,
                ManagementPort = management,
                Clock = own,
                DataFile = Path.Combine(folder, KeptKsef),
                Drawing = LocalKsefCommand.Draw,
            }, stop);
            OwnerOnly.Replace(Path.Combine(folder, KeptPorts), Encoding.ASCII.GetBytes($"{server.BaseAddress.Port} {server.ManagementAddress.Port}\n"));
            return server;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Finding("INK-ENV-007",
                $"Lokalny KSeF nie może zająć portów {port} i {management} albo otworzyć swojego pliku: {fault.Message}",
                $"The local KSeF cannot take the ports {port} and {management}, or open its file: {fault.Message}")
            {
                Hint = new("Może Inkaust już działa. Zatrzymaj go, podaj inny --local-ksef-port albo --no-local-ksef.",
                    "Perhaps Inkaust runs already. Stop it, name another --local-ksef-port, or say --no-local-ksef."),
            }, fault);
        }
    }

    private static (int Port, int Management) PortsIn(string folder, int? wanted)
    {
        if (wanted is { } port) return (port, port == 0 ? 0 : port + 1);
        var kept = Path.Combine(folder, KeptPorts);
        return File.Exists(kept) && File.ReadAllText(kept).Split(' ') is [var api, var management]
            && int.TryParse(api, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(management, CultureInfo.InvariantCulture, out var second)
            ? (first, second) : (UsualPort, UsualPort + 1);
    }

    // An app that is disposed of alone tells its services to end and waits for none: they would go on in a store that is closed under them.
    private sealed class Listening(WebApplication app) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    // It is let go of with the others, in its turn.
    private sealed class Following(FollowedClock clock) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            clock.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
