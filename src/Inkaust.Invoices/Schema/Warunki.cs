using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>WarunkiTransakcji: contracts, orders, batches, delivery and transport.</summary>
internal static class Warunki
{
    private static readonly Element Carriage = Many(20, "Transport", "transport", "transport",
        Either(
            One("RodzajTransportu", Vocabulary.Transport, "rodzaj transportu", "kind of transport"),
            Together(
                One("TransportInny", Yes, "inny transport", "another transport"),
                One("OpisInnegoTransportu", Text50, "opis transportu", "what transport"))),
        Maybe("Przewoznik", "przewoźnik", "carrier",
            One("DaneIdentyfikacyjne", Podmioty.Identity, "dane przewoźnika", "carrier's identity"),
            One("AdresPrzewoznika", Podmioty.Address, "adres przewoźnika", "carrier's address")),
        Maybe("NrZleceniaTransportu", Text256, "numer zlecenia", "transport order number"),
        Either(
            One("OpisLadunku", Vocabulary.Load, "ładunek", "load"),
            Together(
                One("LadunekInny", Yes, "inny ładunek", "another load"),
                One("OpisInnegoLadunku", Text50, "opis ładunku", "what load"))),
        Maybe("JednostkaOpakowania", Text256, "jednostka opakowania", "packing unit"),
        Maybe("DataGodzRozpTransportu", Instant, "początek transportu", "transport starts"),
        Maybe("DataGodzZakTransportu", Instant, "koniec transportu", "transport ends"),
        Maybe("WysylkaZ", Podmioty.Address, "miejsce wysyłki", "sent from"),
        Many(20, "WysylkaPrzez", Podmioty.Address, "miejsce pośrednie", "sent through"),
        Maybe("WysylkaDo", Podmioty.Address, "miejsce dostawy", "sent to"));

    public static readonly Element Terms = Maybe("WarunkiTransakcji", "warunki transakcji", "terms of the transaction",
        Many(100, "Umowy", "umowa", "contract",
            Maybe("DataUmowy", Date1990, "data umowy", "date of the contract"),
            Maybe("NrUmowy", Text256, "numer umowy", "contract number")),
        Many(100, "Zamowienia", "zamówienie", "order",
            Maybe("DataZamowienia", Date1990, "data zamówienia", "date of the order"),
            Maybe("NrZamowienia", Text256, "numer zamówienia", "order number")),
        Many(1000, "NrPartiiTowaru", Text256, "partia towaru", "batch of goods"),
        Maybe("WarunkiDostawy", Text256, "warunki dostawy", "delivery terms"),
        Optional(Together(
            One("KursUmowny", Quantity, "kurs umowny", "agreed exchange rate"),
            One("WalutaUmowna", Currency, "waluta umowna", "agreed currency"))),
        Carriage,
        Maybe("PodmiotPosredniczacy", Yes, "dostawa przez podmiot pośredniczący", "supplied by the middle party of a chain"));
}
