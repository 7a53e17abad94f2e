using System.Net;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What has time in it asks the clock of the server.</summary>
public sealed class ServerClockTests : OwnServerTests
{
    [Fact]
    public async Task Everything_that_has_time_in_it_follows_the_clock()
    {
        await Client.Manage(HttpMethod.Put, "/clock", new { now = "2026-03-28T22:30:00Z", frozen = true });
        var nip = await Client.SignInAsNewCompany();
        // 23:30 in Warsaw: tomorrow is the future. An hour later tomorrow has come.
        Assert.Equal(450, (await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", new DateOnly(2026, 3, 29))))["status"]!["code"]!.GetValue<int>());
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "00:40:00" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Get("/v2/sessions?sessionType=Online")).Status);
        Client.AccessToken = (await Client.Post("/v2/auth/token/refresh", token: Client.RefreshToken)).Json["accessToken"]!["token"]!.GetValue<string>();
        var accepted = await Client.SendAndWait(LocalKsefInvoices.Fa3(nip, "FV/1", new DateOnly(2026, 3, 29)));
        Assert.Equal("Online", accepted["invoicingMode"]!.GetValue<string>());
        Assert.Equal(new DateOnly(2026, 3, 29), KsefNumber.Parse(accepted["ksefNumber"]!.GetValue<string>()).Date);
        Assert.Contains("2026-03-29T00:10:00.000+01:00", (await Client.Get(accepted["upoDownloadUrl"]!.GetValue<string>(), "")).Text);
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "8.00:00:00" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Post("/v2/auth/token/refresh", token: Client.RefreshToken)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Get(accepted["upoDownloadUrl"]!.GetValue<string>(), "")).Status);
    }

    [Fact]
    public async Task A_session_closes_itself_when_its_time_is_over()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession();
        await Client.Outcome(session, await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", PolishTime.DateOf(await Client.Now()))));
        await Client.Manage(HttpMethod.Post, $"/sessions/{session}/expire");
        Assert.Equal(21180, (await Client.Post($"/v2/sessions/online/{session}/close")).ErrorCode);
        Assert.Equal(200, (await Client.Get($"/v2/sessions/{session}")).StatusCode);
    }
}
