using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What may be sent besides FA(3): each form from the session to the archive, and what is wrong with it.</summary>
public sealed class FormsTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient seller = new(fixture.Server);
    private readonly LocalKsefClient sender = new(fixture.Server);

    public void Dispose()
    {
        seller.Dispose();
        sender.Dispose();
    }

    [Theory]
    [InlineData("FA (2)", "Vat", 23)]
    [InlineData("FA (3)", "Vat", 23)]
    [InlineData("FA_RR (1)", "VatRr", 7)]
    [InlineData("PEF (3)", "VatPef", 23)]
    [InlineData("PEF_KOR (3)", "KorPef", 23)]
    public async Task It_is_accepted_found_downloaded_exported_and_confirmed(string systemCode, string type, decimal vat)
    {
        var (nip, buyer) = await Sender(systemCode);
        var files = new List<(byte[] Xml, JsonNode Outcome, string Session)>();
        var session = await sender.OpenSession(systemCode: systemCode);
        var xml = LocalKsefForms.File(systemCode, nip, "ON/1", Today, buyer);
        files.Add((xml, await sender.Outcome(session, await sender.SendInvoice(session, xml)), session));
        if (!systemCode.StartsWith("PEF", StringComparison.Ordinal))
        {
            xml = LocalKsefForms.File(systemCode, nip, "W/1", Today, buyer);
            session = await sender.SendBatch(LocalKsefPackages.Zip(xml), 1, "Zip", systemCode);
            await sender.BatchOutcome(session);
            files.Add((xml, (await sender.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]![0]!, session));
        }
        foreach (var (file, outcome, of) in files)
        {
            Assert.Equal(200, outcome["status"]!["code"]!.GetValue<int>());
            var number = outcome["ksefNumber"]!.GetValue<string>();
            Assert.Equal(file, (await seller.Get($"/v2/invoices/ksef/{number}")).Body);
            var upo = (await sender.Get($"/v2/sessions/{of}/invoices/ksef/{number}/upo")).Text;
            Assert.Contains($"<NumerKSeFDokumentu>{number}<", upo, StringComparison.Ordinal);
            Assert.Contains($"<NazwaStrukturyLogicznej>Schemat_{systemCode.Replace(" ", "", StringComparison.Ordinal)}_v{LocalKsefForms.CodeOf(systemCode).ToString()!.Split("schemaVersion = ")[1].Split(',')[0]}.xsd<", upo, StringComparison.Ordinal);
            var row = (await Found(seller, "Subject1")).Single(one => one!["ksefNumber"]!.GetValue<string>() == number)!;
            Assert.Equal((nip, "Drukarnia Kałamarz", buyer, "Nip", "Księgarnia Pod Gęsią"), (Text(row["seller"]!["nip"]), Text(row["seller"]!["name"]), Text(row["buyer"]!["identifier"]!["value"]), Text(row["buyer"]!["identifier"]!["type"]), Text(row["buyer"]!["name"])));
            Assert.Equal((100m, vat, 100m + vat, "PLN"), (row["netAmount"]!.GetValue<decimal>(), row["vatAmount"]!.GetValue<decimal>(), row["grossAmount"]!.GetValue<decimal>(), Text(row["currency"])));
            Assert.Equal((type, systemCode, $"{Today:yyyy-MM-dd}", "Online"), (Text(row["invoiceType"]), Text(row["formCode"]!["systemCode"]), Text(row["issueDate"]), Text(row["invoicingMode"])));
            Assert.Equal((LocalKsefSigner.Digest(file), false, false), (Text(row["invoiceHash"]), row["isSelfInvoicing"]!.GetValue<bool>(), row["hasAttachment"]!.GetValue<bool>()));
        }
        Assert.Equal(files.Select(file => $"{Text(file.Outcome["ksefNumber"])}.xml").Append("_metadata.json").Order(StringComparer.Ordinal), (await Exported(seller)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("FA (2)")]
    [InlineData("FA_RR (1)")]
    [InlineData("PEF (3)")]
    [InlineData("PEF_KOR (3)")]
    public async Task A_wrong_one_is_refused_with_its_code(string systemCode)
    {
        var (nip, buyer) = await Sender(systemCode);
        var session = await sender.OpenSession(systemCode: systemCode);
        var right = Encoding.UTF8.GetString(LocalKsefForms.File(systemCode, nip, "Z/1", Today, buyer));
        var tomorrow = $"{Today.AddDays(2):yyyy-MM-dd}";
        async Task<int> Code(string xml) => (await sender.Outcome(session, await sender.SendInvoice(session, Encoding.UTF8.GetBytes(xml))))["status"]!["code"]!.GetValue<int>();
        Assert.Equal(450, await Code(right.Replace($"{Today:yyyy-MM-dd}", tomorrow, StringComparison.Ordinal)));
        Assert.Equal(450, await Code(right.Replace("123.00", "sto", StringComparison.Ordinal).Replace("107.00", "sto", StringComparison.Ordinal)));
        Assert.Equal(450, await Code(right.Replace("Z/1", "", StringComparison.Ordinal)));
        Assert.Equal(450, await Code(right.Replace("PLN<", "<", StringComparison.Ordinal).Replace("DocumentCurrencyCode><", "X><", StringComparison.Ordinal)));
        Assert.Equal(450, await Code(Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(nip, "Z/1", Today))));
        Assert.Equal(410, await Code(right.Replace(nip, LocalKsefClient.NewNip(), StringComparison.Ordinal)));
        Assert.Equal(200, await Code(right));
        Assert.Equal(440, await Code(right));
        if (systemCode.StartsWith("PEF", StringComparison.Ordinal))
            Assert.Equal(21405, (await seller.Post("/v2/sessions/batch", new { formCode = LocalKsefForms.CodeOf(systemCode), encryption = await seller.Encryption(), batchFile = new { fileSize = 1, fileHash = LocalKsefSigner.Digest([1]), fileParts = new[] { new { ordinalNumber = 1, fileSize = 16, fileHash = LocalKsefSigner.Digest([1]) } } } })).ErrorCode);
    }

    [Fact]
    public async Task Tax_is_told_in_zloty_whatever_the_currency_and_self_invoicing_as_such()
    {
        var nip = await seller.SignInAsNewCompany();
        var session = await seller.OpenSession(systemCode: "FA (2)");
        await seller.Outcome(session, await seller.SendInvoice(session, LocalKsefForms.Fa2InEuro(nip, "E/1", Today)));
        var row = Assert.Single(await Found(seller, "Subject1"))!;
        Assert.Equal((98.44m, 100m, 123m, "EUR", true), (row["vatAmount"]!.GetValue<decimal>(), row["netAmount"]!.GetValue<decimal>(), row["grossAmount"]!.GetValue<decimal>(), Text(row["currency"]), row["isSelfInvoicing"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_PEF_file_shows_its_attachment_with_consent_its_extension_and_who_issued_it()
    {
        var (nip, _) = await Sender("PEF (3)");
        var plain = Encoding.UTF8.GetString(LocalKsefForms.File("PEF (3)", nip, "P/1", Today));
        var attached = plain.Replace("<a:AccountingSupplierParty>", "<a:AdditionalDocumentReference><b:ID>1</b:ID><a:Attachment><b:EmbeddedDocumentBinaryObject mimeCode=\"image/png\" filename=\"a.png\">AAAA</b:EmbeddedDocumentBinaryObject></a:Attachment></a:AdditionalDocumentReference><a:AccountingSupplierParty>", StringComparison.Ordinal)
            .Replace("billing:3.0<", "billing:3.0#extended#urn:fdc:www.efaktura.gov.pl:ver2.0<", StringComparison.Ordinal).Replace(">380<", ">389<", StringComparison.Ordinal)
            .Replace("<b:DocumentCurrencyCode>PLN", "<b:DocumentCurrencyCode>EUR", StringComparison.Ordinal).Replace("<a:LegalMonetaryTotal>", "<a:TaxTotal><b:TaxAmount currencyID=\"PLN\">98.44</b:TaxAmount></a:TaxTotal><a:LegalMonetaryTotal>", StringComparison.Ordinal)
            .Replace("<a:TaxTotal><b:TaxAmount currencyID=\"PLN\">23.00", "<a:TaxTotal><b:TaxAmount currencyID=\"EUR\">23.00", StringComparison.Ordinal);
        var session = await sender.OpenSession(systemCode: "PEF (3)");
        async Task<JsonNode> Sent() => (await sender.Outcome(session, await sender.SendInvoice(session, Encoding.UTF8.GetBytes(attached))))["status"]!["code"]!;
        Assert.Equal(410, (await Sent()).GetValue<int>());
        await seller.Post("/v2/testdata/attachment", new { nip });
        Assert.Equal(200, (await Sent()).GetValue<int>());
        var row = Assert.Single(await Found(seller, "Subject1"))!;
        Assert.Equal(("VatPefSp", true, true, 98.44m), (Text(row["invoiceType"]), row["hasAttachment"]!.GetValue<bool>(), row["isSelfInvoicing"]!.GetValue<bool>(), row["vatAmount"]!.GetValue<decimal>()));
    }

    /// <summary>Signs in the seller, and whoever may send such a form for it: itself, the buyer of FA_RR, a provider of Peppol services.</summary>
    private async Task<(string Seller, string Buyer)> Sender(string systemCode)
    {
        var nip = await seller.SignInAsNewCompany();
        if (systemCode == "FA_RR (1)")
        {
            var buyer = await sender.SignInAsNewCompany();
            await Authorize(new { type = "Nip", value = buyer }, "RRInvoicing");
            return (nip, buyer);
        }
        if (!systemCode.StartsWith("PEF", StringComparison.Ordinal))
        {
            using var again = LocalKsefSigner.Person("TINPL-" + nip, await sender.Now());
            await sender.SignIn(again, nip);
            return (nip, "5265877635");
        }
        var id = LocalKsefClient.NewPeppolId();
        using var seal = LocalKsefSigner.SelfSigned($"CN={id}, O=Dostawca Próbny, C=PL", RSA.Create(2048), await sender.Now());
        var request = LocalKsefSigner.Request(await sender.Challenge(), "x").Replace("<Nip>x</Nip>", $"<PeppolId>{id}</PeppolId>");
        await sender.Authenticate(LocalKsefSigner.Sign(request, seal, await sender.Now()));
        sender.AccessToken = Text((await sender.Post("/v2/auth/token/redeem", token: sender.OperationToken)).Json["accessToken"]!["token"]);
        await Authorize(new { type = "PeppolId", value = id }, "PefInvoicing");
        return (nip, "5265877635");
    }

    private async Task Authorize(object whom, string permission) => Assert.Equal(HttpStatusCode.Accepted, (await seller.Post("/v2/permissions/authorizations/grants",
        new { subjectIdentifier = whom, permission, description = "Upoważnienie", subjectDetails = new { fullName = "Wystawca Próbny" } })).Status);

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static object Filters(string subjectType) => new { subjectType, dateRange = new { dateType = "PermanentStorage", from = Noon.AddHours(-1) } };

    private static async Task<JsonArray> Found(LocalKsefClient who, string subjectType) => (await who.Post("/v2/invoices/query/metadata", Filters(subjectType))).Json["invoices"]!.AsArray();

    private static async Task<IEnumerable<string>> Exported(LocalKsefClient who)
    {
        var reference = Text((await who.Post("/v2/invoices/exports", new { encryption = await who.Encryption(), filters = Filters("Subject1") })).Json["referenceNumber"]);
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if ((await who.Get($"/v2/invoices/exports/{reference}")).Json["package"] is not { } package)
            {
                await Task.Delay(20);
                continue;
            }
            using var aes = Aes.Create();
            aes.Key = who.Key;
            using var zip = new ZipArchive(new MemoryStream(aes.DecryptCbc((await who.Get(Text(package["parts"]![0]!["url"]), "")).Body, who.Vector)));
            return [.. zip.Entries.Select(entry => entry.FullName)];
        }
        throw new TimeoutException("The export was not ready within ten seconds.");
    }
}
