using System.Data.Common;
using System.Globalization;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The clock of a local KSeF, followed while a command runs: whoever turns it on the management port turns ours with it.</summary>
internal sealed class FollowedClock : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly ManagementClient management;
    private readonly Func<bool> mayFollow;
    private readonly CancellationTokenSource ended = new();

    private FollowedClock(ManagementClient management, RehearsalClock clock, Func<bool> mayFollow) =>
        (this.management, Clock, this.mayFollow) = (management, clock, mayFollow);

    /// <summary>The time of that KSeF.</summary>
    public RehearsalClock Clock { get; }

    /// <summary>Begins to follow the clock.</summary>
    /// <param name="management">Address of the management port.</param>
    /// <param name="own">By which it runs between two looks.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-ENV-006: no local KSeF tells its time there.</exception>
    public static Task<FollowedClock> OfAsync(Uri management, TimeProvider own, CancellationToken stop) =>
        OfAsync(management, new RehearsalClock(own), static () => true, own, stop);

    /// <summary>Begins to follow the clock now and then.</summary>
    /// <param name="management">Address of the management port.</param>
    /// <param name="clock">Which is to follow.</param>
    /// <param name="mayFollow">Asked when that KSeF is at another time: whether ours may be there too. Else it stays where it is.</param>
    /// <param name="own">By which it runs between two looks.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">INK-ENV-006: no local KSeF tells its time there.</exception>
    public static async Task<FollowedClock> OfAsync(
        Uri management, RehearsalClock clock, Func<bool> mayFollow, TimeProvider own, CancellationToken stop)
    {
        var followed = new FollowedClock(new ManagementClient(management), clock, mayFollow);
        try
        {
            await followed.LookAsync(stop);
            _ = followed.FollowAsync(own);
            return followed;
        }
        catch (Exception fault)
        {
            followed.Dispose();
            throw fault is RefusedException or InvalidOperationException or FormatException
                ? new RefusedException(NoClockAt(management), fault) : fault;
        }
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
        management.Dispose();
    }

    private async Task FollowAsync(TimeProvider own)
    {
        var stop = ended.Token;
        using var looks = new PeriodicTimer(BetweenLooks, own);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await looks.WaitForNextTickAsync(stop);
                await LookAsync(stop);
            }
            catch (Exception fault) when (fault is RefusedException or DbException or InvalidOperationException or OperationCanceledException)
            {
                // The server is gone, or we are: it runs on from where it was.
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var shown = await management.CallAsync("GET", "/clock", null, stop)
            ?? throw new InvalidOperationException("The server told no time.");
        var (now, frozen) = (DateTimeOffset.Parse(shown["now"]!.GetValue<string>(), CultureInfo.InvariantCulture), shown["frozen"]!.GetValue<bool>());
        if ((frozen || !Clock.IsOwn(now)) && !mayFollow()) Clock.ShowOwn();
        else Clock.Follow(now, frozen);
    }

    private static Finding NoClockAt(Uri management) => new("INK-ENV-006",
        $"Pod adresem {management} żaden lokalny KSeF nie podaje czasu. Nic nie zrobiono.",
        $"No local KSeF tells its time at {management}. Nothing was done.")
    {
        Hint = new("Podaj --clock z adresem portu zarządzania, który wypisało polecenie inkaust local-ksef.",
            "Give --clock the address of the management port that inkaust local-ksef has printed."),
    };
}
