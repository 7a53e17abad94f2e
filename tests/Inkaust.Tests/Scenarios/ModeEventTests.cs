using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Which announced event an invoice rests on, and that it stays bound to it.</summary>
public sealed class ModeEventTests
{
    [Fact]
    public async Task An_event_that_began_after_P_1_does_not_end_the_search()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-08T22:00:00+01:00", "2026-12-09T14:00:00+01:00");
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T11:30:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");

        var yesterday = await stage.IssueAsync(ModeWish.Auto, stage.Draft() with { IssueDate = new DateOnly(2026, 12, 8) });
        Assert.Equal((IssuingMode.Unavailability, 3L), (yesterday.Mode, yesterday.ModeEvidence.EventId!.Value)); // the window was open on the 8th already
        var today = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal((IssuingMode.Failure, 7L), (today.Mode, today.ModeEvidence.EventId!.Value));
    }

    [Fact]
    public async Task A_total_failure_does_not_end_the_search_before_a_person_has_confirmed_it_and_then_lifts_the_duty()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T11:00:00+01:00");
        await AnnounceAsync(stage, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T11:00:00+01:00", "2026-12-09T14:00:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");
        Assert.Equal(IssuingMode.Unavailability, (await stage.IssueAsync(ModeWish.Auto)).Mode);

        stage.Workplace.Announcements.ConfirmTotalFailure(stage.Company.Environment, 9, "radio");
        var issued = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal((IssuingMode.TotalFailure, SendingDuty.None, 9L), (issued.Mode, issued.Deadline.Duty, issued.Deadline.LiftedBy!.Value));
    }

    [Fact]
    public async Task A_deadline_is_bound_to_the_event_that_the_mode_was_chosen_by()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await AnnounceAsync(stage, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T11:00:00+01:00", "2026-12-11T14:00:00+01:00");
        await AnnounceAsync(stage, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 4, "2026-12-09T11:30:00+01:00", "2026-12-09T14:00:00+01:00");
        var issued = await stage.IssueAsync(ModeWish.Unavailability);
        Assert.Equal(4, issued.ModeEvidence.EventId); // announced last
        Assert.Contains("\"eventId\":4", Assert.Single(issued.ModeEvidence.Messages).Replace(" ", ""));
        Assert.Null(issued.Deadline.Date);

        clock.Jump(TimeSpan.FromHours(3)); // Window 4 is over, window 3 goes on until Friday.
        stage.Workplace.KeepDeadlines.For(stage.Company);
        Assert.Equal(new DateOnly(2026, 12, 10), stage.Now(issued).Deadline.Date);
    }

    [Fact]
    public async Task A_failure_whose_end_is_told_afterwards_still_carries_the_invoices_that_rest_on_it()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T11:30:00+01:00");
        var issued = await stage.IssueAsync(ModeWish.Failure);
        clock.Jump(TimeSpan.FromHours(1));
        // It had ended ten minutes before the invoice was issued, and nobody could know.
        await AnnounceAsync(stage, "FAILURE", "FAILURE_END", 7, "2026-12-09T11:30:00+01:00", "2026-12-09T11:50:00+01:00");
        await stage.Workplace.Announcements.AskAsync(stage.Workplace.SignIn.KsefOf(stage.Company), Stage.Stop);
        stage.Workplace.KeepDeadlines.For(stage.Company);
        var kept = stage.Now(issued).Deadline;
        Assert.Equal((SendingDuty.Send, new DateOnly(2026, 12, 18), "106nf"), (kept.Duty, kept.Date!.Value, kept.Basis));
    }

    [Fact]
    public async Task After_KSeF_has_taken_an_invoice_nobody_says_that_it_does_not_answer()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 1, "2026-12-09T11:30:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");
        var silent = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Failure, silent.Mode);
        await stage.NoFaultsAsync();
        await AnnounceAsync(stage, "FAILURE", "FAILURE_END", 1, "2026-12-09T11:30:00+01:00", "2026-12-09T12:00:00+01:00");
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(silent).State);

        Assert.True(stage.Workplace.Presence.Last(stage.Company.Environment)!.Answers);
        Assert.Equal(KsefNow.Answers, (await stage.Workplace.LookOver.OfAsync([stage.Company], Stage.Stop)).Healths[0].Ksef);
        var next = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal((IssuingMode.Online, null, true), (next.Mode, next.ModeEvidence.Silence, next.ModeEvidence.Presence!.Answers));
    }

    [Fact]
    public async Task Before_an_invoice_rests_on_a_failure_Latarnia_is_read_afresh_and_a_silence_from_before_its_end_is_not_believed()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 1, "2026-12-09T11:30:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");
        Assert.Equal(IssuingMode.Failure, (await stage.IssueAsync(ModeWish.Auto)).Mode);
        clock.Jump(TimeSpan.FromSeconds(2));
        var end = clock.GetUtcNow();
        await stage.NoFaultsAsync();
        await AnnounceAsync(stage, "FAILURE", "FAILURE_END", 1, "2026-12-09T11:30:00+01:00", end.ToString("O"));
        clock.Jump(TimeSpan.FromSeconds(2));

        var next = await stage.IssueAsync(ModeWish.Auto);

        Assert.Equal(IssuingMode.Online, next.Mode);
    }

    [Fact]
    public async Task Whoever_asks_for_offline24_in_an_announced_failure_hears_that_its_own_mode_would_give_more_time()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 1, "2026-12-09T11:30:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");

        var issued = await stage.IssueAsync(ModeWish.Offline);

        Assert.Equal((IssuingMode.Offline24, new DateOnly(2026, 12, 10)), (issued.Mode, issued.Deadline.Date!.Value));
        var hint = Assert.Single(issued.Warnings, one => one.Code == "INK-MODE-008");
        Assert.Contains("'offline24' has the deadline 2026-12-10", hint.Text.En);
        Assert.Contains("in the mode 'failure' (art. 106nf) the time runs from the end of the event only", hint.Text.En);
        Assert.Equal(new IssueInMode(IssuingMode.Failure), hint.Next);
        Assert.DoesNotContain((await stage.IssueAsync(ModeWish.Failure)).Warnings, one => one.Code == "INK-MODE-008");
    }

    // LAW 1.1, 5: the API knows one Boolean, and all three offline modes set it.
    [Fact]
    public async Task An_invoice_that_is_issued_offline_has_KOD_II_and_is_declared_offline()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T11:00:00+01:00", "2026-12-09T14:00:00+01:00");
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T11:30:00+01:00");
        var expected = new Dictionary<string, bool>();
        foreach (var (wish, offline) in new[] { (ModeWish.Online, false), (ModeWish.Offline, true), (ModeWish.Unavailability, true), (ModeWish.Failure, true) })
        {
            var issued = await stage.IssueAsync(wish);
            expected.Add(issued.Hash.Base64, offline);
            Assert.Equal(offline ? ["OFFLINE", "CERTYFIKAT"] : ["OFFLINE"], InvoicePrint.CodesOf(issued).Select(code => code.Label));
            if (offline) Assert.True((await stage.ScanAsync(issued.KodII!)).GetProperty("valid").GetBoolean());
        }

        await stage.SendAsync();

        var received = (await stage.Management.GetFromJsonAsync<JsonElement>("received", Stage.Stop)).GetProperty("invoices").EnumerateArray();
        Assert.Equal(expected, received.ToDictionary(one => one.GetProperty("hash").GetString()!, one => one.GetProperty("declaredOffline").GetBoolean()));
        Assert.All(stage.Ledger.List(), one => Assert.IsType<InvoiceState.Accepted>(one.State));
    }

    private static Task AnnounceAsync(Stage stage, string category, string type, long eventId, string start, string? end = null) =>
        ModeTests.AnnounceAsync(stage, category, type, eventId, start, end);
}
