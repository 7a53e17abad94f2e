using System.Diagnostics;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Rendering;

namespace Inkaust.Bench;

/// <summary>How long a PDF takes and how large it is, for a short and a long invoice; how many a machine makes in a second.</summary>
public static class Pdf
{
    private const int WarmUps = 100, Rounds = 300;

    /// <returns>0, or 1 when the short invoice misses its goal of 10 ms and 60 KB.</returns>
    public static int Run(string[] args)
    {
        _ = args;
        var shortOne = Measure("3 lines", InvoiceOf(3), Rounds);
        Measure("300 lines", InvoiceOf(300), Rounds / 10);
        Throughput(InvoiceOf(3));
        var good = shortOne.Median <= 10 && shortOne.Bytes < 60_000;
        Console.WriteLine(good ? "goal of 10 ms and 60 KB for 3 lines: met" : "goal of 10 ms and 60 KB for 3 lines: MISSED");
        return good ? 0 : 1;
    }

    private static (double Median, int Bytes) Measure(string name, Fa3Invoice invoice, int rounds)
    {
        var codes = CodesOf(invoice);
        var first = Stopwatch.StartNew();
        var bytes = InvoicePdf.Draw(invoice, codes).Length;
        first.Stop();
        for (var i = 0; i < WarmUps * rounds / Rounds; i++) InvoicePdf.Draw(invoice, codes);
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            InvoicePdf.Draw(invoice, codes);
            times[i] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine($"pdf, {name}, two codes: median {times[rounds / 2]:0.0} ms, 90 % under {times[rounds * 9 / 10]:0.0} ms, first {first.Elapsed.TotalMilliseconds:0} ms, {bytes:#,0} bytes");
        return (times[rounds / 2], bytes);
    }

    private static void Throughput(Fa3Invoice invoice)
    {
        var codes = CodesOf(invoice);
        const int Count = 1000;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Count, _ => InvoicePdf.Draw(invoice, codes));
        Console.WriteLine($"pdf, 3 lines, {Environment.ProcessorCount} cores: {Count / watch.Elapsed.TotalSeconds:0} a second");
    }

    private static PrintedCode[] CodesOf(Fa3Invoice invoice) =>
    [
        new("OFFLINE", new Uri($"https://qr-test.ksef.mf.gov.pl/invoice/{invoice.SellerNip}/{invoice.IssueDate:dd-MM-yyyy}/{invoice.Hash}")),
        // A signature of 64 bytes has 86 letters in Base64URL.
        new("CERTYFIKAT", new Uri($"https://qr-test.ksef.mf.gov.pl/certificate/Nip/{invoice.SellerNip}/{invoice.SellerNip}/01F20A5D352AE590/{invoice.Hash}/{new string('x', 86)}")),
    ];

    private static Fa3Invoice InvoiceOf(int lines)
    {
        var rows = string.Concat(Enumerable.Range(1, lines).Select(i => $"""
            <FaWiersz><NrWierszaFa>{i}</NrWierszaFa><P_7>Usługa konserwacji urządzeń, pozycja {i}</P_7><P_8A>godz.</P_8A><P_8B>{i}</P_8B><P_9A>150</P_9A><P_11>{150 * i}</P_11><P_12>23</P_12></FaWiersz>
            """));
        return Fa3Invoice.Read(Encoding.UTF8.GetBytes($"""
            <Faktura xmlns="{Fa3Invoice.Namespace}"><Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza>
            <DataWytworzeniaFa>2026-11-20T09:30:00Z</DataWytworzeniaFa></Naglowek>
            <Podmiot1><DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Warsztat „Śruba” s.c.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Różana 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
            <Podmiot2><DaneIdentyfikacyjne><NIP>7010002137</NIP><Nazwa>Fabryka Łożysk S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Długa 2, 40-001 Katowice</AdresL1></Adres></Podmiot2>
            <Fa><KodWaluty>PLN</KodWaluty><P_1>2026-11-20</P_1><P_2>FV/1/2026</P_2><P_13_1>900</P_13_1><P_14_1>207</P_14_1><P_15>1107</P_15><RodzajFaktury>VAT</RodzajFaktury>{rows}
            <Platnosc><TerminPlatnosci><Termin>2026-12-04</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc></Fa></Faktura>
            """));
    }
}
