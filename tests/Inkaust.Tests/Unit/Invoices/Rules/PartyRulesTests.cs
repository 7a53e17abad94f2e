namespace Inkaust.Tests.Invoices;

public class PartyRulesTests
{
    private const string Foreigner = "swap Podmiot2/NIP: <KodUE>DE</KodUE><NrVatUE>811907980</NrVatUE>";

    public static TheoryData<string, string, string, string> Identifiers => new()
    {
        { "the seller's NIP", "vat", "Podmiot1/NIP = 5241037787", "INK-RULE-001 Podmiot1/DaneIdentyfikacyjne/NIP 5241037787" },
        { "the buyer's NIP", "vat", "Podmiot2/NIP = 6712345099", "INK-RULE-001 Podmiot2/DaneIdentyfikacyjne/NIP 6712345099" },
        { "a third party's NIP", "vat", Third("<NIP>9450017236</NIP>"), "INK-RULE-001 Podmiot3[1]/DaneIdentyfikacyjne/NIP 9450017236" },
        { "a right one passes", "vat", Third("<NIP>9450017235</NIP>"), "" },
        { "an authorised entity's NIP", "vat",
            "after Podmiot2: <PodmiotUpowazniony><DaneIdentyfikacyjne><NIP>9450017236</NIP><Nazwa>K</Nazwa></DaneIdentyfikacyjne>" +
            "<Adres><KodKraju>PL</KodKraju><AdresL1>a</AdresL1></Adres><RolaPU>2</RolaPU></PodmiotUpowazniony>",
            "INK-RULE-001 PodmiotUpowazniony/DaneIdentyfikacyjne/NIP 9450017236" },
        { "digits of another script", "vat", "Podmiot2/NIP = 671234509٨", "INK-RULE-001 Podmiot2/DaneIdentyfikacyjne/NIP 671234509٨" },
        { "a line feed at the end is another fault", "vat", "Podmiot2/NIP = 6712345098\n", "INK-RULE-004 Podmiot2/DaneIdentyfikacyjne/NIP" },
        { "wrong, and with a line feed", "vat", "Podmiot2/NIP = 6712345099\n",
            "INK-RULE-001 Podmiot2/DaneIdentyfikacyjne/NIP 6712345099\n ; INK-RULE-004 Podmiot2/DaneIdentyfikacyjne/NIP" },
        { "a NIP of no party: the carrier", "vat", Carrier("9450017236"),
            "INK-RULE-003 Fa/WarunkiTransakcji/Transport[1]/Przewoznik/DaneIdentyfikacyjne/NIP 9450017236" },
        { "the carrier's right one passes", "vat", Carrier("9450017235"), "" },
        { "the carrier's with a line feed", "vat", Carrier("9450017235\n"),
            "INK-RULE-004 Fa/WarunkiTransakcji/Transport[1]/Przewoznik/DaneIdentyfikacyjne/NIP" },
        { "a NIP of no party: the buyer before", "correction", "after DaneFaKorygowanej: " +
            "<Podmiot2K><DaneIdentyfikacyjne><NIP>6712345099</NIP><Nazwa>P</Nazwa></DaneIdentyfikacyjne></Podmiot2K> ; " + Foreigner,
            "INK-RULE-003 Fa/Podmiot2K[1]/DaneIdentyfikacyjne/NIP 6712345099" },
        { "an internal identifier", "vat", Third("<IDWew>6712345099-12342</IDWew>"),
            "INK-RULE-002 Podmiot3[1]/DaneIdentyfikacyjne/IDWew 6712345099-12342" },
        { "a right internal identifier passes", "vat", Third("<IDWew>6712345098-12349</IDWew>"), "" },
        { "a wrong last digit", "vat", Third("<IDWew>6712345098-12348</IDWew>"), "INK-RULE-005 Podmiot3[1]/DaneIdentyfikacyjne/IDWew 6712345098-12348" },
        { "two digits swapped", "vat", Third("<IDWew>6712345098-13249</IDWew>"), "INK-RULE-005 Podmiot3[1]/DaneIdentyfikacyjne/IDWew 6712345098-13249" },
        { "an internal identifier as a buyer's other number, of Poland", "vat", "swap Podmiot2/NIP: <KodKraju>PL</KodKraju><NrID>6712345098-12349</NrID>",
            "INK-RULE-022 Podmiot2/DaneIdentyfikacyjne/NrID 6712345098-12349" },
        { "an internal identifier as another number, of no country", "vat", "swap Podmiot2/NIP: <NrID>6712345098-12348</NrID>",
            "INK-RULE-022 Podmiot2/DaneIdentyfikacyjne/NrID 6712345098-12348" },
        { "an internal identifier as a third party's other number", "vat", Third("<NrID>6712345098-12349</NrID>"),
            "INK-RULE-022 Podmiot3[1]/DaneIdentyfikacyjne/NrID 6712345098-12349" },
        { "another country's number may look like one", "vat", "swap Podmiot2/NIP: <KodKraju>US</KodKraju><NrID>6712345098-12349</NrID>", "" },
        { "a digit too few is no internal identifier", "vat", "swap Podmiot2/NIP: <NrID>6712345098-1234</NrID>", "" },
        { "a NIP alone is no internal identifier", "vat", Third("<IDWew>6712345099</IDWew>"), "INK-FA3-015 Podmiot3[1]/DaneIdentyfikacyjne/IDWew" },
        { "one sign more is judged", "vat", Third("<IDWew>6712345099-</IDWew>"),
            "INK-FA3-015 Podmiot3[1]/DaneIdentyfikacyjne/IDWew ; INK-RULE-002 Podmiot3[1]/DaneIdentyfikacyjne/IDWew 6712345099-" },
        { "an account number with a line feed", "to be paid", "NrRB = 60102010260000042270201111\n",
            "INK-RULE-004 Fa/Platnosc/RachunekBankowy[1]/NrRB" },
        { "a Polish prefix", "vat", "swap Podmiot2/NIP: <KodUE>PL</KodUE><NrVatUE>6712345098</NrVatUE>",
            "INK-RULE-010 Podmiot2/DaneIdentyfikacyjne/KodUE" },
        { "a Polish prefix before no NIP is told once", "vat", "swap Podmiot2/NIP: <KodUE>PL</KodUE><NrVatUE>12</NrVatUE>",
            "INK-RULE-010 Podmiot2/DaneIdentyfikacyjne/KodUE" },
        { "a Polish prefix of a third party", "vat", Third("<KodUE>PL</KodUE><NrVatUE>6712345098</NrVatUE>"),
            "INK-RULE-010 Podmiot3[1]/DaneIdentyfikacyjne/KodUE" },
        { "a foreign prefix passes", "vat", Foreigner, "" },
        { "a German number has nine digits", "vat", "swap Podmiot2/NIP: <KodUE>DE</KodUE><NrVatUE>81190798</NrVatUE>",
            "INK-RULE-012 Podmiot2/DaneIdentyfikacyjne/NrVatUE 81190798 DE" },
        { "a third party's number", "vat", Third("<KodUE>FI</KodUE><NrVatUE>123456789</NrVatUE>"),
            "INK-RULE-012 Podmiot3[1]/DaneIdentyfikacyjne/NrVatUE 123456789 FI" },
        { "a NIP as another number, of Poland", "vat", "swap Podmiot2/NIP: <KodKraju>PL</KodKraju><NrID>6712345098</NrID>",
            "INK-RULE-011 Podmiot2/DaneIdentyfikacyjne/NrID 6712345098" },
        { "a NIP as another number, of no country", "vat", "swap Podmiot2/NIP: <NrID>6712345098</NrID>",
            "INK-RULE-011 Podmiot2/DaneIdentyfikacyjne/NrID 6712345098" },
        { "a NIP with dashes and prefix", "vat", "swap Podmiot2/NIP: <NrID>PL 671-234-50-98</NrID>",
            "INK-RULE-011 Podmiot2/DaneIdentyfikacyjne/NrID PL 671-234-50-98" },
        { "another country's number may look like a NIP", "vat", "swap Podmiot2/NIP: <KodKraju>US</KodKraju><NrID>6712345098</NrID>", "" },
        { "ten digits with a wrong check digit are no NIP", "vat", "swap Podmiot2/NIP: <NrID>6712345099</NrID>", "" },
        { "a PESEL", "vat", "swap Podmiot2/NIP: <NrID>44051401458</NrID>", "INK-RULE-013 Podmiot2/DaneIdentyfikacyjne/NrID 44051401458" },
        { "a PESEL of a third party", "vat", Third("<NrID>44051401458</NrID>"), "INK-RULE-013 Podmiot3[1]/DaneIdentyfikacyjne/NrID 44051401458" },
        { "a long number is no KSeF number", "vat", "swap Podmiot2/NIP: <NrID>ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789</NrID>", "" },
        { "eleven digits with a wrong check digit are no PESEL", "vat", "swap Podmiot2/NIP: <NrID>44051401459</NrID>", "" },
    };

