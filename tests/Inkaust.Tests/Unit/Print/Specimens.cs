using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Tests.Unit.Print;

/// <summary>Invented invoices to draw.</summary>
internal static class Specimens
{
    public const string Seller = "5265877635", Buyer = "7010002137";

    /// <summary>With the fonts of this machine, as the program draws.</summary>
    public static PrintOptions AsHere { get; } = new() { Fonts = SystemFonts.Best };

    /// <summary>An everyday invoice of three lines.</summary>
    public static Fa3Invoice ThreeLines() => Read(Everyday(string.Concat(Enumerable.Range(1, 3).Select(Line))));

    public static Fa3Invoice ManyLines(int count) => Read(Everyday(string.Concat(Enumerable.Range(1, count).Select(Line))));

    /// <summary>An everyday invoice with something else in the place of its lines.</summary>
    public static Fa3Invoice With(string lines) => Read(Everyday(lines));

    /// <summary>An everyday one with what stands before the names of its parties.</summary>
    public static Fa3Invoice Named(string before) => Read(Everyday("").Replace("<Nazwa>", "<Nazwa>" + before));

    public static Fa3Invoice Read(string xml) => Fa3Invoice.Read(Encoding.UTF8.GetBytes(xml));

    /// <summary>The code of an invoice that has its number.</summary>
    public static IReadOnlyList<PrintedCode> Numbered(Fa3Invoice invoice) => [new(NumberOf(invoice), KodI(invoice))];

    /// <summary>The codes of an offline invoice before its number, of the length that an EC signature gives.</summary>
    public static IReadOnlyList<PrintedCode> Offline(Fa3Invoice invoice) => [new("OFFLINE", KodI(invoice)), new("CERTYFIKAT", KodII(invoice, 86))];

    public static string NumberOf(Fa3Invoice invoice) => KsefNumber.Create(invoice.SellerNip, invoice.IssueDate, 0x0102_0304_0506).ToString();

    public static Uri KodI(Fa3Invoice invoice) =>
        new($"https://qr-test.ksef.mf.gov.pl/invoice/{invoice.SellerNip}/{invoice.IssueDate:dd-MM-yyyy}/{invoice.Hash}");

    public static Uri KodII(Fa3Invoice invoice, int signatureLength) =>
        new($"https://qr-test.ksef.mf.gov.pl/certificate/Nip/{invoice.SellerNip}/{invoice.SellerNip}/01F20A5D352AE590/{invoice.Hash}/{Letters(signatureLength)}");

    private static string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(i => "aZ3-k_Q9x"[i * 7 % 9]));

    private static string Line(int number) => $"""
        <FaWiersz><NrWierszaFa>{number}</NrWierszaFa><P_7>Żółty papier kancelaryjny nr {number}</P_7><PKWiU>17.12.14.0</PKWiU>
        <P_8A>ryza</P_8A><P_8B>{number}.5</P_8B><P_9A>1234.5</P_9A><P_11>{1234.5m * (number + 0.5m):0.00}</P_11><P_12>23</P_12></FaWiersz>
        """;

    private static string Everyday(string lines) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="{Fa3Invoice.Namespace}">
          <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza>
            <DataWytworzeniaFa>2026-11-20T09:30:00Z</DataWytworzeniaFa><SystemInfo>Inkaust</SystemInfo></Naglowek>
          <Podmiot1><DaneIdentyfikacyjne><NIP>{Seller}</NIP><Nazwa>Papiernia „Łąka” sp. z o.o.</Nazwa></DaneIdentyfikacyjne>
            <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Źródlana 7/9</AdresL1><AdresL2>31-002 Kraków</AdresL2></Adres>
            <DaneKontaktowe><Email>biuro@laka.example</Email><Telefon>+48 12 345 67 89</Telefon></DaneKontaktowe></Podmiot1>
          <Podmiot2><DaneIdentyfikacyjne><NIP>{Buyer}</NIP><Nazwa>Drukarnia Gżegżółka S.A.</Nazwa></DaneIdentyfikacyjne>
            <Adres><KodKraju>PL</KodKraju><AdresL1>al. Śląska 15</AdresL1><AdresL2>40-001 Katowice</AdresL2></Adres><JST>2</JST><GV>2</GV></Podmiot2>
          <Fa><KodWaluty>PLN</KodWaluty><P_1>2026-11-20</P_1><P_1M>Kraków</P_1M><P_2>FV/11/2026/0042</P_2><P_6>2026-11-19</P_6>
            <P_13_1>9258.75</P_13_1><P_14_1>2129.51</P_14_1><P_15>11388.26</P_15>
            <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>1</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie>
              <NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>
            {lines}
            <Platnosc><TerminPlatnosci><Termin>2026-12-04</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci>
              <RachunekBankowy><NrRB>61109010140000071219812874</NrRB><NazwaBanku>Bank Przykładowy</NazwaBanku></RachunekBankowy></Platnosc>
          </Fa>
          <Stopka><Informacje><StopkaFaktury>Kapitał zakładowy 50 000 zł</StopkaFaktury></Informacje>
            <Rejestry><KRS>0000123456</KRS><REGON>146025969</REGON></Rejestry></Stopka>
        </Faktura>
        """;
}
