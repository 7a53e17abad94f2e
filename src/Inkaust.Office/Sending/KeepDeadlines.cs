using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>
/// Keeps the deadlines of waiting invoices true: an announcement may move one, or lift the duty. Every change is kept with its
/// reasons; an invoice is only waived for a total failure that a person has confirmed (LAW 20, 24, 30).
/// </summary>
public sealed class KeepDeadlines(Ledger ledger, AnnouncementArchive announcements, Calendar calendar, TimeProvider clock)
{
    private const char Line = '\n';

    /// <summary>Computes the deadlines of a company's waiting invoices anew, where what they rest on is not what it was.</summary>
    /// <returns>Those that changed.</returns>
    public IReadOnlyList<IssuedInvoice> For(Company company)
    {
        var now = clock.GetUtcNow();
        var known = announcements.Confirmed(company.Environment);
        var ground = GroundOf(known, calendar.Changes(), now);
        // Each invoice says by what it was counted, so one that is issued meanwhile by older news is not passed over.
        var ours = ledger.Of(company).ByItself();
        var waiting = ours.NotCountedBy(ground);
        if (waiting.Count == 0) return [];

        var days = calendar.Days();
        var counted = waiting
            .Select(invoice => (Invoice: invoice, Deadline: Deadlines.Of(
                new IssueFacts(invoice.Mode, invoice.IssueDate, invoice.IssuedAt, invoice.ModeEvidence.EventId), known, now, days)))
            .ToList();
        var changed = counted.Where(one => !SameEnd(one.Deadline, one.Invoice.Deadline)).ToList();
        // What is under way while the duty is lifted is looked at again: it may come back, and is waived then.
        ours.SetDeadlines(ground, changed, [.. counted.Where(one => one.Deadline.LiftedBy is null).Select(one => one.Invoice)]);
        var waived = counted.Where(one => IsToBeWaived(one.Invoice, one.Deadline)).Select(one => one.Invoice with { Deadline = one.Deadline });
        var moved = changed.Where(one => !IsToBeWaived(one.Invoice, one.Deadline)).Select(one => one.Invoice with { Deadline = one.Deadline });
        return [.. moved, .. Waive(ours, waived)];
    }

    // All that a deadline rests on beside its invoice: the news as it is known now, the calendar, and the law as this build reads it.
    private static string GroundOf(IReadOnlyList<Announcement> known, IReadOnlyList<CalendarChange> changes, DateTimeOffset now)
    {
        var text = new StringBuilder().Append(typeof(Deadlines).Module.ModuleVersionId).Append(Line);
        foreach (var one in known)
        {
            // An end that lies ahead counts from the moment at which it has come.
            text.Append(CultureInfo.InvariantCulture, $"{one.EventId} {one.Category} {one.PublishedAt:O} {one.StartAt:O} {one.EndAt:O} ")
                .Append(CultureInfo.InvariantCulture, $"{one.PublishedAt <= now} {one.EndAt <= now}").Append(Line);
        }
        foreach (var change in changes)
            text.Append(CultureInfo.InvariantCulture, $"{change.Date:O} {change.Free}").Append(change.Reason).Append(Line);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    // What is under way is not waived before it is known what became of it; what was overdue stays so, and a person decides (LAW 30).
    private static bool IsToBeWaived(IssuedInvoice invoice, Deadline deadline) =>
        deadline is { Duty: SendingDuty.None, LiftedBy: not null } && invoice.State is InvoiceState.Issued;

    private static IReadOnlyList<IssuedInvoice> Waive(CompanyLedger ours, IEnumerable<IssuedInvoice> invoices) =>
        ours.MoveAll([.. invoices.Select(one =>
        {
            var total = one.Deadline.LiftedBy!.Value;
            return (one, (InvoiceState)new InvoiceState.Waived(total), (Cause)new Cause.WaivedByTotalFailure(total));
        })]);

    private static bool SameEnd(Deadline one, Deadline other) =>
        one.Duty == other.Duty && one.Date == other.Date && one.Basis == other.Basis && one.Target == other.Target;
}
