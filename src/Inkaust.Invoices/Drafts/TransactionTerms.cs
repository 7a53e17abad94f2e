namespace Inkaust.Invoices;

/// <summary>WarunkiTransakcji.</summary>
public sealed record TransactionTerms
{
    /// <summary>Umowy.</summary>
    public IReadOnlyList<DatedNumber> Contracts { get; init; } = [];

    /// <summary>Zamowienia.</summary>
    public IReadOnlyList<DatedNumber> Orders { get; init; } = [];

    /// <summary>NrPartiiTowaru.</summary>
    public IReadOnlyList<string> Batches { get; init; } = [];

    /// <summary>WarunkiDostawy, for example an Incoterm with its place.</summary>
    public string? Delivery { get; init; }

    /// <summary>KursUmowny: the rate by which the parties counted, apart from the tax.</summary>
    public decimal? AgreedRate { get; init; }

    /// <summary>WalutaUmowna.</summary>
    public string? AgreedCurrency { get; init; }

    public IReadOnlyList<Transport> Transport { get; init; } = [];

    /// <summary>PodmiotPosredniczacy: the seller stands in the middle of a chain (art. 22 ust. 2d).</summary>
    public bool Intermediary { get; init; }
}

/// <summary>A contract or an order.</summary>
public sealed record DatedNumber
{
    public string? Number { get; init; }

    public DateOnly? Date { get; init; }
}

/// <summary>Transport.</summary>
public sealed record Transport
{
    /// <summary>RodzajTransportu.</summary>
    public TransportKind? Kind { get; init; }

    /// <summary>OpisInnegoTransportu: another kind, in words.</summary>
    public string? OtherKind { get; init; }

    /// <summary>Przewoznik.</summary>
    public Party? Carrier { get; init; }

    /// <summary>NrZleceniaTransportu.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>OpisLadunku.</summary>
    public Load? Load { get; init; }

    /// <summary>OpisInnegoLadunku: another load, in words.</summary>
    public string? OtherLoad { get; init; }

    /// <summary>JednostkaOpakowania.</summary>
    public string? PackingUnit { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>WysylkaZ.</summary>
    public Address? From { get; init; }

    /// <summary>WysylkaPrzez.</summary>
    public IReadOnlyList<Address> Through { get; init; } = [];

    /// <summary>WysylkaDo.</summary>
    public Address? To { get; init; }
}

/// <summary>RodzajTransportu.</summary>
public enum TransportKind
{
    Sea = 1,
    Rail = 2,
    Road = 3,
    Air = 4,
    Post = 5,
    FixedInstallation = 7,
    InlandWaterway = 8,
}

/// <summary>OpisLadunku.</summary>
public enum Load
{
    MilkCan = 1,
    Barrel = 2,
    Cylinder = 3,
    Carton = 4,
    Jerrycan = 5,
    Cage = 6,
    Container = 7,
    Basket = 8,
    Punnet = 9,
    OuterPackaging = 10,
    Parcel = 11,
    Bundle = 12,
    Pallet = 13,
    Bin = 14,
    SolidBulkContainer = 15,
    LiquidBulkContainer = 16,
    Box = 17,
    Tin = 18,
    Crate = 19,
    Sack = 20,
}
