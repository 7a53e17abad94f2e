using System.Security.Cryptography;
using System.Text;
using Inkaust.Cli;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Unit.Issuing;

/// <summary>Which mode an invoice gets, and what that rests on. It is Wednesday 9 December 2026, noon in Poland.</summary>
public sealed class ChooseModeTests : IDisposable
{
    private const string Keys = "GET /v2/security/public-key-certificates", Messages = "GET /messages";

    private readonly House house = new();

    [Fact]
    public async Task Whoever_asks_for_online_or_offline24_gets_it_and_nobody_is_asked()
    {
        await house.HearAsync();
        await house.Presence.OfAsync(house.Company.Environment, House.Stop);
        house.Wire.Asked.Clear();
        var online = await ChosenAsync(ModeWish.Online, bip: "BIP 1");
        var offline = await ChosenAsync(ModeWish.Offline, bip: "BIP 2");
        Assert.Equal((IssuingMode.Online, "online as asked for (art. 106na)"), (online.Mode, online.Reason.InWords.En));
        Assert.Equal((IssuingMode.Offline24, "offline24 as asked for (art. 106nda)"), (offline.Mode, offline.Reason.InWords.En));
        Assert.Equal(("BIP 1", "BIP 2"), (online.Evidence.BipReference, offline.Evidence.BipReference));
        Assert.All([online, offline], one => Assert.Equal(("Available", true, null, null), (one.Evidence.Latarnia!.State,
            one.Evidence.Presence!.Answers, one.Evidence.EventId, one.Evidence.Silence)));
        Assert.Empty(house.Wire.Asked);
    }

    [Theory]
    [InlineData(ModeWish.Online, "2026-12-09", false)]
    [InlineData(ModeWish.Online, "2026-12-08", true)]
    [InlineData(ModeWish.Auto, "2026-12-09", false)]
    [InlineData(ModeWish.Auto, "2026-12-08", true)]
    public async Task An_online_invoice_dated_before_its_sending_is_said_to_become_an_offline_one(ModeWish wish, string date, bool said) =>
        Assert.Equal(said, (await ChosenAsync(wish, date)).Reason.InWords.En.Contains("art. 106nda ust. 16", StringComparison.Ordinal)); // LAW 12

    [Fact]
    public async Task While_KSeF_answers_it_is_online_whatever_is_announced()
    {
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T11:30");
        var choice = await ChosenAsync(ModeWish.Auto);
        Assert.Equal((IssuingMode.Online, "KSeF answers: online (art. 106na)"), (choice.Mode, choice.Reason.InWords.En));
        Assert.Equal((true, null, "Available"), (choice.Evidence.Presence!.Answers, choice.Evidence.Silence, choice.Evidence.Latarnia!.State));
    }

