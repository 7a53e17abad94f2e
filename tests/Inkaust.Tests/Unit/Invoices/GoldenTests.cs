using System.Text;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class GoldenTests
{
    public static TheoryData<string> Drafts => [.. Cookbook.Names];

    [Theory]
    [MemberData(nameof(Drafts))]
    public void An_example_becomes_its_golden_file(string name) =>
        GoldenFile.AssertEqual($"tests/Inkaust.Tests/Golden/invoices/{name}.xml", Encoding.UTF8.GetString(Cookbook.Write(Cookbook.Read(name))));

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
