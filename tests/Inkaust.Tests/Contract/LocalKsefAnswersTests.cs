using Inkaust.Ksef.Modes;
using Inkaust.LocalKsef;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Contract;

/// <summary>That the watch over all answers of this run sees what the program is told, and would notice a wrong one.</summary>
public sealed class LocalKsefAnswersTests(AnswerWatch watch)
{
    [Fact]
    public async Task What_the_program_is_answered_in_a_scenario_is_held_against_the_official_file()
    {
        SkipWithoutTheFile();
        await using var stage = await Stage.ReadyAsync();
        var before = watch.Fitting("POST /v2/sessions/online");
        await stage.IssueAsync(ModeWish.Online);
        await stage.SendAsync();
        Assert.True(watch.Fitting("POST /v2/sessions/online") > before);
    }

    [Theory]
    [InlineData("""{"challenge":"20260201-CR-0123456789-0123456789-01","timestamp":"2026-02-01T12:00:00Z","timestampMs":1,"clientIp":"127.0.0.1"}""", 200, "")]
    [InlineData("""{"timestamp":"2026-02-01T12:00:00Z","timestampMs":1,"clientIp":"127.0.0.1"}""", 200, "$.challenge is missing")]
    [InlineData("""{"challenge":"20260201-CR-0123456789-0123456789-01","timestamp":"2026-02-01T12:00:00Z","timestampMs":1,"clientIp":"127.0.0.1","extra":1}""", 200, "$.extra is unknown")]
    [InlineData("""{"challenge":"20260201-CR-0123456789-0123456789-01","timestamp":"2026-02-01T12:00:00Z","timestampMs":"1","clientIp":"127.0.0.1"}""", 200, "$.timestampMs is no number")]
    [InlineData("{}", 202, "202 is not an answer of POST /v2/auth/challenge")]
    [InlineData("{}", 500, "the server has failed: {}")]
    public void An_answer_that_does_not_fit_is_noticed(string body, int status, string fault)
    {
        SkipWithoutTheFile();
        var answer = new Answer(status, System.Text.Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8");
        Assert.Equal(fault.Length == 0 ? [] : [fault], AnswerWatch.FaultsOf(new Exchange("POST", "/v2/auth/challenge", answer)));
    }

    private static void SkipWithoutTheFile()
    {
        if (LocalKsefOpenApi.Official is null) Assert.Skip("The reference file ../shared/ksef/open-api-2.7.0.json is not there.");
    }
}
