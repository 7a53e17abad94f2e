using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Issuing;

/// <summary>
/// Keeps the deadlines of waiting invoices true: an announcement may move one, or lift the duty. Every change is kept with its
/// reasons; an invoice is only waived for a total failure that a person has confirmed (LAW 20, 24, 30).
/// </summary>
public sealed class KeepDeadlines(Ledger ledger, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    /// <summary>Computes the deadlines of a company's waiting invoices anew.</summary>
    /// <returns>Those that changed.</returns>
    public IReadOnlyList<IssuedInvoice> For(Company company)
    {
        var now = clock.GetUtcNow();
        var known = announcements.Confirmed(company.Environment);
        var days = calendar.Days();
        var waiting = ledger.List(company.Nip, "issued", "sending", "unknown").Where(one => one.Environment == company.Environment.Word);
        var moved = waiting
            .Select(invoice => (Invoice: invoice, Deadline: Deadlines.Of(new IssueFacts(invoice.Mode, invoice.IssueDate, invoice.IssuedAt, invoice.ModeEvidence.EventId), known, now, days)))
            .Where(one => !SameEnd(one.Deadline, one.Invoice.Deadline) || IsToBeWaived(one.Invoice, one.Deadline)).ToList();
        ledger.SetDeadlines([.. moved.Where(one => !SameEnd(one.Deadline, one.Invoice.Deadline))]);
        var after = moved.Select(one => one.Invoice with { Deadline = one.Deadline }).ToList();
        return [.. after.Where(one => !IsToBeWaived(one, one.Deadline)), .. Waive([.. after.Where(one => IsToBeWaived(one, one.Deadline))])];
    }

    // What is under way is not waived before it is known what became of it; what was overdue stays so, and a person decides (LAW 30).
    private static bool IsToBeWaived(IssuedInvoice invoice, Deadline deadline) =>
        deadline is { Duty: SendingDuty.None, LiftedBy: not null } && invoice.State is InvoiceState.Issued;

    private IReadOnlyList<IssuedInvoice> Waive(IReadOnlyList<IssuedInvoice> invoices) => ledger.MoveAll(
        [.. invoices.Select(one => (one, (InvoiceState)new InvoiceState.Waived(one.Deadline.LiftedBy!.Value)))],
        "total failure, confirmed by a person: no duty to send (art. 106ng, 106nha)");

    private static bool SameEnd(Deadline one, Deadline other) =>
        one.Duty == other.Duty && one.Date == other.Date && one.Basis == other.Basis && one.Target == other.Target;
}
