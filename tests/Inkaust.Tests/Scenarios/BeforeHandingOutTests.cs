using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Scenarios;

/// <summary>What is checked and said before an invoice is in the buyer's hands, and how long a person waits for it.</summary>
public sealed class BeforeHandingOutTests
{
    [Fact]
    public async Task A_KSeF_that_hangs_keeps_nobody_waiting_and_is_asked_once_for_many_invoices()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon, isPatient: false);
        await using var stage = await Stage.ReadyAsync(clock);
        await stage.FaultAsync("slow", "* /v2/*", delayMilliseconds: 600_000);
        using var time = new AwakeTime();
        Assert.Equal(IssuingMode.Offline24, (await stage.IssueAsync(ModeWish.Auto)).Mode);
        Assert.True(time.Passed < TimeSpan.FromSeconds(20), $"the first took {time.Passed}");

        clock.StandStill(); // The silence is believed for fifteen seconds.
        var asked = await stage.FaultHitsAsync();
        for (var i = 0; i < 20; i++) Assert.Equal(IssuingMode.Offline24, (await stage.IssueAsync(ModeWish.Auto)).Mode);
        Assert.Equal((3, 3), (asked, await stage.FaultHitsAsync()));
    }

    [Fact]
    public async Task One_answer_in_the_middle_of_an_outage_is_nothing()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await stage.FaultAsync("line-cut", "GET /v2/security/public-key-certificates");
        Assert.False((await stage.Workplace.Presence.OfAsync(stage.Company.Environment, Stage.Stop)).Answers);
        await stage.NoFaultsAsync();
        Assert.False((await stage.Workplace.Presence.OfAsync(stage.Company.Environment, Stage.Stop)).Answers); // asked a moment ago

        clock.Jump(TimeSpan.FromMinutes(1));
        var silence = stage.Workplace.Presence.Last(stage.Company.Environment)!;
        var back = await stage.Workplace.Presence.OfAsync(stage.Company.Environment, Stage.Stop); // three answers in a row
        Assert.True(back.Answers && back.Since > silence.Since);
    }

    [Fact]
    public async Task All_reasons_against_issuing_offline_are_said_at_once()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        (await stage.ManageAsync($"certificates/{issued.CertificateSerial}/revoke")).EnsureSuccessStatusCode();
        clock.Jump(TimeSpan.FromHours(2)); // What KSeF said when it gave the certificate is old by now.
        await stage.Workplace.CertificateStates.RefreshAsync(stage.Company, Stage.Stop);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Offline, stage.Draft() with { IssueDate = new DateOnly(2026, 12, 24) }));
        Assert.Equal(["INK-ISSUE-002", "INK-CERT-001", "INK-ISSUE-010"], refused.Findings.Select(one => one.Code));
    }

    [Fact]
    public async Task The_status_of_the_certificate_and_its_age_are_said_and_kept()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        stage.Workplace.Keys.Doubt(stage.Workplace.Keys.Valid(stage.Company.Id, CertificateKind.Offline)!); // as if it had come from a file
        Assert.Contains("has not said yet", Assert.Single((await stage.IssueAsync(ModeWish.Offline)).Warnings, one => one.Code == "INK-ISSUE-014").Text.En);
        await stage.Workplace.CertificateStates.RefreshAsync(stage.Company, Stage.Stop);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        Assert.Empty(issued.Warnings);
        Assert.Equal("Active", stage.Now(issued).ModeEvidence.Certificate!.Status);
        Assert.Contains("Owner", stage.Now(issued).ModeEvidence.Certificate!.Permissions!);
        clock.Jump(TimeSpan.FromDays(3));
        Assert.Contains("it may have changed", Assert.Single((await stage.IssueAsync(ModeWish.Offline)).Warnings).Text.En);
    }

    [Fact]
    public async Task Somebody_without_the_right_to_issue_is_refused_and_an_unknown_right_is_said()
    {
        await using var stage = await Stage.ReadyAsync();
        using var person = SelfSignedSeal.Create(stage.Company.Environment, Nip.Parse("6712345098"), "Biuro", stage.Clock.GetUtcNow());
        stage.Workplace.Keys.Keep(stage.Company, CertificateKind.Offline, "somebody else's", person);
        foreach (var own in stage.Workplace.Keys.Of(stage.Company.Id).Where(one => one.Name != "somebody else's")) stage.Workplace.Keys.Said(own, "Revoked");

        var unknown = OfflineReadiness.Of(stage.Workplace.Keys, stage.Workplace.Rights, stage.Company, stage.Clock.GetUtcNow());
        Assert.Empty(unknown.Refusals);
        Assert.Contains(unknown.Warnings, one => one.Code == "INK-ISSUE-013");

        using var again = SelfSignedSeal.Create(stage.Company.Environment, Nip.Parse("6712345098"), "Biuro", stage.Clock.GetUtcNow());
        stage.Workplace.Keys.Keep(stage.Company, CertificateKind.Authentication, "the same, type 1", again);
        stage.Workplace.Rights.Note(stage.Company, ["InvoiceRead"]);
        var refused = OfflineReadiness.Of(stage.Workplace.Keys, stage.Workplace.Rights, stage.Company, stage.Clock.GetUtcNow());
        Assert.Equal("INK-ISSUE-012", Assert.Single(refused.Refusals).Code);
        stage.Workplace.Rights.Note(stage.Company, ["InvoiceRead", "InvoiceWrite"]);
        Assert.Empty(OfflineReadiness.Of(stage.Workplace.Keys, stage.Workplace.Rights, stage.Company, stage.Clock.GetUtcNow()).Refusals);
    }

    [Fact]
    public async Task A_certificate_that_ends_before_the_deadline_is_said()
    {
        await using var stage = await Stage.ReadyAsync();
        var readiness = OfflineReadiness.Of(stage.Workplace.Keys, stage.Workplace.Rights, stage.Company, stage.Clock.GetUtcNow(), new DateOnly(2030, 1, 2));
        Assert.Contains(readiness.Warnings, one => one.Code == "INK-ISSUE-015");
    }

    [Fact]
    public async Task A_day_made_free_moves_waiting_deadlines_and_the_former_ones_stay()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        stage.Workplace.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 10), true, "Dz.U. 2026 poz. 1"));
        Assert.Equal(issued.Id, Assert.Single(stage.Workplace.KeepDeadlines.For(stage.Company)).Id);
        Assert.Equal(new DateOnly(2026, 12, 11), stage.Now(issued).Deadline.Date);
        stage.Workplace.Calendar.Remove(new DateOnly(2026, 12, 10));
        stage.Workplace.KeepDeadlines.For(stage.Company);
        Assert.Equal(new DateOnly(2026, 12, 10), stage.Now(issued).Deadline.Date);
        Assert.Equal([new DateOnly(2026, 12, 10), new DateOnly(2026, 12, 11)], stage.Ledger.FormerDeadlines(issued).Select(one => one.Deadline.Date!.Value));
        Assert.Empty(stage.Workplace.Calendar.Changes());
    }

    [Fact]
    public async Task An_invoice_that_KSeF_does_not_judge_raises_an_alarm_that_grows_and_is_not_sent_again()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await stage.FaultAsync("stuck-150", "POST /v2/sessions/online/*/invoices");
        var issued = await stage.IssueAsync(ModeWish.Offline); // due on Thursday
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(Stage.Stop);
        var sending = stage.Workplace.SendWaiting.OnceAsync(stage.Company, broken.Token);
        while (stage.Now(issued).State is not InvoiceState.Sending { Reference: not null } && !sending.IsCompleted) await Task.Delay(10, Stage.Stop);
        await broken.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        Assert.Empty(stage.Ledger.Stuck());
        foreach (var (after, code, severity) in new[]
        {
            (TimeSpan.FromMinutes(16), "INK-SEND-010", Severity.Advice),
            (TimeSpan.FromHours(6), "INK-SEND-010", Severity.Wrong),
            (TimeSpan.FromHours(10), "INK-SEND-011", Severity.Wrong), // Thursday 04:16
            (TimeSpan.FromHours(24), "INK-SEND-012", Severity.Wrong),
        })
        {
            clock.Jump(after);
            var alarm = Assert.Single(stage.Ledger.Stuck());
            Assert.Equal((code, severity), (alarm.Code, alarm.Severity));
            Assert.IsType<InvoiceState.Sending>(stage.Now(issued).State);
        }
    }
}
