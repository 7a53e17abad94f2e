namespace Inkaust.Invoices;

/// <summary>Zamowienie: the order or contract that an advance is paid on (art. 106f ust. 1 pkt 4).</summary>
public sealed record Order
{
    /// <summary>WartoscZamowienia, tax included; counted when it isn't given.</summary>
    public decimal? Value { get; init; }

    /// <summary>ZamowienieWiersz: with net prices; <see cref="Line.Vat"/> is counted when it isn't given.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    // Of a corrected order it is the value after the correction: what stood before does not count (H-II, CIRFMF/ksef-api#426).
    internal decimal CountedValue => Lines.Where(line => !line.Before).Sum(line => line.NetAmount + (line.Vat ?? line.CountedVat ?? 0));
}

/// <summary>ZaliczkaCzesciowa.</summary>
public sealed record AdvancePayment
{
    /// <summary>P_6Z.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>P_15Z.</summary>
    public required decimal Amount { get; init; }

    /// <summary>KursWalutyZW.</summary>
    public decimal? ExchangeRate { get; init; }
}

/// <summary>
/// FakturaZaliczkowa. Its amounts are taken off the sums of the final invoice (art. 106f ust. 3). One that was issued with this program is named
/// by either number, and nothing else has to be said of it.
/// </summary>
public sealed record Advance
{
    /// <summary>NrKSeFFaZaliczkowej.</summary>
    public string? KsefNumber { get; init; }

    /// <summary>NrFaZaliczkowej: its number; written into the file only when it was issued outside KSeF.</summary>
    [InvoiceNumber]
    public string? Number { get; init; }

    /// <summary>What it came to, by rate, when it was issued elsewhere; not written into the file.</summary>
    public IReadOnlyList<AdvanceAmount> Amounts { get; init; } = [];
}

/// <summary>What an advance invoice came to at one rate.</summary>
public sealed record AdvanceAmount
{
    public required VatRate Rate { get; init; }

    public required decimal Net { get; init; }

    public decimal Vat { get; init; }
}
