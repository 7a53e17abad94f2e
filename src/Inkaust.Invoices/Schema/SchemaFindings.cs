namespace Inkaust.Invoices.Schema;

/// <summary>Everything that the schema can hold against a file: codes INK-FA3-001 to 099.</summary>
internal static class SchemaFindings
{
    public static Finding UnknownElement(string name, string parent, string? nearest) => Of("INK-FA3-001",
        $"Nieznany element „{name}” w „{parent}”.", $"Unknown element \"{name}\" in \"{parent}\".",
        nearest is null ? new("Usuń go.", "Remove it.") : new($"Czy chodziło o „{nearest}”?", $"Did you mean \"{nearest}\"?"));

    public static Finding OutOfOrder(string name, string parent, string expected) => Of("INK-FA3-002",
        $"Element „{name}” stoi w złym miejscu albo drugi raz.", $"The element \"{name}\" stands in the wrong place, or a second time.",
        new($"Kolejność w „{parent}” jest stała; tu może stać: {expected}.", $"The order in \"{parent}\" is fixed; here may stand: {expected}."));

    public static Finding TooMany(string name, int most) => Of("INK-FA3-003",
        $"Elementów „{name}” jest więcej niż {most}.", $"There are more than {most} elements \"{name}\".",
        new("Podziel fakturę na kilka.", "Split the invoice."));

    public static Finding MissingElement(string name, Wording label, string? before) => Of("INK-FA3-004",
        before is null ? $"Brakuje elementu „{name}” ({label.Pl})." : $"Przed „{before}” brakuje elementu „{name}” ({label.Pl}).",
        before is null ? $"The element \"{name}\" ({label.En}) is missing." : $"The element \"{name}\" ({label.En}) is missing before \"{before}\".",
        new("Dopisz go w tym miejscu.", "Add it here."));

    public static Finding TextAmongElements(string parent) => Of("INK-FA3-005",
        $"W „{parent}” stoi tekst, a mogą tam stać tylko elementy.", $"There is text in \"{parent}\", where only elements may stand.",
        new("Usuń go albo umieść w elemencie.", "Remove it, or put it into an element."));

    public static Finding ElementInValue(string name, string parent) => Of("INK-FA3-006",
        $"Element „{name}” stoi wewnątrz wartości pola „{parent}”.", $"The element \"{name}\" stands inside the value of \"{parent}\".",
        new($"Pole „{parent}” może mieć tylko tekst.", $"\"{parent}\" may hold only text."));

    public static Finding UnknownAttribute(string name, string element) => Of("INK-FA3-007",
        $"Element „{element}” nie może mieć atrybutu „{name}”.", $"The element \"{element}\" cannot have the attribute \"{name}\".",
        new("Usuń atrybut.", "Remove the attribute."));

    public static Finding MissingAttribute(Attribute attribute, string element) => Of("INK-FA3-008",
        $"Elementowi „{element}” brakuje atrybutu „{attribute.Name}”.", $"The element \"{element}\" lacks the attribute \"{attribute.Name}\".",
        new($"Dopisz {attribute.Name}=\"{attribute.Values[0]}\".", $"Add {attribute.Name}=\"{attribute.Values[0]}\"."));

    public static Finding WrongAttribute(Attribute attribute, string value)
    {
        var values = string.Join(", ", attribute.Values);
        return Of("INK-FA3-009", $"Atrybut „{attribute.Name}” nie może mieć wartości „{value}”.",
            $"The attribute \"{attribute.Name}\" cannot be \"{value}\".",
            new($"Dozwolone: {values}.", $"Allowed: {values}."));
    }

    public static Finding WrongRoot(string name, string space) => Of("INK-FA3-010",
        $"To nie jest faktura FA(3): element główny to „{name}” z przestrzeni nazw „{space}”.",
        $"This is not an FA(3) invoice: its root is \"{name}\" of the namespace \"{space}\".",
        new($"Element główny to „Faktura” z przestrzeni nazw {Faktura.Namespace}",
            $"The root must be \"Faktura\" of the namespace {Faktura.Namespace}"));

