using System.Xml;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>Why KSeF refused an invoice.</summary>
/// <param name="Code">Its status code.</param>
/// <param name="Reason">Its words.</param>
/// <param name="Details">Its further words.</param>
/// <param name="ClosedBecause">Why a person closed it; null: it is open.</param>
public sealed record RefusalAnswer(int Code, string Reason, IReadOnlyList<string> Details, string? ClosedBecause)
{
    public static RefusalAnswer? Of(InvoiceState state) =>
        state is InvoiceState.Rejected refused ? new(refused.Code, refused.Reason, refused.Details, refused.ClosedBecause) : null;
}

/// <summary>An invoice of the ledger.</summary>
public sealed record InvoiceAnswer
{
    /// <summary>Its place in the ledger.</summary>
    public required long Id { get; init; }

    /// <summary>NIP of the company that issued it.</summary>
    public required string Company { get; init; }

    /// <summary>RodzajFaktury.</summary>
    public required string Kind { get; init; }

    /// <summary>P_2.</summary>
    public required string Number { get; init; }

    /// <summary>P_1, yyyy-MM-dd.</summary>
    public required string IssueDate { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>What another program calls it; null: nothing.</summary>
    public required string? ExternalId { get; init; }

    public required string BuyerName { get; init; }

    public required string? BuyerNip { get; init; }

    public required string Currency { get; init; }

    /// <summary>P_15.</summary>
    public required decimal Gross { get; init; }

    /// <summary>online, offline24, unavailability, failure or total-failure.</summary>
    public required string Mode { get; init; }

    /// <summary>Why that mode, in English.</summary>
    public required string ModeReason { get; init; }

    /// <summary>The same in Polish.</summary>
    public required string ModeReasonPl { get; init; }

    /// <summary>The same as a word.</summary>
    public required string ModeReasonCode { get; init; }

    /// <summary>The facts on which the choice of the mode rests.</summary>
    public required ModeEvidence ModeEvidence { get; init; }

    /// <summary>issued, sending, unknown, accepted, rejected, waived or technicallycorrected.</summary>
    public required string State { get; init; }

    /// <summary>Null while it has none.</summary>
    public required string? KsefNumber { get; init; }

    /// <summary>Null unless KSeF refused it.</summary>
    public required RefusalAnswer? Refusal { get; init; }

    /// <summary>SHA-256 of the file in Base64URL.</summary>
    public required string InvoiceHash { get; init; }

    /// <summary>The refused invoice that this one repairs, by its place in the ledger.</summary>
    public required long? Repairs { get; init; }

    /// <summary>The hash on the copy that the buyer holds, of a technical correction.</summary>
    public required string? HashOfCorrectedInvoice { get; init; }

    /// <summary>The link behind KOD I.</summary>
    public required string KodI { get; init; }

    /// <summary>The link behind KOD II; only an invoice issued offline has one.</summary>
    public required string? KodII { get; init; }

    /// <summary>The certificate that signed KOD II.</summary>
    public required string? CertificateSerial { get; init; }

    public required SendingDuty Duty { get; init; }

    /// <summary>The last day on which it may reach KSeF, yyyy-MM-dd.</summary>
    public required string? Deadline { get; init; }

    /// <summary>The day by which it had better be there.</summary>
    public required string? Target { get; init; }

    /// <summary>The article on which the deadline rests.</summary>
    public required string? DeadlineBasis { get; init; }

    /// <summary>How the deadline came about.</summary>
    public required IReadOnlyList<Wording> DeadlineSteps { get; init; }

    public required bool Late { get; init; }

    /// <summary>Until the end of its last day in Poland (ISO 8601), negative when that has passed; null where there is no term to keep.</summary>
    public required string? TimeLeft { get; init; }

    /// <summary>An official receipt is stored.</summary>
    public required bool HasUpo { get; init; }

    /// <summary>The files that were written, where some were asked for.</summary>
    public required IReadOnlyList<string>? Files { get; init; }

    public static InvoiceAnswer Of(IssuedInvoice invoice, DateTimeOffset now, IReadOnlyList<string>? files = null) => new()
    {
        Id = invoice.Id,
        Company = invoice.Seller.ToString(),
        Kind = invoice.Kind,
        Number = invoice.Number,
        IssueDate = Day.Of(invoice.IssueDate),
        IssuedAt = invoice.IssuedAt,
        ExternalId = invoice.ExternalId,
        BuyerName = invoice.BuyerName,
        BuyerNip = invoice.BuyerNip?.ToString(),
        Currency = invoice.Currency,
        Gross = invoice.Gross,
        Mode = invoice.Mode.Word(),
        ModeReason = invoice.ModeReason.InWords.En,
        ModeReasonPl = invoice.ModeReason.InWords.Pl,
        ModeReasonCode = invoice.ModeReason.Word,
        ModeEvidence = invoice.ModeEvidence,
        State = invoice.State.Word,
        KsefNumber = (invoice.State as InvoiceState.Accepted)?.KsefNumber,
        Refusal = RefusalAnswer.Of(invoice.State),
        InvoiceHash = invoice.Hash.Base64Url,
        Repairs = invoice.Repairs,
        HashOfCorrectedInvoice = invoice.CorrectedHash?.Base64Url,
        KodI = invoice.KodI.AbsoluteUri,
        KodII = invoice.KodII?.AbsoluteUri,
        CertificateSerial = invoice.CertificateSerial,
        Duty = invoice.Deadline.Duty,
        Deadline = Day.Of(invoice.Deadline.Date),
        Target = Day.Of(invoice.Deadline.Target),
        DeadlineBasis = invoice.Deadline.Basis,
        DeadlineSteps = invoice.Deadline.Steps,
        Late = invoice.IsLate(now),
        TimeLeft = invoice.TimeLeft(now) is { } left ? XmlConvert.ToString(left) : null,
        HasUpo = invoice.HasUpo,
        Files = files,
    };
}

/// <summary>A step in the life of an invoice.</summary>
/// <param name="At">When.</param>
/// <param name="State">The state that it led to.</param>
/// <param name="Cause">Why, in English.</param>
/// <param name="CausePl">The same in Polish.</param>
/// <param name="CauseCode">The same as a word.</param>
public sealed record TransitionAnswer(DateTimeOffset At, string State, string Cause, string CausePl, string CauseCode);

/// <summary>A deadline that an invoice had once.</summary>
/// <param name="ReplacedAt">When another one took its place.</param>
/// <param name="Date">The last day.</param>
/// <param name="Basis">The article.</param>
/// <param name="Steps">How it came about.</param>
public sealed record FormerDeadlineAnswer(DateTimeOffset ReplacedAt, DateOnly? Date, string? Basis, IReadOnlyList<Wording> Steps);

/// <summary>One invoice and every step of its life.</summary>
public sealed record InvoiceLifeAnswer(
    InvoiceAnswer Invoice, IReadOnlyList<FormerDeadlineAnswer> FormerDeadlines, UpoAnswer? Upo, IReadOnlyList<TransitionAnswer> History)
{
    public static InvoiceLifeAnswer Of(InvoiceLife life, DateTimeOffset now, IReadOnlyList<string> files, Func<Finding, FindingAnswer> say) => new(
        InvoiceAnswer.Of(life.Invoice, now, files),
        [.. life.FormerDeadlines.Select(one => new FormerDeadlineAnswer(one.ReplacedAt, one.Deadline.Date, one.Deadline.Basis, one.Deadline.Steps))],
        life.Upo is { } upo ? UpoAnswer.Of(upo, say) : null,
        [.. life.History.Select(step => new TransitionAnswer(step.At, step.State.Word, step.Cause.InWords.En, step.Cause.InWords.Pl,
            step.Cause.Word))]);
}

/// <summary>What one round of sending did.</summary>
/// <param name="Invoices">Those that were sent or settled, as they stand now.</param>
/// <param name="Problems">What did not go, and why.</param>
/// <param name="News">What went well and is to be known.</param>
/// <param name="Summary">The invoices, counted.</param>
public sealed record SentAnswer(
    IReadOnlyList<InvoiceAnswer> Invoices, IReadOnlyList<FindingAnswer> Problems, IReadOnlyList<FindingAnswer> News, Outcomes Summary);

/// <summary>What JPK_V7 wants to know of one invoice.</summary>
/// <param name="Company">NIP.</param>
/// <param name="Number">P_2.</param>
/// <param name="IssueDate">P_1.</param>
/// <param name="KsefNumber">Null while there is none.</param>
/// <param name="Marker">DI, OFF or BFK, where there is no number.</param>
public sealed record JpkLineAnswer(string Company, string Number, string IssueDate, string? KsefNumber, string? Marker)
{
    public static JpkLineAnswer Of(JpkLine line) =>
        new(line.Invoice.Seller.ToString(), line.Invoice.Number, Day.Of(line.Invoice.IssueDate), line.KsefNumber, line.Marker);
}
