using System.Net;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Faults that hit what they should and no more, and orders that make no sense.</summary>
public sealed class FaultCornerTests : OwnServerTests
{
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
