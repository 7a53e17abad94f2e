using System.Net;
using Dapper;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Whether KSeF is there: three questions in a row say otherwise than before, and no fewer.</summary>
public sealed class PresenceTests : IDisposable
{
    private const string Question = "GET /v2/security/public-key-certificates";

    private readonly House house = new();
    private readonly Queue<char> answers = new();

    public PresenceTests() => house.Wire.First = _ => answers.TryDequeue(out var answer) && answer is 'x'
        ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no line") : null;

    [Theory]
    [InlineData("", ".", true, 1)] // nobody has asked before
    [InlineData("", "x.", true, 2)]
    [InlineData("", "xx.", true, 3)]
    [InlineData("", "xxx", false, 3)]
    [InlineData(".", "x.", true, 2)]
    [InlineData(".", "xx.", true, 3)]
    [InlineData(".", "xxx", false, 3)]
    [InlineData("xxx", "x", false, 1)] // what was silent stays so at the first silence
    [InlineData("xxx", ".x", false, 2)]
    [InlineData("xxx", "..x", false, 3)]
    [InlineData("xxx", "...", true, 3)]
    public async Task What_was_so_stays_so_until_three_questions_in_a_row_say_otherwise(string before, string now, bool isThere, int asked)
    {
        if (before.Length > 0) await AskedAsync(before);
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        house.Wire.Asked.Clear();
        Assert.Equal((isThere, asked), ((await AskedAsync(now)).Answers, house.Wire.CountOf(Question)));
    }

    [Theory]
    [InlineData(14.999, 0)]
    [InlineData(15, 1)]
    [InlineData(-1, 1)] // the clock was set back
    public async Task Silence_is_believed_for_15_seconds(double secondsLater, int asked)
    {
        var silent = await AskedAsync("xxx");
        house.Clock.Set(silent.AskedAt + TimeSpan.FromSeconds(secondsLater));
        house.Wire.Asked.Clear();
        Assert.False((await AskedAsync("xxx")).Answers);
        Assert.Equal(asked, house.Wire.CountOf(Question));
    }

