using Inkaust.Companies;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Issuing;

/// <summary>
/// Keeps the deadlines of waiting invoices true: an announcement may move one, or lift the duty. Every change is kept with its
/// reasons; an invoice is only waived for a total failure that a person has confirmed (LAW 20, 24, 30).
/// </summary>
public sealed class KeepDeadlines(Ledger ledger, AnnouncementArchive announcements, TimeProvider clock)
{
    /// <summary>Computes the deadlines of a company's waiting invoices anew.</summary>
    /// <returns>Those that changed.</returns>
    public IReadOnlyList<IssuedInvoice> For(Company company)
    {
        var now = clock.GetUtcNow();
        var known = announcements.Of(company.Environment);
        var changed = new List<IssuedInvoice>();
        foreach (var invoice in ledger.List(company.Nip, "issued", "sending", "unknown").Where(one => one.Environment == company.Environment.Word))
        {
            var deadline = Deadlines.Of(new IssueFacts(invoice.Mode, invoice.IssueDate, invoice.IssuedAt, invoice.ModeEvidence.EventId), known, now);
            var after = SameEnd(deadline, invoice.Deadline) ? invoice : ledger.SetDeadline(invoice, deadline);
            if (deadline.Duty == SendingDuty.None && Waived(company, after, known, now) is { } waived) after = waived;
            if (!ReferenceEquals(after, invoice)) changed.Add(after);
        }
        return changed;
    }

    // What was overdue when the total failure came stays overdue, and a person decides (LAW 30).
    private IssuedInvoice? Waived(Company company, IssuedInvoice invoice, IReadOnlyList<Announcement> known, DateTimeOffset now)
    {
        var total = known.LastOrDefault(one => one.Category == AnnouncementCategory.TotalFailure && one.PublishedAt <= now);
        if (total is null || invoice.State is not InvoiceState.Issued || !announcements.IsConfirmed(company.Environment, total.EventId)) return null;
        return ledger.Move(invoice, new InvoiceState.Waived(total.EventId), $"total failure {total.EventId}, confirmed by a person: no duty to send (art. 106ng, 106nha)");
    }

    private static bool SameEnd(Deadline one, Deadline other) =>
        one.Duty == other.Duty && one.Date == other.Date && one.Basis == other.Basis;
}
