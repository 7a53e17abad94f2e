using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What kind of thing must not be missed; how somebody hears of each is his own choice.</summary>
public enum EventKind
{
    Accepted,
    Rejected,
    DeadlineNear,
    Late,
    KsefChanged,
    CertificateEnds,
    Consultation,
    TotalFailure,
    Received,
}

/// <summary>Words of the kinds.</summary>
public static class EventKinds
{
    /// <summary>The word by which a kind is stored and told to programs; it never changes (WEB R5).</summary>
    public static string Word(this EventKind kind) => kind switch
    {
        EventKind.Accepted => "invoice.accepted",
        EventKind.Rejected => "invoice.rejected",
        EventKind.DeadlineNear => "invoice.deadline_near",
        EventKind.Late => "invoice.late",
        EventKind.KsefChanged => "ksef.state_changed",
        EventKind.CertificateEnds => "certificate.expiring",
        EventKind.Consultation => "consultation.answered",
        EventKind.TotalFailure => "ksef.total_failure",
        EventKind.Received => "inbox.received",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The kind of a stored word; null where there is none.</summary>
    public static EventKind? Parse(string word) =>
        Enum.GetValues<EventKind>().Select(one => (EventKind?)one).FirstOrDefault(one => one!.Value.Word() == word);
}

/// <summary>What happened: a word with its facts, kept and worded when it is shown.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "happening")]
[JsonDerivedType(typeof(InvoiceAccepted), "invoice-accepted")]
[JsonDerivedType(typeof(InvoiceRejected), "invoice-rejected")]
[JsonDerivedType(typeof(DeadlineNear), "deadline-near")]
[JsonDerivedType(typeof(DeadlinePassed), "deadline-passed")]
[JsonDerivedType(typeof(KsefFellSilent), "ksef-fell-silent")]
[JsonDerivedType(typeof(KsefAnswersAgain), "ksef-answers-again")]
[JsonDerivedType(typeof(Announced), "announced")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(CertificateEnds), "certificate-ends")]
[JsonDerivedType(typeof(TotalFailureToConfirm), "total-failure-to-confirm")]
[JsonDerivedType(typeof(MessageCame), "message-came")]
[JsonDerivedType(typeof(InvoicesReceived), "invoices-received")]
[JsonDerivedType(typeof(DeviceHolds), "device-holds")]
public abstract record Happening
{
    private Happening() { }

    /// <summary>KSeF gave an invoice its number.</summary>
    public sealed record InvoiceAccepted(long Invoice, string Number, string KsefNumber) : Happening;

    /// <summary>KSeF refused an invoice.</summary>
    public sealed record InvoiceRejected(long Invoice, string Number, string Reason) : Happening;

    /// <summary>Invoices have to be in KSeF soon.</summary>
    /// <param name="Date">By the end of this day.</param>
    /// <param name="Count">How many waited when it was seen.</param>
    public sealed record DeadlineNear(DateOnly Date, int Count) : Happening;

    /// <summary>A deadline passed while something waited.</summary>
    /// <param name="Date">The day that was the last.</param>
    public sealed record DeadlinePassed(DateOnly Date) : Happening;

    /// <summary>KSeF does not answer us.</summary>
    public sealed record KsefFellSilent(DateTimeOffset Since) : Happening;

    /// <summary>It answers again.</summary>
    public sealed record KsefAnswersAgain(DateTimeOffset Since) : Happening;

    /// <summary>Latarnia announced something.</summary>
    public sealed record Announced(AnnouncementCategory Category, long EventId, DateTimeOffset StartAt, DateTimeOffset? EndAt) : Happening;

    /// <summary>A failure that Latarnia had announced is over.</summary>
    public sealed record Ended(AnnouncementCategory Category, long EventId, DateTimeOffset EndAt) : Happening;

    /// <summary>A certificate, or all there were, ends soon or has ended.</summary>
    /// <param name="Text">What is said of it.</param>
    public sealed record CertificateEnds(Wording Text) : Happening;

    /// <summary>A person has to say whether a total failure was announced (LAW 3).</summary>
    public sealed record TotalFailureToConfirm(long EventId) : Happening;

    /// <summary>Somebody wrote in a consultation.</summary>
    public sealed record MessageCame(long Consultation, string Subject, string From) : Happening;

    /// <summary>Invoices of others came from KSeF.</summary>
    /// <param name="Count">How many.</param>
    /// <param name="Number">Of the only one; null where there are several.</param>
    /// <param name="Seller">Who issued the only one.</param>
    public sealed record InvoicesReceived(int Count, string? Number, string? Seller) : Happening;

    /// <summary>A device holds invoices that must be in KSeF soon, or has been silent for long while it holds some.</summary>
    /// <param name="Text">What is said of it.</param>
    public sealed record DeviceHolds(Wording Text) : Happening;

