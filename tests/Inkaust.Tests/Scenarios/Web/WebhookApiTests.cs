using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Other programs are told of what happens: by a call, by a list that they read on, and by a stream.</summary>
public sealed class WebhookApiTests
{
    [Fact]
    public async Task A_program_is_told_that_an_invoice_was_accepted_by_all_three_ways_under_one_key()
    {
        await using var house = await OpenAsync(ready: true);
        await using var receiver = await HookReceiver.StartAsync();
        using var http = Program(house, ApiRightsWords.All);
        var hooks = $"/api/v1/companies/{house.Company.Nip}/webhooks";

        using var made = await http.PostAsJsonAsync(hooks, new Dictionary<string, object>
        {
            ["url"] = new Uri(receiver.Address, "hook").AbsoluteUri,
            ["events"] = new[] { "invoice.accepted" },
        }, Stage.Stop);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var hook = await made.Content.ReadFromJsonAsync<JsonElement>(Stage.Stop);
        var (id, secret) = (hook.GetProperty("id").GetString()!, hook.GetProperty("secret").GetString()!);
        Assert.StartsWith("whsec_", secret);
        Assert.Equal($"{hooks}/{id}", made.Headers.Location!.ToString());

        using var stream = await http.GetAsync($"/api/v1/companies/{house.Company.Nip}/events/stream", HttpCompletionOption.ResponseHeadersRead, Stage.Stop);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);

        var invoice = await house.Stage.IssueAsync(ModeWish.Offline);
        await house.SendAsync();

        var called = await receiver.NextAsync(0);
        var data = JsonDocument.Parse(called.Body).RootElement.GetProperty("data");
        var accepted = (InvoiceState.Accepted)house.Stage.Now(invoice).State;
        Assert.Equal((house.Company.Nip.ToString(), invoice.Id, invoice.Number, accepted.KsefNumber, "offline24", "accepted", "2026-12-10"),
            (Text("company"), data.GetProperty("id").GetInt64(), Text("number"), Text("ksefNumber"), Text("mode"), Text("state"), Text("deadline")));
        // The house lives in December: a receiver that asks for freshness would be too early, one that does not sees our hand.
        Assert.StartsWith("v1,", called.Headers["webhook-signature"].ToString());

