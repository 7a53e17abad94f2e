using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What can be wrong with keys and certificates, beyond what one use case alone finds.</summary>
internal static class CertificateFindings
{
    public static Finding OfAnotherKey => new("INK-CERT-003",
        "KSeF oddał certyfikat do innego klucza niż ten, o który prosiliśmy.",
        "KSeF returned a certificate for another key than the one we asked for.")
    { Hint = new("Klucz zostaje zachowany. Ponów", "The key is kept. Try again"), Next = new GetCertificate() };

    public static Finding NotHere(string reference) => new("INK-CERT-011",
        $"Nie ma tu certyfikatu „{reference}”.", $"There is no certificate '{reference}' here.")
    { Hint = new("Zobacz", "Look"), Next = new SeeCertificates() };

    public static Finding DoesNotBelongTogether(CompanyCertificate certificate) => new("INK-KEY-006",
        $"Certyfikat {certificate.Serial} w bazie nie należy do swojego klucza albo numeru: ktoś zmienił to w bazie. Nic nim nie podpisano.",
        $"Certificate {certificate.Serial} in the database does not belong to its key or number: somebody changed that in the database. "
        + "Nothing was signed with it.")
    { Hint = new("Przywróć bazę z kopii albo pobierz nowy certyfikat", "Restore the database from its copy, or get a new certificate"), Next = new GetCertificate() };

    public static Finding EndsSoon(CompanyCertificate certificate) => new("INK-CERT-012", Severity.Advice, new(
        $"Certyfikat {certificate.Serial} wygasa {PolishTime.DateOf(certificate.ValidTo!.Value):yyyy-MM-dd}, a nie ma następcy.",
        $"Certificate {certificate.Serial} expires on {PolishTime.DateOf(certificate.ValidTo!.Value):yyyy-MM-dd} and has no successor."))
    { Hint = new("Odnów", "Renew it"), Next = new RenewCertificate() };

    public static Finding Renewed(CompanyCertificate old, CompanyCertificate successor) => new("INK-CERT-008", Severity.Advice, new(
        $"Certyfikat {old.Serial} ma następcę {successor.Serial}, ważnego do {PolishTime.DateOf(successor.ValidTo!.Value):yyyy-MM-dd}; stary "
            + "zostaje do końca swojej ważności.",
        $"Certificate {old.Serial} has the successor {successor.Serial}, valid until {PolishTime.DateOf(successor.ValidTo!.Value):yyyy-MM-dd}; "
            + "the old one is kept until it expires."));

    public static Finding NotRenewed(CompanyCertificate old, Finding why) => new("INK-CERT-009", Severity.Wrong, new(
        $"Certyfikatu {old.Serial} nie udało się odnowić: {why.Text.Pl}", $"Certificate {old.Serial} could not be renewed: {why.Text.En}"))
    { Hint = new("Program spróbuje jutro; od ręki", "The program tries again tomorrow; at once"), Next = new RenewCertificate() };

    public static Finding StillNeeded(Company company, CompanyCertificate certificate, int invoices) => new("INK-CERT-010",
        $"Certyfikatem {certificate.Serial} podpisano kody {Counted.InPolish(invoices, "faktury", "faktur", "faktur")} bez numeru KSeF; "
        + "po unieważnieniu przestałyby się zgadzać.",
        $"Certificate {certificate.Serial} signed the codes of {Counted.InEnglish(invoices, "invoice")} without a KSeF number; "
        + "revoked, those codes would fail.")
    {
        Hint = new("Gdy klucz wyciekł, podaj ten powód (key-compromise); inaczej wyślij je najpierw",
            "If the key leaked, give that as the reason (key-compromise); else send them first"),
        Next = new SendNow(company.Reference),
    };

    public static Finding NothingToRenew => new("INK-CERT-015",
        "Firma nie ma certyfikatu, który można odnowić.", "The company has no certificate that could be renewed.")
    { Hint = new("Pobierz pierwszy", "Get the first one"), Next = new GetCertificate() };

    public static Finding Unreadable(Wording why) => new("INK-CERT-020",
        $"Pliku nie da się odczytać jako certyfikatu: {why.Pl}.", $"The file cannot be read as a certificate: {why.En.TrimEnd('.')}.")
    {
        Hint = new("Podaj certyfikat w PEM, DER albo Base64 z plikiem klucza, albo plik .p12.",
            "Give a certificate in PEM, DER or Base64 with its key file, or a .p12 file."),
    };

