using Inkaust.Invoices;
using static Inkaust.Office.Lengths;

namespace Inkaust.Office;

/// <summary>
/// An invoice that KSeF took in and does not judge (status 100 or 150): no refusal, and never a reason to send it again, but the
/// longer it lasts and the closer the deadline, the louder it is said.
/// </summary>
public static class StuckAlarm
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15), Long = TimeSpan.FromHours(4), Close = TimeSpan.FromHours(24);

    /// <summary>The alarm for an invoice that is under way.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="since">When it was sent.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Null while the wait is usual. Advice after 15 minutes; after hours, or within a day of the deadline, more than that.</returns>
    public static Finding? Of(Company company, IssuedInvoice invoice, DateTimeOffset since, DateTimeOffset now)
    {
        var age = now - since;
        if (invoice.State is not (InvoiceState.Sending or InvoiceState.Unknown) || age < Patience) return null;
        var asked = new Wording("Nie wysyłaj jej drugi raz. Jeśli to trwa, zgłoś to pomocy KSeF; program pyta dalej",
            "Do not send it a second time. If it lasts, tell KSeF's helpdesk; the program goes on asking");
        if (invoice.Deadline.Date is { } due && PolishTime.EndOf(due) - now is var left && left < Close)
        {
            return left < TimeSpan.Zero
                ? new Finding("INK-SEND-012", Severity.Wrong, new(
                    $"KSeF od {Pl(age)} nie rozstrzyga faktury {invoice.Number}, a jej termin {due:yyyy-MM-dd} minął; to nie jest odrzucenie.",
                    $"For {En(age)} KSeF has not judged invoice {invoice.Number}, and its deadline {due:yyyy-MM-dd} has passed; that is not a "
                        + "refusal."))
                { Hint = asked, Next = new SendNow(company.Reference) }
                : new Finding("INK-SEND-011", Severity.Wrong, new(
                    $"KSeF od {Pl(age)} nie rozstrzyga faktury {invoice.Number}, a do końca terminu {due:yyyy-MM-dd} zostało {Pl(left)}; to nie "
                        + "jest odrzucenie.",
                    $"For {En(age)} KSeF has not judged invoice {invoice.Number}, and {En(left)} are left until its deadline {due:yyyy-MM-dd}; "
                        + "that is not a refusal."))
                { Hint = asked, Next = new SendNow(company.Reference) };
        }
        return new Finding("INK-SEND-010", age < Long ? Severity.Advice : Severity.Wrong, new(
            $"KSeF od {Pl(age)} nie rozstrzyga faktury {invoice.Number}; to nie jest odrzucenie.",
            $"For {En(age)} KSeF has not judged invoice {invoice.Number}; that is not a refusal."))
        { Hint = asked, Next = new SendNow(company.Reference) };
    }
}
