using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What was just issued and cannot wait is sent, and read again. It is issued by then: that KSeF cannot be reached must not look like a
/// failure to issue.
/// </summary>
public sealed class SendAtOnce(Ledger ledger, SendWaiting sendWaiting)
{
    /// <summary>How these invoices of a company stand after a try to send them.</summary>
    /// <returns>Each as it stands now, in the same order, and what did not go and why.</returns>
    public async Task<(IReadOnlyList<IssuedInvoice> Now, IReadOnlyList<Finding> Problems)> AsTheyStandAsync(
        Company company, IReadOnlyList<IssuedInvoice> issued, CancellationToken stop)
    {
        var report = await sendWaiting.TheseAsync(company, issued, stop);
        var own = ledger.Of(company);
        return ([.. issued.Select(one => own.At(one.Id))], report.Problems);
    }
}
