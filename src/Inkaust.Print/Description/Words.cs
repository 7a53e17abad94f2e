using Inkaust.Invoices;

namespace Inkaust.Print.Description;

/// <summary>What the coded values of FA(3) mean.</summary>
internal static class Words
{
    private static readonly Dictionary<string, Dictionary<string, Wording>> Of = new(StringComparer.Ordinal)
    {
        ["RodzajFaktury"] = new()
        {
            ["VAT"] = new("Faktura", "Invoice"),
            ["KOR"] = new("Faktura korygująca", "Corrective invoice"),
            ["ZAL"] = new("Faktura zaliczkowa", "Advance invoice"),
            ["ROZ"] = new("Faktura rozliczeniowa", "Settlement invoice"),
            ["UPR"] = new("Faktura uproszczona", "Simplified invoice"),
            ["KOR_ZAL"] = new("Faktura korygująca fakturę zaliczkową", "Corrective invoice to an advance invoice"),
            ["KOR_ROZ"] = new("Faktura korygująca fakturę rozliczeniową", "Corrective invoice to a settlement invoice"),
        },
        ["TypKorekty"] = new()
        {
            ["1"] = new("w dacie ujęcia faktury pierwotnej", "on the date of the original invoice"),
            ["2"] = new("w dacie wystawienia faktury korygującej", "on the date of the corrective invoice"),
            ["3"] = new("w innej dacie lub w różnych datach dla różnych pozycji", "on another date, or on different dates for different lines"),
        },
        ["FormaPlatnosci"] = new()
        {
            ["1"] = new("gotówka", "cash"),
            ["2"] = new("karta", "card"),
            ["3"] = new("bon", "voucher"),
            ["4"] = new("czek", "cheque"),
            ["5"] = new("kredyt", "credit"),
            ["6"] = new("przelew", "bank transfer"),
            ["7"] = new("mobilna", "mobile payment"),
        },
        ["Rola"] = new()
        {
            ["1"] = new("Faktor", "Factor"),
            ["2"] = new("Odbiorca", "Recipient"),
            ["3"] = new("Podmiot pierwotny", "Original entity"),
            ["4"] = new("Dodatkowy nabywca", "Additional buyer"),
            ["5"] = new("Wystawca faktury", "Issuer of the invoice"),
            ["6"] = new("Dokonujący płatności", "Payer"),
            ["7"] = new("Jednostka samorządu terytorialnego – wystawca", "Local government unit – issuer"),
            ["8"] = new("Jednostka samorządu terytorialnego – odbiorca", "Local government unit – recipient"),
            ["9"] = new("Członek grupy VAT – wystawca", "Member of a VAT group – issuer"),
            ["10"] = new("Członek grupy VAT – odbiorca", "Member of a VAT group – recipient"),
            ["11"] = new("Pracownik", "Employee"),
        },
        ["RolaPU"] = new()
        {
            ["1"] = new("Organ egzekucyjny", "Enforcement authority"),
            ["2"] = new("Komornik sądowy", "Court bailiff"),
            ["3"] = new("Przedstawiciel podatkowy", "Tax representative"),
        },
        ["StatusInfoPodatnika"] = new()
        {
            ["1"] = new("w stanie likwidacji", "in liquidation"),
            ["2"] = new("w trakcie postępowania restrukturyzacyjnego", "in restructuring proceedings"),
            ["3"] = new("w stanie upadłości", "in bankruptcy"),
            ["4"] = new("przedsiębiorstwo w spadku", "enterprise in inheritance"),
        },
        ["RachunekWlasnyBanku"] = new()
        {
            ["1"] = new("do rozliczeń z tytułu nabywanych wierzytelności", "for settling acquired receivables"),
            ["2"] = new("do pobrania należności od nabywcy", "for collecting what the buyer owes"),
            ["3"] = new("gospodarki własnej banku", "of the bank's own business"),
        },
        ["RodzajTransportu"] = new()
        {
            ["1"] = new("transport morski", "sea transport"),
            ["2"] = new("transport kolejowy", "rail transport"),
            ["3"] = new("transport drogowy", "road transport"),
            ["4"] = new("transport lotniczy", "air transport"),
            ["5"] = new("przesyłka pocztowa", "postal consignment"),
            ["7"] = new("stałe instalacje przesyłowe", "fixed installations"),
            ["8"] = new("żegluga śródlądowa", "inland waterway"),
        },
        ["OpisLadunku"] = new()
        {
            ["1"] = new("bańka", "can"),
            ["2"] = new("beczka", "barrel"),
            ["3"] = new("butla", "cylinder"),
            ["4"] = new("karton", "carton"),
            ["5"] = new("kanister", "canister"),
            ["6"] = new("klatka", "cage"),
            ["7"] = new("kontener", "container"),
            ["8"] = new("kosz lub koszyk", "basket"),
            ["9"] = new("łubianka", "punnet"),
            ["10"] = new("opakowanie zbiorcze", "collective packaging"),
            ["11"] = new("paczka", "parcel"),
            ["12"] = new("pakiet", "bundle"),
            ["13"] = new("paleta", "pallet"),
            ["14"] = new("pojemnik", "bin"),
            ["15"] = new("pojemnik do ładunków masowych stałych", "bulk container, solids"),
            ["16"] = new("pojemnik do ładunków masowych w postaci płynnej", "bulk container, liquids"),
            ["17"] = new("pudełko", "box"),
            ["18"] = new("puszka", "tin"),
            ["19"] = new("skrzynia", "crate"),
            ["20"] = new("worek", "sack"),
        },
        ["P_12"] = new()
        {
            ["0 KR"] = new("0% kraj", "0% domestic"),
            ["0 WDT"] = new("0% WDT", "0% intra-EU supply"),
            ["0 EX"] = new("0% eksport", "0% export"),
            ["zw"] = new("zw", "exempt"),
            ["oo"] = new("oo", "reverse charge"),
            ["np I"] = new("np I", "outside PL (I)"),
            ["np II"] = new("np II", "outside PL (II)"),
        },
    };

    /// <summary>The meaning of a coded value, or null when the element is not coded or the code is unknown.</summary>
    public static Wording? For(string element, string value) => Of.GetValueOrDefault(element)?.GetValueOrDefault(value.Trim());

    public static readonly Wording Yes = new("tak", "yes");

    public static readonly Wording No = new("nie", "no");
}
