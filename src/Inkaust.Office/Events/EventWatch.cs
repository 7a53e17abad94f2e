using System.Data.Common;
using Inkaust.Invoices;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Office;

/// <summary>What an event watch needs of its host.</summary>
public sealed record EventWatchSettings
{
    /// <summary>The page that an event leads to, for letters; without an event the list of all of a company.</summary>
    public required Func<Company, Happening?, Uri> AddressOf { get; init; }

    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is seen whether some ledger went on: other programs hear of it at once.</summary>
    public TimeSpan BetweenGlances { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>
/// Watches over what must not be missed, and tells it: in the app, and by e-mail to whoever wants that. Several instances may watch beside each
/// other: a thing is known by its subject, and is told once. To be started by whoever hosts it.
/// </summary>
public sealed class EventWatch : BackgroundService
{
    private readonly CompanyRegister companies;
    private readonly SeeEvents see;
    private readonly EventLetters letters;
    private readonly TimeProvider clock;
    private readonly EventWatchSettings settings;

    internal EventWatch(CompanyRegister companies, SeeEvents see, EventLetters letters, TimeProvider clock, EventWatchSettings settings) =>
        (this.companies, this.see, this.letters, this.clock, this.settings) = (companies, see, letters, clock, settings);

    /// <summary>Looks once, and puts the letters that are due.</summary>
    public void Look()
    {
        var all = companies.All();
        if (all.Count == 0) return;
        see.Of(all);
        letters.Put(all);
    }

    /// <summary>Looks at the ledgers alone, where any went on.</summary>
    public void Glance()
    {
        if (!see.HasNewSteps()) return;
        var all = companies.All();
        if (all.Count == 0) return;
        see.OfLedgers(all);
        letters.Put(all);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? lookedAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // SQL is synchronous (adr/0009): the host goes on starting meanwhile.
                var isGlance = lookedAt is { } last && clock.GetElapsedTime(last) < settings.BetweenLooks;
                if (!isGlance) lookedAt = clock.GetTimestamp();
                await Task.Run(isGlance ? Glance : Look, stoppingToken);
                await Task.Delay(settings.BetweenGlances, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is RefusedException or DbException)
            {
                // A database that is away for a moment ends nothing; the next look sees what this one did not.
                await Task.Delay(settings.BetweenLooks, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
