using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What one round of sending did.</summary>
/// <param name="Moved">Invoices that were sent or settled, as they stand now.</param>
/// <param name="Problems">What did not go, and why; the invoices concerned wait or are refused, none is lost.</param>
public sealed record SendingReport(IReadOnlyList<IssuedInvoice> Moved, IReadOnlyList<Finding> Problems)
{
    /// <summary>Nothing was done, because another process sends for this company now.</summary>
    public bool IsAnothersTurn => Problems is [{ Code: "INK-SEND-001" }];
}

/// <summary>
/// The mirror of <see cref="IssueInvoice"/>: settle what is unknown -> open a session -> intent on disk -> send -> status ->
/// close -> official receipts. Everything may break at any point; the next round goes on from what is on disk.
/// </summary>
public sealed class SendWaiting(
    Database database, Ledger ledger, JudgeUpo judge, SignIn signIn, CertificateStates certificates, RenewCertificates renew,
    CorrectInvoice correct, AnnouncementArchive announcements, KeepDeadlines keepDeadlines, WarnAhead warnAhead, TimeProvider clock)
{
    private static readonly Pace UntilFinal = new(TimeSpan.FromMilliseconds(25), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2));

    // Companies of one environment share what Latarnia said (LAW 107).
    private static readonly TimeSpan LatarniaIsGoodFor = TimeSpan.FromSeconds(30);

    private readonly Leases leases = new(database);

    /// <summary>One round for one company.</summary>
    /// <exception cref="RefusedException">INK-SEND-001: another process has the turn; INK-SEND-006: it took it over; INK-CERT-002: nothing to sign in with.</exception>
    /// <exception cref="KsefException">KSeF could not be reached or refused the sign-in; nothing was sent.</exception>
    public async Task<SendingReport> OnceAsync(Company company, CancellationToken stop = default)
    {
        await using var turn = leases.Take(company.Id) ?? throw new RefusedException(new Finding("INK-SEND-001",
            "Inny proces właśnie wysyła faktury tej firmy.", "Another process is sending this company's invoices right now.")
        { Hint = new("Poczekaj, aż skończy; zobacz", "Wait until it ends; see"), Next = new SeeStanding(company) });
        using var untilLost = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.Lost);
        try
        {
            return await RoundAsync(company, turn, untilLost.Token);
        }
        catch (OperationCanceledException cut) when (turn.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new RefusedException(Lease.IsLost, cut);
        }
    }

    private async Task<SendingReport> RoundAsync(Company company, Lease turn, CancellationToken stop)
    {
        await announcements.AskAsync(signIn.KsefOf(company), LatarniaIsGoodFor, stop);
        keepDeadlines.For(company);
        var renewed = await renew.WhenDueAsync(company, stop);
        var released = await correct.ReleaseAsync(company, stop);
        if (!HasWork(ledger.Of(company))) return new SendingReport(released.Moved, [.. renewed, .. released.Problems]);

        var (ksef, access) = await signIn.AsCompanyAsync(company, stop);
        var round = new SendingRound(ledger.Of(company).ByItself().Under(turn), judge, ksef, access, clock, UntilFinal);
        try
        {
            await round.SettleAsync(stop);
            await round.SendAsync(stop);
            round.SettleRepairs();
            // Originals that have just got their numbers let their corrections go.
            var more = await correct.ReleaseAsync(company, stop);
            if (more.Moved.Count > 0) await round.SendAsync(stop);
            round.Problems.AddRange(more.Problems.Except(released.Problems));
            await round.CloseSessionsAsync(stop);
            await round.CollectUposAsync(stop);
            await certificates.RefreshAsync(company, stop);
        }
        catch (KsefAccessLost lost)
        {
            signIn.Forget(company);
            round.Problems.Add(lost.Finding);
        }
        catch (KsefException fault)
        {
            round.Problems.Add(fault.Finding);
        }
        catch (RefusedException refused)
        {
            round.Problems.AddRange(refused.Findings);
        }
        round.Problems.AddRange([.. ledger.Of(company).Stuck(), .. warnAhead.Of(company)]);
        round.Problems.InsertRange(0, [.. renewed, .. released.Problems]);
        return round.Report();
    }

    /// <summary>Sends by itself for all companies that there are, and for those that come later, until it is told to stop.</summary>
    /// <param name="companies">Those that there are now; asked before every pause.</param>
    /// <param name="pause">Time between two rounds.</param>
    /// <param name="tell">Hears of every round in which something moved or failed, and for whom; null: the companies cannot be listed.</param>
    /// <param name="stop">Ends it.</param>
    public async Task ForAllByItselfAsync(Func<IReadOnlyList<Company>> companies, TimeSpan pause, Action<Company?, SendingReport> tell, CancellationToken stop)
    {
        var running = new Dictionary<CompanyId, Task>();
        var known = companies();
        while (!stop.IsCancellationRequested)
        {
            foreach (var company in known.Where(one => !running.ContainsKey(one.Id))) running[company.Id] = ByItselfAsync(company, pause, report => tell(company, report), stop);
            // What no round can answer for ends all of it, loudly.
            var wait = Task.Delay(pause, clock, stop);
            if (await Task.WhenAny([wait, .. running.Values]) is { IsFaulted: true } broken) await broken;
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            known = Again(companies, known, tell);
        }
        await Task.WhenAll(running.Values);
    }

    // A database that is away for a moment ends nothing: those that are known go on.
    private static IReadOnlyList<Company> Again(Func<IReadOnlyList<Company>> companies, IReadOnlyList<Company> known, Action<Company?, SendingReport> tell)
    {
        try
        {
            return companies();
        }
        catch (RefusedException refused)
        {
            tell(null, new SendingReport([], refused.Findings));
        }
        catch (DbException fault)
        {
            tell(null, new SendingReport([], [Database.Failed(fault)]));
        }
        return known;
    }

    /// <summary>
    /// Sends by itself until it is told to stop: round after round, so that what was issued offline goes out as soon as the line
    /// is back.
    /// </summary>
    /// <param name="company">For whom.</param>
    /// <param name="pause">Time between two rounds.</param>
    /// <param name="tell">Hears of every round in which something moved or failed.</param>
    /// <param name="stop">Ends it.</param>
    public async Task ByItselfAsync(Company company, TimeSpan pause, Action<SendingReport> tell, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var report = await TriedAsync(company, stop);
                if (!report.IsAnothersTurn && report.Moved.Count + report.Problems.Count > 0) tell(report);
                await Task.Delay(pause, clock, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>One round whose failure is an answer too: a company that cannot be served must not keep the others waiting.</summary>
    public async Task<SendingReport> TriedAsync(Company company, CancellationToken stop = default)
    {
        try
        {
            return await OnceOrWarnedAsync(company, stop);
        }
        catch (DbException fault)
        {
            return new SendingReport([], [Database.Failed(fault)]);
        }
    }

    private async Task<SendingReport> OnceOrWarnedAsync(Company company, CancellationToken stop)
    {
        try
        {
            return await OnceAsync(company, stop);
        }
        catch (KsefException fault)
        {
            return new SendingReport([], [fault.Finding, .. warnAhead.Of(company)]);
        }
        catch (RefusedException refused)
        {
            var report = new SendingReport([], refused.Findings);
            return report.IsAnothersTurn ? report : report with { Problems = [.. refused.Findings, .. warnAhead.Of(company)] };
        }
    }

    /// <summary>A person has heard that KSeF takes packages again: the next round sends them, however often they were refused before.</summary>
    public void PackagesNow(Company company) => ledger.Of(company).Packages.BeginAnew();

    private static bool HasWork(CompanyLedger ledger) =>
        ledger.Count("issued", "sending", "unknown") > 0 || ledger.Upos.AnyLacking() || ledger.Sessions.Unsettled().Count > 0;
}
