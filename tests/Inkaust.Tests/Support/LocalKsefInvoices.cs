using System.Globalization;
using System.Text;

namespace Inkaust.Tests.Support;

/// <summary>Small FA(3) files.</summary>
internal static class LocalKsefInvoices
{
    public static byte[] Fa3(string sellerNip, string number, DateOnly issued, string buyerNip = "5265877635", string kind = "VAT") => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
        <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-01T08:00:00Z</DataWytworzeniaFa></Naglowek>
        <Podmiot1><DaneIdentyfikacyjne><NIP>{sellerNip}</NIP><Nazwa>Drukarnia Kałamarz</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Piórkowa 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
        <Podmiot2><DaneIdentyfikacyjne><NIP>{buyerNip}</NIP><Nazwa>Księgarnia Pod Gęsią</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Stalówki 2, 00-002 Warszawa</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
        <Fa><KodWaluty>PLN</KodWaluty><P_1>{issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</P_1><P_2>{number}</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>
        <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
        <RodzajFaktury>{kind}</RodzajFaktury><FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Papier czerpany</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz></Fa>
        </Faktura>
        """);
}
