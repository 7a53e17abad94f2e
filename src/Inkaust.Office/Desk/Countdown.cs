using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>How long an invoice that waits may still wait.</summary>
public static class Countdown
{
    extension(IssuedInvoice invoice)
    {
        /// <summary>
        /// Whole seconds until the end of its last day in Poland, negative when that has passed; null for what is in KSeF, or need not go there.
        /// </summary>
        public TimeSpan? TimeLeft(DateTimeOffset now)
        {
            if (invoice.State.IsFinal || invoice.Deadline.Date is not { } date) return null;
            return TimeSpan.FromSeconds(Math.Floor((PolishTime.EndOf(date) - now).TotalSeconds));
        }
    }
}
