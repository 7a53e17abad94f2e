namespace Inkaust.Tests.Invoices;

public class PaymentRulesTests
{
    public static TheoryData<string, string, string, string> Payments => new()
    {
        { "a Polish account", "to be paid", "NrRB = 60102010260000042270201112",
            "INK-RULE-090 Fa/Platnosc/RachunekBankowy[1]/NrRB 60102010260000042270201112" },
        { "a Polish account with its prefix", "to be paid", "NrRB = PL60102010260000042270201111", "" },
        { "a German account", "to be paid", "NrRB = DE89370400440532013000", "" },
        { "a wrong German account", "to be paid", "NrRB = DE89370400440532013001",
            "INK-RULE-090 Fa/Platnosc/RachunekBankowy[1]/NrRB DE89370400440532013001" },
        { "an account without check digits", "to be paid", "NrRB = 1234567890", "" },
        { "the factor's account", "to be paid",
            "after RachunekBankowy: <RachunekBankowyFaktora><NrRB>60102010260000042270201112</NrRB></RachunekBankowyFaktora>",
            "INK-RULE-090 Fa/Platnosc/RachunekBankowyFaktora[1]/NrRB 60102010260000042270201112" },
        { "due on the day of issue", "to be paid", "Termin = 2026-11-22", "" },
        { "due the day before", "to be paid", "Termin = 2026-11-21", "INK-RULE-091 Fa/Platnosc/TerminPlatnosci[1]/Termin 2026-11-21 2026-11-22" },
        { "the second due date", "to be paid", "after TerminPlatnosci: <TerminPlatnosci><Termin>2026-11-21</Termin></TerminPlatnosci>",
            "INK-RULE-091 Fa/Platnosc/TerminPlatnosci[2]/Termin 2026-11-21 2026-11-22" },
        { "paid today", "paid", "", "" },
        { "paid tomorrow", "paid", "DataZaplaty = 2026-11-23", "INK-RULE-092 Fa/Platnosc/DataZaplaty 2026-11-23 2026-11-22" },
        { "parts that make up the total", "paid in parts", "", "" },
        { "a grosz more", "paid in parts", "ZaplataCzesciowa[2]/KwotaZaplatyCzesciowej = 23.01",
            "INK-RULE-093 Fa/Platnosc/ZaplataCzesciowa[2] 123.01 123.00" },
        { "a grosz less", "paid in parts", "ZaplataCzesciowa[1]/KwotaZaplatyCzesciowej = 99.99", "" },
        { "an amount that is none counts nothing", "paid in parts",
            "ZaplataCzesciowa[1]/KwotaZaplatyCzesciowej = x ; ZaplataCzesciowa[2]/KwotaZaplatyCzesciowej = 123.01",
            "INK-FA3-016 Fa/Platnosc/ZaplataCzesciowa[1]/KwotaZaplatyCzesciowej ; INK-RULE-093 Fa/Platnosc/ZaplataCzesciowa[2] 123.01 123.00" },
        { "a final invoice is less than was paid", "paid in parts", "RodzajFaktury = ROZ ; P_15 = 23.00 ; after RodzajFaktury: " +
            "<FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>Z/1</NrFaZaliczkowej></FakturaZaliczkowa>", "" },
        { "with a settlement more may be paid", "paid in parts", "ZaplataCzesciowa[2]/KwotaZaplatyCzesciowej = 30.00 ; before Platnosc: " +
            "<Rozliczenie><Obciazenia><Kwota>7.00</Kwota><Powod>kaucja</Powod></Obciazenia></Rozliczenie>", "" },
        { "of nothing nothing is paid", "paid in parts", "P_8B = 0 ; P_11 = 0.00 ; P_13_1 = 0.00 ; P_14_1 = 0.00 ; P_15 = 0.00",
            "INK-RULE-093 Fa/Platnosc/ZaplataCzesciowa[2] 123.00 0.00" },
        { "what is given back is not judged", "paid in parts", "P_8B = -2 ; P_11 = -100.00 ; P_13_1 = -100.00 ; P_14_1 = -23.00 ; P_15 = -123.00",
            "" },
    };

