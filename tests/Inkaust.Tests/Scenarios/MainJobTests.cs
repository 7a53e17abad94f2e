using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Inkaust.Cli;
using Inkaust.Invoices;

namespace Inkaust.Tests.Scenarios;

/// <summary><c>inkaust demo</c>, run once for all tests here, and judged by programs that are not ours.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-demo-test-");

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    public JsonElement Report { get; private set; }

    public JsonElement Online => Report.GetProperty("invoices")[0];

    public JsonElement Offline => Report.GetProperty("invoices")[1];

    public async ValueTask InitializeAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        ExitCode = await CommandLine.RunAsync(["demo", "--out", folder.FullName], output, error, new ShiftedClock(Stage.WednesdayNoon));
        Output = output.ToString() + error;
        Assert.True(ExitCode == 0, Output);
        Report = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "report.json"))).RootElement;
    }

    public string File_(JsonElement invoice, string property) => Path.Combine(folder.FullName, invoice.GetProperty(property).GetString()!);

    public string Scratch(string name) => Path.Combine(folder.FullName, "scratch-" + name);

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class MainJobTests(DemoRun demo) : IClassFixture<DemoRun>
{
    [Fact]
    public void Every_step_is_a_line_with_a_tick_and_its_time()
    {
        Assert.True(demo.Output.Split('\n').Count(line => line.StartsWith("  ✓ ")) >= 12, demo.Output);
        Assert.Contains("the invoice is not in KSeF (yet)", demo.Output);
        Assert.Contains("all four checks are fine", demo.Output);
    }

    [Fact]
    public void The_report_names_the_modes_the_deadline_and_its_reasons()
    {
        Assert.Equal("online", demo.Online.GetProperty("mode").GetString());
        Assert.Equal("offline24", demo.Offline.GetProperty("mode").GetString());
        Assert.Equal("2026-12-10", demo.Offline.GetProperty("deadline").GetString());
        Assert.NotEmpty(demo.Offline.GetProperty("deadlineSteps").EnumerateArray());
        Assert.False(demo.Online.TryGetProperty("kodII", out _));
    }

    [Fact]
    public void The_hash_in_the_links_the_report_and_the_UPO_is_that_of_the_file()
    {
        foreach (var invoice in new[] { demo.Online, demo.Offline })
        {
            var hash = SHA256.HashData(File.ReadAllBytes(demo.File_(invoice, "xml")));
            var base64Url = Base64Url.EncodeToString(hash);
            Assert.Equal(base64Url, invoice.GetProperty("invoiceHash").GetString());
            Assert.EndsWith("/" + base64Url, invoice.GetProperty("kodI").GetString());
            Assert.Contains($"<SkrotDokumentu>{Convert.ToBase64String(hash)}<", File.ReadAllText(demo.File_(invoice, "upo")));
            Assert.True(KsefNumber.TryParse(invoice.GetProperty("ksefNumber").GetString(), out _));
        }
        Assert.Contains(demo.Offline.GetProperty("invoiceHash").GetString()!, demo.Offline.GetProperty("kodII").GetString());
    }

    [Fact]
    public async Task Sha256sum_agrees_with_the_report()
    {
        var said = (await Tool.MustAsync("sha256sum", demo.File_(demo.Offline, "xml"))).Split(' ')[0];
        Assert.Equal(said, Convert.ToHexStringLower(Base64Url.DecodeFromChars(demo.Offline.GetProperty("invoiceHash").GetString())));
    }

    [Fact]
    public async Task A_phone_reads_both_codes_from_the_print_before_sending_and_one_from_the_print_after()
    {
        var before = await CodesOnAsync(demo.File_(demo.Offline, "pdfBeforeSending"), "before");
        Assert.Equal([demo.Offline.GetProperty("kodI").GetString()!, demo.Offline.GetProperty("kodII").GetString()!], before.Order(ByLength));
        Assert.Equal([demo.Offline.GetProperty("kodI").GetString()!], await CodesOnAsync(demo.File_(demo.Offline, "pdf"), "after"));
        Assert.Equal([demo.Online.GetProperty("kodI").GetString()!], await CodesOnAsync(demo.File_(demo.Online, "pdf"), "online"));
    }

    [Fact]
    public async Task The_labels_stand_on_the_prints()
    {
        var before = await Tool.MustAsync("pdftotext", "-layout", demo.File_(demo.Offline, "pdfBeforeSending"), "-");
        Assert.Contains("OFFLINE", before);
        Assert.Contains("CERTYFIKAT", before);
        var after = await Tool.MustAsync("pdftotext", "-layout", demo.File_(demo.Offline, "pdf"), "-");
        Assert.DoesNotContain("OFFLINE", after);
        Assert.DoesNotContain("CERTYFIKAT", after);
        Assert.Contains(demo.Offline.GetProperty("ksefNumber").GetString()!, after);
    }

    [Fact]
    public async Task Openssl_verifies_the_signature_of_KOD_II_with_the_key_of_the_certificate()
    {
        var link = demo.Offline.GetProperty("kodII").GetString()!;
        var cut = link.LastIndexOf('/');
        var signature = Base64Url.DecodeFromChars(link.AsSpan(cut + 1));
        Assert.Equal(64, signature.Length); // IEEE P1363, not DER; LAW 43
        File.WriteAllText(demo.Scratch("signed.txt"), link[..cut].Replace("http://", ""), new UTF8Encoding(false));
        File.WriteAllBytes(demo.Scratch("signature.der"), DerSignature.Of(signature));
        var publicKey = await Tool.MustAsync("openssl", "x509", "-in", demo.File_(demo.Offline, "certificate"), "-noout", "-pubkey");
        File.WriteAllText(demo.Scratch("key.pem"), publicKey);
        var said = await Tool.MustAsync("openssl", "dgst", "-sha256", "-verify", demo.Scratch("key.pem"),
            "-signature", demo.Scratch("signature.der"), demo.Scratch("signed.txt"));
        Assert.Contains("Verified OK", said);
    }

    [Fact]
    public async Task The_certificate_is_the_one_that_KOD_II_names_and_of_type_2()
    {
        var text = await Tool.MustAsync("openssl", "x509", "-in", demo.File_(demo.Offline, "certificate"), "-noout", "-serial", "-ext", "keyUsage");
        var serial = demo.Offline.GetProperty("kodII").GetString()!.Split('/')[^3];
        Assert.Contains($"serial={serial}", text);
        Assert.Contains("Non Repudiation", text);
        Assert.DoesNotContain("Digital Signature", text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Xmllint_finds_the_invoice_valid_by_the_official_schema(int which)
    {
        var schema = await OfficialSchema.WithLocalImportsAsync(demo.Scratch("schema"));
        await Tool.MustAsync("xmllint", "--noout", "--nonet", "--schema", schema, demo.File_(demo.Report.GetProperty("invoices")[which], "xml"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Xmllint_finds_the_UPO_valid_but_for_the_name_of_its_author_and_its_signature(int which)
    {
        var schema = Checkout.Reference("schemas", "UPO", "upo-v4-3.xsd");
        var (_, output) = await Tool.RunAsync("xmllint", "--noout", "--nonet", "--schema", schema, demo.File_(demo.Report.GetProperty("invoices")[which], "upo"));
        var faults = output.Split('\n').Where(line => line.Contains("validity error")).ToList();
        Assert.Equal(["NazwaPodmiotuPrzyjmujacego", "Signature"], faults.Select(fault => fault.Contains("}Signature'") ? "Signature" : fault.Contains("NazwaPodmiotuPrzyjmujacego") ? "NazwaPodmiotuPrzyjmujacego" : fault).Distinct());
        Assert.Contains("fails to validate", output); // It was read to its end, and the schema too.
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Xmlsec1_verifies_the_signature_of_the_UPO(int which)
    {
        var upo = demo.File_(demo.Report.GetProperty("invoices")[which], "upo");
        var (code, said) = await Tool.RunAsync("xmlsec1", "--verify", "--insecure", "--enabled-key-data", "x509,ec,rsa", upo);
        Assert.Equal(0, code);
        Assert.Contains("OK", said);
        var changed = demo.Scratch($"changed-{which}.xml");
        File.WriteAllText(changed, File.ReadAllText(upo).Replace("<NumerFaktury>FV", "<NumerFaktury>FX"));
        Assert.NotEqual(0, (await Tool.RunAsync("xmlsec1", "--verify", "--insecure", "--enabled-key-data", "x509,ec,rsa", changed)).ExitCode);
    }

    private static readonly Comparer<string> ByLength = Comparer<string>.Create((a, b) => a.Length - b.Length);

    private async Task<IReadOnlyList<string>> CodesOnAsync(string pdf, string name)
    {
        await Tool.MustAsync("pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", "-singlefile", pdf, demo.Scratch(name));
        var said = await Tool.MustAsync("zbarimg", "-q", "--raw", demo.Scratch(name + ".png"));
        return [.. said.Split('\n').Where(line => line.StartsWith("http", StringComparison.Ordinal)).Order(ByLength)];
    }
}
