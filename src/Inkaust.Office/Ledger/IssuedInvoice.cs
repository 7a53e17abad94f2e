using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>An invoice in the ledger: the file that will never change, and all that was decided when it was issued.</summary>
public sealed record IssuedInvoice
{
    /// <summary>Its place in the ledger.</summary>
    public required long Id { get; init; }

    /// <summary>Whose ledger it is in.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>The NIP of that company, which is the seller's.</summary>
    public required Nip Seller { get; init; }

    /// <summary>The environment that it belongs to for ever; a code is bound to it (LAW 43).</summary>
    public required string Environment { get; init; }

    /// <summary>That company, as a person names it.</summary>
    public CompanyReference Owner => new(Seller, Environment);

    /// <summary>RodzajFaktury.</summary>
    public required string Kind { get; init; }

    /// <summary>P_2.</summary>
    public required string Number { get; init; }

    /// <summary>P_1.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>The moment of issue; P_1 has no time (LAW 35).</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    public required string BuyerName { get; init; }

    public required Nip? BuyerNip { get; init; }

    public required string Currency { get; init; }

    /// <summary>P_15.</summary>
    public required decimal Gross { get; init; }

    public required IssuingMode Mode { get; init; }

    /// <summary>Why that mode.</summary>
    public required ModeReason ModeReason { get; init; }

    /// <summary>The facts on which the choice of the mode rests.</summary>
    public required ModeEvidence ModeEvidence { get; init; }

    public required InvoiceHash Hash { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Size { get; init; }

    /// <summary>It has an attachment (Zalacznik), so that it can be sent in a package only (KSEF 6).</summary>
    public required bool HasAttachment { get; init; }

    /// <summary>The link behind KOD I.</summary>
    public required Uri KodI { get; init; }

    /// <summary>The link behind KOD II; only an invoice issued offline has one.</summary>
    public required Uri? KodII { get; init; }

    /// <summary>Serial number of the type 2 certificate that signed <see cref="KodII"/>.</summary>
    public required string? CertificateSerial { get; init; }

    public required Deadline Deadline { get; init; }

    public required InvoiceState State { get; init; }

    /// <summary>How many steps it has taken, as this was read: who has read fewer than there are takes none.</summary>
    public long Version { get; init; }

    /// <summary>An official receipt is stored.</summary>
    public required bool HasUpo { get; init; }

    /// <summary>The refused invoice that this one repairs, by its place in the ledger.</summary>
    public long? Repairs { get; init; }

    /// <summary>The hash on the copy that the buyer holds: of the first refused file, never of one in between (LAW 60).</summary>
    public InvoiceHash? CorrectedHash { get; init; }

    /// <summary>What another program calls it; null: nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What was to be said when it was issued and stopped nothing; known only to whoever issued it.</summary>
    public IReadOnlyList<Finding> Warnings { get; init; } = [];

    /// <summary>Codes of what is wrong with it and was taken knowingly; known only to whoever issues it, its history keeps them.</summary>
    public IReadOnlyList<string> TakenKnowingly { get; init; } = [];

    /// <summary>What a program asked for with a key; known only to whoever issues it.</summary>
    public IssuingRequest? Request { get; init; }

    /// <summary>It was issued before by the same request, and nothing changed now.</summary>
    public bool WasThere { get; init; }

    /// <summary>Its deadline passed before it was sent; a sending that KSeF did not accept does not count (LAW 34).</summary>
    public bool IsLate(DateTimeOffset now) => Deadline.IsLate(State is InvoiceState.Accepted accepted ? accepted.SentAt ?? accepted.AcceptedAt : now);

    /// <summary>What may be handed over of it, as it stands now (LAW 1.10).</summary>
    public HandOver HandOver(Fa3Invoice file) => State is InvoiceState.Accepted
        ? Ksef.Modes.HandOver.AfterTheNumber(file, Mode, ModeEvidence.BuyerTold)
        : Ksef.Modes.HandOver.BeforeTheNumber(file, Mode, ModeEvidence.BuyerTold);
}
