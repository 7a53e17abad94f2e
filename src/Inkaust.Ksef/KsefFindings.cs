using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Every error of this part, with its permanent code.</summary>
internal static class KsefFindings
{
    public static Finding Rejected(KsefRejected rejected)
    {
        var said = string.Join("; ", rejected.Errors.Select(error => error.Sentence)).TrimEnd('.');
        return rejected.HttpStatus == 403
            ? new Finding("INK-KSEF-002",
                $"KSeF odmówił dostępu ({rejected.Operation.Pl}): {said}.",
                $"KSeF denied access ({rejected.Operation.En}): {said}.")
            {
                Hint = new Wording(
                    "Sprawdź uprawnienia tej osoby lub firmy w KSeF oraz sposób uwierzytelnienia.",
                    "Check the permissions of this person or company in KSeF and the way of signing in."),
            }
            : new Finding("INK-KSEF-001",
                $"KSeF odrzucił żądanie ({rejected.Operation.Pl}): {said}.",
                $"KSeF refused the request ({rejected.Operation.En}): {said}.")
            {
                Hint = new Wording("Popraw dane; to samo żądanie zostanie odrzucone ponownie.",
                    "Fix the input; the same request will be refused again."),
            };
    }

    public static Finding Unavailable(KsefUnavailable unavailable)
    {
        var seconds = (int)Math.Ceiling(unavailable.RetryAfter?.TotalSeconds ?? 0);
        return unavailable.Disturbance == Disturbance.TooManyRequests
            ? new Finding("INK-KSEF-004",
                $"Wyczerpano limit żądań do KSeF ({unavailable.Operation.Pl}). Nic nie zostało wykonane.",
                $"The limit of requests to KSeF is used up ({unavailable.Operation.En}). Nothing was done.")
            {
                Hint = new Wording($"Spróbuj ponownie za {seconds} s.", $"Try again in {seconds} s."),
            }
            : new Finding("INK-KSEF-003",
                $"KSeF jest nieosiągalny ({unavailable.Operation.Pl}): {unavailable.Disturbance.InWords().Pl}. Nic nie zostało wykonane.",
                $"KSeF cannot be reached ({unavailable.Operation.En}): {unavailable.Disturbance.InWords().En}. Nothing was done.")
            {
                Hint = new Wording(
                    "Spróbuj ponownie później: co wystawione, poczeka, a nowe faktury można wystawić w trybie offline.",
                    "Try again later: what is issued waits until then, and new invoices can be issued offline."),
            };
    }

    public static Finding OutcomeUnknown(KsefOutcomeUnknown unknown) => new("INK-KSEF-005",
        $"Nie wiadomo, czy KSeF wykonał żądanie ({unknown.Operation.Pl}): {unknown.Disturbance.InWords().Pl}.",
        $"It is unknown whether KSeF did what was asked ({unknown.Operation.En}): {unknown.Disturbance.InWords().En}.")
    {
        Hint = new Wording(
            "Nie ponawiaj; najpierw trzeba sprawdzić w KSeF, co się stało.",
            "Do not repeat it; first look in KSeF what happened."),
    };

    public static Finding AccessLost(KsefAccessLost lost) => new("INK-KSEF-006",
        $"Uwierzytelnienie w KSeF wygasło lub zostało unieważnione ({lost.Operation.Pl}).",
        $"The sign-in to KSeF has expired or was revoked ({lost.Operation.En}).")
    {
        Hint = new Wording("Powtórz polecenie; program uwierzytelni się na nowo.", "Repeat the command; the program signs in anew."),
    };

    public static Finding UnknownEnvironment(string text) => new("INK-KSEF-020",
        $"„{text}” nie jest środowiskiem KSeF.",
        $"'{text}' is not an environment of KSeF.")
    {
        Hint = new Wording(
            "Podaj test, demo, production albo adres lokalnego KSeF, na przykład http://127.0.0.1:5080.",
            "Give test, demo, production, or the address of a local KSeF, for example http://127.0.0.1:5080."),
    };

    public static Finding AddressNotAllowed(string text) => new("INK-KSEF-035",
        $"Pod adresem „{text}” nie może być KSeF: to nie ten komputer, a kto prowadzi program, go nie wskazał.",
        $"No KSeF may be at '{text}': it is not this machine, and whoever runs the program has not named it.")
    {
        Hint = new Wording(
            "KSeF w sieci wskazuje zmienna INKAUST_KSEF_ADDRESSES, zawsze z https: np. https://ksef.firma.pl.",
            "A KSeF in the network is named in INKAUST_KSEF_ADDRESSES, always with https: e.g. https://ksef.example.com."),
    };

    public static Finding NoPrivateKey { get; } = new("INK-KSEF-021",
        "Certyfikat nie ma klucza prywatnego, więc nie można nim podpisać.",
        "The certificate has no private key, so nothing can be signed with it.")
    {
        Hint = new Wording("Wczytaj certyfikat razem z jego kluczem.", "Load the certificate together with its key."),
    };

    public static Finding UnfitKey { get; } = new("INK-KSEF-022",
        "KSeF przyjmuje klucze EC P-256 oraz RSA od 2048 bitów; ten klucz jest inny.",
        "KSeF takes EC P-256 keys and RSA keys from 2048 bits; this key is another one.")
    {
        Hint = new Wording("Złóż wniosek o certyfikat z kluczem EC P-256.", "Enrol a certificate with an EC P-256 key."),
    };

