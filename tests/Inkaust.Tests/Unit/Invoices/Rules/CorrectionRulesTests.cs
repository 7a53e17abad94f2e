namespace Inkaust.Tests.Invoices;

public class CorrectionRulesTests
{
    private const string Nobody = "drop DaneFaKorygowanej ; drop PrzyczynaKorekty";
    private const string WrongOriginal = "NrKSeFFaKorygowanej = 5241037786-20261015-0A1B2C3D4E5E-90";

    public static TheoryData<string, string, string, string> Originals => new()
    {
        { "a correction of nothing", "correction", Nobody, "INK-RULE-070 Fa/DaneFaKorygowanej" },
        { "a correction of no advance", "correction of an advance", $"{Nobody} ; drop P_15ZK",
            "INK-RULE-070 Fa/DaneFaKorygowanej ; INK-RULE-076 Fa/P_15ZK" },
        { "a correction of no final invoice", "correction of a final", Nobody, "INK-RULE-070 Fa/DaneFaKorygowanej" },
        { "an ordinary invoice that corrects", "correction", "RodzajFaktury = VAT", "INK-RULE-071 Fa/DaneFaKorygowanej[1]" },
        { "a final invoice that corrects", "final",
            "after RodzajFaktury: <DaneFaKorygowanej><DataWystFaKorygowanej>2026-10-15</DataWystFaKorygowanej>" +
            "<NrFaKorygowanej>FV/0</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>", "INK-RULE-071 Fa/DaneFaKorygowanej[1]" },
        { "a wrong check sum", "correction", WrongOriginal,
            "INK-RULE-072 Fa/DaneFaKorygowanej[1]/NrKSeFFaKorygowanej 5241037786-20261015-0A1B2C3D4E5E-90" },
        { "an advance's wrong check sum", "final", "NrKSeFFaZaliczkowej = 5241037786-20261102-2C3D4E5F6071-A1",
            "INK-RULE-072 Fa/FakturaZaliczkowa[1]/NrKSeFFaZaliczkowej 5241037786-20261102-2C3D4E5F6071-A1" },
        { "a number of KSeF 1 has other rules", "correction", "NrKSeFFaKorygowanej = 5241037786-20251015-0A1B2C-3D4E5E-90", "" },
        { "corrected on the same day", "correction", "DataWystFaKorygowanej = 2026-11-22", "" },
        { "corrected before it was issued", "correction", "DataWystFaKorygowanej = 2026-11-23",
            "INK-RULE-073 Fa/DaneFaKorygowanej[1]/DataWystFaKorygowanej 2026-11-23 2026-11-22" },
        { "each of several", "correction", "after DaneFaKorygowanej: <DaneFaKorygowanej><DataWystFaKorygowanej>2026-12-01</DataWystFaKorygowanej>" +
            "<NrFaKorygowanej>FV/0</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>",
            "INK-RULE-073 Fa/DaneFaKorygowanej[2]/DataWystFaKorygowanej 2026-12-01 2026-11-22" },
        { "no amount before", "correction of an advance", "drop P_15ZK", "INK-RULE-076 Fa/P_15ZK" },
        { "other corrections need none", "correction of a final", "", "" },
        { "no reason", "correction", "drop PrzyczynaKorekty", "INK-RULE-077 Fa/PrzyczynaKorekty" },
        { "no reason for a correction of an advance", "correction of an advance", "drop PrzyczynaKorekty", "INK-RULE-077 Fa/PrzyczynaKorekty" },
    };

