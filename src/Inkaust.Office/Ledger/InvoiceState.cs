using System.Text.Json.Serialization;
using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>
/// Where an issued invoice stands, with what that state knows. HTTP 202 is not acceptance, status 150 is not rejection,
/// an exception is not rejection (DESIGN 2, LAW 34).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Issued), "issued")]
[JsonDerivedType(typeof(Sending), "sending")]
[JsonDerivedType(typeof(Unknown), "unknown")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Waived), "waived")]
[JsonDerivedType(typeof(TechnicallyCorrected), "technicallycorrected")]
public abstract record InvoiceState
{
    private InvoiceState() { }

    /// <summary>It waits to be sent.</summary>
    public sealed record Issued : InvoiceState;

    /// <summary>It is being sent: the intent is on disk. Without a reference KSeF may have it or not.</summary>
    /// <param name="Session">Reference of the session in which it is sent.</param>
    /// <param name="Reference">Reference that KSeF gave to the invoice; null until its answer is on disk.</param>
    public sealed record Sending(string Session, string? Reference) : InvoiceState;

    /// <summary>The answer was lost. Nothing is sent again before KSeF has been asked what it holds.</summary>
    /// <param name="Session">The session in which it may be.</param>
    /// <param name="Reference">Its reference, when that was learned.</param>
    public sealed record Unknown(string Session, string? Reference) : InvoiceState;

    /// <summary>KSeF numbered it: it is issued for good.</summary>
    /// <param name="KsefNumber">The number.</param>
    /// <param name="AcceptedAt">When the number was given; the day on which the buyer received it (art. 106na ust. 3).</param>
    /// <param name="Session">The session in which it was accepted.</param>
    /// <param name="Reference">Its reference there, when known.</param>
    /// <param name="SentAt">When KSeF took it in: by this moment a deadline is kept or not, also when the number comes after midnight
    /// (LAW 34). Null where KSeF did not tell.</param>
    public sealed record Accepted(string KsefNumber, DateTimeOffset AcceptedAt, string Session, string? Reference, DateTimeOffset? SentAt = null)
        : InvoiceState;

    /// <summary>KSeF refused it: it has no number, hence was not issued (LAW 63). A person decides what next.</summary>
    /// <param name="Code">Status code of the invoice in KSeF, e.g. 440 or 450.</param>
    /// <param name="Reason">KSeF's description.</param>
    /// <param name="Details">What KSeF adds to it.</param>
    /// <param name="Session">The session in which it was refused.</param>
    public sealed record Rejected(int Code, string Reason, IReadOnlyList<string> Details, string Session) : InvoiceState
    {
        // Status codes of KSeF, KSEF 6.
        internal const int NoPermission = 410, NoConsentToAttachments = 415, Duplicate = 440;

        /// <summary>It was refused for want of a right or a consent, not for what stands in it (LAW 57).</summary>
        [JsonIgnore]
        public bool FaultLiesOutside => Code is NoPermission or NoConsentToAttachments;

        /// <summary>Why a person closed it: nothing more is to be done about it. Null: it is open.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? ClosedBecause { get; init; }

        /// <summary>KSeF has an invoice of this kind and number already (440).</summary>
        [JsonIgnore]
        public bool IsDuplicate => Code == Duplicate;

        public bool Equals(Rejected? other) => other is not null && Code == other.Code && Reason == other.Reason && Session == other.Session
            && ClosedBecause == other.ClosedBecause;

        public override int GetHashCode() => HashCode.Combine(Code, Reason, Session, ClosedBecause);
    }

    /// <summary>A total failure lifted the duty to send it; it is an invoice outside KSeF (art. 106ng).</summary>
    /// <param name="EventId">The event, confirmed by a person.</param>
    public sealed record Waived(long EventId) : InvoiceState;

    /// <summary>KSeF refused it and then took its repaired file: who scans its KOD I is led there (LAW 61).</summary>
    /// <param name="By">The repaired invoice, by its place in the ledger.</param>
    /// <param name="KsefNumber">The number of the repaired invoice.</param>
    public sealed record TechnicallyCorrected(long By, string KsefNumber) : InvoiceState;

    /// <summary>The word by which the ledger and JSON name the state.</summary>
    [JsonIgnore]
    public string Word => GetType().Name.ToLowerInvariant();

    /// <summary>Nothing more will happen to it by itself.</summary>
    [JsonIgnore]
    public bool IsFinal => this is Accepted or Rejected or Waived or TechnicallyCorrected;

    /// <summary>The states that may come next. Accepted never changes; a rejected invoice is repaired by another file.</summary>
    /// <exception cref="InvalidOperationException">The step is not one of the life of an invoice: a fault in the program.</exception>
    public InvoiceState To(InvoiceState next)
    {
        var allowed = (this, next) switch
        {
            (Issued, Sending { Reference: null } or Waived) => true,
            (Sending { Reference: null } or Unknown, Sending { Reference: not null }) => true,
            // Only when KSeF has said that it holds no such invoice, or that it gave up on it.
            (Sending or Unknown, Issued) => true,
            (Sending or Unknown, Unknown or Accepted or Rejected) => true,
            (Rejected, TechnicallyCorrected) => true,
            // A person closes it, or takes it up again by another file.
            (Rejected before, Rejected after) => (before.ClosedBecause is null) != (after.ClosedBecause is null)
                && before == after with { ClosedBecause = before.ClosedBecause },
            // The fault was not in the file: the same bytes are sent again.
            (Rejected { FaultLiesOutside: true }, Issued) => true,
            _ => false,
        };
        return allowed ? next : throw new InvalidOperationException($"An invoice does not go from {Word} to {next.Word}.");
    }

    internal string ToJson() => StoredJson.Write(this);

    internal static InvoiceState FromJson(string json) => StoredJson.Read<InvoiceState>(json);
}

/// <summary>One line of the ledger: never rewritten.</summary>
/// <param name="At">When.</param>
/// <param name="State">What the invoice became.</param>
/// <param name="Cause">Why, with its facts: the answer of KSeF, the failure, what a person did.</param>
/// <param name="By">Who took it.</param>
public sealed record Transition(DateTimeOffset At, InvoiceState State, Cause Cause, Who By);
