namespace Inkaust.Invoices.Drafts.Json;

/// <summary>What a field wants, in both languages.</summary>
internal static class Expected
{
    public static readonly Wording Object = new("obiekt { ... }", "an object { ... }");
    public static readonly Wording List = new("lista [ ... ]", "a list [ ... ]");
    public static readonly Wording Text = new("tekst w cudzysłowie", "text in quotation marks");
    public static readonly Wording Number = new("liczba bez cudzysłowu, z kropką dziesiętną",
        "a number without quotation marks, with a decimal point");
    public static readonly Wording Whole = new("liczba całkowita", "a whole number");
    public static readonly Wording Bool = new("true albo false", "true or false");
}

/// <summary>Everything that can be wrong with the JSON of a draft.</summary>
internal static class DraftFindings
{
    public static Finding NotJson(int line, int column) => new("INK-DRAFT-001",
        "Plik nie jest poprawnym JSON: urywa się albo ma błąd składni.", "The file is not valid JSON: it ends too early or has a syntax error.")
    {
        Line = line,
        Column = column,
        Hint = new("Sprawdź nawiasy, przecinki i cudzysłowy w tym miejscu i tuż przed nim.",
            "Check brackets, commas and quotation marks here and just before."),
    };

    public static Finding UnknownField(string name, IEnumerable<string> known)
    {
        var nearest = Nearest.Of(name, known);
        return new("INK-DRAFT-002", $"Nieznane pole „{Short(name)}”.", $"Unknown field \"{Short(name)}\".")
        {
            Hint = nearest is null
                ? new("Usuń je albo zobacz listę pól", "Remove it, or see the list of fields")
                : new($"Czy chodziło o „{nearest}”?", $"Did you mean \"{nearest}\"?"),
            Next = nearest is null ? new ListDraftFields() : null,
        };
    }

    public static Finding WrongType(Wording expected, JsonTree found) => new("INK-DRAFT-003",
        $"Tu powinno być: {expected.Pl}, a jest {Found(found).Pl}.", $"This should be {expected.En}, but it is {Found(found).En}.");

    public static Finding Missing(string name) => new("INK-DRAFT-004", $"Brakuje pola „{name}”.", $"The field \"{name}\" is missing.")
    {
        Hint = new($"Dopisz „{name}”.", $"Add \"{name}\"."),
    };

    public static Finding WrittenTwice(string name) => new("INK-DRAFT-005",
        $"Pole „{name}” jest wpisane dwa razy.", $"The field \"{name}\" is written twice.")
    {
        Hint = new("Zostaw jedno.", "Keep one."),
    };

    public static Finding NotAChoice(string text, IEnumerable<string> choices)
    {
        var all = string.Join(", ", choices);
        return new("INK-DRAFT-006", $"„{Short(text)}” nie jest dozwoloną wartością.", $"\"{Short(text)}\" is not an allowed value.")
        {
            Hint = new($"Do wyboru: {all}.", $"Choose one of: {all}."),
        };
    }

    public static Finding TooLarge(long bytes, long most) => new("INK-DRAFT-007",
        $"Plik ma {Counted.InPolish(bytes, "bajt", "bajty", "bajtów")}; szkic może mieć najwyżej {most}.",
        $"The file has {bytes} bytes; a draft may have at most {most}.");

    public static Finding Empty() => new("INK-DRAFT-008", "Tekst jest pusty.", "The text is empty.")
    {
        Hint = new("Wpisz treść albo usuń pole.", "Write something, or remove the field."),
    };

    public static Finding NotUtf8(int line, int column) => new("INK-DRAFT-009",
        "Plik nie jest zapisany w UTF-8.", "The file is not written in UTF-8.")
    {
        Line = line,
        Column = column,
        Hint = new("Zapisz go w edytorze jako UTF-8; Windows-1250 i UTF-16 psują polskie litery.",
            "Save it in your editor as UTF-8; Windows-1250 and UTF-16 spoil Polish letters."),
    };

