namespace Inkaust.Tests.Invoices;

public class SumRulesTests
{
    /// <summary>The net sum: a grosz for each line of its rates.</summary>
    public static TheoryData<string, string, string, string> NetSums => new()
    {
        { "a grosz more", "vat", "P_13_1 = 100.01 ; P_15 = 123.01", "" },
        { "two more", "vat", "P_13_1 = 100.02 ; P_15 = 123.02", "INK-RULE-050 Fa/P_13_1 100.02 100.00" },
        { "a grosz less", "vat", "P_13_1 = 99.99 ; P_15 = 122.99", "" },
        { "two less", "vat", "P_13_1 = 99.98 ; P_15 = 122.98", "INK-RULE-050 Fa/P_13_1 99.98 100.00" },
        { "two lines, two grosze", "two lines", "P_13_1 = 150.02 ; P_15 = 184.52", "" },
        { "two lines, three grosze", "two lines", "P_13_1 = 150.03 ; P_15 = 184.53", "INK-RULE-050 Fa/P_13_1 150.03 150.00" },
        { "only lines of its rate count", "two rates", "P_13_2 = 50.02 ; P_15 = 177.02", "INK-RULE-050 Fa/P_13_2 50.02 50.00" },
        { "23 and 22 make one sum", "two lines", "FaWiersz[2]/P_12 = 22 ; P_14_1 = 34.00 ; P_15 = 184.00", "" },
        { "gross lines without their tax", "gross", "P_13_1 = 100.02 ; P_15 = 123.02", "INK-RULE-050 Fa/P_13_1 100.02 100.00" },
        { "net and gross lines together", "two lines", "swap FaWiersz[2]/P_11: <P_11A>61.50</P_11A>", "" },
        { "a line without rate leaves it open", "two lines", "drop FaWiersz[2]/P_12", "INK-RULE-042 Fa/FaWiersz[2]/P_12" },
        { "a line without amount leaves it open", "two lines", "drop FaWiersz[2]/P_11", "INK-RULE-044 Fa/FaWiersz[2]/P_11" },
        { "a final invoice sums only what remains", "final", "P_13_1 = 20.00 ; P_14_1 = 4.60 ; P_15 = 24.60", "" },
        { "a correction may show the difference only", "correction", "P_13_1 = 20.00 ; P_14_1 = 4.60 ; P_15 = 24.60", "" },
        { "a line of before is added where it has no place", "two lines", "into FaWiersz[2]: <StanPrzed>1</StanPrzed>",
            "INK-RULE-047 Fa/FaWiersz[2]/StanPrzed" },
        { "the largest amount", "vat",
            "drop P_8B ; P_11 = 1000000000000.00 ; P_13_1 = 1000000000001.00 ; P_14_1 = 230000000000.00 ; P_15 = 1230000000001.00",
            "INK-RULE-050 Fa/P_13_1 1000000000001.00 1000000000000.00" },
        { "an amount without sense", "vat",
            "drop P_8B ; P_11 = 1000000000000.01 ; P_13_1 = 1000000000001.00 ; P_14_1 = 230000000000.00 ; P_15 = 1230000000001.00", "" },
        { "less without sense", "vat", "drop P_8B ; P_11 = -1000000000000.01", "" },
    };