    public static TheoryData<string, string, string, string> Parties => new()
    {
        { "the same buyer", "correction", Buyer("6712345098"), "" },
        { "another buyer", "correction", Buyer("7792468135"), "INK-RULE-074 Fa/Podmiot2K[1]/DaneIdentyfikacyjne/NIP" },
        { "the second of two", "correction", $"{Buyer("7792468135")} ; {Buyer("6712345098")}",
            "INK-RULE-074 Fa/Podmiot2K[2]/DaneIdentyfikacyjne/NIP" },
        { "a further buyer has another key", "correction", $"before JST: <IDNabywcy>1</IDNabywcy> ; {Buyer("7792468135", "2")}", "" },
        { "the buyer with the same key", "correction", $"before JST: <IDNabywcy>1</IDNabywcy> ; {Buyer("7792468135", "1")}",
            "INK-RULE-074 Fa/Podmiot2K[1]/DaneIdentyfikacyjne/NIP" },
        { "without key it is the buyer", "correction", $"before JST: <IDNabywcy>1</IDNabywcy> ; {Buyer("7792468135")}",
            "INK-RULE-074 Fa/Podmiot2K[1]/DaneIdentyfikacyjne/NIP" },
        { "a key that the buyer has not", "correction", Buyer("7792468135", "2"), "" },
        { "a NIP that was missing", "correction",
            "after DaneFaKorygowanej: <Podmiot2K><DaneIdentyfikacyjne><BrakID>1</BrakID><Nazwa>P</Nazwa></DaneIdentyfikacyjne></Podmiot2K>", "" },
        { "a NIP that is gone", "correction", $"{Buyer("7792468135")} ; swap Podmiot2/NIP: <KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE>", "" },
        { "the same seller", "correction", Seller("5241037786"), "" },
        { "another seller", "correction", Seller("7792468135"), "INK-RULE-075 Fa/Podmiot1K/DaneIdentyfikacyjne/NIP" },
        { "a seller without NIP is the schema's matter", "correction", $"{Seller("7792468135")} ; drop Podmiot1/NIP",
            "INK-FA3-004 Podmiot1/DaneIdentyfikacyjne/NIP" },
    };

    /// <summary>After less before, 60.00, with a grosz for each line of both.</summary>
    public static TheoryData<string, string, string, string> Differences => new()
    {
        { "two grosze more", "before and after", Difference("60.02", "73.82"), "" },
        { "three more", "before and after", Difference("60.03", "73.83"), "INK-RULE-078 Fa/P_13_1 60.03 60.00" },
        { "two less", "before and after", Difference("59.98", "73.78"), "" },
        { "three less", "before and after", Difference("59.97", "73.77"), "INK-RULE-078 Fa/P_13_1 59.97 60.00" },
        { "without a line of before", "correction", Difference("77.00", "100.00"), "" },
        { "a line without rate leaves it open", "before and after", $"drop FaWiersz[2]/P_12 ; {Difference("70.00", "83.80")}", "" },
        { "a gross line leaves it open", "before and after",
            $"drop FaWiersz[2]/P_9A ; swap FaWiersz[2]/P_11: <P_11A>123.00</P_11A> ; {Difference("70.00", "83.80")}", "" },
        { "a gross line of before leaves it open", "before and after",
            $"swap FaWiersz[1]/P_11: <P_11A>49.20</P_11A> ; {Difference("70.00", "83.80")}", "" },
        { "a sum without lines is left open", "before and after", "before P_15: <P_13_8>5.00</P_13_8> ; P_15 = 78.80", "" },
        { "a correction of a final invoice shows what remains", "before and after", $"RodzajFaktury = KOR_ROZ ; {Difference("70.00", "83.80")}", "" },
    };

    [Theory]
    [MemberData(nameof(Originals))]
    [MemberData(nameof(Parties))]
    [MemberData(nameof(Differences))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);

    private static string Buyer(string nip, string? key = null) =>
        $"after DaneFaKorygowanej: <Podmiot2K><DaneIdentyfikacyjne><NIP>{nip}</NIP><Nazwa>P</Nazwa></DaneIdentyfikacyjne>" +
        (key is null ? "" : $"<IDNabywcy>{key}</IDNabywcy>") + "</Podmiot2K>";

    private static string Seller(string nip) =>
        $"after DaneFaKorygowanej: <Podmiot1K><DaneIdentyfikacyjne><NIP>{nip}</NIP><Nazwa>P</Nazwa></DaneIdentyfikacyjne>" +
        "<Adres><KodKraju>PL</KodKraju><AdresL1>a</AdresL1></Adres></Podmiot1K>";

    private static string Difference(string net, string due) => $"P_13_1 = {net} ; P_15 = {due}";
}
