namespace Inkaust.Print.Description;

/// <summary>
/// What lines come to: net and tax, rounded once for each rate as the sums of an invoice are. The file holds no such sum where it corrects or
/// settles something: there P_13 and P_14 are what differs or what is left.
/// </summary>
internal sealed record LineTotals(decimal Net, decimal Tax)
{
    public decimal Gross => Net + Tax;

    public static LineTotals operator -(LineTotals one, LineTotals other) => new(one.Net - other.Net, one.Tax - other.Tax);

    public static LineTotals operator +(LineTotals one, LineTotals other) => new(one.Net + other.Net, one.Tax + other.Tax);

    /// <summary>The same to within a grosz for each line, which is what rounding line by line may differ by.</summary>
    public bool IsNear(LineTotals other, int lines) =>
        Math.Max(Math.Abs(Net - other.Net), Math.Abs(Tax - other.Tax)) <= 0.01m * Math.Max(lines, 1);

    /// <summary>The total of these lines (FaWiersz); null when one of them has no amount or a rate that is no number and not free of tax.</summary>
    public static LineTotals? Of(IReadOnlyList<Part> lines)
    {
        var (net, tax) = (0m, 0m);
        foreach (var group in lines.GroupBy(line => line["P_12"] ?? line["P_12_XII"]))
        {
            if (RateOf(group.Key) is not { } rate) return null;
            var (atNet, atGross, told) = (0m, 0m, 0m);
            foreach (var line in group)
            {
                if (Values.NumberOf(line["P_11"]) is { } netOfLine)
                {
                    // Tax that a line tells for itself is taken as it is.
                    if (Values.NumberOf(line["P_11Vat"]) is { } ofLine) (net, told) = (net + netOfLine, told + ofLine);
                    else atNet += netOfLine;
                }
                else if (Values.NumberOf(line["P_11A"]) is { } grossOfLine) atGross += grossOfLine;
                else return null;
            }
            var within = Rounded(atGross * rate / (100 + rate));
            net += atNet + atGross - within;
            tax += Rounded(atNet * rate / 100) + within + told;
        }
        return lines.Count == 0 ? null : new LineTotals(net, tax);
    }

    private static decimal? RateOf(string? rate) => rate switch
    {
        null => null,
        "zw" or "oo" or "np I" or "np II" or "0 KR" or "0 WDT" or "0 EX" => 0,
        _ => Values.NumberOf(rate) is >= 0 and <= 100 and var percent ? percent : null,
    };

    private static decimal Rounded(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
