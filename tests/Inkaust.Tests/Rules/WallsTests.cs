using System.Reflection;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Print;
using Inkaust.Scan;

namespace Inkaust.Tests.Rules;

/// <summary>The walls between the projects (docs/adr/0001), read from the compiled assemblies.</summary>
public sealed class WallsTests
{
    private static readonly Assembly Invoices = typeof(Fa3Invoice).Assembly;
    private static readonly Assembly Ksef = typeof(KsefClient).Assembly;
    private static readonly Assembly LocalKsef = typeof(LocalKsefServer).Assembly;
    private static readonly Assembly Print = typeof(InvoicePdf).Assembly;
    private static readonly Assembly Scan = typeof(ScannedFile).Assembly;
    private static readonly Assembly Office = typeof(Workplace).Assembly;
    private static readonly Assembly Program = typeof(CommandLine).Assembly;

    [Theory]
    [InlineData("System.Net.Http")]
    [InlineData("System.Net.Sockets")]
    [InlineData("System.Data.Common")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Inkaust.Ksef")]
    public void The_document_and_its_picture_see_no_network_and_no_database(string forbidden)
    {
        AssertSeesNo(Invoices, forbidden);
        AssertSeesNo(Print, forbidden);
        AssertSeesNo(Scan, forbidden);
    }

    /// <summary>Strangers' pictures and PDFs are taken apart where no key is in reach (DESIGN 6.1).</summary>
    [Theory]
    [InlineData("System.Security.Cryptography")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("Inkaust.Print")]
    [InlineData("Inkaust.Office")]
    public void Whoever_reads_pictures_of_strangers_has_no_key(string forbidden) => AssertSeesNo(Scan, forbidden);

    [Fact]
    public void The_document_and_its_picture_open_no_file_and_read_no_clock()
    {
        string[] forbidden = ["System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.IO.FileInfo", "System.TimeProvider"];
        foreach (var used in new[] { TypesNamedIn(Invoices), TypesNamedIn(Print), [.. TypesNamedIn(Scan), "System.DateOnly"] })
        {
            Assert.Contains("System.DateOnly", used); // What is used is seen.
            Assert.Empty(used.Intersect(forbidden));
        }
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Spectre.Console")]
    [InlineData("System.CommandLine")]
    [InlineData("System.Console")]
    [InlineData("Inkaust.LocalKsef")]
    [InlineData("inkaust")]
    public void The_office_has_no_face(string forbidden) => AssertSeesNo(Office, forbidden);

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("System.Data.Common")]
    [InlineData("Inkaust.LocalKsef")]
    public void The_client_library_sees_no_web_framework_and_no_database(string forbidden) => AssertSeesNo(Ksef, forbidden);

    /// <summary>The walls are looked for where there are doors: a look that sees nothing would find no fault.</summary>
    [Fact]
    public void What_a_project_sees_is_seen()
    {
        Assert.Contains(Ksef.GetReferencedAssemblies(), seen => seen.Name == "Inkaust.Invoices");
        Assert.Contains(LocalKsef.GetReferencedAssemblies(), seen => seen.Name!.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));
        Assert.Contains(Program.GetReferencedAssemblies(), seen => seen.Name == "Inkaust.Ksef");
    }

    [Fact]
    public void The_local_KSeF_shares_no_code_with_the_client() => AssertSeesNo(LocalKsef, "Inkaust.Ksef");

    [Fact]
    public void Commands_hold_no_SQL_and_speak_no_HTTP()
    {
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Inkaust", "Cli"), "*.cs", SearchOption.AllDirectories);
        Assert.True(files.Length > 20, $"only {files.Length} files");
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("Dapper", text);
            Assert.DoesNotContain("HttpClient", text);
        }
    }

    /// <summary>A test that reads the machine's clock, its stopwatch or its memory says something else at midnight, or beside other tests.</summary>
    [Fact]
    public void No_test_depends_on_the_hour_or_on_what_else_the_machine_does()
    {
        string[] ofTheMachine = ["TimeProvider.System.GetUtcNow", "Stopwatch", "GC.GetTotal", "Random.Shared", "new Random()"];
        // A port that must be free.
        string[] mayDo = ["KeptPort.cs", "WallsTests.cs"];
        var offenders = Directory.GetFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !mayDo.Contains(Path.GetFileName(file)))
            .Where(file => File.ReadAllText(file) is var text && ofTheMachine.Any(one => text.Contains(one, StringComparison.Ordinal)))
            .Select(file => Path.GetFileName(file));
        Assert.Empty(offenders);
    }

    [Fact]
    public void No_type_has_an_empty_name()
    {
        string[] endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Impl", "Data", "Info", "Base"];
        // Wire records and tags bear the names of the official OpenAPI file.
        string[] official = ["TestData", "TokenInfo", "AuthenticationMethodInfo", "EncryptionInfo", "StatusInfo"];
        var offenders = new[] { Invoices, Print, Scan, Ksef, LocalKsef, Office, Program }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Inkaust", StringComparison.Ordinal) == true && !type.Name.Contains('<'))
            .Where(type => endings.Any(ending => type.Name.Split('`')[0].EndsWith(ending, StringComparison.Ordinal)))
            .Where(type => !official.Contains(type.Name))
            .Select(type => type.FullName);
        Assert.Empty(offenders);
    }

    [Fact]
    public void No_folder_is_called_after_nothing()
    {
        string[] empty = ["Common", "Shared", "Utils", "Helpers", "Infrastructure", "Abstractions"];
        Assert.DoesNotContain(Directory.GetDirectories(Path.Combine(Checkout.Root, "src"), "*", SearchOption.AllDirectories),
            folder => empty.Contains(Path.GetFileName(folder)));
    }

    private static void AssertSeesNo(Assembly assembly, string forbidden) => Assert.DoesNotContain(
        assembly.GetReferencedAssemblies(), seen => seen.Name == forbidden || seen.Name!.StartsWith(forbidden + ".", StringComparison.Ordinal));

    private static IReadOnlyList<string> TypesNamedIn(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new System.Reflection.PortableExecutable.PEReader(file);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(image);
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
