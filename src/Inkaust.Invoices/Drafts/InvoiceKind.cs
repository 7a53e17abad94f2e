using System.Text.Json.Serialization;

namespace Inkaust.Invoices;

/// <summary>RodzajFaktury: the kinds of invoice that FA(3) knows.</summary>
public enum InvoiceKind
{
    /// <summary>An ordinary invoice.</summary>
    [JsonStringEnumMemberName("VAT")] Vat,

    /// <summary>A correction of an ordinary invoice.</summary>
    [JsonStringEnumMemberName("KOR")] Kor,

    /// <summary>An invoice for a payment in advance.</summary>
    [JsonStringEnumMemberName("ZAL")] Zal,

    /// <summary>The final invoice that settles invoices for payments in advance.</summary>
    [JsonStringEnumMemberName("ROZ")] Roz,

    /// <summary>A simplified invoice up to 450 PLN or 100 EUR.</summary>
    [JsonStringEnumMemberName("UPR")] Upr,

    /// <summary>A correction of an invoice for a payment in advance.</summary>
    [JsonStringEnumMemberName("KOR_ZAL")] KorZal,

    /// <summary>A correction of a final invoice.</summary>
    [JsonStringEnumMemberName("KOR_ROZ")] KorRoz,
}
