using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Rules;

/// <summary>A line as the rules see it; null is absent or unreadable, a node below 0 absent.</summary>
internal readonly record struct LineFacts
{
    public required int Node { get; init; }

    public decimal Number { get; init; }

    /// <summary>An earlier line has the number already.</summary>
    public bool RepeatsNumber { get; init; }

    public bool HasName { get; init; }

    public VatRate? Rate { get; init; }

    /// <summary>P_12.</summary>
    public int RateNode { get; init; }

    /// <summary>P_12_XII.</summary>
    public int OssNode { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? Price { get; init; }

    public decimal? GrossPrice { get; init; }

    public decimal? Discount { get; init; }

    public decimal? Net { get; init; }

    public decimal? Gross { get; init; }

    public decimal? Vat { get; init; }

    public decimal? ExchangeRate { get; init; }

    public bool IsBefore { get; init; }

    public bool IsAnnex15 { get; init; }

    /// <summary>-1 for a line as it was before a correction, else 1.</summary>
    public int Sign { get; init; }
}

/// <summary>Reads the lines of an invoice one after another, and adds each to the sums and to the numbers.</summary>
internal static class LineReading
{
    public static LineFacts Read(Facts facts, int node)
    {
        var line = Fields(facts, node);
        line = line with { Sign = line.IsBefore && facts.IsCorrection ? -1 : 1, RepeatsNumber = !facts.LineNumbers.Add(line.Number, line.IsBefore) };
        facts.LineSums.Add(in line);
        return line;
    }

    private static LineFacts Fields(Facts facts, int node)
    {
        decimal? quantity = null, price = null, grossPrice = null, discount = null, net = null, gross = null, vat = null, exchange = null;
        VatRate? rate = null;
        bool isBefore = false, isAnnex15 = false, hasName = false;
        int rateNode = -1, ossNode = -1;
        decimal number = 0;
        var tree = facts.Tree;
        for (var child = node + 1; child < tree[node].End; child = tree[child].End)
            switch (tree[child].Declaration.Name)
            {
                case "NrWierszaFa": number = facts.Amount(child) ?? 0; break;
                case "P_7": hasName = true; break;
                case "P_8B": quantity = facts.Amount(child); break;
                case "P_9A": price = facts.Amount(child); break;
                case "P_9B": grossPrice = facts.Amount(child); break;
                case "P_10": discount = facts.Amount(child); break;
                case "P_11": net = facts.Amount(child); break;
                case "P_11A": gross = facts.Amount(child); break;
                case "P_11Vat": vat = facts.Amount(child); break;
                case "P_12": (rateNode, rate) = (child, VatRate.TryOfCode(facts.Text(child), out var known) ? known : null); break;
                case "P_12_XII": (ossNode, rate) = (child, rate ?? (facts.Amount(child) is { } percent ? VatRate.Oss(percent) : null)); break;
                case "P_12_Zal_15": isAnnex15 = true; break;
                case "KursWaluty": exchange = facts.Amount(child); break;
                case "StanPrzed": isBefore = true; break;
            }
        return new LineFacts
        {
            Node = node,
            Number = number,
            HasName = hasName,
            Rate = rate,
            RateNode = rateNode,
            OssNode = ossNode,
            Quantity = quantity,
            Price = price,
            GrossPrice = grossPrice,
            Discount = discount,
            Net = net,
            Gross = gross,
            Vat = vat,
            ExchangeRate = exchange,
            IsBefore = isBefore,
            IsAnnex15 = isAnnex15,
        };
    }
}
