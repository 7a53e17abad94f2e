using System.Text.Json;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using RateLimitProfile = Inkaust.LocalKsef.RateLimitProfile;

namespace Inkaust.Tests.Scenarios;

/// <summary>KSeF takes so many requests of one company from one address, whatever processes they come from (KSEF 10).</summary>
public sealed class PacingTests
{
    [Fact]
    public async Task Two_processes_that_speak_for_one_company_are_never_refused_for_too_many_requests()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock, RateLimitProfile.Production);
        await using var other = stage.SameDesk();
        var told = new List<string>();
        for (var round = 0; round < 36; round++)
        {
            await stage.IssueAsync(ModeWish.Offline);
            var report = await (round % 2 == 0 ? stage.Workplace : other).SendWaiting.OnceAsync(stage.Company, Stage.Stop);
            told.AddRange(report.Problems.Select(problem => problem.Code));
        }
        Assert.All(told, code => Assert.True(code is "INK-KSEF-004" or "INK-SEND-016", code)); // And of what waits meanwhile the near deadline is said.
        Assert.Contains("INK-KSEF-004", told); // 30 sessions a minute may be opened, not 36.
        Assert.DoesNotContain(429, await AnswersAsync(stage));

        for (var minutes = 0; minutes < 3; minutes++)
        {
            clock.Jump(TimeSpan.FromMinutes(1.1));
            await other.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        }
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Each(stage.Ledger.List(), invoice => Assert.True(invoice.HasUpo));
        Assert.DoesNotContain(429, await AnswersAsync(stage));
    }

    [Fact]
    public async Task When_no_more_sessions_may_be_opened_for_single_invoices_they_go_in_a_package()
    {
        await using var stage = await Stage.ReadyAsync(limits: RateLimitProfile.Production);
        await stage.IssueAsync(ModeWish.Offline);
        await stage.SendAsync();
        stage.Workplace.Pacing.Of(stage.Company.Environment).Adopt(ContextIdentifier.Of(stage.Company.Nip), RateLimits.Usual with { OnlineSession = new RateLimit(1, 1, 1) });
        for (var i = 0; i < 3; i++) await stage.IssueAsync(ModeWish.Offline);
        Assert.Empty((await stage.SendAsync()).Problems);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Single(await RequestsAsync(stage), "POST /v2/sessions/batch");
    }

    [Fact]
    public async Task A_refusal_that_comes_all_the_same_holds_back_every_process_as_long_as_KSeF_asks()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await using var other = stage.SameDesk();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("too-many-requests", "POST /v2/sessions/online", count: 1, retryAfter: 90);
        Assert.Contains((await stage.SendAsync()).Problems, problem => problem.Code == "INK-KSEF-004");
        var asked = (await AnswersAsync(stage)).Count;

        Assert.Contains((await other.SendWaiting.OnceAsync(stage.Company, Stage.Stop)).Problems, problem => problem.Code == "INK-KSEF-004");
        Assert.DoesNotContain("POST /v2/sessions/online", (await RequestsAsync(stage)).Skip(asked));

        clock.Jump(TimeSpan.FromMinutes(2));
        await other.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
    }

    private static async Task<IReadOnlyList<int>> AnswersAsync(Stage stage) =>
        [.. (await ReceivedAsync(stage)).Select(request => request.GetProperty("status")).Select(status => status.ValueKind == JsonValueKind.Number ? status.GetInt32() : 0)];

    private static async Task<IReadOnlyList<string>> RequestsAsync(Stage stage) =>
        [.. (await ReceivedAsync(stage)).Select(request => $"{request.GetProperty("method").GetString()} {request.GetProperty("path").GetString()}")];

    private static async Task<IReadOnlyList<JsonElement>> ReceivedAsync(Stage stage)
    {
        using var answer = JsonDocument.Parse(await stage.Management.GetStringAsync("received", Stage.Stop));
        return [.. answer.RootElement.GetProperty("requests").EnumerateArray().Select(one => one.Clone())];
    }
}
