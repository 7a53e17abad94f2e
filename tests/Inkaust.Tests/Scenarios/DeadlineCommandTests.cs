using System.Text;
using System.Text.Json;
using Inkaust.Cli;

namespace Inkaust.Tests.Scenarios;

/// <summary>What <c>inkaust deadline</c> answers to programs, and how it refuses files that are no announcements.</summary>
public sealed class DeadlineCommandTests : IDisposable
{
    private const string Failure = """{"id":"a","eventId":7,"category":"FAILURE","type":"FAILURE_START","title":"t","text":"x","start":"2026-12-09T10:00:00+01:00","version":1,"published":"2026-12-09T10:00:00+01:00"}""";
    private const string FailureEnd = """{"id":"a","eventId":7,"category":"FAILURE","type":"FAILURE_END","title":"t","text":"x","start":"2026-12-09T10:00:00+01:00","end":"2026-12-09T14:00:00+01:00","version":1,"published":"2026-12-09T14:00:00+01:00"}""";
    private const string Maintenance = """{"id":"a","eventId":8,"category":"MAINTENANCE","type":"MAINTENANCE_ANNOUNCEMENT","title":"t","text":"x","start":"2026-12-09T08:00:00+01:00","end":"2026-12-09T18:00:00+01:00","version":1,"published":"2026-12-08T10:00:00+01:00"}""";
    private const string Total = """{"id":"a","eventId":9,"category":"TOTAL_FAILURE","type":"FAILURE_START","title":"t","text":"x","start":"2026-12-09T10:00:00+01:00","version":1,"published":"2026-12-09T10:00:00+01:00"}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkaust-deadline-");

    [Theory]
    [InlineData("offline24", "[]", "send", "2026-12-10", false, "106nda")]
    [InlineData("unavailability", $"[{Maintenance}]", "send", "2026-12-10", false, "106nh")]
    [InlineData("failure", $"[{Failure},{FailureEnd}]", "send", "2026-12-18", false, "106nf")]
    [InlineData("failure", $"[{Failure}]", "send", null, false, "106nf")] // it goes on
    [InlineData("failure", "[]", "unknown", null, false, "106nf")] // nothing was announced
    [InlineData("total-failure", $"[{Total}]", "none", null, false, "106ng")]
    public async Task The_answer_has_these_properties_in_this_order(string mode, string messages, string duty, string? deadline, bool late, string basis)
    {
        var (code, output, error) = await RunAsync(mode, Encoding.UTF8.GetBytes(messages));
        Assert.True(code == 0, error);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["duty", "deadline", "target", "late", "basis", "steps"], answer.EnumerateObject().Select(one => one.Name));
        Assert.Equal((duty, deadline, late, basis), (Text(answer, "duty"), Text(answer, "deadline"), answer.GetProperty("late").GetBoolean(), Text(answer, "basis")));
        Assert.Equal(deadline is null, Text(answer, "target") is null);
        Assert.NotEmpty(answer.GetProperty("steps").EnumerateArray());
        Assert.Each(answer.GetProperty("steps").EnumerateArray(), step => Assert.Equal(["pl", "en"], step.EnumerateObject().Select(one => one.Name)));
    }

    [Fact]
    public async Task After_the_last_day_in_Poland_it_is_late()
    {
        Assert.False(JsonDocument.Parse((await RunAsync("offline24", null, "2026-12-10T23:59:59+01:00")).Output).RootElement.GetProperty("late").GetBoolean());
        Assert.True(JsonDocument.Parse((await RunAsync("offline24", null, "2026-12-11T00:00:00+01:00")).Output).RootElement.GetProperty("late").GetBoolean());
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{"id":"a","eventId":7,"category":"FAILURE","type":"FAILURE_START","start":"2026-12-09T10:00:00+01:00","version":1}]""")] // no "published"
    public async Task A_file_that_is_no_array_of_messages_is_refused(string messages)
    {
        var (code, output, error) = await RunAsync("offline24", Encoding.UTF8.GetBytes(messages));
        Assert.Equal((1, ""), (code, output));
        Assert.Equal("INK-KSEF-030", Code(error));
    }

    [Fact]
    public async Task A_category_that_nobody_knows_says_nothing_and_a_byte_order_mark_does_no_harm()
    {
        var unknown = Encoding.UTF8.GetBytes($"[{Failure.Replace("\"FAILURE\"", "\"COMET\"")}]");
        var (code, output, error) = await RunAsync("offline24", [0xEF, 0xBB, 0xBF, .. unknown]);
        Assert.True(code == 0, error);
        Assert.Equal("2026-12-10", Text(JsonDocument.Parse(output).RootElement, "deadline"));
    }

    [Fact]
    public async Task A_file_of_30_MB_is_refused_before_it_is_read()
    {
        var (code, _, error) = await RunAsync("offline24", new byte[30_000_000]);
        Assert.Equal((2, "INK-CLI-004"), (code, Code(error)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(string mode, byte[]? messages, string asOf = "2026-12-09T20:00:00+01:00")
    {
        var file = Path.Combine(folder.FullName, "messages.json");
        if (messages is not null) await File.WriteAllBytesAsync(file, messages, Stage.Stop);
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] announcements = messages is null ? [] : ["--announcements", file];
        var code = await CommandLine.RunAsync(
            ["deadline", "--mode", mode, "--issue-date", "2026-12-09", "--issued-at", "2026-12-09T12:00:00", "--as-of", asOf, "--json", "--data", folder.FullName, .. announcements],
            output, error, new ShiftedClock(Stage.WednesdayNoon));
        return (code, output.ToString(), error.ToString());
    }

    private static string Code(string error) => JsonDocument.Parse(error).RootElement.GetProperty("errors")[0].GetProperty("code").GetString()!;

    private static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
}
