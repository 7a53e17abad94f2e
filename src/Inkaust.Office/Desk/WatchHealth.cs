using System.Collections.Concurrent;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Office;

/// <summary>How a KSeF was, and when that was seen.</summary>
/// <param name="Health">How it was.</param>
/// <param name="SeenAt">When.</param>
public sealed record SeenHealth(KsefHealth Health, DateTimeOffset SeenAt);

/// <summary>
/// Looks at the KSeF of every environment again and again, so that whoever wants to see its state waits for nobody.
/// To be started by whoever hosts it.
/// </summary>
public sealed class WatchHealth(AskHealth ask, CompanyRegister companies, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, SeenHealth> seen = new();
    private readonly SemaphoreSlim wanted = new(0, 1);

    /// <summary>How a KSeF was when it was last looked at; null: it has not been yet.</summary>
    public SeenHealth? Of(KsefEnvironment environment) => seen.GetValueOrDefault(environment.Word);

    /// <summary>Looks soon, without waiting for the next turn: something has changed.</summary>
    public void LookSoon()
    {
        if (wanted.CurrentCount == 0) wanted.Release();
    }

    /// <summary>Looks once at all of them.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        try
        {
            foreach (var one in companies.All().DistinctBy(one => one.Environment.Word))
                seen[one.Environment.Word] = new(await ask.OfAsync(one, stop), clock.GetUtcNow());
        }
        catch (Exception fault) when (fault is RefusedException or KsefException or System.Data.Common.DbException)
        {
            // What was seen stays, and shows how old it is.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            try
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(wanted.WaitAsync(waiting.Token), Task.Delay(BetweenLooks, clock, waiting.Token));
                await waiting.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                // It is being stopped.
            }
        }
    }
}
