namespace Inkaust.Invoices;

/// <summary>
/// FaWiersz: one thing sold. Either <see cref="Price"/> (net) or <see cref="GrossPrice"/> is given; an amount that is not given is
/// counted from price, quantity and discount.
/// </summary>
public sealed record Line
{
    /// <summary>P_7: what it is.</summary>
    public string? Name { get; init; }

    /// <summary>P_8B; null counts as one and is not written.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>P_8A: unit of measure, in words.</summary>
    public string? Unit { get; init; }

    /// <summary>P_9A: net price of one unit, up to 8 decimal places.</summary>
    public decimal? Price { get; init; }

    /// <summary>P_9B: gross price of one unit (art. 106e ust. 7 and 8).</summary>
    public decimal? GrossPrice { get; init; }

    /// <summary>P_10: what is taken off the amount of the whole line, in the terms of its price (net or gross).</summary>
    public decimal? Discount { get; init; }

    /// <summary>P_12 or P_12_XII.</summary>
    public VatRate? Rate { get; init; }

    /// <summary>P_12_XII beside P_12, as some files have it; a line of one stop shop has the rate <c>oss 19</c> instead.</summary>
    public decimal? OssRate { get; init; }

    /// <summary>P_11: net amount of the line, when it isn't to be counted.</summary>
    public decimal? Net { get; init; }

    /// <summary>P_11A: gross amount of the line.</summary>
    public decimal? Gross { get; init; }

    /// <summary>P_11Vat: tax of the line.</summary>
    public decimal? Vat { get; init; }

    /// <summary>P_6A: its own day of sale, when lines differ.</summary>
    public DateOnly? SaleDate { get; init; }

    /// <summary>GTU: mark of a group of goods or services, <c>GTU_01</c> to <c>GTU_13</c>.</summary>
    public string? Gtu { get; init; }

    /// <summary>Indeks: the seller's own code of the product.</summary>
    public string? Code { get; init; }

    /// <summary>GTIN.</summary>
    public string? Gtin { get; init; }

    /// <summary>PKWiU: Polish classification of goods and services.</summary>
    public string? Pkwiu { get; init; }

    /// <summary>CN: combined nomenclature.</summary>
    public string? Cn { get; init; }

    /// <summary>PKOB: Polish classification of buildings.</summary>
    public string? Pkob { get; init; }

    /// <summary>UU_ID: the seller's own key of the line, the same in corrections.</summary>
    public string? Key { get; init; }

    /// <summary>P_12_Zal_15: goods of annex 15 to the Act (split payment).</summary>
    public bool Annex15 { get; init; }

    /// <summary>KwotaAkcyzy: excise in the price.</summary>
    public decimal? Excise { get; init; }

    /// <summary>Procedura.</summary>
    public string? Procedure { get; init; }

    /// <summary>KursWaluty: zloty for one unit of the currency, when the line has its own.</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>StanPrzed: in a correction, the line as it was before.</summary>
    public bool Before { get; init; }

    /// <summary>NrWierszaFa, when it is not the place in the list: a correction names the lines of its original.</summary>
    public long? Number { get; init; }

    /// <summary>Whether the line is counted from its gross amount (art. 106e ust. 7 and 8).</summary>
    internal bool IsGross => Net is null && Price is null && (Gross ?? GrossPrice) is not null;

    /// <summary>P_11: as given, or price by quantity less the discount, to a grosz.</summary>
    internal decimal NetAmount => Net ?? Totals.Product(Price ?? 0, Quantity ?? 1, Discount ?? 0);

    /// <summary>P_11A: as given, or gross price by quantity less the discount, to a grosz.</summary>
    internal decimal GrossAmount => Gross ?? Totals.Product(GrossPrice ?? 0, Quantity ?? 1, Discount ?? 0);

    /// <summary>The tax on the net amount of this line alone; null where there is no rate with tax.</summary>
    internal decimal? CountedVat => Rate?.Percent is { } percent ? Totals.Grosz(NetAmount * percent / 100) : null;
}
