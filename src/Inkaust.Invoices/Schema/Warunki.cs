using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>WarunkiTransakcji: contracts, orders, batches, delivery and transport.</summary>
internal static class Warunki
{
    private static readonly Element Carriage = Many(20, "Transport", "transport", "transport",
        Either(
            One("RodzajTransportu", Vocabulary.Transport, "rodzaj transportu", "means of transport"),
            Together(
                One("TransportInny", Yes, "inny transport", "another transport"),
                One("OpisInnegoTransportu", Text50, "opis transportu", "what transport"))),
        Maybe("Przewoznik", "przewoźnik", "carrier",
            One("DaneIdentyfikacyjne", Podmioty.Identity, "dane przewoźnika", "carrier's identity"),
            One("AdresPrzewoznika", Podmioty.Address, "adres przewoźnika", "carrier's address")),
        Maybe("NrZleceniaTransportu", Text256, "numer zlecenia transportu", "transport order number"),
        Either(
            One("OpisLadunku", Vocabulary.Load, "ładunek", "load"),
            Together(
                One("LadunekInny", Yes, "inny ładunek", "another load"),
                One("OpisInnegoLadunku", Text50, "opis ładunku", "what load"))),
        Maybe("JednostkaOpakowania", Text256, "jednostka opakowania", "packing unit"),
        Maybe("DataGodzRozpTransportu", Instant, "początek transportu", "start of transport"),
        Maybe("DataGodzZakTransportu", Instant, "koniec transportu", "end of transport"),
        Maybe("WysylkaZ", Podmioty.Address, "wysyłka z", "shipped from"),
        Many(20, "WysylkaPrzez", Podmioty.Address, "wysyłka przez", "shipped through"),
        Maybe("WysylkaDo", Podmioty.Address, "wysyłka do", "shipped to"));

    public static readonly Element Terms = Maybe("WarunkiTransakcji", "warunki transakcji", "terms of the transaction",
        Many(100, "Umowy", "umowa", "contract",
            Maybe("DataUmowy", Date1990, "data umowy", "date of the contract"),
            Maybe("NrUmowy", Text256, "numer umowy", "contract number")),
        Many(100, "Zamowienia", "zamówienie", "order",
            Maybe("DataZamowienia", Date1990, "data zamówienia", "date of the order"),
            Maybe("NrZamowienia", Text256, "numer zamówienia", "order number")),
        Many(1000, "NrPartiiTowaru", Text256, "numer partii towaru", "batch number"),
        Maybe("WarunkiDostawy", Text256, "warunki dostawy", "terms of delivery"),
        Optional(Together(
            One("KursUmowny", Quantity, "kurs umowny", "agreed exchange rate"),
            One("WalutaUmowna", Currency, "waluta umowna", "agreed currency"))),
        Carriage,
        Maybe("PodmiotPosredniczacy", Yes, "podmiot pośredniczący (art. 22 ust. 2d ustawy)", "intermediary (art. 22 sec. 2d of the VAT Act)"));
}
