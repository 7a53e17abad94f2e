using System.Globalization;
using System.Text;

namespace Inkaust.Tests.Support;

/// <summary>Files of the forms other than FA(3), as small as their official schemas let them be (see LocalKsefFormsTests).</summary>
internal static class LocalKsefForms
{
    private const string Buyer = "5265877635";

    public static object CodeOf(string systemCode) => new
    {
        systemCode,
        schemaVersion = systemCode.StartsWith("PEF", StringComparison.Ordinal) ? "2-1" : systemCode == "FA_RR (1)" ? "1-1E" : "1-0E",
        value = systemCode.StartsWith("PEF", StringComparison.Ordinal) ? "PEF" : systemCode == "FA_RR (1)" ? "FA_RR" : "FA",
    };

    /// <summary>100 net, 23 VAT and 123 gross in PLN; of FA_RR, 100, 7 and 107.</summary>
    public static byte[] File(string systemCode, string sellerNip, string number, DateOnly issued, string buyerNip = Buyer) => systemCode switch
    {
        "FA (2)" => Fa2(sellerNip, number, issued),
        "FA (3)" => LocalKsefInvoices.Fa3(sellerNip, number, issued, buyerNip),
        "FA_RR (1)" => FaRr(sellerNip, number, issued, buyerNip),
        "PEF (3)" => Pef("Invoice", sellerNip, number, issued),
        _ => Pef("CreditNote", sellerNip, number, issued),
    };

    /// <summary>In euro, with the VAT in złoty, self-invoicing.</summary>
    public static byte[] Fa2InEuro(string sellerNip, string number, DateOnly issued) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Fa2(sellerNip, number, issued))
        .Replace("<KodWaluty>PLN", "<KodWaluty>EUR", StringComparison.Ordinal).Replace("<P_14_1>23.00</P_14_1>", "<P_14_1>23.00</P_14_1><P_14_1W>98.44</P_14_1W>", StringComparison.Ordinal)
        .Replace("<P_17>2</P_17>", "<P_17>1</P_17>", StringComparison.Ordinal));

    private static byte[] Fa2(string sellerNip, string number, DateOnly issued) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2023/06/29/12648/">
        <Naglowek><KodFormularza kodSystemowy="FA (2)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>2</WariantFormularza><DataWytworzeniaFa>2026-01-31T08:00:00Z</DataWytworzeniaFa></Naglowek>
        <Podmiot1><DaneIdentyfikacyjne><NIP>{sellerNip}</NIP><Nazwa>Drukarnia Kałamarz</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Piórkowa 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
        <Podmiot2><DaneIdentyfikacyjne><NIP>{Buyer}</NIP><Nazwa>Księgarnia Pod Gęsią</Nazwa></DaneIdentyfikacyjne></Podmiot2>
        <Fa><KodWaluty>PLN</KodWaluty><P_1>{Day(issued)}</P_1><P_2>{number}</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>
        <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
        <RodzajFaktury>VAT</RodzajFaktury><FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Papier czerpany</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz></Fa>
        </Faktura>
        """);

    private static byte[] FaRr(string sellerNip, string number, DateOnly issued, string buyerNip) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2026/03/06/14189/">
        <Naglowek><KodFormularza kodSystemowy="FA_RR (1)" wersjaSchemy="1-1E">FA_RR</KodFormularza><WariantFormularza>1</WariantFormularza><DataWytworzeniaFa>2026-04-01T08:00:00Z</DataWytworzeniaFa></Naglowek>
        <Podmiot1><DaneIdentyfikacyjne><NIP>{sellerNip}</NIP><Nazwa>Drukarnia Kałamarz</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>Gęsia Wólka 3</AdresL1></Adres></Podmiot1>
        <Podmiot2><DaneIdentyfikacyjne><NIP>{buyerNip}</NIP><Nazwa>Księgarnia Pod Gęsią</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Stalówki 2, 00-002 Warszawa</AdresL1></Adres></Podmiot2>
        <FakturaRR><KodWaluty>PLN</KodWaluty><P_4A>{Day(issued)}</P_4A><P_4B>{Day(issued)}</P_4B><P_4C>{number}</P_4C><P_11_1>100.00</P_11_1><P_11_2>7.00</P_11_2><P_12_1>107.00</P_12_1><P_12_2>sto siedem złotych</P_12_2>
        <RodzajFaktury>VAT_RR</RodzajFaktury><FakturaRRWiersz><NrWierszaFa>1</NrWierszaFa><P_5>Pióra gęsie</P_5><P_6A>kg</P_6A><P_6B>1</P_6B><P_6C>lotki</P_6C><P_7>100.00</P_7><P_8>100.00</P_8><P_9>7.0</P_9><P_10>7.00</P_10><P_11>107.00</P_11></FakturaRRWiersz></FakturaRR>
        </Faktura>
        """);

    private static byte[] Pef(string root, string sellerNip, string number, DateOnly issued)
    {
        string Party(string side, string nip, string name) => $"""
            <a:Accounting{side}Party><a:Party><a:PostalAddress><a:Country><b:IdentificationCode>PL</b:IdentificationCode></a:Country></a:PostalAddress><a:PartyTaxScheme><b:CompanyID>PL{nip}</b:CompanyID><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:PartyTaxScheme><a:PartyLegalEntity><b:RegistrationName>{name}</b:RegistrationName></a:PartyLegalEntity></a:Party></a:Accounting{side}Party>
            """;
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <b:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</b:CustomizationID><b:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</b:ProfileID>
            <b:ID>{number}</b:ID><b:IssueDate>{Day(issued)}</b:IssueDate><b:{root}TypeCode>{(root == "Invoice" ? "380" : "381")}</b:{root}TypeCode><b:DocumentCurrencyCode>PLN</b:DocumentCurrencyCode>
            {Party("Supplier", sellerNip, "Drukarnia Kałamarz")}{Party("Customer", Buyer, "Księgarnia Pod Gęsią")}
            <a:TaxTotal><b:TaxAmount currencyID="PLN">23.00</b:TaxAmount></a:TaxTotal>
            <a:LegalMonetaryTotal><b:TaxExclusiveAmount currencyID="PLN">100.00</b:TaxExclusiveAmount><b:TaxInclusiveAmount currencyID="PLN">123.00</b:TaxInclusiveAmount><b:PayableAmount currencyID="PLN">123.00</b:PayableAmount></a:LegalMonetaryTotal>
            <a:{root}Line><b:ID>1</b:ID><b:{(root == "Invoice" ? "Invoiced" : "Credited")}Quantity unitCode="H87">1</b:{(root == "Invoice" ? "Invoiced" : "Credited")}Quantity><b:LineExtensionAmount currencyID="PLN">100.00</b:LineExtensionAmount><a:Item><b:Name>Papier czerpany</b:Name></a:Item><a:Price><b:PriceAmount currencyID="PLN">100.00</b:PriceAmount></a:Price></a:{root}Line>
            </{root}>
            """);
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
