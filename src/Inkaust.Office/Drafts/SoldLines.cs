using System.Collections.Concurrent;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// What a company sells, as the lines of its latest invoices say it: each name once, with its latest price. Files are read once; what was issued since
/// is added when somebody asks again.
/// </summary>
public sealed class SoldLines(Ledger ledger)
{
    private const int MostInvoices = 100, MostLines = 200;

    private readonly ConcurrentDictionary<CompanyId, Known> known = new();

    private sealed record Known(long Newest, IReadOnlyList<Line> Lines);

    /// <summary>The lines, the latest first, without quantities and amounts.</summary>
    public IReadOnlyList<Line> Of(Company company)
    {
        var own = ledger.Of(company);
        var before = known.GetValueOrDefault(company.Id) ?? new Known(0, []);
        var since = own.SalesSince(before.Newest, MostInvoices);
        if (since.Count == 0) return before.Lines;
        var now = new Known(since[0].Id, [.. since.SelectMany(one => LinesOf(own.Bytes(one))).Concat(before.Lines).DistinctBy(one => one.Name).Take(MostLines)]);
        known[company.Id] = now;
        return now.Lines;
    }

    private static IEnumerable<Line> LinesOf(ReadOnlyMemory<byte> xml) => (NamedInvoices.DraftOf(xml)?.Lines ?? [])
        .Where(one => !string.IsNullOrWhiteSpace(one.Name) && (one.Price ?? one.GrossPrice) is > 0)
        .Select(one => new Line
        {
            Name = one.Name,
            Unit = one.Unit,
            Price = one.Price,
            GrossPrice = one.GrossPrice,
            Rate = one.Rate,
            Gtu = one.Gtu,
            Pkwiu = one.Pkwiu,
            Gtin = one.Gtin,
        });
}
