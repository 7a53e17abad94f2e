namespace Inkaust.Tests.Invoices;

public class LineRulesTests
{
    private const string Before = "<StanPrzed>1</StanPrzed>";

    public static TheoryData<string, string, string, string> Contents => new()
    {
        { "a number twice", "two lines", "FaWiersz[2]/NrWierszaFa = 1", "INK-RULE-040 Fa/FaWiersz[2]/NrWierszaFa 1" },
        { "a number three times is told twice", "two lines", $"FaWiersz[2]/NrWierszaFa = 1 ; after FaWiersz[2]: {SmallInvoice.Line(1, "0.00", "23")}",
            "INK-RULE-040 Fa/FaWiersz[2]/NrWierszaFa 1 ; INK-RULE-040 Fa/FaWiersz[3]/NrWierszaFa 1" },
        { "a large number twice", "two lines", "FaWiersz[1]/NrWierszaFa = 200000 ; FaWiersz[2]/NrWierszaFa = 200000",
            "INK-RULE-040 Fa/FaWiersz[2]/NrWierszaFa 200000" },
        { "two large numbers", "two lines", "FaWiersz[1]/NrWierszaFa = 200000 ; FaWiersz[2]/NrWierszaFa = 200001", "" },
        { "the same number written otherwise", "two lines", "FaWiersz[2]/NrWierszaFa = 01", "INK-RULE-040 Fa/FaWiersz[2]/NrWierszaFa 1" },
        { "a number that is none is not the first", "two lines", "FaWiersz[2]/NrWierszaFa = x", "INK-FA3-016 Fa/FaWiersz[2]/NrWierszaFa" },
        { "a pair of before and after shares its number", "before and after", "", "" },
        { "so does a pair with a large one", "before and after", "FaWiersz[1]/NrWierszaFa = 200000 ; FaWiersz[2]/NrWierszaFa = 200000", "" },
        { "two lines of before do not", "before and after", $"after FaWiersz: {SmallInvoice.Line(1, "0.00", "23", Before)}",
            "INK-RULE-040 Fa/FaWiersz[2]/NrWierszaFa 1" },
        { "no name", "vat", "drop P_7", "INK-RULE-041 Fa/FaWiersz[1]/P_7" },
        { "no name in the second line", "two lines", "drop FaWiersz[2]/P_7", "INK-RULE-041 Fa/FaWiersz[2]/P_7" },
        { "no name on a final invoice", "final", "drop P_7", "INK-RULE-041 Fa/FaWiersz[1]/P_7" },
        { "no name on a simplified invoice", "simplified", "drop P_7", "INK-RULE-041 Fa/FaWiersz[1]/P_7" },
        { "a correction needs no name", "correction", "drop P_7", "" },
        { "a correction of a final invoice needs no name", "correction of a final", "drop P_7", "" },
        { "no rate", "vat", "drop P_12", "INK-RULE-042 Fa/FaWiersz[1]/P_12" },
        { "a margin scheme shows no rate", "margin", "", "" },
        { "a simplified invoice may show no rate", "simplified", "drop P_12", "" },
        { "a correction may show no rate", "correction", "drop P_12", "" },
        { "a rate of the one stop shop is one", "one stop shop", "", "" },
        { "a rate that is none is the schema's matter", "vat", "P_12 = 6", "INK-FA3-021 Fa/FaWiersz[1]/P_12" },
        { "a rate of the one stop shop that is none too", "one stop shop", "P_12_XII = x", "INK-FA3-016 Fa/FaWiersz[1]/P_12_XII" },
        { "two rates in one line", "vat", "after P_12: <P_12_XII>19</P_12_XII>", "INK-RULE-043 Fa/FaWiersz[1]/P_12_XII" },
        { "no amount", "vat", "drop P_11", "INK-RULE-044 Fa/FaWiersz[1]/P_11" },
        { "a gross amount is one", "gross", "", "" },
        { "a correction may show no amount", "correction", "drop P_11", "" },
        { "a simplified invoice may show no amount", "simplified", "drop P_11", "" },
        { "a line of before on an ordinary invoice", "vat", $"into FaWiersz: {Before}", "INK-RULE-047 Fa/FaWiersz[1]/StanPrzed" },
        { "a line of before on a final invoice", "final", $"into FaWiersz: {Before}", "INK-RULE-047 Fa/FaWiersz[1]/StanPrzed" },
        { "a line of before on a correction of a final invoice", "correction of a final", $"into FaWiersz: {Before}", "" },
    };

