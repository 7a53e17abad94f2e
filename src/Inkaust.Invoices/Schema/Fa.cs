using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>Fa: dates, sums, kind, corrections and what hangs on them.</summary>
internal static class Fa
{
    private static readonly Element CorrectedInvoice = Some(50_000, "DaneFaKorygowanej", "faktura korygowana", "corrected invoice",
        One("DataWystFaKorygowanej", Date2006, "data wystawienia", "date of issue"),
        One("NrFaKorygowanej", Text256, "numer faktury korygowanej", "number of corrected invoice"),
        Either(
            Together(
                One("NrKSeF", Yes, "wystawiona w KSeF", "issued in KSeF"),
                One("NrKSeFFaKorygowanej", Vocabulary.KsefNumber, "numer KSeF", "KSeF number")),
            One("NrKSeFN", Yes, "wystawiona poza KSeF", "issued outside KSeF")));

    private static readonly Part Correction = Optional(Together(
        Maybe("PrzyczynaKorekty", Text256, "przyczyna korekty", "reason for correction"),
        Maybe("TypKorekty", Vocabulary.CorrectionEffect, "skutek korekty", "effect of correction"),
        CorrectedInvoice,
        Maybe("OkresFaKorygowanej", Text256, "okres, którego dotyczy korekta", "period of the correction"),
        Maybe("NrFaKorygowany", Text256, "poprawny numer faktury korygowanej", "right number of corrected invoice"),
        Maybe("Podmiot1K", "sprzedawca przed korektą", "seller before correction",
            Maybe("PrefiksPodatnika", EuCountry, "prefiks VAT UE", "EU VAT prefix"),
            One("DaneIdentyfikacyjne", Podmioty.PolishIdentity, "dane sprzedawcy", "seller's identity"),
            One("Adres", Podmioty.Address, "adres", "address")),
        Many(101, "Podmiot2K", "nabywca przed korektą", "buyer before correction",
            One("DaneIdentyfikacyjne", Podmioty.Identity, "dane nabywcy", "buyer's identity"),
            Maybe("Adres", Podmioty.Address, "adres", "address"),
            Maybe("IDNabywcy", BuyerKey, "klucz nabywcy", "buyer's key")),
        Optional(Together(
            One("P_15ZK", Amount, "kwota przed korektą", "amount before correction"),
            Maybe("KursWalutyZK", Quantity, "kurs waluty przed korektą", "exchange rate before correction")))));

    public static readonly Element Body = One("Fa", "treść faktury", "invoice body",
        One("KodWaluty", Currency, "waluta", "currency"),
        One("P_1", Date2006, "data wystawienia", "date of issue"),
        Maybe("P_1M", Text256, "miejsce wystawienia", "place of issue"),
        One("P_2", Text256, "numer faktury", "invoice number"),
        Many(1000, "WZ", Text256, "dokument WZ", "delivery note"),
        Optional(Either(
            One("P_6", Date2006, "data dostawy lub usługi", "date of supply"),
            One("OkresFa", "okres sprzedaży", "period of sale",
                One("P_6_Od", Date2006, "okres od", "period from"),
                One("P_6_Do", Date2006, "okres do", "period to")))),
        Taxed("1", "stawka 23% lub 22%", "rate 23% or 22%"),
        Taxed("2", "stawka 8% lub 7%", "rate 8% or 7%"),
        Taxed("3", "stawka 5%", "rate 5%"),
        Taxed("4", "ryczałt dla taksówek", "lump sum for taxis"),
        Optional(Together(
            One("P_13_5", Amount, "netto, procedura OSS", "net, one stop shop"),
            Maybe("P_14_5", Amount, "podatek, procedura OSS", "tax, one stop shop"))),
        Maybe("P_13_6_1", Amount, "stawka 0% w kraju", "rate 0% at home"),
        Maybe("P_13_6_2", Amount, "stawka 0%, WDT", "rate 0%, intra-Union supply"),
        Maybe("P_13_6_3", Amount, "stawka 0%, eksport", "rate 0%, export"),
        Maybe("P_13_7", Amount, "sprzedaż zwolniona", "exempt"),
        Maybe("P_13_8", Amount, "poza terytorium kraju (np I)", "outside Poland (np I)"),
        Maybe("P_13_9", Amount, "usługi dla podatników z UE (np II)", "services of art. 100(1)(4) (np II)"),
        Maybe("P_13_10", Amount, "odwrotne obciążenie", "reverse charge"),
        Maybe("P_13_11", Amount, "procedura marży", "margin scheme"),
        One("P_15", Amount, "kwota należności ogółem", "total amount due"),
        Maybe("KursWalutyZ", Quantity, "kurs waluty", "exchange rate"),
        Adnotacje.Annotations,
        One("RodzajFaktury", Kind, "rodzaj faktury", "kind of invoice"),
        Correction,
        Many(31, "ZaliczkaCzesciowa", "wpłata zaliczki", "payment in advance",
            One("P_6Z", Date2006, "data otrzymania płatności", "date of payment"),
            One("P_15Z", Amount, "kwota płatności", "amount of payment"),
            Maybe("KursWalutyZW", Quantity, "kurs waluty", "exchange rate")),
        Maybe("FP", Yes, "faktura do paragonu (art. 109 ust. 3d ustawy)", "invoice to a receipt (art. 109 sec. 3d of the VAT Act)"),
        Maybe("TP", Yes, "powiązania między stronami", "related parties"),
        Many(10_000, "DodatkowyOpis", "dodatkowy opis", "additional fact",
            Maybe("NrWiersza", LineNumber, "numer wiersza", "line number"),
            One("Klucz", Text256, "rodzaj informacji", "subject"),
            One("Wartosc", Text256, "treść", "text")),
        Many(100, "FakturaZaliczkowa", "faktura zaliczkowa", "advance invoice",
            Either(
                Together(
                    One("NrKSeFZN", Yes, "wystawiona poza KSeF", "issued outside KSeF"),
                    One("NrFaZaliczkowej", Text256, "numer faktury zaliczkowej", "number of advance invoice")),
                One("NrKSeFFaZaliczkowej", Vocabulary.KsefNumber, "numer KSeF faktury zaliczkowej", "KSeF number of advance invoice"))),
        Maybe("ZwrotAkcyzy", Yes, "zwrot akcyzy dla rolników", "excise refund for farmers"),
        Wiersze.Line,
        Platnosc.Settlement,
        Platnosc.Payment,
        Warunki.Terms,
        Wiersze.Order);

    private static Part Taxed(string number, string pl, string en) => Optional(Together(
        One("P_13_" + number, Amount, "netto, " + pl, "net, " + en),
        One("P_14_" + number, Amount, "podatek, " + pl, "tax, " + en),
        Maybe($"P_14_{number}W", Amount, $"podatek w PLN, {pl}", $"tax in PLN, {en}")));
}
