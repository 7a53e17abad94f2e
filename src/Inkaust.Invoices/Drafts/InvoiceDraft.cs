namespace Inkaust.Invoices;

/// <summary>
/// An invoice as a person writes it: the program adds the date, the seller, the totals and everything that FA(3) wants
/// in a fixed place. Amounts are in <see cref="Currency"/>; dates are dates in Poland.
/// </summary>
public sealed record InvoiceDraft
{
    /// <summary>P_2: the number that the issuer gives, unique among the seller's invoices of this kind.</summary>
    [InvoiceNumber]
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

    /// <summary>KursWalutyZ: the rate for an advance, where it is not <see cref="ExchangeRate"/>.</summary>
    public decimal? AdvanceExchangeRate { get; init; }

    /// <summary>Podmiot3: factor, recipient, further buyers and others.</summary>
    public IReadOnlyList<ThirdParty> ThirdParties { get; init; } = [];

    /// <summary>PodmiotUpowazniony: bailiff, enforcement authority or tax representative.</summary>
    public AuthorisedParty? Authorised { get; init; }

    /// <summary>WZ: numbers of delivery notes.</summary>
    public IReadOnlyList<string> DeliveryNotes { get; init; } = [];

    /// <summary>P_13 and P_14 as given, where they are not to be counted from the lines.</summary>
    public IReadOnlyList<GivenSum> Sums { get; init; } = [];

    /// <summary>P_15 as given. On an advance invoice: what was paid, from which the sums are counted (art. 106f ust. 1 pkt 3); the sum of
    /// <see cref="AdvancePayments"/> when it isn't given.</summary>
    public decimal? Due { get; init; }

    /// <summary>What is corrected and why.</summary>
    public Correction? Correction { get; init; }

    /// <summary>Zamowienie: on an advance invoice, what was ordered.</summary>
    public Order? Order { get; init; }

    /// <summary>ZaliczkaCzesciowa: several payments on one advance invoice.</summary>
    public IReadOnlyList<AdvancePayment> AdvancePayments { get; init; } = [];

    /// <summary>FakturaZaliczkowa: on a final invoice, the advance invoices that it settles.</summary>
    public IReadOnlyList<Advance> Advances { get; init; } = [];

    /// <summary>FP: the sale was also rung up on a cash register (art. 109 ust. 3d).</summary>
    public bool ForReceipt { get; init; }

    /// <summary>TP: seller and buyer are related.</summary>
    public bool RelatedParties { get; init; }

    /// <summary>ZwrotAkcyzy: the buyer is a farmer who will ask for a refund of excise.</summary>
    public bool ExciseRefund { get; init; }

    /// <summary>Rozliczenie: what is added to the total and taken off it.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>WarunkiTransakcji.</summary>
    public TransactionTerms? Terms { get; init; }

    /// <summary>Platnosc.</summary>
    public Payment? Payment { get; init; }

    /// <summary>Adnotacje: what the Act wants said in words on some invoices.</summary>
    public Annotations? Annotations { get; init; }

    /// <summary>DodatkowyOpis: facts by name, for the whole invoice or for one line.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Stopka: free text under the invoice, at most three pieces.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>Rejestry: where the seller is entered.</summary>
    public IReadOnlyList<RegisterEntry> Registers { get; init; } = [];

    /// <summary>Zalacznik; the whole file may then have 3 MB.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Reads a draft from JSON, and says everything that is wrong with it at once.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <exception cref="RefusedException">INK-DRAFT-001 to 019: each with its path (<c>lines[1].rate</c>), line and column.</exception>
    public static InvoiceDraft ReadJson(ReadOnlyMemory<byte> utf8) => Drafts.Json.DraftReader.Read<InvoiceDraft>(utf8);

    /// <summary>The draft as JSON, as a person would write it: what is left out is not written.</summary>
    public byte[] WriteJson() => Drafts.Json.DraftWriter.Write(this);

    /// <summary>The JSON Schema of drafts (draft 2020-12).</summary>
    public static byte[] JsonSchema() => Drafts.Json.DraftSchema.Write(typeof(InvoiceDraft));
}

/// <summary>A period, both days included.</summary>
public sealed record Period
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }
}

/// <summary>P_13_x with P_14_x, as given.</summary>
public sealed record GivenSum
{
    public required TaxBucket Bucket { get; init; }

    public required decimal Net { get; init; }

    public decimal? Vat { get; init; }

    /// <summary>P_14_xW.</summary>
    public decimal? VatInPln { get; init; }
}

/// <summary>Rejestry.</summary>
public sealed record RegisterEntry
{
    /// <summary>PelnaNazwa.</summary>
    public string? FullName { get; init; }

    public string? Krs { get; init; }

    public string? Regon { get; init; }

    /// <summary>Number in the register of waste.</summary>
    public string? Bdo { get; init; }
}

/// <summary>DodatkowyOpis: a fact by its name.</summary>
public sealed record Note
{
    /// <summary>Klucz: what the fact is about.</summary>
    public required string Name { get; init; }

    /// <summary>Wartosc.</summary>
    public required string Text { get; init; }

    /// <summary>NrWiersza: the line that it belongs to, from 1; null = the whole invoice.</summary>
    public long? Line { get; init; }
}
