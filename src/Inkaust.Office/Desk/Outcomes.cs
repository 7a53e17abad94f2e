using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>Invoices, counted by how they stand.</summary>
/// <param name="Issued">Issued: in the ledger, and not refused by KSeF.</param>
/// <param name="Accepted">Of these, accepted by KSeF.</param>
/// <param name="Waiting">Of these, waiting for that.</param>
/// <param name="Late">Of those that wait, past their deadline.</param>
/// <param name="Refused">Refused, here or by KSeF: not issued.</param>
public sealed record Outcomes(int Issued, int Accepted, int Waiting, int Late, int Refused)
{
    /// <summary>Of those that are issued, issued before: asking again changed nothing.</summary>
    public int WereThere { get; init; }

    /// <summary>Counts invoices as they stand.</summary>
    public static Outcomes Of(IReadOnlyList<IssuedInvoice> invoices, DateTimeOffset now)
    {
        List<IssuedInvoice> waiting = [.. invoices.Where(one => !one.State.IsFinal)];
        var refused = invoices.Count(one => one.State is InvoiceState.Rejected);
        return new(invoices.Count - refused, invoices.Count(one => one.State is InvoiceState.Accepted), waiting.Count,
            waiting.Count(one => one.IsLate(now)), refused);
    }
}
