namespace Inkaust.Tests.Invoices;

public class AdvanceRulesTests
{
    private const string Order = "into Fa: <Zamowienie><WartoscZamowienia>0</WartoscZamowienia>" +
        "<ZamowienieWiersz><NrWierszaZam>1</NrWierszaZam></ZamowienieWiersz></Zamowienie>";
    private const string Advance =
        "before FaWiersz: <FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>Z/1</NrFaZaliczkowej></FakturaZaliczkowa>";

    public static TheoryData<string, string, string, string> Kinds => new()
    {
        { "an advance without its order", "advance", "drop Zamowienie", "INK-RULE-080 Fa/Zamowienie" },
        { "an order on an ordinary invoice", "vat", Order, "INK-RULE-081 Fa/Zamowienie VAT" },
        { "an order on a simplified invoice", "simplified", Order, "INK-RULE-081 Fa/Zamowienie UPR" },
        { "an order on a correction", "correction", Order, "INK-RULE-081 Fa/Zamowienie KOR" },
        { "an order on a final invoice", "final", Order, "" },
        { "an order on a correction of a final invoice", "correction of a final", Order, "" },
        { "an order on a correction of an advance", "correction of an advance", "drop ZamowienieWiersz[2] ; WartoscZamowienia = 123.00", "" },
        { "a final invoice without advances", "final", "drop FakturaZaliczkowa", "INK-RULE-082 Fa/FakturaZaliczkowa" },
        { "a final invoice with the last part of an advance", "final",
            "swap FakturaZaliczkowa: <ZaliczkaCzesciowa><P_6Z>2026-11-20</P_6Z><P_15Z>23.00</P_15Z></ZaliczkaCzesciowa>", "" },
        { "a correction of a final invoice may name none", "correction of a final", "", "" },
        { "an advance on an ordinary invoice", "vat", Advance, "INK-RULE-083 Fa/FakturaZaliczkowa[1]" },
        { "an advance on a simplified invoice", "simplified", Advance, "INK-RULE-083 Fa/FakturaZaliczkowa[1]" },
        { "an advance on a correction of a final invoice", "correction of a final", Advance, "" },
    };

    /// <summary>The order of 246.00: a grosz for each of its two lines.</summary>
    public static TheoryData<string, string, string, string> Orders => new()
    {
        { "two grosze more", "advance", "WartoscZamowienia = 246.02", "" },
        { "three more", "advance", "WartoscZamowienia = 246.03", "INK-RULE-084 Fa/Zamowienie/WartoscZamowienia 246.03 246.00" },
        { "two less", "advance", "WartoscZamowienia = 245.98", "" },
        { "three less", "advance", "WartoscZamowienia = 245.97", "INK-RULE-084 Fa/Zamowienie/WartoscZamowienia 245.97 246.00" },
        { "a line without amount leaves it open", "advance", "drop ZamowienieWiersz[2]/P_11NettoZ ; WartoscZamowienia = 1.00", "" },
        { "a line without tax counts net", "advance", "drop ZamowienieWiersz[2]/P_11VatZ",
            "INK-RULE-084 Fa/Zamowienie/WartoscZamowienia 246.00 223.00" },
        { "a number twice", "advance", "ZamowienieWiersz[2]/NrWierszaZam = 1", "INK-RULE-085 Fa/Zamowienie/ZamowienieWiersz[2]/NrWierszaZam 1" },
        { "a number that is none is not the first", "advance", "ZamowienieWiersz[2]/NrWierszaZam = x",
            "INK-FA3-016 Fa/Zamowienie/ZamowienieWiersz[2]/NrWierszaZam" },
        { "a pair of before and after", "correction of an advance",
            "ZamowienieWiersz[2]/NrWierszaZam = 1 ; into ZamowienieWiersz[1]: <StanPrzedZ>1</StanPrzedZ> ; WartoscZamowienia = 123.00", "" },
        { "the value before and after added up", "correction of an advance",
            "ZamowienieWiersz[2]/NrWierszaZam = 1 ; into ZamowienieWiersz[1]: <StanPrzedZ>1</StanPrzedZ> ; WartoscZamowienia = 246.00",
            "INK-RULE-084 Fa/Zamowienie/WartoscZamowienia 246.00 123.00" },
        { "two lines of before", "correction of an advance",
            "ZamowienieWiersz[2]/NrWierszaZam = 1 ; into ZamowienieWiersz[1]: <StanPrzedZ>1</StanPrzedZ> ; " +
            "into ZamowienieWiersz[2]: <StanPrzedZ>1</StanPrzedZ> ; WartoscZamowienia = 0.00",
            "INK-RULE-085 Fa/Zamowienie/ZamowienieWiersz[2]/NrWierszaZam 1" },
    };

    public static TheoryData<string, string, string, string> Limits => new()
    {
        { "450 zloty", "simplified", "P_15 = 450.00", "" },
        { "a grosz more", "simplified", "P_15 = 450.01", "INK-RULE-086 Fa/P_15 450.01 PLN" },
        { "100 euro", "simplified", "KodWaluty = EUR ; P_15 = 100.00", "" },
        { "a cent more", "simplified", "KodWaluty = EUR ; P_15 = 100.01", "INK-RULE-086 Fa/P_15 100.01 EUR" },
        { "other money has no limit of its own", "simplified", "KodWaluty = USD ; P_15 = 450.01", "" },
        { "an ordinary invoice has no limit", "exempt", "drop P_8B ; P_11 = 450.01 ; P_13_7 = 450.01 ; P_15 = 450.01", "" },
        { "parts that make up the total", "advance in parts", "", "" },
        { "a grosz too much", "advance in parts", "ZaliczkaCzesciowa[2]/P_15Z = 23.01", "INK-RULE-087 Fa/ZaliczkaCzesciowa[2] 123.01 123.00" },
        { "a grosz too little", "advance in parts", "ZaliczkaCzesciowa[1]/P_15Z = 99.99", "INK-RULE-087 Fa/ZaliczkaCzesciowa[2] 122.99 123.00" },
        { "an amount that is none counts nothing", "advance in parts", "ZaliczkaCzesciowa[1]/P_15Z = x",
            "INK-FA3-016 Fa/ZaliczkaCzesciowa[1]/P_15Z ; INK-RULE-087 Fa/ZaliczkaCzesciowa[2] 23.00 123.00" },
        { "an advance without parts", "advance", "", "" },
        { "a final invoice shows only the last part", "final",
            "before FakturaZaliczkowa: <ZaliczkaCzesciowa><P_6Z>2026-11-20</P_6Z><P_15Z>10.00</P_15Z></ZaliczkaCzesciowa>", "" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    [MemberData(nameof(Orders))]
    [MemberData(nameof(Limits))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);
}
