using System.Xml.Linq;

namespace Inkaust.Tests.Rules;

/// <summary>What the program is built of is named with its hash, comes from one place, and is looked up among what is known to be weak.</summary>
public sealed class SupplyChainTests
{
    [Fact]
    public void Every_project_names_the_hashes_of_all_its_packages()
    {
        // What is built for the browser is restored for one kind of machine, of which a lock file would name too much.
        var projects = Read("Inkaust.slnx").Descendants("Project").Select(one => one.Attribute("Path")!.Value)
            .Where(one => Read(one).Root!.Attribute("Sdk")!.Value != "Microsoft.NET.Sdk.BlazorWebAssembly").ToList();
        Assert.True(projects.Count > 8, $"only {projects.Count} projects");
        Assert.DoesNotContain(projects, one => !File.Exists(Path.Combine(Checkout.Root, Path.GetDirectoryName(one)!, "packages.lock.json")));
        Assert.Equal("true", Read("Directory.Build.props").Descendants("RestorePackagesWithLockFile").Single().Value);
        Assert.Equal("true", Read("Directory.Packages.props").Descendants("ManagePackageVersionsCentrally").Single().Value);
        // A version that is not said exactly would be another one tomorrow.
        Assert.DoesNotContain(Read("Directory.Packages.props").Descendants("PackageVersion").Select(one => one.Attribute("Version")!.Value),
            one => one.Contains('*') || one.Contains('['));
    }

    [Fact]
    public void Packages_come_from_one_source_that_is_named()
    {
        var mapped = Assert.Single(Read("nuget.config").Descendants("packageSourceMapping").Single().Elements("packageSource"));
        Assert.Equal(("nuget.org", "*"), (mapped.Attribute("key")!.Value, Assert.Single(mapped.Elements("package")).Attribute("pattern")!.Value));
    }

    [Fact]
    public void The_check_takes_what_is_locked_alone_and_asks_for_known_weaknesses()
    {
        var check = File.ReadAllText(Path.Combine(Checkout.Root, "check"));
        Assert.Contains("--locked-mode", check);
        Assert.Contains("NuGetAudit=true", check);
        Assert.Contains("warnaserror:NU1901,NU1902,NU1903,NU1904", check);
        Assert.True(File.Exists(Path.Combine(Checkout.Root, "sbom")));
    }

    private static XDocument Read(string file) => XDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, file)));
}