    [Theory]
    [InlineData(9.999, 0)]
    [InlineData(10, 1)]
    [InlineData(-1, 1)] // the clock was set back
    public async Task Who_issues_many_need_not_ask_again_as_long_as_an_answer_is_good(double secondsLater, int asked)
    {
        var answered = await AskedAsync(".");
        house.Clock.Set(answered.AskedAt + TimeSpan.FromSeconds(secondsLater));
        house.Wire.Asked.Clear();
        Assert.True((await house.Presence.OfAsync(house.Company.Environment, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Answers);
        Assert.Equal(asked, house.Wire.CountOf(Question));
    }

    [Theory]
    [InlineData(29.99, false)]
    [InlineData(30, true)]
    public async Task Silence_is_remembered_for_half_an_hour_and_then_one_answer_is_enough(double minutesLater, bool answered)
    {
        var silent = await AskedAsync("xxx");
        house.Clock.Set(silent.AskedAt + TimeSpan.FromMinutes(minutesLater));
        Assert.Equal(answered, (await AskedAsync(".xx")).Answers);
    }

    [Fact]
    public async Task Since_when_it_is_so_and_when_it_was_asked_are_kept_with_how_it_was_silent()
    {
        var first = await AskedAsync(".");
        Assert.Equal(new Presence(true, House.At("2026-12-09T12:00"), House.At("2026-12-09T12:00"), null), first);
        house.Clock.Set(House.At("2026-12-09T12:10"));
        Assert.Equal(new Presence(true, House.At("2026-12-09T12:00"), House.At("2026-12-09T12:10"), null), await AskedAsync("."));

        house.Clock.Set(House.At("2026-12-09T12:20"));
        var silent = await AskedAsync("xxx");
        Assert.Equal(House.At("2026-12-09T12:20") + TimeSpan.FromSeconds(1.4), silent.Since); // two pauses of 0.7 s between three questions
        Assert.Equal(new Silence(Disturbance.NoConnection), silent.Silence);
        Assert.Equal(silent, house.Presence.Last(house.Company.Environment));
        house.Clock.Set(House.At("2026-12-09T12:30"));
        var still = await AskedAsync("x");
        Assert.Equal((silent.Since, House.At("2026-12-09T12:30")), (still.Since, still.AskedAt));

        house.Clock.Set(House.At("2026-12-09T12:40"));
        var back = await AskedAsync("...");
        Assert.Equal((true, back.AskedAt, null), (back.Answers, back.Since, back.Silence));
    }

    [Fact]
    public async Task An_environment_that_nobody_has_asked_about_is_not_known()
    {
        await AskedAsync(".");
        Assert.Null(house.Presence.Last(KsefEnvironment.Production));
        Assert.NotNull(house.Presence.Last(house.Company.Environment));
    }

    [Fact]
    public async Task What_an_older_version_wrote_of_a_silence_is_shown_as_it_is()
    {
        await AskedAsync("xxx");
        using (var connection = house.Database.Connect())
            connection.Execute("UPDATE presence SET words = 'fetching the public keys: no connection'");
        Assert.Equal(new Wording("fetching the public keys: no connection", "fetching the public keys: no connection"),
            house.Presence.Last(house.Company.Environment)!.Silence!.InWords);
    }

    public static TheoryData<string, bool, string?> Answers => new()
    {
        { "a refusal", true, null },
        { "too many requests", true, null },
        { "a page of somebody else", false, "odpowiedziało coś innego niż KSeF" },
        { "an error of a server", false, "błąd po stronie serwera (HTTP 502)" },
        { "words that nobody understands", false, "odpowiedź jest nieczytelna" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_refusal_is_an_answer_too(string what, bool isThere, string? how)
    {
        house.Wire.First = _ => what switch
        {
            "a refusal" => SmallKsef.Problem(21405),
            "too many requests" => ScriptedKsef.Json("{}", HttpStatusCode.TooManyRequests),
            "a page of somebody else" => ScriptedKsef.Html(HttpStatusCode.OK),
            "an error of a server" => ScriptedKsef.Html(HttpStatusCode.BadGateway),
            _ => ScriptedKsef.Json("no"),
        };
        var seen = await house.Presence.OfAsync(house.Company.Environment, House.Stop);
        Assert.Equal((isThere, how), (seen.Answers, seen.Silence?.InWords.Pl));
    }

    [Fact]
    public async Task What_KSeF_did_for_somebody_who_is_signed_in_ends_a_silence_at_once()
    {
        await AskedAsync("xxx");
        house.Clock.Jump(TimeSpan.FromSeconds(1));
        house.Presence.Answered(house.Company.Environment);
        Assert.Equal(new Presence(true, house.Clock.GetUtcNow(), house.Clock.GetUtcNow(), null), house.Presence.Last(house.Company.Environment));
        Assert.True((await AskedAsync("x.")).Answers);
        Assert.False((await AskedAsync("xxx")).Answers); // and what came later holds
    }

    [Fact]
    public async Task What_KSeF_did_while_it_was_asked_in_vain_is_worth_more_than_three_questions()
    {
        answers.Clear();
        house.Wire.First = _ =>
        {
            house.Presence.Answered(house.Company.Environment);
            throw new HttpRequestException(HttpRequestError.ConnectionError, "no line");
        };
        Assert.True((await house.Presence.OfAsync(house.Company.Environment, House.Stop)).Answers);
    }

    public void Dispose() => house.Dispose();

    private Task<Presence> AskedAsync(string script)
    {
        answers.Clear();
        foreach (var answer in script) answers.Enqueue(answer);
        return house.Presence.OfAsync(house.Company.Environment, House.Stop);
    }
}
