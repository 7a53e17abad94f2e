using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>The commands that put an invoice on paper, as a user types them.</summary>
public sealed class PrintCommandTests : IDisposable
{
    private static readonly string Example = Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "invoices", "a-online.xml");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-print-");

    [Theory]
    [InlineData("pdf", "%PDF-")]
    [InlineData("html", "<!DOCTYPE html>")]
    public async Task A_file_is_drawn_without_a_company_and_without_a_logo(string command, string begins)
    {
        var output = Path.Combine(folder.FullName, "out");
        var (code, _, error) = await RunAsync(command, Example, "-o", output, "--ksef", "test");
        Assert.True(code == 0, error);
        Assert.StartsWith(begins, await File.ReadAllTextAsync(output), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_attached_XML_comes_out_of_the_PDF_as_it_went_in()
    {
        var pdf = Path.Combine(folder.FullName, "invoice.pdf");
        Assert.Equal(0, (await RunAsync("pdf", Example, "-o", pdf, "--embed-xml", "--lang", "pl+en")).Code);
        await Tool.MustAsync("pdfdetach", "-saveall", "-o", folder.FullName, pdf);
        Assert.Equal(await File.ReadAllBytesAsync(Example), await File.ReadAllBytesAsync(Directory.GetFiles(folder.FullName, "*.xml").Single()));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_as_a_logo()
    {
        var (code, _, error) = await RunAsync("pdf", Example, "-o", Path.Combine(folder.FullName, "out.pdf"), "--logo", Example);
        Assert.Equal(1, code);
        Assert.StartsWith("INK-PRINT-004", error);
    }

    [Fact]
    public async Task Codes_are_links_and_pictures_with_their_labels()
    {
        var (code, output, error) = await RunAsync("codes", Example, "--ksef", "test", "--png", folder.FullName, "--svg", folder.FullName, "--json");
        Assert.True(code == 0, error);
        var shown = JsonDocument.Parse(output).RootElement.GetProperty("codes")[0];
        Assert.Equal("OFFLINE", shown.GetProperty("label").GetString());
        var picture = Directory.GetFiles(folder.FullName, "*.png").Single();
        Assert.Equal(shown.GetProperty("link").GetString(), (await Tool.MustAsync("zbarimg", "-q", "--raw", picture)).Split('\n').First(line => line.StartsWith("http")));
        Assert.Contains("OFFLINE", await File.ReadAllTextAsync(Directory.GetFiles(folder.FullName, "*.svg").Single()));
    }

    [Fact]
    public async Task A_file_of_the_ledger_gets_the_codes_of_its_present_state()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var file = Path.Combine(stage.Folder, "invoice.xml");
        await File.WriteAllBytesAsync(file, stage.Ledger.File(issued).Bytes, Stage.Stop);
        Assert.Equal(["OFFLINE", "CERTYFIKAT"], await LabelsAsync());
        await stage.SendAsync();
        Assert.Equal([((InvoiceState.Accepted)stage.Now(issued).State).KsefNumber], await LabelsAsync());

        async Task<IEnumerable<string?>> LabelsAsync()
        {
            var (code, output, error) = await RunAsync("codes", file, "--json", "--data", stage.Workplace.Place);
            Assert.True(code == 0, error);
            return JsonDocument.Parse(output).RootElement.GetProperty("codes").EnumerateArray().Select(one => one.GetProperty("label").GetString());
        }
    }

    [Fact]
    public async Task A_UPO_is_drawn_by_the_same_command()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        var upo = Path.Combine(stage.Folder, "upo.xml");
        await File.WriteAllBytesAsync(upo, stage.Ledger.Upos.Of(issued)!, Stage.Stop);
        var pdf = Path.Combine(stage.Folder, "upo.pdf");
        Assert.Equal(0, (await RunAsync("pdf", upo, "-o", pdf)).Code);
        Assert.Contains(((InvoiceState.Accepted)stage.Now(issued).State).KsefNumber, await Tool.MustAsync("pdftotext", pdf, "-"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] data = arguments.Contains("--data") ? [] : ["--data", Path.Combine(folder.FullName, "data")];
        var code = await CommandLine.RunAsync([.. arguments, .. data], output, error, new ShiftedClock(Stage.WednesdayNoon));
        return (code, output.ToString(), error.ToString());
    }
}
