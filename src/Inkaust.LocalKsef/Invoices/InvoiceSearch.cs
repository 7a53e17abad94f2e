using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

internal enum AmountKind { Brutto, Netto, Vat }

/// <summary>The kinds of documents; the names are those of the API.</summary>
internal enum FormType { FA, PEF, FA_RR }

/// <summary>By what a buyer is known; a number of a unit has no name of its own here.</summary>
internal enum BuyerIdentifierType { Nip, VatUe, Other, None }

/// <summary>Which invoices are wanted (OpenAPI, InvoiceQueryFilters).</summary>
internal sealed record InvoiceFilter
{
    public required PartyRole SubjectType { get; init; }
    public required Range DateRange { get; init; }
    public string? KsefNumber { get; init; }
    public string? InvoiceNumber { get; init; }
    public AmountRange? Amount { get; init; }
    public string? SellerNip { get; init; }
    public BuyerFilter? BuyerIdentifier { get; init; }
    public IReadOnlyList<string>? CurrencyCodes { get; init; }
    public InvoicingMode? InvoicingMode { get; init; }
    public bool? IsSelfInvoicing { get; init; }
    public FormType? FormType { get; init; }
    public IReadOnlyList<InvoiceType>? InvoiceTypes { get; init; }
    public bool? HasAttachment { get; init; }

    internal sealed record Range
    {
        public required SearchDate DateType { get; init; }

        [JsonConverter(typeof(PolishTimeConverter))]
        public required DateTimeOffset From { get; init; }

        [JsonConverter(typeof(PolishTimeConverter))]
        public DateTimeOffset? To { get; init; }

        public bool? RestrictToPermanentStorageHwmDate { get; init; }
    }

    internal sealed record AmountRange(AmountKind Type, decimal? From = null, decimal? To = null);

    internal sealed record BuyerFilter(BuyerIdentifierType Type, string? Value = null);
}

/// <summary>What a search has found.</summary>
/// <param name="Invoices">Sorted; at most so many as may be had at once.</param>
/// <param name="IsTruncated">There are more.</param>
/// <param name="Hwm">Up to when everything that is stored shows up; only for a search by storage date.</param>
internal sealed record SearchResult(IReadOnlyList<SentInvoice> Invoices, bool IsTruncated, DateTimeOffset? Hwm)
{
    /// <summary>Why nothing can be found: the range begins after everything that is there.</summary>
    public StatusInfo? OutOfRange { get; init; }
}

/// <summary>Finds invoices for queries and exports.</summary>
internal sealed class InvoiceSearch(Registry registry, ServerClock clock)
{
    public const int Most = 10_000;

    // Counted in UTC; until API 2.7.1 it was three months (KSEF 13).
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(100);

    /// <param name="context">Who asks.</param>
    /// <param name="filter">For what.</param>
    /// <param name="descending">The latest first.</param>
    /// <param name="most">So many are read, and whether there are more.</param>
    /// <exception cref="ApiRefusal">21405 for a range that is too long or runs backwards, 21183.</exception>
    public SearchResult Find(ContextIdentifier context, InvoiceFilter filter, bool descending, int most = Most) => registry.Together(() =>
    {
        // Nothing is stored later under an earlier time: storing happens under the same lock.
        var hwm = clock.Now;
        var to = filter.DateRange.To ?? hwm;
        CheckRange(filter.DateRange, to, hwm);
        if (filter.DateRange.RestrictToPermanentStorageHwmDate == true && to > hwm) to = hwm;
        var lists = Identifiers(context).Select(identifier => registry
            .InvoicesOf(filter.SubjectType, identifier, filter.DateRange.DateType, filter.DateRange.From, to, descending)
            .Where(invoice => Fits(invoice, filter)).Take(most + 1).ToList()).ToList();
        var sorted = lists.Count == 1 ? lists[0] : Merged(lists, filter.DateRange.DateType, descending, most + 1);
        return new SearchResult(sorted.Count > most ? sorted[..most] : sorted, sorted.Count > most,
            filter.DateRange.DateType == SearchDate.PermanentStorage ? hwm : null);
    });

    /// <summary>The same, in order; a range that begins too late shows in the status of the export (OpenAPI, InvoiceExportStatusResponse).</summary>
    /// <exception cref="ApiRefusal">21405.</exception>
    public SearchResult FindForExport(ContextIdentifier context, InvoiceFilter filter)
    {
        try
        {
            return Find(context, filter, descending: false);
        }
        catch (ApiRefusal refusal) when (refusal.Errors is [{ Code: 21183 } error])
        {
            return new SearchResult([], false, null) { OutOfRange = new StatusInfo(420, error.Description, error.Details) };
        }
    }

    /// <summary>
    /// False when nobody of the kind can stand on an invoice in the role: who is authorized has a NIP and nothing else (FA(3),
    /// PodmiotUpowazniony), and a provider of Peppol services stands on none. The ministry does not list the pairs that it refuses by 21181.
    /// </summary>
    public static bool CanBe(PartyRole role, ContextType context) =>
        context != ContextType.PeppolId && (role != PartyRole.SubjectAuthorized || context == ContextType.Nip);

