namespace Inkaust.Invoices;

/// <summary>Adnotacje: what art. 106e ust. 1 pkt 16-22 of the Act wants said in words.</summary>
public sealed record Annotations
{
    /// <summary>P_16: cash accounting (metoda kasowa).</summary>
    public bool CashAccounting { get; init; }

    /// <summary>P_17: the buyer issues for the seller (samofakturowanie).</summary>
    public bool SelfBilling { get; init; }

    /// <summary>
    /// P_18: the buyer accounts for the tax. Null: as the law has it, yes where something is sold at <c>oo</c> or <c>np II</c>
    /// (art. 106e ust. 1 pkt 18).
    /// </summary>
    public bool? ReverseCharge { get; init; }

    /// <summary>P_18A: split payment (mechanizm podzielonej płatności).</summary>
    public bool SplitPayment { get; init; }

    /// <summary>P_23: simplified triangular transaction, second taxpayer.</summary>
    public bool TriangularTransaction { get; init; }

    /// <summary>P_19: the ground of the exemption.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>P_22: new means of transport supplied within the Union.</summary>
    public NewVehicles? NewVehicles { get; init; }

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

/// <summary>NoweSrodkiTransportu.</summary>
public sealed record NewVehicles
{
    /// <summary>P_42_5: the duty of art. 42 ust. 5 applies.</summary>
    public bool Article42Section5 { get; init; }

    public required IReadOnlyList<NewVehicle> Vehicles { get; init; }
}

/// <summary>NowySrodekTransportu: on land, on water or in the air; <see cref="Mileage"/>, <see cref="HoursSailed"/> or <see cref="HoursFlown"/>
/// tells which.</summary>
public sealed record NewVehicle
{
    /// <summary>P_22A.</summary>
    public required DateOnly FirstUse { get; init; }

    /// <summary>P_NrWierszaNST.</summary>
    public required long Line { get; init; }

    public string? Make { get; init; }

    public string? Model { get; init; }

    public string? Colour { get; init; }

    public string? RegistrationNumber { get; init; }

    public string? Year { get; init; }

    /// <summary>P_22B.</summary>
    public string? Mileage { get; init; }

    /// <summary>P_22B1; at most one of the four numbers is given.</summary>
    public string? Vin { get; init; }

    public string? BodyNumber { get; init; }

    public string? ChassisNumber { get; init; }

    public string? FrameNumber { get; init; }

    /// <summary>P_22BT.</summary>
    public string? Type { get; init; }

    /// <summary>P_22C.</summary>
    public string? HoursSailed { get; init; }

    public string? HullNumber { get; init; }

    /// <summary>P_22D.</summary>
    public string? HoursFlown { get; init; }

    public string? SerialNumber { get; init; }
}
