using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What can be wrong with drafts on the shelf, and with the series that number them.</summary>
internal static class ShelfFindings
{
    public const string NewerCode = "INK-SHELF-002";

    public const string IssuedCode = "INK-SHELF-003";

    public static Finding NoContent => new("INK-SHELF-001",
        "To nie jest treść szkicu: pusta, za duża albo niepoprawny JSON.", "This is not the content of a draft: empty, too large, or no valid JSON.");

    public static Finding Newer(DateTimeOffset savedAt) => new("INK-SHELF-002",
        $"Ten szkic zapisano tymczasem gdzie indziej, o {PolishTime.At(savedAt):HH:mm}.",
        $"This draft was saved elsewhere meanwhile, at {PolishTime.At(savedAt):HH:mm}.")
    {
        Hint = new("Tamta treść została. Weź ją albo zachowaj swoją jako osobny szkic.",
            "That content was kept. Take it, or keep yours as a draft of its own."),
    };

    public static Finding Issued(string number) => new("INK-SHELF-003",
        $"Ten szkic został już wystawiony jako {number}.", $"This draft has been issued already as {number}.");

    public static Finding Removed => new("INK-SHELF-004", "Ten szkic wyrzucono.", "This draft was thrown away.")
    {
        Hint = new("Przywróć go z listy szkiców albo zapisz treść jako nowy.",
            "Restore it from the list of drafts, or save the content as a new one."),
    };

    public static Finding NoKey => new("INK-SHELF-005", "Klucz szkicu to od 8 do 64 liter, cyfr i łączników.",
        "The key of a draft is 8 to 64 letters, digits and hyphens.");

    /// <summary>The key of a program has asked for another draft before.</summary>
    public static Finding OtherContent => new("INK-ISSUE-004",
        "Pod tym kluczem proszono już o wystawienie innej treści.", "Something else was asked for under this key already.")
    {
        Hint = new("Każda faktura ma swój klucz; powtarza się go tylko z tą samą treścią.",
            "Each invoice has a key of its own; it is repeated only with the same content."),
    };

    public static Finding NoSuchDraft => new("INK-SHELF-006", "Nie ma takiego szkicu.", "There is no such draft.");

    public static Finding TooMany(int most) => new("INK-SHELF-007",
        $"Naraz można wystawić najwyżej {most} szkiców.", $"At most {most} drafts can be issued at once.");

    public static Finding NumberOfAnother(string number) => new("INK-SHELF-008",
        $"Numer {number} ma też inny z zaznaczonych szkiców.", $"Another one of the chosen drafts has the number {number}, too.")
    { Path = "Fa/P_2", Hint = new("Zmień numer w jednym z nich.", "Change the number in one of them.") };

    public static Finding Held => new("INK-SHELF-009", "Ta korekta czeka na numer KSeF faktury korygowanej.",
        "This correction waits for the KSeF number of its original.")
    {
        Hint = new("Wystawi się sama. Żeby ją zmienić, wycofaj ją: wróci jako szkic.",
            "It is issued by itself. To change it, withdraw it: it comes back as a draft."),
    };

    public static Finding NoCounter => new("INK-SERIES-001",
        "Wzór numeru musi mieć {n}: to licznik.", "The pattern of a number needs {n}: the counter.")
    { Path = "pattern", Hint = new("Np. FV/{n}/{mm}/{yyyy}.", "E.g. FV/{n}/{mm}/{yyyy}.") };

    public static Finding NoPattern => new("INK-SERIES-002",
        "Wzór zna tylko {n}, {yyyy}, {yy} i {mm}, jest w jednym wierszu i daje numer do 256 znaków.",
        "A pattern knows {n}, {yyyy}, {yy} and {mm} only, stands in one line and makes a number of at most 256 characters.")
    { Path = "pattern", Hint = new("Np. FV/{n}/{mm}/{yyyy}.", "E.g. FV/{n}/{mm}/{yyyy}.") };

    public static Finding WouldRepeat => new("INK-SERIES-003",
        "Taki wzór powtarzałby numery: licznik zaczyna od nowa, a w numerze nie widać, w którym okresie.",
        "Such a pattern would repeat numbers: the counter begins anew, and the number does not say in which period.")
    { Path = "pattern", Hint = new("Dopisz {yyyy}, a przy liczeniu miesiącami także {mm}.", "Add {yyyy}, and {mm} too where it counts by months.") };

    public static Finding NoSuchSeries => new("INK-SERIES-004",
        "Nie ma takiej serii numerów.", "There is no such series of numbers.")
    { Path = "series" };

    public static Finding NoNext => new("INK-SERIES-005",
        "Następny numer to liczba od 1 do 999999999.", "The next number is a number from 1 to 999999999.")
    { Path = "next" };

    public static Finding Nameless => new("INK-SERIES-006",
        "Seria musi mieć nazwę, do 60 znaków.", "A series needs a name, of at most 60 characters.")
    { Path = "name" };

    public static Finding AllUsed(string number) => new("INK-SERIES-007",
        $"Seria stanęła na numerze {number}: on i wiele następnych są już w rejestrze.",
        $"The series stands at number {number}: it and many after it are in the ledger already.")
    { Path = "next", Hint = new("Ustaw w niej dalszy numer.", "Set a later number in it.") };

    public static Finding BuyerNameless => new("INK-BUYER-001", "Nabywca musi mieć nazwę.", "A buyer needs a name.") { Path = "name" };

    public static Finding OfADevice(Series series) => new("INK-SERIES-008",
        $"Z tej serii ({series.Pattern}) numeruje tylko urządzenie „{series.Name}”.",
        $"From this series ({series.Pattern}) only the device \"{series.Name}\" takes numbers.")
    { Path = "series", Hint = new("Wybierz inną serię albo inny numer.", "Choose another series, or another number.") };
}