    /// <summary>The invoice that it is about, by its place in the ledger; null: it is about no single one.</summary>
    [JsonIgnore]
    public long? InvoiceId => this switch
    {
        InvoiceAccepted it => it.Invoice,
        InvoiceRejected it => it.Invoice,
        _ => null,
    };

    [JsonIgnore]
    public EventKind Kind => this switch
    {
        InvoiceAccepted => EventKind.Accepted,
        InvoiceRejected => EventKind.Rejected,
        DeadlineNear or DeviceHolds => EventKind.DeadlineNear,
        DeadlinePassed => EventKind.Late,
        KsefFellSilent or KsefAnswersAgain or Announced or Ended => EventKind.KsefChanged,
        CertificateEnds => EventKind.CertificateEnds,
        TotalFailureToConfirm => EventKind.TotalFailure,
        InvoicesReceived => EventKind.Received,
        _ => EventKind.Consultation,
    };

    /// <summary>The same for people, as a sentence.</summary>
    [JsonIgnore]
    public Wording InWords => this switch
    {
        InvoiceAccepted it => new($"KSeF przyjął fakturę {it.Number} pod numerem {it.KsefNumber}.",
            $"KSeF accepted invoice {it.Number} as {it.KsefNumber}."),
        InvoiceRejected it => new($"KSeF odrzucił fakturę {it.Number}: {it.Reason.TrimEnd('.')}.",
            $"KSeF refused invoice {it.Number}: {it.Reason.TrimEnd('.')}."),
        DeadlineNear it => new(
            $"Do końca dnia {it.Date:yyyy-MM-dd} {Counted.PolishForm(it.Count, "musi", "muszą", "musi")} trafić do KSeF "
                + $"{Counted.InPolish(it.Count, "faktura", "faktury", "faktur")}.",
            $"{Counted.InEnglish(it.Count, "invoice")} must be in KSeF by the end of {it.Date:yyyy-MM-dd}."),
        DeadlinePassed it => new($"Termin {it.Date:yyyy-MM-dd} minął, a faktury nadal czekają. Spóźnione też trzeba przesłać.",
            $"The deadline {it.Date:yyyy-MM-dd} has passed and invoices still wait. What is late is still to be sent."),
        KsefFellSilent it => new($"KSeF nie odpowiada nam od {PolishTime.Shown(it.Since)}.",
            $"KSeF has not answered us since {PolishTime.Shown(it.Since)}."),
        KsefAnswersAgain it => new($"KSeF znowu odpowiada, od {PolishTime.Shown(it.Since)}.",
            $"KSeF answers again, since {PolishTime.Shown(it.Since)}."),
        Announced it => new(
            $"Latarnia ogłosiła {Named(it.Category).Pl} od {PolishTime.Shown(it.StartAt)}"
                + $"{(it.EndAt is { } end ? $" do {PolishTime.Shown(end)}" : "")}.",
            $"Latarnia announced {Named(it.Category).En} from {PolishTime.Shown(it.StartAt)}"
                + $"{(it.EndAt is { } to ? $" to {PolishTime.Shown(to)}" : "")}."),
        Ended it => new($"Latarnia ogłosiła, że {PolishTime.Shown(it.EndAt)} skończyła się awaria.",
            $"Latarnia announced that the failure ended at {PolishTime.Shown(it.EndAt)}."),
        CertificateEnds it => it.Text,
        DeviceHolds it => it.Text,
        TotalFailureToConfirm => new("Latarnia ogłosiła awarię całkowitą: sprawdź w BIP albo w mediach, czy to prawda, i potwierdź.",
            "Latarnia announced a total failure: look in BIP or the media whether that is true, and confirm it."),
        MessageCame it => new($"{it.From} pisze w konsultacji „{it.Subject}”.", $"{it.From} wrote in the consultation '{it.Subject}'."),
        InvoicesReceived { Number: { } number } it => new($"Przyszła faktura {number} od: {it.Seller}.", $"Invoice {number} came from {it.Seller}."),
        InvoicesReceived it => new(
            $"{Counted.PolishForm(it.Count, "Przyszła", "Przyszły", "Przyszło")} z KSeF {Counted.InPolish(it.Count, "faktura", "faktury", "faktur")}.",
            $"{Counted.InEnglish(it.Count, "invoice")} came from KSeF."),
        _ => throw new InvalidOperationException($"{GetType().Name} has no words."),
    };

    private static Wording Named(AnnouncementCategory category) => category switch
    {
        AnnouncementCategory.Maintenance => new("niedostępność", "unavailability"),
        AnnouncementCategory.Failure => new("awarię", "a failure"),
        _ => new("awarię całkowitą", "a total failure"),
    };
}
