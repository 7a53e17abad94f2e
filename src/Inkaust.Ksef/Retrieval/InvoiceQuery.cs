using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What the company that asks is on the invoices that it asks for.</summary>
[OpenApiSchema("InvoiceQuerySubjectType")]
[JsonConverter(typeof(ByName<InvoiceRole>))]
public enum InvoiceRole
{
    /// <summary>The seller (Podmiot1).</summary>
    Subject1,

    /// <summary>The buyer (Podmiot2).</summary>
    Subject2,

    /// <summary>A third party (Podmiot3).</summary>
    Subject3,

    /// <summary>The authorised party (PodmiotUpowazniony).</summary>
    SubjectAuthorized,
}

/// <summary>By which date invoices are sought and sorted.</summary>
[OpenApiSchema("InvoiceQueryDateType")]
[JsonConverter(typeof(ByName<InvoiceDateType>))]
public enum InvoiceDateType
{
    /// <summary>P_1.</summary>
    Issue,

    /// <summary>When KSeF took it in.</summary>
    Invoicing,

    /// <summary>When it was stored for good: the one date by which nothing can come in between later.</summary>
    PermanentStorage,
}

/// <summary>Which amount is compared.</summary>
[OpenApiSchema("AmountType")]
[JsonConverter(typeof(ByName<InvoiceAmountType>))]
public enum InvoiceAmountType { Brutto, Netto, Vat }

/// <summary>The kinds of documents.</summary>
[OpenApiSchema("InvoiceQueryFormType")]
[JsonConverter(typeof(ByName<InvoiceForm>))]
public enum InvoiceForm { FA, PEF, FA_RR }

/// <summary>By what a buyer is known.</summary>
[OpenApiSchema("BuyerIdentifierType")]
[JsonConverter(typeof(ByName<BuyerIdentifierType>))]
public enum BuyerIdentifierType { Unknown, Nip, VatUe, Other, None }

/// <summary>The kinds of invoices as queries name them; in the file they stand in capitals.</summary>
[OpenApiSchema("InvoiceType")]
[JsonConverter(typeof(ByName<InvoiceType>))]
public enum InvoiceType { Unknown, Vat, Zal, Kor, Roz, Upr, KorZal, KorRoz, VatPef, VatPefSp, KorPef, VatRr, KorVatRr }

/// <summary>Which invoices are wanted, by a date and by whatever else is known.</summary>
[OpenApiSchema("InvoiceQueryFilters")]
public sealed record InvoiceQuery
{
    [JsonPropertyName("subjectType")]
    public required InvoiceRole Role { get; init; }

    public required InvoiceDateRange DateRange { get; init; }

    public KsefNumber? KsefNumber { get; init; }

    /// <summary>P_2.</summary>
    public string? InvoiceNumber { get; init; }

    public InvoiceAmountRange? Amount { get; init; }

    public Nip? SellerNip { get; init; }

    public BuyerIdentifier? BuyerIdentifier { get; init; }

    /// <summary>ISO 4217.</summary>
    public IReadOnlyList<string>? CurrencyCodes { get; init; }

    public InvoicingMode? InvoicingMode { get; init; }

    public bool? IsSelfInvoicing { get; init; }

    public InvoiceForm? FormType { get; init; }

    public IReadOnlyList<InvoiceType>? InvoiceTypes { get; init; }

    public bool? HasAttachment { get; init; }

    /// <summary>That somebody asks; identifiers stay out of logs.</summary>
    public override string ToString() => $"invoices as {Role} by {DateRange.DateType}";
}

/// <summary>From when until when, both included.</summary>
[OpenApiSchema("InvoiceQueryDateRange")]
public sealed record InvoiceDateRange
{
    /// <summary>No longer range is taken, counted in UTC (KSEF 13).</summary>
    [JsonIgnore]
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(100);

    public required InvoiceDateType DateType { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Now when null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Up to the moment below which nothing is added any more; by storage date only.</summary>
    public bool? RestrictToPermanentStorageHwmDate { get; init; }

    /// <summary>The same range in pieces that KSeF takes: each begins where the one before ends, so that nothing falls in between.</summary>
    /// <param name="now">What stands for an end that is not given.</param>
    public IReadOnlyList<InvoiceDateRange> Windows(DateTimeOffset now)
    {
        var end = (To ?? now).ToUniversalTime();
        var windows = new List<InvoiceDateRange>();
        var from = From.ToUniversalTime();
        // A tick more is refused.
        for (; end - from > Longest; from += Longest) windows.Add(this with { From = from, To = from + Longest });
        windows.Add(this with { From = from, To = To?.ToUniversalTime() });
        return windows;
    }
}

/// <summary>An amount in the currency of the invoice.</summary>
[OpenApiSchema("InvoiceQueryAmount")]
public sealed record InvoiceAmountRange
{
    public required InvoiceAmountType Type { get; init; }

    public decimal? From { get; init; }

    public decimal? To { get; init; }
}

/// <summary>A buyer by its identifier.</summary>
[OpenApiSchema("InvoiceQueryBuyerIdentifier")]
public sealed record BuyerIdentifier
{
    public required BuyerIdentifierType Type { get; init; }

    /// <summary>Null where there is none.</summary>
    public string? Value { get; init; }

    /// <summary>The type alone: identifiers stay out of logs.</summary>
    public override string ToString() => $"buyer by {Type}";
}
