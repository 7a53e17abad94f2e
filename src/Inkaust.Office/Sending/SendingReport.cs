using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What one round of sending did.</summary>
/// <param name="Moved">Invoices that were sent or settled, as they stand now.</param>
/// <param name="Problems">What did not go, and why; the invoices concerned wait or are refused, none is lost.</param>
public record SendingReport(IReadOnlyList<IssuedInvoice> Moved, IReadOnlyList<Finding> Problems)
{
    /// <summary>What went well and is to be known: a certificate that was renewed.</summary>
    public IReadOnlyList<Finding> News { get; init; } = [];

    /// <summary>There is nothing to tell.</summary>
    public bool IsEmpty => Moved.Count + Problems.Count + News.Count == 0;
}

/// <summary>Nothing was done, because another process sends for this company now.</summary>
public sealed record AnothersTurn : SendingReport
{
    internal AnothersTurn(Company company)
        : base([], [new Finding("INK-SEND-001",
            "Inny proces właśnie wysyła faktury tej firmy.", "Another process is sending this company's invoices right now.")
        { Hint = new("Poczekaj, aż skończy; zobacz", "Wait until it ends; see"), Next = new SeeStanding(company) }])
    {
    }
}
