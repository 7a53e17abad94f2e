using System.Diagnostics;
using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Bench;

/// <summary>Compares our verdict with the official schema's on damaged invoices and prints how often they differ.</summary>
internal static class Agreement
{
    /// <summary><c>--mutants N</c> (100,000 unless told) and <c>--from SEED</c> (0).</summary>
    public static int Run(string[] args)
    {
        if (!OfficialFa3.IsThere)
        {
            Console.WriteLine("agreement: skipped, ../shared/ksef is not beside the checkout");
            return 0;
        }
        var count = Choices.Number(args, "--mutants", 100_000);
        var from = Choices.Number(args, "--from", 0);
        var mutants = new Fa3Mutants([.. OfficialFa3.Samples.Select(File.ReadAllBytes)]);
        var clock = Stopwatch.StartNew();
        var tally = new Tally();
        Parallel.For(from, from + count, seed => tally.Add(seed, mutants.Make(seed)));
        var values = 0;
        foreach (var xml in Fa3Mutants.EveryValueInEveryKind()) tally.Add(--values, xml);
        Console.WriteLine($"agreement: {tally.Valid + tally.Invalid} files ({tally.Valid} valid, {tally.Invalid} invalid) in {clock.Elapsed.TotalSeconds:0.0} s");
        Console.WriteLine("  first findings: " + string.Join(", ", tally.Codes.OrderBy(code => code.Key).Select(code => $"{code.Key} {code.Value}")));
        foreach (var disagreement in tally.Disagreements.Take(20)) Console.WriteLine("  " + disagreement);
        Console.WriteLine($"disagreements: {tally.Disagreements.Count}");
        return tally.Disagreements.Count == 0 ? 0 : 1;
    }

    private sealed class Tally
    {
        private readonly Lock gate = new();

        public int Valid { get; private set; }

        public int Invalid { get; private set; }

        public SortedDictionary<string, int> Codes { get; } = [];

        public List<string> Disagreements { get; } = [];

        public void Add(int seed, byte[] xml)
        {
            var first = Fa3Validator.Validate(xml).FirstOrDefault(finding => finding.Severity == Severity.Rejected);
            var disagreement = Fa3Agreement.Disagreement(xml);
            lock (gate)
            {
                if (first is null) Valid++;
                else Invalid++;
                if (first is not null) Codes[first.Code] = Codes.GetValueOrDefault(first.Code) + 1;
                if (disagreement is not null) Disagreements.Add($"seed {seed}: {disagreement}");
            }
        }
    }
}
