using System.Net;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class SessionsTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task The_state_of_an_open_session_may_lack_its_counts()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(State(100, ",\"invoiceCount\":1,\"successfulInvoiceCount\":null,\"upo\":null")));
        var status = await desk.Client.Sessions.StatusAsync(access, Desk.SessionReference);
        Assert.Equal(SessionState.Open, status.State);
        Assert.Equal(1, status.InvoiceCount);
        Assert.Null(status.SuccessfulInvoiceCount);
    }

    [Theory]
    [InlineData(100, SessionState.Open)]
    [InlineData(150, SessionState.Processing)]
    [InlineData(170, SessionState.Processing)]
    [InlineData(200, SessionState.Processed)]
    [InlineData(415, SessionState.Failed)]
    [InlineData(440, SessionState.Failed)]
    [InlineData(445, SessionState.Failed)]
    public async Task A_code_of_a_session_has_one_meaning(int code, SessionState state)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(State(code)));
        Assert.Equal(state, (await desk.Client.Sessions.StatusAsync(access, Desk.SessionReference)).State);
    }

    [Fact]
    public async Task A_closed_session_is_watched_until_its_UPO_is_there()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(State(170))).Then(ScriptedKsef.Html(HttpStatusCode.BadGateway)).Then(ScriptedKsef.Json(State(
            200, $$""","upo":{"pages":[{"referenceNumber":"{{Desk.Invoice}}","downloadUrl":"http://x/","downloadUrlExpirationDate":"2026-11-25T10:00:00Z"}]}""")));
        var look = await desk.Client.Sessions.UntilProcessedAsync(access, Desk.SessionReference, Pace.Usual);
        Assert.Equal(Desk.Invoice, Assert.IsType<Look<SessionStatus>.Done>(look).Value.Upo!.Pages[0].ReferenceNumber.ToString());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(201)]
    public void No_verdict_is_neither_an_acceptance_nor_a_refusal(int code) =>
        Assert.IsType<InvoiceOutcome.Processing>(Outcome(code));

    [Fact]
    public void A_success_has_its_number() => Assert.Equal(Number, Assert.IsType<InvoiceOutcome.Accepted>(Outcome(200, Number)).KsefNumber);

    [Fact]
    public void A_success_without_its_number_is_not_one_yet() => Assert.IsType<InvoiceOutcome.Processing>(Outcome(200));

    [Theory]
    [InlineData(410)]
    [InlineData(415)]
    [InlineData(430)]
    [InlineData(450)]
    [InlineData(499)]
    public void A_verdict_against_the_invoice_is_a_refusal(int code) =>
        Assert.Equal(code, Assert.IsType<InvoiceOutcome.Refused>(Outcome(code)).Error.Code);

    [Theory]
    [InlineData(405)]
    [InlineData(435)]
    [InlineData(500)]
    [InlineData(550)]
    public void An_error_that_is_not_the_invoices_own_lets_it_be_sent_again(int code) => Assert.IsType<InvoiceOutcome.GivenUp>(Outcome(code));

    [Fact]
    public async Task A_duplicate_names_its_original()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Invoice(440,
            $$""","extensions":{"originalSessionReferenceNumber":"{{Desk.Session}}","originalKsefNumber":"{{Number}}"}""")));
        var duplicate = Assert.IsType<InvoiceOutcome.Duplicate>((await desk.Client.Sessions.InvoiceAsync(access, Desk.SessionReference, Desk.InvoiceReference)).Outcome);
        Assert.Equal(Number, duplicate.OriginalKsefNumber);
        Assert.Equal(Desk.SessionReference, duplicate.OriginalSession);
    }

    [Fact]
    public void A_duplicate_that_names_nothing_is_still_one()
    {
        var duplicate = Assert.IsType<InvoiceOutcome.Duplicate>(Outcome(440));
        Assert.Null(duplicate.OriginalKsefNumber);
        Assert.Null(duplicate.OriginalSession);
    }

    [Fact]
    public async Task An_invoice_is_watched_until_there_is_a_verdict()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(Invoice(100))).Then(ScriptedKsef.Json(Invoice(150))).Then(ScriptedKsef.Json(Invoice(450)));
        var look = await desk.Client.Sessions.UntilJudgedAsync(access, Desk.SessionReference, Desk.InvoiceReference, Pace.Usual);
        Assert.IsType<InvoiceOutcome.Refused>(Assert.IsType<Look<SessionInvoice>.Done>(look).Value.Outcome);
    }

    [Fact]
    public async Task All_pages_of_the_invoices_are_read()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json($$"""{"continuationToken":"ab+/=","invoices":[{{Invoice(200, "", Number)}}]}"""))
            .Then(ScriptedKsef.Json($$"""{"continuationToken":null,"invoices":[{{Invoice(150)}}]}"""));
        var invoices = await desk.Client.Sessions.InvoicesAsync(access, Desk.SessionReference).ToListAsync();
        Assert.Equal(2, invoices.Count);
        Assert.Equal(InvoicingMode.Offline, invoices[0].InvoicingMode);
        Assert.False(desk.Wire.Requests[0].Headers.Contains("x-continuation-token"));
        Assert.Equal(["ab+/="], desk.Wire.Requests[1].Headers.GetValues("x-continuation-token"));
        Assert.Equal("?pageSize=1000", desk.Wire.Requests[1].Address.Query);
    }

    [Fact]
    public async Task A_list_that_goes_round_in_circles_is_left()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Otherwise = _ => ScriptedKsef.Json("""{"continuationToken":"again","invoices":[]}""");
        await Assert.ThrowsAsync<KsefUnavailable>(async () => await desk.Client.Sessions.InvoicesAsync(access, Desk.SessionReference).ToListAsync());
        Assert.Equal(2, desk.Wire.Requests.Count);
    }

    [Fact]
    public async Task Own_sessions_are_listed_from_a_moment_on()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(
            $$"""{"sessions":[{"referenceNumber":"{{Desk.Session}}","status":{"code":100,"description":"x","details":null},"dateCreated":"2026-11-22T10:00:00Z","dateUpdated":"2026-11-22T10:00:00Z","validUntil":null,"totalInvoiceCount":1,"successfulInvoiceCount":0,"failedInvoiceCount":0}]}"""));
        var from = new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.FromHours(1));
        var session = Assert.Single(await desk.Client.Sessions.ListAsync(access, new SessionQuery { CreatedFrom = from }).ToListAsync());
        Assert.Equal(SessionState.Open, session.State);
        Assert.Equal("?sessionType=Online&pageSize=1000&dateCreatedFrom=2026-11-22T10%3A00%3A00.0000000Z", desk.Wire.Requests.Single().Address.Query);
    }

    [Fact]
    public async Task A_UPO_comes_byte_for_byte()
    {
        var access = await desk.SignInAsync();
        var upo = "<?xml version=\"1.0\"?>\r\n<Potwierdzenie>zażółć</Potwierdzenie>";
        desk.Wire.Otherwise = _ =>
        {
            var answer = ScriptedKsef.Answer(upo, "application/xml");
            answer.Headers.Add("x-ms-meta-hash", InvoiceHash.Of(System.Text.Encoding.UTF8.GetBytes(upo)).Base64);
            return answer;
        };
        foreach (var document in new[]
        {
            await desk.Client.Sessions.UpoAsync(access, Desk.SessionReference, Desk.InvoiceReference),
            await desk.Client.Sessions.UpoByKsefNumberAsync(access, Desk.SessionReference, Number),
            await desk.Client.Sessions.SessionUpoAsync(access, Desk.SessionReference, Desk.InvoiceReference),
            await desk.Client.Invoices.DownloadAsync(access, Number),
        })
            Assert.Equal(upo, System.Text.Encoding.UTF8.GetString(document));
    }

    private static KsefNumber Number { get; } = KsefNumber.Create(Desk.Nip, new DateOnly(2026, 11, 22), 0x0123456789AB);

    private static string State(int code, string more = "") =>
        $$"""{"status":{"code":{{code}},"description":"x"},"dateCreated":"2026-11-22T10:00:00Z","dateUpdated":"2026-11-22T10:00:00.123+01:00"{{more}}}""";

    private static string Invoice(int code, string more = "", KsefNumber? number = null) =>
        $$"""{"ordinalNumber":1,"invoiceNumber":"FV/1","ksefNumber":{{(number is null ? "null" : $"\"{number}\"")}},"referenceNumber":"{{Desk.Invoice}}","invoiceHash":"{{InvoiceHash.Of("x"u8).Base64.Replace("+", "\\u002B")}}","invoicingDate":"2026-11-22T10:00:00Z","invoicingMode":"Offline","status":{"code":{{code}},"description":"x"{{more}}} }""";

    private static InvoiceOutcome Outcome(int code, KsefNumber? number = null) => new SessionInvoice
    {
        OrdinalNumber = 1,
        ReferenceNumber = Desk.InvoiceReference,
        InvoiceHash = InvoiceHash.Of("x"u8),
        TakenInAt = default,
        KsefNumber = number,
        Status = new InvoiceStatus { Code = code, Description = "x" },
    }.Outcome;
}
