using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>Rozliczenie and Platnosc: what is added and taken off, when and how the rest is paid.</summary>
internal static class Platnosc
{
    private static readonly Children BankAccount = new(Together(
        One("NrRB", AccountNumber, "numer rachunku", "account number"),
        Maybe("SWIFT", Swift, "SWIFT", "SWIFT"),
        Maybe("RachunekWlasnyBanku", Vocabulary.BankOwnAccount, "rachunek własny banku", "bank's own account"),
        Maybe("NazwaBanku", Text256, "bank", "bank"),
        Maybe("OpisRachunku", Text256, "opis rachunku", "account description")));

    public static readonly Element Settlement = Maybe("Rozliczenie", "rozliczenie", "settlement",
        Many(100, "Obciazenia", "obciążenie", "charge",
            One("Kwota", Amount, "kwota", "amount"),
            One("Powod", Text256, "powód", "reason")),
        Maybe("SumaObciazen", Amount, "suma obciążeń", "charges in total"),
        Many(100, "Odliczenia", "odliczenie", "deduction",
            One("Kwota", Amount, "kwota", "amount"),
            One("Powod", Text256, "powód", "reason")),
        Maybe("SumaOdliczen", Amount, "suma odliczeń", "deductions in total"),
        Optional(Either(
            One("DoZaplaty", Amount, "do zapłaty", "to be paid"),
            One("DoRozliczenia", Amount, "nadpłata do rozliczenia lub zwrotu", "overpaid, to be settled or returned"))));

    public static readonly Element Payment = Maybe("Platnosc", "płatność", "payment",
        Optional(Either(
            Together(
                One("Zaplacono", Yes, "zapłacono", "paid"),
                One("DataZaplaty", Date2016, "data zapłaty", "date of payment")),
            Together(
                One("ZnacznikZaplatyCzesciowej", PartPayments, "zapłata częściowa", "part payment"),
                Some(100, "ZaplataCzesciowa", "zapłata częściowa", "part payment",
                    One("KwotaZaplatyCzesciowej", Amount, "kwota", "amount"),
                    One("DataZaplatyCzesciowej", Date2016, "data", "date"),
                    Optional(Way()))))),
        Many(100, "TerminPlatnosci", "termin płatności", "due date",
            Maybe("Termin", Date2016, "termin", "date"),
            Maybe("TerminOpis", "termin opisany", "due date in words",
                One("Ilosc", AnyWholeNumber, "ile", "how many"),
                One("Jednostka", Text50, "jednostka czasu", "unit of time"),
                One("ZdarzeniePoczatkowe", Text256, "od czego liczony", "counted from"))),
        Optional(Way()),
        Many(100, "RachunekBankowy", BankAccount, "rachunek bankowy", "bank account"),
        Many(20, "RachunekBankowyFaktora", BankAccount, "rachunek faktora", "factor's account"),
        Maybe("Skonto", "skonto", "cash discount",
            One("WarunkiSkonta", Text256, "warunki skonta", "conditions of the cash discount"),
            One("WysokoscSkonta", Text256, "wysokość skonta", "cash discount")),
        Maybe("LinkDoPlatnosci", PaymentLink, "link do płatności", "payment link"),
        Maybe("IPKSeF", PaymentId, "identyfikator płatności KSeF", "KSeF payment identifier"));

    private static Part Way() => Either(
        One("FormaPlatnosci", Vocabulary.PaymentMethod, "forma płatności", "form of payment"),
        Together(
            One("PlatnoscInna", Yes, "inna forma płatności", "another way of payment"),
            One("OpisPlatnosci", Text256, "opis formy płatności", "what way of payment")));
}
