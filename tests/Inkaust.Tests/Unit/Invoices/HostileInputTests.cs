using Inkaust.Contract;
using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public class HostileInputTests
{
    public static TheoryData<string> Names => [.. HostileFiles.All().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_gets_a_coded_finding(string name)
    {
        var findings = Fa3Validator.Validate(HostileFiles.All().First(file => file.Name == name).Bytes);
        Assert.Contains(findings, finding => finding.Severity == Severity.Rejected);
        Assert.All(findings, finding => Assert.Matches("^INK-(XML|FA3)-[0-9]{3}$", finding.Code));
    }
}
