using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Docs;

/// <summary>The libraries as packages: what stands in them, and the programs of their readmes, restored from them, trimmed and compiled ahead.</summary>
public sealed partial class PackageTests(PackageTests.Packed packed) : IClassFixture<PackageTests.Packed>
{
    public static TheoryData<string> Names => ["Inkaust.Invoices", "Inkaust.Print", "Inkaust.Ksef"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_has_its_readme_licence_docs_and_symbols_and_no_path_of_this_machine(string name)
    {
        using var package = packed.Open($"{name}.{Packed.Version}.nupkg");
        var metadata = XDocument.Parse(Text(package, $"{name}.nuspec")).Root!.Elements().Single();
        string? Said(string field) => metadata.Elements().SingleOrDefault(one => one.Name.LocalName == field)?.Value;
        Assert.Equal(("MIT", "README.md"), (Said("license"), Said("readme")));
        Assert.True(Said("description")?.Length > 40);
        Assert.StartsWith($"# {name}", Text(package, "README.md"));
        Assert.Contains($"<name>{name}</name>", Text(package, $"lib/net10.0/{name}.xml"));
        using var symbols = packed.Open($"{name}.{Packed.Version}.snupkg");
        var (library, pdb) = (Bytes(package, $"lib/net10.0/{name}.dll"), Bytes(symbols, $"lib/net10.0/{name}.pdb"));
        foreach (var file in new[] { library, pdb }) Assert.DoesNotContain(Checkout.Root, Encoding.Latin1.GetString(file));
        using var read = new PEReader(new MemoryStream(library));
        Assert.Contains(read.ReadDebugDirectory(), one => one.Type == DebugDirectoryEntryType.Reproducible);
    }

    /// <summary>Whatever trimming or compiling ahead would break is a warning of theirs, and here an error.</summary>
    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishAot")]
    public async Task A_program_of_ten_lines_issues_an_invoice_trimmed_and_compiled_ahead(string way)
    {
        if (way == "PublishAot") Tool.Need("gcc");
        await using var server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
        var program = await packed.PublishAsync(way, server.BaseAddress);
        var said = await Tool.MustAsync("env", $"-C{Path.GetDirectoryName(program)}", program);
        Assert.Matches(@"^5260001246-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}\n$", said);
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(program)!, "invoice.pdf"), Stage.Stop));
    }

    private static string Text(ZipArchive package, string name) => Encoding.UTF8.GetString(Bytes(package, name)).TrimStart('\uFEFF');

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var stream = (package.GetEntry(name) ?? throw new InvalidOperationException($"There is no {name}.")).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shown();

    /// <summary>The packages, made once from what was built with the tests.</summary>
    public sealed class Packed : IAsyncLifetime
    {
        public const string Version = "0.1.0-test";

        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-packages-");

        private string Packages => Path.Combine(folder.FullName, "packages");

        public async ValueTask InitializeAsync()
        {
            foreach (var name in Names.Select(one => one.Data))
            {
                await Tool.BuildAsync("pack", Path.Combine(Checkout.Root, "src", name), "--no-build", "-c", Checkout.Configuration, "-o", Packages,
                    $"-p:PackageVersion={Version}");
            }
        }

        public ZipArchive Open(string name) => ZipFile.OpenRead(Path.Combine(Packages, name));

        /// <summary>The program of the readmes, published.</summary>
        /// <param name="way">The property that says how.</param>
        /// <param name="ksef">The KSeF that it speaks to.</param>
        /// <returns>The program.</returns>
        public async Task<string> PublishAsync(string way, Uri ksef)
        {
            var place = folder.CreateSubdirectory(way).FullName;
            var program = ProgramOf("Inkaust.Ksef") + ProgramOf("Inkaust.Print");
            await WriteAsync("Program.cs", program.Replace("http://127.0.0.1:5080", ksef.AbsoluteUri.TrimEnd('/')));
            await WriteAsync("Small.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <{way}>true</{way}>
                    <TrimmerSingleWarn>false</TrimmerSingleWarn>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <WarningsNotAsErrors>NU1603</WarningsNotAsErrors>
                    <NuGetAudit>false</NuGetAudit>
                    <CppCompilerAndLinker>gcc</CppCompilerAndLinker>
                    <StripSymbols>false</StripSymbols>
                  </PropertyGroup>
                  <ItemGroup>
                    <Using Include="Inkaust.Print" />
                    <PackageReference Include="Inkaust.Ksef" Version="{Version}" />
                    <PackageReference Include="Inkaust.Print" Version="{Version}" />
                  </ItemGroup>
                </Project>
                """);
            // What is restored from here stays here: the next run makes packages of the same name.
            await WriteAsync("nuget.config", $"""
                <configuration>
                  <config><add key="globalPackagesFolder" value="{Path.Combine(folder.FullName, "restored")}" /></config>
                  <fallbackPackageFolders><add key="usual" value="{UsualPackages}" /></fallbackPackageFolders>
                  <packageSources><add key="here" value="{Packages}" /></packageSources>
                </configuration>
                """);
            var machine = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
            var (code, why) = await Tool.RunAsync("dotnet", "restore", place, "-r", machine, "-v", "quiet", "--nologo", "-nodeReuse:false");
            Assert.SkipUnless(code == 0, $"NuGet gave no packages: {why}");
            await Tool.BuildAsync("publish", place, "--no-restore", "-c", "Release", "-r", machine, "-o", Path.Combine(place, "out"));
            return Path.Combine(place, "out", "Small");

            Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(place, name), text, Stage.Stop);
        }

        public ValueTask DisposeAsync()
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        private static string ProgramOf(string name) => Shown().Match(File.ReadAllText(Path.Combine(Checkout.Root, "src", name, "README.md"))).Groups[1].Value;

        private static string UsualPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    }
}
