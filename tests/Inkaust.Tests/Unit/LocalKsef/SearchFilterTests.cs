using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Every filter of a search, and what must not spoil one.</summary>
public sealed class SearchFilterTests : OwnServerTests
{
    private protected override LocalKsefOptions Options => base.Options with { LargestExport = 1000 };

    [Fact]
    public async Task Every_filter_narrows_a_search_and_all_of_them_together_find_the_one()
    {
        var nip = await Client.SignInAsNewCompany();
        var wanted = await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        await Client.SendAndWait(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(LocalKsefInvoices.Fa3(nip, "FV/2", Today.AddDays(-1), "1111111111"))
            .Replace(">PLN<", ">EUR<").Replace("<P_15>123.00<", "<P_15>246.00<")), offline: true);
        var fitting = new JsonObject
        {
            ["ksefNumber"] = wanted["ksefNumber"]!.GetValue<string>(),
            ["invoiceNumber"] = "FV/1",
            ["amount"] = new JsonObject { ["type"] = "Brutto", ["from"] = -1, ["to"] = 123 },
            ["buyerIdentifier"] = new JsonObject { ["type"] = "Nip", ["value"] = "5265877635" },
            ["currencyCodes"] = new JsonArray("PLN"),
            ["invoicingMode"] = "Online",
        };
        foreach (var (name, value) in fitting) Assert.Equal(1, await Found((name, value!)));
        Assert.Equal(1, await Found([.. fitting.Select(one => (one.Key, one.Value!))]));
        (string, JsonNode)[] ofBoth = [("sellerNip", nip), ("isSelfInvoicing", false), ("formType", "FA"), ("invoiceTypes", new JsonArray("Vat")), ("hasAttachment", false)];
        foreach (var one in ofBoth) Assert.Equal(2, await Found(one));
        (string, JsonNode)[] ofNone = [("sellerNip", "5265877635"), ("isSelfInvoicing", true), ("formType", "PEF"), ("invoiceTypes", new JsonArray("Kor", "Zal")), ("hasAttachment", true), ("invoiceNumber", "FV/")];
        foreach (var one in ofNone) Assert.Equal(0, await Found(one));
    }

    [Theory]
    [InlineData("formType", "\"FAKTURA\"")]
    [InlineData("invoiceTypes", "[\"Vat\",\"KOR_ZAL\"]")]
    [InlineData("buyerIdentifier", """{"type":"Pesel","value":"1"}""")]
    [InlineData("invoicingMode", "\"Sometimes\"")]
    [InlineData("amount", """{"type":"Total"}""")]
    public async Task A_filter_with_a_value_that_does_not_exist_is_refused(string name, string json)
    {
        await Client.SignInAsNewCompany();
        Assert.Equal(21405, (await Client.Post("/v2/invoices/query/metadata", Filter((name, JsonNode.Parse(json)!)))).ErrorCode);
    }

    [Theory]
    [InlineData("", "FV/1", "1.00")]
    [InlineData("FAKTURA", "FV/1", "1.00")]
    [InlineData("VAT_", "FV/1", "1.00")]
    [InlineData("VAT", "", "1.00")]
    [InlineData("VAT", "FV/1", "79228162514264337593543950335")]
    public async Task A_file_whose_key_fields_say_nothing_is_refused_and_spoils_no_search(string kind, string number, string gross)
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession(systemCode: "FA (2)");
        string File(string ofKind, string withNumber, string amount) => $"""
            <Faktura xmlns="http://crd.gov.pl/wzor/2023/06/29/12648/"><Podmiot1><DaneIdentyfikacyjne><NIP>{nip}</NIP></DaneIdentyfikacyjne></Podmiot1>
            <Fa><KodWaluty>PLN</KodWaluty><P_1>{Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</P_1><P_2>{withNumber}</P_2><P_13_1>{amount}</P_13_1><P_13_2>{amount}</P_13_2><P_15>{amount}</P_15><RodzajFaktury>{ofKind}</RodzajFaktury></Fa></Faktura>
            """;
        Assert.Equal(450, (await Client.Outcome(session, await Client.SendInvoice(session, Encoding.UTF8.GetBytes(File(kind, number, gross)))))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(200, (await Client.Outcome(session, await Client.SendInvoice(session, Encoding.UTF8.GetBytes(File("KOR_ZAL", "FV/9", "1.00")))))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(1, await Found(("invoiceTypes", new JsonArray("KorZal"))));
    }

    [Fact]
    public async Task Sessions_are_listed_by_their_kind_and_by_statuses_that_exist()
    {
        await Client.SignInAsNewCompany();
        await Client.OpenSession();
        Assert.Equal(21405, (await Client.Get("/v2/sessions")).ErrorCode);
        Assert.Equal(21405, (await Client.Get("/v2/sessions?sessionType=Online&statuses=Open")).ErrorCode);
        Assert.Empty((await Client.Get("/v2/sessions?sessionType=Batch")).Json["sessions"]!.AsArray());
        Assert.Single((await Client.Get("/v2/sessions?sessionType=Online&statuses=Failed&statuses=InProgress")).Json["sessions"]!.AsArray());
        Assert.Equal(21405, (await Client.Get("/v2/tokens?status=Lost")).ErrorCode);
    }

    [Fact]
    public async Task An_export_of_invoices_that_are_not_there_yet_ends_in_420()
    {
        await Client.SignInAsNewCompany();
        var from = (await Client.Now()).AddHours(1);
        var range = new { dateType = "PermanentStorage", from, restrictToPermanentStorageHwmDate = true };
        var started = await Client.Post("/v2/invoices/exports", new { encryption = await Client.Encryption(), filters = new { subjectType = "Subject1", dateRange = range } });
        Assert.Equal(HttpStatusCode.Created, started.Status);
        Assert.Equal(420, (await Client.Get($"/v2/invoices/exports/{started.Json["referenceNumber"]!.GetValue<string>()}")).StatusCode);
    }

    [Fact]
    public async Task An_export_that_is_full_goes_on_from_the_date_of_its_last_invoice()
    {
        var nip = await Client.SignInAsNewCompany();
        for (var i = 1; i <= 5; i++) await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, $"FV/{i}", Today));
        var numbers = new HashSet<string>();
        var from = (await Client.Now()).AddHours(-1);
        for (var round = 0; ; round++)
        {
            var package = await Export(from);
            var count = package["invoiceCount"]!.GetValue<int>();
            Assert.InRange(count, 1, 2);
            numbers.UnionWith((await Numbers(from)).Take(count));
            if (!package["isTruncated"]!.GetValue<bool>()) break;
            from = package["lastPermanentStorageDate"]!.GetValue<DateTimeOffset>();
            Assert.True(round < 10);
        }
        Assert.Equal(5, numbers.Count);
    }

    private async Task<JsonNode> Export(DateTimeOffset from)
    {
        var filters = new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from } };
        var started = await Client.Post("/v2/invoices/exports", new { encryption = await Client.Encryption(), filters });
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var status = await Client.Get($"/v2/invoices/exports/{started.Json["referenceNumber"]!.GetValue<string>()}");
            if (status.StatusCode == 200) return status.Json["package"]!;
            await Task.Delay(20);
        }
        throw new TimeoutException("The export was not ready within a minute.");
    }

    private async Task<IEnumerable<string>> Numbers(DateTimeOffset from) =>
        (await Client.Post("/v2/invoices/query/metadata", new { subjectType = "Subject1", dateRange = new { dateType = "PermanentStorage", from } })).Json["invoices"]!.AsArray()
        .Select(invoice => invoice!["ksefNumber"]!.GetValue<string>());

    private async Task<int> Found(params (string Name, JsonNode Value)[] filters)
    {
        var answer = await Client.Post("/v2/invoices/query/metadata", Filter(filters));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json["invoices"]!.AsArray().Count;
    }

    private static JsonObject Filter(params (string Name, JsonNode Value)[] filters)
    {
        var filter = new JsonObject
        {
            ["subjectType"] = "Subject1",
            ["dateRange"] = new JsonObject { ["dateType"] = "Issue", ["from"] = Today.AddDays(-10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00" },
        };
        foreach (var (name, value) in filters) filter[name] = value.DeepClone();
        return filter;
    }
}