    /// <summary>The tax: on the sum or line by line, with a grosz for each line.</summary>
    public static TheoryData<string, string, string, string> Taxes => new()
    {
        { "a grosz more", "vat", "P_14_1 = 23.01 ; P_15 = 123.01", "" },
        { "two more", "vat", "P_14_1 = 23.02 ; P_15 = 123.02", "INK-RULE-051 Fa/P_14_1 23.02 23.00 23.00" },
        { "a grosz less", "vat", "P_14_1 = 22.99 ; P_15 = 122.99", "" },
        { "two less", "vat", "P_14_1 = 22.98 ; P_15 = 122.98", "INK-RULE-051 Fa/P_14_1 22.98 23.00 23.00" },
        { "two lines, two grosze", "two lines", "P_14_1 = 34.52 ; P_15 = 184.52", "" },
        { "two lines, three grosze", "two lines", "P_14_1 = 34.53 ; P_15 = 184.53", "INK-RULE-051 Fa/P_14_1 34.53 34.50 34.50" },
        { "as the line has it", "vat", "after P_11: <P_11Vat>24.00</P_11Vat> ; P_14_1 = 24.00 ; P_15 = 124.00", "" },
        { "as the line has it, and a grosz", "vat", "after P_11: <P_11Vat>24.00</P_11Vat> ; P_14_1 = 24.01 ; P_15 = 124.01", "" },
        { "as the line has it, and two", "vat", "after P_11: <P_11Vat>24.00</P_11Vat> ; P_14_1 = 24.02 ; P_15 = 124.02",
            "INK-RULE-051 Fa/P_14_1 24.02 23.00 24.00" },
        { "on the sum, whatever the line has", "vat", "after P_11: <P_11Vat>24.00</P_11Vat>", "" },
        { "on the sum and a grosz, whatever the line has", "vat", "after P_11: <P_11Vat>24.00</P_11Vat> ; P_14_1 = 23.01 ; P_15 = 123.01", "" },
        { "neither this nor that", "vat", "after P_11: <P_11Vat>24.00</P_11Vat> ; P_14_1 = 23.50 ; P_15 = 123.50",
            "INK-RULE-051 Fa/P_14_1 23.50 23.00 24.00" },
        { "three net lines, each rounded", "vat", ThreeOf("<P_11>0.10</P_11>") + " ; P_13_1 = 0.30 ; P_14_1 = 1.00 ; P_15 = 1.30",
            "INK-RULE-051 Fa/P_14_1 1.00 0.07 0.06" },
        { "three gross lines, each rounded", "vat", ThreeOf("<P_11A>0.20</P_11A>") + " ; P_13_1 = 0.49 ; P_14_1 = 1.00 ; P_15 = 1.49",
            "INK-RULE-051 Fa/P_14_1 1.00 0.11 0.12" },
        { "gross lines", "gross", "P_14_1 = 23.02 ; P_15 = 123.02", "INK-RULE-051 Fa/P_14_1 23.02 23.00 23.00" },
        { "the one stop shop's tax", "one stop shop", "P_14_5 = 19.02 ; P_15 = 119.02", "INK-RULE-051 Fa/P_14_5 19.02 19.00 19.00" },
        { "a final invoice taxes what remains", "final", "P_14_1 = 4.60 ; P_15 = 24.60", "" },
    };

    /// <summary>The total: a grosz for each sum.</summary>
    public static TheoryData<string, string, string, string> Totals => new()
    {
        { "a grosz more", "vat", "P_15 = 123.01", "" },
        { "two more", "vat", "P_15 = 123.02", "INK-RULE-052 Fa/P_15 123.02 123.00" },
        { "a grosz less", "vat", "P_15 = 122.99", "" },
        { "two less", "vat", "P_15 = 122.98", "INK-RULE-052 Fa/P_15 122.98 123.00" },
        { "two sums, two grosze", "two rates", "P_15 = 177.02", "" },
        { "two sums, three grosze", "two rates", "P_15 = 177.03", "INK-RULE-052 Fa/P_15 177.03 177.00" },
        { "a sum without tax", "exempt", "P_15 = 100.02", "INK-RULE-052 Fa/P_15 100.02 100.00" },
        { "a correction", "correction", "P_15 = 123.02", "INK-RULE-052 Fa/P_15 123.02 123.00" },
        { "an advance", "advance", "P_15 = 123.02", "INK-RULE-052 Fa/P_15 123.02 123.00" },
        { "what remains of a final invoice", "final", "P_15 = 23.00", "" },
        { "what remains of a corrected final invoice", "correction of a final", "P_15 = 23.00", "" },
        { "a simplified invoice has no sums", "simplified", "P_15 = 400.00", "" },
        { "no total is the schema's matter", "vat", "P_15 = x", "INK-FA3-016 Fa/P_15" },
        { "no sum is the schema's matter", "vat", "P_13_1 = x", "INK-FA3-016 Fa/P_13_1" },
    };

