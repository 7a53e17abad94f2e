using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>By which of its dates an invoice is searched.</summary>
internal enum SearchDate { Issue, Invoicing, PermanentStorage }

/// <summary>
/// The accepted invoices of one party by each of the three dates by which they are searched, in buckets of a minute, each in order:
/// a search begins where its range begins and reads no further than it needs, however many there are.
/// </summary>
internal sealed class InvoicesByDate
{
    private readonly SortedList<long, List<SentInvoice>>[] buckets = [[], [], []];

    public void Add(SentInvoice invoice)
    {
        foreach (var date in Enum.GetValues<SearchDate>())
        {
            var (list, moment) = (buckets[(int)date], DateOf(invoice, date));
            if (!list.TryGetValue(BucketOf(moment), out var invoices)) list[BucketOf(moment)] = invoices = [];
            invoices.Insert(CountBefore(invoices, date, moment, orAt: true), invoice);
        }
    }

    /// <summary>By date, then in the order in which they were accepted (or the other way round). To be read under the lock of the registry.</summary>
    public IEnumerable<SentInvoice> Between(SearchDate date, DateTimeOffset from, DateTimeOffset to, bool descending)
    {
        var list = buckets[(int)date];
        var (first, last) = (FirstFrom(list.Keys, BucketOf(from)), FirstFrom(list.Keys, BucketOf(to) + 1) - 1);
        for (var at = descending ? last : first; at >= first && at <= last; at += descending ? -1 : 1)
        {
            var invoices = list.Values[at];
            var (start, end) = (CountBefore(invoices, date, from, orAt: false), CountBefore(invoices, date, to, orAt: true));
            for (var i = start; i < end; i++) yield return invoices[descending ? end - 1 - (i - start) : i];
        }
    }

    /// <summary>The date by which a search goes; an issue date is midnight in Poland.</summary>
    public static DateTimeOffset DateOf(SentInvoice invoice, SearchDate date) => date switch
    {
        SearchDate.Issue => Midnight(invoice.Facts!.IssueDate),
        SearchDate.Invoicing => invoice.ReceivedAt,
        _ => invoice.StoredAt!.Value,
    };

    private static DateTimeOffset Midnight(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, PolishTime.Zone.GetUtcOffset(midnight));
    }

    private static long BucketOf(DateTimeOffset moment) => moment.UtcTicks / TimeSpan.TicksPerMinute;

    // How many of a bucket come before a moment, or at it.
    private static int CountBefore(List<SentInvoice> invoices, SearchDate date, DateTimeOffset moment, bool orAt)
    {
        // Almost every invoice is the latest one.
        if (invoices.Count == 0 || (orAt && DateOf(invoices[^1], date) <= moment)) return invoices.Count;
        var (low, high) = (0, invoices.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var at = DateOf(invoices[middle], date);
            if (at < moment || (orAt && at == moment)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // The index of the first key that isn't less than the wanted one.
    private static int FirstFrom(IList<long> keys, long wanted)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (keys[middle] < wanted) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
