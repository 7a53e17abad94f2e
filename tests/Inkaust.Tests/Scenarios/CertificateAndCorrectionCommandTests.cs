using System.Text.Json;
using Inkaust.Cli;

namespace Inkaust.Tests.Scenarios;

/// <summary>Certificates, corrections and repairs from the command line.</summary>
public sealed class CertificateAndCorrectionCommandTests
{
    private const string Draft = """
        { "number": "FV/1", "buyer": { "name": "Papiernia Sarna", "nip": "6712345098", "address": "ul. Leśna 4, 00-001 Warszawa" },
          "lines": [ { "name": "Kałamarz", "quantity": 1, "price": 100, "rate": 23 } ] }
        """;

    [Fact]
    public async Task A_company_enrols_issues_offline_corrects_and_reports_from_the_shell()
    {
        await using var stage = await Stage.BareAsync();
        await DoneAsync(stage, "company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", stage.Server.BaseAddress.ToString());
        var enrolled = Json(await DoneAsync(stage, "cert", "enrol", "--key", "rsa"));
        Assert.Equal("RSA", enrolled[1].GetProperty("key").GetString());
        Assert.True(enrolled[0].GetProperty("limitsBefore").GetProperty("certificates").GetProperty("remaining").GetInt32() > 0);
        Assert.Each(Json(await DoneAsync(stage, "cert", "test")).EnumerateArray(), trial => Assert.True(trial.GetProperty("works").GetBoolean()));

        await DoneAsync(stage, "issue", Write(stage, "draft.json", Draft), "--mode", "offline");
        var serial = enrolled[1].GetProperty("serial").GetString()!;
        Assert.Equal(1, Json(await DoneAsync(stage, "cert", "show", serial)).GetProperty("neededBy").GetArrayLength());
        Assert.StartsWith("""{"errors":[{"code":"INK-CERT-010""", (await RunAsync(stage, "cert", "revoke", serial)).Error);

        var corrected = Json(await DoneAsync(stage, "correct", "FV/1", "--wrong-buyer", "--buyer-nip", "1111111111", "--number", "KOR/1", "--new-number", "FV/2", "--mode", "offline"));
        Assert.Equal("held", corrected.GetProperty("held").GetProperty("state").GetString());
        Assert.Equal(1, Json(await DoneAsync(stage, "ledger", "held")).GetArrayLength());
        var printed = Path.Combine(stage.Folder, "printed");
        var sent = Json(await DoneAsync(stage, "send", "--out", printed)).GetProperty("invoices").EnumerateArray().ToList();
        Assert.Each(sent, invoice => Assert.Equal(3, invoice.GetProperty("files").EnumerateArray().Count(file => File.Exists(file.GetString()))));
        Assert.Equal(["1-FV-1.pdf", "1-FV-1.upo.xml", "1-FV-1.xml"], Directory.GetFiles(printed, "1-*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(0, Json(await DoneAsync(stage, "ledger", "held")).GetArrayLength());
        Assert.Equal(["FV/1", "FV/2", "KOR/1"], Json(await DoneAsync(stage, "ledger", "jpk", "--month", "2026-12")).EnumerateArray().Select(line => line.GetProperty("number").GetString()));
        Assert.StartsWith("""{"errors":[{"code":"INK-REPAIR-001""", (await RunAsync(stage, "repair", "FV/1")).Error);

        await DoneAsync(stage, "cert", "renew", "--type", "offline");
        await DoneAsync(stage, "cert", "revoke", serial, "--reason", "superseded");
        Assert.Equal(["revoked", "valid"], Json(await DoneAsync(stage, "cert", "list")).EnumerateArray()
            .Where(one => one.GetProperty("kind").GetString() == "offline").Select(one => one.GetProperty("state").GetString()).Order());
    }

    [Theory]
    [InlineData("correct", "FV/1")]
    [InlineData("correct", "FV/1", "--wrong-buyer", "--buyer-nip", "1111111111")]
    [InlineData("correct", "FV/1", "--draft", "a.json", "--wrong-buyer")]
    [InlineData("repair", "FV/1", "a.xml", "--again")]
    [InlineData("ledger", "jpk", "--month", "2026-13")]
    [InlineData("cert", "enrol", "--key", "dsa")]
    public async Task Wrong_usage_is_said(params string[] arguments)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(arguments, TextWriter.Null, error, new ShiftedClock(Stage.WednesdayNoon)));
        Assert.Contains("INK-CLI-001", error.ToString());
    }

    [Fact]
    public async Task A_certificate_without_its_key_file_is_refused()
    {
        await using var stage = await Stage.BareAsync();
        await DoneAsync(stage, "company", "add", "--nip", "5260001246", "--name", "Atrament", "--address", "ul. Piękna 7, 00-539 Warszawa", "--ksef", stage.Server.BaseAddress.ToString());
        Assert.Contains("INK-CLI-011", (await RunAsync(stage, "cert", "import", Write(stage, "b.pem", await stage.Management.GetStringAsync("certificates/authority", Stage.Stop)))).Error);
        Assert.Contains("INK-CERT-020", (await RunAsync(stage, "cert", "import", Write(stage, "a.pem", "x"))).Error);
        Assert.Contains("INK-CERT-020", (await RunAsync(stage, "cert", "import", Write(stage, "a.pem", "x"), "--key", Write(stage, "a.key", "y"))).Error);
    }

    private static async Task<string> DoneAsync(Stage stage, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(stage, arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {error}");
        return output;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(Stage stage, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. arguments, "--data", Path.Combine(stage.Folder, "shell"), "--json"], output, error, stage.Clock);
        return (code, output.ToString(), error.ToString());
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Write(Stage stage, string name, string content)
    {
        var file = Path.Combine(stage.Folder, name);
        File.WriteAllText(file, content);
        return file;
    }
}
