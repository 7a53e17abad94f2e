using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Inkaust.LocalKsef;

namespace Inkaust.Tests.Docs;

/// <summary>
/// The program of docs/guide/library.md as somebody pastes it: compiled in a project of its own, far from this checkout, and run against a local KSeF.
/// </summary>
public sealed partial class LibraryExample(LibraryExample.Pasted program) : IClassFixture<LibraryExample.Pasted>
{
    private const string Page = "guide/library.md";

    [Fact]
    public async Task Online_an_invoice_is_accepted_another_with_its_number_refused_and_one_issued_offline_goes_later()
    {
        var said = await program.RunAsync();
        Assert.Matches(@"^Accepted: 5260001246-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}, receipt of \d+ bytes\.$", said[0]);
        Assert.StartsWith("Refused: the number belongs to 5260001246-", said[1]);
        Assert.Contains(said, line => line.StartsWith("Deadline:", StringComparison.Ordinal));
        Assert.StartsWith("Accepted: ", said[^1]);
        Assert.StartsWith("%PDF-", program.Print);
    }

    [Theory]
    [InlineData("GET /v2/security/public-key-certificates", "KSeF is away, nothing was sent: ")]
    [InlineData("POST /v2/sessions/online", "It may be in KSeF or not: look for its hash")]
    public async Task With_the_line_cut_it_says_what_is_known_and_an_invoice_is_issued_offline_all_the_same(string line, string said)
    {
        var lines = await program.RunAsync(cut: line);
        Assert.All([lines[0], lines[1], lines[^1]], one => Assert.StartsWith(said, one));
        Assert.Contains(lines, one => one.StartsWith("Deadline:", StringComparison.Ordinal));
        Assert.StartsWith("%PDF-", program.Print);
    }

    [Fact]
    public void Both_languages_show_the_same_program() => Assert.Equal(ProgramOn(Page), ProgramOn("guide/pl/library.md"));

    private static string ProgramOn(string page) =>
        Shown().Match(File.ReadAllText(Path.Combine(Checkout.Root, "docs", page))).Groups[1].Value.Trim();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shown();

    /// <summary>The program in its project, built once, and the KSeF that it speaks to.</summary>
    public sealed class Pasted : IAsyncLifetime
    {
        private const string Shown = "http://127.0.0.1:5080", Printed = "FV-2-2026.pdf";

        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-library-");
        private LocalKsefServer server = null!;
        private string place = "";

        /// <summary>What the last run has printed, as far as it can be read.</summary>
        public string Print => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(place, Printed)));

        public async ValueTask InitializeAsync()
        {
            server = await LocalKsefServer.StartAsync(new LocalKsefOptions(), Stage.Stop);
            // Nothing but the address is another than on the page: the port there may be somebody else's.
            await WriteAsync("Program.cs", ProgramOn(Page).Replace(Shown, server.BaseAddress.AbsoluteUri.TrimEnd('/')));
            // As `dotnet new console` makes it, with what `dotnet add reference` adds.
            await WriteAsync("Library.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                  </PropertyGroup>
                  <ItemGroup>
                    {string.Concat(new[] { "Inkaust.Invoices", "Inkaust.Print", "Inkaust.Ksef" }.Select(name =>
                        $"<ProjectReference Include=\"{Path.Combine(Checkout.Root, "src", name, $"{name}.csproj")}\" />"))}
                  </ItemGroup>
                </Project>
                """);
            await Tool.BuildAsync("build", folder.FullName, "-c", Checkout.Configuration, "-m:1", "-warnaserror", "-p:BuildProjectReferences=false",
                "-p:RestoreRecursive=false", "-p:UseAppHost=false", "-p:NuGetAudit=false");
        }

        /// <summary>Runs it to its end, in a folder of its own.</summary>
        /// <param name="cut">The requests whose line is cut meanwhile, by method and path; null: none.</param>
        /// <returns>What it said, line by line.</returns>
        public async Task<IReadOnlyList<string>> RunAsync(string? cut = null)
        {
            using var management = new HttpClient { BaseAddress = server.ManagementAddress };
            if (cut is not null)
                (await management.PostAsJsonAsync("faults", new { kind = "line-cut", match = cut }, Stage.Stop)).EnsureSuccessStatusCode();
            place = folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
            var (code, said) = await Tool.RunAsync("env", $"-C{place}", "dotnet", Path.Combine(folder.FullName, "bin", Checkout.Configuration, "net10.0", "Library.dll"));
            (await management.DeleteAsync("faults", Stage.Stop)).EnsureSuccessStatusCode();
            Assert.True(code == 0, said);
            return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            folder.Delete(recursive: true);
        }

        private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, Stage.Stop);
    }
}