    public static TheoryData<string, string, string, string> SumsAndLines => new()
    {
        { "23", "two rates", SecondIs("<P_12>23</P_12>"), "INK-RULE-050 Fa/P_13_1 100.00 150.00 ; INK-RULE-051 Fa/P_14_1 23.00 34.50 34.50" },
        { "8", "two rates", SecondIs("<P_12>8</P_12>"), "INK-RULE-053 Fa/P_13_2 8 2" },
        { "7", "two rates", SecondIs("<P_12>7</P_12>"), "INK-RULE-053 Fa/P_13_2 7 2" },
        { "5", "two rates", SecondIs("<P_12>5</P_12>"), "INK-RULE-053 Fa/P_13_3 5 3" },
        { "4", "two rates", SecondIs("<P_12>4</P_12>"), "INK-RULE-053 Fa/P_13_4 4 4" },
        { "3", "two rates", SecondIs("<P_12>3</P_12>"), "INK-RULE-053 Fa/P_13_4 3 4" },
        { "19 of another country", "two rates", SecondIs("<P_12_XII>19</P_12_XII>"), "INK-RULE-053 Fa/P_13_5 oss 19 5" },
        { "0 at home", "two rates", SecondIs("<P_12>0 KR</P_12>"), "INK-RULE-053 Fa/P_13_6_1 0 6_1" },
        { "0 within the Union", "two rates", SecondIs("<P_12>0 WDT</P_12>"), "INK-RULE-053 Fa/P_13_6_2 0 WDT 6_2" },
        { "0 for export", "two rates", SecondIs("<P_12>0 EX</P_12>"), "INK-RULE-053 Fa/P_13_6_3 0 EX 6_3" },
        { "exempt", "two rates", SecondIs("<P_12>zw</P_12>"), "INK-RULE-053 Fa/P_13_7 zw 7" },
        { "outside Poland", "two rates", SecondIs("<P_12>np I</P_12>"), "INK-RULE-053 Fa/P_13_8 np I 8" },
        { "services to the Union", "two rates", SecondIs("<P_12>np II</P_12>"), "INK-RULE-053 Fa/P_13_9 np II 9" },
        { "reverse charge", "two rates", SecondIs("<P_12>oo</P_12>"), "INK-RULE-053 Fa/P_13_10 oo 10" },
        { "a gross line needs its sum", "two rates", SecondIs("<P_12>8</P_12>") + " ; swap FaWiersz[2]/P_11: <P_11A>54.00</P_11A>",
            "INK-RULE-053 Fa/P_13_2 8 2" },
        { "a line of nothing needs no sum", "two rates", SecondIs("<P_12>8</P_12>") + " ; FaWiersz[2]/P_11 = 0.00", "" },
        { "a final invoice may lack a sum", "final", $"after FaWiersz: {SmallInvoice.Line(2, "50.00", "8")}", "" },
        { "a sum without a line", "vat", "before P_15: <P_13_8>5.00</P_13_8> ; P_15 = 128.00", "INK-RULE-054 Fa/P_13_8 8" },
        { "a sum of nothing", "vat", "before P_15: <P_13_8>0.00</P_13_8>", "" },
        { "a margin has no line of its rate", "vat", "before P_15: <P_13_11>5.00</P_13_11> ; P_15 = 128.00 ; " +
            "swap P_PMarzyN: <P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>", "" },
        { "a correction may have a sum without a line", "correction", "before P_15: <P_13_8>5.00</P_13_8> ; P_15 = 128.00", "" },
    };

    public static TheoryData<string, string, string, string> Lines => new()
    {
        { "an ordinary invoice without lines", "vat", "drop FaWiersz", "INK-RULE-058 Fa/FaWiersz" },
        { "a final invoice without lines", "final", "drop FaWiersz", "INK-RULE-058 Fa/FaWiersz" },
        { "a simplified invoice without lines", "simplified", "drop FaWiersz", "INK-RULE-058 Fa/FaWiersz" },
        { "an advance has none", "advance", "", "" },
        { "a correction of amounts without lines", "correction", "drop FaWiersz", "INK-RULE-058 Fa/FaWiersz" },
        { "a correction for a period may lack them", "correction", "drop FaWiersz ; after DaneFaKorygowanej: <OkresFaKorygowanej>październik 2026</OkresFaKorygowanej>", "" },
        { "a correction of a final invoice without lines", "correction of a final", "drop FaWiersz", "INK-RULE-058 Fa/FaWiersz" },
        { "a correction that changes no amount may lack them", "correction", "drop FaWiersz ; P_13_1 = 0 ; P_14_1 = 0 ; P_15 = 0", "" },
    };

