using System.Net;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>From which addresses tokens may be used.</summary>
public sealed class IpPolicyTests
{
    [Theory]
    [InlineData("address", "10.0.0.1", true)]
    [InlineData("address", "10.0.0", false)]
    [InlineData("address", "10.0.0.01", false)]
    [InlineData("address", "10.0.0.256", false)]
    [InlineData("address", "::1", false)]
    [InlineData("address", "10.0.0.1/8", false)]
    [InlineData("address", "", false)]
    [InlineData("range", "10.0.0.1-10.0.0.2", true)]
    [InlineData("range", "10.0.0.1-10.0.0.1", true)]
    [InlineData("range", "10.0.0.2-10.0.0.1", false)]
    [InlineData("range", "9.255.255.255-10.0.0.0", true)]
    [InlineData("range", "10.0.0.1", false)]
    [InlineData("range", "x-10.0.0.1", false)]
    [InlineData("range", "10.0.0.1-x", false)]
    [InlineData("range", "10.0.0.1-10.0.0.2-10.0.0.3", false)]
    [InlineData("mask", "10.0.0.0/0", true)]
    [InlineData("mask", "10.0.0.0/32", true)]
    [InlineData("mask", "10.0.0.0/33", false)]
    [InlineData("mask", "10.0.0.0/-1", false)]
    [InlineData("mask", "10.0.0.0/x", false)]
    [InlineData("mask", "10.0.0.0", false)]
    [InlineData("mask", "10.0.0/8", false)]
    [InlineData("mask", "10.0.0.0/8/8", false)]
    public void An_entry_has_the_form_of_its_kind(string kind, string entry, bool isWellFormed) =>
        Assert.Equal(isWellFormed, Policy(kind, entry).IsWellFormed);

    [Theory]
    [InlineData("address")]
    [InlineData("range")]
    [InlineData("mask")]
    public void Of_each_kind_there_are_ten_at_most(string kind)
    {
        var entry = kind switch { "address" => "10.0.0.1", "range" => "10.0.0.1-10.0.0.2", _ => "10.0.0.0/8" };
        Assert.True(Policy(kind, [.. Enumerable.Repeat(entry, 10)]).IsWellFormed);
        Assert.False(Policy(kind, [.. Enumerable.Repeat(entry, 11)]).IsWellFormed);
    }

    [Theory]
    [InlineData("address", "10.0.0.1", "10.0.0.1", true)]
    [InlineData("address", "10.0.0.1", "10.0.0.2", false)]
    [InlineData("address", "10.0.0.1", "1.0.0.10", false)]
    [InlineData("address", "10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("address", "10.0.0.1", "::1", false)]
    [InlineData("range", "10.0.0.1-10.0.0.3", "10.0.0.0", false)]
    [InlineData("range", "10.0.0.1-10.0.0.3", "10.0.0.1", true)]
    [InlineData("range", "10.0.0.1-10.0.0.3", "10.0.0.3", true)]
    [InlineData("range", "10.0.0.1-10.0.0.3", "10.0.0.4", false)]
    [InlineData("range", "9.255.255.255-10.0.0.1", "10.0.0.0", true)]
    [InlineData("mask", "10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("mask", "10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("mask", "10.20.30.40/24", "10.20.30.255", true)]
    [InlineData("mask", "10.20.30.40/24", "10.20.31.40", false)]
    [InlineData("mask", "10.20.30.40/32", "10.20.30.40", true)]
    [InlineData("mask", "10.20.30.40/32", "10.20.30.41", false)]
    [InlineData("mask", "10.0.0.0/0", "192.168.0.1", true)]
    [InlineData("mask", "10.0.0.0/1", "127.255.255.255", true)]
    [InlineData("mask", "10.0.0.0/1", "128.0.0.0", false)]
    public void It_lets_in_whom_an_entry_names(string kind, string entry, string address, bool isLetIn)
    {
        Assert.Equal(isLetIn, Policy(kind, entry).Allows(IPAddress.Parse(address)));
        Assert.Equal(isLetIn, Policy(kind, "172.16.0.1" + (kind == "range" ? "-172.16.0.1" : kind == "mask" ? "/32" : ""),
            entry).Allows(IPAddress.Parse(address)));
    }

    [Fact]
    public void An_empty_one_lets_in_everybody_and_any_other_nobody_without_an_address()
    {
        Assert.True(IpPolicy.Anywhere.Allows(null));
        Assert.True(IpPolicy.Anywhere.Allows(IPAddress.IPv6Loopback));
        Assert.True(IpPolicy.Anywhere.IsEmpty && IpPolicy.Anywhere.IsWellFormed);
        foreach (var kind in new[] { "address", "range", "mask" }) Assert.False(Policy(kind, "10.0.0.1").IsEmpty);
        Assert.False(Policy("address", "10.0.0.1").Allows(null));
    }

    private static IpPolicy Policy(string kind, params string[] entries) =>
        new(kind == "address" ? entries : [], kind == "range" ? entries : [], kind == "mask" ? entries : []);
}
