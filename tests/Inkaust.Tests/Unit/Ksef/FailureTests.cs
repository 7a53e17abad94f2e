using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

/// <summary>What a missing answer means (DESIGN 6): the rows of the mapping, each for a request that changes something and for one that reads.</summary>
public sealed class FailureTests
{
    private readonly Desk desk = new();

    private async Task<Exception?> SendingAsync(KsefAccess access) => await Record.ExceptionAsync(
        () => desk.Client.OnlineSessions.SendAsync(access, Desk.SessionReference, Desk.Encrypted(), offlineMode: false));

    private async Task<Exception?> LookingAsync(KsefAccess access) => await Record.ExceptionAsync(
        () => desk.Client.Sessions.StatusAsync(access, Desk.SessionReference));

    private async Task<Disturbance> UnknownAsync(Func<HttpResponseMessage> answer)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(_ => answer());
        var sending = Assert.IsType<KsefOutcomeUnknown>(await SendingAsync(access));
        desk.Wire.Then(_ => answer());
        var looking = Assert.IsType<KsefUnavailable>(await LookingAsync(access));
        Assert.Equal(sending.Disturbance, looking.Disturbance);
        Assert.Equal("INK-KSEF-005", sending.Finding.Code);
        Assert.Equal("INK-KSEF-003", looking.Finding.Code);
        return sending.Disturbance;
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task Nothing_was_done_when_there_was_no_connection(HttpRequestError error)
    {
        var access = await desk.SignInAsync();
        desk.Wire.BeforeSending = new HttpRequestException(error, "no", new AuthenticationException());
        var unavailable = Assert.IsType<KsefUnavailable>(await SendingAsync(access));
        Assert.Equal(Disturbance.NoConnection, unavailable.Disturbance);
    }

    [Fact]
    public async Task Nothing_was_done_when_the_connection_broke_before_a_byte_had_left()
    {
        var access = await desk.SignInAsync();
        desk.Wire.BeforeSending = new HttpRequestException(HttpRequestError.Unknown, "no", new IOException());
        Assert.IsType<KsefUnavailable>(await SendingAsync(access));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_sending_leaves_the_outcome_unknown() =>
        Assert.Equal(Disturbance.ConnectionBroken, await UnknownAsync(() => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut")));

    [Theory]
    [InlineData(null, true)]
    [InlineData(10L, true)]
    [InlineData(10L, false)]
    public async Task A_body_that_breaks_off_leaves_the_outcome_unknown(long? announced, bool loudly) =>
        Assert.Equal(Disturbance.ConnectionBroken, await UnknownAsync(() => new HttpResponseMessage(HttpStatusCode.Accepted)
        {
            Content = new StreamContent(new BreakingStream(loudly))
            { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentLength = announced } },
        }));

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task An_HTML_page_of_a_gateway_is_never_an_answer(HttpStatusCode status) =>
        Assert.Equal(Disturbance.ServerError, await UnknownAsync(() => ScriptedKsef.Html(status)));

    [Fact]
    public async Task An_error_of_the_server_leaves_the_outcome_unknown_even_in_KSeFs_own_form() =>
        Assert.Equal(Disturbance.ServerError, await UnknownAsync(() => ScriptedKsef.Problem(21000, "?", status: HttpStatusCode.InternalServerError)));

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_page_of_a_firewall_is_never_an_answer(HttpStatusCode status) =>
        Assert.Equal(Disturbance.NotKsef, await UnknownAsync(() => ScriptedKsef.Html(status)));

    [Theory]
    [InlineData("{\"nothing\":1}")]
    [InlineData("{\"referenceNumber\":\"short\"}")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_success_without_a_readable_body_leaves_the_outcome_unknown(string body) =>
        Assert.Equal(Disturbance.Unreadable, await UnknownAsync(() => ScriptedKsef.Json(body)));

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end() =>
        Assert.Equal(Disturbance.Unreadable, await UnknownAsync(() => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new EndlessStream()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        }));

    [Theory]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task A_redirection_is_never_followed(HttpStatusCode status)
    {
        Assert.Equal(Disturbance.NotKsef, await UnknownAsync(() => new HttpResponseMessage(status)
        {
            Headers = { Location = new Uri("https://elsewhere.example/") },
            Content = new ByteArrayContent([]),
        }));
        Assert.All(desk.Wire.Requests, request => Assert.Equal("127.0.0.1", request.Address.Host));
    }

    [Fact]
    public async Task An_answer_from_another_address_is_not_believed()
    {
        Assert.Equal(Disturbance.NotKsef, await UnknownAsync(() => new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.example/"),
            Content = new StringContent($$"""{"referenceNumber":"{{Desk.Invoice}}"}"""),
        }));
    }

    [Fact]
    public async Task No_answer_in_time_leaves_the_outcome_of_a_change_unknown()
    {
        var access = await desk.SignInAsync();
        desk.Wire.ThenLater(_ =>
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(101));
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        Assert.Equal(Disturbance.TimedOut, Assert.IsType<KsefOutcomeUnknown>(await SendingAsync(access)).Disturbance);
    }

    [Fact]
    public async Task No_answer_in_time_to_a_question_means_later()
    {
        var access = await desk.SignInAsync();
        desk.Wire.ThenLater(_ =>
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(101));
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        Assert.Equal(Disturbance.TimedOut, Assert.IsType<KsefUnavailable>(await LookingAsync(access)).Disturbance);
    }

    [Fact]
    public async Task Giving_up_is_not_taken_for_an_outage()
    {
        var access = await desk.SignInAsync();
        using var giveUp = new CancellationTokenSource();
        desk.Wire.ThenLater(async _ =>
        {
            await giveUp.CancelAsync();
            return await new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Client.Sessions.StatusAsync(access, Desk.SessionReference, giveUp.Token));
    }

    [Fact]
    public async Task A_refusal_in_problem_details_is_a_rejection_with_its_code_and_details()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Problem(21180, "Status sesji nie pozwala na wykonanie operacji.", "Status sesji 170"));
        var rejected = Assert.IsType<KsefRejected>(await SendingAsync(access));
        Assert.Equal(21180, rejected.Code);
        Assert.Equal("Status sesji nie pozwala na wykonanie operacji.", rejected.Description);
        Assert.Equal(["Status sesji 170"], rejected.Details);
        Assert.Equal(400, rejected.HttpStatus);
        Assert.Equal("INK-KSEF-001", rejected.Finding.Code);
        Assert.DoesNotContain("170", rejected.Message);
        Assert.Contains("Status sesji 170", rejected.Finding.Text.Pl);
    }