    public static Finding WrongNamespace(string name, string space) => Of("INK-FA3-011",
        $"Element „{name}” jest z obcej przestrzeni nazw „{space}”.", $"The element \"{name}\" is of the foreign namespace \"{space}\".",
        new($"Wszystkie elementy faktury są z przestrzeni nazw {Faktura.Namespace}",
            $"All elements of an invoice are of the namespace {Faktura.Namespace}"));

    public static Finding Empty(Wording expected) => Of("INK-FA3-012", "Pole jest puste.", "The field is empty.", Should(expected));

    public static Finding TooLong(int length, int most) => Of("INK-FA3-013",
        $"Tekst ma {Counted.InPolish(length, "znak", "znaki", "znaków")}, a może mieć najwyżej {most}.",
        $"The text has {Counted.InEnglish(length, "character")} and may have at most {most}.",
        new("Skróć go.", "Shorten it."));

    public static Finding TooShort(int length, int least) => Of("INK-FA3-014",
        $"Tekst ma {Counted.InPolish(length, "znak", "znaki", "znaków")}, a musi mieć co najmniej {least}.",
        $"The text has {Counted.InEnglish(length, "character")} and must have at least {least}.",
        new("Sprawdź, czy niczego nie ucięto.", "Check whether something was cut off."));

    public static Finding WrongForm(string text, Wording expected) => Of("INK-FA3-015",
        $"„{text}” nie ma wymaganej postaci.", $"\"{text}\" does not have the required form.", Should(expected));

    public static Finding NotANumber(string text, Wording expected) => Of("INK-FA3-016",
        $"„{text}” nie jest liczbą w wymaganej postaci.", $"\"{text}\" is not a number of the required form.", Should(expected));

    public static Finding NotADate(string text) => Of("INK-FA3-017", $"„{text}” nie jest datą.", $"\"{text}\" is not a date.",
        new("Zapisz datę jako rrrr-mm-dd, bez strefy czasowej.", "Write the date as yyyy-mm-dd, without a time zone."));

    public static Finding DateOutOfRange(DateOnly date, DateOnly least, DateOnly most) => Of("INK-FA3-018",
        $"Data {date:yyyy-MM-dd} jest poza zakresem.", $"The date {date:yyyy-MM-dd} is out of range.",
        new($"Schemat przyjmuje daty od {least:yyyy-MM-dd} do {most:yyyy-MM-dd}.",
            $"The schema takes dates from {least:yyyy-MM-dd} to {most:yyyy-MM-dd}."));

    public static Finding NotAnInstant(string text) =>
        Of("INK-FA3-019", $"„{text}” nie jest datą z godziną.", $"\"{text}\" is not a date with a time.",
        new("Zapisz ją jako 2026-12-31T14:30:00Z.", "Write it as 2026-12-31T14:30:00Z."));

    public static Finding InstantOutOfRange(string text, Wording expected) => Of("INK-FA3-020",
        $"Chwila „{text}” jest poza zakresem.", $"The instant \"{text}\" is out of range.", Should(expected));

    public static Finding NotListed(string text, Wording expected) => Of("INK-FA3-021",
        $"„{text}” nie jest dozwoloną wartością.", $"\"{text}\" is not an allowed value.", Should(expected));

    public static Finding NotFixed(string text, string value) => Of("INK-FA3-022",
        $"Wartość „{text}” musi być równa „{value}”.", $"The value \"{text}\" must be \"{value}\".",
        new($"Wpisz „{value}” albo usuń element.", $"Write \"{value}\", or remove the element."));

    public static Finding InstanceAttribute(string name) => Of("INK-FA3-023",
        $"Atrybut xsi:{name} nie może zmieniać typu ani znaczenia tego elementu.",
            $"The attribute xsi:{name} cannot change the type or meaning of this element.",
        new("Usuń atrybut.", "Remove the attribute."));

    private static Wording Should(Wording expected) => new($"Powinno tu być: {expected.Pl}.", $"This should be {expected.En}.");

    private static Finding Of(string code, string pl, string en, Wording hint) => new(code, pl, en) { Hint = hint };
}
