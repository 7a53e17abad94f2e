using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What can be wrong with keys of programs, and with what programs ask for.</summary>
public static class ApiFindings
{
    /// <summary>The key may not do what is asked for.</summary>
    public static Finding NotOfThisKey(ApiRights right) => new("INK-API-001",
        $"Ten klucz nie ma prawa „{right.Words()[0]}”. Nic nie zrobiono.", $"This key lacks the right '{right.Words()[0]}'. Nothing was done.")
    { Hint = new("Utwórz klucz, który je ma.", "Make a key that has it.") };

    /// <summary>A field of a request that is missing, or says nothing that we know.</summary>
    /// <param name="field">Its name.</param>
    public static Finding NotUnderstood(string field) => new("INK-API-008",
        $"Pola „{field}” brakuje, albo nie da się go zrozumieć. Nic nie zrobiono.", $"The field '{field}' is missing, or cannot be understood. Nothing was done.")
    { Path = field };

    internal static Finding NoRight => new("INK-API-002",
        "Klucz musi mieć co najmniej jedno prawo: read, issue, certificates, admin.",
        "A key needs at least one right: read, issue, certificates, admin.")
    { Path = "scopes" };

    internal static Finding NoName => new("INK-API-003",
        $"Klucz musi mieć nazwę, najwyżej {ApiKeys.LongestName} znaków.", $"A key needs a name of at most {ApiKeys.LongestName} characters.")
    { Path = "name" };

    internal static Finding EndHasPassed => new("INK-API-004",
        "Klucz kończyłby się, zanim się zaczął.", "The key would end before it begins.")
    { Path = "expiresAt" };

    internal static Finding NoSuchKey => new("INK-API-005",
        "Nie ma takiego klucza albo już nie działa.", "There is no such key, or it works no more.");
}
