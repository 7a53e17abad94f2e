using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>What Latarnia said, as it came, and what a person has confirmed. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class AnnouncementArchiveTests : IDisposable
{
    private const string Asking = "GET /messages";

    private readonly House house = new();

    private KsefEnvironment Here => house.Company.Environment;

    [Fact]
    public async Task Every_message_is_kept_once_as_it_came_and_what_Latarnia_said_last()
    {
        Assert.Null(house.Announcements.Heard(Here));
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T10:00");
        Assert.Equal(new LatarniaHeard("Available", House.At("2026-12-09T12:00")), await house.HearAsync());
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        house.Wire.LatarniaState = "FAILURE";
        house.Announce("FAILURE", "FAILURE_END", 7, "2026-12-09T10:00", "2026-12-09T12:00", published: "2026-12-09T12:00");
        Assert.Equal(new LatarniaHeard("Failure", House.At("2026-12-09T12:01")), await house.HearAsync());
        Assert.Equal(house.Wire.Messages, house.Announcements.AsTheyCame(Here));

        var archived = house.Wire.Messages[0];
        house.Wire.Messages.Clear(); // after 30 days Latarnia has forgotten them
        house.Wire.LatarniaState = "SOLAR_STORM";
        Assert.Equal("Unknown", (await house.HearAsync())!.State);
        Assert.Equal(2, house.Announcements.AsTheyCame(Here).Count);
        Assert.Equal([archived], house.Announcements.Evidence(Here, 7).Take(1));
        Assert.Empty(house.Announcements.Evidence(Here, 8));
        Assert.Empty(house.Announcements.AsTheyCame(KsefEnvironment.Production));
    }

    [Theory]
    [InlineData(29.999, 1)]
    [InlineData(30, 2)]
    [InlineData(-1, 2)] // the clock was set back
    public async Task An_answer_is_good_for_as_long_as_is_said(double secondsLater, int asked)
    {
        await AskedAsync();
        house.Clock.Jump(TimeSpan.FromSeconds(secondsLater));
        Assert.NotNull(await AskedAsync());
        Assert.Equal(asked, house.Wire.CountOf(Asking));
    }

    [Fact]
    public async Task Its_silence_is_good_for_as_long_too_and_is_told_as_silence()
    {
        await house.HearAsync();
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        house.Wire.First = asked => asked == Asking ? ScriptedKsef.Html(System.Net.HttpStatusCode.BadGateway) : null;
        Assert.Null(await AskedAsync());
        house.Clock.Jump(TimeSpan.FromSeconds(1));
        Assert.Null(await AskedAsync());
        Assert.Equal(2, house.Wire.CountOf(Asking));
        Assert.Equal(House.At("2026-12-09T12:00"), house.Announcements.Heard(Here)!.ReadAt); // LAW 106: it changes nothing
        house.Wire.First = _ => null;
        Assert.Null(await AskedAsync()); // it was asked a moment ago
        house.Clock.Jump(TimeSpan.FromSeconds(30));
        Assert.NotNull(await AskedAsync());
    }

    [Fact]
    public async Task A_Latarnia_that_is_never_to_be_relied_on_is_not_asked()
    {
        foreach (var environment in new[] { KsefEnvironment.Test, KsefEnvironment.Demo })
            Assert.Null(await house.Announcements.AskAsync(new KsefClient(house.Http, environment, house.Clock), House.Stop)); // LAW 101, 105
        Assert.Empty(house.Wire.Asked);
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_told_that_it_was_silent()
    {
        using var impatient = new CancellationTokenSource();
        house.Wire.First = asked =>
        {
            if (asked != Asking) return null;
            impatient.Cancel();
            throw new OperationCanceledException(impatient.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Announcements.AskAsync(house.SignIn.KsefOf(house.Company),
            impatient.Token));
        house.Wire.First = asked => asked == Asking ? throw new OperationCanceledException() : null; // a limit of time is silence
        Assert.Null(await house.Announcements.AskAsync(house.SignIn.KsefOf(house.Company), House.Stop));
    }

    [Fact]
    public async Task What_is_published_later_is_not_known_yet()
    {
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T10:00", published: "2026-12-09T12:01");
        await house.HearAsync();
        Assert.Empty(house.Announcements.Of(Here));
        house.Clock.Jump(TimeSpan.FromMinutes(1));
        Assert.Equal(7, Assert.Single(house.Announcements.Of(Here)).EventId);
    }

    [Fact]
    public async Task A_total_failure_counts_once_a_person_has_confirmed_it_and_waits_for_that_while_it_goes_on()
    {
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T08:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T09:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 10, "2026-12-09T10:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 8, "2026-12-01T10:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_END", 8, "2026-12-01T10:00", "2026-12-02T10:00", published: "2026-12-02T10:00");
        await house.HearAsync();
        Assert.Equal([8, 7, 9, 10], house.Announcements.Of(Here).Select(one => one.EventId));
        Assert.Equal([7], house.Announcements.Confirmed(Here).Select(one => one.EventId));
        Assert.Equal([9, 10], house.Announcements.Unconfirmed(Here).Select(one => one.EventId)); // what has ended waits for nobody
        house.Announcements.ConfirmTotalFailure(Here, 9, "radio");
        house.Announcements.ConfirmTotalFailure(Here, 9, "radio again");
        Assert.Equal([7, 9], house.Announcements.Confirmed(Here).Select(one => one.EventId));
        Assert.Equal([10], house.Announcements.Unconfirmed(Here).Select(one => one.EventId));
        Assert.Equal((true, false, false), (house.Announcements.IsConfirmed(Here, 9), house.Announcements.IsConfirmed(Here, 10),
            house.Announcements.IsConfirmed(KsefEnvironment.Production, 9)));
    }

    /// <summary>The total failures that were announced (number, C: confirmed, E: ended, e: ends at noon), which one is named, and the one that is meant or the refusal.</summary>
    public static TheoryData<string, long?, string> Meant => new()
    {
        { "", null, "INK-MODE-004" },
        { "", 9, "INK-MODE-004" },
        { "9", null, "9" },
        { "9", 9, "9" },
        { "9", 8, "INK-MODE-004" },
        { "9E", null, "INK-MODE-006" },
        { "9e", null, "INK-MODE-006" },
        { "9E", 9, "9" },
        { "9 10", null, "INK-MODE-007" },
        { "9C 10", null, "10" },
        { "9C", null, "9" },
        { "9C 10C", null, "INK-MODE-007" },
        { "9E 10", null, "10" },
    };

    [Theory]
    [MemberData(nameof(Meant))]
    public async Task The_total_failure_that_is_meant_goes_on_or_is_named(string announced, long? named, string meant)
    {
        house.Announce("FAILURE", "FAILURE_START", 1, "2026-12-09T08:00");
        foreach (var one in announced.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var number = long.Parse(one.TrimEnd('C', 'E', 'e'));
            house.Announce("TOTAL_FAILURE", "FAILURE_START", number, "2026-12-09T09:00");
            if (char.ToUpperInvariant(one[^1]) == 'E')
                house.Announce("TOTAL_FAILURE", "FAILURE_END", number, "2026-12-09T09:00", one[^1] == 'E' ? "2026-12-09T11:00" : "2026-12-09T12:00",
                    published: "2026-12-09T11:00");
            if (one[^1] == 'C') house.Announcements.ConfirmTotalFailure(Here, number, "radio");
        }
        await house.HearAsync();
        if (!meant.StartsWith("INK", StringComparison.Ordinal)) Assert.Equal(meant, $"{house.Announcements.TotalFailureMeant(Here, named).EventId}");
        else
        {
            var finding = Assert.Single(Assert.Throws<RefusedException>(() => house.Announcements.TotalFailureMeant(Here, named)).Findings);
            Assert.Equal(meant, finding.Code);
            if (meant == "INK-MODE-007") Assert.Contains("9 (2026-12-09 09:00 – ), 10 (2026-12-09 09:00 – )", finding.Text.En);
            if (announced == "9" && named == 8) Assert.Equal("Announced: 9 (2026-12-09 09:00 – )", finding.Hint!.En);
            if (announced == "9E") Assert.Contains("9 (2026-12-09 09:00 – 2026-12-09 11:00)", finding.Text.En);
        }
    }

    public void Dispose() => house.Dispose();

    private Task<LatarniaHeard?> AskedAsync() => house.Announcements.AskAsync(house.SignIn.KsefOf(house.Company), TimeSpan.FromSeconds(30),
        House.Stop);
}