        var feed = await http.GetFromJsonAsync<JsonElement>($"/api/v1/companies/{house.Company.Nip}/events?limit=10", Stage.Stop);
        var listed = feed.GetProperty("events").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "invoice.accepted");
        Assert.Equal(called.Id, listed.GetProperty("id").GetString());
        Assert.Equal(JsonDocument.Parse(called.Body).RootElement.GetProperty("data").ToString(), listed.GetProperty("data").ToString());

        Assert.Equal(called.Id, await FirstAsync(stream, "invoice.accepted"));

        var rest = await http.GetFromJsonAsync<JsonElement>(
            $"/api/v1/companies/{house.Company.Nip}/events?after={feed.GetProperty("cursor").GetString()}", Stage.Stop);
        Assert.DoesNotContain(rest.GetProperty("events").EnumerateArray(), one => one.GetProperty("id").GetString() == called.Id);

        string? Text(string name) => data.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_webhook_is_looked_at_changed_tried_and_removed_and_its_secret_is_told_no_second_time()
    {
        await using var house = await OpenAsync();
        await using var receiver = await HookReceiver.StartAsync();
        using var http = Program(house, ApiRightsWords.All);
        var hooks = $"/api/v1/companies/{house.Company.Nip}/webhooks";
        var (status, hook) = await SendAsync(http, HttpMethod.Post, hooks, $$"""{"url":"{{receiver.Address}}","events":["invoice.late"]}""");
        Assert.Equal(HttpStatusCode.Created, status);
        var at = $"{hooks}/{hook.GetProperty("id").GetString()}";

        (status, var changed) = await SendAsync(http, HttpMethod.Patch, at, """{"events":["invoice.accepted","invoice.late"],"enabled":false}""");
        Assert.Equal((HttpStatusCode.OK, false, 2), (status, changed.GetProperty("enabled").GetBoolean(), changed.GetProperty("events").GetArrayLength()));
        (status, var refused) = await SendAsync(http, HttpMethod.Post, at + "/test", null);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INK-HOOK-005"), (status, refused.GetProperty("code").GetString()));
        await SendAsync(http, HttpMethod.Patch, at, """{"enabled":true}""");
        (status, var rotated) = await SendAsync(http, HttpMethod.Post, at + "/rotate", """{"overlapHours":2}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(hook.GetProperty("secret").GetString(), rotated.GetProperty("secret").GetString());
        foreach (var hours in new[] { -1, 169, int.MaxValue })
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(http, HttpMethod.Post, at + "/rotate", $$"""{"overlapHours":{{hours}}}""")).Status);

        (status, var tried) = await SendAsync(http, HttpMethod.Post, at + "/test", null);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var first = await receiver.NextAsync(0);
        Assert.Equal(tried.GetProperty("webhookId").GetString(), first.Id);
        (status, _) = await SendAsync(http, HttpMethod.Post, $"{at}/deliveries/{tried.GetProperty("id").GetInt64()}/replay", null);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(first.Id, (await receiver.NextAsync(1)).Id);

        foreach (var page in new[] { hooks, at, at + "/deliveries", $"{at}/deliveries/{tried.GetProperty("id").GetInt64()}" })
        {
            (status, var seen) = await SendAsync(http, HttpMethod.Get, page, null);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.DoesNotContain("whsec_", seen.ToString());
        }
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(http, HttpMethod.Delete, at, null)).Status);
        foreach (var gone in new[] { at, at + "/deliveries" })
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(http, HttpMethod.Get, gone, null)).Status);
    }

    [Fact]
    public async Task A_key_does_only_what_it_may_and_an_address_leads_only_where_it_may()
    {
        await using var house = await WebHouse.OpenAsync();
        var company = $"/api/v1/companies/{house.Company.Nip}";
        using var reads = Program(house, ApiRights.Read);
        using var rules = Program(house, ApiRights.Admin);
        const string Wanted = """{"url":"https://shop.example/","events":["invoice.late"]}""";
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(reads, HttpMethod.Get, company + "/webhooks", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(reads, HttpMethod.Post, company + "/webhooks", Wanted)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(reads, HttpMethod.Get, company + "/events", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(rules, HttpMethod.Get, company + "/events", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(rules, HttpMethod.Get, company + "/events/stream?seconds=0", null)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(rules, HttpMethod.Post, company + "/webhooks", Wanted)).Status);
        foreach (var (url, code) in new[]
        {
            ("http://127.0.0.1:1/", "INK-HOOK-001"), ("https://127.0.0.1/", "INK-HOOK-002"), ("https://169.254.169.254/", "INK-HOOK-002"),
        })
        {
            var (status, problem) = await SendAsync(rules, HttpMethod.Post, company + "/webhooks", $$"""{"url":"{{url}}","events":["invoice.late"]}""");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (status, problem.GetProperty("code").GetString()));
        }
        foreach (var body in new[]
        {
            "{}", """{"url":null,"events":null}""", """{"url":"https://shop.example/","events":[]}""", """{"url":"https://shop.example/","events":["x"]}""",
        })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(rules, HttpMethod.Post, company + "/webhooks", body)).Status);
        var (unknown, said) = await SendAsync(reads, HttpMethod.Get, company + "/events?after=7", null);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INK-HOOK-006"), (unknown, said.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_stream_goes_on_from_the_last_event_and_not_too_many_are_open()
    {
        await using var house = await WebHouse.OpenAsync();
        for (var i = 1; i <= 3; i++)
        {
            var what = new Happening.InvoiceAccepted(i, $"FV/{i}", $"k{i}");
            house.Office.Events.Add(house.Company, [new Told($"t{i}", house.Stage.Clock.GetUtcNow(), what)]);
        }
        using var http = Program(house, ApiRights.Read);
        var address = $"/api/v1/companies/{house.Company.Nip}/events/stream";
        var first = house.Office.EventFeed.After(house.Company, null, 1).Cursor!;
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "?seconds=0");
        request.Headers.Add("Last-Event-ID", first);
        using var answer = await http.SendAsync(request, Stage.Stop);
        var text = await answer.Content.ReadAsStringAsync(Stage.Stop);
        Assert.Equal(["FV/2", "FV/3"], text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("data").GetProperty("number").GetString()));
        Assert.DoesNotContain("data:", await http.GetStringAsync(address + "?seconds=0", Stage.Stop)); // What happens from now on.

        List<HttpResponseMessage> open = [];
        for (var i = 0; i < 20; i++) open.Add(await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Stage.Stop));
        Assert.All(open, one => Assert.Equal(HttpStatusCode.OK, one.StatusCode));
        var (status, problem) = await SendAsync(http, HttpMethod.Get, address, null);
        Assert.Equal((HttpStatusCode.TooManyRequests, "INK-HOOK-007"), (status, problem.GetProperty("code").GetString()));
        open.ForEach(one => one.Dispose());
        // Places are free again once the app has seen that they are gone; the app ends with what is open.
        while (await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Stage.Stop) is { StatusCode: not HttpStatusCode.OK } still)
            still.Dispose();
    }

    [Fact]
    public async Task An_owner_does_the_same_on_a_page_and_sees_the_secret_once()
    {
        await using var house = await OpenAsync();
        await using var receiver = await HookReceiver.StartAsync();
        using var anna = house.Visitor(house.Account());
        var list = $"/c/{house.Company.Id}/webhooks";
        Assert.Contains(list, (await anna.GetAsync($"/c/{house.Company.Id}/settings")).Text);
        var refused = await anna.SubmitAsync(await anna.GetAsync(list), $"form[action='{list}']", ("url", "ftp://x"), ("events", "invoice.accepted"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("https", refused.Words(".field-wrong"));
        var made = await anna.SubmitAsync(await anna.GetAsync(list), $"form[action='{list}']",
            ("url", receiver.Address.AbsoluteUri), ("events", "invoice.accepted"));
        var page = await anna.FollowAsync(made.Location!.ToString());
        Assert.Contains("whsec_", page.Words(".notice"));
        page = await anna.GetAsync(made.Location.ToString());
        Assert.DoesNotContain("whsec_", page.Text);
        await anna.SubmitAsync(page, "form[action$='/test']");
        var hook = await receiver.NextAsync(0);
        var webhook = house.Office.Webhooks.Of(house.Company).Single();
        while (house.Office.WebhookDeliveries.Of(house.Company, webhook.Id).Deliveries[0].State == DeliveryState.Waiting) await Task.Yield();
        page = await anna.GetAsync(made.Location.ToString());
        Assert.Contains("odebrane", page.Words("main"));
        Assert.Contains(hook.Id, page.Text);
        Assert.Contains("whsec_", (await anna.FollowAsync((await anna.SubmitAsync(page, "form[action$='/rotate']")).Location!.ToString())).Words(".notice"));
        page = await anna.FollowAsync((await anna.SubmitAsync(page, "form[action$='/disable']")).Location!.ToString());
        Assert.Contains("wyłączony", page.Words("h1"));
        await anna.SubmitAsync(page, "form[action$='/enable']");
        await anna.SubmitAsync(page, "form[action$='/remove']");
        Assert.Empty(house.Office.Webhooks.Of(house.Company));
        using var igor = house.Visitor(house.Account("Igor Wystawia", Role.Issuer));
        Assert.Equal(HttpStatusCode.Forbidden, (await igor.GetAsync(list)).Status);
        Assert.DoesNotContain(list, (await igor.GetAsync($"/c/{house.Company.Id}/settings")).Text);
    }

    private static Task<WebHouse> OpenAsync(bool ready = false) =>
        WebHouse.OpenAsync(ready, settings => settings with { AllowLocalWebhooks = true });

    private static HttpClient Program(WebHouse house, ApiRights rights)
    {
        var http = new HttpClient { BaseAddress = house.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", house.Office.ApiKeys.Make(house.Company, "test", rights).Text);
        return http;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient http, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        using var answer = await http.SendAsync(request, Stage.Stop);
        var text = await answer.Content.ReadAsStringAsync(Stage.Stop);
        return (answer.StatusCode, text.Length == 0 || text[0] != '{' ? default : JsonDocument.Parse(text).RootElement);
    }

    // The key of the first event of this kind in a stream.
    private static async Task<string> FirstAsync(HttpResponseMessage stream, string kind)
    {
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Stage.Stop));
        for (var id = ""; ;)
        {
            var line = await reader.ReadLineAsync(Stage.Stop) ?? throw new InvalidOperationException("The stream ended.");
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line["id: ".Length..];
            if (line == $"event: {kind}") return id;
        }
    }
}
