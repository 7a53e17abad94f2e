using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What stands in the way between devices and the office: codes INK-POCKET.</summary>
public static class DeviceFindings
{
    internal static Finding NoSuchDevice => Of("INK-POCKET-001", "Tego urządzenia tu nie ma.", "There is no such device here.",
        "Ustaw je od nowa w Pocket.", "Set it up anew in Pocket.");

    internal static Finding NewerFormat(int format) => Of("INK-POCKET-002",
        $"Urządzenie mówi formatem {format}, nowszym niż ten program (do {DeviceContact.NewestFormat}).",
        $"The device speaks format {format}, newer than this program (up to {DeviceContact.NewestFormat}).",
        "Pliki zachowano. Użyj nowszej wersji programu i ponów.", "The files are kept. Use the newer version of the program and try again.");

    internal static Finding NotAContact(string what) => Of("INK-POCKET-003",
        $"Tego, co przysłało urządzenie, nie da się odczytać: {what}.", $"What the device sent cannot be read: {what}.");

    internal static Finding Nameless => Of("INK-POCKET-004",
        "Nazwa urządzenia ma od 1 do 60 znaków.", "The name of a device has 1 to 60 characters.") with
    { Path = "name" };

    internal static Finding KnownKey => Of("INK-POCKET-005",
        "Ten klucz należy już do innego urządzenia albo certyfikatu. Każde urządzenie ma własny klucz.",
        "This key belongs to another device or certificate already. Each device has a key of its own.",
        "Ustaw urządzenie od nowa: zrobi nowy klucz.", "Set the device up anew: it makes a new key.") with
    { Path = "publicKey" };

    internal static Finding WrongSignature => Of("INK-POCKET-006",
        "Podpis pod wnioskiem o certyfikat nie jest podpisem tego urządzenia.", "The signature under the certificate request is not of this device.") with
    { Path = "signature" };

    internal static Finding NotSigned => Of("INK-POCKET-007",
        "Urządzenie nie podpisało jeszcze wniosku o certyfikat.", "The device has not signed its certificate request yet.");

    internal static Finding IsBlocked => Of("INK-POCKET-008",
        "To urządzenie zablokowano jako zgubione.", "This device was blocked as lost.",
        "Jeśli się znalazło, ustaw je od nowa.", "If it was found, set it up anew.");

    /// <summary>A program by its key has no device.</summary>
    public static Finding NotAPerson => Of("INK-POCKET-009",
        "Urządzenie należy do osoby: zaloguj się na nim.", "A device is a person's: sign in on it.");

    internal static Finding TooMany(string what, int most) => Of("INK-POCKET-010",
        $"Za dużo naraz ({what}): najwyżej {most}.", $"Too many at once ({what}): at most {most}.",
        "Urządzenie podzieli to na kilka połączeń.", "The device shares it out among several contacts.");

    internal static Finding OtherHash => Of("INK-POCKET-020",
        "Plik nie jest tym, którego skrót podało urządzenie.", "The file is not the one whose hash the device said.");

    internal static Finding SaidOtherThanTheFile(string what, string said, string stands) => Of("INK-POCKET-021",
        $"Urządzenie mówi co innego niż plik ({what}): {said}, a w pliku {stands}.",
        $"The device says other than the file ({what}): {said}, and in the file {stands}.");

    internal static Finding NotItsSeries(string number) => Of("INK-POCKET-022",
        $"Numer {number} nie pochodzi z serii tego urządzenia.", $"The number {number} is not of the series of this device.") with
    { Path = "Fa/P_2" };

    internal static Finding WrongKodI => Of("INK-POCKET-023",
        "KOD I na fakturze prowadzi gdzie indziej, niż powinien: do innego KSeF, sprzedawcy, dnia albo pliku.",
        "KOD I on the invoice leads elsewhere than it should: to another KSeF, seller, day or file.");

    internal static Finding WrongKodII => Of("INK-POCKET-024",
        "KOD II na fakturze nie jest podpisany certyfikatem tego urządzenia dla tego pliku.",
        "KOD II on the invoice is not signed with the certificate of this device for this file.");

    internal static Finding CertificateNotValidThen(DateTimeOffset issuedAt, DateTimeOffset from, DateTimeOffset to) => Knowingly("INK-POCKET-025",
        $"Fakturę wystawiono {PolishTime.Shown(issuedAt)}, a certyfikat urządzenia był ważny od {PolishTime.Shown(from)} do {PolishTime.Shown(to)}.",
        $"The invoice was issued {PolishTime.Shown(issuedAt)}, and the certificate of the device was valid from {PolishTime.Shown(from)} "
            + $"to {PolishTime.Shown(to)}.");

    internal static Finding RevokedBefore(DateTimeOffset issuedAt, DateTimeOffset revokedAt) => Knowingly("INK-POCKET-026",
        $"Fakturę wystawiono {PolishTime.Shown(issuedAt)}, a urządzenie zablokowano {PolishTime.Shown(revokedAt)}: jej KOD II nie zostanie potwierdzony.",
        $"The invoice was issued {PolishTime.Shown(issuedAt)}, and the device was blocked {PolishTime.Shown(revokedAt)}: its KOD II is not confirmed.",
        "Sprawdź, kto ją wystawił, zanim ją przyjmiesz.", "Find out who issued it before you take it.");

