using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What the program writes to people about their accounts. Names that somebody typed stand in the text only, never in a header.</summary>
internal static class AccountLetters
{
    public static Letter SignUp(string to, Language language, string code, DateTimeOffset end) => Of(to, language,
        new("Kod do założenia konta", "The code for your account"),
        new($"Kod: {code}\n\nWpisz go na stronie, na której zakładasz konto. Działa 15 minut i tylko raz.\n\n"
            + "To nie Ty? Nic nie rób: bez kodu konto nie powstanie.",
            $"Code: {code}\n\nWrite it on the page where you are signing up. It works for 15 minutes and only once.\n\n"
            + "Not you? Do nothing: without the code there will be no account."))
        with
    { NotAfter = end };

    public static Letter AlreadyHere(string to, Language language, DateTimeOffset end) => Of(to, language,
        new("Masz już konto", "You already have an account"),
        new("Ktoś, może Ty, chciał założyć konto z tym adresem. Konto już istnieje: "
            + "zaloguj się albo ustaw nowe hasło, wybierając „Nie pamiętam hasła”.",
            "Somebody, perhaps you, wanted to sign up with this address. There is an account already: "
            + "sign in, or set a new password by 'Forgotten password'."))
        with
    { NotAfter = end };

    public static Letter Reset(string to, Language language, string code, DateTimeOffset end) => Of(to, language,
        new("Kod do nowego hasła", "The code for a new password"),
        new($"Kod: {code}\n\nWpisz go razem z nowym hasłem. Działa 15 minut i tylko raz.\n\nTo nie Ty? Nic nie rób: hasło się nie zmieni.",
            $"Code: {code}\n\nWrite it together with the new password. It works for 15 minutes and only once.\n\n"
            + "Not you? Do nothing: the password stays."))
        with
    { NotAfter = end };

    public static Letter NobodyHere(string to, Language language, DateTimeOffset end) => Of(to, language,
        new("Nie ma konta z tym adresem", "There is no account with this address"),
        new("Ktoś, może Ty, prosił o nowe hasło dla tego adresu. Nie ma tu konta z takim adresem; może używasz innego.",
            "Somebody, perhaps you, asked for a new password for this address. There is no account with it here; perhaps you use another one."))
        with
    { NotAfter = end };

    public static Letter NewSignIn(Account account, SeenSignIn seen) => Of(account.Email, account.Language,
        new("Nowe logowanie do Twojego konta", "A new sign-in to your account"),
        new("Ktoś, zapewne Ty, zalogował się do Twojego konta.\n\n"
            + $"Kiedy: {seen.At:yyyy-MM-dd HH:mm} UTC\nSkąd: {seen.Origin}\nCzym: {seen.Browser}\n\n"
            + "To nie Ty? Ustaw nowe hasło, wybierając „Nie pamiętam hasła”: wyloguje to wszystkich.",
            "Somebody, probably you, has signed in to your account.\n\n"
            + $"When: {seen.At:yyyy-MM-dd HH:mm} UTC\nFrom: {seen.Origin}\nWith: {seen.Browser}\n\n"
            + "Not you? Set a new password by 'Forgotten password': it signs everybody out."));

    public static Letter Changed(Account account, Wording what) => Of(account.Email, account.Language,
        new("Zmiana w Twoim koncie", "A change of your account"),
        new($"{what.Pl}\n\nTo nie Ty? Ustaw nowe hasło, wybierając „Nie pamiętam hasła”: wyloguje to wszystkich.",
            $"{what.En}\n\nNot you? Set a new password by 'Forgotten password': it signs everybody out."));

    public static Letter Move(string to, Language language, string code, DateTimeOffset end) => Of(to, language,
        new("Kod do zmiany adresu", "The code for your new address"),
        new($"Kod: {code}\n\nWpisz go na stronie, na której zmieniasz adres konta. Działa 15 minut i tylko raz.\n\n"
            + "To nie Ty? Nic nie rób: bez kodu nic się nie zmieni.",
            $"Code: {code}\n\nWrite it on the page where you are changing the address of your account. It works for 15 minutes and only once.\n\n"
            + "Not you? Do nothing: without the code nothing changes."))
        with
    { NotAfter = end };

    public static Letter WantedElsewhere(string to, Language language, DateTimeOffset end) => Of(to, language,
        new("Ten adres ma już konto", "This address already has an account"),
        new("Ktoś, może Ty, chciał ustawić ten adres w innym koncie. Ten adres ma już swoje konto, więc nic się nie zmieniło.",
            "Somebody, perhaps you, wanted this address for another account. It has an account of its own already, so nothing changed."))
        with
    { NotAfter = end };

    public static Letter Moved(Account before, string to) => Of(before.Email, before.Language,
        new("Zmiana adresu Twojego konta", "The address of your account was changed"),
        new($"Twoje konto ma teraz adres {to}. Na ten adres nie będziemy już pisać, a na innych urządzeniach trzeba się zalogować od nowa.\n\n"
            + "To nie Ty? Od razu napisz do tego, kto prowadzi tę instalację: tylko on może jeszcze pomóc.",
            $"Your account has the address {to} now. We write to this one no more, and other devices have to sign in again.\n\n"
            + "Not you? Write at once to whoever runs this installation: only he can still help."));

    public static Letter Invitation(string to, Language language, string by, Company company, Uri link, DateTimeOffset end) => Of(to, language,
        new("Zaproszenie do firmy", "An invitation to a company"),
        new($"{by} zaprasza Cię do firmy {company.Name} (NIP {company.Nip}).\n\n{link}\n\nLink działa 7 dni i tylko raz.",
            $"{by} invites you to the company {company.Name} (NIP {company.Nip}).\n\n{link}\n\nThe link works for 7 days and only once."))
        with
    { NotAfter = end };

    private static Letter Of(string to, Language language, Wording subject, Wording text) =>
        new(to, $"{subject.In(language)} · Inkaust", text.In(language));
}
