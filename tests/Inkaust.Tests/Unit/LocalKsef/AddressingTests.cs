using System.Net;
using Inkaust.Cli;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef;

/// <summary>Under which names the API port answers, and which pages in a browser may call it.</summary>
public sealed class AddressingTests : OwnServerTests
{
    private const string Page = "http://localhost:3000";

    private protected override LocalKsefOptions Options => LocalKsefDay.Options with { Hosts = ["ksef.example"], AllowedOrigins = [Page] };

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.0.0.1:5080", 200)]
    [InlineData("127.8.9.10", 200)]
    [InlineData("localhost:1", 200)]
    [InlineData("LocalHost", 200)]
    [InlineData("shop.localhost", 200)]
    [InlineData("[::1]:5080", 200)]
    [InlineData("ksef.example", 200)]
    [InlineData("KSEF.example:8443", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("xlocalhost", 421)]
    [InlineData("sub.ksef.example", 421)]
    [InlineData("10.0.0.1", 421)]
    [InlineData("0.0.0.0", 421)]
    [InlineData("localhost.", 421)]
    [InlineData("127.0.0.1.", 421)]
    [InlineData("[::ffff:10.0.0.1]", 421)]
    public async Task The_API_port_answers_to_names_of_the_loopback_address_and_to_those_it_was_told(string host, int status)
    {
        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        foreach (var path in new[] { "/", "/v2/security/public-key-certificates", "/status", "/qr/invoice/search" })
        {
            using var answer = await Sent(http, HttpMethod.Get, path, ("Host", host));
            Assert.Equal(status, (int)answer.StatusCode);
            if (status == 421) Assert.Contains("--host", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_calls_the_API_from_a_browser()
    {
        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        using var asked = await Sent(http, HttpMethod.Options, "/v2/sessions/online", ("Origin", Page), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,x-error-format"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((HttpStatusCode.NoContent, Page, "POST", "authorization,content-type,x-error-format"), (asked.StatusCode,
            Header(asked, "Access-Control-Allow-Origin"), Header(asked, "Access-Control-Allow-Methods"), Header(asked, "Access-Control-Allow-Headers")));
        using var made = await Sent(http, HttpMethod.Post, "/v2/auth/challenge", ("Origin", Page), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((HttpStatusCode.OK, Page, "Origin"), (made.StatusCode, Header(made, "Access-Control-Allow-Origin"), Header(made, "Vary")));
        // A refusal can be read too, and so can a fault.
        using var refused = await Sent(http, HttpMethod.Get, "/v2/sessions?sessionType=Online", ("Origin", Page));
        Assert.Equal((HttpStatusCode.Unauthorized, Page), (refused.StatusCode, Header(refused, "Access-Control-Allow-Origin")));
        await Client.Manage(HttpMethod.Post, "/faults", new { kind = "too-many-requests", match = "POST /v2/auth/challenge", count = 1 });
        using var fault = await Sent(http, HttpMethod.Post, "/v2/auth/challenge", ("Origin", Page));
        Assert.Equal((HttpStatusCode.TooManyRequests, Page), (fault.StatusCode, Header(fault, "Access-Control-Allow-Origin")));
        Assert.Contains("Retry-After", Header(fault, "Access-Control-Expose-Headers")!);
    }

    [Theory]
    [InlineData("http://localhost:3001")]
    [InlineData("https://localhost:3000")]
    [InlineData("http://localhost:3000.evil.example")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_may_neither_read_nor_change(string origin)
    {
        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        using var asked = await Sent(http, HttpMethod.Options, "/v2/testdata/person", ("Origin", origin), ("Access-Control-Request-Method", "POST"));
        Assert.Null(Header(asked, "Access-Control-Allow-Origin"));
        using var read = await Sent(http, HttpMethod.Get, "/status", ("Origin", origin));
        Assert.Null(Header(read, "Access-Control-Allow-Origin"));
        using var changed = await Sent(http, HttpMethod.Post, "/v2/auth/challenge", ("Origin", origin), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
        // An older browser tells the origin alone.
        using var older = await Sent(http, HttpMethod.Post, "/v2/auth/challenge", ("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, older.StatusCode);
    }

    [Fact]
    public async Task Not_even_an_allowed_page_steers_the_management_port()
    {
        using var http = new HttpClient { BaseAddress = Server.ManagementAddress };
        using var answer = await Sent(http, HttpMethod.Post, "/reset", ("Origin", Page));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var named = await Sent(http, HttpMethod.Get, "/health", ("Host", "ksef.example"));
        Assert.Equal(HttpStatusCode.NotFound, named.StatusCode);
    }

    [Fact]
    public async Task Without_an_allowed_origin_no_answer_speaks_of_origins()
    {
        await using var server = await LocalKsefServer.StartAsync(LocalKsefDay.Options);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        using var answer = await Sent(http, HttpMethod.Get, "/status", ("Origin", Page));
        Assert.Equal((null, null), (Header(answer, "Access-Control-Allow-Origin"), Header(answer, "Vary")));
    }

    [Theory]
    [InlineData("--allow-origin", "*")]
    [InlineData("--allow-origin", "localhost:3000")]
    [InlineData("--allow-origin", "http://localhost:3000/")]
    [InlineData("--allow-origin", "ftp://localhost")]
    [InlineData("--host", "http://ksef.example")]
    [InlineData("--host", "ksef.example:5080")]
    public async Task An_origin_or_a_name_that_cannot_be_one_is_refused(string option, string value)
    {
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(["local-ksef", option, value], TextWriter.Null, error, TimeProvider.System));
        Assert.Contains($"'{value}' is not", error.ToString());
    }

    private static async Task<HttpResponseMessage> Sent(HttpClient http, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
