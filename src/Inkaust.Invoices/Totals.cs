namespace Inkaust.Invoices;

/// <summary>The sums of an invoice: by rate, and what is due.</summary>
public sealed record Totals
{
    /// <summary>One row for each bucket that a line goes into, in the order of FA(3).</summary>
    public required IReadOnlyList<BucketTotal> Buckets { get; init; }

    /// <summary>P_15: what is due, tax included.</summary>
    public required decimal Due { get; init; }

    /// <summary>
    /// The sums of a draft: as given, or counted. An advance invoice is counted from what was paid (art. 106f ust. 1 pkt 3), a final
    /// invoice from its lines less the advances (art. 106f ust. 3), every other from its lines.
    /// </summary>
    public static Totals Of(InvoiceDraft draft)
    {
        var zloty = draft.Currency == "PLN" ? null : draft.AdvanceExchangeRate ?? draft.ExchangeRate ?? CommonRate(draft.Lines);
        if (draft.Sums.Count > 0) return Given(draft);
        if (draft is { Kind: InvoiceKind.Zal, Order: { } order } && Paid(draft) is < Most and > -Most and var paid)
            return OfAdvance(paid, order, zloty);
        var totals = LessAdvances(Of(draft.Lines, zloty), draft.Advances, zloty);
        return totals with { Due = draft.Due ?? totals.Due };
    }

    /// <summary>
    /// Counts lines as art. 106e ust. 1 pkt 13-15 and ust. 7-11 say: net sums by rate and the tax on each sum, or from gross sums
    /// the tax inside them; every amount to a grosz, halves away from zero. Lines as they were before a correction are subtracted.
    /// </summary>
    /// <param name="lines">The lines; those without rate go into no sum.</param>
    /// <param name="exchangeRate">Zloty for one unit of the currency; null on an invoice in zloty.</param>
    public static Totals Of(IReadOnlyList<Line> lines, decimal? exchangeRate = null)
    {
        var buckets = lines.Where(line => line.Rate is not null)
            .GroupBy(line => line.Rate!.Value.Bucket)
            .OrderBy(bucket => bucket.Key)
            .Select(bucket => Sum(bucket.Key, bucket, exchangeRate))
            .ToList();
        return new Totals { Buckets = buckets, Due = buckets.Sum(bucket => bucket.Gross) };
    }

    /// <summary>Whether a file that has these sums says the same.</summary>
    internal bool AreSaidBy(IReadOnlyList<GivenSum> sums, decimal due) => Due == due && Buckets.Count == sums.Count &&
        Buckets.Zip(sums).All(pair => pair.First.Bucket == pair.Second.Bucket && pair.First.Net == pair.Second.Net &&
            pair.First.Vat == (pair.Second.Vat ?? 0) && pair.First.VatInPln == pair.Second.VatInPln);

    private static Totals Given(InvoiceDraft draft)
    {
        var buckets = draft.Sums.OrderBy(sum => sum.Bucket)
            .Select(sum => new BucketTotal(sum.Bucket, sum.Net, sum.Vat ?? 0) { VatInPln = sum.VatInPln }).ToList();
        return new Totals { Buckets = buckets, Due = draft.Due ?? buckets.Sum(bucket => bucket.Gross) };
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
        return new BucketTotal(bucket, net, vat) { VatInPln = InPln(bucket, vat, exchangeRate) };
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

    // P_15 of an advance invoice is what was paid, whether that is said as a sum or payment by payment.
    private static decimal? Paid(InvoiceDraft draft) => draft switch
    {
        { Due: { } said } => said,
        { AdvancePayments: { Count: > 0 } payments } when payments.All(one => Math.Abs(one.Amount) < Most) => payments.Sum(one => one.Amount),
        _ => null,
    };

    // What was paid is divided among the rates of the order by their gross value; the tax is KP x SP / (100 + SP).
    private static Totals OfAdvance(decimal paid, Order order, decimal? exchangeRate)
    {
        var rates = order.Lines.Where(line => line.Rate is not null).GroupBy(line => line.Rate!.Value)
            .Select(rate => (Rate: rate.Key, Gross: rate.Sum(line => line.NetAmount + (line.Vat ?? line.CountedVat ?? 0)))).ToList();
        var whole = rates.Sum(rate => rate.Gross);
        if (rates.Any(rate => Math.Abs(rate.Gross) > Most)) rates.Clear();
        var left = paid;
        var shares = new List<BucketTotal>();
        for (var i = 0; i < rates.Count; i++)
        {
            var gross = i == rates.Count - 1 || whole == 0 ? left : Grosz(paid * rates[i].Gross / whole);
            left -= gross;
            var percent = rates[i].Rate.Percent ?? 0;
            var vat = Grosz(gross * percent / (100 + percent));
            shares.Add(new BucketTotal(rates[i].Rate.Bucket, gross - vat, vat));
        }
        return new Totals { Buckets = Merged(shares, exchangeRate), Due = paid };
    }

    private static Totals LessAdvances(Totals totals, IReadOnlyList<Advance> advances, decimal? exchangeRate)
    {
        var paid = advances.SelectMany(advance => advance.Amounts)
            .Select(amount => new BucketTotal(amount.Rate.Bucket, -amount.Net, -amount.Vat)).ToList();
        if (paid.Count == 0) return totals;
        var buckets = Merged([.. totals.Buckets, .. paid], exchangeRate);
        return new Totals { Buckets = buckets, Due = buckets.Sum(bucket => bucket.Gross) };
    }

    private static List<BucketTotal> Merged(IEnumerable<BucketTotal> parts, decimal? exchangeRate) =>
        [.. parts.GroupBy(part => part.Bucket).OrderBy(bucket => bucket.Key).Select(bucket =>
        {
            var vat = bucket.Sum(part => part.Vat);
            return new BucketTotal(bucket.Key, bucket.Sum(part => part.Net), vat) { VatInPln = InPln(bucket.Key, vat, exchangeRate) };
        })];

    private static decimal? InPln(TaxBucket bucket, decimal vat, decimal? exchangeRate) =>
        exchangeRate is { } zloty && bucket <= TaxBucket.TaxiLumpSum && Math.Abs(zloty) < Most && Math.Abs(vat) < Most ? Grosz(vat * zloty) : null;

    private static decimal? CommonRate(IReadOnlyList<Line> lines) =>
        lines.Select(line => line.ExchangeRate).Distinct().ToList() is [{ } common] ? common : null;

    /// <summary>Price by quantity less discount, to a grosz; nothing when the numbers are beyond any sale.</summary>
    internal static decimal Product(decimal price, decimal quantity, decimal discount) =>
        Math.Abs(price) > Most || Math.Abs(quantity) > Most ? 0 : Grosz(price * quantity - discount);

    /// <summary>Prices, quantities and paid amounts beyond this are no sale; their products would not fit into a decimal.</summary>
    internal const decimal Most = 100_000_000_000m;

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
