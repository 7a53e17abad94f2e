namespace Inkaust.Invoices.Rules;

/// <summary>What the lines come to, by the ways of counting tax that the Act allows (art. 106e ust. 1 pkt 14, ust. 7-10).</summary>
internal sealed class LineSums
{
    private readonly List<Row> rows = [];

    private bool someAreUnclear;

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    /// <summary>There are lines, and each has a rate and an amount.</summary>
    public bool AreComplete => Count > 0 && !someAreUnclear;

    /// <summary>Each line has a net amount.</summary>
    public bool AreNet { get; private set; } = true;

    /// <summary>Some line shows what was before a correction.</summary>
    public bool HaveBefore { get; private set; }

    /// <summary>Some line is of goods of annex 15.</summary>
    public bool HaveAnnex15 { get; private set; }

    /// <summary>The rate of exchange of the lines that name one; the last when they differ.</summary>
    public decimal? ExchangeRate { get; private set; }

    public bool ExchangeRatesDiffer { get; private set; }

    public void Add(in LineFacts line)
    {
        Count++;
        AreNet &= line.Net is not null;
        HaveBefore |= line.IsBefore;
        HaveAnnex15 |= line.IsAnnex15;
        ExchangeRatesDiffer |= line.ExchangeRate is not null && ExchangeRate is not null && line.ExchangeRate != ExchangeRate;
        ExchangeRate = line.ExchangeRate ?? ExchangeRate;
        // Numbers without sense are left to the schema; their sums would not fit.
        if (line.Rate is not { } rate || (line.Net ?? line.Gross) is not { } amount || Math.Abs(amount) > 1_000_000_000_000m) someAreUnclear = true;
        else RowOf(rate).Add(in line, rate.Percent ?? 0);
    }

    /// <summary>The rates of the lines with what they come to.</summary>
    public IEnumerable<(VatRate Rate, decimal Amount)> Rates => rows.Select(row => (row.Rate, row.Net + row.Gross));

    /// <summary>Net, tax on the sum, tax line by line, and a grosz for each line; null when no line goes into the bucket.</summary>
    public (decimal Net, decimal VatOnSum, decimal VatByLine, decimal Tolerance)? Of(TaxBucket bucket)
    {
        decimal net = 0, vatOnSum = 0, vatByLine = 0;
        var count = 0;
        foreach (var row in rows)
        {
            if (row.Rate.Bucket != bucket) continue;
            var percent = row.Rate.Percent ?? 0;
            var inGross = Totals.Grosz(row.Gross * percent / (100 + percent));
            net += row.Net + row.Gross - inGross;
            vatOnSum += Totals.Grosz(row.Net * percent / 100) + inGross;
            vatByLine += row.VatByLine;
            count += row.Count;
        }
        return count == 0 ? null : (net, vatOnSum, vatByLine, 0.01m * count);
    }

    private Row RowOf(VatRate rate)
    {
        foreach (var row in rows)
            if (row.Rate == rate) return row;
        rows.Add(new Row(rate));
        return rows[^1];
    }

    private sealed class Row(VatRate rate)
    {
        public VatRate Rate { get; } = rate;

        public decimal Net { get; private set; }

        public decimal Gross { get; private set; }

        public decimal VatByLine { get; private set; }

        public int Count { get; private set; }

        public void Add(in LineFacts line, decimal percent)
        {
            Count++;
            if (line.Net is { } net) Net += net * line.Sign;
            else Gross += line.Gross!.Value * line.Sign;
            VatByLine += line.Sign * (line.Vat
                ?? Totals.Grosz(line.Net is { } own ? own * percent / 100 : line.Gross!.Value * percent / (100 + percent)));
        }
    }
}
