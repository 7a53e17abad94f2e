using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>How a try to deliver ended.</summary>
public enum AttemptOutcome
{
    /// <summary>It was taken: the answer was 2xx.</summary>
    Taken,

    /// <summary>Another answer.</summary>
    Refused,

    /// <summary>The answer was 3xx: nobody follows.</summary>
    Redirected,

    /// <summary>The answer was 410: nothing is to be sent there any more.</summary>
    Gone,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>Nobody is there, or the line broke.</summary>
    NotReached,

    /// <summary>Its certificate is not good.</summary>
    NotTrusted,

    /// <summary>The address leads to a place where nothing is sent.</summary>
    NotPublic,
}

/// <summary>Words of the outcomes.</summary>
public static class AttemptOutcomes
{
    /// <summary>The word by which it is stored and told to programs; it never changes.</summary>
    public static string Word(this AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Taken => "taken",
        AttemptOutcome.Refused => "refused",
        AttemptOutcome.Redirected => "redirected",
        AttemptOutcome.Gone => "gone",
        AttemptOutcome.TimedOut => "timed-out",
        AttemptOutcome.NotReached => "not-reached",
        AttemptOutcome.NotTrusted => "not-trusted",
        _ => "not-public",
    };

    /// <summary>The same for people.</summary>
    public static Wording InWords(this AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Taken => new("odebrano", "taken"),
        AttemptOutcome.Refused => new("nie odebrano", "not taken"),
        AttemptOutcome.Redirected => new("przekierowanie, za którym nie idziemy", "a redirect, which is not followed"),
        AttemptOutcome.Gone => new("adres odpowiedział, że już go nie ma", "the address said that it is gone"),
        AttemptOutcome.TimedOut => new("brak odpowiedzi na czas", "no answer in time"),
        AttemptOutcome.NotReached => new("brak połączenia", "no connection"),
        AttemptOutcome.NotTrusted => new("certyfikat adresu nie jest dobry", "the certificate of the address is not good"),
        _ => new("adres prowadzi do sieci, do której nie wysyłamy", "the address leads to a network where nothing is sent"),
    };

    internal static AttemptOutcome Parse(string word) =>
        Enum.GetValues<AttemptOutcome>().Cast<AttemptOutcome?>().FirstOrDefault(one => one!.Value.Word() == word) ?? AttemptOutcome.Refused;
}

/// <summary>One try to deliver.</summary>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">The HTTP status of the answer; null: there was none.</param>
/// <param name="Answer">What the answer said, at most 2,000 characters of it.</param>
public sealed record DeliveryAttempt(DateTimeOffset At, TimeSpan Took, AttemptOutcome Outcome, int? Status, string Answer);

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Tried as often as it may be, and given up.</summary>
    Failed,
}

/// <summary>An event on its way to one webhook.</summary>
/// <param name="Id">Its place among all deliveries.</param>
/// <param name="Message">The key of the event, the same for every try: <c>webhook-id</c>.</param>
/// <param name="Name">Which kind of event.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Tries">How often it was tried since it was last put on its way.</param>
public sealed record WebhookDelivery(long Id, string Message, string Name, DateTimeOffset HappenedAt, DeliveryState State, int Tries)
{
    /// <summary>The next try; null: at once, or there is none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What is sent, in JSON; null: it was not tried yet.</summary>
    public string? Body { get; init; }

    /// <summary>Each try, the newest first.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];
}

/// <summary>A page of deliveries, the newest first.</summary>
/// <param name="Deliveries">Those of the page.</param>
/// <param name="Next">Where the next page begins; null: this is the last.</param>
public sealed record DeliveryPage(IReadOnlyList<WebhookDelivery> Deliveries, long? Next);

/// <summary>A delivery that this process sends now, and nobody else.</summary>
/// <param name="Id">Its place among all deliveries.</param>
/// <param name="Company">Whose.</param>
/// <param name="Webhook">Where it goes.</param>
/// <param name="Message">The key of the event.</param>
/// <param name="Event">The number of the event; null: it is a test.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="Claim">The number of the claim.</param>
/// <param name="Body">What is sent; null: it is to be written.</param>
public sealed record ClaimedDelivery(
    long Id, Company Company, Webhook Webhook, string Message, long? Event, DateTimeOffset HappenedAt, long Claim, byte[]? Body);
