using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Tests.Contract;

public class Fa3AgreementTests
{
    private const string NotThere = "../shared/ksef is not beside the checkout, so there is no official schema to compare with.";

    [Fact]
    public void Every_official_sample_gets_the_verdict_of_the_official_schema()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        Assert.NotEmpty(OfficialFa3.Samples);
        Assert.All(OfficialFa3.Samples, file => Assert.Null(Fa3Agreement.Disagreement(File.ReadAllBytes(file))));
    }

    [Fact]
    public void Every_golden_file_is_valid_to_the_official_schema()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        Assert.All(Directory.EnumerateFiles(Invoices.Cookbook.Golden, "*.xml"), file => Assert.Null(OfficialFa3.Complaint(File.ReadAllBytes(file))));
    }

    [Fact]
    public void Ten_thousand_damaged_files_get_the_verdict_of_the_official_schema()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        var mutants = new Fa3Mutants([.. OfficialFa3.Samples.Select(File.ReadAllBytes)]);
        var disagreements = Enumerable.Range(0, 10_000).AsParallel()
            .Select(seed => (Seed: seed, Text: Fa3Agreement.Disagreement(mutants.Make(seed))))
            .Where(mutant => mutant.Text is not null).ToList();
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements\n" + string.Join("\n", disagreements.Take(40).Select(mutant => $"seed {mutant.Seed}: {mutant.Text}")));
    }

    [Fact]
    public void Every_value_in_every_kind_of_field_gets_the_verdict_of_the_official_schema()
    {
        Assert.SkipUnless(OfficialFa3.IsThere, NotThere);
        var disagreements = Fa3Mutants.EveryValueInEveryKind().Select(Fa3Agreement.Disagreement).OfType<string>().Distinct().ToList();
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements\n" + string.Join("\n", disagreements.Take(40)));
    }
}
