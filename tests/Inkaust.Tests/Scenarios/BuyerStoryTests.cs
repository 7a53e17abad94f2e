using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>A buyer who trusts nobody's program: what the codes on a print say, checked with curl and openssl alone.</summary>
public sealed class BuyerStoryTests
{
    [Fact]
    public async Task A_buyer_with_curl_and_openssl_learns_who_issued_the_print_and_when_it_reaches_KSeF()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);

        Assert.False((await CurlAsync(issued.KodI)).GetProperty("found").GetBoolean());
        var checks = (await CurlAsync(issued.KodII!)).GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("passed").GetBoolean());
        Assert.Equal([true, true, true, true], checks);
        Assert.Contains("Verified OK", await OpensslVerifiesAsync(stage, issued));

        await stage.SendAsync();
        var page = await CurlAsync(issued.KodI);
        Assert.True(page.GetProperty("found").GetBoolean());
        Assert.Equal(((InvoiceState.Accepted)stage.Now(issued).State).KsefNumber, page.GetProperty("ksefNumber").GetString());
    }

    private static async Task<JsonElement> CurlAsync(Uri link) =>
        JsonDocument.Parse(await Tool.MustAsync("curl", "-sS", "-H", "Accept: application/json", link.AbsoluteUri)).RootElement;

    private static async Task<string> OpensslVerifiesAsync(Stage stage, IssuedInvoice issued)
    {
        string File(string name) => Path.Combine(stage.Folder, name);
        var type2 = stage.Workplace.Keys.Of(stage.Company.Id).Single(one => one.Serial == issued.CertificateSerial);
        using var certificate = stage.Workplace.Keys.Certificate(type2);
        await System.IO.File.WriteAllTextAsync(File("type2.pem"), certificate.ExportCertificatePem());
        await System.IO.File.WriteAllTextAsync(File("key.pem"), await Tool.MustAsync("openssl", "x509", "-in", File("type2.pem"), "-noout", "-pubkey"));

        var link = issued.KodII!.AbsoluteUri;
        var cut = link.LastIndexOf('/');
        await System.IO.File.WriteAllTextAsync(File("signed"), link["http://".Length..cut], new UTF8Encoding(false));
        await System.IO.File.WriteAllBytesAsync(File("signature"), DerSignature.Of(Base64Url.DecodeFromChars(link.AsSpan(cut + 1))));
        return await Tool.MustAsync("openssl", "dgst", "-sha256", "-verify", File("key.pem"), "-signature", File("signature"), File("signed"));
    }
}
