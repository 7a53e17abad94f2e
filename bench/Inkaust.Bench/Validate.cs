using System.Diagnostics;
using System.Text;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Bench;

/// <summary>Validation beside XmlSchemaSet on the same files in the same run.</summary>
internal static class Validate
{
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
        Measure("warm-up", files, file => Fa3Validator.Validate(file, today), 0.5);
        Measure("warm-up", files, file => OfficialFa3.Complaint(file), 0.5);
        var ours = Measure("Fa3Validator, all rules", files, file => Fa3Validator.Validate(file, today), seconds);
        var official = Measure("XmlSchemaSet, schema only", files, file => OfficialFa3.Complaint(file), seconds);
        Print(ours, files.Count);
        Print(official, files.Count);
        Console.WriteLine($"validate: {ours.PerSecond / official.PerSecond:0.0} times as fast as XmlSchemaSet, {(double)ours.Bytes / official.Bytes:0.00} of its allocation");
        Large(today);
        return 0;
    }

    private static List<byte[]> Corpus() => [.. OfficialFa3.Samples.Select(File.ReadAllBytes)];

    private static (string Name, double PerSecond, long Bytes) Measure(string name, List<byte[]> files, Action<byte[]> validate, double seconds)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        long documents = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
            foreach (var file in files)
            {
                validate(file);
                documents++;
            }
        return (name, documents / clock.Elapsed.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - before) / documents);
    }

    private static void Print((string Name, double PerSecond, long Bytes) side, int files) =>
        Console.WriteLine($"  {side.Name,-28} {side.PerSecond,9:0} documents/s  {side.Bytes,8} bytes/document  ({files} files)");

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
}
