namespace Inkaust.Invoices;

/// <summary>The sums of an invoice: by rate, and what is due.</summary>
public sealed record Totals
{
    /// <summary>One row for each bucket that a line goes into, in the order of FA(3).</summary>
    public required IReadOnlyList<BucketTotal> Buckets { get; init; }

    /// <summary>P_15: what is due, tax included.</summary>
    public required decimal Due { get; init; }

    /// <summary>
    /// Counts an invoice as art. 106e ust. 1 pkt 13-15 and ust. 7-11 say: net sums by rate and the tax on each sum, or from gross sums
    /// the tax inside them; every amount to a grosz, halves away from zero.
    /// </summary>
    public static Totals Of(IReadOnlyList<Line> lines, decimal? exchangeRate = null)
    {
        var buckets = lines.Where(line => line.Rate is not null)
            .GroupBy(line => line.Rate!.Value.Bucket)
            .OrderBy(bucket => bucket.Key)
            .Select(bucket => Sum(bucket.Key, bucket, exchangeRate))
            .ToList();
        return new Totals { Buckets = buckets, Due = buckets.Sum(bucket => bucket.Gross) };
    }

    private static BucketTotal Sum(TaxBucket bucket, IEnumerable<Line> lines, decimal? exchangeRate)
    {
        decimal net = 0, vat = 0;
        // 23 and 22 per cent share a bucket: tax is counted for each rate and then added.
        foreach (var rate in lines.GroupBy(line => line.Rate!.Value))
        {
            var (rateNet, rateVat) = OfRate(rate.Key.Percent ?? 0, [.. rate]);
            net += rateNet;
            vat += rateVat;
        }
        return new BucketTotal(bucket, net, vat)
        {
            VatInPln = exchangeRate is { } zloty && bucket <= TaxBucket.TaxiLumpSum ? Grosz(vat * zloty) : null,
        };
    }

    private static (decimal Net, decimal Vat) OfRate(decimal percent, IReadOnlyList<Line> lines)
    {
        decimal net = 0, gross = 0;
        foreach (var line in lines)
        {
            var sign = line.Before ? -1 : 1;
            if (line.IsGross) gross += sign * line.GrossAmount;
            else net += sign * line.NetAmount;
        }
        var vatInGross = Grosz(gross * percent / (100 + percent));
        return (net + gross - vatInGross, Grosz(net * percent / 100) + vatInGross);
    }

    /// <summary>To a grosz, halves away from zero (art. 106e ust. 11).</summary>
    internal static decimal Grosz(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The sums of one bucket.</summary>
/// <param name="Bucket">Which.</param>
/// <param name="Net">P_13_x.</param>
/// <param name="Vat">P_14_x; zero where the bucket has no tax.</param>
public sealed record BucketTotal(TaxBucket Bucket, decimal Net, decimal Vat)
{
    /// <summary>P_14_xW: the tax in zloty on an invoice in another currency.</summary>
    public decimal? VatInPln { get; init; }

    public decimal Gross => Net + Vat;
}
