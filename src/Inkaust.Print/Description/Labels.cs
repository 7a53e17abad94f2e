using System.Xml.Linq;
using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>
/// What the elements of FA(3) are called on paper: as the schema calls them, but for those that need other words outside of
/// their place in the file. A key is an element's name, or <c>Parent/Name</c> where the same name means different things. An element
/// that nobody knows is shown under its own name.
/// </summary>
internal static class Labels
{
    private static readonly Dictionary<string, Wording> Of = new(StringComparer.Ordinal)
    {
        // Naglowek
        ["KodFormularza"] = new("Formularz", "Form"),
        ["DataWytworzeniaFa"] = new("Wytworzono", "Generated"),
        ["SystemInfo"] = new("System", "System"),

        // Podmioty
        ["NrEORI"] = new("EORI", "EORI"),
        ["NIP"] = new("NIP", "Tax no. (NIP)"),
        ["KodUE"] = new("Kod kraju UE", "EU country code"),
        ["NrID"] = new("Identyfikator podatkowy", "Tax identifier"),
        ["BrakID"] = new("Identyfikator", "Identifier"),
        ["AdresKoresp"] = new("Adres korespondencyjny", "Correspondence address"),
        ["KodKraju"] = new("Kraj", "Country"),
        ["DaneIdentyfikacyjne/KodKraju"] = new("Kraj identyfikatora", "Country of identifier"),
        ["AdresL1"] = new("Adres", "Address"),
        ["AdresL2"] = new("Adres, dalszy ciąg", "Address, continued"),
        ["GLN"] = new("GLN", "GLN"),
        ["DaneKontaktowe"] = new("Kontakt", "Contact"),
        ["Telefon"] = new("Telefon", "Telephone"),
        ["TelefonPU"] = new("Telefon", "Telephone"),
        ["StatusInfoPodatnika"] = new("Status podatnika", "Taxpayer's status"),
        ["JST"] = new("Jednostka podrzędna JST", "Subordinate unit of local government"),
        ["GV"] = new("Członek grupy VAT", "Member of a VAT group"),
        ["RolaInna"] = new("Inna rola", "Other role"),
        ["OpisRoli"] = new("Rola", "Role"),
        ["Udzial"] = new("Udział", "Share"),

        // Fa, nagłówek i kwoty
        ["WZ"] = new("Dokumenty WZ", "Goods issued notes (WZ)"),
        ["P_6"] = new("Data dostawy lub usługi", "Date of supply"),
        ["OkresFa"] = new("Okres", "Period"),
        ["P_6_Od"] = new("Okres od", "Period from"),
        ["P_6_Do"] = new("Okres do", "Period to"),
        ["P_15"] = new("Kwota należności ogółem", "Total amount due"),
        ["KursWalutyZ"] = new("Kurs waluty", "Exchange rate"),
        ["FP"] = new("Faktura do paragonu (art. 109 ust. 3d ustawy)", "Invoice to a receipt (art. 109 sec. 3d of the VAT Act)"),
        ["TP"] = new("Powiązania między stronami", "Related parties"),
        ["ZwrotAkcyzy"] = new("Zwrot akcyzy dla rolników", "Excise refund for farmers"),

        // Korekta
        ["PrzyczynaKorekty"] = new("Przyczyna korekty", "Reason for correction"),
        ["TypKorekty"] = new("Skutek korekty", "Effect of correction"),
        ["DaneFaKorygowanej"] = new("Faktura korygowana", "Corrected invoice"),
        ["NrFaKorygowanej"] = new("Numer faktury korygowanej", "Number of corrected invoice"),
        ["NrKSeF"] = new("Wystawiona w KSeF", "Issued in KSeF"),
        ["OkresFaKorygowanej"] = new("Okres, którego dotyczy korekta", "Period of the correction"),
        ["NrFaKorygowany"] = new("Poprawny numer faktury korygowanej", "Right number of corrected invoice"),
        ["Podmiot1K"] = new("Sprzedawca przed korektą", "Seller before correction"),
        ["Podmiot2K"] = new("Nabywca przed korektą", "Buyer before correction"),
        ["P_15ZK"] = new("Kwota przed korektą", "Amount before correction"),
        ["KursWalutyZK"] = new("Kurs waluty przed korektą", "Exchange rate before correction"),

        // Zaliczki i opisy
        ["ZaliczkaCzesciowa"] = new("Otrzymane płatności", "Payments received"),
        ["P_6Z"] = new("Data otrzymania płatności", "Date of payment"),
        ["P_15Z"] = new("Kwota płatności", "Amount of payment"),
        ["DodatkowyOpis"] = new("Dodatkowe informacje", "Additional details"),
        ["NrWiersza"] = new("Wiersz", "Line"),
        ["Klucz"] = new("Rodzaj informacji", "Subject"),
        ["FakturaZaliczkowa"] = new("Faktury zaliczkowe", "Advance invoices"),
        ["NrFaZaliczkowej"] = new("Numer faktury zaliczkowej", "Number of advance invoice"),
        ["NrKSeFFaZaliczkowej"] = new("Numer KSeF faktury zaliczkowej", "KSeF number of advance invoice"),

        // Adnotacje
        ["P_19A"] = new("Podstawa zwolnienia: ustawa lub akt wykonawczy", "Basis of exemption: Polish act"),
        ["P_19B"] = new("Podstawa zwolnienia: dyrektywa 2006/112/WE", "Basis of exemption: directive 2006/112/EC"),
        ["P_19C"] = new("Podstawa zwolnienia: inna", "Basis of exemption: other"),
        ["P_42_5"] = new("Obowiązek z art. 42 ust. 5 ustawy", "Duty of art. 42 sec. 5 of the VAT Act"),
        ["NowySrodekTransportu"] = new("Nowy środek transportu", "New means of transport"),
        ["P_22A"] = new("Data dopuszczenia do użytku", "Date of first use"),
        ["P_NrWierszaNST"] = new("Wiersz faktury", "Invoice line"),
        ["P_22BRP"] = new("Rok produkcji", "Year of manufacture"),
        ["P_22B1"] = new("Numer VIN", "VIN"),
        ["P_22BT"] = new("Typ", "Type"),
        ["P_22C"] = new("Godziny robocze jednostki pływającej", "Hours sailed"),
        ["P_22D"] = new("Godziny robocze statku powietrznego", "Hours flown"),

        // Wiersze
        ["UU_ID"] = new("UUID", "UUID"),
        ["UU_IDZ"] = new("UUID", "UUID"),
        ["P_6A"] = new("Data dostawy lub zapłaty", "Date of supply or payment"),
        ["Indeks"] = new("Indeks", "Index"),
        ["IndeksZ"] = new("Indeks", "Index"),
        ["P_8A"] = new("J.m.", "Unit"),
        ["P_8AZ"] = new("J.m.", "Unit"),
        ["P_11"] = new("Wartość netto", "Net value"),
        ["P_11NettoZ"] = new("Wartość netto", "Net value"),
        ["P_11A"] = new("Wartość brutto", "Gross value"),
        ["P_11Vat"] = new("Kwota VAT", "VAT"),
        ["P_11VatZ"] = new("Kwota VAT", "VAT"),
        ["P_12_XII"] = new("Stawka OSS", "OSS rate"),
        ["P_12Z_XII"] = new("Stawka OSS", "OSS rate"),
        ["KwotaAkcyzy"] = new("Akcyza w cenie", "Excise in the price"),
        ["KwotaAkcyzyZ"] = new("Akcyza w cenie", "Excise in the price"),
        ["StanPrzed"] = new("Stan przed korektą", "Before correction"),
        ["StanPrzedZ"] = new("Stan przed korektą", "Before correction"),

        // Rozliczenie i płatność
        ["Obciazenia"] = new("Obciążenia", "Charges"),
        ["Odliczenia"] = new("Odliczenia", "Deductions"),
        ["SumaObciazen"] = new("Suma obciążeń", "Charges in total"),
        ["SumaOdliczen"] = new("Suma odliczeń", "Deductions in total"),
        ["DoZaplaty"] = new("Do zapłaty", "To be paid"),
        ["DoRozliczenia"] = new("Nadpłata do rozliczenia lub zwrotu", "Overpaid, to be settled or returned"),
        ["ZnacznikZaplatyCzesciowej"] = new("Zapłata częściowa", "Payment in parts"),
        ["ZaplataCzesciowa"] = new("Zapłaty częściowe", "Partial payments"),
        ["FormaPlatnosci"] = new("Forma płatności", "Form of payment"),
        ["PlatnoscInna"] = new("Inna forma płatności", "Other form of payment"),
        ["OpisPlatnosci"] = new("Forma płatności", "Form of payment"),
        ["TerminPlatnosci"] = new("Termin płatności", "Due date"),
        ["Termin"] = new("Termin płatności", "Due date"),
        ["TerminOpis"] = new("Termin płatności", "Due date"),
        ["Ilosc"] = new("Liczba", "Number"),
        ["Jednostka"] = new("Jednostka", "Unit"),
        ["ZdarzeniePoczatkowe"] = new("Zdarzenie początkowe", "Counted from"),
        ["RachunekBankowy"] = new("Rachunek bankowy", "Bank account"),
        ["RachunekBankowyFaktora"] = new("Rachunek faktora", "Factor's account"),
        ["RachunekWlasnyBanku"] = new("Rachunek własny banku", "The bank's own account"),
        ["OpisRachunku"] = new("Opis rachunku", "Description"),
        ["Skonto"] = new("Skonto", "Cash discount"),
        ["WarunkiSkonta"] = new("Warunki skonta", "Conditions of the cash discount"),
        ["WysokoscSkonta"] = new("Wysokość skonta", "Cash discount"),

        // Warunki transakcji
        ["Umowy"] = new("Umowa", "Contract"),
        ["DataUmowy"] = new("Data umowy", "Date of contract"),
        ["Zamowienia"] = new("Zamówienie", "Order"),
        ["DataZamowienia"] = new("Data zamówienia", "Date of order"),
        ["NrPartiiTowaru"] = new("Numer partii towaru", "Batch number"),
        ["WarunkiDostawy"] = new("Warunki dostawy", "Terms of delivery"),
        ["Transport"] = new("Transport", "Transport"),
        ["RodzajTransportu"] = new("Rodzaj transportu", "Means of transport"),
        ["TransportInny"] = new("Inny rodzaj transportu", "Other means of transport"),
        ["OpisInnegoTransportu"] = new("Rodzaj transportu", "Means of transport"),
        ["NrZleceniaTransportu"] = new("Numer zlecenia transportu", "Transport order number"),
        ["LadunekInny"] = new("Inny ładunek", "Other load"),
        ["OpisInnegoLadunku"] = new("Ładunek", "Load"),
        ["DataGodzRozpTransportu"] = new("Początek transportu", "Start of transport"),
        ["DataGodzZakTransportu"] = new("Koniec transportu", "End of transport"),
        ["WysylkaZ"] = new("Wysyłka z", "Shipped from"),
        ["WysylkaPrzez"] = new("Wysyłka przez", "Shipped through"),
        ["WysylkaDo"] = new("Wysyłka do", "Shipped to"),
        ["PodmiotPosredniczacy"] = new("Podmiot pośredniczący (art. 22 ust. 2d ustawy)", "Intermediary (art. 22 sec. 2d of the VAT Act)"),
        ["WartoscZamowienia"] = new("Wartość zamówienia lub umowy", "Value of the order or contract"),

        // UPO
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
        ["NipSprzedawcy"] = new("NIP sprzedawcy", "Seller's NIP"),
        ["NumerKSeFDokumentu"] = new("Numer KSeF", "KSeF number"),
        ["NumerFaktury"] = new("Numer faktury", "Invoice number"),
        ["DataWystawieniaFaktury"] = new("Data wystawienia", "Date of issue"),
        ["DataPrzeslaniaDokumentu"] = new("Przesłano do KSeF", "Sent to KSeF"),
        ["DataNadaniaNumeruKSeF"] = new("Nadano numer KSeF", "KSeF number given"),
        ["SkrotDokumentu"] = new("Skrót SHA-256", "SHA-256 hash"),
        ["TrybWysylki"] = new("Tryb", "Mode"),

        // Stopka i załącznik
        ["StopkaFaktury"] = new("Stopka", "Footer"),
        ["ZNaglowek"] = new("Nagłówek", "Heading"),
        ["Opis"] = new("Opis", "Description"),
    };

    /// <summary>The label of an element, or its own name in both languages.</summary>
    public static Wording For(XElement element) =>
        Of.GetValueOrDefault($"{element.Parent?.Name.LocalName}/{element.Name.LocalName}") ?? For(element.Name.LocalName);

    /// <summary>The label of a name, or the name itself.</summary>
    public static Wording For(string name) => Of.GetValueOrDefault(name)
        ?? (Fa3Labels.OfName(name) is { } label ? new Wording(Capital(label.Pl), Capital(label.En)) : new Wording(name, name));

    private static string Capital(string label) => char.ToUpperInvariant(label[0]) + label[1..];
}
