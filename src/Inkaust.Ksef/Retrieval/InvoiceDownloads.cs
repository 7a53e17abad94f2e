using System.Runtime.CompilerServices;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>A page of what was found, oldest first.</summary>
/// <param name="Invoices">Each invoice once, however the range was cut.</param>
/// <param name="CompleteUntil">
/// By storage date: nothing is added before this moment any more, so that the next search may begin there (HWM). Null by other dates.
/// </param>
public sealed record MetadataPage(IReadOnlyList<InvoiceMetadata> Invoices, DateTimeOffset? CompleteUntil);

/// <summary>Fetching invoices out of KSeF (tag "Pobieranie faktur"); many at once: <see cref="Exports"/>.</summary>
public sealed class InvoiceDownloads
{
    private const int PageSize = 250;
    private const int AfterEverythingThatIsThere = 21183;

    private static readonly Wording Downloading = new("pobranie faktury", "downloading an invoice");
    private static readonly Wording Searching = new("wyszukanie faktur", "searching for invoices");

    private readonly Exchange exchange;
    private readonly TimeProvider clock;

    internal InvoiceDownloads(Exchange exchange, TimeProvider clock)
    {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// <summary>The bytes of an invoice exactly as they were sent.</summary>
    /// <exception cref="KsefRejected">21164: no such invoice; 21165: numbered, but not yet stored, ask again later.</exception>
    public Task<byte[]> DownloadAsync(KsefAccess access, KsefNumber number, CancellationToken cancellation = default) =>
        exchange.DownloadAsync(new Call(Downloading, HttpMethod.Get, $"/invoices/ksef/{number}") { Access = access }, cancellation);

    /// <summary>
    /// What KSeF knows of the invoices that fit, oldest first. A range longer than KSeF takes is asked for in adjacent windows, and what
    /// does not fit into one answer (10,000) is asked for from its last date on.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">More invoices have the very same date than one answer holds (INK-KSEF-032).</exception>
    /// <exception cref="KsefRejected">21183: the range begins after everything that is there already.</exception>
    public async IAsyncEnumerable<MetadataPage> SearchAsync(
        KsefAccess access, InvoiceQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var border = new Border(query.DateRange.DateType);
        var windows = query.DateRange.Windows(clock.GetUtcNow());
        foreach (var window in windows)
        {
            var from = window.From;
            for (var page = 0; ;)
            {
                var asked = query with { DateRange = window with { From = from } };
                var answer = await AskAsync(access, asked, page, isFirst: window == windows[0], cancellation).ConfigureAwait(false);
                if (answer is null) yield break;
                yield return new MetadataPage(border.New(answer.Invoices), answer.PermanentStorageHwmDate);
                if (!answer.HasMore) break;
                page++;
                if (!answer.IsTruncated) continue;
                var last = border.LastAt ?? from;
                if (last <= from) throw new RefusedException(KsefFindings.TooManyOfOneDate);
                (from, page) = (last, 0);
            }
        }
    }

    // Null: a later window, in which nothing can be yet.
    private async Task<MetadataAnswer?> AskAsync(
        KsefAccess access, InvoiceQuery query, int page, bool isFirst, CancellationToken cancellation)
    {
        var call = new Call(Searching, HttpMethod.Post, $"/invoices/query/metadata?sortOrder=Asc&pageSize={PageSize}&pageOffset={page}")
        {
            Access = access,
        };
        try
        {
            return await exchange.AskAsync(
                call.WithJson(query, RetrievalJson.Default.InvoiceQuery), RetrievalJson.Default.MetadataAnswer, cancellation).ConfigureAwait(false);
        }
        catch (KsefRejected refused) when (!isFirst && refused.Has(AfterEverythingThatIsThere))
        {
            return null;
        }
    }

    // Both ends of a range are included, so that what lies on a border comes twice.
    private sealed class Border(InvoiceDateType type)
    {
        private readonly HashSet<KsefNumber> seen = [];

        public DateTimeOffset? LastAt { get; private set; }

        public IReadOnlyList<InvoiceMetadata> New(IReadOnlyList<InvoiceMetadata> invoices) => [.. invoices.Where(IsNew)];

        private bool IsNew(InvoiceMetadata invoice)
        {
            var at = invoice.DateOf(type);
            if (LastAt is null || at > LastAt)
            {
                seen.Clear();
                LastAt = at;
            }
            return seen.Add(invoice.KsefNumber);
        }
    }
}