    public static Finding CertificateNotValidNow(DateTimeOffset from, DateTimeOffset to) => new("INK-KSEF-023",
        $"Certyfikat jest ważny od {PolishTime.Shown(from)} do {PolishTime.Shown(to)}, a więc nie teraz.",
        $"The certificate is valid from {PolishTime.Shown(from)} to {PolishTime.Shown(to)}, so not now.")
    {
        Hint = new Wording("Użyj ważnego certyfikatu albo złóż wniosek o nowy.", "Use a valid certificate or enrol a new one."),
    };

    public static Finding SelfSignedNotTaken(KsefEnvironment environment) => new("INK-KSEF-024",
        $"Środowisko {environment.Name} nie przyjmuje certyfikatów samopodpisanych.",
        $"The environment {environment.Name} takes no self-signed certificates.")
    {
        Hint = new Wording(
            "Użyj certyfikatu KSeF, podpisu kwalifikowanego albo pieczęci kwalifikowanej.",
            "Use a KSeF certificate, a qualified signature or a qualified seal."),
    };

    public static Finding NoPublicKey { get; } = new("INK-KSEF-025",
        "KSeF nie podał ważnego klucza publicznego do szyfrowania.",
        "KSeF gave no valid public key for encryption.")
    {
        Hint = new Wording("Sprawdź zegar komputera i spróbuj ponownie później.", "Check the clock of this machine and try again later."),
    };

    public static Finding CertificateName { get; } = new("INK-KSEF-026",
        "Nazwa certyfikatu musi mieć od 5 do 100 znaków: litery polskie i łacińskie, cyfry, odstępy, „-” i „_”.",
        "The name of a certificate must have 5 to 100 characters: Polish and Latin letters, digits, spaces, '-' and '_'.")
    {
        Hint = new Wording("Zmień nazwę certyfikatu.", "Change the name of the certificate."),
    };

    public static Finding CertificateSerial { get; } = new("INK-KSEF-027",
        "Numer seryjny certyfikatu KSeF to 16 cyfr szesnastkowych wielkimi literami.",
        "The serial number of a KSeF certificate is 16 hexadecimal digits in upper case.")
    {
        Hint = new Wording("Weź numer z certyfikatu KSeF typu Offline.", "Take the number from the KSeF certificate of type Offline."),
    };

    public static Finding InvoiceSize { get; } = new("INK-KSEF-028",
        "Plik faktury jest pusty albo większy niż 3 MB.",
        "The file of the invoice is empty or larger than 3 MB.")
    {
        Hint = new Wording("Zmniejsz załącznik albo podziel fakturę.", "Make the attachment smaller or split the invoice."),
    };

    public static Finding Context { get; } = new("INK-KSEF-029",
        "To nie jest identyfikator kontekstu KSeF (NIP, identyfikator wewnętrzny, NIP z numerem VAT UE albo identyfikator Peppol).",
        "This is no identifier of a context in KSeF (NIP, internal identifier, NIP with an EU VAT number, or Peppol identifier).")
    {
        Hint = new Wording("Popraw identyfikator.", "Correct the identifier."),
    };

    public static Finding RangeOfExport { get; } = new("INK-KSEF-031",
        "Paczka faktur obejmuje najwyżej 100 dni.",
        "An export of invoices covers at most 100 days.")
    {
        Hint = new Wording("Podziel okres na części i zamów paczkę dla każdej z nich.",
            "Cut the period into pieces and order an export for each."),
    };

    public static Finding TooManyOfOneDate { get; } = new("INK-KSEF-032",
        "Tę samą datę ma więcej niż 10 000 faktur, a więcej KSeF nie podaje.",
        "More than 10,000 invoices have the very same date, and KSeF tells no more.")
    {
        Hint = new Wording("Szukaj po dacie trwałego zapisu albo zawęź wyszukiwanie.",
            "Search by the date of storage, or narrow the search down."),
    };

    public static Finding CollectiveNumbers(int fewest, int most) => new("INK-KSEF-033",
        $"Identyfikator zbiorczy obejmuje co najmniej {fewest} faktury, każdą raz, a zapytać można najwyżej o {most} identyfikatorów naraz.",
        $"A collective identifier covers at least {fewest} invoices, each once, and at most {most} identifiers can be asked for at once.")
    {
        Hint = new Wording("Popraw listę numerów.", "Correct the list of numbers."),
    };

    public static Finding NoRoomForPart { get; } = new("INK-KSEF-034",
        "Pobranych faktur nie da się tu zapisać: dysk jest pełny albo nie pozwala pisać.",
        "The invoices that were downloaded cannot be written here: the disk is full, or cannot be written to.")
    {
        Hint = new Wording("Zrób miejsce na dysku i pobierz paczkę ponownie.", "Make room on the disk and download the export again."),
    };

    public static Finding Messages(System.Text.Json.JsonException fault) => new("INK-KSEF-030",
        "To nie jest tablica komunikatów Latarni.",
        "This is not an array of messages of the Latarnia.")
    {
        Path = fault.Path,
        Line = (int?)fault.LineNumber + 1,
        Column = (int?)fault.BytePositionInLine + 1,
        Hint = new Wording("Zapisz odpowiedź /messages bez zmian.", "Save the answer of /messages as it is."),
    };

    public static Finding DaysOff(System.Text.Json.JsonException fault) => new("INK-CALENDAR-001",
        "To nie jest tablica dni wolnych.",
        "This is not an array of days off.")
    {
        Path = fault.Path,
        Line = (int?)fault.LineNumber + 1,
        Column = (int?)fault.BytePositionInLine + 1,
        Hint = new Wording("Przykład: [{\"date\":\"2027-05-04\",\"free\":true,\"reason\":\"Dz.U. 2027 poz. 1\"}]",
            "For example: [{\"date\":\"2027-05-04\",\"free\":true,\"reason\":\"Dz.U. 2027 poz. 1\"}]"),
    };
}
