using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Tests.Unit.Ksef;

namespace Inkaust.Tests.Scenarios;

/// <summary>KSeF, or somebody in between, says what is not so. Nothing is believed of an invoice but what names its bytes.</summary>
public sealed partial class LyingKsefTests
{
    private static readonly KsefNumber OfAnotherSeller = KsefNumber.Create(Nip.Parse("6712345098"), new DateOnly(2026, 12, 9), 1);

    [Fact]
    public async Task A_status_of_another_file_gives_an_invoice_no_number()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var line = new LyingLine((operation, body) => StatusOfOne().IsMatch(operation)
            ? ScriptedKsef.Json(body.Replace(issued.Hash.Base64, InvoiceHash.Of("another file"u8).Base64)) : null);

        var report = await line.SendAsync(stage);

        Assert.Contains(report.Problems, problem => problem.Code == "INK-SEND-009");
        // It is looked for by its hash in the list of the session, where it is.
        Assert.Contains(stage.Ledger.History(issued), step => step.State is InvoiceState.Unknown);
        Assert.Contains("by its hash", stage.Ledger.History(issued)[^1].Cause.InWords.En);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        await SharedWork.AssertEachNumberedOnceAsync(stage, 1);
    }

    [Fact]
    public async Task A_number_of_another_seller_is_not_taken()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var line = new LyingLine((operation, body) => operation.Contains("/invoices", StringComparison.Ordinal) && operation.StartsWith("GET", StringComparison.Ordinal)
            ? ScriptedKsef.Json(OurNumber().Replace(body, OfAnotherSeller.ToString())) : null);

        var report = await line.SendAsync(stage);

        Assert.Contains(report.Problems, problem => problem.Code == "INK-SEND-009");
        Assert.IsType<InvoiceState.Sending>(stage.Now(issued).State);
        await stage.SendAsync(); // KSeF itself says the truth.
        Assert.StartsWith("5260001246-", Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State).KsefNumber);
    }

    [Fact]
    public async Task A_number_of_another_seller_is_not_taken_from_the_list_of_a_session_nor_from_its_receipt()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 35; i++) await stage.IssueAsync(ModeWish.Offline);
        using var line = new LyingLine((operation, body) => operation.StartsWith("GET /v2/sessions/", StringComparison.Ordinal)
            ? ScriptedKsef.Answer(OurNumber().Replace(body, OfAnotherSeller.ToString()), body.StartsWith('{') ? "application/json" : "application/xml") : null);

        await line.SendAsync(stage);

        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Sending>(invoice.State));
        await stage.SendAsync();
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        await SharedWork.AssertEachNumberedOnceAsync(stage, 35);
    }

    [Theory]
    [InlineData(1, "INK-SEND-007")]
    [InlineData(12, "INK-UPO-001")] // More than ten of a session share a receipt, and its signature does not hold any more.
    public async Task A_receipt_that_names_another_file_is_not_taken_and_that_is_said(int count, string code)
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < count; i++) await stage.IssueAsync(ModeWish.Offline);
        var one = stage.Ledger.List()[0];
        using var line = new LyingLine((operation, body) => operation.Contains("upo", StringComparison.OrdinalIgnoreCase) && body.StartsWith('<')
            ? ScriptedKsef.Answer(body.Replace(one.Hash.Base64, InvoiceHash.Of("another file"u8).Base64), "application/xml") : null);

        var report = await line.SendAsync(stage);

        Assert.Single(report.Problems, problem => problem.Code == code);
        Assert.DoesNotContain(stage.Ledger.List(), invoice => invoice.HasUpo);
        await stage.SendAsync();
        Assert.Each(stage.Ledger.List(), invoice => Assert.True(invoice.HasUpo));
    }

    [Fact]
    public async Task A_package_that_is_refused_as_a_whole_goes_again_as_a_package_in_the_next_round()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 35; i++) await stage.IssueAsync(ModeWish.Offline);
        var online = false;
        using var line = new LyingLine((operation, body) =>
        {
            online |= operation == "POST /v2/sessions/online";
            return StatusOfSession().IsMatch(operation) ? ScriptedKsef.Json(Regex.Replace(body, "\"status\":\\{\"code\":\\d+", "\"status\":{\"code\":430").Replace("\"upo\":{", "\"no\":{"))
                : operation.EndsWith("/invoices", StringComparison.Ordinal) ? ScriptedKsef.Json("""{"invoices":[],"continuationToken":null}""") : null;
        });

        var report = await line.SendAsync(stage);

        Assert.Contains(report.Problems, problem => problem.Code == "INK-SEND-008");
        Assert.False(online, "what was in the package went one by one");
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Issued>(invoice.State));

        // In truth KSeF has them all: the second sending is a duplicate, and the bytes are the same (LAW 65).
        await stage.SendAsync();
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
        await SharedWork.AssertEachNumberedOnceAsync(stage, 35);
    }

    [Theory]
    [InlineData(1, "/v2/sessions/online")]
    [InlineData(35, "/v2/sessions/batch")]
    public async Task A_key_that_KSeF_has_just_withdrawn_is_fetched_anew_in_the_same_round(int count, string opening)
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < count; i++) await stage.IssueAsync(ModeWish.Offline);
        var (withdrawn, asked) = (false, 0);
        using var line = new LyingLine((operation, _) =>
        {
            if (operation.EndsWith("/public-key-certificates", StringComparison.Ordinal)) asked++;
            if (operation != $"POST {opening}" || withdrawn) return null;
            withdrawn = true;
            return ScriptedKsef.Problem(21470, "Nieprawidłowy identyfikator klucza publicznego.");
        });

        Assert.Empty((await line.SendAsync(stage)).Problems);

        Assert.True(withdrawn);
        Assert.Equal(2, asked);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
    }

    [Theory]
    [InlineData(21155)] // full
    [InlineData(21173)] // not known
    [InlineData(21180)] // closed
    [InlineData(21184)] // unavailable for a while, LAW 97
    public async Task A_session_that_takes_nothing_is_no_refusal_of_the_invoice(int code)
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        var said = false;
        using var line = new LyingLine((operation, _) =>
        {
            if (!Sending().IsMatch(operation) || said) return null;
            said = true;
            return ScriptedKsef.Problem(code, "Sesja nie przyjmuje faktur.");
        });

        await line.SendAsync(stage);
        await stage.SendAsync();

        Assert.DoesNotContain(stage.Ledger.History(issued), step => step.State is InvoiceState.Rejected);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        await SharedWork.AssertEachNumberedOnceAsync(stage, 1);
    }

    [Fact]
    public async Task When_no_session_takes_anything_a_round_opens_two_and_leaves_it_at_that()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 8; i++) await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("session-unavailable", "POST /v2/sessions/online/*/invoices");
        var opened = 0;
        using var line = new LyingLine((operation, _) =>
        {
            if (operation == "POST /v2/sessions/online") opened++;
            return null;
        });

        await line.SendAsync(stage);

        Assert.Equal(2, opened);
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Issued>(invoice.State));
        Assert.Empty(stage.Ledger.Sessions.Unsettled());
    }

    [Fact]
    public async Task A_session_that_KSeF_does_not_know_is_asked_about_once()
    {
        await using var stage = await Stage.ReadyAsync();
        stage.Ledger.Sessions.Opened("20261209-SO-0123456789-0123456789-01");
        Assert.Contains((await stage.SendAsync()).Problems, problem => problem.Text.En.Contains("21173"));
        Assert.Empty(stage.Ledger.Sessions.Unsettled());
        Assert.Empty((await stage.SendAsync()).Problems);
    }

    [Theory]
    [InlineData("answer-lost", "POST /v2/sessions/online/*/invoices")] // Under way without a reference.
    [InlineData("stuck-150", "POST /v2/sessions/online/*/invoices")] // Under way with one.
    public async Task What_is_under_way_in_a_session_that_KSeF_forgot_is_sent_again_and_numbered_once(string fault, string match)
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync(fault, match);
        using var silent = new LyingLine((operation, _) => operation.StartsWith("GET /v2/sessions/", StringComparison.Ordinal) ? ScriptedKsef.Problem(21180, "Nie teraz.") : null);
        await silent.SendAsync(stage);
        Assert.True(stage.Now(issued).State is InvoiceState.Sending or InvoiceState.Unknown);
        await stage.NoFaultsAsync();
        var forgotten = stage.Now(issued).State switch { InvoiceState.Sending one => one.Session, InvoiceState.Unknown one => one.Session, var other => throw new InvalidOperationException(other.Word) };
        using var line = new LyingLine((operation, _) => operation.Contains(forgotten, StringComparison.Ordinal) ? ScriptedKsef.Problem(21173, "Brak sesji.") : null);

        var report = await line.SendAsync(stage);
        await stage.SendAsync();

        Assert.Contains(report.Problems, problem => problem.Text.En.Contains("21173"));
        Assert.Contains(stage.Ledger.History(issued), step => step.Cause.InWords.En.Contains("does not know session", StringComparison.Ordinal));
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        await SharedWork.AssertEachNumberedOnceAsync(stage, 1);
    }

    [Fact]
    public async Task When_KSeF_judges_nothing_for_a_while_the_rest_of_the_round_waits_for_none_of_them()
    {
        await using var stage = await Stage.ReadyAsync();
        for (var i = 0; i < 4; i++) await stage.IssueAsync(ModeWish.Offline);
        await stage.FaultAsync("stuck-150", "POST /v2/sessions/online/*/invoices");
        var looks = new Dictionary<string, int>();
        using var line = new LyingLine((operation, _) =>
        {
            if (StatusOfOne().IsMatch(operation)) looks[operation] = looks.GetValueOrDefault(operation) + 1;
            return null;
        })
        { Patience = TimeSpan.FromSeconds(4) };

        await line.SendAsync(stage);

        Assert.Equal(4, looks.Count);
        Assert.Single(looks.Values, count => count > 5); // the first, until its patience was over
        Assert.Equal(3, looks.Values.Count(count => count == 1));
        await stage.NoFaultsAsync();
        await stage.SendAsync();
        Assert.Each(stage.Ledger.List(), invoice => Assert.IsType<InvoiceState.Accepted>(invoice.State));
    }

    [Fact]
    public async Task A_refusal_for_want_of_a_right_says_to_grant_it_and_not_to_repair_the_file()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var line = new LyingLine((operation, body) => StatusOfOne().IsMatch(operation)
            ? ScriptedKsef.Json(Regex.Replace(OurNumber().Replace(body, "").Replace("\"ksefNumber\":\"\",", ""), "\"status\":\\{.*?\\}", """
                "status":{"code":410,"description":"Nieprawidłowy zakres uprawnień","details":["brak InvoiceWrite"]}
                """)) : null);

        var said = Assert.Single((await line.SendAsync(stage)).Problems);

        Assert.Equal("INK-SEND-003", said.Code); // LAW 57
        Assert.Equal(new SendAgain(issued.Id), said.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"extensions\":null")]
    [InlineData(",\"extensions\":{\"originalKsefNumber\":\"1234567890-20230101-AAAAAAAAAAAA-AA\"}")]
    [InlineData(",\"extensions\":{\"originalSessionReferenceNumber\":\"x\"}")]
    public async Task A_duplicate_that_names_no_original_of_ours_is_a_refusal_that_a_person_sees(string extensions)
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var line = new LyingLine((operation, body) => StatusOfOne().IsMatch(operation)
            ? ScriptedKsef.Json(Regex.Replace(OurNumber().Replace(body, "").Replace("\"ksefNumber\":\"\",", ""), "\"status\":\\{.*?\\}", $$"""
                "status":{"code":440,"description":"Duplikat faktury","details":["Duplikat"]{{extensions}}}
                """)) : null);

        var report = await line.SendAsync(stage);

        Assert.Equal(440, Assert.IsType<InvoiceState.Rejected>(stage.Now(issued).State).Code);
        Assert.Contains(report.Problems, problem => problem.Code == "INK-SEND-003");
    }

    [Fact]
    public async Task A_duplicate_whose_original_is_not_stored_yet_waits_and_is_adopted_later()
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Online);
        await using var desk = stage.AnotherDesk();
        await desk.IssueInvoice.FromFileAsync(stage.Company, stage.Ledger.File(issued).Bytes, ModeWish.Online, stop: Stage.Stop);
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        using var line = new LyingLine((operation, _) => operation.StartsWith("GET /v2/invoices/ksef/", StringComparison.Ordinal)
            ? ScriptedKsef.Problem(21165, "Faktura o podanym numerze KSeF nie jest jeszcze dostępna.") : null);

        await line.SendAsync(stage);
        Assert.IsType<InvoiceState.Sending>(stage.Now(issued).State);

        await stage.SendAsync();
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        await SharedWork.AssertEachNumberedOnceAsync(stage, 1);
    }

    [Theory]
    [InlineData("application/json", "{\"message\":\"ok\"}")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "{\"referenceNumber\":\"../../auth/challenge\"}")]
    [InlineData("text/html", "<html>Access denied</html>")]
    public async Task An_answer_to_a_sending_that_is_no_answer_leaves_it_unknown_and_doubles_nothing(string type, string body)
    {
        await using var stage = await Stage.ReadyAsync();
        var issued = await stage.IssueAsync(ModeWish.Offline);
        using var line = new LyingLine((operation, _) => Sending().IsMatch(operation) ? ScriptedKsef.Answer(body, type) : null);

        await line.SendAsync(stage);

        Assert.Contains(stage.Ledger.History(issued), step => step.State is InvoiceState.Unknown);
        Assert.IsType<InvoiceState.Accepted>(stage.Now(issued).State);
        await SharedWork.AssertEachNumberedOnceAsync(stage, 1);
    }

    [Fact]
    public async Task A_package_of_which_KSeF_takes_only_some_brings_each_invoice_its_own_verdict()
    {
        await using var stage = await Stage.ReadyAsync();
        await using var desk = stage.AnotherDesk();
        await desk.IssueInvoice.FromDraftAsync(stage.Company, stage.Draft("FV/taken"), ModeWish.Online, stop: Stage.Stop);
        await desk.SendWaiting.OnceAsync(stage.Company, Stage.Stop);
        for (var i = 0; i < 34; i++) await stage.IssueAsync(ModeWish.Offline);
        var taken = await stage.IssueAsync(ModeWish.Offline, stage.Draft("FV/taken") with { Buyer = new Party { Name = "Kto inny" } });
        var bad = await RepairTests.RefusedAsync(stage, send: false);

        await stage.SendAsync();

        Assert.Equal((440, 450), (CodeOf(stage.Now(taken)), CodeOf(stage.Now(bad))));
        var others = stage.Ledger.List().Where(invoice => invoice.Id != taken.Id && invoice.Id != bad.Id).ToList();
        Assert.Equal(34, others.Count);
        Assert.Each(others, invoice => Assert.True(invoice.State is InvoiceState.Accepted && invoice.HasUpo));
        Assert.Single(others.Select(invoice => ((InvoiceState.Accepted)invoice.State).Session).Distinct());
    }

    private static int CodeOf(IssuedInvoice invoice) => Assert.IsType<InvoiceState.Rejected>(invoice.State).Code;

    [GeneratedRegex("^GET /v2/sessions/[^/]+/invoices/[^/]+$")]
    private static partial Regex StatusOfOne();

    [GeneratedRegex("^GET /v2/sessions/[^/]+$")]
    private static partial Regex StatusOfSession();

    [GeneratedRegex("^POST /v2/sessions/online/[^/]+/invoices$")]
    private static partial Regex Sending();

    [GeneratedRegex("5260001246-\\d{8}-[0-9A-F]{12}-[0-9A-F]{2}")]
    private static partial Regex OurNumber();
}
