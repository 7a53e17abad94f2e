using System.Text.Json;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios;

/// <summary>What can happen between issuing an invoice and its number.</summary>
public class SendingTests
{
    private const string SendInvoice = "POST /v2/sessions/online/*/invoices";

    [Fact]
    public async Task An_invoice_issued_online_gets_its_number_and_its_UPO()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Online, issued.Mode);
        Assert.Null(issued.KodII);

        var report = await stage.SendAsync();

        Assert.Empty(report.Problems);
        var accepted = Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.StartsWith("5260001246-20261209-", accepted.KsefNumber);
        Assert.True(stage.Now(issued).HasUpo);
        Assert.True((await stage.ScanAsync(issued.KodI)).GetProperty("found").GetBoolean());
        Assert.Equal(["issued", "sending", "sending", "accepted"], stage.Ledger.History(issued).Select(step => step.State.Word));
    }

    [Fact]
    public async Task When_the_line_is_cut_the_same_call_issues_offline24_and_sends_by_itself_later()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.FaultAsync("line-cut", "* /v2/*");
        var issued = await stage.IssueAsync(ModeWish.Auto);
        Assert.Equal(IssuingMode.Offline24, issued.Mode);
        Assert.Equal(new DateOnly(2026, 12, 10), issued.Deadline.Date);
        Assert.False((await stage.ScanAsync(issued.KodI)).GetProperty("found").GetBoolean());
        Assert.True((await stage.ScanAsync(issued.KodII!)).GetProperty("valid").GetBoolean());

        var cut = await stage.SendAsync();
        Assert.NotEmpty(cut.Problems);
        Assert.IsType<InvoiceState.Issued>(stage.Now(issued).State);

        await stage.NoFaultsAsync();
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        var page = await stage.ScanAsync(issued.KodI);
        Assert.True(page.GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_hash_and_nothing_is_sent_twice()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("answer-lost", SendInvoice, count: 1);

        await stage.SendAsync();

        var history = stage.Ledger.History(issued);
        Assert.Contains(history, step => step.State is InvoiceState.Unknown);
        Assert.Contains(history, step => step.Cause.InWords.En.Contains("by its hash"));
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal(1, await ReceivedAsync(stage));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_in_its_middle_is_not_a_refusal()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("cut-mid-body", SendInvoice, count: 1);
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal(1, await ReceivedAsync(stage));
    }

    [Theory]
    [InlineData("html-502")]
    [InlineData("html-504")]
    [InlineData("redirect-307")]
    public async Task A_page_that_is_not_KSeFs_is_never_taken_for_its_answer(string fault)
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync(fault, SendInvoice, count: 1);

        await stage.SendAsync();
        await stage.SendAsync();

        var history = stage.Ledger.History(issued);
        Assert.DoesNotContain(history, step => step.State is InvoiceState.Rejected);
        Assert.Contains(history, step => step.State is InvoiceState.Unknown);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal(1, await ReceivedAsync(stage));
    }

    [Fact]
    public async Task A_session_that_KSeF_ends_in_the_middle_is_followed_by_another()
    {
        await using var stage = await Stage.ReadyAsync();
        var first = await stage.IssueAsync(ModeWish.Offline);
        var second = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("session-unavailable", SendInvoice, count: 1);

        var report = await stage.SendAsync();

        Assert.Empty(report.Problems);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(first).State);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(second).State);
        Assert.Contains(stage.Ledger.History(first), step => step.Cause.InWords.En.Contains("takes no more invoices"));
        Assert.Empty(stage.Ledger.Sessions.Unsettled());
    }

    [Fact]
    public async Task A_session_whose_time_ends_while_an_invoice_is_on_its_way_is_followed_by_another()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("slow", SendInvoice, count: 1, delayMilliseconds: 60_000);

        var sending = stage.SendAsync();
        while (stage.Now(issued).State is not InvoiceState.Sending && !sending.IsCompleted) await Task.Delay(10, Stage.Stop);
        var session = Assert.IsType<InvoiceState.Sending>(stage.Now(issued).State).Session;
        (await stage.ManageAsync($"sessions/{session}/expire")).EnsureSuccessStatusCode();
        await stage.NoFaultsAsync();
        Assert.Empty((await sending).Problems);

        var accepted = Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.NotEqual(session, accepted.Session);
        Assert.Equal(1, await ReceivedAsync(stage));
        Assert.Empty(stage.Ledger.Sessions.Unsettled());
    }

    [Fact]
    public async Task Whoever_stops_waiting_for_an_answer_settles_it_in_the_next_round()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("slow", SendInvoice, count: 1, delayMilliseconds: 60_000);
        using var impatient = new CancellationTokenSource();
        var sending = stage.Workplace.SendWaiting.OnceAsync(stage.Company, impatient.Token);
        while (stage.Now(issued).State is not InvoiceState.Sending && !sending.IsCompleted) await Task.Delay(10, Stage.Stop);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await stage.NoFaultsAsync();
        await stage.SendAsync();

        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.Equal(1, await NumberedAsync(stage));
    }

    [Fact]
    public async Task An_access_that_expired_is_renewed_by_signing_in_again()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        clock.Jump(TimeSpan.FromDays(8)); // Past the access and the refresh token.
        await stage.SendAsync();
        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        Assert.True(stage.Now(issued).IsLate(clock.GetUtcNow())); // Late is not dropped, and it shows.
    }

    [Fact]
    public async Task An_offline_invoice_sent_after_midnight_keeps_its_issue_date_and_its_codes()
    {
        var clock = new ShiftedClock("2026-12-09T23:58:00+01:00");
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        clock.Jump(TimeSpan.FromMinutes(10));
        await stage.SendAsync();
        var accepted = stage.Now(issued);
        Assert.Equal(new DateOnly(2026, 12, 9), accepted.IssueDate);
        Assert.StartsWith("5260001246-20261210-", ((InvoiceState.Accepted)accepted.State).KsefNumber);
        Assert.False(accepted.IsLate(clock.GetUtcNow()));
        var page = await stage.ScanAsync(issued.KodI);
        Assert.True(page.GetProperty("found").GetBoolean());
        Assert.Equal("Offline", page.GetProperty("mode").GetString(), ignoreCase: true);
    }

    [Fact]
    public async Task An_invoice_sent_before_midnight_is_in_time_though_its_number_comes_after_it()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        var issued = await stage.IssueAsync(ModeWish.Offline);
        clock.Jump(TimeSpan.FromHours(35.9)); // Thursday 23:54, the day of its deadline.
        await stage.FaultAsync("stuck-150", SendInvoice);
        var sending = stage.SendAsync();
        while (stage.Now(issued).State is not InvoiceState.Sending { Reference: not null } && !sending.IsCompleted) await Task.Delay(10, Stage.Stop);
        clock.Jump(TimeSpan.FromMinutes(30));
        await stage.NoFaultsAsync();
        await sending;
        await stage.SendAsync();

        var accepted = stage.Now(issued);
        Assert.StartsWith("5260001246-20261211-", Assert.IsType<InvoiceState.Accepted>(accepted.State).KsefNumber);
        Assert.Equal(new DateOnly(2026, 12, 10), accepted.Deadline.Date);
        Assert.False(accepted.IsLate(clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_number_that_another_invoice_took_is_a_refusal_with_its_reason()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var desk = stage.AnotherDesk();
        await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft("FV/77/2026"), ModeWish.Online, stop: Stage.Stop);
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);

        var issued = await stage.IssueAsync(ModeWish.Online, stage.Draft("FV/77/2026") with { Buyer = new Party { Name = "Kto inny" } });
        var report = await stage.SendAsync();

        var rejected = Assert.IsType<InvoiceState.Rejected>(stage.Now(issued).State);
        Assert.Equal(440, rejected.Code);
        Assert.Contains(report.Problems, problem => problem.Code == "INK-SEND-003" && problem.Text.En.Contains("440"));
    }

    [Fact]
    public async Task The_same_bytes_sent_from_another_desk_adopt_the_number_and_the_time_they_have()
    {
        var clock = new ShiftedClock(Stage.WednesdayNoon);
        await using var stage = await Stage.ReadyAsync(clock);
        await using var desk = stage.AnotherDesk();
        var here = await stage.IssueAsync(ModeWish.Online);
        var file = stage.Ledger.File(here).Bytes;
        var there = await desk.IssueInvoice.FromFileAsync(stage.Company, file, ModeWish.Online, stop: Stage.Stop);
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        clock.Jump(TimeSpan.FromDays(6));
        await stage.SendAsync();
        await stage.SendAsync();

        var first = Assert.IsType<InvoiceState.Accepted>(desk.Ledger.Of(stage.Company).At(there.Id).State);
        var second = Assert.IsType<InvoiceState.Accepted>(stage.Now(here).State);
        Assert.Equal(first.KsefNumber, second.KsefNumber);
        Assert.Equal(first.SentAt, second.SentAt);
        Assert.False(stage.Now(here).IsLate(clock.GetUtcNow()));
        Assert.True(stage.Now(here).HasUpo);
    }

    [Fact]
    public async Task KSeF_refuses_a_date_that_lies_in_its_future_and_the_reason_is_shown()
    {
        var fast = new ShiftedClock("2026-12-10T00:10:00+01:00"); // Here it is tomorrow already.
        await using var stage = await Stage.ReadyAsync(new ShiftedClock("2026-12-09T23:40:00+01:00"));
        await using var desk = stage.AnotherDesk(fast);
        var issued = await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft(), ModeWish.Online, stop: Stage.Stop);
        var report = await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);

        var rejected = Assert.IsType<InvoiceState.Rejected>(desk.Ledger.Of(stage.Company).At(issued.Id).State);
        Assert.Equal(450, rejected.Code);
        Assert.Contains(report.Problems, problem => problem.Text.En.Contains("450"));
    }

    [Fact]
    public async Task Many_waiting_invoices_go_in_one_package()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 60; i++) await stage.IssueAsync(ModeWish.Offline);
        var report = await stage.SendAsync();
        Assert.Empty(report.Problems);
        var all = stage.Ledger.List();
        Assert.Each(all, invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Each(all, invoice => Assert.True(invoice.HasUpo));
        Assert.Single(all.Select(invoice => ((InvoiceState.Accepted)invoice.State).Session).Distinct());
        Assert.Equal(60, await NumberedAsync(stage));
        // One receipt names them all, and each of them has it.
        Assert.Single(await RequestsAsync(stage), request => request.Contains("/upo/", StringComparison.Ordinal));
        var receipt = stage.Ledger.Upos.Of(all[0])!;
        Assert.Each(all, invoice => Assert.Equal(receipt, stage.Ledger.Upos.Of(invoice)));
        Assert.Equal(60, Receipt.Read(receipt).Count);
    }

    [Fact]
    public async Task Few_waiting_invoices_each_have_a_receipt_of_their_own()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 3; i++) await stage.IssueAsync(ModeWish.Offline);
        Assert.Empty((await stage.SendAsync()).Problems);
        Assert.All(stage.Ledger.List(), invoice => Assert.Equal(
            ((InvoiceState.Accepted)invoice.State).KsefNumber, Assert.Single(Receipt.Read(stage.Ledger.Upos.Of(invoice)!)).Value.KsefNumber.ToString()));
    }

    [Theory]
    [InlineData("<Potwierdzenie")]
    [InlineData("")]
    [InlineData("<!DOCTYPE a [ <!ENTITY b 'c'> ]><a><NumerKSeFDokumentu>&b;</NumerKSeFDokumentu><SkrotDokumentu>x</SkrotDokumentu></a>")]
    [InlineData("<a><Dokument><SkrotDokumentu>x</SkrotDokumentu></Dokument></a>")]
    public void A_receipt_that_cannot_be_read_names_nothing(string upo) =>
        Assert.Empty(Receipt.Read(System.Text.Encoding.UTF8.GetBytes(upo)));

    [Fact]
    public async Task An_upload_that_is_cut_goes_on_with_the_part_that_was_cut()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 40; i++) await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("line-cut", "PUT /storage/batch/*", count: 2);
        Assert.Empty((await stage.SendAsync()).Problems);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Single(await RequestsAsync(stage), "POST /v2/sessions/batch");
    }

    [Fact]
    public async Task A_package_of_a_process_that_stopped_in_the_middle_of_its_upload_is_sent_anew_without_waiting()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 40; i++) await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("slow", "PUT /storage/batch/*", delayMilliseconds: 60_000);
        using var killed = new CancellationTokenSource();
        var sending = stage.Workplace.SendWaiting.OnceAsync(stage.Company, killed.Token);
        while (await stage.FaultHitsAsync() == 0 && !sending.IsCompleted) await Task.Delay(20, Stage.Stop);
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await stage.NoFaultsAsync();

        await stage.SendAsync();

        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Equal(40, await NumberedAsync(stage));
        Assert.Empty(stage.Ledger.Sessions.Unsettled());
    }

    [Fact]
    public async Task A_package_that_was_sent_whole_and_never_closed_is_closed_in_the_next_round()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 50; i++) await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("line-cut", "POST /v2/sessions/batch/*/close", count: 1);
        Assert.NotEmpty((await stage.SendAsync()).Problems);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Sending>(invoice.State));

        Assert.Empty((await stage.SendAsync()).Problems);

        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.Equal(50, await NumberedAsync(stage));
        Assert.Single(await RequestsAsync(stage), "POST /v2/sessions/batch");
    }

    [Fact]
    public async Task Where_no_package_can_be_written_invoices_go_one_by_one()
    {
        await using var stage = await Stage.ReadyAsync(TimeProvider.System);
        for (var i = 0; i < 31; i++) await stage.IssueAsync(ModeWish.Offline);
        using var sender = SharedWork.StartSend(stage, ("TMPDIR", Path.Combine(stage.Folder, "not", "there")));
        await sender.WaitForExitAsync(Stage.Stop);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        Assert.DoesNotContain(await RequestsAsync(stage), request => request == "POST /v2/sessions/batch");
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_does_not_end_sending_by_itself()
    {
        await using var stage = await Stage.ReadyAsync();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stage.Stop);
        var (asked, told) = (0, new List<Finding>());
        IReadOnlyList<Inkaust.Office.Company> Companies() => ++asked == 2
            ? throw new RefusedException(new Finding("INK-STORE-004", "Serwer nie odpowiada.", "The server does not answer.")) : stage.Workplace.Companies.All();
        using var service = stage.Workplace.SendByItself(new SendByItselfSettings
        {
            Companies = Companies,
            BetweenLooks = TimeSpan.FromMilliseconds(50),
            Tell = (_, report) => told.AddRange(report.Problems),
        });
        await service.StartAsync(enough.Token);
        var sending = service.ExecuteTask!;
        while (asked < 3 && !sending.IsCompleted) await Task.Delay(20, Stage.Stop);
        var issued = await stage.IssueAsync(ModeWish.Online);
        while (stage.Now(issued).State is not InvoiceState.Accepted && !sending.IsCompleted) await Task.Delay(20, Stage.Stop);
        await enough.CancelAsync();
        await sending;
        Assert.Equal(["INK-STORE-004"], told.Select(finding => finding.Code));
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
    }

    [Fact]
    public async Task Whoever_watches_hears_a_heartbeat_also_when_nothing_is_to_be_done()
    {
        await using var stage = await Stage.ReadyAsync();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stage.Stop);
        var beats = new List<Beat>();
        using var service = stage.Workplace.SendByItself(new SendByItselfSettings
        {
            Companies = stage.Workplace.Companies.All,
            BetweenLooks = TimeSpan.FromMilliseconds(50),
            Beats = beats.Add,
        });
        await service.StartAsync(enough.Token);
        while (beats.Count < 2) await Task.Delay(20, Stage.Stop);
        await enough.CancelAsync();
        await service.ExecuteTask!;
        Assert.All(beats, beat => Assert.Equal((1, 0), (beat.Companies, beat.WithWork)));
    }

    [Fact]
    public async Task Only_one_process_at_a_time_sends_for_a_company()
    {
        await using var stage = await Stage.ReadyAsync();
        await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("slow", SendInvoice, count: 1, delayMilliseconds: 60_000);

        var sending = stage.SendAsync();
        Assert.Equal("INK-SEND-001", Assert.Single(Assert.IsType<AnothersTurn>(await stage.SendAsync()).Problems).Code);
        await stage.NoFaultsAsync();
        Assert.Empty((await sending).Problems);
    }

    private static async Task<int> ReceivedAsync(Stage stage) => (await InvoicesAtKsefAsync(stage)).Count;

    private static async Task<IReadOnlyList<string>> RequestsAsync(Stage stage)
    {
        using var answer = JsonDocument.Parse(await stage.Management.GetStringAsync("received", Stage.Stop));
        return [.. answer.RootElement.GetProperty("requests").EnumerateArray()
            .Select(one => $"{one.GetProperty("method").GetString()} {one.GetProperty("path").GetString()}")];
    }

    private static async Task<int> NumberedAsync(Stage stage) =>
        (await InvoicesAtKsefAsync(stage)).Count(one => one.GetProperty("ksefNumber").ValueKind == JsonValueKind.String);

    private static async Task<IReadOnlyList<JsonElement>> InvoicesAtKsefAsync(Stage stage)
    {
        using var answer = JsonDocument.Parse(await stage.Management.GetStringAsync("received", Stage.Stop));
        return [.. answer.RootElement.GetProperty("invoices").EnumerateArray().Select(one => one.Clone())];
    }
}
