namespace Inkaust.Tests.Invoices;

public class DateRulesTests
{
    private const string TwoLineDates =
        "after FaWiersz[1]/NrWierszaFa: <P_6A>2026-11-20</P_6A> ; after FaWiersz[2]/NrWierszaFa: <P_6A>2026-11-21</P_6A>";

    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "issued today", "vat", "P_1 = 2026-11-22", "" },
        { "issued tomorrow", "vat", "P_1 = 2026-11-23", "INK-RULE-030 Fa/P_1 2026-11-23 2026-11-22" },
        { "a correction of tomorrow", "correction", "P_1 = 2026-11-23", "INK-RULE-030 Fa/P_1 2026-11-23 2026-11-22" },
        { "no date is judged by the schema alone", "vat", "P_1 = 23.11.2026", "INK-FA3-017 Fa/P_1" },
        { "a period of one day", "vat", Period("2026-11-20", "2026-11-20"), "" },
        { "a period that ends before it begins", "vat", Period("2026-11-20", "2026-11-19"), "INK-RULE-031 Fa/OkresFa 2026-11-20 2026-11-19" },
        { "half a period is judged by the schema alone", "vat", Period("2026-11-20", "x"), "INK-FA3-017 Fa/OkresFa/P_6_Do" },
        { "60 days before the sale", "vat", Sold("2027-01-21"), "" },
        { "61 days before the sale", "vat", Sold("2027-01-22"), "INK-RULE-032 Fa/P_6 2027-01-22 2026-11-22" },
        { "an advance 61 days before the sale", "advance", Sold("2027-01-22"), "INK-RULE-032 Fa/P_6 2027-01-22 2026-11-22" },
        { "a correction is not issued before the sale", "correction", Sold("2027-01-22"), "" },
        { "the 15th of the next month", "vat", $"P_1 = 2026-11-15 ; {Sold("2026-10-31")}", "" },
        { "the 16th of the next month", "vat", $"P_1 = 2026-11-16 ; {Sold("2026-10-31")}", "INK-RULE-033 Fa/P_6 2026-10-31 2026-11-15" },
        { "sold on the first day of that month", "vat", $"P_1 = 2026-11-16 ; {Sold("2026-10-01")}", "INK-RULE-033 Fa/P_6 2026-10-01 2026-11-15" },
        { "sold in December: the 15th of January", "vat", $"P_1 = 2026-01-15 ; {Sold("2025-12-31")}", "" },
        { "sold in December: the 16th of January", "vat", $"P_1 = 2026-01-16 ; {Sold("2025-12-31")}", "INK-RULE-033 Fa/P_6 2025-12-31 2026-01-15" },
        { "a correction has no such term", "correction", Sold("2026-01-01"), "" },
        { "a final invoice has another term", "final", Sold("2026-01-01"), "" },
        { "a date of the invoice alone", "two lines", Sold("2026-11-20"), "" },
        { "dates of lines alone", "two lines", TwoLineDates, "" },
        { "both are told once, at the first line", "two lines", $"{Sold("2026-11-20")} ; {TwoLineDates}", "INK-RULE-034 Fa/FaWiersz[1]/P_6A" },
        { "the first line that has one", "two lines", $"{Sold("2026-11-20")} ; after FaWiersz[2]/NrWierszaFa: <P_6A>2026-11-20</P_6A>",
            "INK-RULE-034 Fa/FaWiersz[2]/P_6A" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);

    private static string Sold(string date) => $"after P_2: <P_6>{date}</P_6>";

    private static string Period(string from, string to) => $"after P_2: <OkresFa><P_6_Od>{from}</P_6_Od><P_6_Do>{to}</P_6_Do></OkresFa>";
}
