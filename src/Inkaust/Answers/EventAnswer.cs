using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Answers;

/// <summary>What an event is about. What it is not about is left out; others may be added, and are to be ignored by who does not know them.</summary>
public sealed record EventFacts
{
    /// <summary>NIP of the company.</summary>
    public required string Company { get; init; }

    /// <summary>Its KSeF: <c>production</c>, <c>demo</c>, <c>test</c> or <c>local</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The invoice, by its place in the ledger; this and what follows bear the names of the record of an invoice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Id { get; init; }

    /// <summary>P_2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Number { get; init; }

    /// <summary>The number that KSeF gave.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? KsefNumber { get; init; }

    /// <summary>online, offline24, unavailability, failure or total-failure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mode { get; init; }

    /// <summary>The state to which the event led: accepted or rejected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    /// <summary>P_1, yyyy-MM-dd.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IssueDate { get; init; }

    /// <summary>The last day on which it may reach KSeF, or the day that this event is about, yyyy-MM-dd.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Deadline { get; init; }

    /// <summary>Why KSeF refused the invoice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalAnswer? Refusal { get; init; }

    /// <summary>How many invoices are due on that day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>How KSeF changed: <c>silent</c>, <c>answers</c>, <c>announced</c> or <c>ended</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Change { get; init; }

    /// <summary>What the ministry announced: <c>maintenance</c>, <c>failure</c> or <c>total-failure</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Announcement { get; init; }

    /// <summary>Its number with the ministry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AnnouncementId { get; init; }

    /// <summary>From when on it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? To { get; init; }

    /// <summary>The event as a sentence in Polish.</summary>
    public required string Pl { get; init; }

    /// <summary>The same in English.</summary>
    public required string En { get; init; }

    /// <summary>The facts of an event.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="what">What happened.</param>
    /// <param name="invoice">The invoice that it is about; null: none.</param>
    public static EventFacts Of(Company company, Happening what, IssuedInvoice? invoice)
    {
        var facts = new EventFacts
        {
            Company = company.Nip.ToString(),
            Environment = company.Environment.Name,
            Id = what.InvoiceId,
            Mode = invoice?.Mode.Word(),
            IssueDate = invoice is null ? null : Day.Of(invoice.IssueDate),
            Deadline = Day.Of(invoice?.Deadline.Date),
            Pl = Short(what.InWords.Pl),
            En = Short(what.InWords.En),
        };
        return what switch
        {
            Happening.InvoiceAccepted it => facts with { Number = it.Number, KsefNumber = it.KsefNumber, State = "accepted" },
            Happening.InvoiceRejected it => facts with { Number = it.Number, State = "rejected", Refusal = Short(invoice) },
            Happening.DeadlineNear it => facts with { Deadline = Day.Of(it.Date), Count = it.Count },
            Happening.DeadlinePassed it => facts with { Deadline = Day.Of(it.Date) },
            Happening.KsefFellSilent it => facts with { Change = "silent", From = it.Since },
            Happening.KsefAnswersAgain it => facts with { Change = "answers", From = it.Since },
            Happening.Announced it => facts with
            {
                Change = "announced",
                Announcement = Word(it.Category),
                AnnouncementId = it.EventId,
                From = it.StartAt,
                To = it.EndAt,
            },
            Happening.Ended it => facts with { Change = "ended", Announcement = Word(it.Category), AnnouncementId = it.EventId, To = it.EndAt },
            Happening.InvoicesReceived it => facts with { Number = it.Number, Count = it.Count },
            Happening.TotalFailureToConfirm it => facts with { Announcement = "total-failure", AnnouncementId = it.EventId },
            _ => facts,
        };
    }

    private static string Word(AnnouncementCategory category) => category switch
    {
        AnnouncementCategory.Maintenance => "maintenance",
        AnnouncementCategory.Failure => "failure",
        _ => "total-failure",
    };

    // What KSeF said may be long, and an event is short: the invoice itself tells all of it.
    private static RefusalAnswer? Short(IssuedInvoice? invoice) => invoice is not null && RefusalAnswer.Of(invoice.State) is { } refusal
        ? refusal with { Reason = Short(refusal.Reason), Details = [.. refusal.Details.Take(5).Select(Short)], ClosedBecause = null } : null;

    private static string Short(string text) => text.Length <= 400 ? text : text[..399] + "…";
}

/// <summary>Something that happened, as it is sent to a webhook (Standard Webhooks).</summary>
/// <param name="Type">The name of the event: <c>invoice.accepted</c>.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it is about.</param>
public sealed record SentEventAnswer(string Type, DateTimeOffset Timestamp, EventFacts Data)
{
    /// <summary>What is sent to see whether it arrives.</summary>
    public static SentEventAnswer Test(Company company, DateTimeOffset at) => new(WebhookEvents.Test, at, new EventFacts
    {
        Company = company.Nip.ToString(),
        Environment = company.Environment.Name,
        Pl = "To jest zdarzenie próbne.",
        En = "This is a test event.",
    });

    /// <summary>The bytes that are signed and sent.</summary>
    public byte[] Bytes() => EventForm.Bytes(this);
}

/// <summary>The same, where programs ask for it.</summary>
/// <param name="Id">By which the event is known: as <c>webhook-id</c>, and to read on from.</param>
/// <param name="Type">The name of the event.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it is about.</param>
public sealed record EventAnswer(string Id, string Type, DateTimeOffset Timestamp, EventFacts Data)
{
    public static EventAnswer Of(Company company, FedEvent one, IssuedInvoice? invoice) =>
        new(one.Key, one.What.Kind.Word(), one.At, EventFacts.Of(company, one.What, invoice));

    /// <summary>The same as it is sent to a webhook.</summary>
    public SentEventAnswer AsSent() => new(Type, Timestamp, Data);

    /// <summary>One line of JSON, as a stream bears it.</summary>
    public byte[] Bytes() => EventForm.Bytes(this);
}

/// <summary>How events are written where no framework does it, letter for letter as the API writes them; no page ever holds them.</summary>
internal static class EventForm
{
    private static readonly JsonSerializerOptions Form =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes<T>(T one) => JsonSerializer.SerializeToUtf8Bytes(one, Form);
}

/// <summary>Events in the order in which they happened.</summary>
/// <param name="Events">Those of the page.</param>
/// <param name="Cursor">To be given as <c>after</c> for what follows; null: nothing has happened yet.</param>
/// <param name="HasMore">More are there already.</param>
public sealed record EventsAnswer(IReadOnlyList<EventAnswer> Events, string? Cursor, bool HasMore);
