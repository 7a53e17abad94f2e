using System.Text.Json;
using Inkaust.Cli;

namespace Inkaust.Tests.Scenarios;

/// <summary>Bad input at the command line: a coded error on the error stream, an exit code, and nothing half-done.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-bad-");

    [Theory]
    [InlineData("""{ "number": "FV/1", "buyer": { "nip": "5260001247", "name": "X" }, "lines": [ { "name": "a", "price": 1, "rate": 23 } ] }""", "INK-DRAFT-010", "buyer.nip")]
    [InlineData("""{ "number": "FV/1", "buyer": { "name": "X" }, "lines": [ { "name": "a", "pirce": 1, "rate": 23 } ] }""", "INK-DRAFT-002", "price")]
    [InlineData("""{ "number": "FV/1", "buyer": { "name": "X" }, "lines": [ { "name": "a", """, "INK-DRAFT-001", "")]
    [InlineData("""[]""", "INK-DRAFT-003", "")]
    [InlineData("", "INK-DRAFT-001", "")]
    public async Task A_bad_draft_is_refused_with_a_code_and_its_place(string draft, string expected, string said)
    {
        var file = Write("draft.json", draft);
        await AddCompanyAsync();
        var (code, output, error) = await RunAsync("issue", file, "--mode", "offline");
        Assert.Equal(1, code);
        Assert.StartsWith(expected, error);
        Assert.Contains(said, error);
        Assert.Empty(output);
        Assert.Equal("[]", (await RunAsync("ledger", "list", "--json")).Output.Trim());
    }

    [Theory]
    [InlineData("<Faktura", "INK-XML-001")]
    [InlineData("<Faktura/>", "INK-XML-002")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><Faktura>&b;</Faktura>", "INK-XML-001")]
    public async Task A_bad_file_is_refused_with_a_code(string xml, string expected)
    {
        await AddCompanyAsync();
        var (code, _, error) = await RunAsync("issue", Write("invoice.xml", xml));
        Assert.Equal(1, code);
        Assert.StartsWith(expected, error);
    }

    [Fact]
    public async Task Errors_are_JSON_for_programs()
    {
        await AddCompanyAsync();
        var (code, _, error) = await RunAsync("issue", Write("draft.json", "{"), "--json");
        Assert.Equal(1, code);
        var finding = JsonDocument.Parse(error).RootElement.GetProperty("errors")[0];
        Assert.Equal("INK-DRAFT-001", finding.GetProperty("code").GetString());
        Assert.All(["pl", "en"], language => Assert.False(string.IsNullOrWhiteSpace(finding.GetProperty(language).GetString())));
    }

    [Theory]
    [InlineData("issue")]
    [InlineData("frobnicate")]
    [InlineData("company", "add", "--nip", "123")]
    [InlineData("issue", "x.json", "--mode", "sometimes")]
    [InlineData("local-ksef", "--port", "70000")]
    public async Task Wrong_usage_ends_with_2_and_a_code(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.StartsWith("INK-CLI-001", error);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        await AddCompanyAsync();
        var (code, _, error) = await RunAsync("issue", Path.Combine(folder.FullName, "nothing.json"));
        Assert.Equal(2, code);
        Assert.StartsWith("INK-CLI-003", error);
    }

    [Fact]
    public async Task A_database_that_is_not_ours_is_left_as_it_is()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder.FullName, "other"));
        var file = Path.Combine(data.FullName, "inkaust.db");
        File.WriteAllText(file, "this is somebody's diary, not a database, and it must survive");
        var (code, _, error) = await RunAsync("company", "list", "--data", data.FullName);
        Assert.Equal(2, code);
        Assert.StartsWith("INK-STORE-002", error);
        Assert.StartsWith("this is somebody's diary", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_company_of_the_ministrys_host_given_as_an_address_is_refused()
    {
        var (code, _, error) = await RunAsync("company", "add", "--nip", "5260001246", "--name", "A", "--address", "B", "--ksef", "https://api.ksef.mf.gov.pl");
        Assert.Equal(1, code);
        Assert.StartsWith("INK-KSEF-020", error);
    }

    [Fact]
    public async Task Errors_speak_Polish_when_asked_to()
    {
        var (_, _, error) = await RunAsync("ledger", "show", "nic", "--lang", "pl");
        Assert.Contains("W rejestrze nie ma faktury", error);
    }

    [Fact]
    public async Task A_seller_that_is_no_company_here_is_named()
    {
        await AddCompanyAsync();
        var draft = """{ "number": "FV/1", "seller": { "nip": "1111111111", "name": "S", "address": "a, b" }, "buyer": { "name": "X" }, "lines": [ { "name": "a", "price": 1, "rate": 23 } ] }""";
        var (code, _, error) = await RunAsync("issue", Write("draft.json", draft));
        Assert.Equal(1, code);
        Assert.StartsWith("INK-COMPANY-002", error);
    }

    [Fact]
    public async Task A_company_that_moves_keeps_its_name_and_one_without_a_name_is_refused()
    {
        await AddCompanyAsync();
        Assert.Equal(0, (await RunAsync("company", "change", "--address", "ul. Nowa 1, 00-001 Łódź")).Code);
        var (code, _, error) = await RunAsync("company", "change", "--name", " ");
        Assert.Equal((1, true), (code, error.StartsWith("INK-COMPANY-004", StringComparison.Ordinal)));
        var now = JsonDocument.Parse((await RunAsync("company", "list", "--json")).Output).RootElement[0];
        Assert.Equal(("Atrament", "ul. Nowa 1, 00-001 Łódź"), (now.GetProperty("name").GetString(), now.GetProperty("address").GetString()));
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_to_write_is_called_one()
    {
        var xml = Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices", "a-online.xml");
        var (code, _, error) = await RunAsync("html", xml, "-o", folder.FullName, "--ksef", "test", "--mode", "online");
        Assert.Equal((2, true), (code, error.StartsWith("INK-CLI-005", StringComparison.Ordinal)));
        Assert.Contains("it is a folder", error);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private Task<(int Code, string Output, string Error)> AddCompanyAsync() =>
        RunAsync("company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", "http://127.0.0.1:9");

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] data = arguments.Contains("--data") ? [] : ["--data", Path.Combine(folder.FullName, "data")];
        var code = await CommandLine.RunAsync([.. arguments, .. data], output, error, new ShiftedClock(Stage.WednesdayNoon));
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }
}
