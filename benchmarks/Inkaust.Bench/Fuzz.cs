using System.Diagnostics;
using System.Text;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Bench;

/// <summary>Throws hostile bytes at the validator and at the readers: each must come back with a verdict, soon and in little memory.</summary>
internal static class Fuzz
{
    /// <summary><c>--inputs N</c> (100,000 unless told).</summary>
    public static int Run(string[] args)
    {
        var count = Choices.Number(args, "--inputs", 100_000);
        var mutants = new Fa3Mutants([.. OfficialFa3.Samples.Select(File.ReadAllBytes)]);
        var draft = Encoding.UTF8.GetBytes("""{"number":"FV/1","buyer":{"name":"Łąka","nip":"7792468135"},"lines":[{"name":"Dąb","price":1.5,"rate":23}]}""");
        var clock = Stopwatch.StartNew();
        int crashes = 0, valid = 0;
        var slowest = TimeSpan.Zero;
        for (var seed = 0; seed < count; seed++)
        {
            var started = clock.Elapsed;
            try
            {
                var random = new Random(seed);
                if (seed % 4 == 0) InvoiceDraft.ReadJson(Damaged(draft, random));
                else if (Fa3Validator.Validate(Damaged(mutants.Make(seed), random)).All(finding => finding.Severity != Severity.Rejected)) valid++;
            }
            catch (RefusedException)
            {
                // The answer that a bad draft deserves.
            }
            // Any other exception is what this run looks for.
            catch (Exception fault)
            {
                if (crashes++ < 5) Console.WriteLine($"  seed {seed}: {fault.GetType().Name}: {fault.Message}");
            }
            if (clock.Elapsed - started > slowest) slowest = clock.Elapsed - started;
        }
        crashes += Hostile();
        Console.WriteLine($"fuzz: {count} inputs in {clock.Elapsed.TotalSeconds:0.0} s, {valid} still valid, slowest {slowest.TotalMilliseconds:0} ms, " +
            $"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        Console.WriteLine($"crashes: {crashes}");
        return crashes == 0 ? 0 : 1;
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = bytes.ToArray();
        for (var i = random.Next(6); i > 0 && damaged.Length > 0; i--)
        {
            var at = random.Next(damaged.Length);
            switch (random.Next(5))
            {
                case 0: damaged[at] = (byte)random.Next(256); break;
                case 1: damaged[at] = 0; break;
                case 2: damaged = damaged[..at]; break;
                case 3: damaged = [.. damaged[..at], .. damaged[at..], .. damaged[..at]]; break;
                default: damaged = [.. damaged[..at], (byte)"<>&\"'/!?[]{},:"[random.Next(14)], .. damaged[at..]]; break;
            }
        }
        return damaged;
    }

    private static int Hostile()
    {
        var crashes = 0;
        foreach (var (name, bytes) in HostileFiles.All())
        {
            var findings = Fa3Validator.Validate(bytes);
            var first = findings.FirstOrDefault(finding => finding.Severity == Severity.Rejected);
            Console.WriteLine($"  {name,-36} {first?.Code ?? "NO FINDING"}");
            if (first is null) crashes++;
        }
        return crashes;
    }
}