    public static Finding WrongPassword => new("INK-CERT-021",
        "Hasło do klucza jest złe.", "The password of the key is wrong.")
    {
        Hint = new("To hasło nadano przy tworzeniu wniosku o certyfikat; nikt go nie odtworzy.",
            "It was chosen when the certificate was applied for; nobody can restore it."),
    };

    public static Finding ForeignKey => new("INK-CERT-022",
        "Klucz nie należy do tego certyfikatu.", "The key does not belong to this certificate.")
    { Hint = new("Podaj plik klucza zapisany razem z tym certyfikatem.", "Give the key file that was saved together with this certificate.") };

    /// <param name="wanted">As what it was given.</param>
    /// <param name="found">Why it is none.</param>
    public static Finding WrongType(CertificateKind wanted, Wording found) => new("INK-CERT-023",
        $"To nie jest {Named(wanted).Pl}: {found.Pl}.", $"This is not {Named(wanted).En}: {found.En}.")
    {
        Hint = new(
            "Typ 1 loguje, typ 2 podpisuje KOD II; jeden nie zastąpi drugiego.",
            "Type 1 signs in, type 2 signs KOD II; neither does the other's work."),
    };

    public static Finding NoKey => new("INK-CERT-024",
        "W pliku nie ma klucza prywatnego, który da się odczytać.", "The file holds no private key that can be read.")
    {
        Hint = new(
            "Klucz ma postać PKCS#8: „BEGIN ENCRYPTED PRIVATE KEY” albo „BEGIN PRIVATE KEY”. Starszą postać zmienia: openssl pkcs8 -topk8 -in "
                + "STARY -out NOWY",
            "A key has the form of PKCS#8: 'BEGIN ENCRYPTED PRIVATE KEY' or 'BEGIN PRIVATE KEY'. An older form is changed by: openssl pkcs8 "
                + "-topk8 -in OLD -out NEW")
    };

    /// <param name="method">What the file names: scrypt, or an OID.</param>
    /// <param name="isPkcs12">It is a PKCS#12 file, else a key alone.</param>
    public static Finding UnknownEncryption(string method, bool isPkcs12) => new("INK-CERT-029",
        $"Klucz jest zaszyfrowany sposobem, którego ten program nie otwiera ({method}). Hasło może być dobre.",
        $"The key is encrypted in a way that this program does not open ({method}). The password may be right.")
    { Hint = Converted(isPkcs12) };

    /// <param name="iterations">As many as the file asks for.</param>
    /// <param name="most">As many as are done.</param>
    /// <param name="isPkcs12">It is a PKCS#12 file, else a key alone.</param>
    public static Finding TooManyIterations(System.Numerics.BigInteger iterations, int most, bool isPkcs12) => new("INK-CERT-030",
        $"Plik każe przeliczyć hasło {(iterations > int.MaxValue ? "ponad 2147483647" : iterations)} razy; program robi to najwyżej {most} razy.",
        $"The file wants the password hashed {(iterations > int.MaxValue ? "more than 2147483647" : iterations)} times; "
        + $"this program does so at most {most} times.")
    { Hint = Converted(isPkcs12) };

    // Both ask for the password of the old file and for one of the new; no key lies open on the disk meanwhile.
    private static Wording Converted(bool isPkcs12) => isPkcs12
        ? new("Zmień szyfrowanie i wczytaj nowy plik: openssl pkcs12 -in STARY.p12 -out NOWY.pem",
            "Change the encryption and bring the new file: openssl pkcs12 -in OLD.p12 -out NEW.pem")
        : new("Zmień szyfrowanie i wczytaj nowy plik: openssl pkcs8 -topk8 -in STARY.key -out NOWY.key -v2 aes-256-cbc -v2prf hmacWithSHA256",
            "Change the encryption and bring the new file: openssl pkcs8 -topk8 -in OLD.key -out NEW.key -v2 aes-256-cbc -v2prf hmacWithSHA256");

    public static Finding SeveralWithKeys => new("INK-CERT-031",
        "W pliku jest kilka certyfikatów z kluczami, a nie wiadomo, o który chodzi.",
        "The file holds several certificates with keys, and which is meant is not known.")
    { Hint = new("Podaj jego rodzaj albo plik z jednym.", "Name its type, or give a file with one.") };

