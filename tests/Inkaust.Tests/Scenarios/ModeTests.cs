using System.Net.Http.Json;
using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>Which mode an invoice is issued in, on what evidence, and what later announcements do to its deadline.</summary>
public class ModeTests
{
    [Fact]
    public async Task An_announced_failure_gives_its_own_mode_with_the_message_as_evidence()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T11:30:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");

        var issued = await stage.IssueAsync(ModeWish.Auto);

        Assert.Equal(IssuingMode.Failure, issued.Mode);
        Assert.Equal(7, issued.ModeEvidence.EventId);
        Assert.Contains("FAILURE_START", Assert.Single(issued.ModeEvidence.Messages));
        Assert.Equal(64, issued.ModeEvidence.MessageHashes[0].Length);
        Assert.NotNull(issued.KodII);
        Assert.Null(issued.Deadline.Date); // It still goes on.

        await AnnounceAsync(stage, "FAILURE", "FAILURE_END", 7, "2026-12-09T11:30:00+01:00", "2026-12-09T12:00:01+01:00");
        clock.Jump(TimeSpan.FromHours(1));
        await stage.SendAsync();
        var due = stage.Now(issued);
        Assert.Equal(new DateOnly(2026, 12, 18), due.Deadline.Date); // the seventh working day after Wednesday 9 December
        Assert.Null(Assert.Single(stage.Ledger.FormerDeadlines(issued)).Deadline.Date);
    }

    [Fact]
    public async Task An_outage_that_nobody_announced_allows_offline24_only()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.FaultAsync("html-502", "* /v2/*");
        Assert.Equal(IssuingMode.Offline24, (await stage.IssueAsync(ModeWish.Auto)).Mode);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Failure));
        Assert.Equal("INK-MODE-002", refused.Findings[0].Code);
    }

    [Fact]
    public async Task One_failed_question_is_nothing()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.FaultAsync("line-cut", "GET /v2/security/public-key-certificates", count: 2);
        Assert.Equal(IssuingMode.Online, (await stage.IssueAsync(ModeWish.Auto)).Mode);
    }

    [Fact]
    public async Task A_maintenance_window_gives_unavailability_while_KSeF_is_silent()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", 3, "2026-12-09T11:00:00+01:00", "2026-12-09T14:00:00+01:00");
        Assert.Equal(IssuingMode.Online, (await stage.IssueAsync(ModeWish.Auto)).Mode); // KSeF still answers.
        await stage.FaultAsync("line-cut", "* /v2/*");
        var issued = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Unavailability, issued.Mode);
        Assert.Equal("106nh", issued.Deadline.Basis);
        // It is an offline invoice: in the buyer's hands with both codes, and sent as one (LAW 1.1, 41).
        Assert.Equal(["OFFLINE", "CERTYFIKAT"], InvoicePrint.CodesOf(issued).Select(code => code.Label));
        await stage.NoFaultsAsync();
        await stage.SendAsync();
        var received = (await stage.Management.GetFromJsonAsync<JsonElement>("received", Stage.Stop)).GetProperty("invoices").EnumerateArray();
        Assert.True(Assert.Single(received, one => one.GetProperty("hash").GetString() == issued.Hash.Base64).GetProperty("declaredOffline").GetBoolean());
    }

    [Fact]
    public async Task An_invoice_dated_before_an_event_was_not_issued_in_it()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T11:30:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");
        var yesterday = stage.Draft() with { IssueDate = new DateOnly(2026, 12, 8) };

        // P_1 is the date of issue (art. 106nf ust. 9; LAW 27): seven working days are not for an invoice of the day before.
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Failure, yesterday));
        Assert.Equal(("INK-MODE-005", "Fa/P_1"), (refused.Findings[0].Code, refused.Findings[0].Path));
        var issued = await stage.IssueAsync(ModeWish.Auto, yesterday);
        Assert.Equal((IssuingMode.Offline24, new DateOnly(2026, 12, 9)), (issued.Mode, issued.Deadline.Date!.Value));
        Assert.Contains("event 7 began after P_1", issued.ModeReason.InWords.En);
        Assert.Equal(IssuingMode.Failure, (await stage.IssueAsync(ModeWish.Failure)).Mode);
    }

    [Fact]
    public async Task Nobody_enters_a_total_failure_but_a_person()
    {
        await using var stage = await Stage.ReadyAsync();
        var before = await stage.IssueAsync(ModeWish.Offline);
        await AnnounceAsync(stage, "TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T12:00:00+01:00");
        await stage.FaultAsync("line-cut", "* /v2/*");

        Assert.Equal(IssuingMode.Offline24, (await stage.IssueAsync(ModeWish.Auto)).Mode);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.TotalFailure));
        Assert.Equal("INK-MODE-003", refused.Findings[0].Code);
        stage.Workplace.KeepDeadlines.For(stage.Company);
        Assert.IsType<InvoiceState.Issued>(stage.Now(before).State);

        stage.Workplace.Announcements.ConfirmTotalFailure(stage.Company.Environment, 9, "Polskie Radio, 9.12.2026, 12:30");
        stage.Workplace.KeepDeadlines.For(stage.Company);
        Assert.IsType<InvoiceState.Waived>(stage.Now(before).State);
        var during = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.TotalFailure, during.Mode);
        Assert.Null(during.KodII);
        Assert.Empty(InvoicePrint.CodesOf(during)); // LAW 28
    }

    [Fact]
    public async Task A_total_failure_that_has_ended_is_confirmed_only_when_it_is_named()
    {
        await using var stage = await Stage.ReadyAsync();
        var (archive, environment) = (stage.Workplace.Announcements, stage.Company.Environment);
        Assert.Equal("INK-MODE-004", Refused(null).Code);
        await HearAsync("FAILURE_START", 9, "2026-12-09T09:00:00+01:00");
        await HearAsync("FAILURE_END", 9, "2026-12-09T09:00:00+01:00", "2026-12-09T11:00:00+01:00");

        Assert.Equal("INK-MODE-006", Refused(null).Code);
        Assert.Contains("9 (2026-12-09 09:00 – 2026-12-09 11:00)", Refused(null).Text.En);
        Assert.Equal(9, archive.TotalFailureMeant(environment, 9).EventId);
        Assert.Equal("INK-MODE-004", Refused(8).Code);

        await HearAsync("FAILURE_START", 10, "2026-12-09T11:30:00+01:00");
        Assert.Equal(10, archive.TotalFailureMeant(environment, null).EventId);
        await HearAsync("FAILURE_START", 11, "2026-12-09T11:40:00+01:00");
        Assert.Equal("INK-MODE-007", Refused(null).Code);
        archive.ConfirmTotalFailure(environment, 11, "radio");
        Assert.Equal(10, archive.TotalFailureMeant(environment, null).EventId); // the one that is left

        Finding Refused(long? named) => Assert.Throws<RefusedException>(() => archive.TotalFailureMeant(environment, named)).Findings[0];

        async Task HearAsync(string type, long eventId, string start, string? end = null)
        {
            await AnnounceAsync(stage, "TOTAL_FAILURE", type, eventId, start, end);
            await archive.AskAsync(stage.Workplace.SignIn.KsefOf(stage.Company), Stage.Stop);
        }
    }

    [Fact]
    public async Task An_invoice_of_a_total_failure_is_waived_from_the_first_and_never_sent()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T11:00:00+01:00");
        await stage.Workplace.Announcements.AskAsync(stage.Workplace.SignIn.KsefOf(stage.Company), Stage.Stop);
        stage.Workplace.Announcements.ConfirmTotalFailure(stage.Company.Environment, 9, "radio");
        var issued = await stage.IssueAsync(ModeWish.TotalFailure);
        Assert.Equal(new InvoiceState.Waived(9), issued.State);

        // A second one that nobody has confirmed takes nothing back.
        await AnnounceAsync(stage, "TOTAL_FAILURE", "FAILURE_START", 10, "2026-12-09T11:30:00+01:00");
        await stage.SendAsync();

        Assert.Equal(new InvoiceState.Waived(9), stage.Now(issued).State);
        Assert.Empty((await stage.Management.GetFromJsonAsync<JsonElement>("received", Stage.Stop)).GetProperty("invoices").EnumerateArray());
    }

    [Fact]
    public async Task The_silence_of_Latarnia_changes_nothing()
    {
        await using var stage = await Stage.ReadyAsync();
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T11:30:00+01:00");
        Assert.NotNull(await stage.Workplace.Announcements.AskAsync(stage.Workplace.SignIn.KsefOf(stage.Company), Stage.Stop));
        await stage.FaultAsync("html-504", "* /messages");
        await stage.FaultAsync("line-cut", "* /v2/*");
        var issued = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Failure, issued.Mode); // by the message that was heard before
        Assert.NotNull(issued.ModeEvidence.Latarnia);
    }

    [Fact]
    public async Task A_failure_announced_within_the_term_moves_the_deadline_of_an_offline24_invoice()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        Assert.Equal(new DateOnly(2026, 12, 10), issued.Deadline.Date);
        clock.Jump(TimeSpan.FromHours(2));
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T14:00:00+01:00");
        await AnnounceAsync(stage, "FAILURE", "FAILURE_END", 7, "2026-12-09T14:00:00+01:00", "2026-12-09T14:00:01+01:00");
        clock.Jump(TimeSpan.FromMinutes(1));
        await stage.Workplace.Announcements.AskAsync(stage.Workplace.SignIn.KsefOf(stage.Company), Stage.Stop);
        stage.Workplace.KeepDeadlines.For(stage.Company);
        Assert.Equal(new DateOnly(2026, 12, 18), stage.Now(issued).Deadline.Date); // art. 106nha; LAW 20
    }

    [Fact]
    public async Task Deadlines_are_counted_anew_when_news_the_calendar_or_the_hour_changes_and_only_then()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var keep = stage.Workplace.KeepDeadlines;
        var issued = await stage.IssueAsync(ModeWish.Offline);
        keep.For(stage.Company);
        // Nothing new: what stands there is not even looked at.
        stage.Ledger.SetDeadlines("whatever", [(issued, issued.Deadline with { Date = new DateOnly(2030, 1, 1) })], []);
        Assert.Empty(keep.For(stage.Company));

        stage.Workplace.Calendar.Add(new CalendarChange(new DateOnly(2026, 12, 10), true, "Dz.U. 2026 poz. 1"));
        Assert.Equal(new DateOnly(2026, 12, 11), Assert.Single(keep.For(stage.Company)).Deadline.Date);

        // A failure that will have ended in an hour: first its end is not known, then it is, without another message.
        await AnnounceAsync(stage, "FAILURE", "FAILURE_START", 7, "2026-12-09T12:00:10+01:00");
        await AnnounceAsync(stage, "FAILURE", "FAILURE_END", 7, "2026-12-09T12:00:10+01:00", "2026-12-09T14:00:00+01:00");
        clock.Jump(TimeSpan.FromMinutes(1));
        await stage.Workplace.Announcements.AskAsync(stage.Workplace.SignIn.KsefOf(stage.Company), Stage.Stop);
        keep.For(stage.Company);
        var during = stage.Now(issued).Deadline.Date;
        clock.Jump(TimeSpan.FromHours(3));
        keep.For(stage.Company);
        Assert.Equal((null, new DateOnly(2026, 12, 21)), (during, stage.Now(issued).Deadline.Date));
    }

    [Fact]
    public async Task A_revoked_certificate_is_not_used_once_KSeF_has_said_so()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        clock.Jump(TimeSpan.FromHours(2)); // What KSeF said when it gave the certificate is old by now.
        (await stage.ManageAsync($"certificates/{issued.CertificateSerial}/revoke")).EnsureSuccessStatusCode();
        await stage.Workplace.CertificateStates.RefreshAsync(stage.Company, Stage.Stop);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => stage.IssueAsync(ModeWish.Offline));
        Assert.Equal("INK-CERT-001", refused.Findings[0].Code);
    }

    [Fact]
    public async Task A_domestic_buyer_with_a_NIP_gets_no_invoice_before_its_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var consumer = stage.Ledger.File(await stage.IssueAsync(ModeWish.Offline));
        var firm = stage.Ledger.File(await stage.IssueAsync(ModeWish.Offline,
            stage.Draft() with { Buyer = new Inkaust.Invoices.Party { Name = "Piekarnia", Nip = Nip.Parse("6712345098"), Address = Address.Parse("ul. Młyńska 7, 61-730 Poznań") } }));
        Assert.True(HandOver.BeforeTheNumber(consumer, IssuingMode.Offline24).Invoice);
        Assert.False(HandOver.BeforeTheNumber(firm, IssuingMode.Offline24).Invoice);
        Assert.True(HandOver.BeforeTheNumber(firm, IssuingMode.Failure).Invoice);
        Assert.False(HandOver.BeforeTheNumber(consumer, IssuingMode.Online).Invoice);
    }

    internal static async Task AnnounceAsync(Stage stage, string category, string type, long eventId, string start, string? end = null)
    {
        using var answer = await stage.Management.PostAsJsonAsync("announcements",
            new { category, type, eventId, title = "Komunikat", text = "Treść komunikatu", start, end }, Stage.Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stage.Stop));
    }
}

