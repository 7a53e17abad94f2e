using System.Globalization;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Away;

/// <summary>Why a device does not issue, or does not keep what it should.</summary>
internal static class AwayFindings
{
    public static Finding NotEnrolled => new("INK-DEVICE-001",
        "To urządzenie nie ma jeszcze certyfikatu, więc nie może wystawiać.", "This device has no certificate yet, so it cannot issue.")
    { Hint = new("Połącz się z biurem i dokończ ustawianie.", "Connect to the office and finish the set-up.") };

    public static Finding Blocked => new("INK-DEVICE-002",
        "To urządzenie zablokowano w biurze. Odda to, co ma, ale niczego nowego nie wystawi.",
        "This device was blocked in the office. It hands over what it has, and issues nothing more.")
    { Hint = new("Jeśli to pomyłka, ustaw urządzenie od nowa.", "If that is a mistake, set the device up anew.") };

    public static Finding CertificateNotYet(DateTimeOffset from) => new("INK-DEVICE-003",
        $"Certyfikat tego urządzenia jest ważny dopiero od {PolishTime.Shown(from)}.", $"The certificate of this device is valid only from {PolishTime.Shown(from)}.")
    { Hint = new("Poczekaj albo sprawdź zegar urządzenia.", "Wait, or check the clock of the device.") };

    public static Finding CertificateExpired(DateTimeOffset to) => new("INK-DEVICE-004",
        $"Certyfikat tego urządzenia wygasł {PolishTime.Shown(to)}; jego podpisu nikt by nie uznał.",
        $"The certificate of this device expired {PolishTime.Shown(to)}; nobody would accept its signature.")
    { Hint = new("Połącz się z biurem i ustaw urządzenie od nowa: dostanie nowy certyfikat.", "Connect to the office and set the device up anew: it gets a new certificate.") };

    public static Finding ClockIsOff(TimeSpan off) => new("INK-DEVICE-005",
        $"Zegar tego urządzenia {(off > TimeSpan.Zero ? "spieszył" : "spóźniał")} się o {InWords(off).Pl}, gdy ostatnio było połączenie. "
            + "Data faktury i termin byłyby złe.",
        $"The clock of this device was {InWords(off).En} {(off > TimeSpan.Zero ? "ahead" : "behind")} at the last contact. The date of the invoice and its deadline would be wrong.")
    { Hint = new("Ustaw zegar automatycznie i połącz się raz z biurem.", "Set the clock automatically, and connect to the office once.") };

    public static Finding ClockWentBack(DateTimeOffset latest) => new("INK-DEVICE-006",
        $"Zegar tego urządzenia cofnął się: pokazywał już {PolishTime.Shown(latest)}.", $"The clock of this device went back: it has shown {PolishTime.Shown(latest)} before.")
    { Hint = new("Popraw zegar albo połącz się raz z biurem, które go porówna.", "Mend the clock, or connect once to the office, which compares it.") };

    public static Finding NoRoom => new("INK-DEVICE-007",
        "Na tym urządzeniu nie ma miejsca na fakturę, więc nic nie wystawiono.", "There is no room for an invoice on this device, so nothing was issued.")
    { Hint = new("Zwolnij miejsce i spróbuj ponownie.", "Free some space and try again.") };

    public static Finding RoomIsShort => new("INK-DEVICE-008", Severity.Advice, new(
        "Na tym urządzeniu kończy się miejsce.", "This device is running out of space."))
    { Hint = new("Zwolnij je, zanim braknie go na fakturę.", "Free some before there is none for an invoice.") };

    public static Finding NotStored(string cause) => new("INK-DEVICE-009",
        "Tego urządzenie nie potrafiło zapisać, więc nic nie wystawiono.", $"The device could not keep it, so nothing was issued: {cause}")
    { Hint = new("Zamknij i otwórz program; jeśli to wróci, wyeksportuj kolejkę.", "Close and open the app; if it comes back, export the queue.") };

    public static Finding SignatureDoesNotFit => new("INK-DEVICE-010",
        "Podpis KOD II nie zgadza się z kluczem tego urządzenia, więc nic nie wystawiono.",
        "The signature of KOD II does not agree with the key of this device, so nothing was issued.")
    { Hint = new("Ustaw urządzenie od nowa.", "Set the device up anew.") };

    public static Finding NeedsTheOffice(string kind) => new("INK-DEVICE-011",
        $"Faktury rodzaju {kind} nie wystawia się w terenie: opiera się na innych fakturach, które zna tylko biuro.",
        $"An invoice of the kind {kind} is not issued away: it rests on other invoices that only the office knows.")
    { Path = "kind", Hint = new("Wystaw ją w aplikacji, gdy będzie połączenie.", "Issue it in the web app once there is a connection.") };

    public static Finding NumberOfOnesOwn => new("INK-DEVICE-012",
        "Numer w terenie daje seria tego urządzenia: własny mógłby być już zajęty.", "Away a number comes from the series of this device: one of your own might be used already.")
    { Path = "number", Hint = new("Usuń własny numer.", "Remove the number of your own.") };

