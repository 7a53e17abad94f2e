using System.Diagnostics;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Print.Description;

namespace Inkaust.Bench;

/// <summary>
/// How long a PDF takes and how large it is, beside the goal of 10 ms and 60 KB for three lines, and beside PDFsharp, which draws the same words, codes, tags
/// and attachment with the same fonts (docs/adr/0005): within one process, and as whole processes.
/// </summary>
internal static class Pdf
{
    private const double GoalMilliseconds = 10;
    private const int GoalBytes = 60_000;
    private const int WarmUps = 100, Rounds = 300;
    private const int Many = 200;
    private const long GoalPeak = 90_000_000;

    // The first that a machine has; regular and bold.
    private static readonly (string Regular, string Bold)[] Fonts =
        [("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"), ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")];

    /// <summary>Without arguments, all; <c>--side ours|pdfsharp --count N</c> draws and says nothing, for a process of its own.</summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["--side", var side, "--count", var count]) return Task.FromResult(OneSide(side, int.Parse(count)));
        var (median, bytes) = Report("3 lines", InvoiceOf(3), Rounds);
        Console.WriteLine($"goal               {GoalMilliseconds,10:0.0} ms  {GoalBytes,9:#,0} bytes   ({(median <= GoalMilliseconds && bytes < GoalBytes ? "met" : "MISSED")})");
        Report("300 lines", InvoiceOf(300), Rounds / 10);
        Throughput(InvoiceOf(3));
        if (FontFiles() is { } fonts) BesidePdfSharp(fonts.Regular, fonts.Bold);
        else Console.WriteLine("PDFsharp: skipped, it needs a font file and this machine has none that suits");
        return Task.FromResult(0);
    }

    private static void BesidePdfSharp(string regular, string bold)
    {
        PdfSharpPrint.UseFonts(regular, bold);
        var (ours, theirs) = (Ours(regular, bold), Theirs());
        Console.WriteLine($"with {Path.GetFileName(regular)}, two codes, tags and the invoice inside:");
        foreach (var lines in new[] { 3, 300 })
        {
            var invoice = InvoiceOf(lines);
            var (we, they) = (Within(() => ours(invoice), Rounds * 3 / lines), Within(() => theirs(invoice), Rounds * 3 / lines));
            Console.WriteLine($"  {lines,3} lines  ours      {we}");
            Console.WriteLine($"             PDFsharp  {they}   ours {they.Milliseconds / we.Milliseconds:0.0} times as fast, {(double)we.Bytes / they.Bytes:0.00} of the size, " +
                $"{(double)we.Allocated / they.Allocated:0.00} of the allocation");
        }
        WholeProcesses("as built", typeof(Pdf).Assembly.Location);
        if (WholeProcess.Publish("benchmarks/Inkaust.Bench", "Inkaust.Bench.dll") is { } published) WholeProcesses("compiled ahead of time, both", published);
        else Console.WriteLine("compiled ahead of time: skipped, it cannot be published here");
    }

    private static void WholeProcesses(string how, string bench)
    {
        foreach (var count in new[] { 1, Many })
        {
            var we = WholeProcess.Run(3, "dotnet", bench, "pdf", "--side", "ours", "--count", $"{count}");
            var they = WholeProcess.Run(3, "dotnet", bench, "pdf", "--side", "pdfsharp", "--count", $"{count}");
            Console.WriteLine($"  {count,3} PDFs, whole processes, {how}:");
            Console.WriteLine($"             ours      {we}");
            Console.WriteLine($"             PDFsharp  {they}   ours {they.Wall / we.Wall:0.0} times as fast, {they.Cpu / we.Cpu:0.0} by CPU" +
                (count == Many ? $" (goals: 2 times, {GoalPeak / 1_000_000} MB: {(they.Wall / we.Wall >= 2 && we.PeakBytes <= GoalPeak ? "met" : "MISSED")})" : ""));
        }
    }

