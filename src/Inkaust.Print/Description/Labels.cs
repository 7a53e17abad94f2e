using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>
/// What the elements of FA(3) are called on paper: as the schema calls them (<see cref="Fa3Field"/>), but for the exceptions below.
/// An element that nobody knows is shown under its own name.
/// </summary>
internal static class Labels
{
    /// <summary>Where paper needs other words than the schema, by the name of the element, each under the reason.</summary>
    public static readonly IReadOnlyDictionary<string, Wording> Exceptions = new Dictionary<string, Wording>(StringComparer.Ordinal)
    {
        // Whoever reads an English print may never have heard of a NIP.
        ["NIP"] = new("NIP", "Tax no. (NIP)"),

        // A mark asks in the file; on paper it is followed by its answer.
        ["BrakID"] = new("Identyfikator", "Identifier"),
        ["JST"] = new("Jednostka podrzędna JST", "Subordinate unit of local government"),
        ["GV"] = new("Członek grupy VAT", "Member of a VAT group"),

        // The words of a person stand where otherwise a code stands, and under its label.
        ["OpisRoli"] = new("Rola", "Role"),
        ["OpisPlatnosci"] = new("Forma płatności", "Form of payment"),
        ["OpisInnegoTransportu"] = new("Rodzaj transportu", "Means of transport"),
        ["OpisInnegoLadunku"] = new("Ładunek", "Load"),
        ["Termin"] = new("Termin płatności", "Due date"),
        ["TerminOpis"] = new("Termin płatności", "Due date"),

        // Several stand in one field, or in the table below.
        ["WZ"] = new("Dokumenty WZ", "Goods issued notes (WZ)"),
        ["DodatkowyOpis"] = new("Dodatkowe informacje", "Additional details"),

        // What follows on the same line says the rest: two dates, a per cent sign, an address.
        ["OkresFa"] = new("Okres", "Period"),
        ["Udzial"] = new("Udział", "Share"),
        ["DataWytworzeniaFa"] = new("Wytworzono", "Generated"),

        // Heads of narrow columns.
        ["P_8A"] = new("J.m.", "Unit"),
        ["P_8AZ"] = new("J.m.", "Unit"),
        ["NrWiersza"] = new("Wiersz", "Line"),
    };

    // UPO: no part of FA(3).
    private static readonly Dictionary<string, Wording> Receipt = new(StringComparer.Ordinal)
    {
        ["NazwaPodmiotuPrzyjmujacego"] = new("Przyjął", "Received by"),
        ["NumerReferencyjnySesji"] = new("Numer referencyjny sesji", "Session reference number"),
        ["Nip"] = new("Kontekst: NIP", "Context: NIP"),
        ["IdWewnetrzny"] = new("Kontekst: identyfikator wewnętrzny", "Context: internal identifier"),
        ["IdZlozonyVatUE"] = new("Kontekst: NIP i VAT UE", "Context: NIP and EU VAT number"),
        ["IdDostawcyUslugPeppol"] = new("Kontekst: dostawca usług Peppol", "Context: Peppol service provider"),
        ["NumerReferencyjnyTokenaKSeF"] = new("Token KSeF", "KSeF token"),
        ["SkrotDokumentuUwierzytelniajacego"] = new("Skrót dokumentu uwierzytelniającego", "Hash of the authentication document"),
        ["Strona"] = new("Strona UPO", "Page of the UPO"),
        ["LiczbaStron"] = new("Liczba stron UPO", "Pages of the UPO"),
        ["ZakresDokumentowOd"] = new("Dokumenty od", "Documents from"),
        ["ZakresDokumentowDo"] = new("Dokumenty do", "Documents to"),
        ["CalkowitaLiczbaDokumentow"] = new("Wszystkich dokumentów", "Documents in all"),
        ["NazwaStrukturyLogicznej"] = new("Struktura logiczna", "Logical structure"),
        ["KodFormularza"] = new("Formularz", "Form"),
        ["NipSprzedawcy"] = new("NIP sprzedawcy", "Seller's NIP"),
        ["NumerKSeFDokumentu"] = new("Numer KSeF", "KSeF number"),
        ["NumerFaktury"] = new("Numer faktury", "Invoice number"),
        ["DataWystawieniaFaktury"] = new("Data wystawienia", "Date of issue"),
        ["DataPrzeslaniaDokumentu"] = new("Przesłano do KSeF", "Sent to KSeF"),
        ["DataNadaniaNumeruKSeF"] = new("Nadano numer KSeF", "KSeF number given"),
        ["SkrotDokumentu"] = new("Skrót SHA-256", "SHA-256 hash"),
        ["TrybWysylki"] = new("Tryb", "Mode"),
    };

    /// <summary>The label of an element at its place, or its own name in both languages.</summary>
    public static Wording For(XElement element) =>
        Exceptions.GetValueOrDefault(element.Name.LocalName) ?? Receipt.GetValueOrDefault(element.Name.LocalName)
        ?? Of(Fa3Field.Of(element), element.Name.LocalName);

    /// <summary>The label of a name, or the name itself.</summary>
    public static Wording For(string name) => Exceptions.GetValueOrDefault(name) ?? Receipt.GetValueOrDefault(name) ?? Of(Fa3Field.Named(name), name);

    /// <summary>The same words with a capital letter.</summary>
    public static Wording Capital(Wording words) => new(Capital(words.Pl), Capital(words.En));

    private static Wording Of(Fa3Field? field, string name) => field is null ? new Wording(name, name) : Capital(field.Label);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
