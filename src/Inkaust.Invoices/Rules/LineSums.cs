namespace Inkaust.Invoices.Rules;

/// <summary>What the lines come to, by the ways of counting tax that the Act allows (art. 106e ust. 1 pkt 14, ust. 7-10).</summary>
internal sealed class LineSums
{
    private readonly List<Row> rows = [];

    public LineSums(List<LineFacts> lines)
    {
        AreComplete = lines.Count > 0;
        foreach (var line in lines)
        {
            // Numbers without sense are left to the schema; their sums would not fit.
            if (line.Rate is not { } rate || (line.Net ?? line.Gross) is not { } amount || Math.Abs(amount) > 1_000_000_000_000m) AreComplete = false;
            else RowOf(rate).Add(line, rate.Percent ?? 0);
        }
    }

    /// <summary>Every line has a rate and an amount.</summary>
    public bool AreComplete { get; }

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

        public void Add(LineFacts line, decimal percent)
        {
            Count++;
            if (line.Net is { } net) Net += net * line.Sign;
            else Gross += line.Gross!.Value * line.Sign;
            VatByLine += line.Sign * (line.Vat ?? Totals.Grosz(line.Net is { } own ? own * percent / 100 : line.Gross!.Value * percent / (100 + percent)));
        }
    }
}
