namespace Inkaust.LocalKsef;

/// <summary>The status of a session, derived from what it holds (OpenAPI, SessionStatusResponse).</summary>
internal static class SessionStatus
{
    public static StatusInfo Of(SendingSession session, DateTimeOffset now)
    {
        if (session.ClosedBy(now) is null) return new(100, "Sesja interaktywna otwarta");
        if (session.Received == 0) return new(440, "Sesja anulowana", ["Nie przesłano faktur"]);
        if (!session.EveryInvoiceIsFinal) return new(170, "Sesja interaktywna zamknięta");
        return session.Accepted == 0 ? new(445, "Błąd weryfikacji, brak poprawnych faktur") : new(200, "Sesja interaktywna przetworzona pomyślnie");
    }

    /// <summary>The four words by which lists of sessions are filtered.</summary>
    public static string CommonOf(StatusInfo status) => status.Code switch
    {
        < 200 => "InProgress",
        200 => "Succeeded",
        440 => "Cancelled",
        _ => "Failed",
    };
}
