using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What can be wrong with keys and certificates, beyond what one use case alone finds.</summary>
internal static class CertificateFindings
{
    public static Finding NotHere(string reference) => new("INK-CERT-011",
        $"Nie ma tu certyfikatu „{reference}”.", $"There is no certificate '{reference}' here.")
    { Hint = new("Zobacz", "Look"), Next = new SeeCertificates() };

    public static Finding EndsSoon(CompanyCertificate certificate) => new("INK-CERT-012", Severity.Advice, new(
        $"Certyfikat {certificate.Serial} wygasa {PolishTime.DateOf(certificate.ValidTo!.Value):yyyy-MM-dd}, a nie ma następcy.",
        $"Certificate {certificate.Serial} expires on {PolishTime.DateOf(certificate.ValidTo!.Value):yyyy-MM-dd} and has no successor."))
    { Hint = new("Odnów", "Renew it"), Next = new RenewCertificate() };

    public static Finding Renewed(CompanyCertificate old, CompanyCertificate successor) => new("INK-CERT-008", Severity.Advice, new(
        $"Certyfikat {old.Serial} ma następcę {successor.Serial}, ważnego do {PolishTime.DateOf(successor.ValidTo!.Value):yyyy-MM-dd}; stary zostaje do końca swojej ważności.",
        $"Certificate {old.Serial} has the successor {successor.Serial}, valid until {PolishTime.DateOf(successor.ValidTo!.Value):yyyy-MM-dd}; the old one is kept until it expires."));

    public static Finding NotRenewed(CompanyCertificate old, Finding why) => new("INK-CERT-009", Severity.Wrong, new(
        $"Certyfikatu {old.Serial} nie udało się odnowić: {why.Text.Pl}", $"Certificate {old.Serial} could not be renewed: {why.Text.En}"))
    { Hint = new("Program spróbuje jutro; od ręki", "The program tries again tomorrow; at once"), Next = new RenewCertificate() };

    public static Finding StillNeeded(Company company, CompanyCertificate certificate, int invoices) => new("INK-CERT-010",
        $"Certyfikatem {certificate.Serial} podpisano kody {Counted.InPolish(invoices, "faktury", "faktur", "faktur")} bez numeru KSeF; po unieważnieniu przestałyby się zgadzać.",
        $"Certificate {certificate.Serial} signed the codes of {Counted.InEnglish(invoices, "invoice")} without a KSeF number; revoked, those codes would fail.")
    {
        Hint = new("Gdy klucz wyciekł, podaj ten powód (key-compromise); inaczej wyślij je najpierw",
            "If the key leaked, give that as the reason (key-compromise); else send them first"),
        Next = new SendNow(company.Reference),
    };

    public static Finding NothingToRenew => new("INK-CERT-015",
        "Firma nie ma certyfikatu, który można odnowić.", "The company has no certificate that could be renewed.")
    { Hint = new("Pobierz pierwszy", "Get the first one"), Next = new GetCertificate() };

    public static Finding Unreadable(string why) => new("INK-CERT-020",
        $"Pliku nie da się odczytać jako certyfikatu: {why}", $"The file cannot be read as a certificate: {why}")
    { Hint = new("Podaj certyfikat w PEM albo DER z plikiem klucza, albo plik .p12.", "Give a certificate in PEM or DER with its key file, or a .p12 file.") };

    public static Finding WrongPassword => new("INK-CERT-021",
        "Hasło do klucza jest złe.", "The password of the key is wrong.")
    { Hint = new("To hasło nadano przy tworzeniu wniosku o certyfikat; nikt go nie odtworzy.", "It was chosen when the certificate was applied for; nobody can restore it.") };

    public static Finding ForeignKey => new("INK-CERT-022",
        "Klucz nie należy do tego certyfikatu.", "The key does not belong to this certificate.")
    { Hint = new("Podaj plik klucza zapisany razem z tym certyfikatem.", "Give the key file that was saved together with this certificate.") };

    public static Finding WrongType(Wording wanted, Wording found) => new("INK-CERT-023",
        $"To nie jest certyfikat {wanted.Pl}: {found.Pl}.", $"This is not a certificate {wanted.En}: {found.En}.")
    { Hint = new("Typ 1 loguje, typ 2 podpisuje KOD II; jeden nie zastąpi drugiego.", "Type 1 signs in, type 2 signs KOD II; neither does the other's work.") };

    public static Finding NoKey => new("INK-CERT-024",
        "W pliku nie ma klucza prywatnego, który da się odczytać.", "The file holds no private key that can be read.")
    {
        Hint = new(
            "Klucz ma postać PKCS#8: „BEGIN ENCRYPTED PRIVATE KEY” albo „BEGIN PRIVATE KEY”. Starszą postać zmienia: openssl pkcs8 -topk8 -in STARY -out NOWY",
            "A key has the form of PKCS#8: 'BEGIN ENCRYPTED PRIVATE KEY' or 'BEGIN PRIVATE KEY'. An older form is changed by: openssl pkcs8 -topk8 -in OLD -out NEW")
    };

    public static Finding Expired(DateTimeOffset at) => new("INK-CERT-025",
        $"Certyfikat wygasł {PolishTime.DateOf(at):yyyy-MM-dd}.", $"The certificate expired on {PolishTime.DateOf(at):yyyy-MM-dd}.")
    { Hint = new("Pobierz nowy", "Get a new one"), Next = new GetCertificate() };

    public static Finding HereAlready(string serial) => new("INK-CERT-026",
        $"Certyfikat {serial} już tu jest.", $"Certificate {serial} is here already.");

    public static Finding WeakKey => new("INK-CERT-027",
        "Klucz jest za słaby albo innego rodzaju niż RSA od 2048 bitów i EC P-256.", "The key is too weak, or of another kind than RSA from 2048 bits and EC P-256.")
    { Hint = new("Pobierz nowy certyfikat", "Get a new certificate"), Next = new GetCertificate() };

    public static Finding BeginsInThePast(DateTimeOffset at) => new("INK-CERT-028",
        $"Certyfikat nie może zacząć się {PolishTime.DateOf(at):yyyy-MM-dd}: ten dzień minął.", $"A certificate cannot begin on {PolishTime.DateOf(at):yyyy-MM-dd}: that day has passed.")
    { Hint = new("Podaj dzisiejszy albo późniejszy dzień, albo żadnego.", "Give today or a later day, or none.") };
}
