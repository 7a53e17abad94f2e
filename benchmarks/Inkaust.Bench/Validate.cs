using System.Diagnostics;
using System.Text;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Bench;

/// <summary>Validation beside XmlSchemaSet on the same files in the same run.</summary>
internal static class Validate
{
    // XmlSchemaSet is compiled ahead of time, our code only while it runs: until then the figures say nothing about either.
    private const int WarmUp = 5;

    /// <summary><c>--seconds N</c> for each side (3 unless told).</summary>
    public static int Run(string[] args)
    {
        var seconds = Agreement.Option(args, "--seconds", 3);
        var files = Corpus();
        if (files.Count == 0)
        {
            Console.WriteLine("validate: skipped, no official samples beside the checkout");
            return 0;
        }
        var today = new DateOnly(2026, 11, 22);
        var ours = new Side("Fa3Validator, all rules", file => Fa3Validator.Validate(file, today));
        var official = new Side("XmlSchemaSet, schema only", file => OfficialFa3.Complaint(file));
        // In turns, so that whatever else the machine does hits both alike; the first seconds only warm up.
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < WarmUp + seconds * 2;)
        {
            if (clock.Elapsed.TotalSeconds < WarmUp) (ours, official) = (ours.Fresh(), official.Fresh());
            ours.Pass(files);
            official.Pass(files);
        }
        Print(ours, files.Count);
        Print(official, files.Count);
        Console.WriteLine($"validate: {ours.PerSecond / official.PerSecond:0.0} times as fast as XmlSchemaSet, {(double)ours.BytesEach / official.BytesEach:0.00} of its allocation");
        Large(today);
        return 0;
    }

    private static List<byte[]> Corpus() => [.. OfficialFa3.Samples.Select(File.ReadAllBytes)];

    private static void Print(Side side, int files) =>
        Console.WriteLine($"  {side.Name,-28} {side.PerSecond,9:0} documents/s  {side.BytesEach,8} bytes/document  ({files} files)");

    private static void Large(DateOnly today)
    {
        var text = Encoding.UTF8.GetString(Corpus()[0]);
        var start = text.IndexOf("<FaWiersz>", StringComparison.Ordinal);
        var end = text.IndexOf("</FaWiersz>", StringComparison.Ordinal) + "</FaWiersz>".Length;
        var line = text[start..end];
        var large = Encoding.UTF8.GetBytes(text[..start] + string.Concat(Enumerable.Repeat(line, (2_900_000 - text.Length) / line.Length)) + text[end..]);
        Fa3Validator.Validate(large, today);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Fa3Validator.Validate(large, today);
        Console.WriteLine($"  one file of {large.Length} bytes: {clock.Elapsed.TotalMilliseconds:0} ms, {GC.GetAllocatedBytesForCurrentThread() - before} bytes allocated");
    }

    private sealed class Side(string name, Action<byte[]> validate)
    {
        private long documents;
        private long ticks;
        private long bytes;

        public string Name => name;

        public double PerSecond => documents / Stopwatch.GetElapsedTime(0, ticks).TotalSeconds;

        public long BytesEach => bytes / documents;

        public Side Fresh() => new(name, validate);

        public void Pass(List<byte[]> files)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            foreach (var file in files) validate(file);
            ticks += Stopwatch.GetTimestamp() - started;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            documents += files.Count;
        }
    }
}
