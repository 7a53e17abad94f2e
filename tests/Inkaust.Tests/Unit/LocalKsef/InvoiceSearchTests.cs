using System.Net;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Who finds which invoices, in which order, within which range.</summary>
public sealed class InvoiceSearchTests(LocalKsefFixture fixture) : IClassFixture<LocalKsefFixture>, IDisposable
{
    private readonly LocalKsefClient client = new(fixture.Server);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Seller_and_buyer_find_an_invoice_and_nobody_else()
    {
        var buyer = LocalKsefClient.NewNip();
        var seller = await client.SignInAsNewCompany();
        var number = (await client.SendAndWait(LocalKsefInvoices.Fa3(seller, "FV/1", Today, buyer)))["ksefNumber"]!.GetValue<string>();
        var found = Assert.Single(await Query("Subject1"))!;
        Assert.Equal(number, found["ksefNumber"]!.GetValue<string>());
        Assert.Equal(123m, found["grossAmount"]!.GetValue<decimal>());
        Assert.Equal(100m, found["netAmount"]!.GetValue<decimal>());
        Assert.Equal(buyer, found["buyer"]!["identifier"]!["value"]!.GetValue<string>());
        Assert.Empty(await Query("Subject2"));
        using (var certificate = LocalKsefSigner.Person("TINPL-" + buyer, await client.Now())) await client.SignIn(certificate, buyer);
        Assert.Single(await Query("Subject2"));
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"/v2/invoices/ksef/{number}")).Status);
        await client.SignInAsNewCompany();
        Assert.Empty(await Query("Subject2"));
        Assert.Equal(21164, (await client.Get($"/v2/invoices/ksef/{number}")).ErrorCode);
    }

    [Theory]
    [InlineData("Asc")]
    [InlineData("Desc")]
    public async Task Pages_follow_each_other_in_order_also_when_the_clock_went_back(string order)
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options, TestContext.Current.CancellationToken);
        using var own = new LocalKsefClient(server);
        await own.Manage(HttpMethod.Put, "/clock", new { now = "2026-12-09T12:00:30Z", frozen = true });
        var nip = await own.SignInAsNewCompany();
        foreach (var (second, number) in new[] { (40, 1), (10, 2), (50, 3), (20, 4), (20, 5), (75, 6), (5, 7), (60, 8), (30, 9), (20, 10), (33, 11), (12, 12) })
        {
            await own.Manage(HttpMethod.Put, "/clock", new { now = new DateTimeOffset(2026, 12, 9, 12, 0, 0, TimeSpan.Zero).AddSeconds(second), frozen = true });
            await own.SendAndWait(LocalKsefInvoices.Fa3(nip, $"{number}", new DateOnly(2026, 12, 9)));
        }
        var found = new List<string>();
        for (var page = 0; page < 2; page++)
        {
            var answer = (await own.Post($"/v2/invoices/query/metadata?pageSize=10&pageOffset={page}&sortOrder={order}", new
            {
                subjectType = "Subject1",
                dateRange = new { dateType = "PermanentStorage", from = "2026-12-09T12:00:10Z", to = "2026-12-09T12:01:15Z" },
            })).Json;
            found.AddRange(answer["invoices"]!.AsArray().Select(invoice => invoice!["invoiceNumber"]!.GetValue<string>()));
            Assert.Equal(page == 0, answer["hasMore"]!.GetValue<bool>());
            Assert.False(answer["isTruncated"]!.GetValue<bool>());
        }
        string[] ascending = ["2", "12", "4", "5", "10", "9", "11", "1", "3", "8", "6"];
        Assert.Equal(order == "Asc" ? ascending : ascending.Reverse(), found);
    }

    private static object Filter(string role) => new { subjectType = role, dateRange = new { dateType = "PermanentStorage", from = Noon.AddDays(-1) } };

    private async Task<JsonArray> Query(string role) => (await client.Post("/v2/invoices/query/metadata", Filter(role))).Json["invoices"]!.AsArray();
}
