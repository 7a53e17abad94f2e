using System.Numerics;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class TotalsTests
{
    [Fact]
    public void Totals_of_random_invoices_equal_a_count_in_whole_numbers()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var isGross = random.Next(2) == 0;
            var percents = new[] { 23, 8, 5 };
            var lines = Enumerable.Range(0, random.Next(1, 12)).Select(_ =>
                (Price: random.Next(1, 5_000_000), Quantity: random.Next(1, 20_000), Discount: random.Next(3) == 0 ? random.Next(0, 500) : 0, Percent: percents[random.Next(3)])).ToList();
            var totals = Totals.Of([.. lines.Select(line => new Line
            {
                Price = isGross ? null : line.Price / 10_000m,
                GrossPrice = isGross ? line.Price / 10_000m : null,
                Quantity = line.Quantity / 1_000m,
                Discount = line.Discount == 0 ? null : line.Discount / 100m,
                Rate = VatRate.Parse(line.Percent.ToString()),
            })]);
            foreach (var (percent, place) in percents.Select((percent, place) => (percent, place)))
            {
                // Prices in 1/10000, quantities in 1/1000: their product is in 1/10000000, a grosz is 100000 of it.
                var sum = lines.Where(line => line.Percent == percent).Aggregate(BigInteger.Zero, (sum, line) =>
                    sum + Rounded((BigInteger)line.Price * line.Quantity - (BigInteger)line.Discount * 100_000, 100_000));
                var vat = isGross ? Rounded(sum * percent, 100 + percent) : Rounded(sum * percent, 100);
                var net = isGross ? sum - vat : sum;
                var bucket = totals.Buckets.FirstOrDefault(bucket => bucket.Bucket == TaxBucket.Basic + place);
                Assert.Equal(((decimal)net / 100, (decimal)vat / 100), (bucket?.Net ?? 0, bucket?.Vat ?? 0));
            }
            Assert.Equal(totals.Buckets.Sum(bucket => bucket.Net + bucket.Vat), totals.Due);
        }
    }

    [Fact]
    public void An_advance_is_divided_among_the_rates_of_the_order_without_a_grosz_lost()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var paid = random.Next(1, 10_000_000) / 100m;
            var totals = Totals.Of(new InvoiceDraft
            {
                Number = "ZAL/1",
                Kind = InvoiceKind.Zal,
                Buyer = new Party(),
                Due = paid,
                Order = new Order { Lines = [.. new[] { "23", "8", "5", "zw" }.Select(rate => new Line { Price = random.Next(1, 1_000_000) / 100m, Rate = VatRate.Parse(rate) })] },
            });
            Assert.Equal(paid, totals.Buckets.Sum(bucket => bucket.Gross));
        }
    }

    // Halves away from zero.
    private static BigInteger Rounded(BigInteger number, BigInteger unit) =>
        number.Sign * ((BigInteger.Abs(number) * 2 + unit) / (unit * 2));
}
