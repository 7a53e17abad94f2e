using System.Data.Common;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// The mirror of <see cref="IssueInvoice"/>: settle what is unknown -> open a session -> intent on disk -> send -> status ->
/// close -> official receipts. Everything may break at any point; the next round goes on from what is on disk.
/// </summary>
public sealed class SendWaiting(
    Database database, Ledger ledger, JudgeUpo judge, SignIn signIn, CertificateStates certificates, RenewCertificates renew,
    CorrectInvoice correct, TendDevices tendDevices, AnnouncementArchive announcements, KeepDeadlines keepDeadlines, WarnAhead warnAhead, TimeProvider clock,
    OfficeLog? log = null)
{
    // Companies of one environment share what Latarnia said (LAW 107).
    private static readonly TimeSpan LatarniaIsGoodFor = TimeSpan.FromSeconds(30);

    private readonly Leases leases = new(database);

    /// <summary>One round for one company. Whatever breaks is part of the answer.</summary>
    /// <param name="company">For whom.</param>
    /// <param name="wish">How it is to go.</param>
    /// <param name="stop">Gives up; the next round goes on from what is on disk.</param>
    /// <returns><see cref="AnothersTurn"/> when another process sends for this company.</returns>
    public Task<SendingReport> OnceAsync(Company company, RoundWish wish, CancellationToken stop = default) =>
        InTurnAsync(company, wish, async (round, until) =>
        {
            await GoesAsync(round, () => WholeAsync(round, until));
            await GoesAsync(round, async () => round.Failed(await tendDevices.ForAsync(company, wish.Patience, until)));
            await round.GoesAsync(() => WarnAsync(round));
        }, stop);

    /// <summary>The same, as for a person who waits.</summary>
    /// <inheritdoc cref="OnceAsync(Company, RoundWish, CancellationToken)"/>
    public Task<SendingReport> OnceAsync(Company company, CancellationToken stop = default) => OnceAsync(company, new RoundWish(), stop);

    /// <summary>Sends these invoices, asks for their numbers and fetches their receipts; everything else is left to the round.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="invoices">Which; those that wait no longer are passed over.</param>
    /// <param name="stop">Gives up; the next round goes on from what is on disk.</param>
    /// <returns><see cref="AnothersTurn"/> when another process sends for this company.</returns>
    public Task<SendingReport> TheseAsync(Company company, IReadOnlyList<IssuedInvoice> invoices, CancellationToken stop = default) =>
        TheseAsync(company, invoices, new RoundWish(), stop);

    /// <summary>The same in a way of one's own.</summary>
    /// <inheritdoc cref="TheseAsync(Company, IReadOnlyList{IssuedInvoice}, CancellationToken)"/>
    public Task<SendingReport> TheseAsync(Company company, IReadOnlyList<IssuedInvoice> invoices, RoundWish wish, CancellationToken stop) =>
        InTurnAsync(company, wish, (round, until) => GoesAsync(round, async () =>
        {
            var (settle, send) = await PartsAsync(round, until);
            await send.TheseAsync(invoices, until);
            SettleRepairs(round);
            await settle.Receipts.OfAsync([.. invoices.Select(one => round.Ledger.At(one.Id))
                .Where(one => one is { State: InvoiceState.Accepted, HasUpo: false })], until);
        }), stop);

    // A sign-in that is over is of no use to the next round either.
    private Task GoesAsync(Round round, Func<Task> steps) => round.GoesAsync(async () =>
    {
        try
        {
            await steps();
        }
        catch (KsefAccessLost)
        {
            signIn.Forget(round.Company);
            throw;
        }
    });

    private async Task<SendingReport> InTurnAsync(Company company, RoundWish wish, Func<Round, CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await using var turn = leases.Take(company.Id);
            if (turn is null)
            {
                log?.IsAnothersTurn(company);
                return new AnothersTurn(company);
            }
            var began = clock.GetTimestamp();
            log?.RoundBegins(ledger.Of(company));
            var round = new Round(ledger.Of(company).ByItself().Under(turn), clock, wish);
            using var untilLost = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.Lost);
            try
            {
                await work(round, untilLost.Token);
            }
            catch (OperationCanceledException) when (turn.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                round.Failed(Lease.IsLost);
            }
            var report = round.Report();
            // Noticed by the watch over the turn, or by a step that the ledger did not take.
            if (report.Problems.Any(problem => problem.Code == Lease.IsLost.Code)) log?.TurnIsLost(company);
            log?.RoundEnds(company, report, clock.GetElapsedTime(began));
            return report;
        }
        catch (RefusedException refused)
        {
            return new SendingReport([], refused.Findings);
        }
        catch (DbException fault)
        {
            return new SendingReport([], [Database.Failed(fault)]);
        }
    }

    private async Task WholeAsync(Round round, CancellationToken stop)
    {
        var company = round.Company;
        await announcements.AskAsync(signIn.KsefOf(company, round.Wish.Patience), LatarniaIsGoodFor, stop);
        keepDeadlines.For(company);
        var renewed = await renew.WhenDueAsync(company, round.Wish.Patience, stop);
        round.Tells(renewed.News);
        round.Failed(renewed.Problems);
        await ReleaseAsync(round, stop);
        if (ledger.Among([company]).WithWork().Count == 0) return;

        var (settle, send) = await PartsAsync(round, stop);
        await settle.AllAsync(stop);
        await send.AllAsync(stop);
        SettleRepairs(round);
        // Originals that have just got their numbers let their corrections go.
        if (await ReleaseAsync(round, stop) > 0) await send.AllAsync(stop);
        await settle.CloseAllAsync(stop);
        await settle.Receipts.AllAsync(stop);
        await certificates.RefreshAsync(company, round.Wish.Patience, stop);
    }

    private async Task<(SettleSent Settle, SendIssued Send)> PartsAsync(Round round, CancellationToken stop)
    {
        var signedIn = await signIn.AsCompanyAsync(round.Company, round.Wish.Patience, stop);
        var settle = new SettleSent(round, signedIn, judge);
        return (settle, new SendIssued(round, signedIn, settle));
    }

    private async Task<int> ReleaseAsync(Round round, CancellationToken stop)
    {
        var released = await correct.ReleaseAsync(round.Company, stop);
        foreach (var issued in released.Moved) round.Moved(issued);
        round.Failed(released.Problems);
        return released.Moved.Count;
    }

    private static void SettleRepairs(Round round)
    {
        foreach (var settled in RepairInvoice.Settle(round.Ledger)) round.Moved(settled);
    }

    private Task WarnAsync(Round round)
    {
        round.Failed(round.Ledger.Stuck());
        round.Failed(warnAhead.Of(round.Company));
        return Task.CompletedTask;
    }

    /// <summary>A person has heard that KSeF takes packages again: the next round sends them, however often they were refused before.</summary>
    public void PackagesNow(Company company) => ledger.Of(company).Packages.BeginAnew();
}
