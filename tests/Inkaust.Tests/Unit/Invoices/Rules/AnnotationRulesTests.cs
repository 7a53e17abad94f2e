namespace Inkaust.Tests.Invoices;

public class AnnotationRulesTests
{
    private const string Annotations = "Fa/Adnotacje/";

    // 12195.12 and 23 % of it, 2804.88, are 15,000.00 zloty.
    private const string Annex15 = "drop P_8B ; P_11 = 12195.12 ; after P_12: <P_12_Zal_15>1</P_12_Zal_15> ; " +
        "P_13_1 = 12195.12 ; P_14_1 = 2804.88 ; P_15 = 15000.00";
    private const string Above = Annex15 + " ; P_14_1 = 2804.89 ; P_15 = 15000.01";
    private const string NoNumber = "drop KodUE ; swap NrVatUE: <NrID>HRB 1</NrID>";

    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "exempt sales without a ground", "exempt", "drop P_19A ; swap P_19: <P_19N>1</P_19N>", $"INK-RULE-060 {Annotations}Zwolnienie" },
        { "no exempt sales at all", "correction", "before P_15: <P_13_7>0.00</P_13_7>", "" },
        { "exempt sales corrected", "correction", "before P_15: <P_13_7>-0.01</P_13_7>", $"INK-RULE-060 {Annotations}Zwolnienie" },
        { "what is missing is told at Fa", "exempt", "drop Zwolnienie", "INK-RULE-060 Fa ; INK-FA3-004 Fa/Adnotacje/Zwolnienie" },
        { "a ground without exempt sales", "vat", "swap P_19N: <P_19>1</P_19><P_19A>art. 43</P_19A>", $"INK-RULE-061 {Annotations}Zwolnienie/P_19" },
        { "a ground with exempt sales of nothing", "vat", "swap P_19N: <P_19>1</P_19><P_19A>art. 43</P_19A> ; before P_15: <P_13_7>0.00</P_13_7>",
            "" },
        { "a correction may keep the ground", "correction", "swap P_19N: <P_19>1</P_19><P_19A>art. 43</P_19A>", "" },
        { "reverse charge without annotation", "reverse charge", "P_18 = 2", $"INK-RULE-062 {Annotations}P_18" },
        { "reverse charge of nothing", "correction", "before P_15: <P_13_10>0.00</P_13_10>", "" },
        { "services to the Union without annotation", "vat", "P_12 = np II ; swap P_13_1: <P_13_9>100.00</P_13_9> ; drop P_14_1 ; P_15 = 100.00", $"INK-RULE-059 {Annotations}P_18" },
        { "services to the Union say it", "vat", "P_12 = np II ; swap P_13_1: <P_13_9>100.00</P_13_9> ; drop P_14_1 ; P_15 = 100.00 ; P_18 = 1", "" },
        { "it may be written as 01", "vat", "P_12 = np II ; swap P_13_1: <P_13_9>100.00</P_13_9> ; drop P_14_1 ; P_15 = 100.00 ; P_18 = 01", "" },
        { "services outside Poland need not", "vat", "P_12 = np I ; swap P_13_1: <P_13_8>100.00</P_13_8> ; drop P_14_1 ; P_15 = 100.00", "" },
        { "reverse charge corrected", "correction", "before P_15: <P_13_10>0.01</P_13_10>", $"INK-RULE-062 {Annotations}P_18" },
        { "a margin without annotation", "correction", "before P_15: <P_13_11>0.01</P_13_11>", $"INK-RULE-063 {Annotations}PMarzy" },
        { "a margin of nothing", "correction", "before P_15: <P_13_11>0.00</P_13_11>", "" },
        { "a margin scheme without its sum", "vat", "swap P_PMarzyN: <P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>",
            $"INK-RULE-064 {Annotations}PMarzy/P_PMarzy" },
        { "a margin scheme with a sum of nothing", "vat",
            "before P_15: <P_13_11>0.00</P_13_11> ; swap P_PMarzyN: <P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>", "" },
        { "a correction may keep the scheme", "correction", "swap P_PMarzyN: <P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>", "" },
        { "a new vehicle at home", "new vehicle", "swap P_13_6_2: <P_13_6_1>100.00</P_13_6_1> ; P_12 = 0 KR",
            $"INK-RULE-065 {Annotations}NoweSrodkiTransportu/P_22" },
        { "a new vehicle corrected", "correction", "swap P_22N: <P_22>1</P_22><P_42_5>2</P_42_5><NowySrodekTransportu>" +
            "<P_22A>2026-01-01</P_22A><P_NrWierszaNST>1</P_NrWierszaNST><P_22C>1</P_22C></NowySrodekTransportu>", "" },
        { "15,000 zloty of annex 15", "vat", Annex15, "" },
        { "a grosz more", "vat", Above, $"INK-RULE-066 {Annotations}P_18A 15000.01" },
        { "paid by split payment", "vat", $"{Above} ; P_18A = 1", "" },
        { "other goods", "vat", $"{Above} ; drop P_12_Zal_15", "" },
        { "to a consumer", "vat", $"{Above} ; swap Podmiot2/NIP: <BrakID>1</BrakID>", "" },
        { "in euro", "vat", $"{Above} ; KodWaluty = EUR ; after P_14_1: <P_14_1W>1.00</P_14_1W>", "" },
        { "so is the first", "vat", $"{Above} ; after FaWiersz: {SmallInvoice.Line(2, "0.00", "23")}", $"INK-RULE-066 {Annotations}P_18A 15000.01" },
        { "a second line of annex 15 is enough", "vat", $"{Above} ; drop P_12_Zal_15 ; after FaWiersz: {SmallInvoice.Line(2, "0.00", "23")} ; " +
            "into FaWiersz[2]: <P_12_Zal_15>1</P_12_Zal_15>", $"INK-RULE-066 {Annotations}P_18A 15000.01" },
        { "a supply within the Union", "to the Union", NoNumber, "INK-RULE-067 Podmiot2/DaneIdentyfikacyjne WDT (P_13_6_2)" },
        { "to a Polish NIP", "to the Union", "drop KodUE ; swap NrVatUE: <NIP>6712345098</NIP>",
            "INK-RULE-067 Podmiot2/DaneIdentyfikacyjne WDT (P_13_6_2)" },
        { "a supply of nothing", "correction", "before P_15: <P_13_6_2>0.00</P_13_6_2>", "" },
        { "a triangular one without number", "vat", "P_23 = 1", "INK-RULE-067 Podmiot2/DaneIdentyfikacyjne P_23 = 1" },
        { "a triangular one with number", "to the Union", "P_23 = 1", "" },
        { "both are told once", "to the Union", $"P_23 = 1 ; {NoNumber}", "INK-RULE-067 Podmiot2/DaneIdentyfikacyjne WDT (P_13_6_2)" },
        { "no prefix", "to the Union", "drop PrefiksPodatnika", "INK-RULE-068 Podmiot1/PrefiksPodatnika" },
        { "no prefix for a supply of nothing", "correction", "before P_15: <P_13_6_2>0.00</P_13_6_2>", "" },
        { "no seller is the schema's matter", "to the Union", "drop Podmiot1", "INK-FA3-004 Podmiot1" },
        { "no buyer too", "to the Union", "drop Podmiot2", "INK-FA3-004 Podmiot2" },
        { "cash accounting and reverse charge", "reverse charge", "P_16 = 1", $"INK-RULE-069 {Annotations}P_16" },
        { "cash accounting alone", "vat", "P_16 = 1", "" },
        { "cash accounting of exempt sales", "exempt", "P_16 = 1", "" },
        { "both, for different lines", "two rates", "P_16 = 1 ; P_18 = 1", "" },
        { "both, beside a taxi", "correction", "P_16 = 1 ; P_18 = 1 ; swap P_13_1: <P_13_4>100.00</P_13_4> ; swap P_14_1: <P_14_4>23.00</P_14_4>",
            "" },
        { "both, beside the one stop shop", "one stop shop", "P_16 = 1 ; P_18 = 1", $"INK-RULE-069 {Annotations}P_16" },
        { "both, beside one taxed sum", "correction", "P_16 = 1 ; P_18 = 1 ; before P_15: <P_13_8>0.00</P_13_8>", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);
}
