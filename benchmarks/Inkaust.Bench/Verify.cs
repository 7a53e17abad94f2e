using System.Diagnostics;
using System.Security.Cryptography;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Print;
using Inkaust.Scan;
using Inkaust.Tests.Unit.Scan;

namespace Inkaust.Bench;

/// <summary>
/// Reads both codes from our own prints, measures how long a page takes beside its limit, and with <c>--fuzz N</c> (from <c>--from M</c> on) throws
/// damaged pictures and PDFs at the reader: each must come back soon and in little memory.
/// </summary>
internal static class Verify
{
    private const int Prints = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300), SlowestAllowed = TimeSpan.FromSeconds(20);

    private sealed record Print(byte[] Pdf, string KodI, string KodII, Fa3Invoice Invoice);

    public static int Run(string[] args)
    {
        var prints = Made();
        return Choices.Text(args, "--fuzz") is not null ? Fuzz(prints, (uint)Choices.Number(args, "--from", 0), Choices.Number(args, "--fuzz", 10_000)) : Read(prints);
    }

    private static int Read(IReadOnlyList<Print> prints)
    {
        ScannedFile.Read(prints[0].Pdf);
        int read = 0, proven = 0;
        var times = new List<TimeSpan>();
        for (var i = 0; i < Prints; i++)
        {
            var print = prints[i % prints.Count];
            var started = Stopwatch.GetTimestamp();
            var found = ScannedFile.Read(print.Pdf).Texts.Where(one => one.Where == FoundIn.Drawing).Select(one => one.Text).ToHashSet();
            var evidence = new CodeEvidence { File = print.Invoice, Now = DateTimeOffset.UnixEpoch.AddYears(60) };
            proven += found.Select(CodeLink.Read).OfType<CodeLink>().Count(link => JudgeCode.Of(link, evidence).Claims
                .Any(claim => claim is { About: ClaimSubject.File, Verdict: Verdict.Proven }));
            times.Add(Stopwatch.GetElapsedTime(started));
            if (found.Contains(print.KodI) && found.Contains(print.KodII)) read++;
        }
        times.Sort();
        var (median, late) = (times[times.Count / 2], times[times.Count * 99 / 100]);
        Console.WriteLine($"prints with both codes read   {read,6} of {Prints}; hashes that agree with the file {proven} of {2 * Prints}");
        Console.WriteLine($"a page with both codes        {median.TotalMilliseconds,6:0} ms, 99 % within {late.TotalMilliseconds:0} ms   "
            + $"({Limit.TotalMilliseconds:0} ms is the limit)");
        return read == Prints && proven == 2 * Prints && median <= Limit ? 0 : 1;
    }

    private static int Fuzz(IReadOnlyList<Print> prints, uint from, int count)
    {
        List<byte[]> seeds = [prints[0].Pdf, prints[1].Pdf];
        foreach (var pixels in new[] { 3, 6 })
        {
            var png = CodeImage.Png(new PrintedCode("OFFLINE", new Uri(prints[0].KodI)), pixels);
            seeds.Add(png);
            seeds.Add(Scan.Pictures.Picture.Read(png, CancellationToken.None).AsJpeg(60));
        }
        var clock = Stopwatch.StartNew();
        int crashes = 0, refused = 0, withCode = 0;
        var slowest = TimeSpan.Zero;
        for (var number = from; number < from + count; number++)
        {
            var started = clock.Elapsed;
            using var patience = new CancellationTokenSource(SlowestAllowed);
            try
            {
                if (ScannedFile.Read(Mutant.Of(seeds[(int)(number % seeds.Count)], number), patience.Token).Texts.Count > 0) withCode++;
            }
            catch (RefusedException)
            {
                refused++;
            }
            // Any other exception is what this run looks for.
            catch (Exception fault)
            {
                if (crashes++ < 10)
                    Console.WriteLine($"  number {number}: {fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n').FirstOrDefault()}");
            }
            if (clock.Elapsed - started > slowest) slowest = clock.Elapsed - started;
        }
        Console.WriteLine($"fuzz: {count} files in {clock.Elapsed.TotalSeconds:0} s, {withCode} still with a code, {refused} refused, "
            + $"slowest {slowest.TotalMilliseconds:0} ms, peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        Console.WriteLine($"crashes: {crashes}");
        return crashes == 0 ? 0 : 1;
    }

    // Every example with the codes of both kinds of keys.
    private static List<Print> Made()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var folder = Path.Combine(Directory.GetCurrentDirectory(), "tests", "Inkaust.Tests", "Golden", "invoices");
        List<Print> prints = [];
        foreach (var file in Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var invoice = Fa3Invoice.Read(File.ReadAllBytes(file));
            foreach (AsymmetricAlgorithm key in new AsymmetricAlgorithm[] { ec, rsa })
            {
                var one = VerificationLinks.KodI(KsefEnvironment.Test, invoice.SellerNip, invoice.IssueDate, invoice.Hash);
                var two = VerificationLinks.KodII(
                    KsefEnvironment.Test, ContextIdentifier.Of(invoice.SellerNip), invoice.SellerNip, "01F20A5D352AE590", invoice.Hash, key);
                var pdf = InvoicePdf.Draw(invoice, [new("OFFLINE", one), new("CERTYFIKAT", two)], new PrintOptions { Fonts = PrintFonts.Standard });
                prints.Add(new Print(pdf, one.AbsoluteUri, two.AbsoluteUri, invoice));
            }
        }
        return prints;
    }
}