    /// <summary>A grosz and half a per mille, so 0.02 of 20.00 and 1.68 of 3333.00.</summary>
    public static TheoryData<string, string, string, string> Products => new()
    {
        { "price by quantity", "vat", "P_9A = 60.00", "INK-RULE-045 Fa/FaWiersz[1]/P_11 100.00 120.00" },
        { "a little more", "correction", "P_9A = 10.00 ; P_11 = 20.02", "" },
        { "too much", "correction", "P_9A = 10.00 ; P_11 = 20.03", "INK-RULE-045 Fa/FaWiersz[1]/P_11 20.03 20.00" },
        { "a little less", "correction", "P_9A = 10.00 ; P_11 = 19.98", "" },
        { "too little", "correction", "P_9A = 10.00 ; P_11 = 19.97", "INK-RULE-045 Fa/FaWiersz[1]/P_11 19.97 20.00" },
        { "given back, a little more", "correction", "P_8B = -2 ; P_9A = 10.00 ; P_11 = -20.02", "" },
        { "given back, a little less", "correction", "P_8B = -2 ; P_9A = 10.00 ; P_11 = -19.98", "" },
        { "given back, too much", "correction", "P_8B = -2 ; P_9A = 10.00 ; P_11 = -20.03", "INK-RULE-045 Fa/FaWiersz[1]/P_11 -20.03 -20.00" },
        { "a rounded price by a hundred", "correction", "P_8B = 100 ; P_9A = 33.33 ; P_11 = 3333.50", "" },
        { "beyond what rounding explains", "correction", "P_8B = 100 ; P_9A = 33.33 ; P_11 = 3334.68",
            "INK-RULE-045 Fa/FaWiersz[1]/P_11 3334.68 3333.00" },
        { "one piece has no rounded price", "correction", "P_8B = 1 ; P_9A = 1000000.00 ; P_11 = 1000450.00",
            "INK-RULE-045 Fa/FaWiersz[1]/P_11 1000450.00 1000000.00" },
        { "a price of whole zloty has groszy too", "correction", "P_8B = 1000 ; P_9A = 10 ; P_11 = 10005.00", "" },
        { "a price of four decimals explains less", "correction", "P_8B = 1000 ; P_9A = 10.0000 ; P_11 = 10000.07",
            "INK-RULE-045 Fa/FaWiersz[1]/P_11 10000.07 10000.00" },
        { "a rounded quantity", "correction", "P_8B = 0.333 ; P_9A = 30.00 ; P_11 = 10.01", "" },
        { "beyond a rounded quantity", "correction", "P_8B = 0.333 ; P_9A = 30.00 ; P_11 = 10.02",
            "INK-RULE-045 Fa/FaWiersz[1]/P_11 10.02 9.99" },
        { "less a discount", "correction", "P_9A = 10.00 ; after P_9A: <P_10>5.00</P_10> ; P_11 = 15.00", "" },
        { "the discount forgotten", "correction", "P_9A = 10.00 ; after P_9A: <P_10>5.00</P_10> ; P_11 = 20.00",
            "INK-RULE-045 Fa/FaWiersz[1]/P_11 20.00 15.00" },
        { "half a grosz goes up", "correction", "P_8B = 1 ; P_9A = 0.125 ; P_11 = 5.00", "INK-RULE-045 Fa/FaWiersz[1]/P_11 5.00 0.13" },
        { "no quantity", "correction", "drop P_8B ; P_11 = 7.00", "" },
        { "no price", "correction", "drop P_9A ; P_11 = 7.00", "" },
        { "a gross price says nothing of a net amount", "correction", "swap P_9A: <P_9B>1.00</P_9B>", "" },
        { "the largest price", "correction", "P_8B = 1 ; P_9A = 1000000000000", "INK-RULE-045 Fa/FaWiersz[1]/P_11 100.00 1000000000000.00" },
        { "a price without sense", "correction", "P_8B = 1 ; P_9A = 1000000000000.01", "" },
        { "a negative price without sense", "correction", "P_8B = 1 ; P_9A = -1000000000000.01", "" },
        { "the largest quantity", "correction", "P_8B = 1000000000000 ; P_9A = 1", "INK-RULE-045 Fa/FaWiersz[1]/P_11 100.00 1000000000000.00" },
        { "a quantity without sense", "correction", "P_8B = 1000000000000.01 ; P_9A = 1", "" },
        { "gross price by quantity", "gross", "P_9B = 60.00", "INK-RULE-046 Fa/FaWiersz[1]/P_11A 123.00 120.00" },
        { "gross, a little more", "correction, gross", "P_9B = 10.00 ; P_11A = 20.02", "" },
        { "gross, too much", "correction, gross", "P_9B = 10.00 ; P_11A = 20.03", "INK-RULE-046 Fa/FaWiersz[1]/P_11A 20.03 20.00" },
        { "gross, too little", "correction, gross", "P_9B = 10.00 ; P_11A = 19.97", "INK-RULE-046 Fa/FaWiersz[1]/P_11A 19.97 20.00" },
        { "gross, less a discount", "correction, gross", "P_9B = 10.00 ; after P_9B: <P_10>5.00</P_10> ; P_11A = 15.00", "" },
        { "gross, the discount forgotten", "correction, gross", "P_9B = 10.00 ; after P_9B: <P_10>5.00</P_10> ; P_11A = 20.00",
            "INK-RULE-046 Fa/FaWiersz[1]/P_11A 20.00 15.00" },
        { "gross, no quantity", "correction, gross", "drop P_8B", "" },
        { "gross, no price", "correction, gross", "drop P_9B", "" },
        { "gross, a price without sense", "correction, gross", "P_8B = 1 ; P_9B = 1000000000000.01", "" },
    };

