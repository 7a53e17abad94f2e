using System.Diagnostics;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;

namespace Inkaust.Bench;

/// <summary>How long a PDF takes and how large it is, for a short and a long invoice, beside the goal of 10 ms and 60 KB for three lines.</summary>
internal static class Pdf
{
    private const double GoalMilliseconds = 10;
    private const int GoalBytes = 60_000;
    private const int WarmUps = 100, Rounds = 300;

    public static Task<int> RunAsync(string[] _)
    {
        var (median, bytes) = Report("3 lines", InvoiceOf(3), Rounds);
        Console.WriteLine($"goal               {GoalMilliseconds,10:0.0} ms  {GoalBytes,9:#,0} bytes   ({(median <= GoalMilliseconds && bytes < GoalBytes ? "met" : "MISSED")})");
        Report("300 lines", InvoiceOf(300), Rounds / 10);
        Throughput(InvoiceOf(3));
        return Task.FromResult(0);
    }

    private static (double Median, int Bytes) Report(string name, Fa3Invoice invoice, int rounds)
    {
        var codes = CodesOf(invoice);
        for (var i = 0; i < WarmUps * rounds / Rounds; i++) InvoicePdf.Draw(invoice, codes, new PrintOptions { Fonts = SystemFonts.Best });
        var bytes = InvoicePdf.Draw(invoice, codes, new PrintOptions { Fonts = SystemFonts.Best }).Length;
        var median = Measure.Median(rounds, () => InvoicePdf.Draw(invoice, codes, new PrintOptions { Fonts = SystemFonts.Best })).TotalMilliseconds;
        Console.WriteLine($"PDF of {name,-10}  {median,10:0.0} ms  {bytes,9:#,0} bytes   (median of {rounds}, two codes)");
        return (median, bytes);
    }

    private static void Throughput(Fa3Invoice invoice)
    {
        var codes = CodesOf(invoice);
        const int Count = 1000;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Count, _ => InvoicePdf.Draw(invoice, codes, new PrintOptions { Fonts = SystemFonts.Best }));
        Console.WriteLine($"PDF of 3 lines     {Count / watch.Elapsed.TotalSeconds,10:0} /s   ({Environment.ProcessorCount} cores)");
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
