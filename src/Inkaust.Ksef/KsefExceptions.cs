using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>What came between a request and its answer.</summary>
public enum Disturbance
{
    /// <summary>No connection: refused, no route, unknown host, TLS failed.</summary>
    NoConnection,

    /// <summary>The connection broke before the answer was complete.</summary>
    ConnectionBroken,

    /// <summary>No answer within the time allowed.</summary>
    TimedOut,

    /// <summary>HTTP 429: the limits of requests are used up.</summary>
    TooManyRequests,

    /// <summary>HTTP 5xx.</summary>
    ServerError,

    /// <summary>Something other than KSeF answered: a firewall's page, a proxy, a redirection.</summary>
    NotKsef,

    /// <summary>KSeF answered, and the answer cannot be read.</summary>
    Unreadable,

    /// <summary>KSeF is still at it.</summary>
    StillProcessing,
}

/// <summary>What came between, for people.</summary>
public static class Disturbances
{
    /// <summary>The same for people, without a full stop.</summary>
    public static Wording InWords(this Disturbance disturbance) => disturbance switch
    {
        Disturbance.NoConnection => new("brak połączenia", "no connection"),
        Disturbance.ConnectionBroken => new("połączenie zostało przerwane", "the connection broke"),
        Disturbance.TimedOut => new("brak odpowiedzi w wyznaczonym czasie", "no answer within the time allowed"),
        Disturbance.TooManyRequests => new("wyczerpano limit żądań", "the limit of requests is used up"),
        Disturbance.ServerError => new("błąd po stronie serwera", "an error of the server"),
        Disturbance.NotKsef => new("odpowiedziało coś innego niż KSeF", "something other than KSeF answered"),
        Disturbance.Unreadable => new("odpowiedź jest nieczytelna", "the answer cannot be read"),
        _ => new("przetwarzanie jeszcze trwa", "processing is still going on"),
    };
}

/// <summary>
/// A call to KSeF that did not end with its answer. The type says what the caller may do: <see cref="KsefRejected"/> fix the
/// input, <see cref="KsefUnavailable"/> try later, <see cref="KsefOutcomeUnknown"/> look what happened before anything else,
/// <see cref="KsefAccessLost"/> sign in again. Messages hold no NIP, token, key or content.
/// </summary>
public abstract class KsefException : Exception
{
    private protected KsefException(Wording operation, string what, Exception? cause)
        : base($"{operation.En}: {what}", cause) => Operation = operation;

    /// <summary>What was being done.</summary>
    public Wording Operation { get; }

    /// <summary>The same as an error for people, with its permanent code.</summary>
    public abstract Finding Finding { get; }
}

/// <summary>One error in KSeF's answer.</summary>
/// <param name="Code">KSeF's own code, for example 21405; the HTTP status where KSeF gives none.</param>
/// <param name="Description">KSeF's sentence, in Polish.</param>
/// <param name="Details">What exactly; may quote the caller's input, so it is for the user and not for logs.</param>
public sealed record KsefError(int Code, string Description, IReadOnlyList<string> Details)
{
    /// <summary>Code, description and details in one line, in KSeF's order.</summary>
    public string Sentence => Details.Count == 0 ? $"{Code} {Description}"
        : $"{Code} {Description.TrimEnd('.')} ({string.Join("; ", Details).TrimEnd('.')})";

    /// <summary>Code and description; the details stay out of logs.</summary>
    public override string ToString() => $"{Code} {Description}";
}

/// <summary>KSeF understood the request and refused it. Nothing was done; the same request will be refused again.</summary>
public sealed class KsefRejected : KsefException
{
    private Finding? said;

    internal KsefRejected(Wording operation, IReadOnlyList<KsefError> errors, int? httpStatus)
        : base(operation, $"KSeF refused: {string.Join("; ", errors)}{(httpStatus is null ? "" : $" (HTTP {httpStatus})")}", null)
    {
        Errors = errors;
        HttpStatus = httpStatus;
    }

    /// <summary>All errors, at least one.</summary>
    public IReadOnlyList<KsefError> Errors { get; }

    /// <summary>The code of the first error.</summary>
    public int Code => Errors[0].Code;

    /// <summary>The description of the first error.</summary>
    public string Description => Errors[0].Description;

    /// <summary>The details of the first error.</summary>
    public IReadOnlyList<string> Details => Errors[0].Details;

    /// <summary>The HTTP status; null when the refusal came as the status of an operation.</summary>
    public int? HttpStatus { get; }

    /// <summary>Why access was denied (HTTP 403), for example <c>missing-permissions</c>.</summary>
    public string? ReasonCode { get; internal init; }

    /// <summary>True when any of the errors has this code.</summary>
    public bool Has(int code) => Errors.Any(error => error.Code == code);

    /// <inheritdoc/>
    public override Finding Finding => said ?? KsefFindings.Rejected(this);

    /// <summary>The same refusal in the words of a caller who knows more of it than the protocol does:
    /// with which certificate, for instance.</summary>
    public KsefRejected SaidAs(Finding finding) => new(Operation, Errors, HttpStatus) { ReasonCode = ReasonCode, said = finding };
}

/// <summary>KSeF could not be reached or did not take the request. Nothing was done, so it may be repeated later.</summary>
public sealed class KsefUnavailable : KsefException
{
    internal KsefUnavailable(Wording operation, Disturbance disturbance, string what, Exception? cause = null)
        : base(operation, what, cause) => Disturbance = disturbance;

    /// <summary>What came between.</summary>
    public Disturbance Disturbance { get; }

    /// <summary>How long KSeF asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The HTTP status of what came instead of an answer; null when nothing came, or it was not looked at.</summary>
    public int? HttpStatus { get; internal init; }

    /// <inheritdoc/>
    public override Finding Finding => KsefFindings.Unavailable(this);
}

/// <summary>
/// The request went out and its answer was lost: KSeF may or may not have done it. Never repeat it before looking
/// (the list of sessions, the invoices of the session by their hash).
/// </summary>
public sealed class KsefOutcomeUnknown : KsefException
{
    internal KsefOutcomeUnknown(Wording operation, Disturbance disturbance, string what, Exception? cause = null)
        : base(operation, what, cause) => Disturbance = disturbance;

    /// <summary>What came between.</summary>
    public Disturbance Disturbance { get; }

    /// <inheritdoc/>
    public override Finding Finding => KsefFindings.OutcomeUnknown(this);
}

/// <summary>The sign-in is over: expired, revoked, or not known any more. Nothing was done; sign in again.</summary>
public sealed class KsefAccessLost : KsefException
{
    internal KsefAccessLost(Wording operation, string what, Exception? cause = null)
        : base(operation, what, cause) { }

    /// <inheritdoc/>
    public override Finding Finding => KsefFindings.AccessLost(this);
}
