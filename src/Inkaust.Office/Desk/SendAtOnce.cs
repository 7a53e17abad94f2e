using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What was just issued and cannot wait is sent, and read again. It is issued by then: that KSeF cannot be reached must not look like a
/// failure to issue. A sending service beside hears the same bell and may take the turn first; a person waits for it as he would wait for us.
/// </summary>
public sealed class SendAtOnce(Ledger ledger, SendWaiting sendWaiting, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private const int MostLooks = 50;

    /// <summary>How these invoices of a company stand after a try to send them, by us or by whoever had the turn.</summary>
    /// <returns>Each as it stands now, in the same order, and what did not go and why.</returns>
    public async Task<(IReadOnlyList<IssuedInvoice> Now, IReadOnlyList<Finding> Problems)> AsTheyStandAsync(
        Company company, IReadOnlyList<IssuedInvoice> issued, CancellationToken stop)
    {
        var own = ledger.Of(company);
        List<IssuedInvoice> Now() => [.. issued.Select(one => own.At(one.Id))];
        var report = await InTurnAsync(() => sendWaiting.TheseAsync(company, issued, stop), () => Now().All(IsDone), stop);
        return (Now(), report is AnothersTurn && Now().All(IsDone) ? [] : report.Problems);
    }

    /// <summary>A whole round for a company, as somebody asked for it.</summary>
    /// <returns><see cref="AnothersTurn"/> when another one still has the turn after a while.</returns>
    public Task<SendingReport> RoundAsync(Company company, RoundWish wish, CancellationToken stop) =>
        InTurnAsync(() => sendWaiting.OnceAsync(company, wish, stop), () => false, stop);

    private async Task<SendingReport> InTurnAsync(Func<Task<SendingReport>> send, Func<bool> isDone, CancellationToken stop)
    {
        for (var looks = 0; ; looks++)
        {
            var report = await send();
            if (report is not AnothersTurn || looks == MostLooks || isDone()) return report;
            await Task.Delay(BetweenLooks, clock, stop);
        }
    }

    private static bool IsDone(IssuedInvoice invoice) => invoice.State.IsFinal && (invoice.State is not InvoiceState.Accepted || invoice.HasUpo);
}
