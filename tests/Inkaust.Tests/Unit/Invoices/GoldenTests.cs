using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class GoldenTests
{
    public static TheoryData<string> Drafts => [.. Cookbook.Names];

    /// <summary>With INKAUST_UPDATE_GOLDEN=1 in the environment the golden files are written anew instead.</summary>
    [Theory]
    [MemberData(nameof(Drafts))]
    public void An_example_becomes_its_golden_file(string name)
    {
        var written = Cookbook.Write(Cookbook.Read(name));
        var golden = Path.Combine(Cookbook.Golden, name + ".xml");
        if (Environment.GetEnvironmentVariable("INKAUST_UPDATE_GOLDEN") == "1") File.WriteAllBytes(golden, written);
        Assert.True(File.Exists(golden), $"{name}.xml is missing from the golden files; INKAUST_UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(golden), Encoding.UTF8.GetString(written));
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public void The_same_draft_is_written_to_the_same_bytes(string name) =>
        Assert.Equal(Cookbook.Write(Cookbook.Read(name)), Cookbook.Write(Cookbook.Read(name)));

    [Theory]
    [MemberData(nameof(Drafts))]
    public void An_example_is_right_in_every_rule(string name) =>
        Assert.Empty(Fa3Validator.Validate(Cookbook.Write(Cookbook.Read(name)), PolishTime.DateOf(Cookbook.CreatedAt))
            .Where(finding => finding.Severity != Severity.Advice).Select(finding => $"{finding.Code} {finding.Path} {finding.Text.En}"));
}
