using System.Buffers.Text;
using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Inkaust.Ksef;

namespace Inkaust.Bench;

/// <summary>
/// What a package costs: MB of invoices per second and peak memory, beside nothing but Deflate, SHA-256 and AES over the same
/// bytes in the same run. A gigabyte of large invoices, then 10,000 of two kilobytes; <c>--size MB</c> for another size of the former.
/// </summary>
internal static class Packing
{
    private const int Megabyte = 1_000_000, MostMemory = 100;

    public static int Run(string[] arguments)
    {
        var option = Array.IndexOf(arguments, "--size");
        var megabytes = 1_000;
        if (option >= 0 && !(option + 1 < arguments.Length && int.TryParse(arguments[option + 1], out megabytes) && megabytes is > 0 and <= 9_900))
        {
            Console.Error.WriteLine("--size needs a number of megabytes from 1 to 9900.");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("inkaust-packing-");
        try
        {
            return Math.Max(Run(Source.Large(megabytes), folder.FullName), Run(new Source(10_000, 2_000), folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Run(Source source, string folder)
    {
        Console.WriteLine($"{source.Count} invoices of {source.Size / 1000} kB, {source.Total / Megabyte} MB");
        using var rsa = RSA.Create(2048);
        using var encryption = new InvoiceEncryption(new KsefPublicKey("id", rsa.ExportSubjectPublicKeyInfo()));
        Pack(Source.Large(1), encryption, CompressionType.Zip, folder);
        var worst = 0L;
        foreach (var compression in (CompressionType[])[CompressionType.Zip, CompressionType.TarGz])
        {
            GC.Collect();
            using var memory = new PeakMemory();
            BatchPackage? package = null;
            var packing = Measured(() => package = Pack(source, encryption, compression, folder));
            var (managed, above, process) = memory.Peaks();
            worst = Math.Max(worst, process);
            var raw = Measured(() => Raw(source, byInvoice: compression == CompressionType.Zip));
            Console.WriteLine($"{compression,-6} packing  {source.Total / packing.Time.TotalSeconds / Megabyte,8:0.0} MB/s   {package!.Size / (double)Megabyte:0.0} MB in {package.Parts.Count} parts");
            Console.WriteLine($"{compression,-6} raw      {source.Total / raw.Time.TotalSeconds / Megabyte,8:0.0} MB/s   Deflate + SHA-256 + AES, one thread");
            Console.WriteLine($"{compression,-6} ratio    {raw.Time / packing.Time,8:0.00}        of time (1 is the limit of one thread), {raw.Processor / packing.Processor:0.00} of processor time");
            Console.WriteLine($"{compression,-6} memory   {process / Megabyte,8} MB     the whole process at its peak (at most {MostMemory} MB): {above / Megabyte} MB above the start, {managed / Megabyte} MB of it managed");
        }
        return worst < MostMemory * (long)Megabyte ? 0 : 1;
    }

    private static (TimeSpan Time, TimeSpan Processor) Measured(Action work)
    {
        var (time, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return (Stopwatch.GetElapsedTime(time), Environment.CpuUsage.TotalTime - processor);
    }

    private static BatchPackage Pack(Source source, InvoiceEncryption encryption, CompressionType compression, string folder) =>
        BatchPackage.PackAsync(
            source.Files(), encryption, ordinal => File.Create(Path.Combine(folder, $"part-{ordinal:00}.aes")),
            new Ksef.Packing { Compression = compression }).GetAwaiter().GetResult();

    // The work that nobody can save: the hash of every invoice, the compression, the cipher. No format, no files, no hashes of parts.
    private static void Raw(Source source, bool byInvoice)
    {
        using var aes = Aes.Create();
        using var cipher = new CryptoStream(Stream.Null, aes.CreateEncryptor(), CryptoStreamMode.Write);
        var whole = byInvoice ? null : new DeflateStream(cipher, CompressionLevel.Optimal, leaveOpen: true);
        for (var number = 0; number < source.Count; number++)
        {
            var invoice = source.Invoice(number);
            SHA256.HashData(invoice);
            using var single = byInvoice ? new DeflateStream(cipher, CompressionLevel.Optimal, leaveOpen: true) : null;
            (single ?? whole)!.Write(invoice);
        }
        whole?.Dispose();
    }

    /// <summary>Invoices that differ in their numbers and amounts, made without much work so that they do not weigh in the figures.</summary>
    private sealed class Source
    {
        private readonly byte[] pattern;
        private readonly int numberAt;

        // A package takes 10,000 invoices, so a large one needs larger invoices.
        public static Source Large(int megabytes) =>
            (int)Math.Max(100_000, (long)megabytes * Megabyte / 9_900) is var size ? new Source((int)((long)megabytes * Megabyte / size), size) : null!;

        public Source(int count, int size)
        {
            (Count, Size) = (count, size);
            Total = (long)count * size;
            var text = new StringBuilder("<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Fa><P_2>");
            numberAt = text.Length;
            text.Append("00000000</P_2>");
            var dice = new Random(7);
            for (var line = 1; text.Length < Size; line++)
            {
                text.Append($"<FaWiersz><NrWierszaFa>{line}</NrWierszaFa><UU_ID>{Convert.ToHexStringLower(BitConverter.GetBytes(dice.NextInt64()))}</UU_ID>");
                text.Append($"<P_7>Towar nr {dice.Next(100_000)}</P_7><P_8A>szt.</P_8A><P_8B>{dice.Next(1, 500)}</P_8B>");
                text.Append($"<P_9A>{dice.Next(100_000) / 100m:0.00}</P_9A><P_11>{dice.Next(1_000_000) / 100m:0.00}</P_11><P_12>23</P_12></FaWiersz>");
            }
            pattern = Encoding.UTF8.GetBytes(text.ToString())[..Size];
        }

        public int Count { get; }

        public int Size { get; }

        public long Total { get; }

        public byte[] Invoice(int number)
        {
            var invoice = (byte[])pattern.Clone();
            Utf8Formatter.TryFormat(number, invoice.AsSpan(numberAt), out _, new System.Buffers.StandardFormat('D', 8));
            return invoice;
        }

        public async IAsyncEnumerable<InvoiceFile> Files()
        {
            await Task.CompletedTask;
            for (var number = 0; number < Count; number++) yield return new InvoiceFile($"FV-{number}.xml", Invoice(number));
        }
    }

    /// <summary>Looks at the memory of this process every few milliseconds.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly long managedBefore = GC.GetTotalMemory(forceFullCollection: true);
        private readonly long processBefore = Environment.WorkingSet;
        private readonly Timer timer;
        private long managed;
        private long process;

        public PeakMemory() => timer = new Timer(_ => Look(), null, 0, 10);

        public (long Managed, long Above, long Process) Peaks()
        {
            Look();
            return (managed - managedBefore, process - processBefore, process);
        }

        public void Dispose() => timer.Dispose();

        private void Look()
        {
            managed = Math.Max(managed, GC.GetTotalMemory(forceFullCollection: false));
            process = Math.Max(process, Environment.WorkingSet);
        }
    }
}
