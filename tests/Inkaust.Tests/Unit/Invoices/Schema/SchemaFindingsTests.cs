using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class SchemaFindingsTests
{
    private static readonly string Kept = SmallInvoice.With("vat");

    /// <summary>What is written otherwise, the code and the place, and what is said in both languages with the hint.</summary>
    public static TheoryData<string, string, string, string, string, string> Cases => new()
    {
        { "<P_8B>2</P_8B>", "<P8B>2</P8B>", "INK-FA3-001 Fa/FaWiersz[1]/P8B",
            "Nieznany element „P8B” w „FaWiersz”.", "Unknown element \"P8B\" in \"FaWiersz\".", "Did you mean \"P_8B\"?" },
        { "<JST>", "<Wszystko/><JST>", "INK-FA3-001 Podmiot2/Wszystko", "Nieznany element „Wszystko” w „Podmiot2”.",
            "Unknown element \"Wszystko\" in \"Podmiot2\".", "Remove it." },
        { "<P_15>", "<P_2>x</P_2><P_15>", "INK-FA3-002 Fa/P_2", "Element „P_2” stoi w złym miejscu albo drugi raz.",
            "The element \"P_2\" stands in the wrong place, or a second time.",
            "The order in \"Fa\" is fixed; here may stand: P_14_1W, P_13_2, P_13_3, P_13_4, P_13_5, P_13_6_1." },
        { "<JST>", "<DaneKontaktowe/><DaneKontaktowe/><DaneKontaktowe/><DaneKontaktowe/><DaneKontaktowe/><JST>",
            "INK-FA3-003 Podmiot2/DaneKontaktowe", "Elementów „DaneKontaktowe” jest więcej niż 3.",
            "There are more than 3 elements \"DaneKontaktowe\".", "Split the invoice." },
        { "<JST>", "<DaneKontaktowe/><DaneKontaktowe/><DaneKontaktowe/><JST>", "", "", "", "" },
        { "<P_2>FV/1</P_2>", "", "INK-FA3-004 Fa/P_2", "Przed „P_13_1” brakuje elementu „P_2” (numer faktury).",
            "The element \"P_2\" (invoice number) is missing before \"P_13_1\".", "Add it here." },
        { "<GV>2</GV>", "", "INK-FA3-004 Podmiot2/GV", "Brakuje elementu „GV” (dotyczy członka grupy VAT).",
            "The element \"GV\" (concerns a member of a VAT group) is missing.", "Add it here." },
        { "<Fa>", "<Fa>tekst", "INK-FA3-005 Fa", "W „Fa” stoi tekst, a mogą tam stać tylko elementy.",
            "There is text in \"Fa\", where only elements may stand.", "Remove it, or put it into an element." },
        { "<P_2>", "<P_2><b/>", "INK-FA3-006 Fa/P_2", "Element „b” stoi wewnątrz wartości pola „P_2”.",
            "The element \"b\" stands inside the value of \"P_2\".", "\"P_2\" may hold only text." },
        { "<Fa>", "<Fa a=\"1\">", "INK-FA3-007 Fa", "Element „Fa” nie może mieć atrybutu „a”.", "The element \"Fa\" cannot have the attribute \"a\".",
            "Remove the attribute." },
        { " kodSystemowy=\"FA (3)\"", "", "INK-FA3-008 Naglowek/KodFormularza", "Elementowi „KodFormularza” brakuje atrybutu „kodSystemowy”.",
            "The element \"KodFormularza\" lacks the attribute \"kodSystemowy\".", "Add kodSystemowy=\"FA (3)\"." },
        { "wersjaSchemy=\"1-0E\"", "wersjaSchemy=\"2\"", "INK-FA3-009 Naglowek/KodFormularza", "Atrybut „wersjaSchemy” nie może mieć wartości „2”.",
            "The attribute \"wersjaSchemy\" cannot be \"2\".", "Allowed: 1-0E." },
        { "2025/06/25/13775/", "2023/06/29/12648/", "INK-FA3-010 ",
            "To nie jest faktura FA(3): element główny to „Faktura” z przestrzeni nazw „http://crd.gov.pl/wzor/2023/06/29/12648/”.",
            "This is not an FA(3) invoice: its root is \"Faktura\" of the namespace \"http://crd.gov.pl/wzor/2023/06/29/12648/\".",
            "The root must be \"Faktura\" of the namespace http://crd.gov.pl/wzor/2025/06/25/13775/" },
        { "<JST>", "<x xmlns=\"urn:b\"/><JST>", "INK-FA3-011 Podmiot2", "Element „x” jest z obcej przestrzeni nazw „urn:b”.",
            "The element \"x\" is of the foreign namespace \"urn:b\".",
            "All elements of an invoice are of the namespace http://crd.gov.pl/wzor/2025/06/25/13775/" },
        { "<P_7>Chleb</P_7>", "<P_7/>", "INK-FA3-012 Fa/FaWiersz[1]/P_7", "Pole jest puste.", "The field is empty.",
            "This should be text of 1 to 512 characters." },
        { "<JST>", "<NrKlienta>" + new string('x', 257) + "</NrKlienta><JST>", "INK-FA3-013 Podmiot2/NrKlienta",
            "Tekst ma 257 znaków, a może mieć najwyżej 256.", "The text has 257 characters and may have at most 256.", "Shorten it." },
        { "<JST>", "<DaneKontaktowe><Email>@</Email></DaneKontaktowe><JST>", "INK-FA3-014 Podmiot2/DaneKontaktowe[1]/Email",
            "Tekst ma 1 znak, a musi mieć co najmniej 3.", "The text has 1 character and must have at least 3.",
            "Check whether something was cut off." },
        { "<NIP>6712345098</NIP>", "<NIP>671-234</NIP>",
            "INK-FA3-015 Podmiot2/DaneIdentyfikacyjne/NIP ; INK-RULE-001 Podmiot2/DaneIdentyfikacyjne/NIP", "„671-234” nie ma wymaganej postaci.",
            "\"671-234\" does not have the required form.", "This should be ten digits without dashes." },
        { "<P_15>123.00</P_15>", "<P_15>123,00</P_15>", "INK-FA3-016 Fa/P_15", "„123,00” nie jest liczbą w wymaganej postaci.",
            "\"123,00\" is not a number of the required form.",
            "This should be a number with a point, up to 16 digits before and 2 after it, without needless zeros in front." },
        { "<P_1>2026-11-22", "<P_1>22.11.2026", "INK-FA3-017 Fa/P_1", "„22.11.2026” nie jest datą.", "\"22.11.2026\" is not a date.",
            "Write the date as yyyy-mm-dd, without a time zone." },
        { "<P_1>2026-11-22", "<P_1>2005-12-31", "INK-FA3-018 Fa/P_1", "Data 2005-12-31 jest poza zakresem.", "The date 2005-12-31 is out of range.",
            "The schema takes dates from 2006-01-01 to 2050-01-01." },
        { "2026-11-22T08:30:00Z", "wczoraj", "INK-FA3-019 Naglowek/DataWytworzeniaFa", "„wczoraj” nie jest datą z godziną.",
            "\"wczoraj\" is not a date with a time.", "Write it as 2026-12-31T14:30:00Z." },
        { "2026-11-22T08:30:00Z", "2025-08-31T08:30:00Z", "INK-FA3-020 Naglowek/DataWytworzeniaFa",
            "Chwila „2025-08-31T08:30:00Z” jest poza zakresem.", "The instant \"2025-08-31T08:30:00Z\" is out of range.",
            "This should be a date with time yyyy-mm-ddThh:mm:ssZ from 2025-09-01 to 2050-01-01." },
        { "<JST>2</JST>", "<JST>3</JST>", "INK-FA3-021 Podmiot2/JST", "„3” nie jest dozwoloną wartością.", "\"3\" is not an allowed value.",
            "This should be one of: 1 (yes), 2 (no)." },
        { "<Podmiot1>", "<Podmiot1><PrefiksPodatnika>DE</PrefiksPodatnika>", "INK-FA3-022 Podmiot1/PrefiksPodatnika",
            "Wartość „DE” musi być równa „PL”.", "The value \"DE\" must be \"PL\".", "Write \"PL\", or remove the element." },
        { "<P_15>", "<P_15 xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"false\">", "INK-FA3-023 Fa/P_15",
            "Atrybut xsi:nil nie może zmieniać typu ani znaczenia tego elementu.",
            "The attribute xsi:nil cannot change the type or meaning of this element.", "Remove the attribute." },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_told(string kept, string broken, string found, string polish, string english, string hint)
    {
        Assert.Contains(kept, Kept, StringComparison.Ordinal);
        var at = Kept.IndexOf(kept, StringComparison.Ordinal);
        var findings = Fa3Validator.Validate(Encoding.UTF8.GetBytes(Kept[..at] + broken + Kept[(at + kept.Length)..]), Verdict.Today);
        Assert.Equal(found, string.Join(" ; ", findings.Select(finding => $"{finding.Code} {finding.Path}")));
        if (found.Length == 0) return;
        Assert.Equal((polish, english, hint, Severity.Rejected),
            (findings[0].Text.Pl, findings[0].Text.En, findings[0].Hint!.En, findings[0].Severity));
        Assert.Matches(@"^\p{Lu}.{4,}", findings[0].Hint!.Pl);
        Assert.NotEqual(findings[0].Hint!.En, findings[0].Hint!.Pl);
    }

    [Fact]
    public void A_wording_is_in_the_language_asked_for()
    {
        var wording = new Wording("tak", "yes");
        Assert.Equal(("tak", "yes"), (wording.In(Language.Polish), wording.In(Language.English)));
    }

    [Fact]
    public void A_refusal_tells_all_its_reasons()
    {
        var cause = new InvalidOperationException();
        var first = new Finding("INK-A-001", "źle", "bad");
        var second = new Finding("INK-A-002", Severity.Advice, new Wording("gorzej", "worse"));
        var refused = new RefusedException([first, second], cause);
        Assert.Equal(("INK-A-001 bad; INK-A-002 worse", Severity.Rejected), (refused.Message, first.Severity));
        Assert.Equal([first, second], refused.Findings);
        Assert.Same(cause, refused.InnerException);
        Assert.Equal([first], new RefusedException(first, cause).Findings);
        Assert.Same(cause, new RefusedException(first, cause).InnerException);
    }
}