    public static TheoryData<string, string, string, string> Parties => new()
    {
        { "no name", "vat", "drop Podmiot2/Nazwa", "INK-RULE-014 Podmiot2/DaneIdentyfikacyjne/Nazwa" },
        { "no address", "vat", "drop Podmiot2/Adres", "INK-RULE-014 Podmiot2/Adres" },
        { "neither is told once", "vat", "drop Podmiot2/Nazwa ; drop Podmiot2/Adres", "INK-RULE-014 Podmiot2/DaneIdentyfikacyjne/Nazwa" },
        { "a consumer needs no address", "consumer", "", "" },
        { "a consumer needs a name", "consumer", "drop Podmiot2/Nazwa", "INK-RULE-014 Podmiot2/DaneIdentyfikacyjne/Nazwa" },
        { "a foreign buyer needs an address", "to the Union", "drop Podmiot2/Adres", "INK-RULE-014 Podmiot2/Adres" },
        { "a correction too", "correction", "drop Podmiot2/Adres", "INK-RULE-014 Podmiot2/Adres" },
        { "an advance too", "advance", "drop Podmiot2/Nazwa", "INK-RULE-014 Podmiot2/DaneIdentyfikacyjne/Nazwa" },
        { "a simplified invoice needs neither", "simplified", "drop Podmiot2/Nazwa ; drop Podmiot2/Adres", "" },
        { "no buyer at all is the schema's matter", "vat", "drop Podmiot2", "INK-FA3-004 Podmiot2" },
        { "a unit without its party", "vat", "JST = 1", "INK-RULE-015 Podmiot2/JST" },
        { "a unit with its party", "vat", $"JST = 1 ; {Third(rest: "<Rola>8</Rola>")}", "" },
        { "its party may be the second", "vat", $"JST = 1 ; {Third(rest: "<Rola>8</Rola>")} ; {Third(rest: "<Rola>2</Rola>")}", "" },
        { "a group's member is not the unit", "vat", $"JST = 1 ; GV = 1 ; {Third(rest: "<Rola>10</Rola>")}", "INK-RULE-015 Podmiot2/JST" },
        { "a member without its party", "vat", "GV = 1", "INK-RULE-016 Podmiot2/GV" },
        { "a member with its party", "vat", $"GV = 1 ; {Third(rest: "<Rola>10</Rola>")}", "" },
        { "a unit is not the group's member", "vat", $"JST = 1 ; GV = 1 ; {Third(rest: "<Rola>8</Rola>")}", "INK-RULE-016 Podmiot2/GV" },
        { "role 8 without its flag", "vat", Third(rest: "<Rola>8</Rola>"), "INK-RULE-017 Podmiot3[1]/Rola 8 JST" },
        { "role 10 without its flag", "vat", Third(rest: "<Rola>10</Rola>"), "INK-RULE-017 Podmiot3[1]/Rola 10 GV" },
        { "both roles without their flags", "vat", $"{Third(rest: "<Rola>10</Rola>")} ; {Third(rest: "<Rola>8</Rola>")}",
            "INK-RULE-017 Podmiot3[1]/Rola 8 JST ; INK-RULE-017 Podmiot3[2]/Rola 10 GV" },
        { "the roles of issuers need no flag", "vat", $"{Third(rest: "<Rola>9</Rola>")} ; {Third(rest: "<Rola>7</Rola>")}", "" },
        { "shares of the whole", "vat", $"{Share("60")} ; {Share("40")}", "" },
        { "shares of a millionth more", "vat", $"{Share("40.000001")} ; {Share("60")}", "INK-RULE-018 Podmiot3[2]/Udzial 100.000001" },
        { "a party without share changes nothing", "vat", $"{Third(rest: "<Rola>4</Rola>")} ; {Share("41")} ; {Share("60")}",
            "INK-RULE-018 Podmiot3[2]/Udzial 101.00" },
        { "the share of another role", "vat", Third(rest: "<Rola>2</Rola><Udzial>10</Udzial>"), "INK-RULE-019 Podmiot3[1]/Udzial 2" },
        { "the share of a role in words", "vat", Third(rest: "<RolaInna>1</RolaInna><OpisRoli>gość</OpisRoli><Udzial>10</Udzial>"),
            "INK-RULE-019 Podmiot3[1]/Udzial ''" },
        { "self-billing by a consumer", "consumer", "P_17 = 1", "INK-RULE-020 Podmiot2/DaneIdentyfikacyjne/BrakID" },
        { "self-billing by a taxpayer", "vat", "P_17 = 1", "" },
        { "self-billing by a foreigner", "vat", $"P_17 = 1 ; {Foreigner}", "" },
        { "a seller who buys", "vat", "Podmiot2/NIP = 5241037786", "INK-RULE-021 Podmiot2/DaneIdentyfikacyjne/NIP" },
        { "no seller is the schema's matter", "vat", "drop Podmiot1", "INK-FA3-004 Podmiot1" },
        { "a third party may be the seller", "vat", Third("<NIP>5241037786</NIP>"), "" },
    };

    [Theory]
    [MemberData(nameof(Identifiers))]
    [MemberData(nameof(Parties))]
    public void Is_judged(string what, string invoice, string change, string found) => Verdict.IsSaid(invoice, change, found, what);

    private static string Third(string identity = "<NIP>9450017235</NIP>", string rest = "<Rola>2</Rola>") =>
        $"after Podmiot2: <Podmiot3><DaneIdentyfikacyjne>{identity}<Nazwa>Trzeci</Nazwa></DaneIdentyfikacyjne>{rest}</Podmiot3>";

    private static string Share(string share) => Third(rest: $"<Rola>4</Rola><Udzial>{share}</Udzial>");

    private static string Carrier(string nip) => "into Fa: <WarunkiTransakcji><Transport><RodzajTransportu>3</RodzajTransportu>" +
        $"<Przewoznik><DaneIdentyfikacyjne><NIP>{nip}</NIP><Nazwa>P</Nazwa></DaneIdentyfikacyjne>" +
        "<AdresPrzewoznika><KodKraju>PL</KodKraju><AdresL1>a</AdresL1></AdresPrzewoznika></Przewoznik>" +
        "<OpisLadunku>4</OpisLadunku></Transport></WarunkiTransakcji>";
}
