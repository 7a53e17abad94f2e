namespace Inkaust.Invoices;

/// <summary>Adnotacje: what art. 106e ust. 1 pkt 16-22 of the Act wants said in words.</summary>
public sealed record Annotations
{
    /// <summary>P_16: cash accounting (metoda kasowa).</summary>
    public bool CashAccounting { get; init; }

    /// <summary>P_17: the buyer issues for the seller (samofakturowanie).</summary>
    public bool SelfBilling { get; init; }

    /// <summary>P_18: the buyer accounts for the tax (odwrotne obciążenie).</summary>
    public bool ReverseCharge { get; init; }

    /// <summary>P_18A: split payment (mechanizm podzielonej płatności).</summary>
    public bool SplitPayment { get; init; }

    /// <summary>P_23: simplified triangular transaction, second taxpayer.</summary>
    public bool TriangularTransaction { get; init; }

    /// <summary>P_19: the ground of the exemption.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>P_PMarzy: a margin scheme.</summary>
    public MarginScheme? Margin { get; init; }
}

/// <summary>The ground of an exemption; exactly one is given.</summary>
public sealed record Exemption
{
    /// <summary>P_19A: a provision of the Act or of a regulation.</summary>
    public string? PolishLaw { get; init; }

    /// <summary>P_19B: a provision of Directive 2006/112/EC.</summary>
    public string? Directive { get; init; }

    /// <summary>P_19C: another ground.</summary>
    public string? Other { get; init; }
}

/// <summary>PMarzy.</summary>
public enum MarginScheme
{
    /// <summary>P_PMarzy_2: travel agents.</summary>
    TravelAgents,

    /// <summary>P_PMarzy_3_1: second-hand goods.</summary>
    SecondHandGoods,

    /// <summary>P_PMarzy_3_2: works of art.</summary>
    WorksOfArt,

    /// <summary>P_PMarzy_3_3: collectors' items and antiques.</summary>
    Antiques,
}
