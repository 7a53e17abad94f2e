using System.Diagnostics;
using System.Text;
using Inkaust.Cli;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Bench;

/// <summary>Validation beside XmlSchemaSet on the same files in the same run.</summary>
internal static class Validate
{
    // XmlSchemaSet is compiled ahead of time, our code only while it runs: until then the figures say nothing about either.
    private const int WarmUpTurns = 150;
    private const int LeastTurns = 50;

    // A turn is long enough that neither side pays for caches which the other has just filled.
    private const int RoundsInATurn = 20;

    private static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary><c>--seconds N</c> for each side (3 unless told), <c>--files N</c> for the folder (5,000); <c>--processes</c> for those alone.</summary>
    public static int Run(string[] args)
    {
        if (ValidateProcesses.AsPeer(args) is { } ended) return ended;
        var seconds = Choices.Number(args, "--seconds", 3);
        var files = Corpus();
        if (files.Count == 0)
        {
            Console.WriteLine("validate: skipped, no official samples beside the checkout");
            return 0;
        }
        if (args.Contains("--processes"))
        {
            ValidateProcesses.Compare(files);
            return 0;
        }
        var ours = new Side("Fa3Validator, all rules", file => Fa3Validator.Validate(file, Today));
        var official = new Side("XmlSchemaSet, schema only", file => OfficialFa3.Complaint(file));
        var ratios = new List<double>();
        // In turns, so that whatever else the machine does hits both alike.
        for (var (turn, clock) = (0, Stopwatch.StartNew()); turn < WarmUpTurns || clock.Elapsed.TotalSeconds < seconds * 2 || ratios.Count < LeastTurns; turn++)
        {
            if (turn < WarmUpTurns)
            {
                (ours, official) = (ours.Fresh(), official.Fresh());
                ratios.Clear();
                clock.Restart();
            }
            var time = ours.Pass(files);
            ratios.Add((double)official.Pass(files) / time);
        }
        ratios.Sort();
        Print(ours, files.Count);
        Print(official, files.Count);
        Console.WriteLine($"validate: {ratios[ratios.Count / 2]:0.0} times as fast as XmlSchemaSet (median of {ratios.Count} turns, " +
            $"{ratios[ratios.Count / 20]:0.0} in the worst twentieth), {(double)ours.BytesEach / official.BytesEach:0.00} of its allocation");
        Large();
        Folder(files, Math.Min(1000, Choices.Number(args, "--files", 5000)));
        Folder(files, Choices.Number(args, "--files", 5000));
        ValidateProcesses.Compare(files);
        return ratios[ratios.Count / 2] >= 3 ? 0 : 1;
    }

    private static List<byte[]> Corpus() => [.. OfficialFa3.Samples.Select(File.ReadAllBytes)];

    private static void Print(Side side, int files) =>
        Console.WriteLine($"  {side.Name,-28} {side.PerSecond,9:0} documents/s  {side.BytesEach,8} bytes/document  ({files} files)");

    private static void Large()
    {
        var text = Encoding.UTF8.GetString(Corpus()[0]);
        var start = text.IndexOf("<FaWiersz>", StringComparison.Ordinal);
        var end = text.IndexOf("</FaWiersz>", StringComparison.Ordinal) + "</FaWiersz>".Length;
        var line = text[start..end];
        var large = Encoding.UTF8.GetBytes(text[..start] + string.Concat(Enumerable.Repeat(line, (2_900_000 - text.Length) / line.Length)) + text[end..]);
        Fa3Validator.Validate(large, Today);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Fa3Validator.Validate(large, Today);
        Console.WriteLine($"  one file of {large.Length} bytes: {clock.Elapsed.TotalMilliseconds:0} ms, {GC.GetAllocatedBytesForCurrentThread() - before} bytes allocated");
    }

    // What "inkaust invoice validate DIR --json" does, its answers thrown away; and the most memory it ever held.
    private static void Folder(List<byte[]> files, int count)
    {
        const int InOneFolder = 1000;
        var root = Directory.CreateTempSubdirectory("inkaust-bench-");
        try
        {
            for (var i = 0; i < count; i++)
            {
                var folder = Path.Combine(root.FullName, $"{i / InOneFolder:000}");
                if (i % InOneFolder == 0) Directory.CreateDirectory(folder);
                File.WriteAllBytes(Path.Combine(folder, $"{i % InOneFolder:0000}.xml"), files[i % files.Count]);
            }
            GC.Collect();
            long peak = 0;
            using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 10);
            var clock = Stopwatch.StartNew();
            new InvoiceCheck(Today, strict: false, KsefKind.Production).Run([root.FullName], new Terminal(TextWriter.Null, TextWriter.Null, json: true, Language.English), CancellationToken.None);
            Console.WriteLine($"  a folder of {count} files: {count / clock.Elapsed.TotalSeconds:0} files/s, working set {peak / 1_000_000} MB at most");
        }
        finally
        {
            root.Delete(recursive: true);
        }
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

        /// <summary>Validates each in some rounds and says how long that took.</summary>
        public long Pass(List<byte[]> files)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            for (var round = 0; round < RoundsInATurn; round++)
                foreach (var file in files) validate(file);
            var time = Stopwatch.GetTimestamp() - started;
            ticks += time;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            documents += files.Count * RoundsInATurn;
            return time;
        }
    }
}
