using System.Diagnostics.CodeAnalysis;

namespace Inkaust.Invoices;

/// <summary>
/// The rate of a line. In a draft: <c>23</c>, <c>"8"</c>, <c>"0"</c>, <c>"0 WDT"</c>, <c>"0 EX"</c>, <c>"zw"</c>, <c>"oo"</c>,
/// <c>"np I"</c>, <c>"np II"</c>, <c>"margin"</c>, or <c>"oss 19"</c> for a rate of another Member State.
/// </summary>
public readonly record struct VatRate : IParsable<VatRate>
{
    private static readonly Dictionary<string, VatRate> Known = new (string Name, string? Code, decimal? Percent, TaxBucket Bucket)[]
    {
        ("23", "23", 23, TaxBucket.Basic), ("22", "22", 22, TaxBucket.Basic),
        ("8", "8", 8, TaxBucket.FirstReduced), ("7", "7", 7, TaxBucket.FirstReduced),
        ("5", "5", 5, TaxBucket.SecondReduced),
        ("4", "4", 4, TaxBucket.TaxiLumpSum), ("3", "3", 3, TaxBucket.TaxiLumpSum),
        ("0", "0 KR", 0, TaxBucket.ZeroDomestic), ("0 WDT", "0 WDT", 0, TaxBucket.ZeroIntraUnion), ("0 EX", "0 EX", 0, TaxBucket.ZeroExport),
        ("zw", "zw", null, TaxBucket.Exempt), ("oo", "oo", null, TaxBucket.ReverseCharge),
        ("np I", "np I", null, TaxBucket.OutsideTerritory), ("np II", "np II", null, TaxBucket.ServicesToTheUnion),
        ("margin", null, null, TaxBucket.Margin),
    }.ToDictionary(rate => rate.Name, rate => new VatRate(rate.Name, rate.Code, rate.Percent, rate.Bucket), StringComparer.OrdinalIgnoreCase);

    private readonly string? name;

    private VatRate(string name, string? code, decimal? percent, TaxBucket bucket) =>
        (this.name, Code, Percent, Bucket) = (name, code, percent, bucket);

    /// <summary>P_12 as FA(3) writes it; null for margin and for rates of other Member States.</summary>
    public string? Code { get; }

    /// <summary>Per cent of the net amount; null where no tax is counted.</summary>
    public decimal? Percent { get; }

    /// <summary>Which of the sums P_13_x and P_14_x it goes into.</summary>
    public TaxBucket Bucket { get; }

    /// <summary>The names that a draft may use, apart from <c>oss N</c>.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>P_12_XII: a rate of the Member State of consumption, in per cent (dział XII rozdział 6a).</summary>
    public static VatRate Oss(decimal percent) =>
        new($"oss {percent:0.######}", null, percent, TaxBucket.OneStopShop);

    /// <summary>A rate that goes into this sum.</summary>
    internal static VatRate UsualOf(TaxBucket bucket) => bucket == TaxBucket.OneStopShop ? Oss(0) : Known.Values.First(rate => rate.Bucket == bucket);

    /// <summary>The rate that FA(3) writes as <paramref name="code"/> in P_12.</summary>
    public static bool TryOfCode(string code, out VatRate rate) => Known.TryGetValue(code == "0 KR" ? "0" : code, out rate) && rate.Code == code;

    public bool Equals(VatRate other) => name == other.name;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(name ?? "");

    /// <exception cref="FormatException">Not a rate.</exception>
    public static VatRate Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var rate) ? rate : throw new FormatException($"'{s}' is not a VAT rate.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out VatRate result)
    {
        result = default;
        if (s is null) return false;
        var bare = s.Trim().TrimEnd('%').TrimEnd();
        if (bare == "0 KR") bare = "0";
        if (Known.TryGetValue(bare, out result)) return true;
        if (!bare.StartsWith("oss ", StringComparison.OrdinalIgnoreCase)) return false;
        if (!decimal.TryParse(bare[4..], System.Globalization.NumberStyles.AllowDecimalPoint, null, out var percent) || percent > 100) return false;
        result = Oss(percent);
        return true;
    }

    /// <summary>The name that a draft uses.</summary>
    public override string ToString() => name ?? "";
}

/// <summary>The sums of FA(3): each has its P_13 field, and those with tax their P_14 field.</summary>
public enum TaxBucket
{
    /// <summary>P_13_1: 23 or 22 per cent.</summary>
    Basic = 1,

    /// <summary>P_13_2: 8 or 7 per cent.</summary>
    FirstReduced,

    /// <summary>P_13_3: 5 per cent.</summary>
    SecondReduced,

    /// <summary>P_13_4: lump sum for passenger taxis, 4 or 3 per cent.</summary>
    TaxiLumpSum,

    /// <summary>P_13_5: rates of other Member States in the one stop shop.</summary>
    OneStopShop,

    /// <summary>P_13_6_1: 0 per cent at home.</summary>
    ZeroDomestic,

    /// <summary>P_13_6_2: 0 per cent, supply of goods within the Union (WDT).</summary>
    ZeroIntraUnion,

    /// <summary>P_13_6_3: 0 per cent, export.</summary>
    ZeroExport,

    /// <summary>P_13_7: exempt (zw).</summary>
    Exempt,

    /// <summary>P_13_8: supplied outside Poland (np I).</summary>
    OutsideTerritory,

    /// <summary>P_13_9: services of art. 100 ust. 1 pkt 4 (np II).</summary>
    ServicesToTheUnion,

    /// <summary>P_13_10: reverse charge at home (oo).</summary>
    ReverseCharge,

    /// <summary>P_13_11: margin.</summary>
    Margin,
}

/// <summary>Where each sum stands in the file.</summary>
internal static class TaxBuckets
{
    extension(TaxBucket bucket)
    {
        /// <summary>What follows P_13_ and P_14_ in the names of its fields.</summary>
        internal string Field => bucket switch
        {
            TaxBucket.Basic => "1",
            TaxBucket.FirstReduced => "2",
            TaxBucket.SecondReduced => "3",
            TaxBucket.TaxiLumpSum => "4",
            TaxBucket.OneStopShop => "5",
            TaxBucket.ZeroDomestic => "6_1",
            TaxBucket.ZeroIntraUnion => "6_2",
            TaxBucket.ZeroExport => "6_3",
            TaxBucket.Exempt => "7",
            TaxBucket.OutsideTerritory => "8",
            TaxBucket.ServicesToTheUnion => "9",
            TaxBucket.ReverseCharge => "10",
            _ => "11",
        };
    }
}
