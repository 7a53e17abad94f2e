using System.Net;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>What Latarnia can be made to publish, and what not.</summary>
public sealed class AnnouncementTests : OwnServerTests
{
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

    [Theory]
    [InlineData("""{"category":"MAINTENANCE","type":"FAILURE_START"}""")]
    [InlineData("""{"category":"FAILURE","type":"MAINTENANCE_ANNOUNCEMENT"}""")]
    [InlineData("""{"category":"FAILURE","type":"FAILURE_END"}""")]
    [InlineData("""{"category":"FAILURE","type":"FAILURE_START","start":"2026-12-02T00:00:00Z","end":"2026-12-01T00:00:00Z"}""")]
    [InlineData("""{"category":"FAILURE","type":"FAILURE_START","eventId":0}""")]
    [InlineData("""{"category":"FAILURE","type":"FAILURE_START","version":-1}""")]
    [InlineData("""{"category":"FAILURE","type":"FAILURE_START","start":"tomorrow"}""")]
    [InlineData("""{"category":"FAILURE"}""")]
    public async Task A_message_that_Latarnia_could_not_publish_is_refused(string json)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Post, "/announcements", JsonNode.Parse(json)));
        Assert.Equal("[]", (await Client.Get("/messages")).Text);
    }

    [Fact]
    public async Task A_message_is_not_published_twice_under_one_id()
    {
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START", id = "one" });
        Assert.Equal(HttpStatusCode.BadRequest, await Client.TryManage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START", id = "one" }));
        Assert.Single((await Client.Get("/messages")).Json.AsArray());
    }

    [Fact]
    public async Task An_end_belongs_to_the_failure_that_it_names_and_is_not_before_its_start()
    {
        var failure = new { category = "FAILURE", type = "FAILURE_START" };
        var first = (await Client.Manage(HttpMethod.Post, "/announcements", failure))!;
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "01:00" });
        var second = (await Client.Manage(HttpMethod.Post, "/announcements", failure))!;
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "-00:30" });
        var end = (await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_END", eventId = first["eventId"]!.GetValue<int>() }))!;
        Assert.Equal(first["start"]!.GetValue<DateTimeOffset>(), end["start"]!.GetValue<DateTimeOffset>());
        end = (await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_END" }))!;
        Assert.Equal(second["start"]!.GetValue<DateTimeOffset>(), end["end"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task The_last_word_counts_also_when_the_clock_was_set_back_before_it()
    {
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START" });
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "-01:00" });
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_END" });
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "02:00" });
        Assert.Equal("AVAILABLE", await State());
    }

    [Fact]
    public async Task A_message_that_is_added_to_the_past_is_not_the_last_word()
    {
        var now = await Client.Now();
        object Message(string type, int hoursAgo) => new { category = "FAILURE", type, eventId = 7, start = now.AddHours(-5), end = type == "FAILURE_END" ? now.AddHours(-hoursAgo) : (DateTimeOffset?)null, published = now.AddHours(-hoursAgo) };
        await Client.Manage(HttpMethod.Post, "/announcements", Message("FAILURE_END", 1));
        await Client.Manage(HttpMethod.Post, "/announcements", Message("FAILURE_START", 4));
        Assert.Equal("AVAILABLE", await State());
    }

    [Fact]
    public async Task An_order_that_makes_no_sense_is_refused_in_both_languages()
    {
        using var manager = new ManagementClient(Server.ManagementAddress);
        async Task<Wording> Refusal(string method, string path, string body) => Assert.Single((await Assert.ThrowsAsync<RefusedException>(
            () => manager.CallAsync(method, path, JsonNode.Parse(body), TestContext.Current.CancellationToken))).Findings).Text;
        foreach (var (method, path, body, pl, en) in new[]
        {
            ("POST", "/announcements", """{"category":"FAILURE","type":"FAILURE_END"}""", "Nie ma trwającej awarii", "No failure of the category"),
            ("POST", "/faults", """{"kind":"slow","probability":2}""", "probability musi", "probability is"),
            ("POST", "/faults", """{"kind":"none"}""", "Nieznana wartość: $.kind", "An unknown value: $.kind"),
            ("POST", "/faults", """{"kind":"slow","count":"x"}""", "Nieprawidłowa wartość: $.count", "Not a valid value: $.count"),
            ("PUT", "/clock", """{"now":"1999-01-01T00:00:00Z"}""", "Zegar można", "The clock goes"),
            ("POST", "/clock/advance", """{"by":"1"}""", "by musi", "by has the form"),
            ("POST", "/restore", "{}", "To nie jest stan", "This is not what"),
            ("DELETE", "/faults/none", "{}", "Nie ma takiego", "There is no such"),
        })
        {
            var words = await Refusal(method, path, body);
            Assert.Contains(pl, words.Pl, StringComparison.Ordinal);
            Assert.Contains(en, words.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_message_for_later_shows_when_its_time_has_come()
    {
        var now = await Client.Now();
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START", start = now.AddHours(1), published = now.AddHours(1) });
        Assert.Equal(("AVAILABLE", 0), (await State(), (await Client.Get("/messages")).Json.AsArray().Count));
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "01:01" });
        Assert.Equal(("FAILURE", 1), (await State(), (await Client.Get("/messages")).Json.AsArray().Count));
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "-00:30" });
        Assert.Equal("AVAILABLE", await State());
    }

    [Fact]
    public async Task A_failure_that_lasts_for_months_is_still_one_when_its_message_has_been_dropped()
    {
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START" });
        await Client.Manage(HttpMethod.Post, "/clock/advance", new { by = "60.00:00" });
        Assert.Equal(("FAILURE", "[]"), (await State(), (await Client.Get("/messages")).Text));
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_END" });
        Assert.Equal("AVAILABLE", await State());
    }

    [Fact]
    public async Task Withdrawing_all_messages_does_not_bring_Latarnia_up()
    {
        await Client.Manage(HttpMethod.Post, "/announcements", new { category = "FAILURE", type = "FAILURE_START" });
        await Client.Manage(HttpMethod.Put, "/latarnia", new { up = false });
        await Client.Manage(HttpMethod.Delete, "/announcements");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Client.Get("/status")).Status);
        await Client.Manage(HttpMethod.Put, "/latarnia", new { up = true });
        Assert.Equal(("AVAILABLE", "[]"), (await State(), (await Client.Get("/messages")).Text));
    }

    private async Task<string> State() => (await Client.Get("/status")).Json["status"]!.GetValue<string>();
}
