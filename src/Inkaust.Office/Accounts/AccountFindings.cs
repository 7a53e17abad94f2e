using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What to say to people about their accounts. Nothing here tells whether an address has one.</summary>
public static class AccountFindings
{
    public const int ShortestPassword = 10, LongestPassword = 128, LongestName = 80;

    public static Finding WrongPassword => new("INK-ACCOUNT-001", "E-mail albo hasło się nie zgadza.", "The e-mail or the password is not right.")
    {
        Hint = new("Sprawdź oba. Nie pamiętasz hasła? Ustaw nowe kodem z e-maila.",
            "Check both. Forgotten the password? Set a new one with a code by e-mail."),
    };

    /// <summary>Too many tries.</summary>
    /// <param name="wait">How long it lasts.</param>
    public static Finding TooOften(TimeSpan wait) => new("INK-ACCOUNT-002",
        $"Za dużo prób. Następna za {(int)Math.Ceiling(wait.TotalSeconds)} s.",
        $"Too many tries. The next one in {(int)Math.Ceiling(wait.TotalSeconds)} s.")
    {
        Hint = new("Nie musisz czekać, jeśli ustawisz nowe hasło kodem z e-maila.",
            "There is no need to wait when you set a new password with a code by e-mail."),
    };

    public static Finding NoEmail => new("INK-ACCOUNT-003", "To nie jest adres e-mail.", "This is not an e-mail address.")
    { Path = "email", Hint = new("Wpisz jeden adres, np. anna@example.com.", "Write one address, for instance anna@example.com.") };

    public static Finding NoName => new("INK-ACCOUNT-004",
        $"Imię i nazwisko mają od 1 do {LongestName} znaków, w jednym wierszu.", $"A name has 1 to {LongestName} characters, in one line.")
    { Path = "name" };

    public static Finding WeakPassword => new("INK-ACCOUNT-005",
        $"Hasło ma mieć od {ShortestPassword} do {LongestPassword} znaków i nie może być adresem, nazwą ani jednym znakiem w kółko.",
        $"A password has {ShortestPassword} to {LongestPassword} characters, and is neither the address, the name, nor "
            + "one character again and again.")
    { Path = "password", Hint = new("Kilka słów obok siebie łatwo zapamiętać.", "A few words in a row are easy to remember.") };

    public static Finding WrongCode => new("INK-ACCOUNT-006", "Ten kod się nie zgadza.", "This code is not right.")
    {
        Path = "code",
        Hint = new("Sprawdź najnowszy list; każdy nowy kod kończy poprzedni.",
            "Look at the newest letter; each new code ends the one before."),
    };

    public static Finding CodeIsOver => new("INK-ACCOUNT-007", "Ten kod już nie działa.", "This code no longer works.")
    {
        Path = "code",
        Hint = new("Kod działa 15 minut, raz, i znosi pięć pomyłek. Poproś o nowy.",
            "A code works for 15 minutes, once, and bears five mistakes. Ask for a new one."),
    };

    public static Finding AskedTooSoon(TimeSpan wait) => new("INK-ACCOUNT-008",
        $"O następny kod można poprosić za {(int)Math.Ceiling(wait.TotalSeconds)} s.",
        $"The next code can be asked for in {(int)Math.Ceiling(wait.TotalSeconds)} s.")
    { Path = "code" };

    public static Finding WrongSecondCode => new("INK-ACCOUNT-009",
        "Kod z aplikacji albo zapasowy się nie zgadza.", "The code of the app, or the recovery code, is not right.")
    {
        Path = "code",
        Hint = new("Każdy kod działa raz. Poczekaj na następny w aplikacji.",
            "Each code works once. Wait for the next one in the app."),
    };

    public static Finding LastOwner => new("INK-ACCOUNT-010", "Firma musi mieć właściciela.", "A company needs an owner.")
    { Hint = new("Najpierw daj tę rolę komuś innemu.", "Give that role to somebody else first.") };

    public static Finding NoInvitation => new("INK-ACCOUNT-011", "To zaproszenie już nie działa.", "This invitation no longer works.")
    { Hint = new("Działa 7 dni i raz. Poproś o nowe.", "It works for 7 days, once. Ask for a new one.") };

    public static Finding InvitationOfAnother => new("INK-ACCOUNT-012",
        "To zaproszenie wysłano na inny adres niż adres tego konta.", "This invitation was sent to another address than that of this account.")
    { Hint = new("Wyloguj się i wejdź kontem z tym adresem.", "Sign out, and sign in with the account of that address.") };

    public static Finding OldPassword => new("INK-ACCOUNT-013", "Dotychczasowe hasło się nie zgadza.", "The present password is not right.")
    { Path = "password" };

    public static Finding NoPasskey => new("INK-ACCOUNT-014", "Klucza dostępu nie udało się użyć.", "The passkey could not be used.")
    { Hint = new("Spróbuj jeszcze raz albo zaloguj się hasłem.", "Try again, or sign in with the password.") };

    public static Finding NoWayBack => new("INK-ACCOUNT-015",
        "Tego już nie można cofnąć w ten sposób. Nic się nie zmieniło.", "This cannot be taken back in this way any more. Nothing changed.")
    {
        Hint = new("Osobę usuniętą można przywrócić przez 7 dni, swoje odejście cofnąć przez 10 minut; potem zaproś ją jeszcze raz.",
            "Somebody removed may be let in again for 7 days, and leaving taken back for 10 minutes; after that, invite the person again."),
    };

    public static Finding OwnEmail => new("INK-ACCOUNT-016", "To już jest adres tego konta.", "This is the address of this account already.")
    { Path = "email" };

    public static Finding NotTheFirst => new("INK-ACCOUNT-017",
        "Pierwsze konto prowadzi tę instalację i należy do tego, kto ją uruchomił.",
        "The first account runs this installation, and belongs to whoever started it.")
    { Hint = new("Otwórz adres, który program wypisał przy starcie.", "Open the address that the program printed when it started.") };

    /// <exception cref="RefusedException">INK-ACCOUNT-003, 004: all that is wrong at once.</exception>
    public static void RefuseUnfit(string? email, string? name)
    {
        List<Finding> wrong = [];
        if (EmailAddress.Read(email) is null) wrong.Add(NoEmail);
        if (!IsName(name)) wrong.Add(NoName);
        if (wrong.Count > 0) throw new RefusedException(wrong);
    }

    /// <summary>It can stand in a letter's first line as somebody's name.</summary>
    public static bool IsName(string? name) => name?.Trim() is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl);

    /// <summary>What is wrong with a new password; null: nothing.</summary>
    public static Finding? OfPassword(string? password, string? email, string? name) =>
        password is { Length: >= ShortestPassword and <= LongestPassword } && password.Distinct().Count() >= 4
        && !string.Equals(password, email?.Trim(), StringComparison.OrdinalIgnoreCase)
        && !string.Equals(password, name?.Trim(), StringComparison.OrdinalIgnoreCase)
            ? null : WeakPassword;
}
