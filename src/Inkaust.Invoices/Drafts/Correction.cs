namespace Inkaust.Invoices;

/// <summary>
/// What a correction corrects (art. 106j). Its lines come in pairs, before and after, or give the difference alone; lines before are
/// subtracted.
/// </summary>
public sealed record Correction
{
    /// <summary>PrzyczynaKorekty.</summary>
    public string? Reason { get; init; }

    /// <summary>TypKorekty: when it counts in the VAT register.</summary>
    public CorrectionEffect? Effect { get; init; }

    /// <summary>DaneFaKorygowanej; several for a discount on many invoices.</summary>
    public required IReadOnlyList<CorrectedInvoice> Invoices { get; init; }

    /// <summary>OkresFaKorygowanej: the period of a discount, in words.</summary>
    public string? Period { get; init; }

    /// <summary>NrFaKorygowany: the right number, when the number was wrong.</summary>
    [InvoiceNumber]
    public string? RightNumber { get; init; }

    /// <summary>Podmiot1K: the seller as on the corrected invoice.</summary>
    public Party? SellerBefore { get; init; }

    /// <summary>Podmiot2K: the buyers as on the corrected invoice.</summary>
    public IReadOnlyList<Party> BuyersBefore { get; init; } = [];

    /// <summary>P_15ZK: on corrections of advance and final invoices, the amount before.</summary>
    public decimal? AmountBefore { get; init; }

    /// <summary>KursWalutyZK.</summary>
    public decimal? ExchangeRateBefore { get; init; }
}

/// <summary>TypKorekty.</summary>
public enum CorrectionEffect
{
    OnTheDateOfTheOriginal = 1,
    OnTheDateOfTheCorrection = 2,
    OnAnotherDate = 3,
}

/// <summary>DaneFaKorygowanej.</summary>
public sealed record CorrectedInvoice
{
    [InvoiceNumber]
    public required string Number { get; init; }

    public required DateOnly IssueDate { get; init; }

    /// <summary>NrKSeFFaKorygowanej; null = it was issued outside KSeF, not: its number is not known yet (LAW 54).</summary>
    public string? KsefNumber { get; init; }
}