    [Fact]
    public async Task Without_an_announcement_the_silence_of_KSeF_allows_offline24_only()
    {
        house.Wire.IsSilent = true;
        var choice = await ChosenAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Offline24, choice.Mode);
        Assert.StartsWith("KSeF does not answer since 2026-12-09 12:00 and nothing is announced: offline24 (art. 106nda); ", choice.Reason.InWords.En);
        Assert.EndsWith("no connection", choice.Reason.InWords.En);
        Assert.EndsWith("nic nie ogłoszono: offline24 (art. 106nda); brak połączenia", choice.Reason.InWords.Pl);
        Assert.Equal(new Silence(Inkaust.Ksef.Disturbance.NoConnection), choice.Evidence.Silence);
        Assert.False(choice.Evidence.Presence!.Answers);
    }

    /// <summary>What is announced, and which event gives the mode while KSeF is silent.</summary>
    public static TheoryData<string, string, IssuingMode, long?> Announced => new()
    {
        { "maintenance", "M", IssuingMode.Unavailability, 1 },
        { "a failure", "F", IssuingMode.Failure, 2 },
        { "a failure goes before maintenance", "M F", IssuingMode.Failure, 2 },
        { "a total failure that is confirmed goes before all", "M F T C", IssuingMode.TotalFailure, 3 },
        { "a total failure that nobody has confirmed is passed over", "M F T", IssuingMode.Failure, 2 },
        { "and alone it gives nothing", "T", IssuingMode.Offline24, null },
        { "what is over", "E", IssuingMode.Offline24, null },
        { "what is still ahead", "A", IssuingMode.Offline24, null },
        { "the later of two windows", "M N", IssuingMode.Unavailability, 6 },
    };

    [Theory]
    [MemberData(nameof(Announced))]
    public async Task The_gravest_event_that_goes_on_gives_the_mode(string what, string events, IssuingMode mode, long? eventId)
    {
        house.Wire.IsSilent = true;
        foreach (var one in events.Split(' '))
        {
            switch (one)
            {
                case "M":
                    house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 1, "2026-12-09T11:00", "2026-12-09T14:00",
                    published: "2026-12-08T10:00"); break;
                case "N":
                    house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 6, "2026-12-09T10:00", "2026-12-09T13:00",
                    published: "2026-12-08T11:00"); break;
                case "F": house.Announce("FAILURE", "FAILURE_START", 2, "2026-12-09T10:00"); break;
                case "T": house.Announce("TOTAL_FAILURE", "FAILURE_START", 3, "2026-12-09T09:00"); break;
                case "E":
                    house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 4, "2026-12-09T11:00", "2026-12-09T12:00",
                    published: "2026-12-08T10:00"); break;
                case "A":
                    house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 5, "2026-12-09T12:00:02", "2026-12-09T15:00",
                    published: "2026-12-08T10:00"); break;
                default: house.Announcements.ConfirmTotalFailure(house.Company.Environment, 3, "radio"); break;
            }
        }
        house.Wire.First = asked => asked == Keys ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no line") : null;
        var choice = await ChosenAsync(ModeWish.Auto);
        Assert.Equal((mode, eventId, what), (choice.Mode, choice.Evidence.EventId, what));
    }

    [Fact]
    public async Task The_first_event_that_began_after_P_1_does_not_end_the_search()
    {
        house.Wire.IsSilent = true;
        house.Announce("FAILURE", "FAILURE_START", 2, "2026-12-09T08:00");
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 1, "2026-12-08T20:00", "2026-12-09T20:00", published: "2026-12-01T10:00");
        Assert.Equal((IssuingMode.Unavailability, 1L), Of(await ChosenAsync(ModeWish.Auto, "2026-12-08")));
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 3, "2026-12-09T09:00");
        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 3, "radio");
        await house.HearAsync();
        Assert.Equal((IssuingMode.Unavailability, 1L), Of(await ChosenAsync(ModeWish.Auto, "2026-12-08")));

        var before = await ChosenAsync(ModeWish.Auto, "2026-12-07");
        Assert.Equal(IssuingMode.Offline24, before.Mode);
        Assert.Contains("the announced event 1 began after P_1", before.Reason.InWords.En);
    }

    [Theory]
    [InlineData(ModeWish.Unavailability, "INK-MODE-002", "106nh")]
    [InlineData(ModeWish.Failure, "INK-MODE-002", "106nf")]
    [InlineData(ModeWish.TotalFailure, "INK-MODE-002", "106ng")]
    public async Task A_mode_that_nothing_was_announced_for_is_refused(ModeWish wish, string code, string article)
    {
        var finding = Assert.Single(await house.RefusedAsync(() => ChosenAsync(wish)));
        Assert.Equal(code, finding.Code);
        Assert.Contains($"art. {article}", finding.Text.En);
    }

    [Theory]
    [InlineData(ModeWish.Unavailability, IssuingMode.Unavailability, 1, "INK-MODE-005")]
    [InlineData(ModeWish.Failure, IssuingMode.Failure, 2, "INK-MODE-005")]
    [InlineData(ModeWish.TotalFailure, IssuingMode.TotalFailure, 3, "INK-MODE-005")]
    public async Task A_mode_that_is_asked_for_rests_on_the_event_of_its_own_kind(ModeWish wish, IssuingMode mode, long eventId, string earlier)
    {
        house.Announce("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 1, "2026-12-09T11:00", "2026-12-09T14:00", published: "2026-12-08T10:00");
        house.Announce("FAILURE", "FAILURE_START", 2, "2026-12-09T10:00");
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 3, "2026-12-09T09:00");
        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 3, "radio");
        Assert.Equal((mode, eventId), Of(await ChosenAsync(wish)));
        var finding = Assert.Single(await house.RefusedAsync(() => ChosenAsync(wish, "2026-12-08")));
        Assert.Equal((earlier, "Fa/P_1"), (finding.Code, finding.Path));
    }

    [Fact]
    public async Task A_total_failure_that_nobody_has_confirmed_is_no_ground_for_its_mode()
    {
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 3, "2026-12-09T09:00");
        var finding = Assert.Single(await house.RefusedAsync(() => ChosenAsync(ModeWish.TotalFailure)));
        Assert.Equal("INK-MODE-003", finding.Code);
        Assert.Contains("--event 3", finding.WhatNext!.En);
    }

    [Theory]
    [InlineData("2026-12-09T12:00", "2026-12-09T12:00", true)] // begins and is published this very moment
    [InlineData("2026-12-09T11:00", "2026-12-09T12:00:01", false)] // not published yet
    [InlineData("2026-12-09T12:00:01", "2026-12-09T11:00", false)] // does not go on yet
    public async Task A_failure_gives_its_mode_from_the_moment_at_which_it_is_known_and_goes_on(string start, string published, bool gives)
    {
        house.Announce("FAILURE", "FAILURE_START", 2, start, published: published);
        if (gives) Assert.Equal((IssuingMode.Failure, 2L), Of(await ChosenAsync(ModeWish.Failure)));
        else Assert.Equal("INK-MODE-002", (await house.RefusedAsync(() => ChosenAsync(ModeWish.Failure)))[0].Code);
    }

    [Fact]
    public async Task The_event_is_kept_with_its_own_messages_and_their_hashes()
    {
        house.Announce("FAILURE", "FAILURE_START", 2, "2026-12-09T10:00");
        house.Announce("FAILURE", "FAILURE_START", 8, "2026-12-01T10:00");
        house.Announce("FAILURE", "FAILURE_END", 8, "2026-12-01T10:00", "2026-12-02T10:00", published: "2026-12-02T10:00");
        var choice = await ChosenAsync(ModeWish.Failure, bip: "BIP 3");
        Assert.Equal("announced event 2 since 2026-12-09 10:00: failure (art. 106nf)", choice.Reason.InWords.En);
        var message = Assert.Single(choice.Evidence.Messages);
        Assert.Equal(house.Wire.Messages[0], message);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message))), Assert.Single(choice.Evidence.MessageHashes));
        Assert.Equal(("BIP 3", "Available"), (choice.Evidence.BipReference, choice.Evidence.Latarnia!.State));
    }

    [Fact]
    public async Task A_till_asks_Latarnia_every_20_seconds_and_a_mode_that_is_asked_for_never_rests_on_what_is_stale()
    {
        await ChosenAsync(ModeWish.Auto);
        house.Clock.Jump(TimeSpan.FromSeconds(19));
        await ChosenAsync(ModeWish.Auto);
        Assert.Equal(1, house.Wire.CountOf(Messages));
        house.Announce("FAILURE", "FAILURE_START", 2, "2026-12-09T10:00");
        Assert.Equal(IssuingMode.Failure, (await ChosenAsync(ModeWish.Failure)).Mode); // asked at once, and so it is known
        Assert.Equal(2, house.Wire.CountOf(Messages));
        house.Clock.Jump(TimeSpan.FromSeconds(20));
        await ChosenAsync(ModeWish.Auto);
        Assert.Equal(3, house.Wire.CountOf(Messages));
    }

    [Fact]
    public async Task When_Latarnia_is_out_of_order_what_it_last_said_holds()
    {
        house.Announce("FAILURE", "FAILURE_START", 2, "2026-12-09T10:00");
        await house.HearAsync();
        house.Clock.Jump(TimeSpan.FromMinutes(5));
        house.Wire.First = asked => asked == Messages ? ScriptedKsef.Html(System.Net.HttpStatusCode.BadGateway) : null;
        var choice = await ChosenAsync(ModeWish.Failure);
        Assert.Equal((IssuingMode.Failure, House.At("2026-12-09T12:00")), (choice.Mode, choice.Evidence.Latarnia!.ReadAt)); // LAW 106
    }

    public void Dispose() => house.Dispose();

    private static (IssuingMode Mode, long? Event) Of(ModeChoice choice) => (choice.Mode, choice.Evidence.EventId);

    [Fact]
    public async Task Who_says_that_KSeF_is_not_reachable_issues_outside_it_at_once_and_it_is_not_asked()
    {
        await house.HearAsync();
        house.Wire.Asked.Clear();
        var claim = house.Claims.Say(house.Company, isReachable: false, " the line is repaired ", House.At("2026-12-09T16:00"));
        var choice = await ChosenAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Offline24, choice.Mode);
        Assert.Equal("KSeF is taken as not reachable until 2026-12-09 16:00, as a person decided: the line is repaired; offline24 (art. 106nda)",
            choice.Reason.InWords.En);
        Assert.Equal(claim, choice.Evidence.Claim);
        Assert.DoesNotContain(Keys, house.Wire.Asked);
        // Whatever is asked for, the claim is part of the evidence; and what is asked for goes before it.
        var online = await ChosenAsync(ModeWish.Online);
        Assert.Equal((IssuingMode.Online, claim), (online.Mode, online.Evidence.Claim));
    }

    [Fact]
    public async Task A_claim_announces_nothing_and_what_is_announced_is_a_basis_all_the_same()
    {
        house.Claims.Say(house.Company, isReachable: false, "cut off", House.At("2026-12-09T16:00"));
        foreach (var wish in new[] { ModeWish.Failure, ModeWish.Unavailability, ModeWish.TotalFailure })
            Assert.Equal("INK-MODE-002", (await Assert.ThrowsAsync<RefusedException>(() => ChosenAsync(wish))).Findings[0].Code);
        house.Announce("FAILURE", "FAILURE_START", 7, "2026-12-09T11:30");
        await house.HearAsync();
        var choice = await ChosenAsync(ModeWish.Auto);
        Assert.Equal((IssuingMode.Failure, 7L, "cut off"), (choice.Mode, choice.Evidence.EventId!.Value, choice.Evidence.Claim!.Reason));
        // A failure that began after P_1 is none.
        Assert.Contains("event 7 began after P_1", (await ChosenAsync(ModeWish.Auto, "2026-12-08")).Reason.InWords.En);
    }

    [Fact]
    public async Task Who_says_that_KSeF_is_reachable_again_issues_online_though_it_was_silent()
    {
        house.Wire.IsSilent = true;
        await house.Presence.AfreshAsync(house.Company.Environment, House.Stop);
        house.Claims.Say(house.Company, isReachable: true, "the line is back", House.At("2026-12-09T16:00"));
        var choice = await ChosenAsync(ModeWish.Auto, "2026-12-08");
        Assert.Equal(IssuingMode.Online, choice.Mode);
        Assert.Contains("the line is back; online (art. 106na); KSeF will mark it offline", choice.Reason.InWords.En);
        Assert.False(choice.Evidence.Presence!.Answers); // What was seen stays beside what was said.
    }

    [Fact]
    public async Task A_claim_ends_by_itself_by_another_one_or_when_somebody_ends_it()
    {
        house.Claims.Say(house.Company, isReachable: false, "first", House.At("2026-12-09T12:30"));
        house.Claims.Say(house.Company, isReachable: false, "second", House.At("2026-12-09T13:00"));
        Assert.Equal("second", house.Claims.Of(house.Company)!.Reason);
        house.Clock.Jump(TimeSpan.FromHours(1));
        Assert.Null(house.Claims.Of(house.Company));
        Assert.Equal(IssuingMode.Online, (await ChosenAsync(ModeWish.Auto)).Mode);
        house.Claims.Say(house.Company, isReachable: false, "third", House.At("2026-12-09T14:00"));
        Assert.True(house.Claims.End(house.Company));
        Assert.False(house.Claims.End(house.Company));
        Assert.Null(house.Claims.Of(house.Company));
        Assert.Equal([("third", true), ("second", false), ("first", true)],
            house.Claims.All(house.Company, 9).Select(one => (one.Claim.Reason, one.EndedAt is not null)));
    }

    [Theory]
    [InlineData(" ", 1, "INK-CLAIM-001")]
    [InlineData("one\ntwo", 1, "INK-CLAIM-001")]
    [InlineData("why", 0, "INK-CLAIM-002")]
    [InlineData("why", 73, "INK-CLAIM-002")]
    public void A_claim_has_a_reason_and_an_end_that_is_near(string reason, int hours, string code)
    {
        var refused = Assert.Throws<RefusedException>(
            () => house.Claims.Say(house.Company, false, reason, house.Clock.GetUtcNow() + TimeSpan.FromHours(hours)));
        Assert.Equal(code, Assert.Single(refused.Findings).Code);
        Assert.Null(house.Claims.Of(house.Company));
    }

    [Fact]
    public async Task No_claim_undoes_a_total_failure_that_a_person_has_confirmed()
    {
        house.Claims.Say(house.Company, isReachable: true, "it works", House.At("2026-12-09T16:00"));
        house.Announce("TOTAL_FAILURE", "FAILURE_START", 3, "2026-12-09T09:00");
        await house.HearAsync();
        Assert.NotNull(house.Claims.Of(house.Company)); // Nobody has confirmed it: nothing was entered.
        house.Announcements.ConfirmTotalFailure(house.Company.Environment, 3, "radio");
        Assert.Null(house.Claims.Of(house.Company));
        Assert.Equal("INK-CLAIM-003", Assert.Throws<RefusedException>(
            () => house.Claims.Say(house.Company, true, "it works", House.At("2026-12-09T16:00"))).Findings[0].Code);
        house.Claims.Say(house.Company, isReachable: false, "nothing works", House.At("2026-12-09T16:00"));
        Assert.Equal((IssuingMode.TotalFailure, 3L), Of(await ChosenAsync(ModeWish.Auto)));
    }

    private Task<ModeChoice> ChosenAsync(ModeWish wish, string date = "2026-12-09", string? bip = null) => house.ChooseMode.ForAsync(
        house.Company, Fa3Invoice.Read(house.FileOf(house.Draft() with { IssueDate = DateOnly.Parse(date) })), wish, bip, stop: House.Stop);
}
