using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>Fa: dates, sums, kind, corrections and what hangs on them.</summary>
internal static class Fa
{
    private static readonly Element CorrectedInvoice = Some(50_000, "DaneFaKorygowanej", "faktura korygowana", "corrected invoice",
        One("DataWystFaKorygowanej", Date2006, "data wystawienia", "date of issue"),
        One("NrFaKorygowanej", Text256, "numer", "number"),
        Either(
            Together(
                One("NrKSeF", Yes, "ma numer KSeF", "has a KSeF number"),
                One("NrKSeFFaKorygowanej", Vocabulary.KsefNumber, "numer KSeF", "KSeF number")),
            One("NrKSeFN", Yes, "wystawiona poza KSeF", "issued outside KSeF")));

    private static readonly Part Correction = Optional(Together(
        Maybe("PrzyczynaKorekty", Text256, "przyczyna korekty", "reason of the correction"),
        Maybe("TypKorekty", Vocabulary.CorrectionEffect, "skutek w ewidencji VAT", "effect in the VAT register"),
        CorrectedInvoice,
        Maybe("OkresFaKorygowanej", Text256, "okres rabatu", "period of the discount"),
        Maybe("NrFaKorygowany", Text256, "poprawny numer faktury korygowanej", "right number of the corrected invoice"),
        Maybe("Podmiot1K", "sprzedawca przed korektą", "seller before the correction",
            Maybe("PrefiksPodatnika", EuCountry, "prefiks VAT UE", "EU VAT prefix"),
            One("DaneIdentyfikacyjne", Podmioty.PolishIdentity, "dane sprzedawcy", "seller's identity"),
            One("Adres", Podmioty.Address, "adres", "address")),
        Many(101, "Podmiot2K", "nabywca przed korektą", "buyer before the correction",
            One("DaneIdentyfikacyjne", Podmioty.Identity, "dane nabywcy", "buyer's identity"),
            Maybe("Adres", Podmioty.Address, "adres", "address"),
            Maybe("IDNabywcy", BuyerKey, "klucz nabywcy", "buyer's key")),
        Optional(Together(
            One("P_15ZK", Amount, "kwota przed korektą", "amount before the correction"),
            Maybe("KursWalutyZK", Quantity, "kurs przed korektą", "exchange rate before the correction")))));

    public static readonly Element Body = One("Fa", "treść faktury", "invoice body",
        One("KodWaluty", Currency, "waluta", "currency"),
        One("P_1", Date2006, "data wystawienia", "date of issue"),
        Maybe("P_1M", Text256, "miejsce wystawienia", "place of issue"),
        One("P_2", Text256, "numer faktury", "invoice number"),
        Many(1000, "WZ", Text256, "dokument WZ", "delivery note"),
        Optional(Either(
            One("P_6", Date2006, "data sprzedaży", "date of sale"),
            One("OkresFa", "okres sprzedaży", "period of sale",
                One("P_6_Od", Date2006, "od", "from"),
                One("P_6_Do", Date2006, "do", "to")))),
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
        One("P_15", Amount, "należność ogółem", "total due"),
        Maybe("KursWalutyZ", Quantity, "kurs waluty zaliczki", "exchange rate of the advance"),
        Adnotacje.Annotations,
        One("RodzajFaktury", Kind, "rodzaj faktury", "kind of invoice"),
        Correction,
        Many(31, "ZaliczkaCzesciowa", "wpłata zaliczki", "payment in advance",
            One("P_6Z", Date2006, "data wpłaty", "date of payment"),
            One("P_15Z", Amount, "kwota wpłaty", "amount paid"),
            Maybe("KursWalutyZW", Quantity, "kurs waluty", "exchange rate")),
        Maybe("FP", Yes, "faktura do paragonu", "invoice for a receipt"),
        Maybe("TP", Yes, "strony powiązane", "related parties"),
        Many(10_000, "DodatkowyOpis", "dodatkowy opis", "additional fact",
            Maybe("NrWiersza", LineNumber, "numer wiersza", "line number"),
            One("Klucz", Text256, "czego dotyczy", "name"),
            One("Wartosc", Text256, "treść", "text")),
        Many(100, "FakturaZaliczkowa", "faktura zaliczkowa", "advance invoice",
            Either(
                Together(
                    One("NrKSeFZN", Yes, "wystawiona poza KSeF", "issued outside KSeF"),
                    One("NrFaZaliczkowej", Text256, "numer", "number")),
                One("NrKSeFFaZaliczkowej", Vocabulary.KsefNumber, "numer KSeF", "KSeF number"))),
        Maybe("ZwrotAkcyzy", Yes, "zwrot akcyzy rolnikowi", "excise refund for a farmer"),
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
