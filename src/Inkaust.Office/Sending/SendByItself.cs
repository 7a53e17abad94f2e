using System.Data.Common;
using Inkaust.Invoices;
using Microsoft.Extensions.Hosting;

namespace Inkaust.Office;

/// <summary>How sending by itself is set up.</summary>
public sealed record SendByItselfSettings
{
    /// <summary>The companies that it sends for; asked at every look, so that those that come later are served too.</summary>
    public required Func<IReadOnlyList<Company>> Companies { get; init; }

    /// <summary>Hears of every round in which something moved, failed or is news, and for whom; null: the companies cannot be listed.</summary>
    public Action<Company?, SendingReport> Tell { get; init; } = (_, _) => { };

    /// <summary>Hears of every look, also when nothing is to be done: whoever watches knows that it goes on.</summary>
    public Action<Beat> Beats { get; init; } = _ => { };

    /// <summary>Hears how far a round has come; null: nobody listens.</summary>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Time between two looks for what another process issued, and between two rounds for whoever has something under way.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two rounds for a company of which nothing is open: they renew certificates and hear what is announced.</summary>
    public TimeSpan BetweenIdleRounds { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many companies have their rounds at once.</summary>
    public int AtOnce { get; init; } = 16;
}

/// <summary>One look of whoever sends by himself.</summary>
/// <param name="At">When.</param>
/// <param name="Companies">How many companies he sends for.</param>
/// <param name="WithWork">How many of them have something open.</param>
public sealed record Beat(DateTimeOffset At, int Companies, int WithWork);

/// <summary>
/// Sends for all companies until it is told to stop, so that what was issued offline goes out as soon as the line is back. A company has a round
/// when something was issued for it, when it has something open, and now and then; <see cref="SendWaiting"/> is the round.
/// </summary>
/// <param name="send">The round.</param>
/// <param name="ledger">Where it is seen what is open.</param>
/// <param name="bell">Rings when something was issued here.</param>
/// <param name="clock">The time.</param>
/// <param name="settings">How.</param>
public sealed class SendByItself(SendWaiting send, Ledger ledger, IssuedBell bell, TimeProvider clock, SendByItselfSettings settings)
    : BackgroundService
{
    // Nobody waits for it, so it waits for its turns however long.
    private readonly RoundWish wish = new() { Patience = Patience.Endless, Progress = settings.Progress };

    private readonly Dictionary<CompanyId, DateTimeOffset> dueAt = [];
    private readonly Dictionary<CompanyId, Task> running = [];
    private readonly Lock telling = new();
    private IReadOnlyList<Company> known = [];
    private DateTimeOffset? nextLookAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Look();
            Begin(stoppingToken);
            await SomethingAsync(stoppingToken);
            foreach (var (company, round) in running.Where(one => one.Value.IsCompleted).ToList())
            {
                running.Remove(company);
                // What no round can answer for ends all of it, loudly.
                await round;
            }
        }
        await Task.WhenAll(running.Values);
    }

    private void Look()
    {
        while (bell.Rung.TryRead(out var rung))
        {
            dueAt[rung] = DateTimeOffset.MinValue;
            if (known.All(one => one.Id != rung)) nextLookAt = null;
        }
        var now = clock.GetUtcNow();
        if (nextLookAt is { } at && !HasCome(at, settings.BetweenLooks, now)) return;
        nextLookAt = now + settings.BetweenLooks;
        try
        {
            known = settings.Companies();
            var withWork = ledger.Among(known).WithWork();
            foreach (var company in withWork) dueAt[company] = now;
            lock (telling) settings.Beats(new Beat(now, known.Count, withWork.Count));
        }
        // A database that is away for a moment ends nothing: those that are known go on.
        catch (RefusedException refused)
        {
            Tell(null, new SendingReport([], refused.Findings));
        }
        catch (DbException fault)
        {
            Tell(null, new SendingReport([], [Database.Failed(fault)]));
        }
    }

    private void Begin(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var due = known.Where(one => !running.ContainsKey(one.Id) && HasCome(DueAt(one), settings.BetweenIdleRounds, now))
            .OrderBy(DueAt).Take(settings.AtOnce - running.Count).ToList();
        foreach (var company in due)
        {
            dueAt[company.Id] = now + settings.BetweenIdleRounds;
            running[company.Id] = Task.Run(() => RoundAsync(company, stop), CancellationToken.None);
        }
    }

    // A round ends, the bell rings, or the time of the nearest thing to do has come.
    private async Task SomethingAsync(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var rings = bell.Rung.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny([rings, Task.Delay(UntilTheNearest(), clock, over.Token), .. running.Values]);
        await over.CancelAsync();
    }

    private TimeSpan UntilTheNearest()
    {
        var now = clock.GetUtcNow();
        var nearest = nextLookAt!.Value;
        if (running.Count < settings.AtOnce)
        {
            foreach (var at in known.Where(one => !running.ContainsKey(one.Id)).Select(DueAt)) nearest = at < nearest ? at : nearest;
        }
        return nearest > now ? nearest - now : TimeSpan.Zero;
    }

    private async Task RoundAsync(Company company, CancellationToken stop)
    {
        try
        {
            var report = await send.OnceAsync(company, wish, stop);
            if (report is not AnothersTurn && !report.IsEmpty) Tell(company, report);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next round goes on from what is on disk.
        }
    }

    // Rounds end beside each other; whoever hears of them hears of one after another.
    private void Tell(Company? company, SendingReport report)
    {
        lock (telling) settings.Tell(company, report);
    }

    private DateTimeOffset DueAt(Company company) => dueAt.GetValueOrDefault(company.Id, DateTimeOffset.MinValue);

    // What lies further ahead than it can was set before the clock was set back.
    private static bool HasCome(DateTimeOffset at, TimeSpan longest, DateTimeOffset now) => at <= now || at - now > longest;
}
