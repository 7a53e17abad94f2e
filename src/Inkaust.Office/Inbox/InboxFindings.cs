using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What stands in the way of receiving: codes INK-INBOX.</summary>
internal static class InboxFindings
{
    /// <summary>KSeF asks not to be asked so often.</summary>
    public static Finding TooSoon(InvoiceRole role, DateTimeOffset nextAt) => new("INK-INBOX-001", Severity.Advice, new(
        $"O faktury jako {role.InWords().Pl} pytano niedawno; KSeF prosi o 15 minut przerwy. Następny raz: {PolishTime.Shown(nextAt)}.",
        $"Invoices as {role.InWords().En} were asked for a short while ago; KSeF wants 15 minutes in between. Next time: {PolishTime.Shown(nextAt)}."));

    public static Finding StillMade(InvoiceRole role) => new("INK-INBOX-002", Severity.Advice, new(
        $"KSeF jeszcze przygotowuje paczkę faktur ({role.InWords().Pl}). Następne pobieranie ją dokończy.",
        $"KSeF is still preparing the package of invoices ({role.InWords().En}). The next sync finishes it."));

    public static Finding NotMade(InvoiceRole role, string why) => Of("INK-INBOX-003",
        $"KSeF nie przygotował paczki faktur ({role.InWords().Pl}): {why}.", $"KSeF made no package of invoices ({role.InWords().En}): {why}.",
        "Nic nie przepadło: następne pobieranie zamówi ją od nowa.", "Nothing is lost: the next sync orders it anew.");

    /// <summary>The package as a whole.</summary>
    public static Finding NoPackage(Finding cause) => Of("INK-INBOX-004",
        $"Paczki z KSeF nie da się odczytać: {cause.Text.Pl}", $"The package from KSeF cannot be read: {cause.Text.En}",
        "Zachowano ją tak, jak przyszła; następne pobieranie zamówi ją od nowa.", "It was kept as it came; the next sync orders it anew.");

    public static Finding TooManyOfOneMoment => Of("INK-INBOX-005",
        "Więcej faktur ma tę samą chwilę zapisu, niż mieści paczka; dalej nie da się pobrać paczkami.",
        "More invoices have the same moment of storage than a package holds; packages lead no further.",
        "Zgłoś to operatorowi instalacji.", "Tell whoever runs this installation.");

    public static Finding Refused(Wording why) => Of("INK-INBOX-010",
        $"Pliku z paczki nie przyjęto: {why.Pl}.", $"A file of the package was refused: {why.En}.");

    public static Finding NotInMetadata => Of("INK-INBOX-011",
        "Pliku z paczki nie ma w jej spisie (_metadata.json).", "A file of the package is not in its list (_metadata.json).");

    public static Finding MetadataDiffer(Wording what) => Of("INK-INBOX-012",
        $"Spis paczki mówi co innego niż faktura: nie zgadza się {what.Pl}.",
        $"The list of the package says other than the invoice: {what.En} differs.");

    public static Finding OfAnother(InvoiceRole role) => Of("INK-INBOX-013",
        $"To faktura kogoś innego: ta firma nie jest na niej jako {role.InWords().Pl}.",
        $"This is somebody else's invoice: the company is not the {role.InWords().En} on it.");

    public static Finding Unreadable(Finding cause) => Of("INK-INBOX-014",
        $"Faktury nie da się odczytać ({cause.Code}): {cause.Text.Pl}", $"The invoice cannot be read ({cause.Code}): {cause.Text.En}");

    public static Finding Twice => Of("INK-INBOX-015",
        "Ta sama faktura jest w paczce dwa razy.", "The same invoice is in the package twice.");

    public static Finding Lacking => Of("INK-INBOX-016",
        "Faktura jest w spisie paczki, a jej pliku nie ma.", "The invoice is in the list of the package, and its file is not there.");

    public static Finding OtherBytes => Of("INK-INBOX-017",
        "Pod tym numerem KSeF jest już inna treść.", "There is other content under this KSeF number already.");

    public static Finding ListUnreadable => Of("INK-INBOX-018",
        "Nie da się odczytać, co spis paczki mówi o tej fakturze.", "What the list of the package says of this invoice cannot be read.");

    public static Finding OtherAccount(ReceivedInvoice invoice) => new("INK-INBOX-020", Severity.Advice, new(
        $"Rachunek na fakturze nie jest tym, na który zwykle płacono temu sprzedawcy (…{Tail(invoice.UsualAccounts)}).",
        $"The account on the invoice is not the one to which this seller was usually paid (…{Tail(invoice.UsualAccounts)})."))
    {
        Hint = new("Zanim zapłacisz, zapytaj sprzedawcę inną drogą niż z faktury.", "Before you pay, ask the seller by another way than the invoice names."),
    };

    public static Finding NotThere(string reference) => Of("INK-INBOX-021",
        $"Nie ma odebranej faktury „{reference}”.", $"There is no received invoice '{reference}'.");

    public static Finding Several(string reference) => Of("INK-INBOX-022",
        $"Pod „{reference}” jest kilka odebranych faktur.", $"There are several received invoices under '{reference}'.",
        "Podaj numer KSeF.", "Give the KSeF number.");

    public static Finding ChangedMeanwhile => Of("INK-INBOX-023",
        "Ktoś inny zmienił tymczasem stan tej faktury.", "Somebody else has changed the state of this invoice meanwhile.",
        "Zobacz, jaki jest teraz, i zdecyduj ponownie.", "See what it is now, and decide again.");

    public static Finding NothingKept => Of("INK-INBOX-024",
        "Tej paczki już nie ma albo nic w niej nie odrzucono.", "This package is not here any more, or nothing in it was refused.");

    public static Finding NotOfThisForm(string form) => Of("INK-INBOX-025",
        $"Dokumentu {form} program nie umie narysować.", $"The program cannot draw a document {form}.",
        "Pobierz jego plik XML.", "Download its XML file.");

    private static string Tail(IReadOnlyList<string>? accounts) => accounts is { Count: > 0 } ? accounts[0][^Math.Min(4, accounts[0].Length)..] : "";

    private static Finding Of(string code, string pl, string en) => new(code, pl, en);

    private static Finding Of(string code, string pl, string en, string hintPl, string hintEn) => new(code, pl, en) { Hint = new(hintPl, hintEn) };
}
