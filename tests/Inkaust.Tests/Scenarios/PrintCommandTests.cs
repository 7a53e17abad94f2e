using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;
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

    // 5260001246 on 2026-11-26 issued it: the number of another seller, and one of the day before.
    [Theory]
    [InlineData("pdf", "5265877635-20250826-0100001AF629-AF")]
    [InlineData("html", "5265877635-20250826-0100001AF629-AF")]
    [InlineData("codes", "5265877635-20250826-0100001AF629-AF")]
    [InlineData("confirmation", "5265877635-20250826-0100001AF629-AF")]
    [InlineData("pdf", null)]
    public async Task A_KSeF_number_that_cannot_be_that_of_the_file_is_refused(string command, string? number)
    {
        var file = Path.Combine(Checkout.Root, "tests", "Inkaust.Tests", "Golden", "cases", "10-base.xml");
        number ??= Numbered(25);
        var output = Path.Combine(folder.FullName, "out");
        string[] where = command == "codes" ? [] : ["-o", output];
        var (code, _, error) = await RunAsync([command, file, "--ksef", "test", "--ksef-number", number, .. where]);
        Assert.Equal(1, code);
        Assert.StartsWith("INK-PRINT-010", error);
        Assert.False(File.Exists(output));
        Assert.Equal(0, (await RunAsync("pdf", file, "--ksef", "test", "--ksef-number", Numbered(26), "-o", output)).Code);
        Assert.Contains(Numbered(26), await Tool.MustAsync("pdftotext", output, "-"));

        static string Numbered(int day) => KsefNumber.Create(Nip.Parse("5260001246"), new DateOnly(2026, 11, day), 7).ToString();
    }

    [Theory]
    [InlineData("online")]
    [InlineData("offline24")]
    public async Task What_KSeF_refused_is_printed_with_a_stamp_only(string mode)
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(mode == "online" ? ModeWish.Online : ModeWish.Offline);
        issued = stage.Ledger.Move(issued, new InvoiceState.Sending("s", null), "test");
        stage.Ledger.Move(issued, new InvoiceState.Rejected(450, "test", [], "s"), "test");
        var file = Path.Combine(stage.Folder, "invoice.xml");
        await File.WriteAllBytesAsync(file, stage.Ledger.File(issued).Bytes, Stage.Stop);
        string[] data = ["--data", stage.Workplace.Place];
        foreach (var (command, output) in new[] { ("pdf", "a.pdf"), ("html", "a.html") })
        {
            var path = Path.Combine(stage.Folder, output);
            var (code, answer, error) = await RunAsync([command, file, "-o", path, "--json", .. data]);
            Assert.True(code == 0, error);
            Assert.Empty(JsonDocument.Parse(answer).RootElement.GetProperty("codes").EnumerateArray());
            var text = command == "pdf" ? await Tool.MustAsync("pdftotext", "-layout", path, "-") : await File.ReadAllTextAsync(path);
            Assert.Contains("nie wystawiona – odrzucona przez KSeF", text);
            Assert.DoesNotContain("OFFLINE", text);
        }
        Assert.StartsWith("INK-PRINT-009", (await RunAsync(["codes", file, .. data])).Error);
        Assert.StartsWith("INK-PRINT-009", (await RunAsync(["confirmation", file, "-o", Path.Combine(stage.Folder, "c.pdf"), .. data])).Error);
        Assert.Equal(0, (await RunAsync(["ledger", "show", issued.Number, "--out", stage.Folder, .. data])).Code);
        Assert.Contains("nie wystawiona", await Tool.MustAsync("pdftotext", "-layout", Directory.GetFiles(stage.Folder, $"{issued.Id}-*.pdf").Single(), "-"));
    }

    [Fact]
    public async Task A_preview_cannot_be_taken_for_an_invoice()
    {
        await using var stage = await Stage.ReadyAsync();
        var draft = Path.Combine(stage.Folder, "draft.json");
        await File.WriteAllBytesAsync(draft, stage.Draft("FV/P").WriteJson(), Stage.Stop);
        await RunAsync("issue", draft, "--dry-run", "--mode", "online", "--out", stage.Folder, "--data", stage.Workplace.Place);
        Assert.Contains("podgląd – nie wystawiona", await Tool.MustAsync("pdftotext", "-layout", Path.Combine(stage.Folder, "preview.pdf"), "-"));
        Assert.Empty(stage.Ledger.List());
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