    /// <summary>KSeF does not take what was signed in with.</summary>
    public static Finding RefusedAtSignIn(CompanyCertificate with, KsefRejected refusal)
    {
        var (said, until) = (SaidBy(refusal), with.ValidTo is { } end ? PolishTime.DateOf(end) : default);
        var named = with.Kind == CertificateKind.Seal
            ? new Wording($"pieczęcią {with.Serial}", $"the seal {with.Serial}")
            : new Wording($"certyfikatem typu 1 {with.Serial}", $"the certificate of type 1 {with.Serial}");
        return new Finding("INK-CERT-032",
            $"KSeF odmówił zalogowania {named.Pl} (ważność do {until:yyyy-MM-dd}): {said}.",
            $"KSeF refused to sign in with {named.En} (valid until {until:yyyy-MM-dd}): {said}.")
        {
            Hint = IsAboutTheCertificate(refusal)
                ? new("Sprawdź w KSeF, czy nie został unieważniony i czy to typ 1 albo kwalifikowana pieczęć; wczytaj inny",
                    "Look in KSeF whether it was revoked and whether it is of type 1 or a qualified seal; bring another one")
                : OtherwiseRefused(refusal),
            Next = IsAboutTheCertificate(refusal) ? new BringCertificate() : null,
        };
    }

    /// <summary>KSeF does not take the token of a company.</summary>
    public static Finding TokenRefused(Company company, KsefRejected refusal) => new("INK-CERT-033",
        $"KSeF odmówił zalogowania tokenem KSeF firmy {company.Name}: {SaidBy(refusal)}.",
        $"KSeF refused to sign in with the KSeF token of {company.Name}: {SaidBy(refusal)}.")
    {
        Hint = refusal.Has(TokenStatus)
            ? new("Utwórz w KSeF nowy token i zachowaj go", "Make a new token in KSeF and keep it")
            : OtherwiseRefused(refusal),
        Next = refusal.Has(TokenStatus) ? new BringToken() : null,
    };

    /// <summary>The refusal is of the certificate itself: another one may be taken (KSEF 3).</summary>
    public static bool IsAboutTheCertificate(KsefRejected refusal) => refusal.Has(CertificateStatus) || refusal.Has(CertificateInvalid);

    // Statuses of a sign-in (KSEF 3), and the code of a certificate that is refused before it has one.
    private const int NoRights = 415, TokenStatus = 450, CertificateStatus = 460, CertificateInvalid = 21115;

    private static Wording OtherwiseRefused(KsefRejected refusal) => refusal.Has(NoRights)
        ? new("Właściciel tego certyfikatu albo tokenu nie ma uprawnień w tej firmie: nadaj mu je w KSeF.",
            "Whoever holds this certificate or token has no rights in this company: grant them in KSeF.")
        : new("Wyjaśnij to w KSeF; to samo logowanie zostanie odrzucone ponownie.", "Settle it in KSeF; the same sign-in will be refused again.");

    private static string SaidBy(KsefRejected refusal) => string.Join("; ", refusal.Errors.Select(error => error.Sentence)).TrimEnd('.');

    private static Wording Named(CertificateKind kind) => kind switch
    {
        CertificateKind.Authentication => new("certyfikat typu 1 (uwierzytelnianie)", "a certificate of type 1 (signs in)"),
        CertificateKind.Offline => new("certyfikat typu 2 (offline)", "a certificate of type 2 (signs KOD II)"),
        _ => new("pieczęć", "a seal"),
    };

    public static Finding Expired(DateTimeOffset at) => new("INK-CERT-025",
        $"Certyfikat wygasł {PolishTime.DateOf(at):yyyy-MM-dd}.", $"The certificate expired on {PolishTime.DateOf(at):yyyy-MM-dd}.")
    { Hint = new("Pobierz nowy", "Get a new one"), Next = new GetCertificate() };

    public static Finding HereAlready(string serial) => new("INK-CERT-026",
        $"Certyfikat {serial} już tu jest.", $"Certificate {serial} is here already.");

    public static Finding WeakKey => new("INK-CERT-027",
        "Klucz jest za słaby albo innego rodzaju niż RSA od 2048 bitów i EC P-256.",
        "The key is too weak, or of another kind than RSA from 2048 bits and EC P-256.")
    { Hint = new("Pobierz nowy certyfikat", "Get a new certificate"), Next = new GetCertificate() };

    public static Finding BeginsInThePast(DateTimeOffset at) => new("INK-CERT-028",
        $"Certyfikat nie może zacząć się {PolishTime.DateOf(at):yyyy-MM-dd}: ten dzień minął.",
        $"A certificate cannot begin on {PolishTime.DateOf(at):yyyy-MM-dd}: that day has passed.")
    { Hint = new("Podaj dzisiejszy albo późniejszy dzień, albo żadnego.", "Give today or a later day, or none.") };
}
