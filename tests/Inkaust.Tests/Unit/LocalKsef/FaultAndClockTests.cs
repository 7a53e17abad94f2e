using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

public sealed class FaultAndClockTests : OwnServerTests
{
    [Fact]
    public async Task Servers_in_one_process_know_nothing_of_each_other()
    {
        await using var other = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var otherClient = new LocalKsefClient(other);
        await Client.SignInAsNewCompany();
        Assert.Equal(HttpStatusCode.Unauthorized, (await otherClient.Get("/v2/auth/sessions", Client.AccessToken)).Status);
    }

    [Fact]
    public async Task A_cut_line_breaks_the_connection_and_leaves_codes_and_Latarnia_reachable()
    {
        await Client.SignInAsNewCompany();
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "line-cut", match = "* /v2/*" });
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Get("/v2/auth/sessions"));
        Assert.Equal("AVAILABLE", (await Client.Get("/status")).Json["status"]!.GetValue<string>());
        await Client.Manage(HttpMethod.Delete, "/faults");
        Assert.Equal(HttpStatusCode.OK, (await Client.Get("/v2/auth/sessions")).Status);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_invoice_accepted()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession();
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "answer-lost", match = "POST /v2/sessions/online/*/invoices", count = 1 });
        var sending = Client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", PolishTime.DateOf(await Client.Now())));
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Post($"/v2/sessions/online/{session}/invoices", sending));
        var invoice = Assert.Single((await Client.Get($"/v2/sessions/{session}/invoices")).Json["invoices"]!.AsArray())!;
        Assert.Equal(200, (await Client.Outcome(session, invoice["referenceNumber"]!.GetValue<string>()))["status"]!["code"]!.GetValue<int>());
        var received = (await Client.Manage(HttpMethod.Get, "/received"))!;
        Assert.Equal(sending["invoiceHash"]!.GetValue<string>(), Assert.Single(received["invoices"]!.AsArray())!["hash"]!.GetValue<string>());
        Assert.Contains(received["requests"]!.AsArray(), request => request!["fault"]?.GetValue<string>() == "answer-lost" && request["status"] is null);
    }

    [Theory]
    [InlineData("html-502", HttpStatusCode.BadGateway)]
    [InlineData("html-504", HttpStatusCode.GatewayTimeout)]
    [InlineData("redirect-307", HttpStatusCode.TemporaryRedirect)]
    public async Task Gateways_answer_in_their_own_way(string kind, HttpStatusCode status)
    {
        await Client.Manage(HttpMethod.Post, "/faults", new { kind, count = 1 });
        var answer = await Client.Post("/v2/auth/challenge");
        Assert.Equal(status, answer.Status);
        Assert.NotEqual("application/json", answer.ContentType);
        Assert.Equal(HttpStatusCode.OK, (await Client.Post("/v2/auth/challenge")).Status);
    }

    [Fact]
    public async Task An_answer_may_break_off_in_the_middle()
    {
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "cut-mid-body", count = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => Client.Get("/v2/security/public-key-certificates"));
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_back()
    {
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "too-many-requests", retryAfter = 7, count = 2 });
        var problem = await Client.Post("/v2/auth/challenge");
        Assert.Equal(HttpStatusCode.TooManyRequests, problem.Status);
        Assert.Equal(TimeSpan.FromSeconds(7), problem.Headers.RetryAfter!.Delta);
        var old = await Client.Send(HttpMethod.Post, "/v2/auth/challenge", problemDetails: false);
        Assert.Equal(429, old.StatusCode);
    }

    [Fact]
    public async Task Invoices_stay_in_150_as_long_as_they_are_stuck()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession();
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-150" });
        var invoice = await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", PolishTime.DateOf(await Client.Now())));
        await Client.Post($"/v2/sessions/online/{session}/close");
        for (var attempt = 0; attempt < 100 && (await Client.Get($"/v2/sessions/{session}/invoices/{invoice}")).StatusCode != 150; attempt++) await Task.Delay(10);
        Assert.Equal(150, (await Client.Get($"/v2/sessions/{session}/invoices/{invoice}")).StatusCode);
        Assert.Equal(170, (await Client.Get($"/v2/sessions/{session}")).StatusCode);
        await Client.Manage(HttpMethod.Delete, "/faults");
        Assert.Equal(200, (await Client.Outcome(session, invoice))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_session_may_be_unavailable_for_a_while()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession();
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "session-unavailable", count = 1 });
        var sending = Client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", PolishTime.DateOf(await Client.Now())));
        Assert.Equal(21184, (await Client.Post($"/v2/sessions/online/{session}/invoices", sending)).ErrorCode);
        Assert.Equal(HttpStatusCode.Accepted, (await Client.Post($"/v2/sessions/online/{session}/invoices", sending)).Status);
    }

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

    [Fact]
    public async Task Rotated_keys_come_first_and_the_old_ones_still_open()
    {
        var before = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray();
        await Client.Manage(HttpMethod.Post, "/keys/rotate");
        var after = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray();
        Assert.Equal(4, after.Count);
        Assert.NotEqual(before[0]!["publicKeyId"]!.GetValue<string>(), after[0]!["publicKeyId"]!.GetValue<string>());
        await Client.SignInAsNewCompany();
        await Client.OpenSession();
    }

    [Fact]
    public async Task A_clock_that_has_left_the_time_of_the_keys_brings_new_ones()
    {
        await Client.Get("/v2/security/public-key-certificates");
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "800.00:00:00" });
        var newest = (await Client.Get("/v2/security/public-key-certificates")).Json.AsArray()[0]!;
        Assert.True(newest["validTo"]!.GetValue<DateTimeOffset>() > await Client.Now());
        await Client.SignInAsNewCompany();
        await Client.OpenSession();
    }

    [Fact]
    public async Task Announcements_drive_Latarnia()
    {
        var now = await Client.Now();
        Assert.Equal("[]", (await Client.Get("/messages")).Text);
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "MAINTENANCE", type = "MAINTENANCE_ANNOUNCEMENT", start = now.AddHours(1), end = now.AddHours(3) });
        Assert.Equal("AVAILABLE", await State());
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "02:00:00" });
        Assert.Equal("MAINTENANCE", await State());
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START" });
        Assert.Equal("FAILURE", await State());
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "TOTAL_FAILURE", type = "FAILURE_START" });
        Assert.Equal("TOTAL_FAILURE", await State());
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "TOTAL_FAILURE", type = "FAILURE_END" });
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_END" });
        Assert.Equal("MAINTENANCE", await State());
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "02:00:00" });
        Assert.Equal("AVAILABLE", await State());
        var messages = (await Client.Get("/messages")).Json.AsArray();
        Assert.Equal(5, messages.Count);
        Assert.Equal(2, messages.Where(message => message!["category"]!.GetValue<string>() == "FAILURE").Select(message => message!["type"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task A_reset_forgets_everything()
    {
        await Client.SignInAsNewCompany();
        await Client.Manage(HttpMethod.Post, "/reset");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.Get("/v2/sessions?sessionType=Online")).Status);
        Assert.Empty(((JsonArray)(await Client.Manage(HttpMethod.Get, "/received"))!["invoices"]!));
    }

    [Fact]
    public async Task It_starts_in_less_than_a_second()
    {
        // The quickest of a few starts: what it takes, and not what else the machine had to do.
        var quickest = TimeSpan.MaxValue;
        for (var start = 0; start < 5; start++)
        {
            using var time = new AwakeTime();
            await using var other = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
            quickest = new[] { quickest, time.Passed }.Min();
        }
        Assert.True(quickest < TimeSpan.FromSeconds(1), $"{quickest}");
    }

    private async Task<string> State() => (await Client.Get("/status")).Json["status"]!.GetValue<string>();
}
