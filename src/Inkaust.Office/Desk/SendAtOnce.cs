using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What was just issued and cannot wait is sent, and read again. It is issued by then: that KSeF cannot be reached must not look like a
/// failure to issue.
/// </summary>
public sealed class SendAtOnce(Ledger ledger, SendWaiting sendWaiting, TimeProvider clock)
{
    // A sending service beside hears the same bell and may take the turn first; a person waits for it as he would wait for us.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private const int MostLooks = 50;

    /// <summary>How these invoices of a company stand after a try to send them, by us or by whoever had the turn.</summary>
    /// <returns>Each as it stands now, in the same order, and what did not go and why.</returns>
    public async Task<(IReadOnlyList<IssuedInvoice> Now, IReadOnlyList<Finding> Problems)> AsTheyStandAsync(
        Company company, IReadOnlyList<IssuedInvoice> issued, CancellationToken stop)
    {
        var own = ledger.Of(company);
        for (var looks = 0; ; looks++)
        {
            var report = await sendWaiting.TheseAsync(company, issued, stop);
            List<IssuedInvoice> now = [.. issued.Select(one => own.At(one.Id))];
            if (report is not AnothersTurn || looks == MostLooks) return (now, report.Problems);
            if (now.All(one => one.State.IsFinal)) return (now, []);
            await Task.Delay(BetweenLooks, clock, stop);
        }
    }
}