    public static TheoryData<string, string, string, string> References => new()
    {
        { "a fact about a line", "vat", Note("1"), "" },
        { "a fact about no line in particular", "vat", "before FaWiersz: <DodatkowyOpis><Klucz>a</Klucz><Wartosc>b</Wartosc></DodatkowyOpis>", "" },
        { "a fact about a line that is not there", "vat", Note("7"), "INK-RULE-048 Fa/DodatkowyOpis[1]/NrWiersza 7" },
        { "the second fact", "vat", $"{Note("1")} ; {Note("2")}", "INK-RULE-048 Fa/DodatkowyOpis[2]/NrWiersza 2" },
        { "far beyond the last line", "vat", Note("100000"), "INK-RULE-048 Fa/DodatkowyOpis[1]/NrWiersza 100000" },
        { "a large number", "vat", $"NrWierszaFa = 200000 ; {Note("200000")}", "" },
        { "another large number", "vat", $"NrWierszaFa = 200000 ; {Note("200001")}", "INK-RULE-048 Fa/DodatkowyOpis[1]/NrWiersza 200001" },
        { "a large number where there is none", "vat", Note("200000"), "INK-RULE-048 Fa/DodatkowyOpis[1]/NrWiersza 200000" },
        { "a line that was only there before", "before and after", $"FaWiersz[1]/NrWierszaFa = 9 ; {Note("9")}", "" },
        { "the same with a large number", "before and after", $"FaWiersz[1]/NrWierszaFa = 200000 ; {Note("200000")}", "" },
        { "lines of the order", "advance", $"{Note("1", "Zamowienie")} ; {Note("2", "Zamowienie")}", "" },
        { "no line of the order", "advance", $"{Note("1", "Zamowienie")} ; {Note("3", "Zamowienie")}",
            "INK-RULE-048 Fa/DodatkowyOpis[2]/NrWiersza 3" },
        { "a new vehicle's line", "new vehicle", "", "" },
        { "no new vehicle's line", "new vehicle", "P_NrWierszaNST = 2",
            "INK-RULE-049 Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu[1]/P_NrWierszaNST 2" },
        { "the second vehicle", "new vehicle", "after NowySrodekTransportu: " +
            "<NowySrodekTransportu><P_22A>2026-01-01</P_22A><P_NrWierszaNST>3</P_NrWierszaNST><P_22C>1</P_22C></NowySrodekTransportu>",
            "INK-RULE-049 Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu[2]/P_NrWierszaNST 3" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    [MemberData(nameof(Products))]
    [MemberData(nameof(References))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);

    private static string Note(string line, string before = "FaWiersz") =>
        $"before {before}: <DodatkowyOpis><NrWiersza>{line}</NrWiersza><Klucz>a</Klucz><Wartosc>b</Wartosc></DodatkowyOpis>";
}
