namespace Inkaust.Invoices;

/// <summary>Platnosc: how and when the invoice is paid.</summary>
public sealed record Payment
{
    /// <summary>FormaPlatnosci.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>OpisPlatnosci: another way of paying, in words, instead of <see cref="Method"/>.</summary>
    public string? OtherMethod { get; init; }

    /// <summary>TerminPlatnosci: the day by which it is to be paid.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The same as days from the date of issue.</summary>
    public int? DueInDays { get; init; }

    /// <summary>DataZaplaty: it has been paid in full on this day.</summary>
    public DateOnly? PaidOn { get; init; }

    /// <summary>TerminPlatnosci, further ones or in words.</summary>
    public IReadOnlyList<DueTerm> OtherDue { get; init; } = [];

    /// <summary>ZaplataCzesciowa: what has been paid in parts.</summary>
    public IReadOnlyList<PartPayment> Parts { get; init; } = [];

    /// <summary>ZnacznikZaplatyCzesciowej 2: the parts make up the whole.</summary>
    public bool PaidInFullByParts { get; init; }

    /// <summary>RachunekBankowy: where to pay.</summary>
    public BankAccount? Account { get; init; }

    public IReadOnlyList<BankAccount> OtherAccounts { get; init; } = [];

    /// <summary>RachunekBankowyFaktora.</summary>
    public IReadOnlyList<BankAccount> FactorAccounts { get; init; } = [];

    /// <summary>Skonto.</summary>
    public EarlyPayment? EarlyPayment { get; init; }

    /// <summary>LinkDoPlatnosci.</summary>
    public string? Link { get; init; }

    /// <summary>IPKSeF: identifier of the payment, three digits and ten letters or digits.</summary>
    public string? PaymentId { get; init; }
}

/// <summary>TerminPlatnosci: a day, or so many units of time after something.</summary>
public sealed record DueTerm
{
    public DateOnly? Date { get; init; }

    /// <summary>Ilosc.</summary>
    public long? Count { get; init; }

    /// <summary>Jednostka: days, weeks, months.</summary>
    public string? Unit { get; init; }

    /// <summary>ZdarzeniePoczatkowe: what it is counted from.</summary>
    public string? After { get; init; }
}

/// <summary>ZaplataCzesciowa.</summary>
public sealed record PartPayment
{
    public required decimal Amount { get; init; }

    public required DateOnly Date { get; init; }

    public PaymentMethod? Method { get; init; }

    public string? OtherMethod { get; init; }
}

/// <summary>Skonto: less is due when it is paid early.</summary>
public sealed record EarlyPayment
{
    public required string Conditions { get; init; }

    public required string Discount { get; init; }
}

/// <summary>Rozliczenie.</summary>
public sealed record Settlement
{
    /// <summary>Obciazenia.</summary>
    public IReadOnlyList<SettlementItem> Charges { get; init; } = [];

    /// <summary>SumaObciazen; counted when it isn't given.</summary>
    public decimal? ChargesSum { get; init; }

    /// <summary>Odliczenia.</summary>
    public IReadOnlyList<SettlementItem> Deductions { get; init; } = [];

    /// <summary>SumaOdliczen; counted when it isn't given.</summary>
    public decimal? DeductionsSum { get; init; }

    /// <summary>DoZaplaty; counted when neither this nor <see cref="ToSettle"/> is given.</summary>
    public decimal? ToPay { get; init; }

    /// <summary>DoRozliczenia: overpaid.</summary>
    public decimal? ToSettle { get; init; }
}

/// <summary>An amount and its reason.</summary>
public sealed record SettlementItem
{
    public required decimal Amount { get; init; }

    public required string Reason { get; init; }
}

/// <summary>FormaPlatnosci.</summary>
public enum PaymentMethod
{
    Cash = 1,
    Card = 2,
    Voucher = 3,
    Cheque = 4,
    Credit = 5,
    Transfer = 6,
    Mobile = 7,
}
