using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What can be wrong with the companies that somebody adds, names or removes.</summary>
public static class CompanyFindings
{
    // As many as a person reads; whoever has more looks into the list.
    private const int MostNamed = 8;

    public static Finding HereAlready(Company company) => new("INK-COMPANY-001",
        $"Firma o NIP {company.Nip} jest już dodana.", $"The company with NIP {company.Nip} is here already.")
    { Hint = new("Zmień jej nazwę albo adres", "Change its name or address"), Next = new ChangeCompany() };

    public static Finding NoneYet => new("INK-COMPANY-002", "Nie ma tu jeszcze żadnej firmy.", "There is no company here yet.")
    { Hint = new("Dodaj ją", "Add one"), Next = new AddCompany() };

    public static Finding Several(IReadOnlyList<Company> all) => new("INK-COMPANY-003",
        $"Jest kilka firm; podaj, o którą chodzi: {Names(all).Pl}.", $"There are several companies; say which one: {Names(all).En}.")
    { Hint = new("Dopisz jedną z", "Name one of"), Next = new ChooseCompany([.. all.Take(MostNamed).Select(Typed)]) };

    public static Finding InSeveralEnvironments(CompanyReference wanted, IReadOnlyList<Company> meant) => new("INK-COMPANY-003",
        $"Firma o NIP {wanted.Nip} ({meant[0].Name}) jest w kilku środowiskach; podaj, o które chodzi.",
        $"The company with NIP {wanted.Nip} ({meant[0].Name}) is in several environments; say which one.")
    {
        Hint = new("Dopisz jedno z", "Add one of"),
        Next = new ChooseCompany([.. meant.Select(one => new CompanyReference(one.Nip, one.Environment.Word))]),
    };

    public static Finding Nameless => new("INK-COMPANY-004", "Firma musi mieć nazwę i adres.", "A company needs a name and an address.");

    public static Finding HasInvoices(Company company, long invoices) => new("INK-COMPANY-005",
        $"Firmy {company.Name} (NIP {company.Nip}) nie można usunąć: są tu jej faktury ({invoices}), a rejestru ani odebranych się nie zmienia.",
        $"The company {company.Name} (NIP {company.Nip}) cannot be removed: its invoices ({invoices}) are here; "
            + "neither the ledger nor what was received is ever changed.")
    { Hint = new("Zobacz je", "See them"), Next = new SeeLedger() };

    public static Finding RemovalNeedsAWord(Company company, int certificates) => new("INK-COMPANY-006",
        "Nic nie usunięto. "
        + $"Z firmą {company.Name} (NIP {company.Nip}, {company.Environment.Word}) przepadłyby jej certyfikaty i klucze ({certificates}).",
        "Nothing was removed. "
        + $"With the company {company.Name} (NIP {company.Nip}, {company.Environment.Word}) "
        + $"its certificates and keys ({certificates}) would be gone.")
    { Hint = new("Jeżeli tak ma być, dopisz", "If that is meant, add"), Next = new ConfirmRemoval() };

    public static Finding NoColumn(IReadOnlyList<string> missing) => new("INK-COMPANY-007",
        $"W nagłówku pliku brakuje kolumn: {string.Join(", ", missing)}.", $"The head of the file lacks the columns: {string.Join(", ", missing)}.")
    { Line = 1, Hint = Columns };

    public static Finding UnknownColumn(string name) => new("INK-COMPANY-008",
        $"Kolumna „{name}” jest nieznana albo podana dwa razy.", $"The column '{name}' is not known, or is there twice.")
    { Line = 1, Hint = Columns };

    public static Finding NoNip(string text) => new("INK-COMPANY-009",
        $"„{text}” nie jest numerem NIP: zła liczba cyfr albo cyfra kontrolna.", $"'{text}' is not a NIP: ten digits with a right check digit.");

    public static Finding TwiceInFile(Company company, int line) => new("INK-COMPANY-010",
        $"Firma o NIP {company.Nip} i środowisku {company.Environment.Word} stoi też w wierszu {line}.",
        $"The company with NIP {company.Nip} and the environment {company.Environment.Word} stands in line {line} too.");

    public static Finding NotReadable(Wording why) => new("INK-COMPANY-011",
        $"Pliku z firmami nie da się odczytać: {why.Pl}.", $"The file with companies cannot be read: {why.En}.")
    { Hint = new("Zapisz arkusz jako CSV UTF-8.", "Save the sheet as CSV UTF-8.") };

    public static Finding NoRehearsalWith(Company company) => new("INK-COMPANY-012",
        "Próba z cudzym zegarem jest tylko dla firm lokalnego KSeF, "
        + $"a {company.Name} (NIP {company.Nip}) należy do środowiska {company.Environment.Word}.",
        "A rehearsal by another clock is for companies of a local KSeF alone, "
        + $"and {company.Name} (NIP {company.Nip}) belongs to {company.Environment.Word}.")
    {
        Hint = new("Nic nie zrobiono. Do próby weź osobny folder danych", "Nothing was done. Take a data folder of its own for a rehearsal"),
        Next = new ChooseDataFolder(),
    };

    /// <summary>Companies by name and NIP, the first few of many.</summary>
    public static Wording Names(IReadOnlyList<Company> companies)
    {
        var first = string.Join(", ", companies.Take(MostNamed).Select(one => $"{one.Name} (NIP {one.Reference.Shortest})"));
        var more = companies.Count - MostNamed;
        return more > 0 ? new($"{first} i jeszcze {more}", $"{first} and {more} more") : new(first, first);
    }

    private static CompanyReference Typed(Company company) => company.SharesNip ? company.Reference : new(company.Nip);

    private static Wording Columns => new("Kolumny: nip, nazwa, adres, ksef.", "The columns: nip, name, address, ksef.");
}