    /// <summary>Tax in zloty: 23.00 at 4.3210 is 99.383, and a grosz for each line.</summary>
    public static TheoryData<string, string, string, string> Zloty => new()
    {
        { "tax in euro only", "euro", "drop P_14_1W", "INK-RULE-055 Fa/P_14_1W EUR 1" },
        { "a taxi's tax in euro only", "correction", "KodWaluty = EUR ; swap P_13_1: <P_13_4>100.00</P_13_4> ; swap P_14_1: <P_14_4>23.00</P_14_4>",
            "INK-RULE-055 Fa/P_14_4W EUR 4" },
        { "other countries' tax is not shown in zloty", "one stop shop", "KodWaluty = EUR", "" },
        { "no tax need not be shown", "correction", "KodWaluty = EUR ; P_14_1 = 0.00 ; P_15 = 100.00", "" },
        { "sums without tax have none to show", "exempt", "KodWaluty = EUR", "" },
        { "zloty on an invoice in zloty", "vat", "after P_14_1: <P_14_1W>0.00</P_14_1W>", "INK-RULE-056 Fa/P_14_1W" },
        { "each of them", "two rates", "after P_14_1: <P_14_1W>1.00</P_14_1W> ; after P_14_2: <P_14_2W>1.00</P_14_2W>",
            "INK-RULE-056 Fa/P_14_1W ; INK-RULE-056 Fa/P_14_2W" },
        { "a grosz more", "euro", "P_14_1W = 99.39", "" },
        { "two more", "euro", "P_14_1W = 99.40", "INK-RULE-057 Fa/P_14_1W 99.40 99.38" },
        { "a grosz less", "euro", "P_14_1W = 99.37", "" },
        { "two less", "euro", "P_14_1W = 99.36", "INK-RULE-057 Fa/P_14_1W 99.36 99.38" },
        { "two lines, two grosze", "two lines", TwoInEuro("149.09"), "" },
        { "two lines, three grosze", "two lines", TwoInEuro("149.10"), "INK-RULE-057 Fa/P_14_1W 149.10 149.07" },
        { "equal rates of exchange", "two lines", TwoInEuro("150.00", second: "4.321"), "INK-RULE-057 Fa/P_14_1W 150.00 149.07" },
        { "differing rates of exchange are not judged", "two lines", TwoInEuro("150.00", second: "4.4000"), "" },
        { "nor are they when the last two are equal", "two lines",
            TwoInEuro("150.00", second: "4.4000") + $" ; after FaWiersz[2]: {SmallInvoice.Line(3, "0.00", "23", "<KursWaluty>4.4000</KursWaluty>")}",
            "" },
        { "no rate of exchange is not judged", "euro", "drop KursWaluty ; P_14_1W = 1.00", "" },
        { "an advance, a grosz more", "advance in euro", "P_14_1W = 99.39", "" },
        { "an advance, two more", "advance in euro", "P_14_1W = 99.40", "INK-RULE-057 Fa/P_14_1W 99.40 99.38" },
        { "the advance's rate and the line's agree", "euro", "P_14_1W = 1.00 ; after P_15: <KursWalutyZ>4.321</KursWalutyZ>",
            "INK-RULE-057 Fa/P_14_1W 1.00 99.38" },
        { "the advance's rate and the line's differ", "euro", "P_14_1W = 1.00 ; after P_15: <KursWalutyZ>4.3211</KursWalutyZ>", "" },
        { "the largest rate", "euro", "KursWaluty = 999999.99 ; P_14_1W = 1.00", "INK-RULE-057 Fa/P_14_1W 1.00 22999999.77" },
        { "a rate without sense", "euro", "KursWaluty = 1000000 ; P_14_1W = 1.00", "" },
        { "a negative rate without sense", "euro", "KursWaluty = -1000000 ; P_14_1W = 1.00", "" },
        { "the largest tax", "advance in euro", "P_13_1 = 1.00 ; P_14_1 = 999999999999.99 ; P_15 = 1000000000000.99",
            "INK-RULE-057 Fa/P_14_1W 99.38 4320999999999.96" },
        { "a tax without sense", "advance in euro", "P_13_1 = 1.00 ; P_14_1 = 1000000000000.00 ; P_15 = 1000000000001.00", "" },
        { "a negative tax without sense", "advance in euro", "P_13_1 = 1.00 ; P_14_1 = -1000000000000.00 ; P_15 = -999999999999.00", "" },
    };

    [Theory]
    [MemberData(nameof(NetSums))]
    [MemberData(nameof(Taxes))]
    [MemberData(nameof(Totals))]
    [MemberData(nameof(SumsAndLines))]
    [MemberData(nameof(Lines))]
    [MemberData(nameof(Zloty))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);

    // The sum of the second rate goes, and its line gets this one.
    private static string SecondIs(string rate) => $"drop P_13_2 ; drop P_14_2 ; P_15 = 123.00 ; swap FaWiersz[2]/P_12: {rate}";

    private static string ThreeOf(string amount)
    {
        var rest = $"<P_7>Guzik</P_7>{amount}<P_12>23</P_12></FaWiersz>";
        return $"drop P_8B ; swap P_11: {amount} ; " +
            $"after FaWiersz: <FaWiersz><NrWierszaFa>2</NrWierszaFa>{rest}<FaWiersz><NrWierszaFa>3</NrWierszaFa>{rest}";
    }

    // 34.50 at 4.3210 is 149.0745.
    private static string TwoInEuro(string zloty, string? second = null) =>
        $"KodWaluty = EUR ; after P_14_1: <P_14_1W>{zloty}</P_14_1W> ; into FaWiersz[1]: <KursWaluty>4.3210</KursWaluty>" +
        (second is null ? "" : $" ; into FaWiersz[2]: <KursWaluty>{second}</KursWaluty>");
}
