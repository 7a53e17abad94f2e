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

    /// <summary>RachunekBankowy: where to pay.</summary>
    public BankAccount? Account { get; init; }
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