    public static Finding NotOfToday(DateOnly today) => new("INK-DEVICE-013",
        $"W terenie wystawia się z datą dzisiejszą: {today:yyyy-MM-dd}.", $"Away an invoice is dated today: {today:yyyy-MM-dd}.")
    { Path = "issueDate", Hint = new("Usuń datę wystawienia; inną wpisz jako datę sprzedaży.", "Remove the date of issue; another one is the date of sale.") };

    public static Finding NotTakenKnowingly => new("INK-DEVICE-014",
        "KSeF przyjąłby taką fakturę, a prawo lub rachunek nie; dlatego nic nie wystawiono.",
        "KSeF would take such an invoice, the law or the arithmetic would not; so nothing was issued.")
    { Hint = new("Popraw ją albo zaznacz, że bierzesz to świadomie.", "Repair it, or tick that you take it knowingly.") };

    public static Finding EndsBeforeTheDeadline(DateTimeOffset to, DateOnly deadline) => new("INK-DEVICE-015", Severity.Wrong, new(
        $"Certyfikat tego urządzenia wygasa {PolishTime.Shown(to)}, przed terminem {deadline:yyyy-MM-dd}; potem KOD II nie zostanie potwierdzony.",
        $"The certificate of this device expires {PolishTime.Shown(to)}, before the deadline {deadline:yyyy-MM-dd}; after that KOD II is not confirmed."))
    { Hint = new("Prześlij ją przed tym dniem.", "See that it is sent before that day.") };

    public static Finding AppIsOld => new("INK-DEVICE-016",
        "Biuro mówi nowszym językiem niż ten program.", "The office speaks a newer language than this app.")
    {
        Hint = new("Zamknij program i otwórz go ponownie przy połączeniu: pobierze nową wersję. To, co czeka, zostaje.",
            "Close the app and open it again with a connection: it fetches the new version. What waits stays."),
    };

    public static Finding KeyIsGone => new("INK-DEVICE-017",
        "Klucza tego urządzenia już tu nie ma: przeglądarka go usunęła albo przywrócono kopię.",
        "The key of this device is not here any more: the browser has removed it, or a backup was restored.")
    { Hint = new("Ustaw urządzenie od nowa. To, co czeka, zostaje i pójdzie do biura.", "Set the device up anew. What waits stays, and goes to the office.") };

    public static Finding CertificateOfAnotherKey => new("INK-DEVICE-018",
        "Certyfikat, który przyszedł, jest do innego klucza.", "The certificate that came is for another key.")
    { Hint = new("Ustaw urządzenie od nowa.", "Set the device up anew.") };

    public static Finding CertificateRevoked => new("INK-DEVICE-021",
        "Certyfikat tego urządzenia unieważniono w KSeF; jego podpisu nikt by nie uznał.",
        "The certificate of this device was revoked in KSeF; nobody would accept its signature.")
    { Hint = new("Ustaw urządzenie od nowa: dostanie nowy certyfikat. To, co czeka, zostaje.", "Set the device up anew: it gets a new certificate. What waits stays.") };

    public static Finding LawIsAnother(string here, string office) => new("INK-DEVICE-022", Severity.Advice, new(
        $"Biuro liczy terminy według prawa z {office}, a ten program według prawa z {here}: termin, który tu widzisz, może być inny.",
        $"The office counts deadlines by the law of {office}, this app by that of {here}: a deadline that you see here may be another one."))
    {
        Hint = new("Zamknij program i otwórz go ponownie przy połączeniu: pobierze nową wersję. Liczy się termin z biura.",
            "Close the app and open it again with a connection: it fetches the new version. What counts is the deadline of the office."),
    };

    public static Finding AppIsNew(string version, string law, string lawBefore) => new("INK-DEVICE-023", Severity.Advice, lawBefore == law
        ? new($"Program jest w nowej wersji ({version}). Terminy liczy jak dotąd, według prawa z {law}. To, co czekało, czeka dalej.",
            $"The app is a new version ({version}). It counts deadlines as before, by the law of {law}. What waited still waits.")
        : new($"Program jest w nowej wersji ({version}) i liczy terminy według prawa z {law}; dotąd według prawa z {lawBefore}. To, co czekało, czeka dalej.",
            $"The app is a new version ({version}) and counts deadlines by the law of {law}; until now by that of {lawBefore}. What waited still waits."));

    public static Finding CalendarIsNew(Wording days) => new("INK-DEVICE-024", Severity.Advice, new(
        $"Zmienił się kalendarz dni roboczych: {days.Pl}. Terminy nowych faktur liczymy już z nim.",
        $"The calendar of working days has changed: {days.En}. Deadlines of new invoices are counted with it."));

    private static Wording InWords(TimeSpan off) => off.Duration() switch
    {
        { TotalDays: >= 1 } length => new(string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalDays} d {length.Hours} h"),
            string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalDays} d {length.Hours} h")),
        { TotalHours: >= 1 } length => new($"{length.Hours} h {length.Minutes} min", $"{length.Hours} h {length.Minutes} min"),
        var length => new($"{length.Minutes} min", $"{length.Minutes} min"),
    };
}
