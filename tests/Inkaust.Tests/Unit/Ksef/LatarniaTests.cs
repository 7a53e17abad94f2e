using System.Net;
using System.Text;
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
    public async Task An_outage_of_the_Latarnia_is_not_a_state()
    {
        desk.Wire.Then(ScriptedKsef.Html(HttpStatusCode.BadGateway));
        await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Latarnia!.StatusAsync());
    }
}