    /// <summary>123.00, charges of 10.00 and 5.50, a deduction of 3.00: 135.50 to be paid.</summary>
    public static TheoryData<string, string, string, string> Settlements => new()
    {
        { "charges, a grosz more", "settled", "SumaObciazen = 15.51", "INK-RULE-094 Fa/Rozliczenie/SumaObciazen 15.51 15.50" },
        { "charges, a grosz less", "settled", "SumaObciazen = 15.49", "INK-RULE-094 Fa/Rozliczenie/SumaObciazen 15.49 15.50" },
        { "deductions, a grosz more", "settled", "SumaOdliczen = 3.01", "INK-RULE-094 Fa/Rozliczenie/SumaOdliczen 3.01 3.00" },
        { "both", "settled", "SumaObciazen = 3.00 ; SumaOdliczen = 15.50",
            "INK-RULE-094 Fa/Rozliczenie/SumaObciazen 3.00 15.50 ; INK-RULE-094 Fa/Rozliczenie/SumaOdliczen 15.50 3.00" },
        { "the sums may be missing", "settled", "drop SumaObciazen ; drop SumaOdliczen", "" },
        { "a charge that is none counts nothing", "settled", "Obciazenia[2]/Kwota = x", "INK-FA3-016 Fa/Rozliczenie/Obciazenia[2]/Kwota ; " +
            "INK-RULE-094 Fa/Rozliczenie/SumaObciazen 15.50 10.00 ; INK-RULE-095 Fa/Rozliczenie/DoZaplaty 135.50 130.00" },
        { "to pay, a grosz more", "settled", "DoZaplaty = 135.51", "INK-RULE-095 Fa/Rozliczenie/DoZaplaty 135.51 135.50" },
        { "to pay, a grosz less", "settled", "DoZaplaty = 135.49", "INK-RULE-095 Fa/Rozliczenie/DoZaplaty 135.49 135.50" },
        { "nothing said of what to pay", "settled", "drop DoZaplaty", "" },
        { "overpaid", "settled", Overpaid("50.00"), "" },
        { "overpaid, with its sign", "settled", Overpaid("-50.00"), "" },
        { "overpaid, a grosz more", "settled", Overpaid("50.01"), "INK-RULE-095 Fa/Rozliczenie/DoRozliczenia 50.01 50.00" },
        { "overpaid, a grosz less", "settled", Overpaid("49.99"), "INK-RULE-095 Fa/Rozliczenie/DoRozliczenia 49.99 50.00" },
        { "no total is the schema's matter", "settled", "P_15 = x", "INK-FA3-016 Fa/P_15" },
    };

    public static TheoryData<string, string, string, string> Tables => new()
    {
        { "a cell for each column", "attachment", "", "" },
        { "fewer cells", "attachment", "drop WKom", "" },
        { "a cell too many", "attachment", "after WKom: <WKom>3</WKom>", "INK-RULE-096 Zalacznik/BlokDanych[1]/Tabela[1]/Wiersz[1] 3 2" },
        { "in the second row", "attachment", "after Wiersz: <Wiersz><WKom>1</WKom><WKom>2</WKom><WKom>3</WKom></Wiersz>",
            "INK-RULE-096 Zalacznik/BlokDanych[1]/Tabela[1]/Wiersz[2] 3 2" },
        { "in the second table and block", "attachment",
            "after BlokDanych: <BlokDanych><MetaDane><ZKlucz>a</ZKlucz><ZWartosc>b</ZWartosc></MetaDane>" +
            "<Tabela><TNaglowek><Kol Typ=\"txt\"><NKom>A</NKom></Kol></TNaglowek><Wiersz><WKom>1</WKom></Wiersz></Tabela>" +
            "<Tabela><TNaglowek><Kol Typ=\"txt\"><NKom>A</NKom></Kol></TNaglowek><Wiersz><WKom>1</WKom><WKom>2</WKom></Wiersz></Tabela></BlokDanych>",
            "INK-RULE-096 Zalacznik/BlokDanych[2]/Tabela[2]/Wiersz[1] 2 1" },
    };

    [Theory]
    [MemberData(nameof(Payments))]
    [MemberData(nameof(Settlements))]
    [MemberData(nameof(Tables))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);

    // A deduction of 188.50 makes -50.00 of 123.00 with charges of 15.50.
    private static string Overpaid(string amount) =>
        $"Odliczenia/Kwota = 188.50 ; SumaOdliczen = 188.50 ; swap DoZaplaty: <DoRozliczenia>{amount}</DoRozliczenia>";
}