    [Fact]
    public async Task A_refusal_in_the_older_form_is_a_rejection_too()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(
            """{"exception":{"exceptionDetailList":[{"exceptionCode":21173,"exceptionDescription":"Brak sesji.","details":["a","b"]}],"serviceCode":"x"}}""",
            HttpStatusCode.BadRequest));
        var rejected = Assert.IsType<KsefRejected>(await LookingAsync(access));
        Assert.Equal(21173, rejected.Code);
        Assert.Equal(["a", "b"], rejected.Details);
    }

    [Fact]
    public async Task Several_errors_are_all_kept()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Answer(
            """{"title":"Bad Request","status":400,"detail":"x","errors":[{"code":21402,"description":"a"},{"code":21403,"description":"b","details":null}]}""",
            "application/problem+json", HttpStatusCode.BadRequest));
        var rejected = Assert.IsType<KsefRejected>(await SendingAsync(access));
        Assert.True(rejected.Has(21402) && rejected.Has(21403));
    }

    [Fact]
    public async Task Missing_permissions_are_a_rejection_with_a_reason()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Answer(
            """{"title":"Forbidden","status":403,"detail":"Brak uprawnień.","reasonCode":"missing-permissions","security":{"requiredAnyOfPermissions":["InvoiceWrite"]}}""",
            "application/problem+json", HttpStatusCode.Forbidden));
        var rejected = Assert.IsType<KsefRejected>(await SendingAsync(access));
        Assert.Equal("missing-permissions", rejected.ReasonCode);
        Assert.Equal("INK-KSEF-002", rejected.Finding.Code);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Sun, 22 Nov 2026 10:00:45 GMT", 45)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", 0)]
    [InlineData(null, 1)]
    public async Task Too_many_requests_mean_later_and_nothing_was_done(string? retryAfter, int seconds)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(_ =>
        {
            var answer = ScriptedKsef.Json("""{"status":{"code":429,"description":"Too Many Requests","details":["x"]}}""", HttpStatusCode.TooManyRequests);
            if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return answer;
        });
        var unavailable = Assert.IsType<KsefUnavailable>(await SendingAsync(access));
        Assert.Equal(Disturbance.TooManyRequests, unavailable.Disturbance);
        Assert.Equal(TimeSpan.FromSeconds(seconds), unavailable.RetryAfter);
        Assert.Equal("INK-KSEF-004", unavailable.Finding.Code);
    }

    [Fact]
    public async Task A_page_in_answer_to_closing_leaves_its_outcome_unknown()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Html(HttpStatusCode.OK));
        await Assert.ThrowsAsync<KsefOutcomeUnknown>(() => desk.Client.OnlineSessions.CloseAsync(access, Desk.SessionReference));
    }

    [Fact]
    public async Task Closing_is_done_on_204_and_carries_a_body_of_its_own()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Empty(HttpStatusCode.NoContent));
        await desk.Client.OnlineSessions.CloseAsync(access, Desk.SessionReference);
        Assert.Equal($"/v2/sessions/online/{Desk.Session}/close", desk.Wire.Requests.Single().Path);
    }

    [Theory]
    [InlineData("text/html", "<Faktura/>")]
    [InlineData("application/xml", "<!doctype html><html/>")]
    [InlineData("application/xml", "<HTML></HTML>")]
    [InlineData("application/xml", "{}")]
    [InlineData("application/xml", "")]
    public async Task What_is_not_XML_is_not_taken_for_a_document(string type, string body)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Answer(body, type));
        await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Sessions.UpoAsync(access, Desk.SessionReference, Desk.InvoiceReference));
    }

    [Fact]
    public async Task A_document_that_differs_from_its_hash_is_refused()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(_ =>
        {
            var answer = ScriptedKsef.Answer("<Potwierdzenie/>", "application/xml");
            answer.Headers.Add("x-ms-meta-hash", InvoiceHash.Of("<other/>"u8).Base64);
            return answer;
        });
        await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Sessions.UpoAsync(access, Desk.SessionReference, Desk.InvoiceReference));
    }

    private sealed class BreakingStream(bool loudly) : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            loudly ? throw new HttpIOException(HttpRequestError.ResponseEnded, "cut") : ValueTask.FromResult(0);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
