namespace Inkaust.LocalKsef;

/// <summary>The statuses of an invoice (OpenAPI, SessionInvoiceStatusResponse).</summary>
internal static class InvoiceStatus
{
    public static readonly StatusInfo Received = new(100, "Faktura przyjęta do dalszego przetwarzania");
    public static readonly StatusInfo Processing = new(150, "Trwa przetwarzanie");
    public static readonly StatusInfo Accepted = new(200, "Sukces");

    public static StatusInfo NotPermitted(string detail) => new(410, "Nieprawidłowy zakres uprawnień", [detail]);

    public static StatusInfo NoAttachmentHere() => new(415, "Brak możliwości wysyłania faktury z załącznikiem",
        ["Faktury z załącznikiem można przesyłać tylko w sesji wsadowej."]);

    public static StatusInfo BadFile(string detail) => new(430, "Błąd weryfikacji pliku faktury", [detail]);

    public static StatusInfo CannotDecrypt() =>
        new(435, "Błąd odszyfrowania pliku", ["Nie można odszyfrować pliku kluczem przekazanym przy otwarciu sesji."]);

    public static StatusInfo Duplicate(SentInvoice earlier)
    {
        var status = new StatusInfo(440, "Duplikat faktury",
            [$"Duplikat faktury. Faktura o numerze KSeF: {earlier.Number} została już prawidłowo przesłana do systemu "
                + $"w sesji: {earlier.SessionReference}"]);
        return status with
        {
            Extensions = new Dictionary<string, string>
            {
                ["originalSessionReferenceNumber"] = earlier.SessionReference,
                ["originalKsefNumber"] = earlier.Number.ToString()!,
            },
        };
    }

    public static StatusInfo BadSemantics(params IReadOnlyList<string> details) => new(450, "Błąd weryfikacji semantyki dokumentu faktury", details);

    public static StatusInfo SessionFault() => new(405, "Przetwarzanie anulowane z powodu błędu sesji");

    public static StatusInfo ServerFault() => new(500, "Nieznany błąd (500)");
}