    internal static Finding WrongClock(DateTimeOffset issuedAt, DateTimeOffset deviceTime) => Knowingly("INK-POCKET-027",
        $"Według urządzenia wystawiono ją {PolishTime.Shown(issuedAt)}, a jego zegar pokazywał przy przekazaniu {PolishTime.Shown(deviceTime)}.",
        $"By the device it was issued {PolishTime.Shown(issuedAt)}, and its clock said {PolishTime.Shown(deviceTime)} when it was handed over.",
        "Porównaj datę na wydruku nabywcy, zanim ją przyjmiesz.", "Compare the date on the buyer's print before you take it.");

    internal static Finding NotTakenKnowingly(IReadOnlyList<string> codes) => Of("INK-POCKET-028",
        $"Osoba przy urządzeniu nie przyjęła świadomie: {string.Join(", ", codes)}. Nabywca może już mieć tę fakturę.",
        $"The person at the device has not taken knowingly: {string.Join(", ", codes)}. The buyer may have this invoice already.");

    internal static Finding SaidBadly(string what) => Of("INK-POCKET-029",
        $"Urządzenie podało to w niezrozumiały sposób: {what}.", $"The device said this in a way that cannot be understood: {what}.");

    internal static Finding OtherDeadline(DateOnly? said, DateOnly? counted) => new("INK-POCKET-030", Severity.Advice, new(
        $"Urządzenie liczyło termin do {Shown(said).Pl}; liczy się {Shown(counted).Pl}.",
        $"The device counted a deadline of {Shown(said).En}; what counts is {Shown(counted).En}."));

    internal static Finding BlockedSince(DateTimeOffset at) => new("INK-POCKET-031", Severity.Advice, new(
        $"Urządzenie zablokowano {PolishTime.Shown(at)}; tę fakturę wystawiono przedtem.",
        $"The device was blocked {PolishTime.Shown(at)}; this invoice was issued before that."));

    internal static Finding ClockWasOff(TimeSpan off) => new("INK-POCKET-035", Severity.Advice, new(
        $"Zegar urządzenia {(off > TimeSpan.Zero ? "spieszył" : "spóźniał")} się przy przekazaniu o {(long)off.Duration().TotalMinutes} min: "
            + "data i chwila wystawienia mogą być inne niż naprawdę.",
        $"The clock of the device was {(long)off.Duration().TotalMinutes} min {(off > TimeSpan.Zero ? "ahead" : "behind")} when it was handed over: "
            + "date and moment of issue may not be the real ones."));

    internal static Finding CertificateRevokedBefore(DateTimeOffset issuedAt, DateTimeOffset revokedAt) => Knowingly("INK-POCKET-036",
        $"Fakturę wystawiono {PolishTime.Shown(issuedAt)}, a certyfikat urządzenia był unieważniony w KSeF najpóźniej {PolishTime.Shown(revokedAt)}: "
            + "jej KOD II nie zostanie potwierdzony.",
        $"The invoice was issued {PolishTime.Shown(issuedAt)}, and the certificate of the device was revoked in KSeF by {PolishTime.Shown(revokedAt)}: "
            + "its KOD II is not confirmed.",
        "Ustaw urządzenie od nowa; tę fakturę możesz przyjąć świadomie.", "Set the device up anew; this invoice you may take knowingly.");

    internal static Finding CertificateRevokedSince(DateTimeOffset at) => new("INK-POCKET-037", Severity.Advice, new(
        $"Certyfikat urządzenia unieważniono w KSeF najpóźniej {PolishTime.Shown(at)}; tę fakturę wystawiono przedtem, a jej KOD II już się nie potwierdza.",
        $"The certificate of the device was revoked in KSeF by {PolishTime.Shown(at)}; this invoice was issued before that, and its KOD II is not confirmed any more."));

    internal static Finding ClosedByAPerson(string because) => new("INK-POCKET-032", Severity.Advice, new(
        $"Zamknięta w biurze: {because}", $"Closed in the office: {because}"));

    internal static Finding NothingKept => Of("INK-POCKET-033", "Tego pliku już tu nie ma albo go przyjęto.", "This file is not here any more, or was taken.");

    internal static Finding NoReason => Of("INK-POCKET-034", "Podaj powód, od 1 do 500 znaków.", "Give a reason, of 1 to 500 characters.") with
    { Path = "because" };

    private static Wording Shown(DateOnly? date) => date is { } day ? new($"{day:yyyy-MM-dd}", $"{day:yyyy-MM-dd}") : new("nieznanego dnia", "no known day");

    // What a person may take all the same, by its code.
    private static Finding Knowingly(string code, string pl, string en, string? hintPl = null, string? hintEn = null) =>
        Of(code, pl, en, hintPl, hintEn) with { Severity = Severity.Wrong };

    private static Finding Of(string code, string pl, string en, string? hintPl = null, string? hintEn = null) =>
        new(code, pl, en) { Hint = hintPl is null ? null : new(hintPl, hintEn!) };
}
