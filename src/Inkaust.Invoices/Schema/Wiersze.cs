using static Inkaust.Invoices.Schema.Grammar;
using static Inkaust.Invoices.Schema.Vocabulary;

namespace Inkaust.Invoices.Schema;

/// <summary>What is sold (FaWiersz) and what was ordered (Zamowienie, on advance invoices).</summary>
internal static class Wiersze
{
    public static readonly Element Line = Many(10_000, "FaWiersz", "pozycja", "line",
        One("NrWierszaFa", LineNumber, "lp.", "no."),
        Maybe("UU_ID", Text50, "UUID", "UUID"),
        Maybe("P_6A", Date2006, "data dostawy lub zapłaty", "date of supply or payment"),
        Maybe("P_7", Text512, "nazwa towaru lub usługi", "goods or service"),
        Maybe("Indeks", Text50, "indeks", "product code"),
        Maybe("GTIN", Text20, "GTIN", "GTIN"),
        Maybe("PKWiU", Text50, "PKWiU", "PKWiU"),
        Maybe("CN", Text50, "CN", "CN"),
        Maybe("PKOB", Text50, "PKOB", "PKOB"),
        Maybe("P_8A", Text256, "miara", "unit"),
        Maybe("P_8B", Quantity, "ilość", "quantity"),
        Maybe("P_9A", UnitPrice, "cena netto", "net price"),
        Maybe("P_9B", UnitPrice, "cena brutto", "gross price"),
        Maybe("P_10", UnitPrice, "rabat", "discount"),
        Maybe("P_11", Amount, "wartość netto", "net value"),
        Maybe("P_11A", Amount, "wartość brutto", "gross value"),
        Maybe("P_11Vat", Amount, "kwota VAT", "VAT"),
        Maybe("P_12", Rate, "stawka VAT", "VAT rate"),
        Maybe("P_12_XII", Percent, "stawka OSS", "OSS rate"),
        Maybe("P_12_Zal_15", Yes, "załącznik nr 15", "annex 15"),
        Maybe("KwotaAkcyzy", Amount, "akcyza w cenie", "excise in the price"),
        Maybe("GTU", Gtu, "GTU", "GTU"),
        Maybe("Procedura", Procedure, "procedura", "procedure"),
        Maybe("KursWaluty", Quantity, "kurs waluty", "exchange rate"),
        Maybe("StanPrzed", Yes, "stan przed korektą", "before correction"));

    public static readonly Element Order = Maybe("Zamowienie", "zamówienie lub umowa", "order or contract",
        One("WartoscZamowienia", Amount, "wartość zamówienia lub umowy", "value of the order or contract"),
        Some(10_000, "ZamowienieWiersz", "pozycja zamówienia", "order line",
            One("NrWierszaZam", LineNumber, "lp.", "no."),
            Maybe("UU_IDZ", Text50, "UUID", "UUID"),
            Maybe("P_7Z", Text512, "nazwa towaru lub usługi", "goods or service"),
            Maybe("IndeksZ", Text50, "indeks", "product code"),
            Maybe("GTINZ", Text20, "GTIN", "GTIN"),
            Maybe("PKWiUZ", Text50, "PKWiU", "PKWiU"),
            Maybe("CNZ", Text50, "CN", "CN"),
            Maybe("PKOBZ", Text50, "PKOB", "PKOB"),
            Maybe("P_8AZ", Text256, "miara", "unit"),
            Maybe("P_8BZ", Quantity, "ilość", "quantity"),
            Maybe("P_9AZ", UnitPrice, "cena netto", "net price"),
            Maybe("P_11NettoZ", Amount, "wartość netto", "net value"),
            Maybe("P_11VatZ", Amount, "kwota VAT", "VAT"),
            Maybe("P_12Z", Rate, "stawka VAT", "VAT rate"),
            Maybe("P_12Z_XII", Percent, "stawka OSS", "OSS rate"),
            Maybe("P_12Z_Zal_15", Yes, "załącznik nr 15", "annex 15"),
            Maybe("GTUZ", Gtu, "GTU", "GTU"),
            Maybe("ProceduraZ", OrderProcedure, "procedura", "procedure"),
            Maybe("KwotaAkcyzyZ", Amount, "akcyza w cenie", "excise in the price"),
            Maybe("StanPrzedZ", Yes, "stan przed korektą", "before correction")));
}
