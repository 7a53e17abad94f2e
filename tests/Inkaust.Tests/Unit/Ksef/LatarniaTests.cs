using System.Net;
using System.Text;
using System.Text.Json;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class LatarniaTests
{
    private const string Message =
        """{"id":"K/2026/AWR/02","eventId":17,"category":"FAILURE","type":"FAILURE_START","title":"Awaria","text":"Treść","start":"2026-12-08T13:00:00+00:00","end":null,"version":1,"published":"2026-12-08T13:05:00+00:00","new":true}""";

    private readonly Desk desk = new();

    [Fact]
    public async Task A_reading_keeps_the_bytes_that_prove_it()
    {
        var json = $$"""{ "status": "FAILURE", "messages": [{{Message}}] }""";
        desk.Wire.Then(ScriptedKsef.Json(json));
        var reading = await desk.Client.Latarnia!.StatusAsync();
        Assert.Equal(LatarniaState.Failure, reading.State);
        Assert.Equal(json, Encoding.UTF8.GetString(reading.RawJson.Span));
        Assert.Equal(desk.Clock.GetUtcNow(), reading.ReadAt);
        var message = Assert.Single(reading.Messages);
        Assert.Equal((17L, LatarniaCategory.Failure, LatarniaMessageType.FailureStart), (message.EventId, message.Category, message.Type));
        Assert.Null(message.EndsAt);
        Assert.Equal("/status", desk.Wire.Requests.Single().Path);
        Assert.Null(desk.Wire.Requests.Single().Bearer);
    }

    [Theory]
    [InlineData("AVAILABLE", LatarniaState.Available)]
    [InlineData("MAINTENANCE", LatarniaState.Maintenance)]
    [InlineData("FAILURE", LatarniaState.Failure)]
    [InlineData("TOTAL_FAILURE", LatarniaState.TotalFailure)]
    [InlineData("PARTIAL_FAILURE", LatarniaState.Unknown)]
    [InlineData("UNKNOWN", LatarniaState.Unknown)]
    [InlineData("4", LatarniaState.Unknown)]
    public async Task A_state_that_is_not_known_decides_nothing(string official, LatarniaState state)
    {
        desk.Wire.Then(ScriptedKsef.Json($$"""{"status":"{{official}}"}"""));
        var reading = await desk.Client.Latarnia!.StatusAsync();
        Assert.Equal(state, reading.State);
        Assert.Empty(reading.Messages);
    }

    [Fact]
    public async Task Messages_come_as_a_bare_list()
    {
        desk.Wire.Then(ScriptedKsef.Json($"[{Message},{Message.Replace("FAILURE_START", "MAINTENANCE_ANNOUNCEMENT").Replace("\"FAILURE\"", "\"MAINTENANCE\"")}]"));
        var reading = await desk.Client.Latarnia!.MessagesAsync();
        Assert.Equal([LatarniaMessageType.FailureStart, LatarniaMessageType.MaintenanceAnnouncement], reading.Messages.Select(message => message.Type));
        Assert.Null(reading.State);
    }

    [Fact]
    public async Task A_reading_of_messages_keeps_the_bytes_that_prove_it_too()
    {
        desk.Wire.Then(ScriptedKsef.Json($"[ {Message} ]"));
        var reading = await desk.Client.Latarnia!.MessagesAsync();
        Assert.Equal(($"[ {Message} ]", desk.Clock.GetUtcNow()), (Encoding.UTF8.GetString(reading.RawJson.Span), reading.ReadAt));
        var asked = Assert.Single(desk.Wire.Requests);
        Assert.Equal((HttpMethod.Get, "/messages", null), (asked.Method, asked.Path, asked.Bearer));
        var message = Assert.Single(reading.Messages);
        Assert.Equal(("K/2026/AWR/02", "Awaria", "Treść", 1), (message.Id, message.Title, message.Text, message.Version));
        Assert.Equal((new DateTimeOffset(2026, 12, 8, 13, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 8, 13, 5, 0, TimeSpan.Zero)), (message.StartsAt, message.PublishedAt));
    }

    [Fact]
    public async Task A_status_without_messages_has_none()
    {
        desk.Wire.Then(ScriptedKsef.Json("""{"status":"AVAILABLE","messages":null}"""));
        var reading = await desk.Client.Latarnia!.StatusAsync();
        Assert.Equal(LatarniaState.Available, reading.State);
        Assert.Empty(reading.Messages);
    }

    [Theory]
    [InlineData("""{"status":1}""")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"messages":[]}""")]
    public async Task An_answer_without_a_word_for_the_state_is_none(string json)
    {
        desk.Wire.Then(ScriptedKsef.Json(json));
        await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Latarnia!.StatusAsync());
    }

    [Theory]
    [InlineData(LatarniaCategory.TotalFailure, LatarniaMessageType.FailureEnd, "TOTAL_FAILURE", "FAILURE_END")]
    [InlineData(LatarniaCategory.Failure, LatarniaMessageType.FailureStart, "FAILURE", "FAILURE_START")]
    [InlineData(LatarniaCategory.Maintenance, LatarniaMessageType.MaintenanceAnnouncement, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT")]
    public void A_message_is_written_and_read_by_the_official_names(LatarniaCategory category, LatarniaMessageType type, string officialCategory, string officialType)
    {
        var message = Assert.Single(LatarniaMessage.ReadJson(Encoding.UTF8.GetBytes($"[{Message}]"))) with { Category = category, Type = type };
        var json = JsonSerializer.SerializeToUtf8Bytes([message], LatarniaJson.Default.ListLatarniaMessage);
        var written = JsonDocument.Parse(json).RootElement[0];
        Assert.Equal((officialCategory, officialType), (written.GetProperty("category").GetString(), written.GetProperty("type").GetString()));
        Assert.Equal([message], LatarniaMessage.ReadJson(json));
    }

    [Fact]
    public async Task An_outage_of_the_Latarnia_is_not_a_state()
    {
        desk.Wire.Then(ScriptedKsef.Html(HttpStatusCode.BadGateway));
        await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Latarnia!.StatusAsync());
    }
}