    private static void CheckRange(InvoiceFilter.Range range, DateTimeOffset to, DateTimeOffset hwm)
    {
        if (range.From > to) throw range.To is null || range.RestrictToPermanentStorageHwmDate == true
            ? ApiRefusal.Of(21183, "Zakres filtrowania wykracza poza dostępny zakres danych.",
                "Parametr dateRange.from jest późniejszy niż PermanentStorageHwmDate przy włączonym restrictToPermanentStorageHwmDate.")
            : ApiRefusal.Invalid("dateRange.from jest późniejsze niż dateRange.to.");
        if (range.RestrictToPermanentStorageHwmDate == true && range.From > hwm)
            throw ApiRefusal.Of(21183, "Zakres filtrowania wykracza poza dostępny zakres danych.",
                "Parametr dateRange.from jest późniejszy niż PermanentStorageHwmDate przy włączonym restrictToPermanentStorageHwmDate.");
        if (to - range.From > LongestRange) throw ApiRefusal.Invalid($"Zakres dateRange nie może być dłuższy niż {LongestRange.Days} dni.");
    }

    // A context of a company finds what carries its NIP; one of a unit also what carries the identifier of the unit.
    private static IEnumerable<string> Identifiers(ContextIdentifier context) => context.Type switch
    {
        ContextType.Nip => [context.Value],
        ContextType.NipVatUe => [context.Nip!],
        ContextType.InternalId => [context.Value, context.Nip!],
        _ => [context.Value],
    };

    private static List<SentInvoice> Merged(IEnumerable<List<SentInvoice>> lists, SearchDate date, bool descending, int most)
    {
        var all = lists.SelectMany(list => list).DistinctBy(invoice => invoice.Reference);
        return [.. (descending ? all.OrderByDescending(invoice => InvoicesByDate.DateOf(invoice, date))
            : all.OrderBy(invoice => InvoicesByDate.DateOf(invoice, date))).Take(most)];
    }

    private bool Fits(SentInvoice invoice, InvoiceFilter filter)
    {
        var facts = invoice.Facts!;
        return (filter.KsefNumber is null || filter.KsefNumber == invoice.Number.ToString())
            && (filter.InvoiceNumber is null || filter.InvoiceNumber == facts.Number)
            && (filter.SellerNip is null || filter.SellerNip == facts.SellerNip)
            && (filter.BuyerIdentifier is not { } buyer
                || (buyer.Type == InvoiceMetadata.BuyerType(facts.Buyer.Type) && (buyer.Value is null || buyer.Value == facts.Buyer.Identifier)))
            && (filter.CurrencyCodes is not { Count: > 0 } currencies || currencies.Contains(facts.Currency))
            && (filter.InvoicingMode is null || filter.InvoicingMode == invoice.Mode)
            && (filter.IsSelfInvoicing is null || filter.IsSelfInvoicing == facts.IsSelfInvoicing)
            && (filter.HasAttachment is null || filter.HasAttachment == facts.HasAttachment)
            && (filter.FormType is null || $"{filter.FormType}" == registry.Sessions.Find(invoice.SessionReference)!.FormCode.Value)
            && (filter.InvoiceTypes is not { Count: > 0 } types || types.Contains(facts.Type))
            && (filter.Amount is not { } amount
                || (AmountOf(facts, amount.Type) is var value && (amount.From is null || value >= amount.From)
                && (amount.To is null || value <= amount.To)));
    }

    private static decimal AmountOf(InvoiceFacts facts, AmountKind kind) => kind switch
    {
        AmountKind.Brutto => facts.Gross,
        AmountKind.Netto => facts.Net,
        _ => facts.Vat,
    };
}

/// <summary>An invoice as queries and exports describe it (OpenAPI, InvoiceMetadata).</summary>
internal static class InvoiceMetadata
{
    public static object Of(SentInvoice invoice, FormCode form)
    {
        var facts = invoice.Facts!;
        return new
        {
            ksefNumber = invoice.Number.ToString(),
            invoiceNumber = facts.Number,
            issueDate = facts.IssueDate,
            invoicingDate = invoice.ReceivedAt,
            acquisitionDate = invoice.NumberedAt,
            permanentStorageDate = invoice.StoredAt,
            seller = new { nip = facts.SellerNip, name = facts.SellerName },
            buyer = new { identifier = new { type = BuyerType(facts.Buyer.Type), value = facts.Buyer.Identifier }, name = facts.Buyer.Name },
            netAmount = facts.Net,
            grossAmount = facts.Gross,
            vatAmount = facts.Vat,
            currency = facts.Currency,
            invoicingMode = invoice.Mode,
            invoiceType = facts.Type,
            formCode = form,
            isSelfInvoicing = facts.IsSelfInvoicing,
            hasAttachment = facts.HasAttachment,
            invoiceHash = invoice.Hash,
            hashOfCorrectedInvoice = invoice.HashOfCorrected,
            thirdSubjects = facts.ThirdParties.Count == 0 ? null : facts.ThirdParties.Select(party => new
            {
                identifier = new { type = party.Type.ToString(), value = party.Identifier },
                name = party.Name,
                role = party.Role ?? 0,
            }),
            authorizedSubject = facts.Authorized is not { Identifier: { } nip } authorized ? null
                : new { nip, name = authorized.Name, role = authorized.Role ?? 0 },
        };
    }

    /// <summary>A buyer has no type of its own for the number of a unit.</summary>
    public static BuyerIdentifierType BuyerType(PartyIdentifierType type) => type switch
    {
        PartyIdentifierType.Nip => BuyerIdentifierType.Nip,
        PartyIdentifierType.VatUe => BuyerIdentifierType.VatUe,
        PartyIdentifierType.None => BuyerIdentifierType.None,
        _ => BuyerIdentifierType.Other,
    };
}
