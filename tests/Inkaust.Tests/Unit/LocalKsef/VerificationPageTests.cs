using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class VerificationPageTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    private string Authority => fixture.Server.BaseAddress.Authority;

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task KOD_I_finds_an_invoice_only_when_it_is_in_KSeF()
    {
        var nip = await client.SignInAsNewCompany();
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        var link = $"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(xml)}";
        Assert.False((await Json(link))["found"]!.GetValue<bool>());
        Assert.Contains("nie ma (jeszcze) w KSeF", (await client.Get(link, "")).Text);
        var outcome = await client.SendAndWait(xml);
        var found = await Json(link);
        Assert.True(found["found"]!.GetValue<bool>());
        Assert.Equal(outcome["ksefNumber"]!.GetValue<string>(), found["ksefNumber"]!.GetValue<string>());
        Assert.Equal("Online", found["mode"]!.GetValue<string>());
        Assert.Contains(outcome["ksefNumber"]!.GetValue<string>(), (await client.Get(link, "")).Text);
        Assert.False((await Json($"/qr/invoice/{nip}/{Today.AddDays(-1):dd-MM-yyyy}/{InvoiceHash.Of(xml)}"))["found"]!.GetValue<bool>());
    }

    [Fact]
    public async Task KOD_I_gives_the_file_to_whoever_knows_the_three_data_and_blocks_whoever_guesses()
    {
        var nip = await client.SignInAsNewCompany();
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        await client.SendAndWait(xml);
        var link = $"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(xml)}";
        Assert.Contains("<form method=post", (await client.Get(link, "")).Text);
        Task<LocalKsefAnswer> Ask(string number, string type, string? buyer, string gross) =>
            client.Post(link + "/download", new { number, buyerType = type, buyerIdentifier = buyer, gross }, "");
        Assert.Equal(xml, (await Ask("FV/1", "Nip", "5265877635", "123,00")).Body);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await Ask("FV/1", "Nip", "5265877635", "124")).Status);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await Ask("FV/1", "None", null, "123")).Status);
        for (var guess = 0; guess < DownloadTries.Most - 2; guess++) await Ask($"FV/{guess + 2}", "Nip", "5265877635", "123");
        var blocked = await Ask("FV/1", "Nip", "5265877635", "123");
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, blocked.Status);
        Assert.InRange(int.Parse(blocked.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture), 1, 900);
        // Another invoice isn't blocked by that.
        var other = LocalKsefInvoices.Fa3(nip, "FV/2", Today);
        await client.SendAndWait(other);
        link = $"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(other)}";
        Assert.Equal(other, (await Ask("FV/2", "Nip", "526-587-76-35", "123.00")).Body);
    }

    [Fact]
    public async Task KOD_I_offers_a_PDF_only_where_somebody_draws_it()
    {
        Uri? drawnLink = null;
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options with
        {
            Drawing = (invoice, number, link) =>
            {
                drawnLink = link;
                return Encoding.UTF8.GetBytes($"%PDF of {number}, {invoice.Length} octets");
            },
        }, TestContext.Current.CancellationToken);
        using var drawing = new LocalKsefClient(server);
        foreach (var (one, formats) in new[] { (client, "xml"), (drawing, "xml pdf") })
        {
            var nip = await one.SignInAsNewCompany();
            var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
            var number = (await one.SendAndWait(xml))["ksefNumber"]!.GetValue<string>();
            var link = $"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(xml)}";
            var told = (await one.Send(HttpMethod.Get, link, token: "", accept: "application/json")).Json["formats"]!.AsArray();
            Assert.Equal(formats, string.Join(' ', told.Select(format => format!.GetValue<string>())));
            Assert.Equal(formats.Contains("pdf"), (await one.Get(link, "")).Text.Contains("value=pdf"));
            var answer = await one.Post(link + "/download", new { number = "FV/1", buyerType = "Nip", buyerIdentifier = "5265877635", gross = "123", format = "pdf" }, "");
            if (formats == "xml") Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.Status);
            else
            {
                Assert.Equal($"%PDF of {number}, {xml.Length} octets", answer.Text);
                Assert.Equal("application/pdf", answer.ContentType);
                Assert.EndsWith(link, drawnLink!.AbsoluteUri);
            }
        }
    }

    [Fact]
    public async Task Without_a_code_an_invoice_is_found_by_its_number_and_four_more_data()
    {
        var nip = await client.SignInAsNewCompany();
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        var ksefNumber = (await client.SendAndWait(xml))["ksefNumber"]!.GetValue<string>();
        Assert.Contains("name=ksefNumber", (await client.Get("/qr/invoice/search", "")).Text);
        Task<LocalKsefAnswer> Ask(string number, string? name = "księgarnia pod gęsią", string gross = "123,00", string? accept = "application/json") => client.Send(HttpMethod.Post, "/qr/invoice/search",
            new { ksefNumber = number, number = "FV/1", buyerType = "Nip", buyerIdentifier = "5265877635", buyerName = name, gross }, "", accept: accept);
        var found = (await Ask(ksefNumber)).Json;
        Assert.Equal(xml, Convert.FromBase64String(found["xml"]!.GetValue<string>()));
        Assert.EndsWith($"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(xml)}", found["link"]!.GetValue<string>());
        Assert.Contains(Convert.ToBase64String(xml), (await Ask(ksefNumber, accept: null)).Text);
        Assert.Contains("Nie znaleziono faktury", (await Ask(ksefNumber, name: "Inna", accept: null)).Text);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await Ask(ksefNumber, gross: "124")).Status);
        // A number that exists and one that does not are blocked alike.
        foreach (var number in new[] { ksefNumber, "1111111111-20260101-000000000000-00" })
        {
            for (var guess = 0; guess < DownloadTries.Most; guess++) await Ask(number, gross: "1");
            Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, (await Ask(number)).Status);
        }
    }

    [Fact]
    public async Task KOD_I_of_a_technically_corrected_invoice_leads_to_the_new_one()
    {
        var nip = await client.SignInAsNewCompany();
        var refused = LocalKsefInvoices.Fa3(nip, "FV/1", Today, kind: "NIE");
        var mended = LocalKsefInvoices.Fa3(nip, "FV/1", Today);
        var session = await client.OpenSession();
        Assert.Equal(450, (await client.Outcome(session, await client.SendInvoice(session, refused, offline: true)))["status"]!["code"]!.GetValue<int>());
        var outcome = await client.Outcome(session, await client.SendInvoice(session, mended, offline: true, corrected: LocalKsefSigner.Digest(refused)));
        var answer = await Json($"/qr/invoice/{nip}/{Today:dd-MM-yyyy}/{InvoiceHash.Of(refused)}");
        Assert.Equal(outcome["ksefNumber"]!.GetValue<string>(), answer["correctedBy"]!["ksefNumber"]!.GetValue<string>());
        var page = await client.Get(answer["correctedBy"]!["link"]!.GetValue<string>(), "");
        Assert.Contains(outcome["ksefNumber"]!.GetValue<string>(), page.Text);
    }

    [Theory]
    [InlineData("/qr/invoice/1/01-02-2026/x")]
    [InlineData("/qr/invoice/5265877635/2026-02-01/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE")]
    [InlineData("/qr/certificate/Nip/%3Cscript%3E/5265877635/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/AAAA")]
    public async Task A_damaged_link_is_told_as_such(string link)
    {
        var page = await client.Get(link, "");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, page.Status);
        Assert.DoesNotContain("<script>", page.Text);
    }

    [Fact]
    public async Task KOD_II_is_fine_with_either_form_of_an_ECDSA_signature_and_with_http_left_in()
    {
        var nip = await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Offline");
        var path = Path(nip, nip, certificate.SerialNumber);
        Assert.Empty(Failed(await Json(Link(path, certificate, Authority + path))));
        Assert.Empty(Failed(await Json(Link(path, certificate, Authority + path, DSASignatureFormat.Rfc3279DerSequence))));
        Assert.Empty(Failed(await Json(Link(path, certificate, "http://" + Authority + path))));
        Assert.Contains("potwierdzony", (await client.Get(Link(path, certificate, Authority + path), "")).Text);
    }

    [Fact]
    public async Task KOD_II_names_the_check_that_failed()
    {
        var nip = await client.SignInAsNewCompany();
        using var offline = await client.Enroll("Offline");
        using var online = await client.Enroll("Authentication");
        var good = Path(nip, nip, offline.SerialNumber);
        Assert.Equal(["signature"], Failed(await Json(Link(good, offline, Authority + good + "/"))));
        Assert.Equal(["signature"], Failed(await Json(Link(good, online, Authority + good))));
        var wrongType = Path(nip, nip, online.SerialNumber);
        Assert.Equal(["certificate"], Failed(await Json(Link(wrongType, online, Authority + wrongType))));
        var otherSeller = Path(nip, LocalKsefClient.NewNip(), offline.SerialNumber);
        Assert.Equal(["seller"], Failed(await Json(Link(otherSeller, offline, Authority + otherSeller))));
        var stranger = LocalKsefClient.NewNip();
        var otherContext = Path(stranger, stranger, offline.SerialNumber);
        Assert.Equal(["issuer"], Failed(await Json(Link(otherContext, offline, Authority + otherContext))));
        await client.Manage(HttpMethod.Post, $"/certificates/{offline.SerialNumber}/revoke");
        Assert.Equal(["certificate"], Failed(await Json(Link(good, offline, Authority + good))));
    }

    [Theory]
    [InlineData("blocked", "Certyfikat jest zablokowany.", "The certificate is blocked.")]
    [InlineData("revoked", "Certyfikat został unieważniony.", "The certificate was revoked.")]
    [InlineData("expired", "Certyfikat stracił ważność", "The certificate expired on")]
    [InlineData("unknown", "W KSeF nie ma certyfikatu o takim numerze seryjnym.", "KSeF has no certificate with this serial number.")]
    [InlineData("without a right", "nie ma prawa wystawiania faktur w kontekście", "has no right to issue invoices in the context")]
    [InlineData("another seller", "nie jest uprawniony do wystawiania faktur sprzedawcy", "may not issue invoices of the seller")]
    [InlineData("a bent signature", "Podpis nie pasuje do tego odnośnika i certyfikatu.", "The signature does not fit this link and certificate.")]
    [InlineData("no signature", "Podpis w odnośniku nie jest zapisany w Base64URL.", "The signature in the link is not written in Base64URL.")]
    public async Task KOD_II_gives_the_reason_in_words_of_both_languages(string trouble, string polish, string english)
    {
        var nip = await client.SignInAsNewCompany();
        using var certificate = await client.Enroll("Offline");
        var action = trouble switch { "blocked" => "block", "revoked" => "revoke", "expired" => "expire", _ => null };
        if (action is not null) await client.Manage(HttpMethod.Post, $"/certificates/{certificate.SerialNumber}/{action}");
        var context = trouble == "without a right" ? LocalKsefClient.NewNip() : nip;
        var path = Path(context, trouble == "another seller" ? LocalKsefClient.NewNip() : context, trouble == "unknown" ? "0123456789ABCDEF" : certificate.SerialNumber);
        var link = trouble == "no signature" ? path + "/%25%25" : Link(path, certificate, Authority + path + (trouble == "a bent signature" ? "x" : ""));
        var failed = (await Json(link))["checks"]!.AsArray().Where(check => !check!["passed"]!.GetValue<bool>()).ToList();
        Assert.Contains(failed, check => check!["pl"]!.GetValue<string>().Contains(polish) && check["en"]!.GetValue<string>().Contains(english));
        var page = (await client.Get(link, "")).Text;
        Assert.Contains(polish, page);
        Assert.Contains(english, page);
    }

    private static string Path(string context, string seller, string serial) =>
        $"/qr/certificate/Nip/{context}/{seller}/{serial}/{InvoiceHash.Of("x"u8)}";

    private static string Link(string path, X509Certificate2 certificate, string signedText, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return path + "/" + Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(signedText), HashAlgorithmName.SHA256, format)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static List<string> Failed(JsonNode answer)
    {
        var failed = answer["checks"]!.AsArray().Where(check => !check!["passed"]!.GetValue<bool>()).Select(check => check!["name"]!.GetValue<string>()).ToList();
        Assert.Equal(4, answer["checks"]!.AsArray().Count);
        Assert.Equal(failed.Count == 0, answer["valid"]!.GetValue<bool>());
        return failed;
    }

    private async Task<JsonNode> Json(string link) => (await client.Send(HttpMethod.Get, link, token: "", accept: "application/json")).Json;
}
