using Inkaust.Invoices;

namespace Inkaust.Ksef;

/// <summary>Every error of batches, with its permanent code.</summary>
internal static class BatchFindings
{
    public static Finding Empty { get; } = new("INK-BATCH-001",
        "Paczka nie zawiera żadnej faktury.",
        "The package holds no invoice.")
    {
        Hint = new Wording("Wskaż faktury do wysłania.", "Name the invoices to be sent."),
    };

    public static Finding TooMany(int most) => new("INK-BATCH-002",
        $"Jedna paczka mieści najwyżej {Counted.InPolish(most, "fakturę", "faktury", "faktur")}.",
        $"One package holds at most {Counted.InEnglish(most, "invoice")}.")
    {
        Hint = new Wording("Podziel faktury na kilka paczek.", "Split the invoices into several packages."),
    };

    public static Finding Size(InvoiceFile file, long largest) => new("INK-BATCH-003",
        $"Plik faktury ma {Counted.InPolish(file.Xml.Length, "bajt", "bajty", "bajtów")}; dozwolone jest od 1 do {largest}.",
        $"The file of the invoice has {Counted.InEnglish(file.Xml.Length, "byte")}; from 1 to {largest} are allowed.")
    {
        Path = file.Name,
        Hint = new Wording("Zmniejsz załącznik albo podziel fakturę.", "Make the attachment smaller or split the invoice."),
    };

    public static Finding Name(string name) => new("INK-BATCH-004",
        "Nazwa pliku w paczce może mieć do 100 znaków: litery łacińskie, cyfry, „.”, „-” i „_”, a na końcu „.xml”.",
        "The name of a file in a package may have up to 100 characters: Latin letters, digits, '.', '-' and '_', with '.xml' at the end.")
    {
        Path = name,
        Hint = new Wording("Zmień nazwę pliku.", "Change the name of the file."),
    };

    public static Finding NameTwice(string name) => new("INK-BATCH-005",
        "Nazwa pliku występuje w paczce dwa razy.",
        "The name of the file occurs twice in the package.")
    {
        Path = name,
        Hint = new Wording("Nadaj każdemu plikowi inną nazwę.", "Give each file a name of its own."),
    };

    public static Finding ContentTwice(string first, string second) => new("INK-BATCH-006",
        $"Ta sama faktura występuje w paczce dwa razy: {first} i {second}.",
        $"The same invoice occurs twice in the package: {first} and {second}.")
    {
        Path = second,
        Hint = new Wording("Usuń jedną z nich; KSeF odrzuciłby drugą jako duplikat.",
            "Remove one of them; KSeF would refuse the second as a duplicate."),
    };

    public static Finding PackageSize(BatchLimits limits) => new("INK-BATCH-007",
        $"Paczka jest za duża: dozwolone jest najwyżej tyle bajtów: {limits.LargestPackage}, i tyle części: {limits.MostParts}.",
        $"The package is too large: {limits.LargestPackage} bytes in at most {limits.MostParts} parts are allowed.")
    {
        Hint = new Wording("Podziel faktury na kilka paczek albo użyj formatu TarGz.",
            "Split the invoices into several packages or use the format TarGz."),
    };

    public static Finding PartChanged(BatchPart part) => new("INK-BATCH-008",
        $"Zapisana część {part.Ordinal} paczki jest nieczytelna albo różni się od tej, którą przygotowano.",
        $"The stored part {part.Ordinal} of the package cannot be read, or differs from what was packed.")
    {
        Hint = new Wording("Przygotuj paczkę od nowa i otwórz nową sesję.", "Pack anew and open a new session."),
    };
}