/// <summary>The same at the command line.</summary>
public sealed class TotalFailureCommandTests
{
    [Fact]
    public async Task Whoever_confirms_an_ended_total_failure_is_told_that_it_has_ended()
    {
        await using var stage = await Stage.ReadyAsync();
        await ModeTests.AnnounceAsync(stage, "TOTAL_FAILURE", "FAILURE_START", 9, "2026-12-09T09:00:00+01:00");
        await ModeTests.AnnounceAsync(stage, "TOTAL_FAILURE", "FAILURE_END", 9, "2026-12-09T09:00:00+01:00", "2026-12-09T11:00:00+01:00");
        var (code, said) = await RunAsync("--reference", "radio");
        Assert.Equal(1, code);
        Assert.Contains("INK-MODE-006", said);
        (code, said) = await RunAsync("--reference", "radio", "--event", "9");
        Assert.Equal(0, code);
        Assert.Contains("That total failure ended on 2026-12-09 11:00.", said);
        Assert.True(stage.Workplace.Announcements.IsConfirmed(stage.Company.Environment, 9));

        async Task<(int Code, string Said)> RunAsync(params string[] more)
        {
            using var output = new StringWriter();
            var code = await Inkaust.Cli.CommandLine.RunAsync(["total-failure", "confirm", .. more, "--data", stage.Workplace.Place, "--lang", "en"], output, output, stage.Clock);
            return (code, output.ToString());
        }
    }
}