    public static Finding NumberTooLarge() => new("INK-DRAFT-041",
        "Liczba jest większa niż jakakolwiek na fakturze.", "The number is larger than any on an invoice.")
    {
        Hint = new("Sprawdź, czy nie ma w niej zbędnych zer.", "Check it for needless zeros."),
    };

    public static Finding NotForXml() => new("INK-DRAFT-017",
        "Tekst zawiera znak sterujący, którego faktura nie może mieć.", "The text holds a control character that an invoice cannot have.")
    {
        Hint = new("Usuń go; zwykle trafia tu przy kopiowaniu z innego programu.",
            "Remove it; it usually comes along when text is copied from another program."),
    };

    public static Finding NotADate(JsonTree found) => new("INK-DRAFT-011",
        $"To nie jest data: {Found(found).Pl}.", $"This is not a date: {Found(found).En}.")
    {
        Hint = new("Datę zapisuje się jako \"2026-12-31\".", "A date is written as \"2026-12-31\"."),
    };

    public static Finding NotAnInstant(JsonTree found) => new("INK-DRAFT-012",
        $"To nie jest data z godziną: {Found(found).Pl}.", $"This is not a date with a time: {Found(found).En}.")
    {
        Hint = new("Zapisz ją jako \"2026-12-31T14:30:00+01:00\".", "Write it as \"2026-12-31T14:30:00+01:00\"."),
    };

    /// <summary>A text whose form is checked by its own type.</summary>
    public static Finding NotParsable(Type type, string text) => type.Name switch
    {
        nameof(Nip) => new("INK-DRAFT-010", $"„{Short(text)}” nie jest numerem NIP.", $"\"{Short(text)}\" is not a NIP.")
        {
            Hint = new("NIP ma dziesięć cyfr, a ostatnia jest kontrolna; któraś jest błędna albo przestawiona.",
                "A NIP has ten digits and the last one checks the others; one of them is wrong or swapped."),
        },
        nameof(VatRate) => new("INK-DRAFT-013", $"„{Short(text)}” nie jest stawką VAT.", $"\"{Short(text)}\" is not a VAT rate.")
        {
            Hint = new($"Do wyboru: {string.Join(", ", VatRate.Names)} albo „oss 19” dla stawki innego państwa Unii.",
                $"Choose one of: {string.Join(", ", VatRate.Names)}, or \"oss 19\" for a rate of another Member State."),
        },
        nameof(EuVatNumber) => new("INK-DRAFT-014", $"„{Short(text)}” nie jest numerem VAT UE.", $"\"{Short(text)}\" is not an EU VAT number.")
        {
            Hint = new("Zacznij od dwóch liter kraju: DE811907980.", "Begin with the two letters of the country: DE811907980."),
        },
        nameof(BankAccount) => new("INK-DRAFT-015", $"„{Short(text)}” nie jest numerem rachunku.", $"\"{Short(text)}\" is not an account number.")
        {
            Hint = new("Numer rachunku ma od 10 do 34 znaków; polski ma 26 cyfr.",
                "An account number has 10 to 34 characters; a Polish one has 26 digits."),
        },
        _ => new("INK-DRAFT-016", $"„{Short(text)}” nie pasuje do tego pola.", $"\"{Short(text)}\" does not fit this field."),
    };

    private static Wording Found(JsonTree tree) => tree switch
    {
        JsonTree.Object => new("obiekt", "an object"),
        JsonTree.Array => new("lista", "a list"),
        JsonTree.Text text => new($"tekst „{Short(text.Value)}”", $"the text \"{Short(text.Value)}\""),
        JsonTree.Number number => new($"liczba {Short(number.Written)}", $"the number {Short(number.Written)}"),
        JsonTree.Bool flag => new(flag.Value ? "true" : "false", flag.Value ? "true" : "false"),
        _ => new("null", "null"),
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
