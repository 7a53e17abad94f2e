namespace Inkaust.LocalKsef;

internal enum CommonSessionStatus { InProgress, Succeeded, Failed, Cancelled }

/// <summary>The status of a session, derived from what it holds (OpenAPI, SessionStatusResponse).</summary>
internal static class SessionStatus
{
    /// <summary>What becomes of a session whose key cannot be unwrapped or isn't one of AES-256.</summary>
    public static readonly StatusInfo WrongKey = new(415, "Błąd odszyfrowania dostarczonego klucza");

    public static StatusInfo Of(SendingSession session, DateTimeOffset now)
    {
        if (session.Fault is { } fault) return fault;
        if (session.Kind == SessionKind.Batch) return OfBatch(session, now);
        if (session.ClosedBy(now) is null) return new(100, "Sesja interaktywna otwarta");
        if (session.Received == 0) return new(440, "Sesja anulowana", ["Nie przesłano faktur"]);
        if (!session.EveryInvoiceIsFinal) return new(170, "Sesja interaktywna zamknięta");
        return session.Accepted == 0 ? new(445, "Błąd weryfikacji, brak poprawnych faktur") : new(200, "Sesja interaktywna przetworzona pomyślnie");
    }

    private static StatusInfo OfBatch(SendingSession session, DateTimeOffset now)
    {
        if (session.ClosedAt is null)
            return now < session.ValidUntil ? new(100, "Sesja wsadowa rozpoczęta") : new(440, "Sesja anulowana", ["Przekroczono czas wysyłki"]);
        if (!session.PackageIsThrough) return new(150, "Trwa przetwarzanie");
        return session.Accepted == 0 ? new(445, "Błąd weryfikacji, brak poprawnych faktur") : new(200, "Sesja wsadowa przetworzona pomyślnie");
    }

    /// <summary>The four words by which lists of sessions are filtered.</summary>
    public static CommonSessionStatus CommonOf(StatusInfo status) => status.Code switch
    {
        < 200 => CommonSessionStatus.InProgress,
        200 => CommonSessionStatus.Succeeded,
        440 => CommonSessionStatus.Cancelled,
        _ => CommonSessionStatus.Failed,
    };
}
