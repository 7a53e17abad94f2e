using System.Data.Common;
using Inkaust.Invoices;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Office;

/// <summary>How receiving by itself is set up.</summary>
public sealed record SyncByItselfSettings
{
    /// <summary>The companies that it receives for; asked at every round.</summary>
    public required Func<IReadOnlyList<Company>> Companies { get; init; }

    /// <summary>Hears of every sync that fetched something, or failed.</summary>
    public Action<Company, InboxReport> Tell { get; init; } = (_, _) => { };

    /// <summary>Time after the start before the first round: who has just started the program is not made to wait by it.</summary>
    public TimeSpan FirstAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Time between two rounds. KSeF wants 15 minutes for a role; with four roles half an hour leaves most of its 20 packages an hour to people.
    /// </summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How each sync is to go.</summary>
    public SyncWish Wish { get; init; } = new();
}

/// <summary>
/// Receives for all companies, one after another, until it is told to stop. A company that has nothing to sign in with is passed over. To be started by
/// whoever hosts it, beside the sending.
/// </summary>
public sealed class SyncByItself(SyncInbox sync, KeyRing keys, KsefTokens tokens, TimeProvider clock, SyncByItselfSettings settings) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = settings.FirstAfter;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, clock, stoppingToken);
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is RefusedException or DbException or IOException)
            {
                // A database or a disk that is away for a moment ends nothing; the next round fetches what this one did not.
            }
            wait = settings.Between;
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        foreach (var company in settings.Companies())
        {
            if (!CanSignIn(company)) continue;
            var report = await sync.OnceAsync(company, settings.Wish, stop);
            if (report.Fresh > 0 || report.HasFailed) settings.Tell(company, report);
        }
    }

    // A seal signs in too; where KSeF takes one that we sign ourselves, nothing is needed.
    private bool CanSignIn(Company company) => company.Environment.IsLocal || tokens.EndDate(company.Id) is not null
        || keys.Of(company.Id).Any(one => one.Kind is CertificateKind.Authentication or CertificateKind.Seal && one.IsValid(clock.GetUtcNow()));
}
