using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What each fault does to a request, faults that hit what they should and no more, and orders that make no sense.</summary>
public sealed class FaultTests : OwnServerTests
{
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
    public async Task Only_as_many_invoices_are_stuck_as_were_asked_for_and_only_as_long_as_the_fault_is_on()
    {
        var nip = await Client.SignInAsNewCompany();
        var (session, another) = (await Client.OpenSession(), await Client.OpenSession());
        var fault = (await Client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-150", match = $"POST /v2/sessions/online/{session}/*", count = 1 }))!["id"]!.GetValue<string>();
        var elsewhere = await Client.SendInvoice(another, LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        var stuck = await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/2", Today));
        var next = await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/3", Today));
        Assert.Equal(200, (await Client.Outcome(another, elsewhere))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(200, (await Client.Outcome(session, next))["status"]!["code"]!.GetValue<int>());
        Assert.Equal(150, (await Client.Get($"/v2/sessions/{session}/invoices/{stuck}")).StatusCode);
        Assert.Equal(1, Assert.Single((await Client.Manage(HttpMethod.Get, "/faults"))!.AsArray())!["hits"]!.GetValue<int>());
        await Client.Manage(HttpMethod.Delete, $"/faults/{fault}");
        Assert.Equal(200, (await Client.Outcome(session, stuck))["status"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_an_answer_without_a_body_that_is_cut_nothing_comes_though_the_work_was_done()
    {
        var nip = await Client.SignInAsNewCompany();
        var session = await Client.OpenSession();
        await Client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "cut-mid-body", match = "POST /v2/sessions/online/*/close", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Post($"/v2/sessions/online/{session}/close"));
        Assert.Equal(21180, (await Client.Post($"/v2/sessions/online/{session}/close")).ErrorCode);
    }

    [Theory]
    [InlineData("/faults")]
    [InlineData("/faults/fault-1")]
    public async Task Who_is_kept_waiting_goes_on_when_the_fault_is_removed(string removed)
    {
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "slow", match = "POST /v2/auth/challenge", count = 1, delayMilliseconds = 600_000 });
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "slow", match = "POST /v2/auth/challenge", delayMilliseconds = 0 });
        var waiting = Client.Challenge();
        while ((await Client.Manage(HttpMethod.Get, "/faults"))!.AsArray().Count > 1) await Task.Delay(10, TestContext.Current.CancellationToken); // until it has hit
        await Client.Challenge();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(HttpStatusCode.NoContent, await Client.TryManage(HttpMethod.Delete, removed));
        Assert.NotEmpty(await waiting);
    }

    [Theory]
    [InlineData("""{"kind":"no-such-fault"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"kind":"slow","delayMilliseconds":-1}""")]
    [InlineData("""{"kind":"html-502","count":0}""")]
    [InlineData("""{"kind":"html-502","probability":1.5}""")]
    [InlineData("""{"kind":"html-502","match":"v2/auth"}""")]
    [InlineData("""{"kind":"too-many-requests","retryAfter":-1}""")]
    public async Task A_fault_that_cannot_be_is_refused(string json)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Post, "/faults", System.Text.Json.Nodes.JsonNode.Parse(json)));
        Assert.Empty((await Client.Manage(HttpMethod.Get, "/faults"))!.AsArray());
    }

    [Fact]
    public async Task A_probability_of_zero_hits_nothing()
    {
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "html-502", probability = 0 });
        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.OK, (await Client.Post("/v2/auth/challenge")).Status);
    }

    [Theory]
    [InlineData("DELETE", "/faults/fault-7")]
    [InlineData("DELETE", "/announcements/nothing")]
    [InlineData("POST", "/certificates/0123456789ABCDEF/revoke")]
    [InlineData("POST", "/sessions/20260201-SO-0123456789-0123456789-01/expire")]
    [InlineData("POST", "/announcements/nothing/versions")]
    public async Task What_is_not_there_is_told_as_such(string method, string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await Client.TryManage(new HttpMethod(method), path, new { }));
}