    private readonly record struct Cost(double Milliseconds, int Bytes, long Allocated, bool SameTwice)
    {
        public override string ToString() =>
            $"{Milliseconds,6:0.0} ms  {Bytes,9:#,0} bytes  {Allocated / 1000,6:#,0} kB allocated, {(SameTwice ? "the same" : "other")} bytes the second time";
    }

    private static Cost Within(Func<byte[]> draw, int rounds)
    {
        for (var i = 0; i < rounds / 3; i++) draw();
        var first = draw();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = draw();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Cost(Measure.Median(rounds, () => draw()).TotalMilliseconds, first.Length, allocated, first.AsSpan().SequenceEqual(second));
    }

    private static int OneSide(string side, int count)
    {
        if (FontFiles() is not { } fonts) return 1;
        if (side != "ours") PdfSharpPrint.UseFonts(fonts.Regular, fonts.Bold);
        var draw = side == "ours" ? Ours(fonts.Regular, fonts.Bold) : Theirs();
        // Each of another number, as a month's invoices are.
        for (var i = 0; i < count; i++) draw(InvoiceOf(3, i));
        return 0;
    }

    private static Func<Fa3Invoice, byte[]> Ours(string regular, string bold)
    {
        var options = new PrintOptions { Fonts = SystemFonts.Named(regular, bold), EmbedXml = true };
        return invoice => InvoicePdf.Draw(invoice, CodesOf(invoice), options);
    }

    private static Func<Fa3Invoice, byte[]> Theirs() => invoice =>
    {
        var options = new PrintOptions();
        var description = InvoiceDescription.Of(invoice, CodesOf(invoice), options);
        return PdfSharpPrint.Draw(description, InvoicePdf.PropertiesOf(invoice, description, options), invoice.Bytes);
    };

    private static (string Regular, string Bold)? FontFiles()
    {
        if (!Directory.Exists("/usr/share/fonts")) return null;
        var files = Directory.EnumerateFiles("/usr/share/fonts", "*.ttf", SearchOption.AllDirectories).ToLookup(path => Path.GetFileName(path));
        foreach (var (regular, bold) in Fonts)
            if (files[regular].FirstOrDefault() is { } first && files[bold].FirstOrDefault() is { } second) return (first, second);
        return null;
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
        new("CERTYFIKAT", new Uri($"https://qr-test.ksef.mf.gov.pl/certificate/Nip/{invoice.SellerNip}/{invoice.SellerNip}/01F20A5D352AE590/" +
            $"{invoice.Hash}/{new string('x', 86)}")),
    ];

    private static Fa3Invoice InvoiceOf(int lines, int number = 1)
    {
        var rows = string.Concat(Enumerable.Range(1, lines).Select(i => $"""
            <FaWiersz><NrWierszaFa>{i}</NrWierszaFa><P_7>Usługa konserwacji urządzeń, pozycja {i}</P_7><P_8A>godz.</P_8A><P_8B>{i}</P_8B><P_9A>150</P_9A><P_11>{150 * i}</P_11><P_12>23</P_12></FaWiersz>
            """));
        return Fa3Invoice.Read(Encoding.UTF8.GetBytes($"""
            <Faktura xmlns="{Fa3Invoice.Namespace}"><Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza>
            <DataWytworzeniaFa>2026-11-20T09:30:00Z</DataWytworzeniaFa></Naglowek>
            <Podmiot1><DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Warsztat „Śruba” s.c.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Różana 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
            <Podmiot2><DaneIdentyfikacyjne><NIP>7010002137</NIP><Nazwa>Fabryka Łożysk S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Długa 2, 40-001 Katowice</AdresL1></Adres></Podmiot2>
            <Fa><KodWaluty>PLN</KodWaluty><P_1>2026-11-20</P_1><P_2>FV/{number}/2026</P_2><P_13_1>900</P_13_1><P_14_1>207</P_14_1><P_15>1107</P_15><RodzajFaktury>VAT</RodzajFaktury>{rows}
            <Platnosc><TerminPlatnosci><Termin>2026-12-04</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc></Fa></Faktura>
            """));
    }
}
