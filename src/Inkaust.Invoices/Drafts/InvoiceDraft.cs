namespace Inkaust.Invoices;

/// <summary>
/// An invoice as a person writes it: the program adds the date, the seller, the totals and everything that FA(3) wants
/// in a fixed place. Amounts are in <see cref="Currency"/>; dates are dates in Poland.
/// </summary>
public sealed partial record InvoiceDraft
{
    /// <summary>P_2: the number that the issuer gives, unique among the seller's invoices of this kind.</summary>
    public required string Number { get; init; }

    /// <summary>RodzajFaktury.</summary>
    public InvoiceKind Kind { get; init; } = InvoiceKind.Vat;

    /// <summary>P_1, the date of issue; null = the program fills in today's date in Poland.</summary>
    public DateOnly? IssueDate { get; init; }

    /// <summary>P_1M, the place of issue.</summary>
    public string? IssuePlace { get; init; }

    /// <summary>P_6: the day of delivery, of the service or of the payment, when it is not <see cref="IssueDate"/>.</summary>
    public DateOnly? SaleDate { get; init; }

    /// <summary>OkresFa: the period that the invoice is for, instead of <see cref="SaleDate"/>.</summary>
    public Period? SalePeriod { get; init; }

    /// <summary>Podmiot1; null = the program fills in the company that issues.</summary>
    public Party? Seller { get; init; }

    /// <summary>Podmiot2.</summary>
    public required Party Buyer { get; init; }

    /// <summary>FaWiersz, in the order of the print.</summary>
    public IReadOnlyList<Line> Lines { get; init; } = [];

    /// <summary>KodWaluty, ISO 4217.</summary>
    public string Currency { get; init; } = "PLN";

    /// <summary>Zloty for one unit of <see cref="Currency"/>: VAT is shown in zloty too (art. 106e ust. 11).</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>Platnosc.</summary>
    public Payment? Payment { get; init; }

    /// <summary>Adnotacje: what the Act wants said in words on some invoices.</summary>
    public Annotations? Annotations { get; init; }

    /// <summary>DodatkowyOpis: facts by name, for the whole invoice or for one line.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Stopka: free text under the invoice, at most three pieces.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>Reads a draft from JSON, and says everything that is wrong with it at once.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <exception cref="RefusedException">INK-DRAFT-001 to 019: each with its path (<c>lines[1].rate</c>), line and column.</exception>
    public static InvoiceDraft ReadJson(ReadOnlyMemory<byte> utf8) => Drafts.Json.DraftReader.Read<InvoiceDraft>(utf8);
}

/// <summary>A period, both days included.</summary>
public sealed record Period
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }
}

/// <summary>DodatkowyOpis: a fact by its name.</summary>
public sealed record Note
{
    /// <summary>Klucz: what the fact is about.</summary>
    public required string Name { get; init; }

    /// <summary>Wartosc.</summary>
    public required string Text { get; init; }

    /// <summary>NrWiersza: the line that it belongs to, from 1; null = the whole invoice.</summary>
    public int? Line { get; init; }
}
