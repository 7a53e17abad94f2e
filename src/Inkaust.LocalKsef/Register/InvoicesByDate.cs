using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

/// <summary>
/// The accepted invoices of one party by each of the three dates by which they are searched, in buckets of a minute: a search
/// reads the buckets of its range only, and of these no more than it needs.
/// </summary>
internal sealed class InvoicesByDate
{
    private readonly SortedList<long, List<SentInvoice>>[] buckets = [[], [], []];

    public void Add(SentInvoice invoice)
    {
        foreach (var date in Enum.GetValues<SearchDate>())
        {
            var list = buckets[(int)date];
            var bucket = BucketOf(DateOf(invoice, date));
            if (!list.TryGetValue(bucket, out var invoices)) list[bucket] = invoices = [];
            invoices.Add(invoice);
        }
    }

    /// <summary>By date, then in the order in which they were accepted (or the other way round). To be read under the lock of the registry.</summary>
    public IEnumerable<SentInvoice> Between(SearchDate date, DateTimeOffset from, DateTimeOffset to, bool descending)
    {
        var list = buckets[(int)date];
        var (first, last) = (FirstFrom(list.Keys, BucketOf(from)), FirstFrom(list.Keys, BucketOf(to) + 1) - 1);
        for (var at = descending ? last : first; at >= first && at <= last; at += descending ? -1 : 1)
        {
            var fitting = list.Values[at].Where(invoice => DateOf(invoice, date) is var moment && moment >= from && moment <= to);
            foreach (var invoice in descending ? fitting.Reverse().OrderByDescending(invoice => DateOf(invoice, date)) : fitting.OrderBy(invoice => DateOf(invoice, date)))
                yield return invoice;
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
