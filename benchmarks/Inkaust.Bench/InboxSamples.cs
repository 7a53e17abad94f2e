using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Bench;

/// <summary>Invoices of 500 sellers to one buyer, and a package of them as KSeF would make it.</summary>
internal static class InboxSamples
{
    public static readonly Company Buyer = new(Nip.Parse("5260001246"), "Atrament i Pióro", "ul. Piękna 7/3, 00-539 Warszawa",
        KsefEnvironment.Local(new Uri("http://127.0.0.1:1")));

    private static readonly DateOnly StoredDay = new(2026, 11, 20);

    public static readonly string[] Goods =
        ["Papier", "Atrament", "Kałamarz", "Stalówka", "Teczka", "Koperta", "Zeszyt", "Ołówek", "Linijka", "Gumka", "Pióro", "Bibuła", "Klej", "Nożyczki"];

    public static DescribedPackage Package(int count, byte[] secret, string encrypted)
    {
        var (files, listed) = (new List<(string, byte[])>(), new List<ListedInvoice>());
        for (var i = 0; i < count; i++)
        {
            var (number, xml) = (KsefNumber.Create(SellerOf(i), StoredDay, i), Xml(i, SellerOf(i)));
            files.Add(($"{number}.xml", xml));
            listed.Add(new ListedInvoice(number, $"FV/{i}/2026", Day(i), InvoiceHash.Of(xml))
            {
                StoredAt = new DateTimeOffset(StoredDay, new TimeOnly(10, 0), TimeSpan.Zero),
                SellerNip = $"{SellerOf(i)}",
                SellerName = $"Hurtownia {i % 500}",
                BuyerNip = $"{Buyer.Nip}",
                BuyerName = Buyer.Name,
            });
        }
        var plain = ExportedPackages.Zip(files, listed);
        using var aes = Aes.Create();
        aes.Key = secret[..32];
        var cipher = aes.EncryptCbc(plain, secret[32..], PaddingMode.PKCS7);
        File.WriteAllBytes(encrypted, cipher);
        return new DescribedPackage(count, IsTruncated: false, null, TimeProvider.System.GetUtcNow(), CompressionType.Zip,
            [new DescribedPart(1, plain.Length, InvoiceHash.Of(plain).Base64, cipher.Length, InvoiceHash.Of(cipher).Base64)]);
    }

    public static Nip SellerOf(int i)
    {
        for (var body = 100_000_000 + (i % 500 * 37); ; body++)
            for (var check = 0; check < 10; check++)
                if (Nip.TryParse($"{body}{check}", out var nip)) return nip;
    }

    public static DateOnly Day(int i) => new DateOnly(2026, 2, 1).AddDays(i % 290);

    /// <summary>An FA(3) file of about three kilobytes.</summary>
    public static byte[] Xml(int i, Nip seller)
    {
        var lines = string.Concat(Enumerable.Range(1, 3 + (i % 5)).Select(line => $"""
            <FaWiersz><NrWierszaFa>{line}</NrWierszaFa><P_7>{Goods[(i + line) % Goods.Length]} nr {i * 7 % 9973}</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz>
            """));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
            <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-01T08:00:00Z</DataWytworzeniaFa></Naglowek>
            <Podmiot1><DaneIdentyfikacyjne><NIP>{seller}</NIP><Nazwa>Hurtownia {i % 500}</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Piórkowa 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
            <Podmiot2><DaneIdentyfikacyjne><NIP>{Buyer.Nip}</NIP><Nazwa>{Buyer.Name}</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Stalówki 2, 00-002 Warszawa</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
            <Fa><KodWaluty>PLN</KodWaluty><P_1>{Day(i):yyyy-MM-dd}</P_1><P_2>FV/{i}/2026</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>
            <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>{lines}<Platnosc><TerminPlatnosci><Termin>2026-12-23</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc></Fa>
            </Faktura>
            """);
    }
}
