using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Tests.Invoices;

namespace Inkaust.Tests.Scenarios;

/// <summary>The commands about the document alone: what they print, and how they end.</summary>
public sealed class InvoiceCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-invoice-");

    [Fact]
    public async Task A_valid_file_is_one_object_without_findings_and_ends_with_0()
    {
        var file = Write("good.xml", Example("a-online"));
        var (code, output, error) = await RunAsync("invoice", "validate", file, "--json");
        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Equal($$"""{"file":{{JsonSerializer.Serialize(file)}},"valid":true,"findings":[]}""", output.TrimEnd());
    }

    [Fact]
    public async Task A_finding_has_code_severity_place_both_sentences_and_a_hint()
    {
        var file = Write("bad.xml", Example("a-online").Replace("<KodWaluty>PLN</KodWaluty>", "<KodWaluty>zloty</KodWaluty>"));
        var (code, output, _) = await RunAsync("invoice", "validate", file, "--json");
        Assert.Equal(1, code);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.False(answer.GetProperty("valid").GetBoolean());
        var finding = answer.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("severity").GetString() == "rejected");
        Assert.Equal(["code", "severity", "path", "line", "column", "pl", "en", "hint", "hintPl", "hintEn"], finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal("INK-FA3-021", finding.GetProperty("code").GetString());
        Assert.Equal("Fa/KodWaluty", finding.GetProperty("path").GetString());
        Assert.InRange(finding.GetProperty("line").GetInt32(), 1, 1000);
    }

    [Theory]
    [InlineData(1, "rejected")]
    [InlineData(1, "rejected", "--environment", "production")]
    [InlineData(0, "advice", "--environment", "test")]
    [InlineData(0, "advice", "--environment", "local")]
    public async Task A_wrong_check_digit_weighs_as_much_as_where_the_file_is_to_go(int code, string severity, params string[] where)
    {
        var file = Write("nip.xml", Example("a-online").Replace("<NIP>6712345098</NIP>", "<NIP>6712345099</NIP>"));
        var (ended, output, _) = await RunAsync(["invoice", "validate", file, "--json", .. where]);
        var finding = JsonDocument.Parse(output).RootElement.GetProperty("findings")[0];
        Assert.Equal((code, "INK-RULE-001", severity), (ended, finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task What_the_law_forbids_and_KSeF_takes_ends_with_1_only_when_strict()
    {
        var file = Write("wrong.xml", Example("a-online").Replace("<P_15>", "<P_15>1"));
        Assert.Equal(0, (await RunAsync("invoice", "validate", file)).Code);
        Assert.Equal(1, (await RunAsync("invoice", "validate", file, "--strict")).Code);
        var answer = JsonDocument.Parse((await RunAsync("invoice", "validate", file, "--json")).Output).RootElement;
        Assert.True(answer.GetProperty("valid").GetBoolean());
        Assert.Contains(answer.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("severity").GetString() == "wrong");
    }

    [Fact]
    public async Task A_folder_is_checked_file_by_file_in_order_with_all_folders_below()
    {
        Write("b.xml", Example("a-online"));
        Write("a.XML", "<a/>");
        Write("notes.txt", "no invoice");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "deeper"));
        Write(Path.Combine("deeper", "c.xml"), Example("zal-advance"));
        var (code, output, _) = await RunAsync("invoice", "validate", folder.FullName, "--json");
        Assert.Equal(1, code);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["a.XML", "b.xml", "c.xml"], answers.Select(answer => Path.GetFileName(answer.GetProperty("file").GetString())));
        Assert.Equal([false, true, true], answers.Select(answer => answer.GetProperty("valid").GetBoolean()));
        Assert.Contains("Checked 3", (await RunAsync("invoice", "validate", folder.FullName, "--lang", "en")).Output);
    }

    [Fact]
    public async Task A_missing_file_ends_with_2_and_the_others_are_checked_all_the_same()
    {
        var good = Write("good.xml", Example("a-online"));
        var (code, output, _) = await RunAsync("invoice", "validate", Path.Combine(folder.FullName, "nothing.xml"), good, "--json");
        Assert.Equal(2, code);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("INK-CLI-003", answers[0].GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.True(answers[1].GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task A_file_of_a_gigabyte_is_refused_without_being_read()
    {
        var file = Path.Combine(folder.FullName, "huge.xml");
        using (var stream = File.Create(file)) stream.SetLength(1 << 30);
        // In a process of its own, which may have a fifth of that.
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "inkaust.dll"), "invoice", "validate", file, "--data", folder.FullName])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = $"{200_000_000:x}" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Stage.Stop);
        await process.WaitForExitAsync(Stage.Stop);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("INK-XML-016", output);
    }

    [Theory]
    [InlineData("nested", "INK-XML-001")]
    [InlineData("bomb", "INK-XML-014")]
    [InlineData("zip", "INK-XML-019")]
    public async Task Hostile_files_get_a_code_from_XML(string kind, string expected)
    {
        var file = Write("hostile.xml", kind switch
        {
            "nested" => string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)),
            "bomb" => "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><Faktura>&c;</Faktura>",
            _ => "PK\u0003\u0004",
        });
        var (code, output, error) = await RunAsync("invoice", "validate", file);
        Assert.Equal(1, code);
        Assert.Contains(expected, output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Every_example_becomes_a_valid_file_that_shows_the_draft_again()
    {
        await RunAsync("company", "add", "--nip", $"{Cookbook.Seller.Nip}", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", "http://127.0.0.1:9");
        foreach (var name in Cookbook.Names)
        {
            var file = Path.Combine(folder.FullName, name + ".xml");
            var (code, output, error) = await RunAsync("invoice", "new", Path.Combine(Cookbook.Examples, name + ".json"), "-o", file, "--json");
            Assert.True(code == 0, $"{name}: {output} {error}");
            Assert.Equal(Fa3Invoice.Read(File.ReadAllBytes(file)).Hash.Base64Url, JsonDocument.Parse(output).RootElement.GetProperty("invoiceHash").GetString());

            var shown = await RunAsync("invoice", "show", file, "--json");
            var read = Fa3DraftReader.Read(File.ReadAllBytes(file));
            Assert.Equal(Text(read), Text(InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(shown.Output))));
            var check = await RunAsync("invoice", "validate", file, "--strict");
            Assert.True(check.Code == 0, check.Output);
        }
    }

    [Fact]
    public async Task A_draft_without_seller_needs_a_company()
    {
        var (code, _, error) = await RunAsync("invoice", "new", Path.Combine(Cookbook.Examples, "a-online.json"), "-o", Path.Combine(folder.FullName, "out.xml"));
        Assert.Equal(1, code);
        Assert.StartsWith("INK-COMPANY-002", error);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "out.xml")));
    }

    [Theory]
    [InlineData("a-online", "pl")]
    [InlineData("kor-before-and-after", "en")]
    public async Task A_file_is_shown_to_people_as_it_was_approved(string name, string language)
    {
        var (code, output, _) = await RunAsync("invoice", "show", Path.Combine(Cookbook.Golden, name + ".xml"), "--lang", language);
        Assert.Equal(0, code);
        GoldenFile.AssertEqual($"tests/Inkaust.Tests/Golden/invoices/{name}.{language}.txt", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_file_that_is_no_invoice_is_not_shown()
    {
        var (code, output, error) = await RunAsync("invoice", "show", Write("other.xml", "<a/>"));
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith("INK-XML-002", error);
    }

    [Fact]
    public async Task The_schema_is_the_one_of_the_documents()
    {
        var (code, output, _) = await RunAsync("invoice", "schema");
        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(Path.Combine(Cookbook.Root, "docs", "draft.schema.json")).TrimEnd(), output.TrimEnd());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Example(string name) => File.ReadAllText(Path.Combine(Cookbook.Golden, name + ".xml"));

    private static string Text(InvoiceDraft draft) => Encoding.UTF8.GetString(draft.WriteJson());

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] data = ["--data", Path.Combine(folder.FullName, "data")];
        string[] language = arguments.Contains("--lang") ? [] : ["--lang", "en"];
        var code = await CommandLine.RunAsync([.. arguments, .. data, .. language], output, error, new ShiftedClock($"{Cookbook.CreatedAt:O}"));
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }
}
